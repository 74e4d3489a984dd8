"""What people can and cannot do, triggers, forms, response_url, and the log's patterns."""

import unittest

from tests.fakes.slack.log import Log, matches
from tests.fakes.slack.people.clicks import CannotHappen
from tests.fakes.slack.people.speech import escaped

from .world_case import ANA, LAUNCH, FakeCase


def plain(text):
    return {"type": "plain_text", "text": text}


BUTTONS = [
    {
        "type": "actions",
        "block_id": "acts",
        "elements": [
            {"type": "button", "action_id": "go", "text": plain("Go"), "value": "1"},
            {"type": "overflow", "action_id": "more", "options": [{"text": plain("A"), "value": "a"}]},
        ],
    }
]
FIELD = {"type": "plain_text_input", "action_id": "t", "max_length": 5}
MODAL = {
    "type": "modal",
    "title": plain("T"),
    "submit": plain("S"),
    "notify_on_close": True,
    "blocks": [{"type": "input", "block_id": "b", "label": plain("L"), "element": FIELD}],
}


class Patterns(unittest.TestCase):
    def test_operators(self):
        value = {"a": {"b": [1, {"c": "hello"}]}, "n": 3}
        cases = (
            ({"n": 3}, True),
            ({"n": 4}, False),
            ({"a.b.1.c": {"contains": "ell"}}, True),
            ({"a.b": {"any": {"c": {"re": "^h.*o$"}}}}, True),
            ({"a.x": {"exists": False}}, True),
            ({"n": {"at_least": 3}}, True),
            ({"n": {"in": [1, 2]}}, False),
            ({"n": {"not": 3}}, False),
            ({}, True),
        )
        for pattern, wanted in cases:
            with self.subTest(pattern):
                self.assertEqual(matches(pattern, value), wanted)

    def test_typed_text_is_escaped_once(self):
        cases = (
            ("a & b <c>", "a &amp; b &lt;c&gt;"),
            ("<@U0ANA00001> <!channel> <https://a.b|x>", "<@U0ANA00001> <!channel> <https://a.b|x>"),
            ("<script>&amp;", "&lt;script&gt;&amp;amp;"),
        )
        for typed, sent in cases:
            self.assertEqual(escaped(typed), sent)


class Waiting(unittest.IsolatedAsyncioTestCase):
    async def test_a_wait_ends_with_the_entry_or_its_time(self):
        log = Log()
        self.assertIsNone(await log.wait(lambda: log.find({"kind": "x"}), 0.01))
        log.add("x")
        self.assertEqual(len(await log.wait(lambda: log.find({"kind": "x"}), 1)), 1)


class Buttons(FakeCase):
    async def post(self, blocks):
        return (await self.call("chat.postMessage", channel=LAUNCH, text="x", blocks=blocks))["ts"]

    async def test_only_what_is_there_can_be_pressed(self):
        ts = await self.post(BUTTONS)
        delivery = self.fake.people.press("ana", "go", "launch", ts)
        action = delivery.envelope["payload"]["actions"][0]
        self.assertEqual((action["value"], action["block_id"], action["text"]["text"]), ("1", "acts", "Go"))
        chosen = self.fake.people.press("ana", "more", "launch", ts, choose="a")
        self.assertEqual(chosen.envelope["payload"]["actions"][0]["selected_option"]["value"], "a")
        for wrong in (
            {"action_id": "none"},
            {"action_id": "more", "choose": "z"},
            {"action_id": "go", "label": "No"},
        ):
            with self.subTest(wrong), self.assertRaises(CannotHappen):
                self.fake.people.press("ana", channel="launch", ts=ts, **wrong)
        with self.assertRaises(CannotHappen):
            self.fake.people.press("otherbot", "go", "launch", ts)

    async def test_an_edited_message_has_its_new_buttons(self):
        ts = await self.post(BUTTONS)
        await self.call("chat.update", channel=LAUNCH, ts=ts, text="done")
        with self.assertRaises(CannotHappen):
            self.fake.people.press("ana", "go", "launch", ts)


class FormsCase(FakeCase):
    async def test_triggers(self):
        trigger = self.fake.views.trigger(ANA)
        told = [
            await self.error("views.open", trigger_id=each, view=MODAL) for each in (trigger, trigger, "none")
        ]
        self.assertEqual(told, ["ok", "exchanged_trigger_id", "invalid_trigger_id"])
        self.fake.settings.change({"trigger_life": -1})
        late = self.fake.views.trigger(ANA)
        self.assertEqual(await self.error("views.open", trigger_id=late, view=MODAL), "expired_trigger_id")

    async def open(self):
        return (await self.call("views.open", trigger_id=self.fake.views.trigger(ANA), view=MODAL))["view"]

    async def test_what_the_client_refuses_is_not_submitted(self):
        view = await self.open()
        for values in ({}, {"b": {"t": ""}}, {"b": {"t": "123456"}}, {"c": {"t": "1"}}):
            with self.subTest(values), self.assertRaises(CannotHappen):
                self.fake.people.forms.submit("ana", values, view["id"])
        with self.assertRaises(CannotHappen):
            self.fake.people.forms.submit("ben", {"b": {"t": "1"}})

    async def submit(self, answer):
        view = await self.open()
        socket = await self.dial()
        delivery = self.fake.people.forms.submit("ana", {"b": {"t": "1"}})
        envelope = await socket.receive_json()
        self.assertEqual(envelope["payload"]["view"]["state"]["values"]["b"]["t"]["value"], "1")
        await socket.send_json({"envelope_id": envelope["envelope_id"], "payload": answer})
        await self.fake.log.wait(lambda: delivery.outcome == "acked", 5)
        return view

    async def test_an_empty_answer_closes(self):
        await self.submit({})
        self.assertEqual(self.fake.views.stacks[ANA], [])

    async def test_errors_keep_it_open(self):
        view = await self.submit({"response_action": "errors", "errors": {"b": "no"}})
        self.assertEqual(self.fake.views.stacks[ANA], [view["id"]])
        self.assertEqual(self.fake.log.find({"kind": "view_errors"})[0]["errors"], {"b": "no"})

    async def test_errors_on_no_field_are_a_violation(self):
        await self.submit({"response_action": "errors", "errors": {"none": "no"}})
        self.assertEqual(self.violations(), ["bad_view_errors"])

    async def test_an_update_keeps_what_was_typed(self):
        view = await self.submit({"response_action": "update", "view": {**MODAL, "title": plain("Again")}})
        now = self.fake.views.all[view["id"]]
        self.assertEqual((now["title"]["text"], now["state"]["values"]["b"]["t"]["value"]), ("Again", "1"))

    async def test_three_are_the_most(self):
        view = await self.open()
        told = []
        for _ in range(3):
            trigger = self.fake.views.trigger(ANA, view["id"])
            told.append(await self.error("views.push", trigger_id=trigger, view=MODAL))
        self.assertEqual(told, ["ok", "ok", "push_limit_reached"])

    async def test_a_stale_hash(self):
        view = await self.open()
        told = [
            await self.error("views.update", view_id=view["id"], view=MODAL, hash=known)
            for known in (view["hash"], view["hash"])
        ]
        self.assertEqual(told, ["ok", "hash_conflict"])
        self.fake.people.forms.close("ana")
        self.assertEqual(await self.error("views.update", view_id=view["id"], view=MODAL), "not_found")


class ResponseUrl(FakeCase):
    settings = {"response_url_uses": 2}

    async def test_it_is_used_up(self):
        url = self.fake.response_urls.make(LAUNCH, ANA)
        told = []
        for _ in range(3):
            async with self.http.post(url, json={"text": "x"}) as response:
                told.append((response.status, (await response.text())[:2]))
        self.assertEqual(told, [(200, "ok"), (200, "ok"), (404, '{"')])
        self.assertEqual(self.violations(), ["response_url_used_up"])


if __name__ == "__main__":
    unittest.main()

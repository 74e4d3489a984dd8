"""The Web API's door and its methods: who may, with which body, and each error by its name."""

import asyncio
import unittest

import aiohttp

from .world_case import ANA, BOT, LAUNCH, FakeCase

OUTSIDE, SECRET, CLOSED, ATTIC = "C0OUTSIDE1", "C0SECRET01", "C0CLOSED01", "C0ATTIC001"


class Door(FakeCase):
    async def test_tokens(self):
        app, bot = self.fake.settings.app_token, self.fake.settings.bot_token
        cases = (
            ("auth.test", "", "not_authed"),
            ("auth.test", "xoxb-else", "invalid_auth"),
            ("auth.test", bot, None),
            ("chat.postMessage", app, "not_allowed_token_type"),
            ("apps.connections.open", bot, "not_allowed_token_type"),
            ("apps.connections.open", app, None),
        )
        for method, token, error in cases:
            with self.subTest(method=method, token=token[:4]):
                status, _, answer = await self.raw(method, token=token)
                self.assertEqual((status, answer.get("error")), (200, error))

    async def test_an_app_token_in_the_body_is_not_taken(self):
        answer = await self.raw(
            "apps.connections.open", token="", data={"token": self.fake.settings.app_token}
        )
        self.assertEqual(answer[2]["error"], "not_authed")

    async def test_a_revoked_token(self):
        self.fake.settings.change({"bot_token_error": "account_inactive"})
        self.assertEqual(await self.error("auth.test"), "account_inactive")

    async def test_scopes(self):
        self.fake.settings.change({"bot_scopes": ["channels:read"]})
        answer = await self.call("chat.postMessage", channel=LAUNCH, text="x")
        self.assertEqual(
            (answer["error"], answer["needed"], answer["provided"]),
            ("missing_scope", "chat:write", "channels:read"),
        )
        self.assertEqual(
            (await self.form("conversations.history", channel=LAUNCH))["needed"], "channels:history"
        )

    async def test_an_answer_tells_the_scopes(self):
        self.fake.settings.change({"bot_scopes": ["chat:write", "users:read"]})
        _, headers, _ = await self.raw("auth.test")
        self.assertEqual(headers["X-OAuth-Scopes"], "chat:write,users:read")

    async def test_bodies(self):
        json_type = {"Content-Type": "application/json; charset=utf-8"}
        cases = (
            (json_type, "{", "invalid_json"),
            (json_type, "[]", "json_not_object"),
            ({"Content-Type": "text/plain"}, "x", "invalid_post_type"),
        )
        for headers, body, error in cases:
            with self.subTest(error):
                self.assertEqual((await self.raw("auth.test", headers=headers, data=body))[2]["error"], error)
        warned = (await self.raw("auth.test", headers={"Content-Type": "application/json"}, data="{}"))[2]
        self.assertEqual(warned["warning"], "missing_charset")

    async def test_reads_take_no_json(self):
        self.assertEqual(await self.error("users.info", user=ANA), "invalid_arguments")
        self.assertEqual((await self.form("users.info", user=ANA))["user"]["tz"], "Europe/Berlin")

    async def test_forms_are_decoded(self):
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        body = f"channel={LAUNCH}&text=a+b%2Bc%26%3D%E2%82%AC%0A%23#d&unfurl_links="
        answer = (await self.raw("chat.postMessage", headers=headers, data=body))[2]
        self.assertEqual(answer["message"]["text"], "a b+c&=€\n##d")

    async def test_unknown_method(self):
        self.assertEqual(await self.error("chat.shout"), "unknown_method")


class Posting(FakeCase):
    async def test_where_it_may_post(self):
        cases = (
            (LAUNCH, "ok"),
            ("#launch", "ok"),
            (OUTSIDE, "ok"),
            (ANA, "ok"),
            (CLOSED, "ok"),
            (SECRET, "channel_not_found"),
            ("C0NOWHERE1", "channel_not_found"),
            (ATTIC, "is_archived"),
        )
        for channel, error in cases:
            with self.subTest(channel):
                self.assertEqual(await self.error("chat.postMessage", channel=channel, text="x"), error)
        self.fake.settings.change({"bot_scopes": ["chat:write"]})
        self.assertEqual(await self.error("chat.postMessage", channel=OUTSIDE, text="x"), "not_in_channel")

    async def test_what_it_may_say(self):
        long = [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 2700}}] * 5
        cases = (
            ({}, "no_text"),
            ({"text": "x", "blocks": "no json"}, "invalid_blocks_format"),
            ({"text": "x", "blocks": [{"type": "none"}]}, "invalid_blocks"),
            ({"text": "x", "blocks": long}, "msg_blocks_too_long"),
            ({"text": "x", "metadata": {"event_type": 3}}, "invalid_metadata_format"),
            ({"text": "x", "thread_ts": "0"}, "invalid_thread_ts"),
            ({"text": "x", "thread_ts": "1700000000.000001"}, "thread_not_found"),
            ({"text": "x", "attachments": [{}] * 101}, "too_many_attachments"),
        )
        for args, error in cases:
            with self.subTest(error):
                self.assertEqual(await self.error("chat.postMessage", channel=LAUNCH, **args), error)

    async def test_a_long_text_is_cut_with_a_warning(self):
        answer = await self.call("chat.postMessage", channel=LAUNCH, text="é" * 40_001)
        self.assertEqual((len(answer["message"]["text"]), answer["warning"]), (40_000, "message_truncated"))

    async def test_a_form_with_nested_json(self):
        blocks = [{"type": "divider"}]
        answer = await self.form("chat.postMessage", channel=LAUNCH, text="x", blocks=blocks)
        self.assertEqual(answer["message"]["blocks"][0]["type"], "divider")
        self.assertIn("block_id", answer["message"]["blocks"][0])

    async def test_threads(self):
        root = (await self.call("chat.postMessage", channel=LAUNCH, text="root"))["ts"]
        for number in range(3):
            await self.call("chat.postMessage", channel=LAUNCH, text=f"r{number}", thread_ts=root)
        thread = await self.form("conversations.replies", channel=LAUNCH, ts=root)
        self.assertEqual([each["text"] for each in thread["messages"]], ["root", "r0", "r1", "r2"])
        self.assertEqual(thread["messages"][0]["reply_count"], 3)
        history = await self.form("conversations.history", channel=LAUNCH)
        self.assertEqual([each["text"] for each in history["messages"]], ["root"])

    async def test_metadata_is_shown_only_when_asked_for(self):
        metadata = {"event_type": "card", "event_payload": {"key": "k"}}
        sent = await self.call("chat.postMessage", channel=LAUNCH, text="x", metadata=metadata)
        self.assertNotIn(
            "metadata", (await self.form("conversations.history", channel=LAUNCH))["messages"][0]
        )
        found = await self.form(
            "conversations.history",
            channel=LAUNCH,
            include_all_metadata="true",
            oldest=sent["ts"],
            inclusive="1",
        )
        self.assertEqual(found["messages"][0]["metadata"], metadata)

    async def test_pages(self):
        for number in range(5):
            await self.call("chat.postMessage", channel=LAUNCH, text=str(number))
        seen, cursor = [], ""
        for _ in range(3):
            answer = await self.form("conversations.history", channel=LAUNCH, limit="2", cursor=cursor)
            seen += [each["text"] for each in answer["messages"]]
            cursor = answer.get("response_metadata", {}).get("next_cursor", "")
        self.assertEqual((seen, cursor), (["4", "3", "2", "1", "0"], ""))


class Changing(FakeCase):
    async def test_only_ones_own(self):
        theirs, _ = self.fake.people.message("ana", "launch", "mine")
        ours = (await self.call("chat.postMessage", channel=LAUNCH, text="ours"))["ts"]
        cases = (
            (theirs["ts"], "cant_update_message"),
            ("1700000000.000001", "message_not_found"),
            (ours, "ok"),
        )
        for ts, error in cases:
            with self.subTest(error):
                self.assertEqual(await self.error("chat.update", channel=LAUNCH, ts=ts, text="new"), error)
        self.assertEqual(
            await self.error("chat.delete", channel=LAUNCH, ts=theirs["ts"]), "cant_delete_message"
        )

    async def test_text_alone_removes_blocks(self):
        ts = (await self.call("chat.postMessage", channel=LAUNCH, text="x", blocks=[{"type": "divider"}]))[
            "ts"
        ]
        message = (await self.call("chat.update", channel=LAUNCH, ts=ts, text="y"))["message"]
        self.assertNotIn("blocks", message)
        self.assertIn("edited", message)

    async def test_an_update_takes_4000_characters(self):
        ts = (await self.call("chat.postMessage", channel=LAUNCH, text="x"))["ts"]
        self.assertEqual(await self.error("chat.update", channel=LAUNCH, ts=ts, text="x" * 4000), "ok")
        self.assertEqual(
            await self.error("chat.update", channel=LAUNCH, ts=ts, text="x" * 4001), "msg_too_long"
        )

    async def test_ephemeral(self):
        answer = await self.call("chat.postEphemeral", channel=LAUNCH, user=ANA, text="x")
        self.assertEqual(
            await self.error("chat.update", channel=LAUNCH, ts=answer["message_ts"], text="y"),
            "message_not_found",
        )
        self.assertEqual(
            await self.error("chat.postEphemeral", channel=LAUNCH, user="U0OTHERBOT", text="x"),
            "user_not_in_channel",
        )
        self.assertEqual(
            await self.error("chat.postEphemeral", channel=OUTSIDE, user=ANA, text="x"), "not_in_channel"
        )

    async def test_reactions(self):
        ts = (await self.call("chat.postMessage", channel=LAUNCH, text="x"))["ts"]
        where = {"channel": LAUNCH, "timestamp": ts, "name": "eyes"}
        told = [await self.error(f"reactions.{each}", **where) for each in ("add", "add", "remove", "remove")]
        self.assertEqual(told, ["ok", "already_reacted", "ok", "no_reaction"])

    async def test_joining(self):
        self.assertEqual(await self.error("conversations.join", channel=OUTSIDE), "ok")
        self.assertEqual(
            (await self.call("conversations.join", channel=OUTSIDE))["warning"], "already_in_channel"
        )
        self.assertIn(BOT, self.fake.world.channels[OUTSIDE].members)


class Pace(FakeCase):
    settings = {"pace_per_second": 0.001}

    async def test_a_burst_then_a_violation(self):
        for _ in range(20):
            await self.call("chat.postMessage", channel=LAUNCH, text="x")
        self.assertEqual(self.violations(), [])
        await self.call("chat.postMessage", channel=LAUNCH, text="x")
        await self.call("chat.postMessage", channel="C0GENERAL1", text="x")
        self.assertEqual(self.violations(), ["pace"])

    async def test_enforced_it_is_a_429(self):
        self.fake.settings.change({"pace": "enforce", "pace_burst": 1})
        await self.call("chat.postMessage", channel=LAUNCH, text="x")
        status, headers, answer = await self.raw("chat.postMessage", data={"channel": LAUNCH, "text": "x"})
        self.assertEqual((status, headers["Retry-After"], answer["error"]), (429, "1", "ratelimited"))

    async def test_a_call_before_its_time_is_noted(self):
        self.fake.faults.add({"method": "chat.update", "do": "rate_limit", "retry_after": 30})
        self.assertEqual((await self.raw("chat.update"))[0], 429)
        self.assertEqual((await self.raw("chat.update"))[0], 429)
        self.assertEqual(self.violations(), ["before_retry_after"])

    async def test_per_minute(self):
        self.fake.settings.change({"per_minute": {"users.info": 2}})
        statuses = [(await self.raw("users.info", data={"user": ANA}))[0] for _ in range(3)]
        self.assertEqual(statuses, [200, 200, 429])


class Faults(FakeCase):
    async def test_an_effect_without_an_answer(self):
        self.fake.faults.add({"method": "chat.postMessage", "do": "reset", "effect": True})
        with self.assertRaises(aiohttp.ServerDisconnectedError):
            await self.call("chat.postMessage", channel=LAUNCH, text="once")
        self.assertEqual(len(self.fake.world.channels[LAUNCH].messages), 1)

    async def test_an_answer_is_held_until_released(self):
        held = self.fake.faults.add({"method": "chat.postMessage", "do": "hold", "effect": True})
        asked = asyncio.create_task(self.call("chat.postMessage", channel=LAUNCH, text="x"))
        self.assertTrue(await self.fake.log.wait(lambda: self.fake.log.find({"kind": "message"}), 5))
        self.assertFalse(asked.done())
        self.fake.faults.release(held)
        self.assertTrue((await asked)["ok"])

    async def test_an_answer_that_never_comes(self):
        self.fake.faults.add({"method": "chat.postMessage", "do": "hang"})
        with self.assertRaises(TimeoutError):
            async with asyncio.timeout(0.1):
                await self.call("chat.postMessage", channel=LAUNCH, text="x")
        self.assertEqual(len(self.fake.world.channels[LAUNCH].messages), 0)

    async def test_no_effect_and_a_500(self):
        self.fake.faults.add(
            {"method": "chat.postMessage", "do": "status", "skip": 1, "where": {"text": "x"}}
        )
        self.assertEqual(await self.error("chat.postMessage", channel=LAUNCH, text="x"), "ok")
        self.assertEqual(await self.error("chat.postMessage", channel=LAUNCH, text="other"), "ok")
        url, headers = f"{self.fake.http_url}/api/chat.postMessage", {"Authorization": "Bearer x"}
        async with self.http.post(url, headers=headers, data={"text": "x"}) as response:
            self.assertEqual(response.status, 500)
        self.assertEqual(len(self.fake.world.channels[LAUNCH].messages), 2)


if __name__ == "__main__":
    unittest.main()

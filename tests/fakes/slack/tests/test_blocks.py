"""Block Kit's limits: the last value that passes, the first that does not, and Slack's words for it."""

import unittest

from tests.fakes.slack.schema.blocks import wrong_in_message
from tests.fakes.slack.schema.metadata import wrong_in_metadata
from tests.fakes.slack.schema.views import too_large, wrong_in_view
from tests.fakes.slack.webapi.content import weight


def plain(text="x"):
    return {"type": "plain_text", "text": text}


def mrkdwn(text="x"):
    return {"type": "mrkdwn", "text": text}


def section(**more):
    return {"type": "section", "text": mrkdwn(), **more}


def button(**more):
    return {"type": "button", "text": plain("Go"), **more}


def actions(*elements, **more):
    return {"type": "actions", "elements": list(elements), **more}


def options(count, size=5):
    return [{"text": plain(f"{at}".rjust(size, "o")), "value": f"v{at}"} for at in range(count)]


def select(**more):
    return {"type": "static_select", "action_id": "s", "options": options(3), **more}


# What, how to make blocks with a size, the largest size allowed.
SIZES = (
    ("blocks a message", lambda size: [section()] * size, 50),
    ("section text", lambda size: [section(text=mrkdwn("é" * size))], 3000),
    ("section fields", lambda size: [section(fields=[mrkdwn()] * size)], 10),
    ("field text", lambda size: [section(fields=[mrkdwn("x" * size)])], 2000),
    ("header", lambda size: [{"type": "header", "text": plain("x" * size)}], 150),
    ("elements of actions", lambda size: [actions(*[button()] * size)], 25),
    ("elements of a context", lambda size: [{"type": "context", "elements": [mrkdwn()] * size}], 10),
    ("button text", lambda size: [actions(button(text=plain("x" * size)))], 75),
    ("button value", lambda size: [actions(button(value="x" * size))], 2000),
    ("button url", lambda size: [actions(button(url="https://a.b/".ljust(size, "x")))], 3000),
    ("action_id", lambda size: [actions(button(action_id="x" * size))], 255),
    ("block_id", lambda size: [section(block_id="x" * size)], 255),
    ("options of a select", lambda size: [actions(select(options=options(size)))], 100),
    ("option text", lambda size: [actions(select(options=options(1, size)))], 75),
    ("options of an overflow", lambda size: [actions({"type": "overflow", "options": options(size)})], 5),
    (
        "options of radio buttons",
        lambda size: [actions({"type": "radio_buttons", "options": options(size)})],
        10,
    ),
    ("placeholder", lambda size: [actions(select(placeholder=plain("x" * size)))], 150),
    ("markdown", lambda size: [{"type": "markdown", "text": "x" * size}], 12_000),
)

CONFIRM = {"title": plain(), "text": mrkdwn(), "confirm": plain(), "deny": plain()}

# What is wrong, and a piece of what Slack says of it.
WRONG = (
    ([{"type": "sectoin"}], "unsupported type: sectoin [json-pointer:/blocks/0/type]"),
    ([{"text": plain()}], "missing required field: type"),
    ([{"type": "section"}], "must have at least one of: text, fields"),
    ([section(text=mrkdwn(""))], "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
    ([section(colour="red")], "invalid additional property: colour [json-pointer:/blocks/0]"),
    ([section(text={**mrkdwn(), "emoji": True})], "invalid additional property: emoji"),
    ([section(text="x")], "must be an object"),
    ([{"type": "header", "text": mrkdwn()}], "unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]"),
    ([actions(button(text=mrkdwn()))], "unsupported type: mrkdwn"),
    ([actions(button(style="green"))], "must be a valid enum value: primary, danger"),
    ([actions(button(value=7))], "must be a string [json-pointer:/blocks/0/elements/0/value]"),
    ([actions()], "no less than 1 items allowed [json-pointer:/blocks/0/elements]"),
    ([actions({"type": "plain_text_input", "action_id": "a"})], "unsupported type: plain_text_input"),
    ([actions(button(action_id="a"), button(action_id="a"))], '`action_id` "a" already exists'),
    ([section(block_id="a"), section(block_id="a")], '`block_id` "a" already exists [json-pointer:/blocks/1'),
    ([actions(select(initial_option=options(4)[3]))], "initial option must be exactly one of the options"),
    ([actions(select(options=options(2) + options(1)))], "options must have different values"),
    (
        [actions(select(option_groups=[{"label": plain(), "options": options(1)}]))],
        "must have exactly one of",
    ),
    ([actions({"type": "datepicker", "initial_date": "2027-13-01"})], "must match"),
    ([actions(button(confirm={**CONFIRM, "title": plain("x" * 101)}))], "must be less than 101 characters"),
    ([actions(button(confirm={**CONFIRM, "deny": plain("x" * 31)}))], "must be less than 31 characters"),
    ([{"type": "image", "image_url": "https://a.b/c.png"}], "missing required field: alt_text"),
    ([{"type": "markdown", "text": "x" * 7000}] * 2, "markdown blocks must be less than 12001"),
)


class Message(unittest.TestCase):
    def test_the_last_that_passes_and_the_first_that_does_not(self):
        for name, make, most in SIZES:
            with self.subTest(name):
                self.assertEqual(wrong_in_message(make(most)), [])
                self.assertNotEqual(wrong_in_message(make(most + 1)), [])

    def test_what_is_wrong_is_said(self):
        for blocks, said in WRONG:
            with self.subTest(said):
                self.assertIn(said, " ".join(wrong_in_message(blocks)))

    def test_what_is_right_passes(self):
        same_action_in_two_blocks = [actions(button(action_id="a")), actions(button(action_id="a"))]
        for blocks in (
            [],
            [section(accessory=button())],
            [section(accessory=select())],
            same_action_in_two_blocks,
        ):
            with self.subTest(blocks):
                self.assertEqual(wrong_in_message(blocks), [])

    def test_weight_is_what_others_measured(self):
        markdown = {"type": "markdown", "text": "x" * 13_275}
        self.assertEqual(weight([markdown], 125), 13_400)
        self.assertEqual(weight([markdown, {"type": "divider"}], 125), 13_525)


def modal(*blocks, **more):
    return {"type": "modal", "title": plain("T"), "submit": plain("S"), "blocks": list(blocks), **more}


def asks(**more):
    return {
        "type": "input",
        "label": plain(),
        "element": {"type": "plain_text_input", "action_id": "a"},
        **more,
    }


class View(unittest.TestCase):
    def test_limits(self):
        sizes = (
            ("title", lambda size: modal(title=plain("x" * size)), 24),
            ("submit", lambda size: modal(submit=plain("x" * size)), 24),
            ("private_metadata", lambda size: modal(private_metadata="x" * size), 3000),
            ("callback_id", lambda size: modal(callback_id="x" * size), 255),
            ("blocks", lambda size: modal(*[section()] * size), 100),
            ("label", lambda size: modal(asks(label=plain("x" * size))), 2000),
            ("hint", lambda size: modal(asks(hint=plain("x" * size))), 2000),
        )
        for name, make, most in sizes:
            with self.subTest(name):
                self.assertEqual(wrong_in_view(make(most), "modal"), [])
                self.assertNotEqual(wrong_in_view(make(most + 1), "modal"), [])

    def test_inputs_need_a_submit(self):
        view = modal(asks())
        del view["submit"]
        wanted = ["must define `submit` to use `input` block [json-pointer:/view/blocks/0/input]"]
        self.assertEqual(wrong_in_view(view, "modal"), wanted)

    def test_a_wrong_property_fails_the_whole_schema(self):
        wrong = wrong_in_view(modal(submit_disabled=True), "modal")
        self.assertEqual(wrong[0], "failed to match all allowed schemas [json-pointer:/view]")
        self.assertIn("invalid additional property: submit_disabled", wrong[1])

    def test_a_home_has_no_title(self):
        self.assertNotEqual(wrong_in_view({"type": "home", "title": plain(), "blocks": []}, "home"), [])
        self.assertEqual(wrong_in_view({"type": "home", "blocks": [section()]}, "home"), [])
        self.assertNotEqual(wrong_in_view(modal(), "home"), [])

    def test_size(self):
        self.assertFalse(too_large(modal(*[section(text=mrkdwn("x" * 2000))] * 100)))
        self.assertTrue(too_large(modal(*[section(text=mrkdwn("x" * 2600))] * 100)))


class Metadata(unittest.TestCase):
    def test_shapes(self):
        cases = (
            ({"event_type": "t", "event_payload": {"a": 1, "b": {"c": "d"}, "e": [{"f": True}]}}, ""),
            ({"event_type": "t", "event_payload": {"a": {"b": {"c": 1}}}}, "invalid_metadata_schema"),
            ({"event_type": "t"}, "invalid_metadata_format"),
            ({"event_payload": {}}, "invalid_metadata_format"),
            ("t", "invalid_metadata_format"),
            ({"event_type": "t", "event_payload": {"a": "x" * 9000}}, "metadata_too_large"),
        )
        for metadata, error in cases:
            with self.subTest(error=error, metadata=str(metadata)[:60]):
                self.assertEqual(wrong_in_metadata(metadata), error)


if __name__ == "__main__":
    unittest.main()

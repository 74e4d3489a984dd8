"""The Web API misbehaves: each message is sent once, in order, at Slack's pace (operation.md, section 4)."""

import sqlite3
import unittest

from tests.e2e.slack.bot import SlackCase


class Delivery(SlackCase):
    SETTINGS = {"echo_own": False}

    def cards(self, title: str) -> list:
        return [each for each in self.slack.entries(kind="message", action="posted", said={"contains": f"  {title}"})
                if not each.get("thread_ts")]

    def once(self, title: str) -> None:
        self.assertEqual(len(self.cards(title)), 1, title)

    def test_an_uncertain_message_is_found_again_or_sent_again(self):
        faults = [("reset", {}), ("status", {"status": 500}), ("status", {"status": 503}),
                  ("error", {"error": "fatal_error"}), ("error", {"error": "internal_error"}), ("body", {})]
        for number, (do, more) in enumerate(faults):
            for effect in (True, False):
                title = f"Uncertain {number} {effect}"
                self.slack.fault("chat.postMessage", do, effect=effect, where={"text": {"contains": title}}, **more)
                self.slack.slash(f'change new "{title}"')
                self.slack.slash(f'change new "After {title}"')
                self.slack.wait_message(f"After {title}", timeout=20)
                self.once(title)

    def test_a_look_up_that_fails_leaves_it_uncertain(self):
        self.slack.fault("chat.postMessage", "reset", effect=True)
        self.slack.fault("conversations.history", "status", status=500)
        self.slack.slash('change new "Found later"')
        self.slack.slash('change new "Next"')
        self.slack.wait_message("  Next", timeout=20)
        self.once("Found later")

    def test_429_holds_up_its_channel_alone_and_keeps_its_order(self):
        self.slack.slash('change new "Zero"', channel="launch")
        self.slack.wait_message("Zero")
        self.slack.fault("chat.postMessage", "rate_limit", retry_after=2, where={"channel": "C0LAUNCH01"})
        for title in ("First", "Second"):
            self.slack.slash(f'change new "{title}"', channel="launch")
        self.slack.slash('change new "Elsewhere"', channel="general")
        elsewhere = self.slack.wait_message("Elsewhere")
        second = self.slack.wait_message("  Second")
        first = self.slack.wait_message("  First")
        self.assertLess(elsewhere["at"], first["at"])
        self.assertLess(first["at"], second["at"])
        self.once("First")

    def test_429_without_a_header(self):
        self.slack.fault("chat.postMessage", "rate_limit", retry_after=None)
        self.slack.slash('change new "Unsaid"')
        self.slack.wait_message("Unsaid")
        self.once("Unsaid")

    def test_a_burst_and_then_one_a_second(self):
        self.slack.configure(pace="enforce")
        titles = ("Alpha beacon", "Bicycle stand", "Cold storage", "Dark theme", "Easy export", "Faster login",
                  "Guest checkout", "Heat map", "Inbox rules", "Joint accounts", "Keyboard help", "Late fees")
        for title in titles:
            self.slack.slash(f'change new "{title}"')
        self.slack.wait_message("  Late fees", timeout=30)
        posts = self.slack.calls("chat.postMessage")
        self.assertGreater(len(posts), 20)
        self.assertLess(posts[19]["at"] - posts[0]["at"], 15)
        for earlier, later in zip(posts[20:], posts[21:]):
            self.assertGreaterEqual(later["at"] - earlier["at"], 0.9)
        for title in titles:
            self.once(title)

    def test_an_expired_trigger_is_told_with_the_command_to_type(self):
        self.slack.fault("views.open", "error", error="expired_trigger_id")
        self.slack.slash('change new why:"typed reason" customer:Acme')
        told = self.private("could not be opened")
        self.assertIn("/plumb change new", told["said"])
        self.assertIn('why:"typed reason" customer:Acme', told["said"])

    def test_a_form_that_comes_too_soon_opens_within_the_life_of_its_trigger(self):
        self.slack.slash("me function:product", user="ben")
        self.slack.fault("views.open", "rate_limit", retry_after=1)
        self.slack.slash("change new", user="ben")
        self.slack.wait(kind="view", user="U0BEN00001", timeout=3)
        self.slack.fault("views.open", "rate_limit", retry_after=30)
        self.slack.slash("change new", user="ana")
        self.private("could not be opened")

    def test_a_form_opens_before_anybody_is_looked_up(self):
        fault = self.slack.fault("users.info", "hold")
        self.slack.slash("change new", user="eva")
        self.slack.wait(kind="view", user="U0EVA00001", timeout=1.4)
        self.slack.control("release", fault=fault)
        self.slack.submit({"title": {"title": "Opened in time"}}, user="eva")
        self.slack.wait_message("Opened in time")

    def test_a_closed_channel_without_the_bot_is_told_so_and_shown_nowhere_else(self):
        self.slack.slash('change new "Open matter"', channel="launch")
        self.slack.wait_message("Open matter")
        self.slack.slash('change new "Secret matter"', channel="secret", user="eva")
        self.private("I am not in this channel")
        self.assertEqual(self.slack.entries(kind="message", action="posted", said={"contains": "Secret matter"}), [])

    def test_a_revoked_token_of_somebody_else_stops_nothing(self):
        self.slack.control("event", event={"type": "tokens_revoked", "tokens": {"oauth": ["U0BEN00001"]}})
        self.slack.wait(kind="api", method="auth.test", count=2)
        self.slack.slash('change new "Goes on"')
        self.slack.wait_message("Goes on")
        self.slack.configure(bot_token_error="account_inactive")
        self.slack.control("event", event={"type": "app_uninstalled"})
        self.slack.wait_connections(0)

    def test_a_channel_that_takes_no_messages_stops_no_other(self):
        self.slack.fault("chat.postMessage", "error", error="is_archived", where={"channel": "C0LAUNCH01"}, times=2)
        self.slack.slash('change new "Nowhere"', channel="launch")
        self.slack.slash('change new "Somewhere"', channel="general")
        self.slack.wait_message("Somewhere")

    def test_refused_blocks_are_sent_as_text(self):
        self.slack.fault("chat.postMessage", "error", error="invalid_blocks")
        self.slack.slash('change new "In plain words"')
        self.assertNotIn("blocks", self.slack.wait_message("In plain words")["message"])

    def test_a_file_that_cannot_be_sent_leaves_its_words_and_its_channel(self):
        self.record("Something to export")
        for number, plan in enumerate(({"do": "error", "error": "missing_scope"}, {"do": "status", "status": 500})):
            self.slack.fault("files.getUploadURLExternal", times=99, **plan)
            after = self.slack.seq()
            self.slack.slash("export json")
            self.slack.wait(kind="message", action="ephemeral", said={"contains": "could not be sent"}, after=after)
            self.slack.slash(f'change new "After the file {number}"')
            self.slack.wait_message(f"  After the file {number}")
            self.slack.control("clear_faults")

    def test_a_private_file_does_not_depend_on_a_connection_about_to_be_closed(self):
        self.record("Something to export")
        for method in ("files.getUploadURLExternal", "files.completeUploadExternal"):
            self.slack.fault(method, "stale", times=99)
        for _ in range(3):
            after = self.slack.seq()
            self.slack.slash("export json")
            self.slack.wait(kind="upload", after=after, timeout=20)
            self.slack.wait(kind="api", method="files.completeUploadExternal", ok=True, after=after)
        self.assertNotIn("could not be sent", self.bot.said())
        self.slack.control("clear_faults")
        after = self.slack.seq()
        self.slack.fault("files.getUploadURLExternal", "reset", times=4)
        self.slack.slash("export json")
        self.slack.wait(kind="api", method="files.completeUploadExternal", ok=True, after=after, timeout=20)

    def test_a_file_whose_outcome_is_uncertain_is_shown_once(self):
        self.record("Something to show")
        for command in ("export json", "digest now"):
            self.slack.fault("files.completeUploadExternal", "reset", effect=True)
            after = self.slack.seq()
            self.slack.slash(command)
            shown = {"kind": "message", "action": "posted", "via": "files.completeUploadExternal", "after": after}
            self.slack.wait(**shown)
            self.slack.wait(kind="api", method="conversations.history" if command == "export json"
                            else "conversations.replies", ok=True, after=after, timeout=20)
            self.slack.settle()
            del shown["after"]
            self.assertEqual(len(self.slack.entries(after, **shown)), 1, command)
            self.assertEqual(len(self.slack.entries(after, kind="upload")), 1, command)

    def test_a_file_whose_bytes_alone_arrived_is_shown_and_not_brought_again(self):
        self.record("Something to show")
        self.slack.fault("files.completeUploadExternal", "reset")
        after = self.slack.seq()
        self.slack.slash("export json")
        self.slack.wait(kind="message", action="posted", via="files.completeUploadExternal", after=after, timeout=20)
        self.assertEqual(len(self.slack.entries(after, kind="upload")), 1)

    def test_a_bot_killed_behind_a_file_shows_it_once(self):
        self.record("Something to show")
        after = self.slack.seq()
        fault = self.slack.fault("files.completeUploadExternal", "hold", effect=True)
        self.slack.slash("export json")
        self.slack.wait(kind="message", action="posted", via="files.completeUploadExternal", after=after)
        self.bot.kill()
        self.slack.control("release", fault=fault)
        self.bot.start()
        self.private("direct messages with me", after=after)
        self.slack.settle()
        self.assertEqual(len(self.slack.entries(after, kind="upload")), 1)

    def test_a_private_answer_says_where_its_file_is(self):
        self.record("Something to show")
        for command, name in (("export json", "json"), ("timeline", ".png")):
            after = self.slack.seq()
            self.slack.slash(command)
            self.assertIn(name, self.private("is in your direct messages with me.", after=after)["said"])
        # Asked there, it stands beside its file.
        after = self.slack.seq()
        self.slack.slash("export json product:launch", channel="@ana")
        self.slack.wait(kind="upload", after=after, timeout=20)
        self.slack.settle()
        self.assertFalse(self.slack.entries(after, kind="message", said={"contains": "direct messages with me"}))

    def test_a_killed_bot_gives_the_answer_whose_file_was_on_its_way(self):
        self.record("Something to export")
        fault = self.slack.fault("files.getUploadURLExternal", "hold")
        self.assertEqual(self.slack.slash("export json")["outcome"], "acked")
        self.bot.kill()
        self.slack.control("release", fault=fault)
        self.bot.start()
        self.slack.wait(kind="upload", timeout=20)

    def test_an_answer_whose_message_is_gone_is_said_anew(self):
        self.record("Folded")
        self.slack.slash("change support CR-1", user="ben")
        self.slack.wait_message("supported by 1 person")
        self.slack.fault("chat.update", "error", error="message_not_found", times=99)
        after = self.slack.seq()
        self.slack.slash("change support CR-1", user="eva")
        self.slack.wait_message("supported by 2 people", after=after)

    def test_a_card_that_grows_keeps_its_buttons_and_goes_on_in_its_thread(self):
        behind = {"message.metadata.event_payload.part": {"at_least": 1}}
        card = self.record("Grows")
        words = "word " * 2600
        after = self.slack.seq()
        self.slack.slash(f'change set CR-1 why:"{words}THEEND"')
        part = self.slack.wait_message("THEEND", thread_ts=card["ts"], **behind)
        self.assertNotIn("actions", [block["type"] for block in part["message"]["blocks"]])
        edited = self.slack.wait(kind="message", action="updated", ts=card["ts"], after=after)[-1]
        self.assertEqual(edited["message"]["blocks"][-1]["type"], "actions")
        self.slack.slash(f'change set CR-1 why:"{words}OTHEREND"')
        self.slack.wait_message("OTHEREND", action="updated", ts=part["ts"])
        self.slack.slash('change set CR-1 why:"short"')
        self.slack.wait(kind="message", action="deleted", ts=part["ts"])

    def test_a_history_of_long_rows_is_a_file_and_one_message(self):
        self.record("Many")
        for number in range(55):
            self.slack.slash(f'change set CR-1 why:"{number} {"word " * 550}"')
        after = self.slack.seq()
        self.slack.slash("history CR-1")
        self.slack.wait(kind="upload", after=after, timeout=20)
        self.private("history.txt", after=after)
        self.slack.settle()
        private = self.slack.entries(after, kind="message", action="ephemeral")
        self.assertEqual(len(private), 1, private)

    def test_a_locked_database_is_said_within_three_seconds(self):
        self.record("Before")
        self.slack.settle()
        other = sqlite3.connect(f"{self.bot.room.name}/plumbline.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        sent = self.slack.slash('change new "While it is locked"')
        other.execute("ROLLBACK")
        other.close()
        self.assertIn("not recorded", str(sent["payload"]))
        self.assertLess(sent["latency"], 3)

    def test_people_are_known_without_an_answer(self):
        self.slack.fault("users.info", "status", status=500)
        self.assertEqual(self.slack.slash('change new "Unknown"', user="eva")["outcome"], "acked")
        self.slack.wait_message("Unknown")


if __name__ == "__main__":
    unittest.main()

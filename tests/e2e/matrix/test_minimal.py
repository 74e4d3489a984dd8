"""The bot on a homeserver that does as little as it may and answers oddly: nothing it could do without is needed."""

import json
import tempfile
import unittest
from pathlib import Path

from tests.e2e.matrix.process import Process
from tests.fakes.matrix.minimal import BOT, ROOM, Minimal

HTML = (200, b"<html>Please log in to the hotel's network</html>")


class OnAMinimalServer(unittest.TestCase):
    def setUp(self) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self.hs = Minimal()
        self.bot = Process(Path(self._folder.name), self.hs.url, BOT)

    def tearDown(self) -> None:
        self.bot.kill()
        self.hs.stop()
        self._folder.cleanup()

    def started(self) -> None:
        """Past the first answer to /sync: what is said from here on is for the bot."""
        syncs = self.hs.syncs
        self.bot.start()
        self.hs.until(lambda: self.hs.syncs > syncs + 1)

    def asked(self, title: str) -> None:
        before = len(self.hs.said())
        self.hs.say(f'!plumb change new "{title}"')
        self.hs.until(lambda: any(title in text for text in self.hs.said()[before:]))

    def titles(self) -> list[str]:
        self.bot.stop()
        return [r["title"] for r in self.bot.export()["change_requests"]]

    def test_who_it_is_need_not_be_said(self):
        self.hs.knows_whoami = False
        self.started()
        self.asked("One")
        self.assertEqual(self.titles(), ["One"])

    def test_odd_answers_to_sync_are_asked_for_again(self):
        self.started()
        odd = [HTML, (200, b'{"next_batch": "1", "rooms": {"jo'), (200, b"[]"), (502, b"<html>"), (403, b"<html>")]
        self.hs.odd = lambda method, path: odd.pop() if "/sync" in path and odd else None
        self.asked("After all of it")
        self.assertEqual(odd, [])
        self.assertEqual(self.titles(), ["After all of it"])

    def test_an_answer_that_names_no_event_is_asked_about_again(self):
        self.started()
        odd = [HTML, (200, b'{"event_')]
        self.hs.odd = lambda method, path: odd.pop() if method == "PUT" and odd else None
        self.asked("Once")
        self.asked("Twice")
        self.assertEqual(odd, [])
        cards = [text for text in self.hs.said() if text.startswith("CR-1 ")]
        self.assertEqual(len(cards), 1, cards)

    def test_a_filter_that_is_refused_is_done_without(self):
        refusal = (400, b'{"errcode": "M_INVALID_PARAM", "error": "no filters here"}')
        self.hs.odd = lambda method, path: refusal if "filter=" in path else None
        self.started()
        self.asked("Unfiltered")

    def test_where_the_token_is_lost_the_rooms_are_read_back_to_what_was_seen(self):
        self.hs.say("!plumb change new Old")
        self.started()
        self.asked("Seen")
        self.bot.stop()
        for number in range(1, 9):
            self.hs.say(f'!plumb change new "Meanwhile {number}"')
        self.hs.shown = 3
        refusal = (400, b'{"errcode": "M_UNKNOWN", "error": "no such token"}')
        lost = [refusal]
        self.hs.odd = lambda method, path: lost.pop() if "since=" in path and lost else None
        self.started()
        self.asked("Live")
        self.assertEqual(self.titles(), ["Seen", *(f"Meanwhile {n}" for n in range(1, 9)), "Live"])

    def test_a_gap_that_cannot_be_read_does_not_keep_the_rest_away(self):
        self.started()
        self.bot.stop()
        for number in range(1, 9):
            self.hs.say(f'!plumb change new "Meanwhile {number}"')
        self.hs.shown = 3
        gone = (404, json.dumps({"errcode": "M_UNRECOGNIZED", "error": "no such address"}).encode())
        self.hs.odd = lambda method, path: gone if "/messages" in path else None
        self.started()
        self.hs.until(lambda: any("Meanwhile 8" in text for text in self.hs.said()))
        self.assertEqual(self.titles(), ["Meanwhile 6", "Meanwhile 7", "Meanwhile 8"])

    def test_the_doctor_is_content_with_what_it_is_not_told(self):
        rooms = (200, json.dumps({"joined_rooms": [ROOM]}).encode())
        self.hs.odd = lambda method, path: rooms if path.endswith("/joined_rooms") else None
        done = self.bot.doctor()
        self.assertNotIn("to do", done.stdout)
        self.assertIn("encrypted rooms are refused", done.stdout)
        self.assertEqual(done.returncode, 0, done.stdout)
        self.hs.odd = lambda method, path: HTML
        self.assertIn("does not answer as a homeserver", self.bot.doctor().stdout)


if __name__ == "__main__":
    unittest.main()

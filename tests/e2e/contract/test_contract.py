"""What every chat must do, played on the console, on Slack and on Matrix alike."""

import json
import unittest

from tests.e2e.contract.stage import ConsoleStage, MatrixStage, SlackStage, Stage


class Contract:
    """The cases; a class a platform says on which stage."""

    Stage: type[Stage]

    def setUp(self) -> None:
        self.stage = self.Stage()
        self.stage.open()
        self.addCleanup(self.stage.close)

    def request(self, title: str = "Offline mode", name: str = "CR-1"):
        self.stage.command("ana", f'change new "{title}" why:"Crews lose the form"')
        return self.stage.card(name)

    def test_what_changes_a_record_is_answered_where_all_can_see_it(self):
        card = self.request()
        self.assertIn("Offline mode", card.text)
        self.assertIn("Crews lose the form", card.text)

    def test_what_only_asks_is_answered_to_the_asker(self):
        self.request()
        self.stage.command("ben", "change list")
        answer = self.stage.until(lambda m: m.text.startswith("1 request"))
        self.assertEqual(answer.where, "asker")

    def test_what_is_not_understood_is_answered_with_an_example_and_records_nothing(self):
        self.stage.command("ana", 'chnage new "x"')
        answer = self.stage.until(lambda m: "Did you mean change?" in m.text)
        self.assertEqual(answer.where, "asker")
        self.assertIn("change new", answer.text)
        self.assertEqual(self.stage.export()["change_requests"], [])

    def test_talk_in_a_record_s_thread_is_part_of_it_and_is_not_echoed(self):
        card = self.request()
        self.stage.talk("ben", card, "Tunnels, mostly.")
        self.stage.command("ana", 'change new "Another"')
        self.stage.card("CR-2")
        self.assertFalse([m for m in self.stage.seen() if m.text.startswith("Tunnels")])
        self.assertEqual(json.dumps(self.stage.export()["threads"]).count("Tunnels, mostly."), 1)

    def test_a_button_honours_roles(self):
        card = self.request()
        self.stage.press("ben", card, "decline")
        refusal = self.stage.until(lambda m: "approver" in m.text)
        self.assertNotEqual(refusal.where, "channel")
        self.assertEqual(self.stage.export()["change_requests"][0]["status"], "open")

    def test_a_decision_edits_the_card_and_is_a_line_in_its_thread(self):
        self.request()
        self.stage.command("ana", "role add @ben approver")
        self.stage.command("ben", 'change decline CR-1 "No capacity"')
        edit = self.stage.until(lambda m: m.where == "channel" and m.edited and "declined" in m.text)
        self.assertTrue(edit.text.startswith("CR-1"))
        self.stage.until(lambda m: m.where == "thread" and "declined" in m.text)

    def test_a_direct_message_is_a_command_and_is_answered_there(self):
        self.stage.directly("ben", "me")
        self.assertEqual(self.stage.until(lambda m: m.text.startswith("You are")).where, "asker")

    def test_what_people_type_never_pings(self):
        self.stage.command("ben", "me function:engineering")
        self.stage.until(lambda m: "engineering" in m.text)
        card = self.request("<!channel> @room <@everyone> @ben & <b>")
        self.assertFalse(card.pings, card.text)

    def test_answers_come_in_the_order_of_the_commands(self):
        for number in (1, 2, 3, 4):
            self.stage.command("ana", f'change new "Request {number}"')
        self.stage.card("CR-4")
        posted = [m.text for m in self.stage.seen() if m.where == "channel" and not m.edited]
        cards = [text.split()[0] for text in posted if text.startswith("CR-") and " — open" in text.split("\n")[0]]
        self.assertEqual(cards, ["CR-1", "CR-2", "CR-3", "CR-4"])

    def test_an_export_is_a_file_for_the_speaker_alone(self):
        self.request()
        self.stage.command("ben", "export json")
        self.assertEqual(self.stage.until(lambda m: m.file).where, "asker")


class OnTheConsole(Contract, unittest.TestCase):
    Stage = ConsoleStage


class OnSlack(Contract, unittest.TestCase):
    Stage = SlackStage


class OnMatrix(Contract, unittest.TestCase):
    Stage = MatrixStage


if __name__ == "__main__":
    unittest.main()

"""The export has the keys of fields.md, and what they hold has the form of operation.md."""

import re
import unittest

from plumb import Case
from test_constraints import SCRIPT

COMMON = "id created_at created_by updated_at"
KEYS = {
    "products": "key name tz profile channels",
    "releases": "product name date freeze goal metric owners capacity budget status beta_from beta_to shipped_on ready",
    "features": "product title key release effort owner build horizon status",
    "change_requests":
        "product title kind why feature release to date severity horizon assignee if_declined events becomes effort status raised_by "
        "function decision decided_by decided_at reason override trade_off revisit until displaces merged_into watchers supporters "
        "options loop_ins",
    "evidence": "product customer source quote direct link summary change_request",
    "assessments":
        "product feasible effort approach build risk value positioning launch redo recommend note function by at change_request",
    "launch_events":
        "product title type on to prep immovable release features goal why audience segment owner tier parent lead reach cost place "
        "status offers signed_off",
    "collateral": "product title due due_rule owner claims side status event",
    "promises": "product title to feature by owner status",
    "customers": "name segment value",
    "assumptions": "product title about check_by owner status found closed_at",
    "warnings": "product rule subject severity facts status opened_at resolved_at until reason by",
    "baselines": "product note made_by confirmed_by confirmed_at releases features",
    "people": "function tz digest quiet handle accounts roles",
    "moves": "product record old_date new_date days by why at",
}
SETTINGS = "rules mutes policies glossary schedules roles channels"
LISTS = "owners watchers supporters options loop_ins events features owner offers claims subject accounts roles channels".split()
DAY = re.compile(r"\d{4}-\d\d-\d\d")
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


class Keys(Case):
    def setUp(self):
        super().setUp()
        self.console("2027-03-01T09:00", *SCRIPT)
        self.whole = self.export()

    def test_every_record_has_its_keys(self):
        self.assertEqual(self.whole["plumbline_export"], 1)
        for kind, keys in KEYS.items():
            self.assertTrue(self.whole[kind], kind)
            for record in self.whole[kind]:
                missing = [key for key in (COMMON + " " + keys).split() if key not in record]
                self.assertEqual(missing, [], f"{kind} {record['id']}")
        self.assertEqual([key for key in SETTINGS.split() if key not in self.whole["settings"]], [])
        for row in self.whole["journal"]:
            self.assertLessEqual({"at", "by", "place", "record", "field", "before", "after", "command"}, set(row))

    def test_values_have_their_form(self):
        for kind in KEYS:
            for record in self.whole[kind]:
                for key, value in record.items():
                    where = f"{kind} {record['id']} {key}: {value}"
                    if value is None:
                        continue
                    if key in ("date", "freeze", "beta_from", "beta_to", "shipped_on", "on", "due", "check_by", "revisit", "until", "old_date",
                               "new_date") or (key == "by" and kind == "promises"):
                        self.assertRegex(value, f"^{DAY.pattern}$", where)
                    elif key in ("created_at", "updated_at", "decided_at", "confirmed_at", "opened_at", "resolved_at", "closed_at", "at"):
                        self.assertRegex(value, f"^{INSTANT.pattern}$", where)
                    elif key in ("created_by", "raised_by", "decided_by", "made_by", "confirmed_by", "assignee") or (
                            key == "by" and kind != "promises"):
                        self.assertTrue(value.startswith("person:"), where)
                    elif key == "effort":
                        self.assertEqual(set(value), {"min", "max"}, where)
                    elif key in LISTS and not (key == "owner" and kind != "launch_events"):
                        self.assertIsInstance(value, list, where)
                    elif key in ("direct", "immovable", "recommend"):
                        self.assertIsInstance(value, bool, where)
                    elif key in ("prep", "lead", "tier", "reach", "cost", "capacity", "budget", "value") and kind != "assessments":
                        self.assertIsInstance(value, int, where)

    def test_what_is_written_in_a_form_of_its_own(self):
        slides = next(c for c in self.whole["collateral"] if c["title"] == "Slides")
        self.assertEqual((slides["due"], slides["due_rule"]), ("2027-05-18", "T-7"))
        show = self.whole["launch_events"][0]
        self.assertEqual(show["signed_off"], {"inside": {"by": "person:you", "at": "2027-03-01T09:00:00Z"}, "outside": None})
        self.assertEqual({person["quiet"] for person in self.whole["people"]}, {"18:00-08:00", "19:00-07:00", None})
        self.assertEqual(self.whole["threads"],
                         [{"record": "CR-1", "product": "product:atlas", "messages": [
                             {"by": "person:you", "at": "2027-03-01T09:00:00Z", "text": "Crews told us twice"}]}])
        self.assertEqual({role["role"] for role in self.whole["settings"]["roles"]}, {"approver", "admin"})
        self.assertEqual(self.whole["settings"]["channels"], [{"channel": "console/#atlas", "product": "product:atlas"}])
        self.assertEqual(self.whole["releases"][0]["ready"]["market"], {"status": None, "note": None, "by": None, "at": None})


if __name__ == "__main__":
    unittest.main()

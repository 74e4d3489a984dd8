"""Rows of one file that go by the same name, and other rows that an import cannot take as they stand."""

import json
import unittest

from plumb import Case

NOW = "2027-03-01T09:00"


class Repeats(Case):
    def test_the_first_row_of_a_name_is_taken_and_the_others_are_named(self):
        self.write("in/releases.csv", "product,release,date\natlas,1.0,2027-05-10\natlas,1.0,2027-06-10\natlas,1.0,2027-05-10\n")
        self.write("in/features.csv", "product,key,title\natlas,K1,Login\natlas,,Login\natlas,K2,Login\n")
        said = self.run_program("import", "in")
        self.assertIn("releases.csv:3: “1.0” stands in line 2, too, with other values: this row is left out\n", said)
        self.assertIn("releases.csv:4: “1.0” stands in line 2, too: this row is left out\n", said)
        self.assertIn("features.csv:3: “Login” stands in line 2, too, with other values: this row is left out\n", said)
        self.assertNotIn("features.csv:4", said)
        self.assertIn("6 rows read, 0 on record already.", said)
        self.assertEqual([r["date"] for r in self.export()["releases"]], ["2027-05-10"])
        self.assertIn("6 rows read, 6 on record already.", self.run_program("import", "in"))

    def test_an_export_says_what_an_import_would_leave_out(self):
        self.console(NOW, "product new atlas", "release new 1.0 date:2027-06-30", "release new 2.0 date:2027-07-30",
                     'feature new "Login" release:1.0', 'feature new "login" release:2.0', 'change new "Dup" why:"a"',
                     'change new "Dup" why:"b"')
        self.run_program("export", "--format", "csv", "-o", "out")
        self.assertIn("features.csv: F-2 is called as F-1 is: an import takes the first of them alone\n", self.said_wrong)
        self.assertIn("changes.csv: CR-2 is called as CR-1 is: an import takes the first of them alone\n", self.said_wrong)

    def test_one_person_is_not_two(self):
        self.write("features.csv", "product,key,title,owner\natlas,K1,Login,ana;ben\n")
        self.run_program("import", "features.csv", status=1)
        self.assertIn("features.csv:2: owner: “ana;ben” is more than one name, expected one person\n", self.said_wrong)

    def test_a_product_of_no_row_is_no_success(self):
        self.write("in/releases.csv", "product,release,date\natlas,1.0,2027-05-10\nhermes,1.0,2027-05-10\n")
        self.run_program("import", "in", "--product", "atals", status=2)
        self.assertIn("--product “atals”: no row is of it. Known: atlas and hermes.", self.said_wrong)

    def test_json_that_nests_deeply_is_refused(self):
        self.console(NOW, "product new atlas")
        whole = self.export()
        whole["products"][0]["odd"] = "HERE"
        deep = json.dumps(whole).replace('"HERE"', "[" * 200_000 + "]" * 200_000)
        self.write("deep.json", deep)
        self.elsewhere()
        self.run_program("import", "deep.json", status=1)
        self.assertIn("deep.json: Lists and objects stand too deep in one another.", self.said_wrong)

    def test_voices_of_long_ago_are_no_news(self):
        self.write("in/releases.csv", "product,release,date\natlas,1.0,2027-12-10\n")
        self.write("in/changes.csv", "product,title,function,why,customers,release,raised_at,decision,decided_at\n"
                                     "atlas,Old,engineering,w,Acme;Bolt,1.0,2025-05-01,approved,2025-05-05\n")
        self.run_program("import", "in")
        self.assertNotIn("Heard", self.run_program("digest"))
        self.assertIn("Acme", self.console("2027-03-01T09:00", "product bind atlas", "change show CR-1"))

    def test_what_a_file_leaves_open_is_said_in_words(self):
        self.write("in/releases.csv", "product,release,date\natlas,1.0,2027-06-30\n")
        self.write("in/features.csv", "product,key,title,release\natlas,K1,Login,1.0\n")
        self.write("in/changes.csv",
                   "product,title,kind,raised_by,why,feature,release,raised_at,decision,decided_at,effort_days\n"
                   "atlas,a date,date,ana,w,,1.0,2027-02-20,,,\natlas,a move,move,ana,w,K1,,2027-02-20,,,\n"
                   "atlas,a drop,drop,ana,w,,,2027-02-20,,,\natlas,an add,add,ana,w,,1.0,2027-02-01,approved,2027-02-02,5-8\n")
        self.run_program("import", "in")
        said = self.console(NOW, "product bind atlas", *(f"change show CR-{n}" for n in range(1, 5)))
        for line in ("move 1.0 from Wed 30 Jun to a day that is not stated",
                     "move F-1 “Login” from 1.0 to a release that is not named", "drop a feature that is not named",
                     "add to 1.0, 5–8 days (Wed 30 Jun)"):
            self.assertIn(line, said)


class Searched(Case):
    def test_all_that_a_search_finds_can_be_reached(self):
        said = self.console(NOW, "product new atlas", *(f'feature new "Tunnel {n}"' for n in range(120)), 'search "tunnel"',
                            'search "tunnel" page:6')
        self.assertIn("120 places for “tunnel”", said)
        self.assertIn("Page 6 of 6, 120 in all.", said)


class Strangers(Case):
    def test_who_was_only_refused_changes_nothing_but_the_people(self):
        self.console(NOW, "product new atlas", 'change new "X" why:"y"')
        before = self.export()
        self.console("2027-03-01T09:10", "@mallory: change approve CR-1", "@newcomer: status")
        after = self.export()
        self.assertEqual(len(after["people"]), len(before["people"]) + 2)
        del before["people"], after["people"]
        self.assertEqual(after, before)

    def test_the_calendar_s_token_is_in_no_copy_from_the_chat(self):
        said = self.console(NOW, "product new atlas", "product calendar", "@zed: export")
        token = next(line for line in said.splitlines() if "/calendar/" in line).split("/calendar/")[1].split(".ics")[0]
        file = next(line for line in said.splitlines() if "Saved as" in line).split("Saved as ")[1].strip()
        copy = (self.folder / file).read_text()
        self.assertNotIn(token, copy)
        self.assertIsNone(json.loads(copy)["products"][0]["calendar_token"])
        self.assertEqual(self.export()["products"][0]["calendar_token"], token)


if __name__ == "__main__":
    unittest.main()

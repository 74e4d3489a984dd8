"""What tables, exports and folders may hold and commands would not: it is taken in whole, or refused with what is wrong."""

import json
import sqlite3
import unittest

from plumb import Case

RELEASES = "product,release,date\natlas,1.0,2027-06-01\n"


class ImportOdd(Case):
    def tables(self, **texts):
        for name, text in texts.items():
            self.write(f"in/{name}.csv", text)
        return self.folder / "in"

    def test_a_request_that_names_too_little_is_shown_and_never_carried_out(self):
        changes = ("product,title,kind,release\natlas,Later,date,1.0\natlas,Away,drop,1.0\n"
                   "atlas,Elsewhere,move,1.0\natlas,Sometime,date,\n")
        self.run_program("import", self.tables(releases=RELEASES, changes=changes))
        said = self.console("2027-03-01T09:00", "product bind atlas", "change show CR-1", "change set CR-1 why:x",
                            "whatif change approve CR-1", *(f"change approve CR-{n} override:now" for n in range(1, 5)))
        self.assertIn("It names no day.", said)
        self.assertIn("It names no feature.", said)
        self.assertIn("It names no release.", said)
        self.assertNotIn("not there any more", said)
        self.assertEqual([r["status"] for r in self.export()["change_requests"]], ["open"] * 4)

    def test_a_table_says_what_day_it_leaves_out(self):
        self.console("2027-03-01T09:00", "release new 1.0 date:2027-06-01",
                     "change new Later release:1.0 date:2027-07-01 why:x")
        said = self.run_program("export", "--format", "csv", "-o", "out")
        self.assertIn("CR-1: its day, 2027-07-01, has no column", said + self.said_wrong)

    def test_a_warning_is_about_something(self):
        self.console("2027-03-01T09:00", "release new 1.0 date:2027-02-01", "launch new Tour on:2027-03-02")
        export = self.export()
        self.assertTrue(export["warnings"])
        for broken in ({"subject": []}, {"rule": None}):
            wrong = json.loads(json.dumps(export))
            wrong["warnings"][0] |= broken
            self.elsewhere(f"{next(iter(broken))}.db")
            self.write("wrong.json", json.dumps(wrong))
            self.run_program("import", "wrong.json", status=1)
            self.assertIn(f"warnings: AW-1: {next(iter(broken))}: ", self.said_wrong)

    def test_a_release_that_shipped_before_its_freeze_comes_back(self):
        self.console("2027-03-01T09:00", "release new 1.0 date:2027-06-01 freeze:2027-05-20", "release ship 1.0")
        self.run_program("export", "--format", "csv", "-o", "out")
        self.elsewhere()
        self.run_program("import", "out")
        release, = self.export()["releases"]
        self.assertEqual((release["status"], release["date"], release["freeze"]), ("shipped", "2027-03-01", "2027-05-20"))

    def test_a_type_is_a_word_of_the_title_as_in_commands(self):
        titles = ["Express checkout", "Another day", "Pre-launch press", "Spring webinar"]
        rows = "".join(f"atlas,{title},2027-06-0{n}\n" for n, title in enumerate(titles, 1))
        self.run_program("import", self.tables(launches="product,title,start\n" + rows))
        imported = [e["type"] for e in self.export()["launch_events"]]
        self.assertEqual(imported, ["launch", "launch", "press", "webinar"])
        self.elsewhere()
        self.console("2027-03-01T09:00", *(f'launch new "{t}" on:2027-06-0{n}' for n, t in enumerate(titles, 1)))
        self.assertEqual([e["type"] for e in self.export()["launch_events"]], imported)

    def test_a_title_with_a_semicolon_and_no_blank_comes_back(self):
        self.console("2027-03-01T09:00", 'feature new "Read;write"', 'feature new "Plain"',
                     'launch new "L" on:2027-05-01 features:F-1,F-2')
        self.run_program("export", "--format", "csv", "-o", "out")
        self.elsewhere()
        self.run_program("import", "out")
        self.assertEqual(self.export()["launch_events"][0]["features"], ["F-1", "F-2"])

    def test_a_release_is_called_what_a_command_can_call_it(self):
        for name in ("backlog", "Backlog", "F-1"):
            self.run_program("import", self.tables(releases=f"product,release,date\natlas,{name},2027-06-01\n"), status=1)
            self.assertIn(f"releases.csv:2: release: “{name}” means something else in a command", self.said_wrong)
        said = self.console("2027-03-01T09:00", "release new Backlog date:2027-06-01")
        self.assertIn("means something else", said)

    def test_a_folder_without_a_table(self):
        self.write("in/plan.json", "{}")
        self.run_program("import", "in", status=2)
        self.assertIn("expected a folder of CSV tables", self.said_wrong)
        self.run_program("replay", "in", status=2, db=False)
        self.assertIn("expected a folder of CSV tables", self.said_wrong)

    def test_years_that_no_record_holds(self):
        self.console("2027-03-01T09:00", "release new 1.0 date:2027-06-01")
        for args in (("align", "--at", "1950-01-01"), ("figures", "--at", "2200-01-01")):
            self.run_program(*args, status=2)
            self.assertIn("from 1970 to 2199", self.said_wrong)
        said = self.console("2027-03-01T09:00", "launch new E on:2199-12-01 to:2199-12-31", "launch move LE-1 on:2199-12-30")
        self.assertIn("A day from 1970-01-01 to 2199-12-31.", said)

    def test_findings_about_what_has_no_number_come_by_name(self):
        self.console("2027-03-01T09:00", "#hermes: release new yes2 date:2027-03-20", "#atlas: release new 05 date:2027-03-20")
        found = json.loads(self.run_program("align", "--format", "json", "--at", "2027-03-02T09:00"))
        for rule in {f["rule"] for f in found}:
            mains = [f["subject"][0] for f in found if f["rule"] == rule]
            self.assertEqual(mains, sorted(mains), rule)
        self.assertIn("release:05", [f["subject"][0] for f in found])

    def test_a_database_of_another_program_is_left_as_it_is(self):
        with sqlite3.connect(self.db) as other:
            other.execute("CREATE TABLE x (y)")
        other.close()
        before = (self.folder / "plan.db").read_bytes()
        for args in (("export",), ("console", "--plain")):
            self.run_program(*args, text="", status=1)
            self.assertIn("is no database of plumbline", self.said_wrong)
        self.assertEqual((self.folder / "plan.db").read_bytes(), before)

    def test_an_export_goes_where_a_console_was_only_opened(self):
        self.console("2027-03-01T09:00", "@ana: feature new Maps", "@ben: me function:marketing")
        first = self.run_program("export", "-o", "plan.json") or (self.folder / "plan.json").read_text()
        self.elsewhere()
        self.console("2027-03-01T09:00", "@zed: help")
        self.run_program("import", "plan.json")
        self.assertEqual(self.run_program("export"), first)

    def test_a_promise_names_a_feature_of_its_own_product(self):
        said = self.console("2027-03-01T09:00", "#hermes: feature new H",
                            '#atlas: promise new "P" to:"X" feature:F-1 by:2027-06-01')
        self.assertIn("one product", said)
        self.assertEqual(self.export()["promises"], [])

    def wrong(self, *args):
        """What is said to be wrong of the rows, without what is expected."""
        self.run_program("import", *args, status=1)
        return [line.split(", expected ")[0] for line in self.said_wrong.splitlines()[:-1]]

    def test_names_that_show_nothing(self):
        for blank in ("\u200b", "\u00a0", "\u3000"):
            tables = self.tables(
                products=f"product,name\natlas,{blank}\n", releases=f"product,release,date\natlas,{blank},2027-06-01\n",
                features=f"product,key,title,owner\natlas,,{blank},\natlas,{blank},Maps,\natlas,,Trips,{blank}\n",
                changes=f"product,title,customers\natlas,Later,{blank};Acme\n")
            self.assertEqual(self.wrong(tables), [
                "products.csv:2: name: it shows nothing", "releases.csv:2: release: it shows nothing",
                "features.csv:2: title: it shows nothing", "features.csv:3: key: it shows nothing",
                f"features.csv:4: owner: “{blank}” is no person’s name", "changes.csv:2: customers: it shows nothing"])
            self.console("2027-03-01T09:00", f'feature new "x" owner:"{blank}"')
            self.assertEqual([p["handle"] for p in self.export()["people"]], ["you"])
        # What an older version took comes back from its export.
        self.console("2027-03-01T09:00", 'feature new "Maps"')
        self.write("e.json", self.run_program("export").replace('"title": "Maps"', '"title": "\u200b"'))
        self.elsewhere()
        self.run_program("import", "e.json")
        self.assertEqual(self.export()["features"][0]["title"], "\u200b")

    def test_a_name_stands_on_one_line(self):
        self.run_program("import", self.tables(releases='product,release,date\natlas,"c\nd",2027-07-01\n',
                                               features='product,title,release,owner\natlas,"My\nmaps","c\nd","Ben\nLee"\n'))
        self.assertEqual([r["name"] for r in self.export()["releases"]], ["c d"])
        feature = self.export()["features"][0]
        self.assertEqual((feature["title"], feature["release"]), ("My maps", "release:c d"))
        self.assertIn("2 rows read, 2 on record already", self.run_program("import", self.folder / "in"))
        said = self.console("2027-03-01T09:00", "product bind atlas", "history F-1")
        self.assertIn("by an import: recorded", said)

    def test_all_that_is_wrong_in_a_row_is_said_at_once(self):
        tables = self.tables(
            launches="product,title,start,tier,parent\natlas,A,2027-01-01,4,Nope\n",
            changes="product,title,raised_at,decided_at,decision,kind\natlas,,bad,worse,no,zip\n",
            releases="product,release,date,status\natlas,,bad,live\n",
            dates_moved="product,release,title,old_date,new_date\natlas,,,,soon\n")
        self.assertEqual([line.split(":", 3)[0:3:2] for line in self.wrong(tables)],
                         [["releases.csv", " release"], ["releases.csv", " date"], ["releases.csv", " status"],
                          ["launches.csv", " tier"], ["launches.csv", " parent"],
                          ["changes.csv", " title"], ["changes.csv", " kind"], ["changes.csv", " raised_at"],
                          ["changes.csv", " decision"], ["changes.csv", " decided_at"],
                          ["dates_moved.csv", " old_date"], ["dates_moved.csv", " release"], ["dates_moved.csv", " new_date"]])

    def comes_back(self):
        """The export is read into another database, and is the same there."""
        before = self.run_program("export", "-o", "e.json") or self.run_program("export")
        self.elsewhere("back.db")
        self.run_program("import", "e.json")
        self.assertEqual(self.run_program("export"), before)

    def test_a_first_day_east_of_greenwich_comes_back(self):
        self.run_program("import", self.tables(
            products="product,name,tz\natlas,Atlas,Europe/Berlin\n", releases=RELEASES,
            changes="product,title,release,raised_at,decision,decided_at\natlas,t,1.0,1970-01-01,approved,1970-01-01\n"))
        self.comes_back()

    def test_a_product_of_a_channel_with_a_long_name_comes_back(self):
        self.console("2027-03-01T09:00", f"#{'c' * 300}: release new 1.0 date:2027-06-01")
        self.assertEqual([len(p["name"]) for p in self.export()["products"]], [200])
        self.comes_back()


if __name__ == "__main__":
    unittest.main()

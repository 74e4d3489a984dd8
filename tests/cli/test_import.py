"""CSV, calendars and exports taken in: what is recorded, what is refused and how it is said."""

import unittest

from plumb import Case

LAUNCHES = "product,title,start,owner,features,parent\r\n"

TABLES = {
    "products.csv": "product,name,tz\natlas,Atlas,Europe/Berlin\n",
    "releases.csv":
        "product,release,date,freeze,status,beta_from,beta_to,goal,metric,owners,capacity,budget\n"
        "atlas,2.0,2027-06-30,2027-06-01,planned,2027-05-01,2027-06-15,Win back crews,NPS,ana;Ben Lee,500,"
        "20000\natlas,1.0,2027-01-10,,released,,,,,,,\n",
    "features.csv":
        "product,key,title,release,effort_days,owner,status,build\n"
        'atlas,KEP-1,"Offline mode, for crews",2.0,5-8,ana,in-progress,build\natlas,,Export,1.0,3,,shipped,\n',
    "launches.csv":
        "product,title,type,start,end,goal,why,audience,owner,release,features,tier,prep_days,parent,immovable,"
        "reach,cost,status\n"
        "atlas,Big launch,launch,2027-07-05,2027-07-06,growth,Reach,everyone,ana;ben-lee,2.0,KEP-1;export,1,3,,"
        "no,400,9000,confirmed\n"
        "atlas,Teaser webinar,,2027-06-20,,fame,,early,,,,,,big launch,yes,,,\n",
    "collateral.csv":
        "product,launch,title,due,owner,claims,status\natlas,Big launch,Data sheet,2027-07-01,cleo,KEP-1,doing\n",
    "promises.csv": "product,title,to,feature,by,status\natlas,Offline by summer,Acme,KEP-1,2027-08-01,open\n",
    "changes.csv":
        "product,title,kind,raised_by,function,why,customers,feature,release,to,raised_at,decision,decided_at,"
        "effort_days,note\n"
        "atlas,Offline maps,add,dan,sales,Tunnels,Acme; Birch,,2.0,,2027-02-01,approved,2027-02-10,4,Agreed\n"
        "atlas,Dark mode,,dan,,,,,,,2027-02-02,,,,Ask design\n",
    "dates_moved.csv":
        "product,release,title,old_date,new_date,changed_at\natlas,2.0,,2027-06-15,2027-06-30,2027-02-20\n"
        "atlas,,Big launch,2027-07-01,2027-07-05,\n",
    "notes.txt": "none of ours",
}


class Import(Case):
    def import_wrong(self, *args):
        """The lines of standard error of an import that is refused, without its last one; nothing is recorded."""
        self.run_program("import", *args, status=1)
        lines = self.said_wrong.splitlines()
        self.assertRegex(lines[-1], "nothing was recorded|Nothing was recorded")
        return lines[:-1]

    def test_all_tables(self):
        tables = self.folder / "in"
        for name, text in TABLES.items():
            self.write(f"in/{name}", text)
        said = self.run_program("import", tables)
        self.assertIn("notes.txt: left alone", said)
        self.assertIn("launches.csv:3: goal: “fame” is none of the five and went into why", said)
        export = self.export()
        release, shipped = export["releases"]
        self.assertEqual((release["name"], release["date"], release["freeze"], release["status"], release["beta_from"],
                          release["beta_to"], release["goal"], release["metric"], release["owners"], release["capacity"],
                          release["budget"]),
                         ("2.0", "2027-06-30", "2027-06-01", "planned", "2027-05-01", "2027-06-15", "Win back crews",
                          "NPS", ["person:ana", "person:ben-lee"], 500, 20000))
        self.assertEqual((shipped["status"], shipped["shipped_on"]), ("shipped", "2027-01-10"))
        offline, exported = export["features"]
        self.assertEqual((offline["id"], offline["key"], offline["title"], offline["effort"], offline["owner"],
                          offline["status"], offline["build"]),
                         ("F-1", "KEP-1", "Offline mode, for crews", {"min": 5, "max": 8}, "person:ana", "in-progress",
                          "build"))
        self.assertEqual((exported["status"], exported["release"]), ("done", "release:1.0"))
        launch, teaser = export["launch_events"]
        self.assertEqual((launch["on"], launch["to"], launch["goal"], launch["owner"], launch["features"], launch["tier"],
                          launch["prep"], launch["immovable"], launch["reach"], launch["cost"], launch["status"]),
                         ("2027-07-05", "2027-07-06", "growth", ["person:ana", "person:ben-lee"], ["F-1", "F-2"], 1, 3,
                          False, 400, 9000, "confirmed"))
        self.assertEqual((teaser["type"], teaser["why"], teaser["goal"], teaser["parent"], teaser["immovable"]),
                         ("webinar", "fame", None, "LE-1", True))
        # An import makes no checklist.
        self.assertEqual([(c["title"], c["event"], c["status"], c["claims"]) for c in export["collateral"]],
                         [("Data sheet", "LE-1", "doing", ["F-1"])])
        self.assertEqual([(p["to"], p["by"]) for p in export["promises"]], [("customer:Acme", "2027-08-01")])
        approved, dark = export["change_requests"]
        self.assertEqual((approved["status"], approved["decided_at"], approved["reason"], approved["effort"]),
                         ("approved", "2027-02-09T23:00:00Z", "Agreed", {"min": 4, "max": 4}))
        self.assertEqual((dark["status"], dark["kind"], dark["reason"]), ("open", "add", None))
        self.assertEqual([m["text"] for t in export["threads"] for m in t["messages"]], ["Ask design"])
        self.assertEqual({e["customer"] for e in export["evidence"]}, {"customer:Acme", "customer:Birch"})
        self.assertEqual([(m["record"], m["old_date"], m["new_date"], m["days"]) for m in export["moves"]],
                         [("release:2.0", "2027-06-15", "2027-06-30", 15), ("LE-1", "2027-07-01", "2027-07-05", 4)])
        before = self.run_program("export")
        self.assertIn("13 rows read, 13 on record already", self.run_program("import", tables))
        self.assertEqual(self.run_program("export"), before)

    def test_every_error_names_file_line_and_column(self):
        self.write("releases.csv", "product,release,date,beta_from,beta_to,status,capacity,budget\r\n"
                   "atlas,1.0,2027-02-30,,,,,\r\n"
                   "atlas,2.0,2027-03-01,2027-02-02,2027-02-01,,,\r\n"
                   "atlas,3.0,2200-01-01,,,,,\r\n"
                   "atlas,4.0,1969-12-31,,,,,\r\n"
                   "atlas,5.0,2027-03-01,,,done,,\r\n"
                   "atlas,6.0,2027-03-01,,,,10000000001,\r\n"
                   "atlas,7.0,2027-03-01,,,,,-1\r\n"
                   ",8.0,2027-03-01,,,,,\r\n"
                   "atlas,,2027-03-01,,,,,\r\n"
                   "atlas,9.0,,,,,,\r\n"
                   "atlas,10.0,2027-03-01,,,,,,,one more\r\n")
        wrong = self.import_wrong("releases.csv")
        expected = ["2: date: “2027-02-30” is no day", "3: beta_to: it lies before beta_from",
                    "4: date: 2200-01-01 is out of range", "5: date: 1969-12-31 is out of range",
                    "6: status: “done” is none of its words", "7: capacity: “10000000001” is no such number",
                    "8: budget: “-1” is no such number", "9: product: it is empty", "10: release: it is empty",
                    "11: date: it is empty", "12: row: it has 10 cells"]
        self.assertEqual(sorted(line.split(", expected")[0] for line in wrong),
                         sorted("releases.csv:" + line for line in expected))
        self.assertTrue(all(", expected " in line for line in wrong), wrong)
        # All or nothing.
        self.assertEqual(self.export()["releases"], [])

    def test_errors_of_references(self):
        self.write("t/releases.csv", "product,release,date\natlas,1.0,2027-05-01\n")
        self.write("t/features.csv", "product,title,release,effort_days\natlas,Maps,2.0,\natlas,Trips,1.0,10001\n"
                   f"atlas,{'x' * 201},,\n")
        self.write("t/launches.csv", "product,title,start,end,tier,prep_days,features,parent,immovable,audience,type\n"
                   "atlas,A,2027-05-02,2027-05-01,,,,,,,\natlas,B,2027-05-02,,4,,,,,,\natlas,C,2027-05-02,,,367,,,,,\n"
                   "atlas,D,2027-05-02,,,,Nope;Maps,,,,\natlas,E,2027-05-02,,,,,Nowhere,,,\n"
                   "atlas,F,2027-05-02,,,,,F,,,\natlas,G,2027-05-02,,,,,H,,,\natlas,H,2027-05-02,,,,,G,,,\n"
                   "atlas,I,2027-05-02,,,,,,maybe,,\natlas,J,2027-05-02,,,,,,,nobody,\natlas,K,2027-05-02,,,,,,,,party\n")
        self.write("t/changes.csv", "product,title,raised_at,decided_at,decision\natlas,Old,2027-02-02,2027-02-01,approved\n"
                   "atlas,New,,,maybe\n")
        self.write("t/dates_moved.csv", "product,release,title,old_date,new_date\natlas,1.0,A,2027-05-01,2027-05-02\n"
                   "atlas,,,2027-05-01,2027-05-02\natlas,,Missing,2027-05-01,2027-05-02\n")
        wrong = self.import_wrong("t")
        for line in ("features.csv:2: release: there is no release “2.0”", "features.csv:3: effort_days: “10001” is no effort",
                     "features.csv:4: title: it has 201 characters", "launches.csv:2: end: 2027-05-01 lies before the start",
                     "launches.csv:3: tier: “4” is no tier", "launches.csv:4: prep_days: “367” is no such number",
                     "launches.csv:5: features: there is no feature “Nope”",
                     "launches.csv:6: parent: there is no event “Nowhere”",
                     "launches.csv:7: parent: “F” is the event itself or stands below it",
                     "launches.csv:9: parent: “G” is the event itself or stands below it",
                     "launches.csv:10: immovable: “maybe” is none of its words",
                     "launches.csv:11: audience: “nobody” is none of its words",
                     "launches.csv:12: type: “party” is none of its words",
                     "changes.csv:2: decided_at: it lies before raised_at", "changes.csv:3: decision: “maybe” is none of its words",
                     "dates_moved.csv:2: release: a title stands beside it", "dates_moved.csv:3: release: it is empty, and so is title",
                     "dates_moved.csv:4: title: there is no event “Missing”"):
            self.assertTrue(any(said.startswith(line + ", expected ") or said.startswith(line) for said in wrong),
                            f"{line}\nin {wrong}")

    def test_what_rests_on_a_wrong_row_is_not_said_again(self):
        self.write("t/releases.csv", "product,release,date\natlas,1.0,soon\natlas,1.1,2027-05-01,too many\n")
        self.write("t/features.csv", "product,key,title,release,effort_days\natlas,K-1,Maps,1.0,\natlas,K-2,Trips,,much\n"
                   "atlas,,Routes,1.1,\natlas,,Lost,1.2,\n")
        self.write("t/launches.csv", "product,title,start,release,features,parent\natlas,Show,someday,,,\n"
                   "atlas,Booth,2027-05-01,1.0,maps;K-2,Show\n")
        self.write("t/collateral.csv", "product,launch,title,due,claims\natlas,Show,Sheet,2027-05-01,Trips\n")
        self.write("t/dates_moved.csv", "product,release,title,old_date,new_date\natlas,1.0,,2027-05-01,2027-05-02\n"
                   "atlas,,Show (2027-05-03),2027-05-01,2027-05-03\n")
        self.assertEqual([line.split(", expected")[0] for line in self.import_wrong("t")],
                         ["releases.csv:3: row: it has 4 cells", "releases.csv:2: date: “soon” is no day",
                          "features.csv:3: effort_days: “much” is no effort", "features.csv:5: release: there is no release “1.2”",
                          "launches.csv:2: start: “someday” is no day"])
        self.write("t/releases.csv", "product,name\natlas,1.0\n")
        self.assertNotIn("there is no release", "".join(self.import_wrong("t")))

    def test_limits_and_forms_as_in_commands(self):
        self.write("t/releases.csv", "product,release,date,freeze\nmy product,1.0,2027-05-01,\natlas,1.0,2027-05-01,2027-05-02\n")
        self.write("t/features.csv", "product,title\natlas,Maps\n")
        self.write("t/promises.csv", f"product,title,to,feature,by\natlas,Soon,{'x' * 201},Maps,2027-05-01\n")
        self.write("t/changes.csv", f"product,title,customers\natlas,A,{';'.join(f'c{n}' for n in range(101))}\n"
                   f"atlas,B,{'y' * 201}\n")
        self.assertEqual([line.split(", expected")[0] for line in self.import_wrong("t")],
                         ["releases.csv:2: product: “my product” is no key",
                          "releases.csv:3: freeze: 2027-05-02 lies after the date",
                          "promises.csv:2: to: it has 201 characters", "changes.csv:2: customers: more than 100 customers",
                          "changes.csv:3: customers: a name has 201 characters"])

    def test_a_words_case_does_not_matter(self):
        self.write("launches.csv", "product,title,start,type,audience,immovable,status,goal\n"
                   "atlas,Fair,2027-06-10,Tradeshow,EVERYONE,Yes,Confirmed,Growth\n")
        self.run_program("import", "launches.csv")
        fair = self.export()["launch_events"][0]
        self.assertEqual([fair[key] for key in ("type", "audience", "immovable", "status", "goal")],
                         ["tradeshow", "everyone", True, "confirmed", "growth"])

    def test_titles_of_several_events(self):
        self.write("t/launches.csv", "product,title,start\natlas,Webinar,2027-05-02\natlas,Webinar,2027-06-02\n")
        self.write("t/dates_moved.csv", "product,title,old_date,new_date\natlas,Webinar,2027-05-01,2027-05-02\n")
        self.assertEqual(self.import_wrong("t"),
                         ["dates_moved.csv:2: title: 2 events are called “Webinar”, expected a title that only one has, or "
                          "one with its start: Webinar (2027-05-02)"])
        self.write("t/dates_moved.csv", "product,title,old_date,new_date\natlas,Webinar (2027-06-02),2027-06-01,2027-06-02\n")
        self.run_program("import", "t")
        self.assertEqual([m["record"] for m in self.export()["moves"]], ["LE-2"])

    def test_headers(self):
        self.write("launches.csv", "title,start\nA,2027-05-02\n")
        self.assertEqual(self.import_wrong("launches.csv"),
                         ["launches.csv:1: product: the column is missing, expected in the header"])
        self.run_program("import", "launches.csv", "--product", "atlas", status=1)
        self.write("launches.csv", "product,title,START ,title,start\n")
        self.assertEqual([line.split(": the")[0] for line in self.import_wrong("launches.csv")],
                         ["launches.csv:1: title", "launches.csv:1: start"])
        self.write("launches.csv", "\ufeff TITLE,source,start,product\r\n\r\nA,somewhere,2027-05-02,atlas\r\n")
        self.assertIn("launches.csv: left alone: source", self.run_program("import", "launches.csv"))
        self.assertEqual([e["title"] for e in self.export()["launch_events"]], ["A"])
        self.write("launches.csv", "")
        self.assertEqual(self.import_wrong("launches.csv"),
                         ["launches.csv:1: header: it is missing, expected a line of column names"])

    def test_lines_count_as_in_the_file(self):
        self.write("launches.csv", LAUNCHES + 'atlas,"Two\r\nlines",2027-05-02,,,\r\n\r\natlas,B,soon,,,\r\n')
        self.assertEqual(self.import_wrong("launches.csv"),
                         ["launches.csv:5: start: “soon” is no day, expected YYYY-MM-DD, such as 2027-03-01"])

    def test_hostile_files(self):
        for name, bytes_, said in (
                ("quote", LAUNCHES.encode() + b'atlas,"never closed,2027-05-02,,,\r\n' * 3, "launches.csv:2: row: "),
                ("after", LAUNCHES.encode() + b'atlas,"closed"too,2027-05-02,,,\r\n', "launches.csv:2: row: text after"),
                ("latin1", LAUNCHES.encode() + "atlas,Größe,2027-05-02,,,\r\n".encode("latin-1"),
                 "launches.csv:2: title: it is not UTF-8"),
                ("nul", LAUNCHES.encode() + b"atlas,A\0B,2027-05-02,,,\r\n", "launches.csv:2: title: it holds a control"),
                ("control", LAUNCHES.encode() + b"atlas,A\x1b[2J,2027-05-02,,,\r\n",
                 "launches.csv:2: title: it holds a control character"),
                ("utf16", (LAUNCHES + "atlas,A,2027-05-02,,,\r\n").encode("utf-16"), "launches.csv:1: "),
                ("binary", bytes(range(256)) * 4000, "launches.csv:"),
                ("huge cell", LAUNCHES.encode() + b"atlas," + b"x" * 10_000_000 + b",2027-05-02,,,\r\n",
                 "launches.csv:2: title: it has 10000000 characters"),
                ("commas", b"," * 1_000_000, "launches.csv:1: ")):
            with self.subTest(name):
                self.write("launches.csv", bytes_)
                wrong = self.import_wrong("launches.csv")
                self.assertTrue(wrong and all(line.startswith(said) or line.startswith("launches.csv:") for line in wrong),
                                wrong[:3])
                self.assertTrue(any(line.startswith(said) for line in wrong), wrong[:3])
                self.assertLess(max(map(len, wrong)), 1000)
        self.assertEqual(self.export()["launch_events"], [])

    def test_keys_identify(self):
        self.write("features.csv", "product,key,title\natlas,K-1,One\natlas,k-1,Another\natlas,,One\natlas,,one\natlas,K-2,One\n")
        self.run_program("import", "features.csv")
        self.assertEqual([(f["key"], f["title"]) for f in self.export()["features"]],
                         [("K-1", "One"), ("K-2", "One")])

    def test_dry_run_and_product(self):
        self.write("launches.csv", LAUNCHES + "atlas,A,2027-05-02,,,\r\nborea,B,2027-05-02,,,\r\n,C,2027-05-02,,,\r\n")
        self.assertIn("A dry run: nothing was recorded.",
                      self.run_program("import", "launches.csv", "--dry-run", "--product", "atlas"))
        self.assertFalse((self.folder / "plan.db").exists())
        self.run_program("import", "launches.csv", "--product", "atlas")
        self.assertEqual([e["title"] for e in self.export()["launch_events"]], ["A", "C"])

    def test_the_channel_of_an_imported_product(self):
        self.write("features.csv", "product,title\natlas,Maps\nborea,Trips\n")
        self.run_program("import", "features.csv")
        said = self.console("2027-03-01T09:00", "feature list", 'feature new "Offline"', "feature list")
        self.assertIn("atlas is bound to #atlas now.", said)
        self.assertEqual([(f["title"], f["product"]) for f in self.export()["features"]],
                         [("Maps", "product:atlas"), ("Trips", "product:borea"), ("Offline", "product:atlas")])
        self.assertNotIn("Trips", said)
        self.assertEqual(said.count("bound to no product"), 0)

    def test_what_is_out_of_true_is_found_at_the_next_start(self):
        self.write("in/releases.csv", "product,release,date\natlas,1.0,2027-04-30\n")
        self.write("in/launches.csv", "product,title,type,start,audience,release\natlas,Fair,tradeshow,2027-03-21,everyone,1.0\n")
        self.run_program("import", "in")
        said = self.console("2027-03-01T09:00", "warnings")
        self.assertIn("LE-1 “Fair” starts Sun 21 Mar, 40 days before", said)
        # Nobody had heard of it while the product had no channel.
        said = self.console("2027-03-01T10:00", "product bind atlas")
        self.assertIn("#atlas ■ AW-1  LE-1 “Fair” starts Sun 21 Mar", said)
        self.assertNotIn("#atlas ■ AW-1", self.console("2027-03-01T11:00", "feature new Maps"))
        # Where there is one, it hears of it at the start.
        self.write("more.csv", "product,title,type,start,audience,release\natlas,Tour,webinar,2027-03-22,everyone,1.0\n")
        (self.folder / "more.csv").rename(self.folder / "launches.csv")
        self.run_program("import", "launches.csv")
        self.assertRegex(self.console("2027-03-01T12:00", "help"), "#atlas ■ AW-\\d+  LE-2 “Tour” starts Mon 22 Mar")
        self.assertNotIn("LE-2", self.console("2027-03-01T13:00", "help"))

    def test_usage(self):
        self.run_program("import", "nowhere", status=2)
        self.write("plan.txt", "x")
        self.run_program("import", "plan.txt", status=2)
        self.assertEqual(len(self.said_wrong.splitlines()), 1)

    def test_export_goes_into_an_empty_database_alone(self):
        self.console("2027-03-01T09:00", "release new 1.0 date:2027-05-01", "feature new Maps release:1.0")
        first = self.run_program("export", "-o", "plan.json") or (self.folder / "plan.json").read_text()
        self.elsewhere()
        self.assertIn("taken in", self.run_program("import", "plan.json"))
        self.assertEqual(self.run_program("export"), first)
        self.assertIn("Nothing new", self.run_program("import", "plan.json"))
        self.assertEqual(self.run_program("export"), first)
        self.console("2027-03-02T09:00", "feature new Trips")
        changed = self.run_program("export")
        self.run_program("import", "plan.json", status=1)
        self.assertEqual(self.run_program("export"), changed)

    def test_exports_that_go_in_circles(self):
        self.console("2027-03-01T09:00", 'launch new "A" on:2027-05-01', 'launch new "B" on:2027-05-02 parent:LE-1')
        text = self.run_program("export").replace('"parent": null', '"parent": "LE-2"')
        self.elsewhere()
        self.write("plan.json", text)
        self.run_program("import", "plan.json", status=1)
        self.assertIn("launch_events: LE-1: parent: it stands below itself, expected", self.said_wrong)

    def test_what_else_lies_in_the_folder_is_not_read(self):
        self.write("t/launches.csv", LAUNCHES + "atlas,A,2027-05-02,,,\r\n")
        with open(self.folder / "t" / "film.mov", "wb") as film:
            film.truncate(1 << 40)
        self.assertIn("film.mov: left alone", self.run_program("import", "t"))

    def test_broken_exports(self):
        self.console("2027-03-01T09:00", "release new 1.0 date:2027-05-01", "feature new Maps release:1.0")
        text = self.run_program("export")
        self.elsewhere()
        broken = {
            "half": text[:len(text) // 2], "list": "[]", "other": "{}", "newer": text.replace('"plumbline_export": 1', '"plumbline_export": 2'),
            "word": text.replace('"planned"', '"sort of"'), "day": text.replace("2027-05-01", "2027-15-01"),
            "reference": text.replace('"release:1.0"', '"release:none"'), "types": text.replace('"2027-05-01"', "7"),
            "deep": "[" * 100_000, "number": text.replace('"id": "F-1"', '"id": "F-99999999999999"'),
            "twice": text.replace('"features": [', '"features": [{"id": "F-1", "title": "Again"},'),
            "far": text.replace('"F-1"', '"F-2000000000"'), "counter": text.replace('"F-": 1', '"F-": 2000000000'),
            "collections": text.replace('"features": [', '"features": 7, "x": ['), "null": text.replace('"id": "F-1"', '"id": null')}
        for name, content in broken.items():
            with self.subTest(name):
                self.write("plan.json", content)
                self.run_program("import", "plan.json", status=1)
                self.assertIn("plan.json", self.said_wrong)
                self.assertEqual(self.export()["features"], [])


if __name__ == "__main__":
    unittest.main()

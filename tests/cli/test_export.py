"""The plan as tables, as a calendar and as a document."""

import csv
import datetime
import io
import json
import re
import unittest

import icalendar
from plumb import Case

PLAN = (
    "me function:product", "@mia: me function:marketing", "product new atlas \"Atlas\" tz:Europe/Berlin",
    'release new 1.0 date:2027-05-20 freeze:2027-05-01 goal:"Win back crews" owners:@ana capacity:500 budget:20000',
    "release beta 1.0 from:2027-04-10 to:2027-05-10", "release new 0.9 date:2027-03-01", "release ship 0.9",
    'feature new "Offline mode; for crews" release:1.0 effort:8-12d owner:@ben key:KEP-1 build:build',
    'feature new "Maps, and more" release:1.0', "feature start F-2",
    'change new "More offline" feature:F-1 why:"They said ‘so’, then left" customer:Acme quote:"Twice."',
    '@mia: change new "Dark mode" why:"Eyes"', '@mia: change new "Taken back" why:"Eyes"', "@mia: change withdraw CR-3",
    'change decline CR-2 "No time"',
    'launch new "Big launch" on:2027-05-25 to:2027-05-26 release:1.0 features:F-1,F-2 owner:@ana,@bo prep:2 tier:1 '
    'goal:growth why:"Reach" audience:everyone reach:400 cost:9000',
    'launch new "Webinar" on:2027-05-01 parent:LE-1 immovable', 'launch new "Webinar" on:2027-06-01 parent:LE-1',
    'collateral new LE-2 "Slides" due:T-7 owner:@ana claims:F-1', 'promise new "Offline by June" to:Acme feature:F-1 by:2027-06-01',
    ":now 2027-03-03T09:00", 'release move 1.0 to:2027-05-22 why:"Sync conflicts"', "launch move LE-3 on:2027-06-08",
    "launch cancel LE-2")


def rows(path):
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8"), newline="")))


class Export(Case):
    def setUp(self):
        super().setUp()
        said = self.console("2027-03-01T09:00", *PLAN)
        self.assertNotIn("Did you mean", said)

    def tables(self, folder, *more):
        self.run_program("export", "--format", "csv", "-o", folder, *more)
        return {path.name: rows(path) for path in sorted((self.folder / folder).iterdir())}

    def test_nothing_said_is_not_kept(self):
        threads = json.loads(self.run_program("export"))["threads"]
        self.console("2027-03-01T09:05", ">CR-1: ")
        self.assertEqual(json.loads(self.run_program("export"))["threads"], threads)

    def test_what_hangs_on_the_first_days(self):
        self.console("2027-01-04T09:00", 'product new atlas "Atlas" tz:UTC', "launch new Old on:1970-01-10 tier:2",
                     "launch new Later on:1971-01-10 tier:2", "launch move LE-2 on:1970-01-05")
        everything = self.run_program("export")
        self.assertIn('"1970-01-01"', everything)
        self.write("a.json", everything)
        self.elsewhere()
        self.run_program("import", "a.json")
        self.assertEqual(self.run_program("export"), everything)

    def test_tables(self):
        self.run_program("export", "--format", "csv", status=2)
        for command, lacking in (("backup", "FILE"), ("forget", "PERSON"), ("import", "DIR|FILE"), ("replay", "DIR")):
            self.run_program(command, status=2, db=False)
            self.assertIn(f"“{command}” needs {lacking}: ", self.said_wrong)
        tables = self.tables("out")
        self.assertIn("changes.csv: CR-3 was withdrawn, and is left out", self.said_wrong)
        self.assertEqual(list(tables), ["changes.csv", "collateral.csv", "dates_moved.csv", "features.csv", "launches.csv",
                                        "products.csv", "promises.csv", "releases.csv"])
        self.assertEqual(tables["products.csv"], [{"product": "atlas", "name": "Atlas", "tz": "Europe/Berlin"}])
        self.assertEqual(tables["releases.csv"][0], {
            "product": "atlas", "release": "1.0", "date": "2027-05-22", "freeze": "2027-05-01", "status": "planned",
            "beta_from": "2027-04-10", "beta_to": "2027-05-10", "goal": "Win back crews", "metric": "", "owners": "ana",
            "capacity": "500", "budget": "20000"})
        self.assertEqual(tables["releases.csv"][1]["status"], "shipped")
        self.assertEqual(tables["features.csv"][0], {
            "product": "atlas", "key": "KEP-1", "title": "Offline mode; for crews", "release": "1.0", "effort_days": "8-12",
            "owner": "ben", "status": "planned", "build": "build"})
        big, webinar, other = tables["launches.csv"]
        self.assertEqual(big, {
            "product": "atlas", "title": "Big launch", "type": "launch", "start": "2027-05-25", "end": "2027-05-26",
            "goal": "growth", "why": "Reach", "audience": "everyone", "owner": "ana;bo", "release": "1.0",
            "features": "KEP-1;Maps, and more", "tier": "1", "prep_days": "2", "parent": "", "immovable": "no", "reach": "400",
            "cost": "9000", "status": "planned"})
        self.assertEqual((webinar["immovable"], webinar["parent"], webinar["status"]), ("yes", "Big launch", "cancelled"))
        self.assertEqual(tables["collateral.csv"][-1]["launch"], "Webinar (2027-05-01)")
        self.assertEqual(tables["changes.csv"][1]["decision"], "declined")
        self.assertEqual(tables["changes.csv"][1]["note"], "No time")
        self.assertEqual([(m["release"], m["title"], m["old_date"], m["new_date"], m["changed_at"])
                          for m in tables["dates_moved.csv"]],
                         [("1.0", "", "2027-05-20", "2027-05-22", "2027-03-03"),
                          ("", "Webinar (2027-06-08)", "2027-06-01", "2027-06-08", "2027-03-03")])

    def test_tables_are_taken_again(self):
        first = self.tables("out")
        before = self.run_program("export")
        self.assertIn("22 rows read, 22 on record already", self.run_program("import", "out"))
        self.assertEqual(self.run_program("export"), before)
        self.elsewhere()
        self.run_program("import", "out")
        self.assertEqual(self.tables("again"), first)

    def test_scope(self):
        self.console("2027-03-04T09:00", "#borea: release new 5.0 date:2027-05-20")
        self.assertEqual([r["release"] for r in self.tables("borea", "--product", "borea")["releases.csv"]], ["5.0"])
        self.assertEqual([r["release"] for r in self.tables("new", "--since", "2027-03-03T12:00")["releases.csv"]], ["5.0"])
        both = json.loads(self.run_program("export", "--product", "borea"))
        self.assertEqual([r["name"] for r in both["releases"]], ["5.0"])
        self.assertNotIn("atlas 1.0", self.run_program("export", "--format", "ics", "--product", "borea"))
        self.assertNotIn("Offline mode", self.run_program("export", "--format", "markdown", "--product", "borea"))
        self.run_program("export", "--product", "cetus", status=2)
        self.run_program("export", "--since", "lately", status=2)
        self.run_program("export", "--format", "xml", status=2)

    def events(self, *more):
        calendar = self.run_program("export", "--format", "ics", *more)
        (self.folder / "plan.ics").write_bytes(calendar.encode())
        parsed = icalendar.Calendar.from_ical(calendar)
        return {str(event["SUMMARY"]): event for event in parsed.walk("VEVENT")}, parsed

    def test_calendar(self):
        run = self.run_program("export", "--format", "ics", "-o", "plan.ics")
        self.assertEqual(run, "")
        text = (self.folder / "plan.ics").read_bytes()
        self.assertTrue(all(len(line) <= 75 for line in text.split(b"\r\n")))
        self.assertNotIn(b"\n", text.replace(b"\r\n", b""))
        events, calendar = self.events("--product", "atlas")
        self.assertEqual(calendar["VERSION"], "2.0")
        self.assertEqual(calendar["X-WR-CALNAME"], "Atlas")
        self.assertEqual(calendar["X-PUBLISHED-TTL"], "PT1H")
        day = datetime.date
        spans = {name: (event.decoded("DTSTART"), event.decoded("DTEND")) for name, event in events.items()}
        self.assertEqual(spans["Atlas 1.0 release"], (day(2027, 5, 22), day(2027, 5, 23)))
        self.assertEqual(spans["Atlas 1.0 freeze"], (day(2027, 5, 1), day(2027, 5, 22)))
        self.assertEqual(spans["Atlas 1.0 beta"], (day(2027, 4, 10), day(2027, 5, 11)))
        self.assertEqual(spans["Big launch"], (day(2027, 5, 25), day(2027, 5, 27)))
        self.assertEqual(len({str(e["UID"]) for e in calendar.walk("VEVENT")}), len(calendar.walk("VEVENT")))
        self.assertEqual({str(e["STATUS"]) for e in calendar.walk("VEVENT") if e["SUMMARY"] == "Webinar"},
                         {"CANCELLED", "TENTATIVE"})
        # Each change counts up, whoever was looking; nothing else changes the entry's name.
        before = events["Big launch"]
        self.console("2027-03-05T09:00", "launch move LE-1 on:2027-06-01", "launch set LE-1 title:\"Bigger launch\"")
        after = self.events()[0]["Bigger launch"]
        self.assertEqual(after["UID"], before["UID"])
        self.assertGreater(after["SEQUENCE"], before["SEQUENCE"])
        self.assertEqual(self.events()[0]["Atlas 1.0 release"]["SEQUENCE"], events["Atlas 1.0 release"]["SEQUENCE"])

    def test_calendar_of_odd_titles(self):
        titles = ["Größe; komma, \\ und “Zitat” " + "日本語" * 40, "x" * 200, "Line\u2028break ‮gnirts"]
        self.console("2027-03-05T09:00", *(f"#odd: launch new \"{title}\" on:2027-05-0{n}" for n, title in enumerate(titles, 1)))
        events, _ = self.events("--product", "odd")
        self.assertIn(titles[0], events)
        self.assertIn(titles[1], events)
        self.assertFalse(any("\u202e" in name for name in events))

    def test_calendar_comes_back(self):
        self.run_program("export", "--format", "ics", "--product", "atlas", "-o", "plan.ics")
        before = self.run_program("export")
        said = self.run_program("import", "plan.ics", "--product", "atlas")
        self.assertIn("left alone: it is a release’s", said)
        self.assertEqual(self.run_program("export"), before)
        held = self.export()["launch_events"]
        self.elsewhere()
        self.run_program("import", "plan.ics", "--product", "atlas")
        self.assertEqual([(e["title"], e["on"], e["to"], e["type"], e["status"]) for e in self.export()["launch_events"]],
                         [(e["title"], e["on"], e["to"], e["type"], e["status"]) for e in held])

    def test_the_calendars_address(self):
        address = re.compile("/calendar/([0-9a-f]{32}).ics")
        said = self.console("2027-03-05T09:00", "product calendar", "product calendar", "@kim: product calendar",
                            "product calendar renew:yes", "whatif product calendar renew:yes", "product calendar", "history product:atlas")
        first, again, renewed, now = address.findall(said)
        self.assertEqual((first, renewed), (again, now))
        self.assertNotEqual(first, renewed)
        # For the asker alone; what others may read does not hold it.
        self.assertTrue(all(line.startswith("@you (private)") for line in said.splitlines() if address.search(line)))
        self.assertIn("@kim (private) The calendar’s address is for people with a function", said)
        export = self.export()
        self.assertEqual(export["products"][0]["calendar_token"], renewed)
        self.assertFalse(any(token in json.dumps(export["journal"]) for token in (first, renewed)))

    def test_document(self):
        text = self.run_program("export", "--format", "markdown")
        for line in ("## Atlas", "### Releases", "| 1.0 | 2027-05-22 | planned | 2027-05-01 | 2027-04-10 to 2027-05-10 | Win back "
                     "crews | ana |", "#### CR-2 Dark mode", "- **Decided** declined 2027-03-01 by you: No time",
                     "- **Heard** Acme (other, direct): “Twice.”", "#### LE-1 Big launch", "### Promises", "### Moves"):
            self.assertIn(line, text)

    def test_document_of_hostile_titles(self):
        self.console("2027-03-05T09:00", '#odd: feature new "<script>*a*|b`c` [x](y) <!channel>"')
        text = self.run_program("export", "--format", "markdown", "--product", "odd")
        self.assertIn("\\<script\\>\\*a\\*\\|b\\`c\\` \\[x\\](y) \\<\\!channel\\>", text)


if __name__ == "__main__":
    unittest.main()

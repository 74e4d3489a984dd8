"""iCalendar files of other programs as launch events."""

import unittest

from plumb import Case

HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Other//Other//EN\r\n"
BERLIN = ("BEGIN:VTIMEZONE\r\nTZID:Berlin\r\nBEGIN:STANDARD\r\nDTSTART:19701025T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\n"
          "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nEND:STANDARD\r\nBEGIN:DAYLIGHT\r\nDTSTART:19700329T020000\r\n"
          "TZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\n")


def event(*lines):
    return "BEGIN:VEVENT\r\nUID:x\r\nDTSTAMP:20270101T000000Z\r\n" + "".join(line + "\r\n" for line in lines) + "END:VEVENT\r\n"


class CalendarImport(Case):
    def setUp(self):
        super().setUp()
        self.console("2027-03-01T09:00", 'product new atlas "Atlas" tz:America/New_York')

    def taken(self, *events, head=HEAD, end="END:VCALENDAR\r\n", args=()):
        self.write("other.ics", head + "".join(events) + end)
        self.said = self.run_program("import", "other.ics", *args)
        return self.export()["launch_events"]

    def refused(self, text, said):
        self.write("other.ics", text)
        self.run_program("import", "other.ics", status=1)
        self.assertIn(said, self.said_wrong)
        self.assertEqual(self.export()["launch_events"], [])

    def test_days_and_times(self):
        found = self.taken(
            BERLIN,
            event("SUMMARY:All day", "DTSTART;VALUE=DATE:20270501", "DTEND;VALUE=DATE:20270504"),
            event("SUMMARY:One day", "DTSTART;VALUE=DATE:20270501"),
            # In New York it is still the day before.
            event("SUMMARY:UTC", "DTSTART:20270502T013000Z", "DTEND:20270502T023000Z"),
            event("SUMMARY:In Berlin", "DTSTART;TZID=Berlin:20270503T050000", "DTEND;TZID=Berlin:20270503T180000"),
            event("SUMMARY:Until midnight", "DTSTART:20270504T120000", "DTEND:20270505T000000"),
            event("SUMMARY:By duration", "DTSTART;VALUE=DATE:20270506", "DURATION:P2D"),
            event("SUMMARY:Of no length", "DTSTART:20270507T120000Z", "DTEND:20270507T120000Z"))
        self.assertEqual([(e["title"], e["on"], e["to"]) for e in found], [
            ("All day", "2027-05-01", "2027-05-03"), ("One day", "2027-05-01", "2027-05-01"), ("UTC", "2027-05-01", "2027-05-01"),
            ("In Berlin", "2027-05-02", "2027-05-03"), ("Until midnight", "2027-05-04", "2027-05-04"),
            ("By duration", "2027-05-06", "2027-05-07"), ("Of no length", "2027-05-07", "2027-05-07")])

    def test_what_else_is_taken(self):
        found = self.taken(
            event("SUMMARY:Webinar on folded li", " nes\\, commas\\; and more", "DTSTART;VALUE=DATE:20270501", "DESCRIPTION:Why\\nnot",
                  "LOCATION:Hall 3", "STATUS:CONFIRMED"),
            event("SUMMARY:Meet", "DTSTART;VALUE=DATE:20270501", "CATEGORIES:TRADESHOW", "URL:https://example.org/x", "STATUS:CANCELLED"),
            event("SUMMARY:Weekly", "DTSTART;VALUE=DATE:20270501", "RRULE:FREQ=WEEKLY"),
            event("SUMMARY:Twice", "DTSTART;VALUE=DATE:20270502", "RDATE;VALUE=DATE:20270601"),
            "BEGIN:VTODO\r\nUID:y\r\nSUMMARY:To do\r\nEND:VTODO\r\n")
        self.assertEqual([(e["title"], e["type"], e["why"], e["place"], e["status"]) for e in found], [
            ("Webinar on folded lines, commas; and more", "webinar", "Why\nnot", "Hall 3", "confirmed"),
            ("Meet", "tradeshow", None, "https://example.org/x", "cancelled"), ("Weekly", "launch", None, None, "planned"),
            ("Twice", "launch", None, None, "planned")])
        for title in ("Weekly", "Twice"):
            self.assertIn(f"“{title}” repeats: only its first day is taken", self.said)
        before = self.run_program("export")
        self.assertIn("4 rows read, 4 on record already", self.run_program("import", "other.ics"))
        self.assertEqual(self.run_program("export"), before)

    def test_a_calendar_of_its_own(self):
        self.console("2027-03-01T09:00", "release new 1.0 date:2027-05-20",
                     'launch new "Fair" on:2027-03-31 type:tradeshow prep:3d owner:@bob release:1.0 goal:growth '
                     'audience:early why:"Owners: ask for it"', "launch new \"Tour\" on:2027-04-05",
                     'launch new "Talk" on:2027-04-06 why:"Setup days before: none"')
        self.run_program("export", "--format", "ics", "-o", "own.ics")
        self.elsewhere()
        said = self.run_program("import", "own.ics", "--product", "atlas")
        self.assertIn("“Fair” comes without its owners and release: a calendar names them in words alone", said)
        self.assertNotIn("“Tour” comes", said)
        self.assertEqual([(e["title"], e["why"], e["prep"], e["goal"], e["audience"], e["owner"])
                          for e in self.export()["launch_events"]],
                         [("Fair", "Owners: ask for it", 3, "growth", "early", []), ("Tour", None, 0, None, None, []),
                          ("Talk", "Setup days before: none", 0, None, None, [])])

    def test_whose_events_they_are(self):
        self.console("2027-03-01T09:00", "product new borea")
        one = event("SUMMARY:Show", "DTSTART;VALUE=DATE:20270501")
        self.write("other.ics", HEAD + one + "END:VCALENDAR\r\n")
        self.run_program("import", "other.ics", status=1)
        self.assertIn("other.ics:1: product: ", self.said_wrong)
        self.assertEqual(self.taken(one, args=("--product", "borea"))[0]["product"], "product:borea")
        self.assertEqual(self.taken(one, head=HEAD + "X-WR-CALNAME:Atlas\r\n")[1]["product"], "product:atlas")

    def test_the_last_day_that_there_is(self):
        last, = self.taken(event("SUMMARY:Eve", "DTSTART;VALUE=DATE:21991231", "DTEND;VALUE=DATE:22000101"))
        self.assertEqual((last["on"], last["to"]), ("2199-12-31", "2199-12-31"))

    def test_a_product_by_its_key(self):
        self.write("other.ics", HEAD + event("SUMMARY:Show", "DTSTART;VALUE=DATE:20270501") + "END:VCALENDAR\r\n")
        self.write("features.csv", "product,title\natlas,Maps\n")
        for file in ("other.ics", "features.csv"):
            for key in ("a b", "..", "product:", "x" * 300, "a\nb", "a\x1bb"):
                self.run_program("import", file, "--product", key, status=2)
                self.assertIn("this is no key of a product", self.said_wrong)
                self.assertEqual(len(self.said_wrong.splitlines()), 1)
                self.assertNotIn("\x1b", self.said_wrong)
            self.run_program("import", file, "--product", "product:atlas")
        whole = self.export()
        self.assertEqual([p["key"] for p in whole["products"]], ["atlas"])
        self.assertEqual(([e["title"] for e in whole["launch_events"]], [f["title"] for f in whole["features"]]), (["Show"], ["Maps"]))

    def test_line_endings_and_several_calendars(self):
        text = HEAD + event("SUMMARY:One", "DTSTART;VALUE=DATE:20270501") + "END:VCALENDAR\r\n"
        for number, other in enumerate(("\ufeff" + text, text.replace("\r\n", "\r"))):
            self.assertEqual(len(self.taken(other.replace("One", f"Also {number}"), head="", end="")), number + 1)
        self.assertEqual(len(self.taken(text, head="", end="")), 3)
        two = text.replace("One", "Two")
        self.assertEqual(len(self.taken(text.replace("\r\n", "\n") + two, head="", end="")), 4)

    def test_a_fold_within_a_character(self):
        text = HEAD + event("SUMMARY:Gr|ün", "DTSTART;VALUE=DATE:20270501") + "END:VCALENDAR\r\n"
        self.write("other.ics", text.encode().replace(b"|\xc3", b"\xc3\r\n "))
        self.run_program("import", "other.ics")
        self.assertEqual(self.export()["launch_events"][0]["title"], "Grün")

    def test_errors_name_the_line(self):
        good = event("SUMMARY:Good", "DTSTART;VALUE=DATE:20270501")
        for lines, said in (
                (("DTSTART;VALUE=DATE:20270501",), "other.ics:10: SUMMARY: it is missing, expected a title"),
                (("SUMMARY:No start",), "other.ics:10: DTSTART: it is missing or no time"),
                (("SUMMARY:No day", "DTSTART;VALUE=DATE:20271301"), "other.ics:10: DTSTART: "),
                (("SUMMARY:Old", "DTSTART;VALUE=DATE:19691231"), "other.ics:10: DTSTART: the year 1969 is out of range"),
                (("SUMMARY:Far", "DTSTART;VALUE=DATE:22000101"), "other.ics:10: DTSTART: the year 2200 is out of range"),
                (("SUMMARY:Back", "DTSTART;VALUE=DATE:20270501", "DTEND;VALUE=DATE:20270430"), "other.ics:10: DTEND: it lies before"),
                (("SUMMARY:Never", "DTSTART;VALUE=DATE:20270501", "DTEND;VALUE=DATE:20271399"), "other.ics:10: DTEND: it is no time"),
                (("SUMMARY:Late", "DTSTART;VALUE=DATE:21991230", "DTEND;VALUE=DATE:22000105"),
                 "other.ics:10: DTEND: the year 2200 is out of range"),
                (("SUMMARY:Long", "DTSTART;VALUE=DATE:21991230", "DURATION:P9D"),
                 "other.ics:10: DURATION: the year 2200 is out of range"),
                (("SUMMARY:Lasting", "DTSTART;VALUE=DATE:20270501", "DURATION:P3X"), "other.ics:10: DURATION: it is no length"),
                (("SUMMARY:Ending", "DTSTART;VALUE=DATE:20270501", "DTEND:soon"), "other.ics:10: DTEND: it is no time"),
                (("SUMMARY:Hours", "DTSTART:20270501T250000"), "other.ics:10: DTSTART: it is missing or no time"),
                (("SUMMARY:\u200b", "DTSTART;VALUE=DATE:20270501"), "other.ics:10: SUMMARY: it shows nothing"),
                (("SUMMARY:A\x1b[31mB", "DTSTART;VALUE=DATE:20270501"), "other.ics:10: SUMMARY: it holds a control character"),
                (("SUMMARY:A", "DTSTART;VALUE=DATE:20270501", "DESCRIPTION:x\x07y"),
                 "other.ics:10: DESCRIPTION: it holds a control character"),
                (("SUMMARY:" + "x" * 201, "DTSTART;VALUE=DATE:20270501"), "other.ics:10: SUMMARY: it has 201 characters")):
            with self.subTest(said):
                self.refused(HEAD + good + event(*lines) + "END:VCALENDAR\r\n", said)

    def test_a_zone_that_nobody_knows_is_named(self):
        events = self.taken(event("SUMMARY:Lost", "DTSTART;TZID=Mars/X:20270501T220000"))
        self.assertEqual([e["on"] for e in events], ["2027-05-01"])
        self.assertIn("other.ics:4: DTSTART: “Mars/X” is no zone that is known", self.said)

    def test_hostile_files(self):
        self.refused("", "BEGIN:VCALENDAR is missing")
        self.refused("BEGIN:VCALENDAR\r\n" * 50_000, "components stand 50000 deep")
        self.refused(HEAD + event("SUMMARY:" + "long " * 2_000_000, "DTSTART;VALUE=DATE:20270501"), "other.ics:7: line: it is too long")
        self.refused(HEAD + "END:VEVENT\r\nEND:VCALENDAR\r\nEND:VCALENDAR\r\n", "other.ics:5: END: nothing begins that ends here")
        self.run_program("import", "other.ics", status=1)
        self.assertEqual(len(self.said_wrong.splitlines()), 2)
        self.refused(HEAD + "X:y\r\n" + " folded\r\n" * 50_000, "line: it is too long")
        for content in (bytes(range(256)) * 1000, (HEAD + "SUMMARY:Größe").encode("latin-1"), HEAD.encode("utf-16"),
                        HEAD.encode() + b"BEGIN:VEVENT\r\nSUMMARY:\xff\r\n"):
            self.write("other.ics", content)
            self.run_program("import", "other.ics", status=1)
        # Ends in the middle, holds nonsense, repeats itself: whatever comes of it, the program lives on.
        for text in (HEAD, HEAD + "BEGIN:VEVENT\r\nSUMMARY:Half", HEAD + "END:VEVENT\r\n" * 100 + "END:VCALENDAR", HEAD + ":;:;\r\n=\r\n" * 1000,
                     HEAD + event("SUMMARY;X=\"" + "y" * 100_000, "DTSTART:") + "END:VCALENDAR\r\n",
                     HEAD + event("DTSTART;TZID=Nowhere/Atlantis:20270501T120000", "SUMMARY:Lost") + "END:VCALENDAR\r\n",
                     HEAD + event("SUMMARY:Fine", "X-BIG:" + "long " * 30_000, "DTSTART;VALUE=DATE:20270501") + "END:VCALENDAR\r\n"):
            self.write("other.ics", text)
            with self.subTest(text[:80]):
                try:
                    self.run_program("import", "other.ics", status=1)
                except AssertionError:
                    self.run_program("import", "other.ics", "--dry-run")


if __name__ == "__main__":
    unittest.main()

"""Reminders and warnings of people who are there no more, and of days that come twice."""

import unittest

from plumb import Case


class Reminded(Case):
    def test_who_was_forgotten_is_neither_written_to_nor_waited_for(self):
        self.console("2027-03-01T10:00:00Z", 'product new atlas "Atlas" tz:UTC', "@ben: me function:marketing",
                     "policy set tell:owner-first", "release new 1.0 date:2027-12-31 owners:@ana",
                     'change new "X" release:1.0 why:y', 'change loop-in CR-1 @ben "how many?" by:2027-03-04',
                     'assumption new "EU" owner:@ben check-by:2027-03-04')
        self.run_program("forget", "ben")
        told = self.console("2027-03-01T12:00:00Z", ":now 2027-03-05T12:00:00Z")
        self.assertNotRegex(told, r"@forgotten-\d+")
        self.assertRegex(told, r"#atlas ▲ AW-\d+  A-1 “EU” was to be checked by Thu 4 Mar")
        self.assertRegex(told, r"For forgotten-\d+\.")

    def test_a_day_that_comes_twice_brings_its_reminders_once(self):
        self.console("2027-03-01T10:00:00Z", 'product new atlas "Atlas" tz:UTC', "@ben: me function:marketing",
                     "@eve: me function:product", "role add @eve approver", "release new 1.0 date:2027-12-31",
                     '@cleo: change new "B" kind:add release:1.0 why:z',
                     '@eve: change decline CR-1 "l" revisit:2027-03-05',
                     '@cleo: change new "C" kind:add release:1.0 why:z',
                     'change loop-in CR-2 @ben "q" by:2027-03-05')
        told = self.console("2027-03-02T10:00:00Z", ":now 2027-03-05T12:00:00Z")
        self.assertEqual(told.count("Does it still hold?"), 1)
        self.assertEqual(told.count("A question for you on CR-2"), 1)
        again = self.console("2027-03-03T11:00:00Z", "help", ":now 2027-03-05T12:00:00Z")
        self.assertNotIn("Does it still hold?", again)
        self.assertNotIn("A question for you on CR-2", again)


if __name__ == "__main__":
    unittest.main()

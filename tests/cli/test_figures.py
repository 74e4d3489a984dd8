"""The figures of rules.md through the command line; the sums are done by hand in the words beside them."""

import json
import unittest

from plumb import Case

# Monday 1 March 2027. Ben has two features in progress, 22 days at their upper ends.
PLAN = ("me function:product", "@ben: me function:engineering", "@mia: me function:marketing",
        "@mia: release new 1.0 date:2027-09-01", "release new 2.0 date:2027-12-01",
        'feature new "Offline mode" release:1.0 effort:8-12d owner:@ben', "feature start F-1",
        'feature new "Sync" release:1.0 effort:10d owner:@ben', "feature start F-2",
        *(f'feature new "Part {n}" release:1.0' for n in range(3, 11)),
        'plan baseline "Spring"', "@ben: plan confirm")


class Figures(Case):
    def figures(self, at, *more):
        return json.loads(self.run_program("figures", "--format", "json", "--at", at, *more))

    def test_of_nothing(self):
        self.console("2027-03-01T09:00", "product new atlas")
        figures = self.figures("2027-03-01")["product:atlas"]
        self.assertEqual(
            list(figures),
            ["switch_cost", "change_volume", "customers", "first_share", "waiting", "bottleneck", "balance", "promises",
             "load", "horizons", "squeakiest", "squeakiest_last_month"])
        self.assertEqual(figures["promises"], {"kept": 0, "broken": 0, "open": 0, "overdue": 0})
        self.assertIsNone(figures["bottleneck"])
        self.assertIn("Nothing to count yet.", self.run_program("figures", "--at", "2027-03-01"))

    def test_a_digest_for_whom_it_is_asked(self):
        self.console("2027-03-01T09:00", "product new atlas", "me function:product")
        of_you = self.run_program("digest", "--at", "2027-03-01", "--person", "you")
        for person in ("@you", "YOU", "person:you"):
            self.assertEqual(self.run_program("digest", "--at", "2027-03-01", "--person", person), of_you)
        of_atlas = self.run_program("digest", "--at", "2027-03-01", "--channel", "atlas")
        for channel in ("#atlas", "ATLAS", "#Atlas", "console/#ATLAS"):
            self.assertEqual(self.run_program("digest", "--at", "2027-03-01", "--channel", channel), of_atlas)
        self.run_program("digest", "--person", "person:ana", status=2)
        self.assertIn("--person person:ana: nobody is called so. Known: you.", self.said_wrong)

    def test_switching_and_volume(self):
        self.console("2027-03-01T09:00", *PLAN, ":now 2027-03-02T09:00",
                     'change new "Maps" release:1.0 why:"Tunnels" horizon:year customer:Acme quote:"Twice."',
                     '@ben: change assess CR-1 effort:4d', ":now 2027-03-04T09:00", "@mia: change assess CR-1 value:high",
                     ":now 2027-03-05T09:00",
                     '@mia: change new "More offline" feature:F-1 why:"Crews retype" customer:Acme',
                     "role add @mia approver", "@mia: change approve CR-1 displaces:none", "customer set Acme value:50000")
        figures = self.figures("2027-03-09")["product:atlas"]
        # A third task costs Ben 22 × (0.40 − 0.20) = 4.4 days; what is decided costs nothing any more.
        self.assertEqual(figures["switch_cost"], {"CR-2": 4.4})
        # One addition to a baseline of 10 features.
        self.assertEqual(figures["change_volume"]["release:1.0"],
                         {"churn": 10, "total": 10, "add": 10, "drop": 0, "move": 0, "modify": 0})
        self.assertEqual(figures["change_volume"].get("release:2.0"), None)
        self.assertEqual(figures["customers"], [{"name": "Acme", "requests": 2, "value": 50000}])
        self.assertEqual(figures["first_share"], 100)
        # CR-1, raised on Tuesday: engineering at once, marketing on Thursday (2), the decision on Friday (1). CR-2,
        # raised on Friday, still waits for both on Tuesday (2).
        self.assertEqual(figures["waiting"],
                         {"engineering": {"median": 1, "longest": 2, "total": 2, "requests": 2},
                          "marketing": {"median": 2, "longest": 2, "total": 4, "requests": 2},
                          "decision": {"median": 1, "longest": 1, "total": 1, "requests": 1}})
        self.assertEqual(figures["bottleneck"], "marketing")
        self.assertEqual(figures["balance"],
                         {"marketing": {"raised": 1, "approved": 0, "declined": 0, "overridden": 0},
                          "product": {"raised": 1, "approved": 1, "declined": 0, "overridden": 0}})
        self.assertEqual(figures["horizons"], {"quarter": 0, "year": 1, "beyond": 0})

    def test_load_promises_and_products(self):
        self.console("2027-03-01T09:00", "me function:product", "release new 1.0 date:2027-09-01",
                     'feature new "Maps" release:1.0',
                     # Two days of setting up and three of the fair are five days, one of which is the webinar's, too; the talk is a sixth.
                     'launch new "Fair" type:tradeshow on:2027-03-10 to:2027-03-12 prep:2 owner:@ana',
                     'launch new "Webinar" on:2027-03-12 owner:@ana', 'launch new "Talk" on:2027-03-30 owner:@ana,@bo',
                     'promise new "Maps" to:Acme feature:F-1 by:2027-03-02', 'promise new "More" to:Acme feature:F-1 by:2027-10-01',
                     "product new borea")
        both = self.figures("2027-03-03")
        self.assertEqual(list(both), ["product:atlas", "product:borea"])
        self.assertEqual(both["product:atlas"]["load"], {"person:ana": 6, "person:bo": 1})
        self.assertEqual(both["product:atlas"]["promises"], {"kept": 0, "broken": 0, "open": 2, "overdue": 1})
        # What opened in March, by root weakness; of February nothing is known.
        self.assertEqual(both["product:atlas"]["squeakiest"]["weakness"], "people stretched")
        self.assertIsNone(both["product:atlas"]["squeakiest_last_month"])
        self.assertEqual(list(self.figures("2027-03-03", "--product", "borea")), ["product:borea"])
        self.run_program("figures", "--product", "cetus", status=2)
        self.run_program("figures", "--at", "soon", status=2)
        text = self.run_program("figures", "--at", "2027-03-03", "--product", "atlas")
        self.assertIn("Load           ana 6 days and bo 1 day busy of the next 28", text)
        self.assertIn("Promises       0 kept, 0 broken, 2 open, 1 of them overdue", text)

    def test_a_day_alone_is_that_day_everywhere(self):
        self.console("2027-03-01T09:00", "me function:product", "product new west tz:America/Los_Angeles",
                     "product new east tz:Pacific/Auckland",
                     'promise new "Maps" to:Acme by:2027-03-09 product:west',
                     'promise new "Maps" to:Acme by:2027-03-09 product:east')
        # Promised by the ninth, overdue on the tenth: west and east of UTC alike.
        for day, overdue in (("2027-03-09", 0), ("2027-03-10", 1)):
            figures = self.figures(day)
            for product in ("product:west", "product:east"):
                self.assertEqual(figures[product]["promises"]["overdue"], overdue, f"{product} on {day}")
            found = [f["rule"] for f in json.loads(self.run_program("align", "--format", "json", "--at", day))]
            self.assertEqual(found.count("promise-overdue"), 2 * overdue)
        # A moment is the day that it is there.
        figures = self.figures("2027-03-10T00:00")
        self.assertEqual([figures[p]["promises"]["overdue"] for p in ("product:west", "product:east")], [0, 1])
        # The digest of the tenth looks back on the week up to the ninth.
        text = self.run_program("digest", "--at", "2027-03-10")
        self.assertEqual(text.count("3–9 Mar"), 2, text)


if __name__ == "__main__":
    unittest.main()

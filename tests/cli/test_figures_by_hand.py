"""Each figure of rules.md apart, computed by hand in the words beside it. Monday 1 March 2027 is the first day."""

import json
import unittest

from plumb import Case

PEOPLE = ("product new atlas", "me function:product", "@ben: me function:engineering", "@mia: me function:marketing",
          "role add @mia approver")


class Figure(Case):
    def setUp(self):
        super().setUp()
        self.on("2027-03-01", *PEOPLE)

    def on(self, day, *lines):
        self.console(f"{day}T09:00", *lines)

    def figure(self, name, day):
        said = self.run_program("figures", "--format", "json", "--at", day)
        return json.loads(said)["product:atlas"][name]

    def started(self, title, effort):
        self.features = getattr(self, "features", 0) + 1
        self.on("2027-03-01", f'feature new "{title}" release:1.0 {effort} owner:@ben', f"feature start F-{self.features}")

    def raised(self, number, by="@you"):
        return f'{by}: change new "Wish {number}" why:"Asked for"'


class SwitchCost(Figure):
    def setUp(self):
        super().setUp()
        self.on("2027-03-01", "release new 1.0 date:2027-09-01")

    def test_of_each_further_task(self):
        """loss = 0, 0, 0.20, 0.40, 0.60, 0.75 for 0, 1, 2, 3, 4, 5 and more tasks."""
        self.started("One", "effort:10d")
        self.on("2027-03-01", 'change new "Faster" feature:F-1 why:"Slow"')
        # One task of 10 days, and then two: 10 × (0.20 − 0).
        self.assertEqual(self.figure("switch_cost", "2027-03-01"), {"CR-1": 2})
        # Two of 10 and 8–12 days, and then three: 22 × (0.40 − 0.20).
        self.started("Two", "effort:8-12d")
        self.assertEqual(self.figure("switch_cost", "2027-03-01"), {"CR-1": 4.4})
        # Three of 30 days together, and then four: 30 × (0.60 − 0.40).
        self.started("Three", "effort:8d")
        self.assertEqual(self.figure("switch_cost", "2027-03-01"), {"CR-1": 6})
        # Four of 40 days, and then five: 40 × (0.75 − 0.60).
        self.started("Four", "effort:2w")
        self.assertEqual(self.figure("switch_cost", "2027-03-01"), {"CR-1": 6})
        # Five of 50 days, and then six: 50 × (0.75 − 0.75), nothing more is lost.
        self.started("Five", "effort:10d")
        self.assertEqual(self.figure("switch_cost", "2027-03-01"), {"CR-1": 0})

    def test_whose_it_is(self):
        self.started("One", "effort:10d")
        self.on("2027-03-01", self.raised(1) + " assignee:@ben", self.raised(2), self.raised(3) + " assignee:@mia",
                'feature new "Two" release:1.0 owner:@mia', 'change new "Faster" feature:F-2 why:"Slow" assignee:@ben')
        # The assignee of CR-1 has 10 days in progress: 2. CR-2 lands on nobody; of mia no effort is known, and where
        # there is a feature it is its owner who counts.
        self.assertEqual(self.figure("switch_cost", "2027-03-01"), {"CR-1": 2})

    def test_what_is_shipped_or_done_is_no_task(self):
        self.started("One", "effort:10d")
        self.started("Two", "effort:10d")
        self.on("2027-03-01", self.raised(1) + " assignee:@ben", "feature done F-2")
        self.assertEqual(self.figure("switch_cost", "2027-03-01"), {"CR-1": 2})
        self.on("2027-03-01", "release ship 1.0")
        self.assertEqual(self.figure("switch_cost", "2027-03-01"), {})


class ChangeVolume(Figure):
    def test_of_each_kind(self):
        self.on("2027-03-01", "release new 1.0 date:2027-09-01",
                *(f'feature new "Part {n}" release:1.0' for n in range(1, 11)), 'plan baseline "Spring"', "@ben: plan confirm",
                "release new 2.0 date:2027-12-01")
        self.on("2027-03-06", 'change new "Maps" kind:add release:1.0 why:"x"', 'change new "Sync" kind:add release:1.0 why:"x"',
                'change new "Less" kind:drop feature:F-1 why:"x"', 'change new "Later" kind:move feature:F-2 to:2.0 why:"x"',
                'change new "Faster" kind:modify feature:F-3 why:"x"',
                'change new "A week" kind:date release:1.0 date:2027-09-08 why:"x"', 'change new "Never" feature:F-4 why:"x"')
        self.on("2027-03-06", *(f"@mia: change approve CR-{n} override:x" for n in (1, 2)))
        self.on("2027-04-10", *(f"@mia: change approve CR-{n} override:x" for n in (3, 4, 5, 6)), '@mia: change decline CR-7 "x"')
        # Of ten features: two adds are 20 per cent; a drop, a move and an edit 10 each; with the date six requests, 60.
        # In the last 30 days of 11 April, from 12 March on, there were four of them.
        self.assertEqual(self.figure("change_volume", "2027-04-11"),
                         {"release:1.0": {"churn": 40, "total": 60, "add": 20, "drop": 10, "move": 10, "modify": 10}})
        # 10 April is 30 days before 10 May, and 31 before 11 May.
        self.assertEqual(self.figure("change_volume", "2027-05-10")["release:1.0"]["churn"], 40)
        self.assertEqual(self.figure("change_volume", "2027-05-11")["release:1.0"]["churn"], 0)


class CustomerMix(Figure):
    def test_by_number_of_requests(self):
        self.on("2027-03-01", "customer set Acme value:500",
                *(self.raised(n) for n in range(1, 6)),
                *(f'change evidence CR-{n} customer:Acme quote:"We do."' for n in (1, 2, 3)), 'change evidence CR-1 customer:Acme "Again"',
                *(f'change evidence CR-{n} customer:Borg quote:"We, too."' for n in (3, 4)))
        # Acme stands behind CR-1, CR-2 and CR-3 (twice behind CR-1, which counts once), Borg behind CR-3 and CR-4. Somebody
        # stands behind four requests; Acme behind three of those: 75 per cent.
        self.assertEqual(self.figure("customers", "2027-03-01"),
                         [{"name": "Acme", "requests": 3, "value": 500}, {"name": "Borg", "requests": 2, "value": None}])
        self.assertEqual(self.figure("first_share", "2027-03-01"), 75)


class Waiting(Figure):
    def test_median_longest_total_and_bottleneck(self):
        self.on("2027-03-01", *(self.raised(n) for n in (1, 2, 3)), *(f"@mia: change assess CR-{n} value:high" for n in (1, 2, 3)))
        self.on("2027-03-03", "@ben: change assess CR-1 effort:1d")
        self.on("2027-03-04", "@mia: change approve CR-1")
        self.on("2027-03-05", "@ben: change assess CR-2 effort:1d")
        self.on("2027-03-08", "@mia: change approve CR-2")
        self.on("2027-03-12", "@ben: change assess CR-3 effort:1d", '@mia: change decline CR-3 "No"')
        waiting = self.figure("waiting", "2027-03-15")
        # Three waits from Monday: to Wednesday 2, to Friday 4, to the second Friday 9 working days. The middle one is 4.
        self.assertEqual(waiting["engineering"], {"median": 4, "longest": 9, "total": 15, "requests": 3})
        # Marketing answered on the day.
        self.assertEqual(waiting["marketing"], {"median": 0, "longest": 0, "total": 0, "requests": 3})
        # For a decision: Wednesday to Thursday 1, Friday to Monday 1, and one on the day. The middle one is 1.
        self.assertEqual(waiting["decision"], {"median": 1, "longest": 1, "total": 2, "requests": 3})
        # 15 working days in all are the greatest total.
        self.assertEqual(self.figure("bottleneck", "2027-03-15"), "engineering")
        # 1 March is 30 days before 31 March; a day later these are no requests of the last 30 days.
        self.assertEqual(self.figure("bottleneck", "2027-03-31"), "engineering")
        self.assertEqual(self.figure("waiting", "2027-04-01"), {})
        self.assertIsNone(self.figure("bottleneck", "2027-04-01"))

    def test_of_two_the_mean_and_of_a_decision_the_bottleneck(self):
        self.on("2027-03-01", *(self.raised(n) for n in (1, 2)), "@ben: change assess CR-1 effort:1d",
                *(f"@mia: change assess CR-{n} value:high" for n in (1, 2)))
        self.on("2027-03-02", "@ben: change assess CR-2 effort:1d")
        # Engineering let wait 0 and 1 days; between them is a half. Neither is decided on Thursday: 3 and 2 days so far.
        waiting = self.figure("waiting", "2027-03-04")
        self.assertEqual(waiting["engineering"], {"median": 0.5, "longest": 1, "total": 1, "requests": 2})
        self.assertEqual(waiting["decision"], {"median": 2.5, "longest": 3, "total": 5, "requests": 2})
        self.assertEqual(self.figure("bottleneck", "2027-03-04"), "decision")


class Balance(Figure):
    def test_by_function(self):
        self.on("2027-03-01", "@sal: me function:sales", *(self.raised(n, "@sal") for n in (1, 2, 3)),
                *(self.raised(n, "@ben") for n in (4, 5)), "@ben: change assess CR-1 effort:1d", "@mia: change assess CR-1 value:high",
                "@mia: change approve CR-1", '@mia: change decline CR-2 "No"', '@mia: change approve CR-4 override:"Now"')
        # Sales raised three: one approved, one declined, one open. Engineering raised two: one approved, over the rules.
        self.assertEqual(self.figure("balance", "2027-03-01"),
                         {"sales": {"raised": 3, "approved": 1, "declined": 1, "overridden": 0},
                          "engineering": {"raised": 2, "approved": 1, "declined": 0, "overridden": 1}})


class Promises(Figure):
    def test_kept_broken_open_overdue(self):
        self.on("2027-03-01", *(f'promise new "Thing {n}" to:Acme by:2027-03-{n:02}' for n in (10, 11, 12, 13)),
                "promise keep P-1", "promise break P-2")
        # P-3 and P-4 are open. On the 12th neither date has passed, on the 13th that of P-3 has.
        self.assertEqual(self.figure("promises", "2027-03-12"), {"kept": 1, "broken": 1, "open": 2, "overdue": 0})
        self.assertEqual(self.figure("promises", "2027-03-13"), {"kept": 1, "broken": 1, "open": 2, "overdue": 1})


class Load(Figure):
    def test_busy_days(self):
        self.on("2027-03-01", 'launch new "Fair" type:tradeshow on:2027-03-10 to:2027-03-12 prep:2 owner:@ana',
                'launch new "Talk" on:2027-03-12 owner:@ana,@bo', 'launch new "Off" on:2027-03-20 owner:@ana', "launch cancel LE-3")
        # The fair's setup and days are the 8th to the 12th, five; the talk is on one of them; the third is off.
        self.assertEqual(self.figure("load", "2027-03-01"), {"person:ana": 5, "person:bo": 1})
        # On the 11th two of the five are left.
        self.assertEqual(self.figure("load", "2027-03-11"), {"person:ana": 2, "person:bo": 1})
        self.assertEqual(self.figure("load", "2027-03-13"), {})

    def test_twenty_eight_days(self):
        self.on("2027-03-01", 'launch new "Fair" type:tradeshow on:2027-03-27 to:2027-03-31 owner:@ana')
        # Of the 27th to the 31st, the 27th and 28th are among the 28 days that begin with the 1st.
        self.assertEqual(self.figure("load", "2027-03-01"), {"person:ana": 2})
        self.assertEqual(self.figure("load", "2027-03-04"), {"person:ana": 5})


class Squeakiest(Figure):
    def test_the_largest_and_last_months(self):
        # Three events within 30 days that nobody owns: people stretched, 3. A question unanswered: decisions, 1.
        self.on("2027-03-01", *(f'launch new "Talk {n}" on:2027-03-2{n} type:other' for n in (1, 2, 3)), self.raised(1),
                'change loop-in CR-1 @ben "How long?" by:2027-03-02')
        self.on("2027-03-03", "warnings")
        self.assertEqual(self.figure("squeakiest", "2027-03-03"), {"weakness": "people stretched", "warnings": 3})
        self.assertIsNone(self.figure("squeakiest_last_month", "2027-03-03"))
        # Owned in March, they squeak no more in April; the question and the wait for an assessment do: 2.
        self.on("2027-03-03", "launch set LE-1 owner:@ana", "launch set LE-2 owner:@bo", "launch set LE-3 owner:@cy")
        self.on("2027-04-01", "warnings")
        self.assertEqual(self.figure("squeakiest", "2027-04-01"), {"weakness": "decisions slow or one-sided", "warnings": 2})
        self.assertEqual(self.figure("squeakiest_last_month", "2027-04-01"), {"weakness": "people stretched", "warnings": 3})


if __name__ == "__main__":
    unittest.main()

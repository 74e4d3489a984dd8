"""A team's own history, day by day: the rules of the replay one by one, then three public release cycles."""

import collections
import json
import re
import unittest

from plumb import FIXTURES, Case

RELEASES = "product,release,date,status,freeze,beta_from\r\n"
FEATURES = "product,key,title,release,status,owner\r\n"
LAUNCHES = "product,title,type,start,end,release,features,audience,status,goal,why,owner\r\n"
CHANGES = "product,title,kind,feature,release,to,raised_at,decision,decided_at,why,customers\r\n"
MOVES = "product,release,title,old_date,new_date,changed_at\r\n"


class Replay(Case):
    def replay(self, *more, **tables):
        """The openings, as (rule, main subject, opened, resolved)."""
        for name, text in tables.items():
            self.write(f"history/{name}.csv", text)
        self.openings = json.loads(self.run_program("replay", "history", "--format", "json", *more, db=False))
        return [(o["rule"], o["subject"][0], o["opened"], o["resolved"]) for o in self.openings]

    def of(self, openings, *rules):
        return [opening for opening in openings if opening[0] in rules]

    def test_keys(self):
        self.replay(releases=RELEASES + "atlas,1.0,2027-06-01,released,,\r\n",
                    launches=LAUNCHES + "atlas,Show,launch,2027-05-20,,1.0,,everyone,,,,\r\n",
                    changes=CHANGES + "atlas,Maps,add,,1.0,,2027-05-01,,,Tunnels,\r\n")
        found = next(o for o in self.openings if o["rule"] == "event-before-release")
        self.assertEqual(list(found), ["product", "rule", "severity", "subject", "titles", "facts", "concerns", "mend", "opened",
                                       "resolved", "highest"])
        self.assertEqual((found["product"], found["severity"], found["highest"]), ("product:atlas", "critical", "critical"))
        self.assertEqual(found["titles"][0], "Show")
        self.assertEqual(found["mend"], ["launch move LE-1 on:2027-06-01", "release move 1.0 to:2027-05-20"])
        self.assertEqual([o["opened"] for o in self.openings], sorted(o["opened"] for o in self.openings))

    def test_where_it_begins_and_ends(self):
        tables = {"releases": RELEASES + "atlas,1.0,2027-06-01,planned,,\r\n",
                  "changes": CHANGES + "atlas,Maps,add,,1.0,,2027-05-01,,,,\r\n"}
        # No why, from the day after it was raised; past its date on the day after the last one.
        found = self.replay(**tables)
        self.assertIn(("no-why", "CR-1", "2027-05-02", None), found)
        self.assertIn(("overdue", "release:1.0", "2027-06-02", None), found)
        # Rows dated before enter on the first day, and are as old as they are.
        self.assertIn(("no-why", "CR-1", "2027-05-20", None), self.replay("--from", "2027-05-20"))
        self.assertEqual(self.of(self.replay("--to", "2027-06-01"), "overdue"), [])
        self.assertEqual(self.of(self.replay("--to", "2027-05-01"), "no-why"), [])
        self.run_program("replay", "history", "--from", "2027-05-20", "--to", "2027-05-19", status=2, db=False)
        self.run_program("replay", "history", "--from", "may", status=2, db=False)
        self.run_program("replay", "nowhere", status=2, db=False)

    def test_a_change_without_a_day_is_raised_on_the_first_in_every_zone(self):
        for tz in ("America/New_York", "Pacific/Pago_Pago", "UTC", "Pacific/Kiritimati", "Pacific/Tongatapu"):
            found = self.replay(products=f"product,name,tz\r\natlas,Atlas,{tz}\r\n",
                                releases=RELEASES + "atlas,1.0,2027-06-01,planned,,\r\n",
                                changes=CHANGES + "atlas,Maps,add,,1.0,,,,,,\r\natlas,Trips,add,,1.0,,2027-05-01,,,Tunnels,\r\n")
            self.assertEqual(self.of(found, "no-why"), [("no-why", "CR-1", "2027-05-02", None)], tz)
            self.assertEqual(min(opened for _, _, opened, _ in found), "2027-05-01", tz)

    def test_releases_ship_and_end_their_features(self):
        found = self.replay(
            releases=RELEASES + "atlas,1.0,2027-06-01,released,,\r\natlas,2.0,2027-07-01,planned,,\r\n",
            features=FEATURES + "atlas,A,Gone,1.0,dropped,\r\natlas,B,Half,1.0,in-progress,\r\natlas,C,Made,1.0,shipped,\r\n",
            launches=LAUNCHES + "atlas,Show,launch,2027-06-01,2027-06-03,1.0,A;C,everyone,,growth,Reach,ana\r\n",
            changes=CHANGES + "atlas,Maps,add,,2.0,,2027-05-01,,,Tunnels,\r\n")
        # The drop is seen on release day, not before; the show is over on the day after its end.
        self.assertEqual(self.of(found, "event-feature-missing"), [("event-feature-missing", "LE-1", "2027-06-01", "2027-06-04")])
        self.assertEqual(self.of(found, "left-behind"), [("left-behind", "release:1.0", "2027-06-01", None)])
        behind = next(o for o in self.openings if o["rule"] == "left-behind")
        self.assertEqual(behind["subject"], ["release:1.0", "F-2"])
        self.assertEqual(self.of(found, "overdue"), [("overdue", "release:2.0", "2027-07-02", None)])

    def test_moves_take_effect_when_they_were_made(self):
        found = self.replay(
            releases=RELEASES + "atlas,1.0,2027-06-20,released,,\r\n",
            launches=LAUNCHES + "atlas,Show,launch,2027-06-10,2027-06-11,1.0,,everyone,,growth,Reach,ana\r\n",
            dates_moved=MOVES + "atlas,1.0,,2027-06-01,2027-06-20,2027-05-10\r\natlas,,Show,2027-06-12,2027-06-10,2027-05-20\r\n",
            changes=CHANGES + "atlas,Maps,add,,1.0,,2027-05-01,,,Tunnels,\r\n")
        # 12 June lay behind 1 June; since 10 May it lies before 20 June. It starts on 10 June, and is over on 12 June.
        self.assertEqual(self.of(found, "event-before-release"), [("event-before-release", "LE-1", "2027-05-10", "2027-06-12")])
        facts = next(o["facts"] for o in self.openings if o["rule"] == "event-before-release")
        self.assertIn("8 days before", facts)

    def test_an_event_that_was_over_is_planned_again(self):
        found = self.replay(
            launches=LAUNCHES + "atlas,Show,launch,2027-06-10,2027-06-11,,,everyone,,,,\r\n",
            dates_moved=MOVES + "atlas,,Show,2027-05-10,2027-06-10,2027-05-20\r\n",
            changes=CHANGES + "atlas,Maps,add,,,,2027-05-01,,,Tunnels,\r\n")
        self.assertEqual(self.of(found, "no-goal"), [("no-goal", "LE-1", "2027-05-01", "2027-05-12"),
                                                     ("no-goal", "LE-1", "2027-05-20", "2027-06-12")])

    def test_stated_statuses(self):
        found = self.replay(
            launches=LAUNCHES + "".join(f"atlas,Event {s},other,2027-05-10,,,,,{s},,,\r\n" for s in
                                        ("", "planned", "confirmed", "done", "cancelled")),
            changes=CHANGES + "atlas,Maps,add,,,,2027-05-01,,2027-05-01,Tunnels,\r\natlas,Far,add,,,,2027-05-20,,,Tunnels,\r\n")
        self.assertEqual(self.of(found, "overdue"), [("overdue", "LE-2", "2027-05-11", None), ("overdue", "LE-3", "2027-05-11", None)])
        self.assertEqual({o[1] for o in self.of(found, "no-goal")}, {"LE-1", "LE-2", "LE-3", "LE-4"})

    def test_a_day_is_asked_before_and_after_its_decisions(self):
        found = self.replay(
            releases=RELEASES + "atlas,1.0,2027-06-01,planned,2027-05-01,\r\n",
            changes=CHANGES + "atlas,Late,add,,1.0,,2027-05-10,approved,2027-05-10,Tunnels,\r\n"
            "atlas,Slow,add,,1.0,,2027-05-10,declined,2027-05-12,Tunnels,\r\n"
            "atlas,Undated,add,,1.0,,,approved,,Tunnels,\r\natlas,Decided only,add,,1.0,,,approved,2027-05-11,Tunnels,\r\n"
            "atlas,Raised only,add,,1.0,,2027-05-13,approved,,Tunnels,\r\n")
        self.assertEqual(self.of(found, "late-change"),
                         [("late-change", "CR-1", "2027-05-10", "2027-05-10"), ("late-change", "CR-2", "2027-05-10", "2027-05-12"),
                          ("late-change", "CR-3", "2027-05-10", "2027-05-10"), ("late-change", "CR-4", "2027-05-11", "2027-05-11"),
                          ("late-change", "CR-5", "2027-05-13", "2027-05-13")])

    def test_an_approved_move_takes_its_feature_along(self):
        found = self.replay(
            releases=RELEASES + "atlas,1.0,2027-06-01,planned,,\r\natlas,2.0,2027-08-01,planned,,\r\n",
            features=FEATURES + "atlas,A,Maps,1.0,planned,\r\n",
            promises="product,title,to,feature,by\r\natlas,Maps in June,Acme,A,2027-06-15\r\n",
            changes=CHANGES + "atlas,Maps later,move,A,1.0,2.0,2027-05-01,approved,2027-05-10,Tunnels,\r\n"
            "atlas,Maps sooner,move,A,2.0,1.0,2027-05-05,declined,2027-05-20,Tunnels,\r\n")
        self.assertEqual(self.of(found, "promise-at-risk"), [("promise-at-risk", "P-1", "2027-05-10", "2027-06-16")])

    def test_what_was_let_into_a_freeze(self):
        found = self.replay(
            releases=RELEASES + "atlas,1.0,2027-06-01,planned,2027-05-01,\r\natlas,0.9,2027-05-05,planned,2027-04-15,\r\n",
            features=FEATURES + "atlas,A,Maps,1.0,planned,\r\natlas,B,Trips,0.9,planned,\r\natlas,C,Routes,1.0,planned,\r\n",
            changes=CHANGES + "atlas,Maps on request,modify,A,,,2027-04-20,approved,2027-05-10,Crews,\r\n"
            "atlas,Trips after all,add,B,0.9,,2027-04-20,approved,2027-05-10,Crews,\r\n"
            "atlas,Routes on request,modify,C,,,2027-04-20,approved,2027-04-30,Crews,\r\n")
        # 1.0 holds the feature of the modify; 0.9, late, is in its freeze until it ships.
        self.assertEqual(self.of(found, "late-landing"), [("late-landing", "F-2", "2027-05-10", None),
                                                          ("late-landing", "F-1", "2027-05-18", None)])
        self.run_program("import", "history")
        aligned = json.loads(self.run_program("align", "--at", "2027-05-18", "--format", "json"))
        self.assertEqual([set(o["subject"]) for o in aligned if o["rule"] == "late-landing"],
                         [{"F-1", "release:1.0", "CR-1"}, {"F-2", "release:0.9", "CR-2"}])

    def test_each_opening_is_its_own(self):
        found = self.replay(
            releases=RELEASES + "atlas,1.0,2027-06-20,planned,,\r\n",
            launches=LAUNCHES + "atlas,Show,launch,2027-06-10,,1.0,,everyone,,growth,Reach,ana\r\n",
            dates_moved=MOVES + "atlas,1.0,,2027-06-20,2027-06-01,2027-05-05\r\natlas,1.0,,2027-06-01,2027-06-20,2027-05-06\r\n",
            changes=CHANGES + "atlas,Maps,add,,1.0,,2027-05-01,,,Tunnels,\r\n")
        self.assertEqual(self.of(found, "event-before-release"),
                         [("event-before-release", "LE-1", "2027-05-01", "2027-05-05"),
                          ("event-before-release", "LE-1", "2027-05-06", "2027-06-11")])

    def test_text(self):
        self.replay(releases=RELEASES + "atlas,1.0,2027-06-01,planned,,\r\n",
                    changes=CHANGES + "atlas,Maps,add,,1.0,,2027-05-01,,,,\r\n")
        text = self.run_program("replay", "history", db=False)
        self.assertRegex(text, "2027-05-02\n  warning  pillar-gap: .*\n  info  no-why: CR-1 “Maps”")
        lines = text.splitlines()
        self.assertEqual(lines[-1], "  silent-release  1  (2027-04-26: 1)")
        self.assertIn("  overdue  1  (2027-05-31: 1)", lines)
        self.assertIn("by rule and week (its Monday):", text)
        # Days on which nothing opened: the last line promises no more.
        self.assertTrue(self.run_program("replay", "history", "--to", "2027-01-02", db=False).endswith("\n0 openings\n"))

    def test_what_rises_is_said_again(self):
        self.replay(releases=RELEASES + "atlas,1.0,2027-06-01,planned,,\r\n",
                    changes=CHANGES + "atlas,Maps,add,,1.0,,2027-05-01,,,Tunnels,Crews\r\n")
        days = dict(day.split("\n", 1) for day in
                    re.split(r"(?m)^(?=\d{4}-)", self.run_program("replay", "history", db=False))[1:])
        # A month before its date a pillar that is not set is a warning, a week before it is critical.
        self.assertRegex(days["2027-05-02"], "  warning  pillar-gap: ")
        self.assertRegex(days["2027-05-25"], "  critical  pillar-gap, worse: 1.0 is due .*, in 7 days, ")
        self.assertEqual([o["highest"] for o in self.openings if o["rule"] == "pillar-gap"], ["critical"])

    def test_wrong_tables_are_not_played(self):
        self.write("history/releases.csv", RELEASES + "atlas,1.0,soon,,,\r\n")
        self.run_program("replay", "history", status=1, db=False)
        self.assertIn("releases.csv:2: date: “soon” is no day", self.said_wrong)


class PublicCycles(Case):
    """What is known to be in three real release processes, and what must stay silent in them."""

    def cycle(self, name, most_a_week):
        folder = FIXTURES / "replay" / name
        openings = json.loads(self.run_program("replay", folder, "--format", "json", db=False))
        told = {(o["opened"]) for o in openings if o["severity"] != "info"}
        # The text counts the messages that a channel would have got.
        text = self.run_program("replay", folder, db=False)
        weeks = next(line for line in text.splitlines() if " to the channel" in line).split("its Monday): ")[1]
        counts = [int(week.rsplit(": ")[1]) for week in weeks.split(", ")]
        self.assertLessEqual(max(counts), most_a_week)
        self.assertGreaterEqual(sum(counts), len(told) // 2)
        by_rule = collections.defaultdict(list)
        for opening in openings:
            by_rule[opening["rule"]].append(opening)
        return by_rule

    def late_titles(self, by_rule):
        return " ".join(o["titles"][0] for o in by_rule["late-change"])

    def silent(self, by_rule, *rules):
        self.assertEqual([o["facts"] for rule in rules for o in by_rule[rule]], [])

    def test_kubernetes_1_26(self):
        found = self.cycle("k8s-1.26", most_a_week=7)
        # Merges after the freeze with no exception on file.
        for kep in ("KEP-2718", "KEP-3257", "KEP-3041", "KEP-2400"):
            self.assertIn(kep, self.late_titles(found))
        self.assertEqual([(o["subject"][0], len(o["subject"]) - 1, o["opened"]) for o in found["left-behind"]],
                         [("release:v1.26", 3, "2022-12-09")])
        # The feature posts and the announcement hold what shipped; with the final dates nothing comes too early.
        self.silent(found, "event-feature-missing", "overclaim", "deadline-in-show", "overdue", "slipping")
        self.assertEqual([o for o in found["event-before-release"] if o["resolved"] is None or o["resolved"] > "2022-08-31"], [])

    def test_kubernetes_1_30(self):
        found = self.cycle("k8s-1.30", most_a_week=7)
        for kep in ("KEP-4369", "KEP-4368"):
            self.assertIn(kep, self.late_titles(found))
        # Announced, but dropped: API Server Tracing and AppArmor.
        self.assertEqual([(o["severity"], o["opened"], len(o["subject"])) for o in found["event-feature-missing"]],
                         [("critical", "2024-04-17", 3)])
        self.assertIn("APIServer Tracing", found["event-feature-missing"][0]["facts"])
        self.assertIn("AppArmor", found["event-feature-missing"][0]["facts"])
        # The preview post names a feature, and so announces it before the release.
        self.assertEqual([o["titles"][0] for o in found["event-before-release"]], ["A Peek at Kubernetes v1.30"])
        # Four deadlines while people are at KubeCon: one finding.
        self.assertEqual([(o["titles"][0], len(o["subject"]) - 1) for o in found["deadline-in-show"]], [("KubeCon EU 2024", 4)])
        self.assertEqual([(o["subject"][0], len(o["subject"]) - 1) for o in found["left-behind"]], [("release:v1.30", 7)])
        self.silent(found, "overdue", "slipping", "overclaim")

    def test_python_3_13(self):
        found = self.cycle("python-3.13", most_a_week=7)
        for pep in ("PEP 736", "PEP 649", "PEP 741", "PEP 743", "PEP 739"):
            self.assertIn(pep, self.late_titles(found))
        # The JIT is still a draft after release day.
        self.assertEqual([(o["subject"][0], o["opened"]) for o in found["left-behind"]], [("release:3.13", "2024-10-07")])
        self.assertIn("JIT", found["left-behind"][0]["facts"])
        self.silent(found, "event-feature-missing", "event-before-release", "deadline-in-show", "overclaim")

    def test_each_set_is_imported_once(self):
        for folder in sorted((FIXTURES / "replay").iterdir()):
            with self.subTest(folder.name):
                self.elsewhere(folder.name + ".db")
                self.run_program("import", folder)
                before = self.run_program("export")
                self.run_program("import", folder)
                self.assertEqual(self.run_program("export"), before)


if __name__ == "__main__":
    unittest.main()

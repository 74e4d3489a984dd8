"""An export taken in again: what does not fit in it is refused with its place, and what was said comes back."""

import json
import unittest

from plumb import Case


class ExportRead(Case):
    def refused_with(self, whole, path, value, said):
        """What the program says of an export in which the value stands at a path."""
        export = json.loads(json.dumps(whole))
        held = export
        *way, last = [int(key) if key.isdigit() else key for key in path.split("/")]
        for key in way:
            held = held[key]
        held[last] = value
        self.write("plan.json", json.dumps(export))
        self.run_program("import", "plan.json", status=1)
        self.assertIn("plan.json: " + said, self.said_wrong)
        self.assertLess(len(self.said_wrong), 1000)

    def test_what_does_not_fit_is_said_with_its_place(self):
        self.console("2027-03-01T09:00", 'release new 1.0 date:2027-05-01', "feature new Maps release:1.0 effort:3d",
                     'launch new "Show" on:2027-05-10 features:F-1 owner:@ana', 'collateral new LE-1 "Sheet" due:T-14',
                     'change new "Sync" why:"Tunnels" customer:Acme', "change option CR-1 Later effort:2d",
                     'promise new "Maps" to:Acme feature:F-1 by:2027-06-01')
        whole = json.loads(self.run_program("export"))
        self.elsewhere()
        for path, value, said in (
                ("features/0/release", 7, "features: F-1: release: it is 7, expected a reference such as release:NAME"),
                ("features/0/release", "LE-1", "features: F-1: release: it is “LE-1”, expected a reference such as release:"),
                ("promises/0/feature", "F-2147483647", "promises: P-1: feature: it is “F-2147483647”, expected a reference"),
                ("promises/0/id", "LE-1", "promises: LE-1: id: it is “LE-1”, expected a reference such as P-7"),
                ("features/0/id", "F--1", "features: F--1: id: it is “F--1”, expected a reference such as F-7"),
                ("features/0/id", "F-2147483647", "features: F-2147483647: id: it is “F-2147483647”, expected"),
                ("releases/0/number", -1, "releases: release:1.0: number: it is -1, expected a whole number from 1 to 10000000"),
                ("releases/0/capacity", 2**63, "releases: release:1.0: capacity: it is 9223372036854775808, expected"),
                ("releases/0/budget", 0.5, "releases: release:1.0: budget: it is 0.5, expected a whole number from 0 to"),
                ("releases/0/date", "2200-01-01", "releases: release:1.0: date: it is “2200-01-01”, expected a day from 1970 to"),
                ("releases/0/date", None, "releases: release:1.0: date: it is missing, expected a day"),
                ("releases/0/ready", [], "releases: release:1.0: ready: it is a list, expected an object"),
                ("releases/0/status", "sort of", "releases: release:1.0: status: it is “sort of”, expected one of planned, beta"),
                ("releases/0/name", "", "releases: release:1.0: name: it is missing, expected text"),
                ("releases/0/name", "1.\0", "releases: release:1.0: name: it holds a control character, expected"),
                ("releases/0/created_at", "9999-12-31T23:59:59Z", "releases: release:1.0: created_at: it is “9999-12-31T23:59:59Z”"),
                ("features/0/effort", {"min": 5, "max": 3}, "features: F-1: effort: its min is above its max, expected"),
                ("features/0/effort/max", 1e308, "features: F-1: effort.max: it is 1e+308, expected a number of days from 0 to 10000"),
                ("features/0/title", "Ma\0ps", "features: F-1: title: it holds a control character, expected"),
                ("features/0/title", "x" * 201, "features: F-1: title: it has 201 characters, expected at most 200"),
                ("features/0/product", None, "features: F-1: product: it is missing, expected a product"),
                ("launch_events/0/lead", 367, "launch_events: LE-1: lead: it is 367, expected a whole number from 0 to 366"),
                ("launch_events/0/tier", 4, "launch_events: LE-1: tier: it is 4, expected a whole number from 1 to 3"),
                ("launch_events/0/to", "2027-05-09", "launch_events: LE-1: to: 2027-05-09 lies before on, expected 2027-05-10 or"),
                ("launch_events/0/owner", "person:ana", "launch_events: LE-1: owner: it is “person:ana”, expected a list"),
                ("launch_events/0/owner", ["person:ana"] * 101, "launch_events: LE-1: owner: it has 101 items, expected at most 100"),
                ("launch_events/0/features/0", [None], "launch_events: LE-1: features[0]: it is a list, expected a reference"),
                ("launch_events/0/immovable", "yes", "launch_events: LE-1: immovable: it is “yes”, expected true or false"),
                ("collateral/0/due_rule", "T-2147483648", "collateral: C-1: due_rule: it is “T-2147483648”, expected days before"),
                ("change_requests/0/options/0/effort/min", "2", "change_requests: CR-1: options[0].effort.min: it is “2”, expected"),
                ("change_requests/0/acts", {"sailing": "2027-03-01"}, "change_requests: CR-1: acts: it names “sailing”, expected one"),
                ("people/0/quiet", "night", "people: person:you: quiet: it is “night”, expected hours such as 18:00-08:00"),
                ("products/0/tz", "Moon/Base", "products: product:atlas: tz: there is no time zone “Moon/Base”, expected one such"),
                ("products", "atlas", "products: it is “atlas”, expected a list"),
                ("features/0", 7, "features[0]: it is 7, expected an object"),
                ("customers", whole["customers"] * 2, "customers: customer:Acme: name: it is there twice, expected each once"),
                ("features", whole["features"] * 2, "features: F-1: id: it is there twice, expected each once"),
                ("settings", "none", "settings: it is “none”, expected an object"),
                ("settings/counters/F-", 2**31 - 1, "settings: counters: F-: it is 2147483647, expected a whole number from 0"),
                ("moves", {"0": 1}, "moves: it is an object, expected a list"),
                ("journal/0/by", "person:nobody", "journal[0]: by: it is “person:nobody”, expected a reference such as person:NAME"),
                ("journal/0/at", None, "journal[0]: at: it is nothing, expected an instant from 1970 to 2199, such as")):
            with self.subTest(path=path, value=value):
                self.refused_with(whole, path, value, said)
        self.assertEqual(self.export()["features"], [])

    def test_what_was_said_is_kept_without_control_characters(self):
        self.console("2027-03-01T09:00", 'change new "Sync" why:"Tunnels"', "@ana: >CR-1: tunnels\0 are \x1b[31mred")
        first = self.run_program("export")
        self.assertEqual([m["text"] for t in json.loads(first)["threads"] for m in t["messages"]], ["tunnels are [31mred"])
        self.write("plan.json", first)
        self.elsewhere()
        self.run_program("import", "plan.json")
        self.assertEqual(self.run_program("export"), first)


if __name__ == "__main__":
    unittest.main()

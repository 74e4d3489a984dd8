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
                ("features/0/key", "K" * 201, "features: F-1: key: it has 201 characters, expected at most 200"),
                ("releases/0/freeze", "2027-05-02", "releases: release:1.0: freeze: 2027-05-02 lies after date, expected 2027-05-01"),
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

    def test_what_a_record_belongs_to_is_there_and_its_day_too(self):
        self.console("2027-03-01T09:00", "@ana: me function:engineering", "release new 1.0 date:2027-02-20", 'launch new "Show" on:2027-05-10',
                     'collateral new LE-1 "Sheet" due:T-14', 'change new "Sync" why:"Tunnels" customer:Acme', "change loop-in CR-1 @ana \"How?\"",
                     "@ana: change assess CR-1 feasible:yes effort:2d", "launch move LE-1 on:2027-05-11")
        whole = self.export()
        self.elsewhere()
        for path, said in (
                ("collateral/0/event", "event: it is missing, expected a reference such as LE-7"),
                ("assessments/0/change_request", "change_request: it is missing, expected a reference such as CR-7"),
                ("assessments/0/at", "at: it is missing, expected an instant such as"),
                ("evidence/0/change_request", "change_request: it is missing, expected a reference such as CR-7"),
                ("moves/0/record", "record: it is missing, expected a reference such as release:NAME or LE-7"),
                ("warnings/0/opened_at", "opened_at: it is missing, expected an instant such as")):
            with self.subTest(path):
                kind = path.split("/")[0]
                self.refused_with(whole, path, None, f"{kind}: {whole[kind][0]['id']}: {said}")
        # What fields.md does not ask for follows from what it does.
        lean = json.loads(json.dumps(whole))
        lean["products"][0].pop("profile_at")
        for key in ("opened_at", "waiting_since"):
            lean["change_requests"][0].pop(key)
        lean["change_requests"][0]["loop_ins"][0].pop("at")
        for kind, key in (("assessments", "first_at"), ("launch_events", "recorded_on"), ("moves", "on"), ("warnings", "highest")):
            for record in lean[kind]:
                record.pop(key)
        self.write("lean.json", json.dumps(lean))
        self.run_program("import", "lean.json")
        self.assertEqual(self.export(), whole)

    def test_an_export_of_the_documented_keys_alone(self):
        made = {"created_at": "2027-03-01T09:00:00Z", "created_by": "person:cyd", "updated_at": "2027-03-01T09:00:00Z"}
        later = made | {"product": "product:atlas", "created_at": "2027-03-08T09:00:00Z", "updated_at": "2027-03-08T09:00:00Z"}
        self.write("lean.json", json.dumps({
            "plumbline_export": 1,
            "people": [{"id": "person:cyd", "handle": "cyd", "function": "sales", "created_at": "2027-03-01T09:00:00Z"}],
            "products": [made | {"id": "product:atlas", "key": "atlas", "name": "Atlas", "tz": "UTC"}],
            "change_requests": [later | {"id": "CR-1", "title": "Want", "kind": "add", "severity": "normal", "status": "open",
                                         "raised_by": "person:cyd", "function": "sales"}],
            "launch_events": [later | {"id": "LE-1", "title": "Show", "type": "other", "on": "2027-06-01", "status": "planned"}]}))
        self.run_program("import", "lean.json")
        for day, expected in (("08", []), ("09", ["no-why"]), ("11", ["no-why"]), ("12", ["unheard", "no-why"])):
            found = json.loads(self.run_program("align", "--at", f"2027-03-{day}", "--format", "json"))
            self.assertEqual([f["rule"] for f in found], expected, day)

    def test_names_are_such_as_commands_take(self):
        self.console("2027-03-01T09:00", "release new rel date:2027-06-01", "feature new Maps owner:@bob release:rel",
                     'promise new "Soon" to:Acme feature:F-1 by:2027-07-01')
        whole = self.export()
        self.elsewhere()
        for kind, key, name in (("releases", "name", "rel"), ("products", "key", "atlas"), ("customers", "name", "Acme"),
                                ("people", "handle", "you")):
            record = next(r for r in whole[kind] if r[key] == name)
            label = record["id"].split(":")[0] + ":" + name.upper()
            twin = record | {"id": label, key: name.upper(), "number": 9}
            self.refused_with(whole, kind, whole[kind] + [twin], f"{kind}: {label}: {key}: it is there twice, expected each once")
        for name, other, said in (("rel", "backlog", "releases: release:backlog: name: it is “backlog”, expected a name that is no ID"),
                                  ("rel", "F-1", "releases: release:F-1: name: it is “F-1”, expected a name that is no ID"),
                                  ("atlas", "a b", "products: product:a b: key: it is “a b”, expected one word of letters"),
                                  ("bob", "a b", "people: person:a b: handle: it is “a b”, expected one word of letters"),
                                  ("bob", "me", "people: person:me: handle: it is “me”, expected one word of letters")):
            called = json.dumps(whole).replace(f":{name}\"", f":{other}\"").replace(f"\"{name}\"", f"\"{other}\"")
            self.refused_with(json.loads(called), "plumbline_export", 1, said)

    def test_who_was_heard_from_comes_back(self):
        # Whoever only asks has been heard from; whoever has only moved another product's warnings on has not.
        self.console("2027-06-20T12:00", "@ana: me function:engineering", "#p1: release new 1.1 date:2027-08-02",
                     '#p0: feature new "Feat 1"', ":now 2027-07-14T00:10Z", '#p0: promise new "Prom 1" to:Acme by:2027-07-29 feature:F-1',
                     ":now 2027-07-20T00:10Z", "@ana: #p0: >F-1: Hm, I wonder")
        whole = self.export()
        self.assertEqual(self.drifts("2027-07-21"), ["product:p0"])
        for name in ("with", "without"):
            self.write("plan.json", json.dumps(whole))
            self.elsewhere(f"{name}.db")
            self.run_program("import", "plan.json")
            self.assertEqual(self.drifts("2027-07-21"), ["product:p0"])
            # As exports had it before.
            for product in whole["products"]:
                product.pop("heard", None)

    def drifts(self, day):
        found = json.loads(self.run_program("align", "--at", day, "--format", "json"))
        return [f["subject"][0] for f in found if f["rule"] == "function-drift"]

    def test_who_only_asks_is_heard_from(self):
        self.console("2027-03-01T12:00", "product new atlas", "@ana: me function:engineering", "@bob: me function:marketing", '@ana: feature new "F"',
                     '@bob: launch new "L" on:2027-09-20', ":now 2027-03-22T12:00", "@ana: feature list", "@bob: launch list")
        self.assertEqual(self.drifts("2027-04-20"), ["product:atlas"])
        whole = self.run_program("export")
        self.write("plan.json", whole)
        self.elsewhere()
        self.run_program("import", "plan.json")
        self.assertEqual(self.drifts("2027-04-20"), ["product:atlas"])
        self.assertEqual(self.run_program("export"), whole)

    def test_what_was_said_is_kept_without_control_characters(self):
        self.console("2027-03-01T09:00", 'change new "Sync" why:"Tunnels"', "@ana: >CR-1: tunnels\0 are \x1b[31mred")
        first = self.run_program("export")
        self.assertEqual([m["text"] for t in json.loads(first)["threads"] for m in t["messages"]], ["tunnels are [31mred"])
        self.write("plan.json", first)
        self.elsewhere()
        self.run_program("import", "plan.json")
        self.assertEqual(self.run_program("export"), first)

    def test_who_was_named_by_what_was_taken_back_is_read_again(self):
        """The journal and the warnings that are resolved go on naming them."""
        self.console("2027-03-03T09:00", 'product new atlas "Atlas" tz:UTC', 'feature new "Quick" owner:@quinn', "undo",
                     'launch new "Tour" on:2027-03-20 owner:@zed', "undo")
        first = self.run_program("export")
        self.assertEqual([person["id"] for person in json.loads(first)["people"]], ["person:you"])
        self.assertEqual(json.loads(first)["settings"]["counters"]["person:"], 3)
        self.write("plan.json", first)
        self.elsewhere()
        self.run_program("import", "plan.json")
        self.assertEqual(self.run_program("export"), first)
        # Nobody new takes the number of one who is gone.
        self.console("2027-03-03T09:05", "#atlas: @ana: me function:sales")
        self.assertEqual({person["id"]: person["number"] for person in self.export()["people"]},
                         {"person:you": 1, "person:ana": 4})


if __name__ == "__main__":
    unittest.main()

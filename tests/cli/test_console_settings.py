"""What a console takes from the configuration and the environment."""

import unittest

from plumb import Case

NOW = "2027-01-01T09:00"


class ConsoleSettings(Case):
    def said(self, *lines, status=0, options=(), **variables):
        return self.run_program("console", "--plain", "--now", NOW, *options, text="\n".join(lines) + "\n", status=status,
                                db=False, **variables)

    def test_retention_counts_in_a_console_too(self):
        config = self.write("c.toml", "[storage]\nretention = 30\n")
        self.run_program("console", "--plain", "-c", config, "--now", NOW, text="\n".join((
            "release new 1.0 date:2027-06-01", 'change new "Zebra crossing" release:1.0 why:"walkers"',
            "@ana: >CR-1: hello pelican words")) + "\n")
        self.assertIn("pelican", self.run_program("export"))
        later = self.run_program("console", "--plain", "-c", config, "--now", "2027-03-01T09:00",
                                 text="change list\nsearch pelican\n")
        self.assertNotIn("hello pelican", later)
        self.assertNotIn("pelican", self.run_program("export"))
        self.assertIn("person:ana", [row["by"] for row in self.export()["journal"]])

    def test_a_wrong_value_of_the_environment_is_said(self):
        for variables, wrong in (({"PLUMBLINE_DEFAULTS__TZ": "X/Y"}, "PLUMBLINE_DEFAULTS__TZ: defaults.tz: "),
                                 ({"PLUMBLINE_LOG__LEVEL": "loud"}, "PLUMBLINE_LOG__LEVEL: log.level: "),
                                 ({"PLUMBLINE_STORAGE__PTH": "x"}, "PLUMBLINE_STORAGE__PTH: there is no such variable")):
            with self.subTest(wrong):
                self.assertEqual(self.said("me", status=2, PLUMBLINE_ADMINS="ana", **variables), "")
                self.assertIn(wrong, self.said_wrong)
                self.assertEqual(self.said_wrong.count("\n"), 1)

    def test_half_an_account_is_no_matter(self):
        said = self.said("@ana: release new 1.0 date:2027-06-01", "role list", PLUMBLINE_ADMINS="ana", SLACK_APP_TOKEN="xapp-1",
                         PLUMBLINE_MATRIX__0__NAME="m")
        self.assertIn("you and ana", said)
        self.assertEqual(self.said_wrong, "")

    def test_admins_are_named_as_the_console_names_people(self):
        for named in ("ana,@cy", "ANA, CY", "@Cy,@ana"):
            with self.subTest(named):
                said = self.said("@cy: me", "@Ana: me", "role list", PLUMBLINE_ADMINS=named)
                self.assertRegex(said, r"admin: .*\bana\b.*")
                self.assertRegex(said, r"admin: .*\bcy\b.*")


if __name__ == "__main__":
    unittest.main()

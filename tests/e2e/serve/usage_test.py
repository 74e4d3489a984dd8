"""What is said to somebody who types a command: help, versions, mistakes, and the exit status of each."""

import json
import subprocess
import unittest

from program import PROGRAM, Case

COMMANDS = ("serve", "console", "demo", "doctor", "manifest", "import", "export", "align", "replay", "completion")


class Usage(Case):
    def refused(self, *words: str, status: int = 2, **more: str) -> str:
        done = self.run_plumbline(*words, **more)
        self.assertEqual(done.returncode, status, words)
        self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)
        self.assertEqual(done.stdout, "")
        return done.stderr

    def test_version_and_help(self) -> None:
        self.assertRegex(self.run_plumbline("--version").stdout, r"^plumbline \d+\.\d+\.\d+\n$")
        text = self.run_plumbline("--help")
        self.assertEqual(text.returncode, 0)
        for command in COMMANDS:
            self.assertIn(command, text.stdout)
            helped = self.run_plumbline(command, "--help")
            self.assertEqual(helped.returncode, 0)
            self.assertIn(command, helped.stdout)

    def test_bad_usage_is_one_line_and_status_2(self) -> None:
        self.assertIn("serve", self.refused())
        self.assertIn("did you mean console?", self.refused("consol"))
        self.assertIn("--formt", self.refused("export", "--formt", "json"))
        self.assertIn("xml", self.refused("align", "--format", "xml"))
        self.assertIn("--now", self.refused("console", "--now", "tomorrow"))
        self.assertIn("--as", self.refused("console", "--as", "ana:boss"))
        self.assertIn("--command", self.refused("manifest", "--command", "two words"))
        self.assertIn("fish", self.refused("completion", "fish"))

    def test_a_configuration_that_cannot_be_read_is_status_2(self) -> None:
        (self.folder / "p.toml").write_text("[storage]\npth = 1\n")
        for command in ("serve", "doctor", "export", "align"):
            self.assertIn("p.toml:2: storage.pth", self.refused(command, "-c", "p.toml"))
            self.assertIn("PLUMBLINE_STORAGE__PATH?", self.refused(command, PLUMBLINE_STORAGE__PTH="x"))

    def test_a_database_that_is_none_is_status_1(self) -> None:
        (self.folder / "a.db").write_text("this is no database, and long enough to be looked at as one\n" * 100)
        for command in ("export", "align"):
            self.assertIn("a.db", self.refused(command, "--db", "a.db", status=1))

    def test_manifest(self) -> None:
        done = self.run_plumbline("manifest", "--name", "Atlas", "--command", "/beam")
        made = json.loads(done.stdout)
        self.assertEqual(made["display_information"]["name"], "Atlas")
        self.assertEqual(made["features"]["slash_commands"][0]["command"], "/beam")
        self.assertTrue(made["settings"]["socket_mode_enabled"])
        self.assertEqual(len(set(made["oauth_config"]["scopes"]["bot"])), len(made["oauth_config"]["scopes"]["bot"]))

    def test_bash_completes_commands_options_and_values(self) -> None:
        def completed(*words: str) -> list[str]:
            script = (
                f'source <({PROGRAM} completion bash); COMP_WORDS=(plumbline "$@"); COMP_CWORD=$#; _plumbline; '
                'printf "%s\\n" "${COMPREPLY[@]}"'
            )
            done = subprocess.run(
                ["bash", "-c", script, "bash", *words], capture_output=True, text=True, cwd=self.folder, check=True
            )
            return done.stdout.split()

        (self.folder / "plan.toml").write_text("")
        self.assertEqual(completed("con"), ["console"])
        self.assertEqual(completed("export", "--pro"), ["--product"])
        self.assertEqual(completed("align", "--format", ""), ["text", "json"])
        self.assertEqual(completed("serve", "-c", "pl"), ["plan.toml"])
        self.assertEqual(completed("completion", "z"), ["zsh"])

    def test_zsh_knows_every_command(self) -> None:
        text = self.run_plumbline("completion", "zsh").stdout
        self.assertTrue(text.startswith("#compdef plumbline\n"))
        for command in COMMANDS:
            self.assertIn(f"        {command})\n", text)


class Doctor(Case):
    def test_console_only_is_ok(self) -> None:
        done = self.run_plumbline("doctor", PLUMBLINE_DB="a.db")
        self.assertEqual(done.returncode, 0, done.stdout)
        self.assertIn("console only", done.stdout)

    def test_a_sound_database_is_ok_and_a_broken_one_is_not(self) -> None:
        self.run_plumbline("console", "--db", "a.db", stdin='feature new "Offline"\n')
        done = self.run_plumbline("doctor", "--db", "a.db")
        self.assertEqual(done.returncode, 0, done.stdout)
        self.assertRegex(done.stdout, r"(?m)^ok +database +a\.db: sound, schema \d+$")
        (self.folder / "a.db").write_bytes(b"nonsense" * 1000)
        done = self.run_plumbline("doctor", "--db", "a.db")
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stdout, r"(?m)^to do +database +a\.db cannot be read")

    def test_an_account_that_nobody_answers_is_named(self) -> None:
        done = self.run_plumbline(
            "doctor", SLACK_APP_TOKEN="xapp-secret", SLACK_BOT_TOKEN="xoxb-secret", PLUMBLINE_DB="a.db",
            SLACK_API_URL="http://127.0.0.1:9/api/",
        )  # fmt: skip
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stdout, r"(?m)^to do +slack +http://127.0.0.1:9/api/ cannot be reached")
        self.assertNotIn("secret", done.stdout + done.stderr)


if __name__ == "__main__":
    unittest.main()

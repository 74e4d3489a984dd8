"""plumbline serve as a process: its start, its signals, its pages, its one database."""

import re
import shutil
import signal
import unittest

from program import Case, Running, free_port, get, taken_port

ACCOUNT = {"MATRIX_USER": "@plumb:localhost", "MATRIX_ACCESS_TOKEN": "syt_secret"}


class Serve(Case):
    def serve(self, *words: str, api: int, **more: str) -> Running:
        """A bot whose homeserver is a port where nobody answers."""
        running = self.start(
            "serve", *words, **ACCOUNT, MATRIX_HOMESERVER=f"http://127.0.0.1:{api}", PLUMBLINE_DB="a.db", **more
        )
        running.wait_for("serving 1 account")
        return running

    def test_no_account_says_what_to_set(self) -> None:
        done = self.run_plumbline("serve")
        self.assertEqual(done.returncode, 2)
        self.assertEqual(len(done.stderr.splitlines()), 1)
        for word in ("SLACK_APP_TOKEN", "SLACK_BOT_TOKEN", "MATRIX_HOMESERVER", "plumbline demo"):
            self.assertIn(word, done.stderr)

    def test_the_first_start_makes_the_state_directory_and_restore_does(self) -> None:
        state = self.folder / ".local" / "state"
        with taken_port() as api:
            running = self.start("serve", **ACCOUNT, MATRIX_HOMESERVER=f"http://127.0.0.1:{api}")
            running.wait_for("serving 1 account")
            self.assertEqual(running.end()[0], 0)
        self.assertEqual(self.run_plumbline("backup", "copy.db").returncode, 0)
        shutil.rmtree(state)
        done = self.run_plumbline("restore", "copy.db")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertTrue((state / "plumbline.db").exists())
        # A folder that somebody named is theirs to make.
        done = self.run_plumbline("serve", **ACCOUNT, MATRIX_HOMESERVER="http://127.0.0.1:9", PLUMBLINE_DB="no/a.db")
        self.assertEqual(done.returncode, 1)
        self.assertFalse((self.folder / "no").exists())

    def test_both_signals_end_it_at_once(self) -> None:
        for what in (signal.SIGTERM, signal.SIGINT):
            with taken_port() as api:
                status, seconds = self.serve(api=api).end(what)
                self.assertEqual(status, 0)
                self.assertLess(seconds, 2)

    def test_pages(self) -> None:
        port = free_port()
        with taken_port() as api:
            self.serve(api=api, PLUMBLINE_HTTP__LISTEN=f"127.0.0.1:{port}")
            self.assertEqual(get(port, "/healthz"), (200, "ok\n"))
            status, text = get(port, "/readyz")
            self.assertEqual(status, 503)
            self.assertIn("ok database", text)
            self.assertIn("not ready matrix", text)
            status, text = get(port, "/metrics")
            self.assertEqual(status, 200)
            for figure in ("plumbline_outbox_messages 0", 'plumbline_account_ready{account="matrix"} 0',
                           "plumbline_database_bytes", "plumbline_database_ready 1"):  # fmt: skip
                self.assertIn(figure, text)
            self.assertEqual(get(port, "/calendar/abc.ics")[0], 404)
            self.assertEqual(get(port, "/etc/passwd")[0], 404)

    def test_a_products_calendar(self) -> None:
        said = self.run_plumbline("console", "--plain", "--db", "a.db", "--now", "2027-03-01T09:00",
                                  stdin='launch new "Show" on:2027-05-01\nproduct calendar\n').stdout  # fmt: skip
        token = re.findall(r"/calendar/([0-9a-f]{32})\.ics", said)[0]
        port = free_port()
        with taken_port() as api:
            self.serve(api=api, PLUMBLINE_HTTP__LISTEN=f"127.0.0.1:{port}")
            status, text = get(port, f"/calendar/{token}.ics")
            self.assertEqual(status, 200)
            self.assertIn("SUMMARY:Show\r\n", text)
            for wrong in (token[:-1], token + "0", "0" * 32, ""):
                self.assertEqual(get(port, f"/calendar/{wrong}.ics")[0], 404)

    def test_a_port_that_was_set_and_is_taken_ends_the_start(self) -> None:
        with taken_port() as port:
            done = self.run_plumbline("serve", **ACCOUNT, MATRIX_HOMESERVER="http://127.0.0.1:9", PLUMBLINE_DB="a.db",
                                      PLUMBLINE_HTTP__LISTEN=f"127.0.0.1:{port}")  # fmt: skip
        self.assertEqual(done.returncode, 1)
        self.assertIn(f"127.0.0.1:{port}", done.stderr.splitlines()[-1])

    def test_a_second_bot_is_refused_and_readers_are_not(self) -> None:
        with taken_port() as api:
            first = self.serve(api=api)
            second = self.run_plumbline("serve", "--db", "a.db", **ACCOUNT, MATRIX_HOMESERVER=f"http://127.0.0.1:{api}")
            self.assertEqual(second.returncode, 1)
            self.assertIn("belongs to another running plumbline", second.stderr)
            self.assertEqual(self.run_plumbline("console", "--db", "a.db").returncode, 1)
            for words in (["export"], ["align"]):
                done = self.run_plumbline(*words, "--db", "a.db")
                self.assertEqual((done.returncode, done.stderr), (0, ""), words)
            self.assertEqual(first.end()[0], 0)

    def test_no_secret_is_said(self) -> None:
        with taken_port() as api:
            running = self.serve(api=api, PLUMBLINE_LOG__LEVEL="debug")
            running.end()
            self.assertNotIn("secret", running.log())

    def test_a_hangup_reads_the_configuration_again(self) -> None:
        with taken_port() as api:
            file = self.folder / "p.toml"
            file.write_text("[log]\nformat = \"text\"\n")
            running = self.serve("-c", "p.toml", api=api)
            file.write_text("[log]\nformat = \"jsn\"\n")
            running.send(signal.SIGHUP)
            running.wait_for("the configuration stays as it was: p.toml:2: log.format")
            file.write_text("[log]\nformat = \"json\"\n")
            running.send(signal.SIGHUP)
            running.wait_for('"text":"the configuration was read again: 1 account"')
            self.assertEqual(running.end()[0], 0)


if __name__ == "__main__":
    unittest.main()

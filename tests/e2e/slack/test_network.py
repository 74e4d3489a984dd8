"""Names that are not found, certificates that nobody trusts, doors that are shut (slack.md, section 3, row 9)."""

import json
import pathlib
import socket
import ssl
import subprocess
import tempfile
import threading
import unittest
from urllib.parse import urlsplit

from tests.e2e.slack.bot import Bot, SlackCase, account
from tests.fakes.slack.client import Slack


class Untrusted:
    """A server with a certificate of its own making; counts the handshakes it was offered."""

    def __init__(self) -> None:
        self.room = tempfile.TemporaryDirectory()
        key, certificate = pathlib.Path(self.room.name, "key"), pathlib.Path(self.room.name, "certificate")
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
             "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", str(key), "-out", str(certificate)],
            check=True, capture_output=True,
        )
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(certificate, key)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.offered = 0
        self.accepted = 0
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self) -> None:
        while True:
            try:
                peer, _ = self.listener.accept()
            except OSError:
                return
            self.offered += 1
            try:
                with self.context.wrap_socket(peer, server_side=True) as trusting:
                    self.accepted += bool(trusting.recv(1))
            except OSError:
                continue

    def close(self) -> None:
        self.listener.close()
        self.room.cleanup()


class Network(SlackCase):
    SETTINGS = {"ping_interval": 0.5}

    def test_row_9_an_address_that_leads_nowhere_is_asked_for_again(self):
        untrusted = Untrusted()
        self.addCleanup(untrusted.close)
        plain = urlsplit(self.slack.said["http"]).port
        for url in ("wss://slack.invalid/link/?ticket=1", f"wss://127.0.0.1:{plain}/link/?ticket=1",
                    f"wss://localhost:{untrusted.port}/link/?ticket=1", "ws://127.0.0.1:1/link/?ticket=1",
                    "ws://slack.example/without-tls", "no address"):
            self.bot.stop()
            seq = self.slack.seq()
            answer = json.dumps({"ok": True, "url": url})
            self.slack.fault("apps.connections.open", "body", status=200, body=answer, times=2)
            self.bot.start()
            self.slack.wait(kind="hello", count=2, after=seq, timeout=30)
            self.slack.slash(f'change new "After {url[:30]}"')
            self.slack.wait_message(f"After {url[:30]}")
            self.assertEqual(len(self.slack.calls("apps.connections.open", after=seq)), 4, url)
        self.assertGreater(untrusted.offered, 0)
        self.assertEqual(untrusted.accepted, 0)
        self.assertNotIn("ticket=1", self.bot.said())

    def test_row_9_a_web_api_without_name_or_trust_disturbs_no_other(self):
        untrusted = Untrusted()
        self.addCleanup(untrusted.close)
        with Slack() as good:
            lost = account(good, "lost", api_url="https://slack.invalid/api/")
            strange = account(good, "strange", api_url=f"https://localhost:{untrusted.port}/api/")
            bot = Bot(good, lost + strange + account(good, "good"))
            try:
                good.wait_connections(2)
                good.slash('change new "Undisturbed"')
                good.wait_message("Undisturbed")
                self.assertIsNone(bot.process.poll())
                bot.wait_said("slack lost: auth.test")
                bot.wait_said("slack strange: auth.test")
                self.assertEqual(untrusted.accepted, 0)
            finally:
                bot.close()


if __name__ == "__main__":
    unittest.main()

"""A homeserver written apart from the other one, from the Matrix specification alone, that does as little as it may:
no filters, no lazy loading, no waiting, no profiles, no account data, one connection a request. What it does not know
it answers with a page of HTML, as a web server would. Threads and the standard library, nothing else."""

import json
import re
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

BOT = "@plumb:small.example"
ANA = "@ana:small.example"
ROOM = "!room:small.example"
PATIENCE = 40
# A body in place of the right one, with its status.
Odd = tuple[int, bytes]


class Minimal:
    """Answers are asked of `odd` first: (method, path) → Odd or None."""

    def __init__(self, whoami: bool = True):
        self.knows_whoami = whoami
        self.odd: Callable[[str, str], Odd | None] = lambda method, path: None
        self.timeline: list[dict] = []
        self.state: list[dict] = []
        self.transactions: dict[str, str] = {}
        self.changed = threading.Condition()
        self.syncs = 0
        self.shown = 1000
        self.membership = "join"
        self.set("m.room.create", "", {"creator": ANA, "room_version": "10"})
        self.set("m.room.name", "", {"name": "Atlas"})
        self.set("m.room.member", BOT, {"membership": "join"}, BOT)
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self.handler())
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def set(self, kind: str, key: str, content: dict, sender: str = ANA) -> None:
        self.state.append({**self.made(kind, content, sender), "state_key": key})

    def made(self, kind: str, content: dict, sender: str) -> dict:
        number = len(self.timeline) + len(self.state)
        return {"type": kind, "content": content, "sender": sender, "event_id": f"$small{number}",
                "origin_server_ts": int(time.time() * 1000)}

    def say(self, body: str) -> None:
        with self.changed:
            self.timeline.append(self.made("m.room.message", {"msgtype": "m.text", "body": body}, ANA))
            self.changed.notify_all()

    def said(self) -> list[str]:
        return [e["content"]["body"] for e in self.timeline if e["sender"] == BOT and "body" in e["content"]]

    def until(self, holds: Callable[[], object]) -> None:
        with self.changed:
            if not self.changed.wait_for(holds, PATIENCE):
                raise AssertionError(f"never came; said: {self.said()}")

    # The API.

    def answer(self, method: str, path: str, query: dict, body: dict) -> object:
        if path.endswith("/account/whoami") and self.knows_whoami:
            return {"user_id": BOT}
        if path.endswith("/sync"):
            return self.sync(query.get("since", [None])[0])
        if found := re.search(r"/rooms/[^/]+/send/([^/]+)/([^/]+)$", path):
            return self.send(unquote(found[1]), found[2], body)
        if path.endswith("/messages"):
            return self.messages(query)
        return None

    def sync(self, since: str | None) -> dict:
        start = int(since) if since else 0
        events = self.timeline[start:]
        timeline = {"events": events[-self.shown :], "limited": len(events) > self.shown}
        if timeline["limited"]:
            timeline["prev_batch"] = str(len(self.timeline) - self.shown)
        room = {"timeline": timeline, "state": {"events": [] if since else self.state}}
        answer = {"next_batch": str(len(self.timeline))}
        return {**answer, "rooms": {"join": {ROOM: room}}} if events or not since else answer

    def messages(self, query: dict) -> dict:
        end = int(query["from"][0])
        if query["dir"][0] != "b":
            return {"chunk": [], "start": str(end)}
        page = {"chunk": self.timeline[max(0, end - 5) : end][::-1], "start": str(end)}
        return {**page, "end": str(end - 5)} if end > 5 else page

    def send(self, kind: str, transaction: str, content: dict) -> dict:
        if transaction not in self.transactions:
            event = self.made(kind, content, BOT)
            self.timeline.append(event)
            self.transactions[transaction] = event["event_id"]
        return {"event_id": self.transactions[transaction]}

    def handler(self) -> type[BaseHTTPRequestHandler]:
        minimal = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_) -> None:
                """Nothing: the tests look at what came."""

            def do(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                raw = self.rfile.read(length)
                url = urlsplit(self.path)
                with minimal.changed:
                    odd = minimal.odd(self.command, self.path)
                    answer = None
                    if odd is None or odd[0] == 200:
                        body = json.loads(raw) if raw[:1] == b"{" else {}
                        answer = minimal.answer(self.command, url.path, parse_qs(url.query), body)
                    minimal.syncs += url.path.endswith("/sync")
                    minimal.changed.notify_all()
                if odd is None:
                    missing = (404, b"<html><h1>Not Found</h1></html>")
                    odd = missing if answer is None else (200, json.dumps(answer).encode())
                self.send_response(odd[0])
                self.send_header("Content-Length", str(len(odd[1])))
                self.end_headers()
                self.wfile.write(odd[1])

            do_GET = do_PUT = do_POST = do

        return Handler

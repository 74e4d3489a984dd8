"""Plumbline's job on matrix-nio, as a peer of the benchmarks: a change request is recorded in one durable commit, then
answered once."""

import asyncio
import json
import os
import pathlib
import re
import signal
import sqlite3
import time

from nio import AsyncClient, RoomMessageText, RoomSendResponse

GRAMMAR = re.compile(r'^!plumb (?:change new|customer set) "([^"]*)" (?:why|segment):"([^"]*)"$')
SCHEMA = pathlib.Path(__file__).with_name("peer_rows.sql").read_text()
TOKEN = "CREATE TABLE IF NOT EXISTS token (id INTEGER PRIMARY KEY CHECK (id = 1), value TEXT NOT NULL) STRICT;"


class Peer:
    def __init__(self) -> None:
        self.client = AsyncClient(os.environ["MATRIX_HOMESERVER"], os.environ["MATRIX_USER"])
        self.client.restore_login(os.environ["MATRIX_USER"], "DEVICE", os.environ["MATRIX_ACCESS_TOKEN"])
        self.client.add_event_callback(self.heard, RoomMessageText)
        self.database = sqlite3.connect(os.environ["BENCH_DB"])
        self.database.executescript(SCHEMA + TOKEN)

    def record(self, room: str, event: RoomMessageText, title: str, why: str) -> tuple[dict, int] | None:
        now = int(time.time() * 1000)
        with self.database as db:
            if db.execute("INSERT OR IGNORE INTO inbox VALUES (?, ?)", (event.event_id, now)).rowcount == 0:
                return None
            name = "CR-%d" % db.execute(
                "INSERT INTO requests (place, author, title, why, state, at) VALUES (?, ?, ?, ?, 'new', ?)",
                (room, event.sender, title, why, now),
            ).lastrowid
            db.execute(
                "INSERT INTO journal (who, verb, record, detail, at) VALUES (?, 'change new', ?, ?, ?)",
                (event.sender, name, json.dumps({"title": title, "why": why}), now),
            )
            content = {
                "msgtype": "m.notice",
                "body": f"{name}  {title}\nWhy  {why}\nraised by {event.sender}",
                "format": "org.matrix.custom.html",
                "formatted_body": f"<p><strong>{name}</strong>  {title}<br>Why  {why}</p><p>{event.sender}</p>",
                "m.mentions": {},
            }
            row = db.execute(
                "INSERT INTO outbox (place, body, at) VALUES (?, ?, ?)", (room, json.dumps(content), now)
            ).lastrowid
        return content, row

    async def answer(self, room: str, content: dict, row: int) -> None:
        sent = await self.client.room_send(room, "m.room.message", content, tx_id=f"row-{row}")
        if isinstance(sent, RoomSendResponse):
            with self.database as db:
                db.execute("UPDATE outbox SET sent_as = ? WHERE id = ?", (sent.event_id, row))

    async def heard(self, room, event: RoomMessageText) -> None:
        if not (found := GRAMMAR.match(event.body)):
            return
        if done := self.record(room.room_id, event, *found.groups()):
            # Else one answer after another: the peer is not to be held up by the homeserver.
            asyncio.get_running_loop().create_task(self.answer(room.room_id, *done))

    async def run(self) -> None:
        async for answer in self.synced():
            with self.database as db:
                db.execute("INSERT OR REPLACE INTO token VALUES (1, ?)", (answer.next_batch,))

    async def synced(self):
        while True:
            yield await self.client.sync(timeout=25_000)


async def main() -> None:
    peer = Peer()
    running = asyncio.create_task(peer.run())
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, running.cancel)
    try:
        await running
    except asyncio.CancelledError:
        await peer.client.close()


if __name__ == "__main__":
    asyncio.run(main())

"""Rooms and the one stream of events that all tokens point into."""

import itertools
from dataclasses import dataclass, field

SERVER = "example.org"
BOT = f"@plumb:{SERVER}"


@dataclass
class Room:
    id: str
    state: dict = field(default_factory=dict)
    membership: dict = field(default_factory=dict)
    # Where in the stream the bot's membership last changed.
    changed_at: int = 0


class Rooms:
    def __init__(self, server: str = SERVER):
        self.server = server
        self.bot = f"@plumb:{server}"
        self.rooms: dict[str, Room] = {}
        self.stream: list[dict] = []
        self._numbers = itertools.count(1)
        self.clock_ms = 1_800_000_000_000

    def add(self, room_id: str, sender: str, kind: str, content: dict, state_key: str | None = None) -> dict:
        """Appends an event to a room."""
        self.clock_ms += 10
        event = {
            "event_id": f"${next(self._numbers)}:{self.server}",
            "room_id": room_id,
            "sender": sender,
            "type": kind,
            "origin_server_ts": self.clock_ms,
            "content": content,
        }
        room = self.rooms.setdefault(room_id, Room(room_id))
        if state_key is not None:
            event["state_key"] = state_key
            room.state[kind, state_key] = event
            if kind == "m.room.member":
                room.membership[state_key] = content.get("membership")
                if state_key == self.bot:
                    room.changed_at = len(self.stream)
        self.stream.append(event)
        return event

    def of(self, room_id: str, start: int = 0, end: int | None = None) -> list[tuple[int, dict]]:
        """A room's events with their places in the stream."""
        end = len(self.stream) if end is None else end
        return [(i, self.stream[i]) for i in range(start, end) if self.stream[i]["room_id"] == room_id]

    def event(self, room_id: str, event_id: str) -> dict | None:
        for _, event in self.of(room_id):
            if event["event_id"] == event_id:
                return event
        return None

    def new_room(self, name: str | None, creator: str, members=(), version: str = "10", **content) -> str:
        """A room with its first state; version 12 has ids without a server."""
        number = next(self._numbers)
        room_id = f"!{number}abc" if version == "12" else f"!{number}:{self.server}"
        self.add(room_id, creator, "m.room.create", {"room_version": version, **content}, "")
        self.add(room_id, creator, "m.room.member", {"membership": "join"}, creator)
        if name:
            self.add(room_id, creator, "m.room.name", {"name": name}, "")
        for member in members:
            named = {"membership": "join", "displayname": member[1:].split(":")[0].title()}
            self.add(room_id, member, "m.room.member", named, member)
        return room_id

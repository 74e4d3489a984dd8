"""The workspace: people, channels, who is where, and the numbers Slack gives to things."""

import secrets
import time
from dataclasses import dataclass, field

TEAM_ID = "T0FAKE0001"
TEAM_DOMAIN = "fake"
APP_ID = "A0PLUMB01"
BOT_ID = "B0PLUMB01"
BOT_USER = "U0PLUMB01"
PUBLIC, PRIVATE, IM, MPIM = "channel", "group", "im", "mpim"


@dataclass
class User:
    """A person or a bot; ``tz`` is empty where Slack gives none (bots, people who left)."""

    id: str
    name: str
    tz: str = "Europe/Paris"
    tz_offset: int = 3600
    real_name: str = ""
    is_bot: bool = False
    deleted: bool = False
    is_guest: bool = False
    is_stranger: bool = False

    def public(self) -> dict:
        """The user as users.info gives it."""
        shown = self.real_name or self.name.capitalize()
        user = {
            "id": self.id,
            "team_id": TEAM_ID,
            "name": self.name,
            "deleted": self.deleted,
            "real_name": shown,
            "profile": {"real_name": shown, "display_name": self.name, "team": TEAM_ID},
            "is_admin": False,
            "is_bot": self.is_bot,
            "is_app_user": False,
            "is_restricted": self.is_guest,
            "is_ultra_restricted": False,
            "is_stranger": self.is_stranger,
            "updated": 1700000000,
        }
        if self.tz and not self.deleted:
            user |= {"tz": self.tz, "tz_label": self.tz, "tz_offset": self.tz_offset}
        return user


@dataclass
class Channel:
    """A conversation with its messages by ``ts``, oldest first."""

    id: str
    name: str
    kind: str = PUBLIC
    members: list = field(default_factory=list)
    archived: bool = False
    messages: dict = field(default_factory=dict)
    replies: dict = field(default_factory=dict)

    def public(self) -> dict:
        """The channel as conversations.info gives it."""
        shared = {
            "id": self.id,
            "created": 1700000000,
            "is_archived": self.archived,
            "is_im": self.kind == IM,
            "is_org_shared": False,
            "context_team_id": TEAM_ID,
        }
        if self.kind == IM:
            other = next((member for member in self.members if member != BOT_USER), BOT_USER)
            return shared | {"user": other, "is_user_deleted": False, "priority": 0}
        return shared | {
            "name": self.name,
            "name_normalized": self.name,
            "is_channel": self.kind == PUBLIC,
            "is_group": self.kind == PRIVATE,
            "is_mpim": self.kind == MPIM,
            "is_private": self.kind != PUBLIC,
            "is_general": self.name == "general",
            "is_member": BOT_USER in self.members,
            "is_shared": False,
            "is_ext_shared": False,
            "creator": "U0ANA00001",
            "topic": {"value": "", "creator": "", "last_set": 0},
            "purpose": {"value": "", "creator": "", "last_set": 0},
            "num_members": len(self.members),
        }


PEOPLE = (
    User("U0ANA00001", "ana", "Europe/Berlin", 3600),
    User("U0BEN00001", "ben", "America/New_York", -18000),
    User("U0CHO00001", "cho", "Asia/Seoul", 32400),
    User("U0DEE00001", "dee", "Europe/London", 0),
    User("U0EVA00001", "eva", "Europe/Lisbon", 0),
    User("U0GUEST001", "guest", is_guest=True),
    User("U0GONE0001", "gone", deleted=True),
    User("U0OTHERBOT", "otherbot", tz="", is_bot=True),
    User(BOT_USER, "plumbline", tz="", is_bot=True),
)
STAFF = ["U0ANA00001", "U0BEN00001", "U0CHO00001", "U0DEE00001", "U0EVA00001"]


class World:
    """People and channels by id, and fresh ids and timestamps."""

    def __init__(self) -> None:
        self.users = {user.id: User(**vars(user)) for user in PEOPLE}
        self.channels: dict[str, Channel] = {}
        self._ts = 0
        for channel_id, name in (
            ("C0GENERAL1", "general"),
            ("C0LAUNCH01", "launch"),
            ("C0ATLAS001", "atlas"),
        ):
            self.add(Channel(channel_id, name, members=[*STAFF, "U0GUEST001", BOT_USER]))
        self.add(Channel("C0OUTSIDE1", "outside", members=list(STAFF)))
        self.add(Channel("C0ATTIC001", "attic", members=[*STAFF, BOT_USER], archived=True))
        self.add(Channel("C0CLOSED01", "closed", PRIVATE, [*STAFF, BOT_USER]))
        self.add(Channel("C0SECRET01", "secret", PRIVATE, list(STAFF)))

    def add(self, channel: Channel) -> Channel:
        self.channels[channel.id] = channel
        return channel

    def next_ts(self) -> str:
        """A timestamp no other message has, later than all before it."""
        self._ts = max(self._ts + 1, time.time_ns() // 1000)
        return f"{self._ts // 1_000_000}.{self._ts % 1_000_000:06d}"

    def channel_by_name(self, name: str) -> Channel | None:
        return next((each for each in self.channels.values() if each.name == name and each.name), None)

    def user(self, who: str) -> User | None:
        """A user by id or by name."""
        return self.users.get(who) or next((each for each in self.users.values() if each.name == who), None)

    def direct(self, user_ids: list[str]) -> tuple[Channel, bool]:
        """The direct conversation of the bot with these people, and whether it was there before."""
        members = sorted({*user_ids, BOT_USER})
        kind = IM if len(members) == 2 else MPIM
        for channel in self.channels.values():
            if channel.kind == kind and sorted(channel.members) == members:
                return channel, True
        name = "" if kind == IM else "mpdm-" + "--".join(self.users[each].name for each in members) + "-1"
        return self.add(Channel(fresh("D" if kind == IM else "G"), name, kind, members)), False


def fresh(prefix: str) -> str:
    """A fresh id in Slack's form, e.g. ``V0A1B2C3D4``."""
    return prefix + "0" + secrets.token_hex(4).upper()

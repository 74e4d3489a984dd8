"""What a test may set about the fake workspace; the defaults are what Slack does."""

from dataclasses import dataclass, field, fields

BOT_SCOPES = (
    "commands chat:write chat:write.public app_mentions:read channels:read groups:read im:read"
    " mpim:read channels:history groups:history im:history mpim:history im:write mpim:write"
    " channels:join users:read reactions:write reactions:read files:write files:read"
).split()

SUBSCRIPTIONS = (
    "app_home_opened app_mention message.im message.channels message.groups message.mpim"
    " reaction_added member_joined_channel channel_rename tokens_revoked app_uninstalled"
).split()


def _accepts_payload() -> dict:
    """The envelope's flag by kind, as the SDKs' recorded fixtures and the documentation have it."""
    return {
        "slash_commands": True,
        "view_submission": True,
        "block_suggestion": True,
        "block_actions": False,
        "view_closed": False,
        "shortcut": False,
        "message_action": False,
        "events_api": False,
    }


@dataclass
class Settings:
    """Times are seconds. Everything can be changed while the fake runs (``POST /control/configure``)."""

    bot_token: str = "xoxb-1111-2222-fake"
    app_token: str = "xapp-1-A0PLUMB01-3333-fake"
    bot_token_error: str = ""
    app_token_error: str = ""
    bot_scopes: list = field(default_factory=lambda: list(BOT_SCOPES))
    app_scopes: list = field(default_factory=lambda: ["connections:write"])
    subscriptions: list = field(default_factory=lambda: list(SUBSCRIPTIONS))

    max_connections: int = 10
    others_connections: int = 0
    ticket_life: float = 30.0
    connection_life: float = 18060.0
    warning_lead: float = 10.0
    refresh_grace: float = 10.0
    ping_interval: float = 10.0
    linger_after_close: float = 30.0
    hello: bool = True
    pick: str = "random"
    seed: int = 1

    ack_budget: float = 3.0
    retry_delays: list = field(default_factory=lambda: [0.5, 60.0, 300.0])
    retry_same_envelope: bool = False
    accepts_payload: dict = field(default_factory=_accepts_payload)
    echo_own: bool = True

    trigger_life: float = 3.0
    response_url_uses: int = 5
    response_url_life: float = 1800.0
    home_enabled: bool = True

    pace: str = "record"
    pace_burst: int = 20
    pace_per_second: float = 1.0
    per_minute: dict = field(default_factory=dict)

    text_max: int = 40_000
    blocks_budget: int = 13_400
    block_overhead: int = 125

    def change(self, values: dict) -> None:
        """Set the named values; dictionaries are merged. Raises KeyError for a name that is none."""
        names = {each.name for each in fields(self)}
        for name, value in values.items():
            if name not in names:
                raise KeyError(f"no setting is called {name}; there are {', '.join(sorted(names))}")
            current = getattr(self, name)
            if isinstance(current, dict):
                setattr(self, name, {**current, **value})
            else:
                setattr(self, name, value)

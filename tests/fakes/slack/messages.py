"""Messages as they stand: posting, editing, deleting, and what a thread's root tells of it."""

from .world import APP_ID, BOT_ID, BOT_USER, TEAM_ID, Channel, World, fresh


def texts_of(node) -> list[str]:
    """Every ``text`` string in blocks, in reading order."""
    found: list[str] = []
    _gather(node, found)
    return found


def _gather(node, found: list[str]) -> None:
    if isinstance(node, dict):
        for key, value in node.items():
            if isinstance(value, str):
                if key == "text":
                    found.append(value)
            elif isinstance(value, (dict, list)):
                _gather(value, found)
    elif isinstance(node, list):
        for each in node:
            _gather(each, found)


def everything_said(message: dict) -> str:
    """A message's text and all texts of its blocks, one a line."""
    return "\n".join([message.get("text", ""), *texts_of(message.get("blocks", []))])


def with_ids(blocks: list) -> list:
    """The blocks with the ids that Slack gives to those that have none; what was given is not changed."""
    return [_with_ids(block) for block in blocks]


def _with_ids(block: dict) -> dict:
    block = {"block_id": fresh("b").lower(), **block}
    if block["type"] == "actions":
        block["elements"] = [_named(element) for element in block["elements"]]
    elif block["type"] == "input":
        block["element"] = _named(block["element"])
    elif "accessory" in block and block["accessory"]["type"] != "image":
        block["accessory"] = _named(block["accessory"])
    return block


def _named(element: dict) -> dict:
    return element if "action_id" in element else {"action_id": fresh("a").lower(), **element}


def elements_of(block: dict) -> list[dict]:
    """The elements a person may act on, and images."""
    kind = block.get("type")
    if kind in ("actions", "context"):
        return block["elements"]
    if kind == "input":
        return [block["element"]]
    return [block["accessory"]] if "accessory" in block else []


def root_of(channel: Channel, ts: str) -> dict | None:
    """The message that heads the thread of ``ts``, if that message exists."""
    message = channel.messages.get(ts)
    if message is None:
        return None
    return channel.messages.get(message.get("thread_ts", ts), message)


class Messages:
    """Changes the channels' messages and writes each change into the log."""

    def __init__(self, world: World, log) -> None:
        self._world = world
        self._log = log
        self.ephemeral: dict[tuple[str, str], dict] = {}

    def post(self, channel: Channel, author: str, content: dict, via: str, thread_ts: str = "") -> dict:
        """Add a message; ``content`` has text, blocks, metadata and what else it shows."""
        message = self._make(author, content)
        if thread_ts:
            root = root_of(channel, thread_ts)
            message["thread_ts"] = root["ts"]
            message["parent_user_id"] = root.get("user", "")
            channel.replies.setdefault(root["ts"], []).append(message["ts"])
            self._tell_root(channel, root)
        channel.messages[message["ts"]] = message
        self._note("posted", channel, message, via)
        return message

    def whisper(self, channel: Channel, user: str, content: dict, via: str, thread_ts: str = "") -> dict:
        """A message only one person sees; it is in no history."""
        message = self._make(BOT_USER, content) | {"ephemeral_to": user}
        if thread_ts:
            message["thread_ts"] = thread_ts
        self.ephemeral[(channel.id, message["ts"])] = message
        self._note("ephemeral", channel, message, via)
        return message

    def _make(self, author: str, content: dict) -> dict:
        message = {"type": "message", "user": author, "ts": self._world.next_ts(), "team": TEAM_ID, **content}
        if author == BOT_USER:
            message |= {"bot_id": BOT_ID, "app_id": APP_ID}
        if "blocks" in message:
            message["blocks"] = with_ids(message["blocks"])
        return message

    def edit(self, channel: Channel, message: dict, content: dict, via: str) -> dict:
        """Replace text, blocks and metadata as chat.update does; the old form is kept in the log."""
        before = dict(message)
        message["text"] = content.get("text", message.get("text", ""))
        message.pop("blocks", None)
        if content.get("blocks"):
            message["blocks"] = with_ids(content["blocks"])
        else:
            message["edited"] = {"user": message["user"], "ts": self._world.next_ts()}
        if "metadata" in content:
            message["metadata"] = content["metadata"]
        self._note("updated", channel, message, via, before=before)
        return before

    def remove(self, channel: Channel, message: dict, via: str) -> None:
        """Delete a message; a thread's root that has replies stays as a tombstone."""
        ts = message["ts"]
        self.ephemeral.pop((channel.id, ts), None)
        if channel.replies.get(ts):
            tombstone = {"type": "message", "subtype": "tombstone", "text": "This message was deleted."}
            channel.messages[ts] = {**tombstone, "ts": ts, "thread_ts": ts, "user": "USLACKBOT"}
        else:
            channel.messages.pop(ts, None)
            root = message.get("thread_ts")
            if root and ts in channel.replies.get(root, []):
                channel.replies[root].remove(ts)
                self._tell_root(channel, channel.messages[root])
        self._note("deleted", channel, message, via)

    def react(self, channel: Channel, message: dict, user: str, name: str) -> bool:
        """Add a reaction; False where this person gave it before."""
        reactions = {each["name"]: each["users"] for each in message.get("reactions", [])}
        if user in reactions.get(name, []):
            return False
        self._set_reactions(channel, message, reactions | {name: [*reactions.get(name, []), user]})
        return True

    def unreact(self, channel: Channel, message: dict, user: str, name: str) -> bool:
        """Take a reaction back; False where there is none."""
        reactions = {each["name"]: each["users"] for each in message.get("reactions", [])}
        if user not in reactions.get(name, []):
            return False
        self._set_reactions(channel, message, reactions | {name: [e for e in reactions[name] if e != user]})
        return True

    def _set_reactions(self, channel: Channel, message: dict, reactions: dict) -> None:
        message["reactions"] = [
            {"name": name, "users": users, "count": len(users)} for name, users in reactions.items() if users
        ]
        self._note("reactions", channel, message, "reactions")

    def _tell_root(self, channel: Channel, root: dict) -> None:
        replies = channel.replies[root["ts"]]
        root["thread_ts"] = root["ts"]
        root["reply_count"] = len(replies)
        root["latest_reply"] = replies[-1] if replies else root["ts"]

    def _note(self, action: str, channel: Channel, message: dict, via: str, **more) -> None:
        self._log.add(
            "message",
            action=action,
            via=via,
            channel=channel.id,
            ts=message["ts"],
            thread_ts=message.get("thread_ts"),
            user=message.get("user"),
            ephemeral_to=message.get("ephemeral_to"),
            text=message.get("text", ""),
            said=everything_said(message),
            message=dict(message),
            **more,
        )


def shown(message: dict, with_metadata: bool = False) -> dict:
    """A message as history, replies and payloads give it."""
    hidden = {"ephemeral_to"} if with_metadata else {"ephemeral_to", "metadata"}
    return {key: value for key, value in message.items() if key not in hidden}

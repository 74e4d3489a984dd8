"""response_url: five answers in thirty minutes, without a token."""

import json
import secrets
from dataclasses import dataclass

from aiohttp import web

from ..world import BOT_USER
from .call import ApiError
from .content import read_content


@dataclass
class ResponseUrl:
    """Whom an interaction's response_url answers, and the message it may replace."""

    channel: str
    user: str
    until: float
    uses: int
    message_ts: str = ""


class ResponseUrls:
    def __init__(self, fake) -> None:
        self._fake = fake
        self._known: dict[str, ResponseUrl] = {}

    def make(self, channel: str, user: str, message_ts: str = "") -> str:
        settings, secret = self._fake.settings, secrets.token_hex(12)
        until = self._fake.log.now() + settings.response_url_life
        self._known[secret] = ResponseUrl(channel, user, until, settings.response_url_uses, message_ts)
        return f"{self._fake.http_url}/response/{secret}"

    async def handle(self, request: web.Request) -> web.Response:
        """Answer as Slack does: 200 and ``ok``, or an error in a 4xx."""
        raw = await request.read()
        name = "response_url"
        try:
            body = json.loads(raw)
        except json.JSONDecodeError:
            body = None
        fault = self._fake.faults.take(name, body if isinstance(body, dict) else {})
        if fault:
            return web.Response(status=fault.status, text=fault.body)
        error = "invalid_payload"
        if isinstance(body, dict):
            error = self._answer(request.match_info["secret"], body)
        self._fake.log.add("response_url", body=body, error=error)
        if error:
            return web.json_response({"ok": False, "error": error}, status=404 if "url" in error else 400)
        return web.Response(text="ok")

    def _answer(self, secret: str, body: dict) -> str:
        known = self._known.get(secret)
        if known is None or self._fake.log.now() > known.until:
            return "expired_url"
        if known.uses == 0:
            self._fake.log.violation("response_url_used_up")
            return "used_url"
        known.uses -= 1
        try:
            self._show(known, body)
        except ApiError as refused:
            return refused.error
        return ""

    def _show(self, known: ResponseUrl, body: dict) -> None:
        fake, channel = self._fake, self._fake.world.channels[known.channel]
        original = channel.messages.get(known.message_ts) or fake.messages.ephemeral.get(
            (channel.id, known.message_ts)
        )
        if body.get("delete_original") and original:
            fake.messages.remove(channel, original, "response_url")
            return
        content = read_content(fake.settings, body, [])
        if body.get("replace_original") and original:
            fake.messages.edit(channel, original, content, "response_url")
        elif body.get("response_type") == "in_channel":
            message = fake.messages.post(
                channel, BOT_USER, content, "response_url", body.get("thread_ts", "")
            )
            fake.echo(channel, message)
        else:
            fake.messages.whisper(channel, known.user, content, "response_url")

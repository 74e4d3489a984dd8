"""One connection of a Socket Mode client, with switches for everything that can go wrong on it."""

import asyncio
import socket as sockets
import struct

from . import frames
from .handshake import MAX_HEAD, BadUpgrade, Upgrade, refusal, switching

OPENING, OPEN, CLOSING, GONE = "opening", "open", "closing", "gone"


class Peer(asyncio.Protocol):
    """Speaks the protocol; what is said is the hub's business (``greet``, ``heard``, ``left``)."""

    def __init__(self, hub) -> None:
        self._hub = hub
        self._log = hub.log
        self._head = b""
        self._reader = frames.FrameReader()
        self._message: list[bytes] = []
        self._message_kind = frames.TEXT
        self._timers: list[asyncio.TimerHandle] = []
        self._pings: dict[bytes, float] = {}
        self.transport: asyncio.Transport | None = None
        self.id = 0
        self.state = OPENING
        self.query: dict = {}
        self.leaving = False
        self.black_hole = False
        self.ignore_close = False
        self.mute_pings = False
        self.pong_delay = 0.0
        self.mute_pongs = False
        self.plan: dict = {}

    def connection_made(self, transport) -> None:
        self.transport = transport
        transport.set_write_buffer_limits(high=64 << 20)
        self.plan = self._hub.arrived(self)
        if self.plan.get("refuse"):
            self.reset()

    def data_received(self, data: bytes) -> None:
        if self.black_hole or self.plan.get("hang"):
            return
        if self.state == OPENING:
            self._head += data
            end = self._head.find(b"\r\n\r\n")
            if end < 0 and len(self._head) <= MAX_HEAD:
                return
            head, data = self._head[:end], self._head[end + 4 :]
            self._upgrade(head)
        if self.state in (OPEN, CLOSING) and data:
            self._read(data)

    def connection_lost(self, error) -> None:
        for timer in self._timers:
            timer.cancel()
        was, self.state = self.state, GONE
        self._hub.left(self, was, type(error).__name__ if error else "")

    def _upgrade(self, head: bytes) -> None:
        try:
            upgrade = Upgrade(head)
            key = upgrade.check()
            self.query = upgrade.query
            self._hub.admit(self, upgrade)
        except BadUpgrade as refused:
            self._log.add("upgrade_refused", status=refused.status, why=str(refused))
            self.transport.write(refusal(refused.status, str(refused)))
            self.transport.close()
            return
        self.transport.write(switching(key))
        self.state = OPEN
        self._hub.greet(self)

    def _read(self, data: bytes) -> None:
        try:
            for frame in self._reader.feed(data):
                self._take(frame)
        except frames.ProtocolError as error:
            self._log.violation("websocket", connection=self.id, why=str(error))
            self.close(error.code, str(error))

    def _take(self, frame: frames.Frame) -> None:
        if frame.opcode == frames.PING:
            self._log.add("client_ping", connection=self.id)
            if not self.mute_pongs:
                self.later(self.pong_delay, self._write, frames.build(frames.PONG, frame.payload))
        elif frame.opcode == frames.PONG:
            sent = self._pings.pop(frame.payload, None)
            if sent is not None:
                self._log.add("pong", connection=self.id, took=self._log.now() - sent)
        elif frame.opcode == frames.CLOSE:
            self._client_closed(frame.payload)
        else:
            self._part(frame)

    def _part(self, frame: frames.Frame) -> None:
        starts = frame.opcode != frames.CONTINUATION
        if starts == bool(self._message):
            raise frames.ProtocolError(1002, "a message's parts are out of order")
        if starts:
            self._message_kind = frame.opcode
        self._message.append(frame.payload)
        if not frame.fin:
            return
        whole, self._message = b"".join(self._message), []
        if self._message_kind == frames.BINARY:
            self._log.violation("binary_frame", connection=self.id, size=len(whole))
            return
        try:
            text = whole.decode()
        except UnicodeDecodeError:
            raise frames.ProtocolError(1007, "a text frame is not UTF-8") from None
        self._hub.heard(self, text)

    def _client_closed(self, payload: bytes) -> None:
        code = int.from_bytes(payload[:2], "big") if len(payload) >= 2 else 1005
        self._log.add("close_frame", connection=self.id, code=code)
        self._hub.withdraw(self)
        if self.ignore_close:
            return
        if self.state == OPEN:
            self._write(frames.build(frames.CLOSE, payload[:2]))
            # Slack leaves the TCP connection open after the close handshake (slack.md §1.6).
            self.later(self._hub.settings.linger_after_close, self.transport.close)
        else:
            self.transport.close()
        self.state = CLOSING

    def later(self, seconds: float, call, *arguments) -> None:
        """Run a call now (0) or after a while, unless the connection is gone by then."""
        if seconds <= 0:
            call(*arguments)
            return
        self._timers.append(asyncio.get_running_loop().call_later(seconds, call, *arguments))

    def _write(self, data: bytes) -> None:
        if not self.black_hole and self.state in (OPEN, CLOSING):
            self.transport.write(data)

    def send_text(self, text: str) -> None:
        self._write(frames.build(frames.TEXT, text.encode()))

    def send_raw(self, data: bytes) -> None:
        """Bytes that may be no frame at all."""
        self._write(data)

    def ping(self, payload: bytes) -> None:
        self._pings[payload] = self._log.now()
        self._write(frames.build(frames.PING, payload))

    def close(self, code: int, why: str = "", cut_after: float = 1.0) -> None:
        """Say goodbye in the protocol's way, and cut the line a little later."""
        self._hub.withdraw(self)
        if self.state == OPEN:
            self._write(frames.build(frames.CLOSE, frames.close_payload(code, why)))
            self.state = CLOSING
            self.later(cut_after, self.transport.close)

    def finish(self) -> None:
        """End TCP with no close frame."""
        self.transport.close()

    def reset(self) -> None:
        """End TCP with a reset."""
        raw = self.transport.get_extra_info("socket")
        if raw is not None:
            raw.setsockopt(sockets.SOL_SOCKET, sockets.SO_LINGER, struct.pack("ii", 1, 0))
        self.transport.abort()

"""WebSocket frames as bytes (RFC 6455), with every liberty a test needs to break them."""

import base64
import hashlib
from dataclasses import dataclass

TEXT, BINARY, CLOSE, PING, PONG = 0x1, 0x2, 0x8, 0x9, 0xA
CONTINUATION = 0x0
KNOWN = {CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG}
MAX_CONTROL = 125
_ACCEPT_SALT = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"


class ProtocolError(Exception):
    """A client's bytes that RFC 6455 forbids; ``code`` is the close code to answer with."""

    def __init__(self, code: int, why: str) -> None:
        super().__init__(why)
        self.code = code


@dataclass
class Frame:
    """One frame as it came: ``opcode`` is CONTINUATION for the later parts of a message."""

    fin: bool
    opcode: int
    payload: bytes


def accept_key(key: str) -> str:
    """The Sec-WebSocket-Accept that answers a Sec-WebSocket-Key."""
    return base64.b64encode(hashlib.sha1((key + _ACCEPT_SALT).encode()).digest()).decode()


def build(opcode: int, payload: bytes, fin: bool = True) -> bytes:
    """One unmasked frame, as a server sends it."""
    size = len(payload)
    head = bytes([(0x80 if fin else 0) | opcode])
    if size < 126:
        return head + bytes([size]) + payload
    if size < 65536:
        return head + b"\x7e" + size.to_bytes(2, "big") + payload
    return head + b"\x7f" + size.to_bytes(8, "big") + payload


def build_in_parts(opcode: int, payload: bytes, part: int) -> bytes:
    """One message cut into frames of ``part`` bytes each."""
    pieces = [payload[at : at + part] for at in range(0, len(payload), part)] or [b""]
    last = len(pieces) - 1
    return b"".join(
        build(opcode if index == 0 else CONTINUATION, piece, fin=index == last)
        for index, piece in enumerate(pieces)
    )


def close_payload(code: int, why: str = "") -> bytes:
    return code.to_bytes(2, "big") + why.encode()[: MAX_CONTROL - 2]


class FrameReader:
    """Cuts a client's bytes into frames; a client must mask every one of them."""

    def __init__(self, max_payload: int = 16 << 20) -> None:
        self._buffer = bytearray()
        self._max_payload = max_payload

    def feed(self, data: bytes) -> list[Frame]:
        """The frames that are whole now. Raises ProtocolError for bytes no client may send."""
        self._buffer += data
        frames = []
        while (frame := self._next()) is not None:
            frames.append(frame)
        return frames

    def _next(self) -> Frame | None:
        buffer = self._buffer
        if len(buffer) < 2:
            return None
        fin, opcode = bool(buffer[0] & 0x80), buffer[0] & 0x0F
        if buffer[0] & 0x70:
            raise ProtocolError(1002, "a reserved bit is set though no extension was agreed")
        if opcode not in KNOWN:
            raise ProtocolError(1002, f"opcode {opcode:#x} is none")
        if not buffer[1] & 0x80:
            raise ProtocolError(1002, "a client's frame must be masked")
        size, at = buffer[1] & 0x7F, 2
        if opcode >= CLOSE and (size > MAX_CONTROL or not fin):
            raise ProtocolError(1002, "a control frame must be whole and at most 125 bytes")
        if size >= 126:
            width = 2 if size == 126 else 8
            if len(buffer) < at + width:
                return None
            size, at = int.from_bytes(buffer[at : at + width], "big"), at + width
        if size > self._max_payload:
            raise ProtocolError(1009, f"{size} bytes are too many for one frame")
        if len(buffer) < at + 4 + size:
            return None
        mask = bytes(buffer[at : at + 4])
        payload = _unmask(bytes(buffer[at + 4 : at + 4 + size]), mask)
        del buffer[: at + 4 + size]
        return Frame(fin, opcode, payload)


def _unmask(payload: bytes, mask: bytes) -> bytes:
    size = len(payload)
    if size == 0:
        return b""
    whole = (mask * (size // 4 + 1))[:size]
    return (int.from_bytes(payload, "big") ^ int.from_bytes(whole, "big")).to_bytes(size, "big")

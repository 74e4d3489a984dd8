"""The HTTP upgrade that opens a Socket Mode connection."""

import base64
import binascii
from urllib.parse import parse_qs, urlsplit

from .frames import accept_key

MAX_HEAD = 16 << 10


class BadUpgrade(Exception):
    """A request that opens no WebSocket; ``status`` is the HTTP answer."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status


class Upgrade:
    """One parsed request: its path, its query's first values and its headers in lower case."""

    def __init__(self, head: bytes) -> None:
        lines = head.decode("latin-1").split("\r\n")
        parts = lines[0].split(" ")
        if len(parts) != 3 or parts[0] != "GET" or parts[2] != "HTTP/1.1":
            raise BadUpgrade(400, f"no GET of HTTP/1.1: {lines[0]!r}")
        target = urlsplit(parts[1])
        self.path = target.path
        self.query = {name: values[0] for name, values in parse_qs(target.query).items()}
        self.headers = {}
        for line in lines[1:]:
            if line:
                name, _, value = line.partition(":")
                self.headers[name.strip().lower()] = value.strip()

    def check(self) -> str:
        """The client's key. Raises BadUpgrade for what RFC 6455 §4.2.1 does not allow."""
        headers = self.headers
        if "websocket" not in headers.get("upgrade", "").lower():
            raise BadUpgrade(400, "no Upgrade: websocket")
        if "upgrade" not in headers.get("connection", "").lower():
            raise BadUpgrade(400, "no Connection: Upgrade")
        if headers.get("sec-websocket-version") != "13":
            raise BadUpgrade(426, "Sec-WebSocket-Version is not 13")
        if not headers.get("host"):
            raise BadUpgrade(400, "no Host")
        key = headers.get("sec-websocket-key", "")
        try:
            size = len(base64.b64decode(key, validate=True))
        except binascii.Error:
            size = 0
        if size != 16:
            raise BadUpgrade(400, "Sec-WebSocket-Key is not 16 bytes in base64")
        return key


def switching(key: str) -> bytes:
    """The answer that agrees; no extension is ever agreed to."""
    return (
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        f"Sec-WebSocket-Accept: {accept_key(key)}\r\n\r\n"
    ).encode()


def refusal(status: int, why: str) -> bytes:
    body = why.encode()
    return (
        f"HTTP/1.1 {status} Refused\r\nContent-Type: text/plain\r\nContent-Length: {len(body)}\r\n"
        "Connection: close\r\n\r\n"
    ).encode() + body

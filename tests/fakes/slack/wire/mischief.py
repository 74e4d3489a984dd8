"""Broken lines and broken frames, on command."""

import json
import os

from . import frames
from .hub import Hub
from .peer import Peer


def harm(hub: Hub, do: str, options: dict) -> list[int]:
    """Do one named mischief to the connections chosen; the numbers of those it was done to.

    ``options["connection"]`` is a number, ``"all"`` (the default), ``"newest"`` or ``"oldest"``.
    Raises KeyError for a mischief that is none.
    """
    act = MISCHIEF[do]
    among = hub.silent if do == "hello" else hub.connections
    chosen = _chosen(list(among), options.get("connection", "all"))
    for peer in chosen:
        hub.log.add("mischief", do=do, connection=peer.id)
        act(hub, peer, options)
    return [peer.id for peer in chosen]


def _chosen(live: list[Peer], which) -> list[Peer]:
    if which == "all":
        return live
    if which in ("newest", "oldest"):
        return live[-1:] if which == "newest" else live[:1]
    return [peer for peer in live if peer.id == which]


def _disconnect(hub: Hub, peer: Peer, options: dict) -> None:
    hub.refresh(peer, options.get("reason", "refresh_requested"), options.get("close_after"))


def _black_hole(_hub: Hub, peer: Peer, options: dict) -> None:
    peer.black_hole = True
    peer.plan["ghost"] = options.get("ghost", False)


def _text(_hub: Hub, peer: Peer, options: dict) -> None:
    text = options["text"] if "text" in options else json.dumps(options["json"])
    part = options.get("part", 0)
    if part:
        peer.send_raw(frames.build_in_parts(frames.TEXT, text.encode(), part))
    else:
        peer.send_text(text)


def _bytes(_hub: Hub, peer: Peer, options: dict) -> None:
    peer.send_raw(bytes.fromhex(options["hex"]) if "hex" in options else os.urandom(options.get("size", 64)))


def _binary(_hub: Hub, peer: Peer, options: dict) -> None:
    payload = bytes.fromhex(options["hex"]) if "hex" in options else bytes(range(256))
    peer.send_raw(frames.build(frames.BINARY, payload))


def _invalid_utf8(_hub: Hub, peer: Peer, _options: dict) -> None:
    peer.send_raw(frames.build(frames.TEXT, b'{"type":"\xff\xfe\xc3"}'))


def _half_frame(_hub: Hub, peer: Peer, _options: dict) -> None:
    peer.send_raw(frames.build(frames.TEXT, b"x" * 1000)[:500])
    peer.finish()


def _switch(name: str):
    def act(_hub: Hub, peer: Peer, options: dict) -> None:
        setattr(peer, name, options.get("value", True))

    return act


MISCHIEF = {
    "reset": lambda hub, peer, options: peer.reset(),
    "finish": lambda hub, peer, options: peer.finish(),
    "close": lambda hub, peer, options: peer.close(options.get("code", 1000), options.get("why", "")),
    "disconnect": _disconnect,
    "black_hole": _black_hole,
    "ignore_close": _switch("ignore_close"),
    "mute_pings": _switch("mute_pings"),
    "mute_pongs": _switch("mute_pongs"),
    "pong_delay": _switch("pong_delay"),
    "hello": lambda hub, peer, options: hub.hello(peer),
    "text": _text,
    "bytes": _bytes,
    "binary": _binary,
    "invalid_utf8": _invalid_utf8,
    "half_frame": _half_frame,
}

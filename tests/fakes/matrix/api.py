"""The client-server API, as far as a bot uses it, strict about what it is sent."""

import asyncio
import json
from urllib.parse import unquote

from aiohttp import web

V3 = "/_matrix/client/v3"


def error(status: int, errcode: str, text: str = "", **more) -> web.Response:
    return web.json_response({"errcode": errcode, "error": text or errcode, **more}, status=status)


def place(token: str | None, otherwise: int) -> int:
    return int(token[1:]) if token and token[1:].isdigit() else otherwise


def checked(kind: str, content: dict) -> str:
    """Why an event would be refused; empty where it is good."""
    if len(json.dumps(content, ensure_ascii=False).encode()) > 64_000:
        return "M_TOO_LARGE"
    if kind == "m.room.message" and not (
        isinstance(content.get("body"), str)
        and content.get("msgtype") in ("m.notice", "m.text", "m.file", "m.image")
        and isinstance(content.get("m.mentions"), dict)
    ):
        return "M_BAD_JSON"
    return ""


class Answers:
    """One method a route."""

    def __init__(self, hs):
        self.hs = hs

    async def login(self, request):
        body = await request.json()
        self.hs.logins.append(body)
        if body.get("password") != self.hs.password or body["identifier"]["type"] != "m.id.user":
            return error(403, "M_FORBIDDEN")
        token = f"token-of-login-{len(self.hs.logins)}"
        self.hs.tokens = {token}
        more = self.refreshable() if self.hs.refreshes and body.get("refresh_token") is True else {}
        return web.json_response(
            {"user_id": self.hs.bot, "access_token": token, "device_id": body.get("device_id") or "DEVICE", **more}
        )

    def refreshable(self) -> dict:
        token = f"refresh-{len(self.hs.log)}"
        self.hs.refresh_tokens = {token}
        return {"refresh_token": token, "expires_in_ms": 300_000}

    async def refresh(self, request):
        if (await request.json()).get("refresh_token") not in self.hs.refresh_tokens:
            return error(401, "M_UNKNOWN_TOKEN", "", soft_logout=True)
        token = f"refreshed-{len(self.hs.log)}"
        self.hs.tokens = {token}
        return web.json_response({"access_token": token, **self.refreshable()})

    async def whoami(self, _):
        return web.json_response({"user_id": self.hs.bot, "device_id": "DEVICE"})

    async def display_name(self, request):
        user = unquote(request.match_info["user"])
        name = "Plumbline" if user == self.hs.bot else user[1:].split(":")[0].title()
        return web.json_response({"displayname": name})

    async def send(self, request):
        hs = self.hs
        room, kind, txn = (unquote(request.match_info[k]) for k in ("room", "kind", "txn"))
        content = await request.json()
        known = f"{kind} {room} {txn}"
        if known in hs.transactions:
            return web.json_response({"event_id": hs.transactions[known]})
        if room not in hs.rooms.rooms or hs.rooms.rooms[room].membership.get(hs.bot) != "join":
            return error(403, "M_FORBIDDEN")
        if kind == "m.reaction" and hs.reacted(room, hs.bot, content["m.relates_to"]):
            return error(400, "M_DUPLICATE_ANNOTATION")
        if why := checked(kind, content):
            return error(413 if why == "M_TOO_LARGE" else 400, why)
        event = hs.rooms.add(room, hs.bot, kind, content)
        event["unsigned"] = {"transaction_id": txn}
        hs.transactions[known] = event["event_id"]
        hs.touch()
        return web.json_response({"event_id": event["event_id"]})

    async def redact(self, request):
        hs = self.hs
        room, event, txn = (unquote(request.match_info[k]) for k in ("room", "event", "txn"))
        known = f"redact {room} {event} {txn}"
        if known not in hs.transactions:
            held = hs.rooms.event(room, event)
            if held is None or held["sender"] != hs.bot:
                return error(404 if held is None else 403, "M_NOT_FOUND" if held is None else "M_FORBIDDEN")
            held["content"] = {}
            made = hs.rooms.add(room, hs.bot, "m.room.redaction", {"redacts": event})
            hs.transactions[known] = made["event_id"]
            hs.touch()
        return web.json_response({"event_id": hs.transactions[known]})

    async def relations(self, request):
        room, event, relation, kind = (unquote(request.match_info[k]) for k in ("room", "event", "relation", "kind"))
        found = [
            e for _, e in self.hs.rooms.of(room)
            if e["type"] == kind and e["content"].get("m.relates_to", {}).get("event_id") == event
            and e["content"]["m.relates_to"].get("rel_type") == relation
        ]
        return web.json_response({"chunk": found[::-1]})

    async def join(self, request):
        hs = self.hs
        room = unquote(request.match_info["room"])
        if hs.joins_fail.get(room, 0) > 0:
            hs.joins_fail[room] -= 1
            return error(403, "M_FORBIDDEN", "not invited")
        known = hs.rooms.rooms.get(room)
        rule = known and known.state.get(("m.room.join_rules", ""), {}).get("content", {}).get("join_rule")
        if known is None or (known.membership.get(hs.bot) not in ("invite", "join") and rule != "public"):
            return error(403, "M_FORBIDDEN", "not invited")
        if known.membership.get(hs.bot) != "join":
            hs.rooms.add(room, hs.bot, "m.room.member", {"membership": "join"}, hs.bot)
        hs.touch()
        return web.json_response({"room_id": room})

    async def invite(self, request):
        room = unquote(request.match_info["room"])
        user = (await request.json())["user_id"]
        if self.hs.rooms.rooms[room].membership.get(user) == "join":
            return error(403, "M_FORBIDDEN", "already in the room")
        self.hs.rooms.add(room, self.hs.bot, "m.room.member", {"membership": "invite"}, user)
        self.hs.touch()
        return web.json_response({})

    async def leave(self, request):
        room = unquote(request.match_info["room"])
        content = {"membership": "leave", **await request.json()}
        self.hs.rooms.add(room, self.hs.bot, "m.room.member", content, self.hs.bot)
        self.hs.touch()
        return web.json_response({})

    async def create(self, request):
        body = await request.json()
        room = self.hs.rooms.new_room(body.get("name"), self.hs.bot)
        for user in body.get("invite", []):
            invite = {"membership": "invite", "is_direct": body.get("is_direct", False)}
            self.hs.rooms.add(room, self.hs.bot, "m.room.member", invite, user)
        self.hs.touch()
        return web.json_response({"room_id": room})

    async def held_account_data(self, _):
        return web.json_response(self.hs.direct) if self.hs.direct else error(404, "M_NOT_FOUND")

    async def account_data(self, request):
        self.hs.direct = await request.json()
        return web.json_response({})

    async def state(self, request):
        room = self.hs.rooms.rooms.get(unquote(request.match_info["room"]))
        held = room and room.state.get((request.match_info["kind"], ""))
        return web.json_response(held["content"]) if held else error(404, "M_NOT_FOUND")

    async def event(self, request):
        room, event = (unquote(request.match_info[k]) for k in ("room", "event"))
        held = self.hs.rooms.event(room, event)
        return web.json_response(held) if held else error(404, "M_NOT_FOUND")

    async def messages(self, request):
        rooms = self.hs.rooms
        room = unquote(request.match_info["room"])
        limit = int(request.query.get("limit", "10"))
        if request.query["dir"] == "b":
            end = place(request.query.get("from"), len(rooms.stream))
            start = place(request.query.get("to"), 0)
            found = list(reversed(rooms.of(room, start, end)))[:limit]
            after = f"t{found[-1][0]}" if found else None
        else:
            start = place(request.query.get("from"), 0)
            found = rooms.of(room, start)[:limit]
            after = f"t{found[-1][0] + 1}" if found else None
        page = {"chunk": [e for _, e in found], "start": request.query.get("from", "")}
        if after:
            page["end"] = after
        return web.json_response(page)

    async def upload(self, request):
        self.hs.media.append((request.headers["Content-Type"], await request.read()))
        return web.json_response({"content_uri": f"mxc://example.org/m{len(self.hs.media)}"})

    async def filter(self, request):
        if not self.hs.keeps_filters:
            return error(404, "M_UNRECOGNIZED")
        name = str(len(self.hs.filters))
        self.hs.filters[name] = await request.json()
        return web.json_response({"filter_id": name})

    async def members(self, request):
        held = self.hs.rooms.rooms[unquote(request.match_info["room"])].state
        names = {user: e["content"] for (kind, user), e in held.items() if kind == "m.room.member"}
        joined = {u: {"display_name": c.get("displayname")} for u, c in names.items() if c["membership"] == "join"}
        return web.json_response({"joined": joined})

    async def joined_rooms(self, _):
        rooms = self.hs.rooms.rooms.values()
        return web.json_response({"joined_rooms": [r.id for r in rooms if r.membership.get(self.hs.bot) == "join"]})

    async def sync(self, request):
        return await answer_sync(self.hs, request)


def add_routes(app: web.Application, hs) -> None:
    answers = Answers(hs)

    def authorized(handler):
        async def inner(request: web.Request):
            token = request.headers.get("Authorization", "").removeprefix("Bearer ")
            if token not in hs.tokens:
                return error(401, "M_UNKNOWN_TOKEN", "", soft_logout=hs.soft_logout)
            return await handler(request)

        return inner

    app.router.add_route("POST", V3 + "/login", answers.login)
    app.router.add_route("POST", V3 + "/refresh", answers.refresh)
    for method, path, handler in (
        ("GET", V3 + "/account/whoami", answers.whoami),
        ("GET", V3 + "/profile/{user}/displayname", answers.display_name),
        ("PUT", V3 + "/rooms/{room}/send/{kind}/{txn}", answers.send),
        ("PUT", V3 + "/rooms/{room}/redact/{event}/{txn}", answers.redact),
        ("GET", "/_matrix/client/v1/rooms/{room}/relations/{event}/{relation}/{kind}", answers.relations),
        ("POST", V3 + "/join/{room}", answers.join),
        ("POST", V3 + "/rooms/{room}/invite", answers.invite),
        ("POST", V3 + "/rooms/{room}/leave", answers.leave),
        ("POST", V3 + "/createRoom", answers.create),
        ("GET", V3 + "/user/{user}/account_data/m.direct", answers.held_account_data),
        ("PUT", V3 + "/user/{user}/account_data/m.direct", answers.account_data),
        ("GET", V3 + "/rooms/{room}/state/{kind}", answers.state),
        ("GET", V3 + "/rooms/{room}/joined_members", answers.members),
        ("GET", V3 + "/rooms/{room}/event/{event}", answers.event),
        ("GET", V3 + "/rooms/{room}/messages", answers.messages),
        ("POST", "/_matrix/media/v3/upload", answers.upload),
        ("GET", V3 + "/sync", answers.sync),
        # What other clients ask for.
        ("POST", V3 + "/user/{user}/filter", answers.filter),
        ("GET", V3 + "/joined_rooms", answers.joined_rooms),
    ):
        app.router.add_route(method, path, authorized(handler))


def joined_part(hs, room, since: int | None, until: int, unwanted: list[str]) -> dict | None:
    start = 0 if since is None else since
    # Who was not in the room sees all of it that is kept for newcomers.
    newcomer = since is not None and room.changed_at >= since
    happened = hs.rooms.of(room.id, 0 if newcomer else start, until)
    # As in Synapse, state that the filter keeps out of the timeline is told nowhere.
    events = [(at, e) for at, e in happened if e["sender"] not in unwanted]
    left_out = {id(e) for _, e in happened} - {id(e) for _, e in events}
    if since is not None and not events and not newcomer:
        return None
    timeline = events[-hs.timeline_limit :]
    limited = len(timeline) < len(events) and since is not None
    before = timeline[0][0] if timeline else until
    shown = {id(e) for _, e in timeline}
    whole = since is None or newcomer
    state = [
        e
        for e in room.state.values()
        if id(e) not in shown | left_out and (whole or any(e is known for _, known in events))
    ]
    part = {"timeline": {"events": [e for _, e in timeline], "limited": limited}, "state": {"events": state}}
    if hs.gives_prev_batch:
        part["timeline"]["prev_batch"] = f"t{before}"
    return part


def whole_answer(hs, since: int | None, unwanted: list[str]) -> dict:
    until = len(hs.rooms.stream)
    rooms = {"join": {}, "invite": {}, "leave": {}}
    for room in hs.rooms.rooms.values():
        mine = room.membership.get(hs.bot)
        if mine == "join":
            if part := joined_part(hs, room, since, until, unwanted):
                rooms["join"][room.id] = part
        elif mine == "invite" and (since is None or room.changed_at >= since):
            stripped = [
                {k: e[k] for k in ("type", "sender", "content", "state_key")} for e in room.state.values()
            ]
            rooms["invite"][room.id] = {"invite_state": {"events": stripped}}
        elif mine in ("leave", "ban") and since is not None and room.changed_at >= since:
            rooms["leave"][room.id] = {"timeline": {"events": []}}
    answer = {"next_batch": f"s{until}", "rooms": {k: v for k, v in rooms.items() if v}}
    if since is None and hs.direct:
        answer["account_data"] = {"events": [{"type": "m.direct", "content": hs.direct}]}
    return answer


async def answer_sync(hs, request: web.Request) -> web.Response:
    wanted = request.query.get("filter", "{}")
    if not wanted.startswith("{") and wanted not in hs.filters:
        return error(404, "M_NOT_FOUND")
    asked = json.loads(wanted) if wanted.startswith("{") else hs.filters[wanted]
    timeline = asked.get("room", {}).get("timeline", {})
    unwanted = timeline.get("not_senders", []) if hs.leaves_out_senders else []
    token = request.query.get("since")
    since = None if token is None else place(token, 0)
    deadline = asyncio.get_running_loop().time() + int(request.query.get("timeout", "0")) / 1000
    while hs.hold_polls:
        answer = whole_answer(hs, since, unwanted)
        left = deadline - asyncio.get_running_loop().time()
        if answer["rooms"] or since is None or left <= 0:
            return web.json_response(answer)
        waiter = asyncio.Event()
        hs.waiters.add(waiter)
        hs.polls += 1
        hs.heard()
        try:
            await asyncio.wait_for(waiter.wait(), left)
        except TimeoutError:
            pass
        finally:
            hs.waiters.discard(waiter)
    return web.json_response(whole_answer(hs, since, unwanted))

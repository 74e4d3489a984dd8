"""A second Slack, as small as one can be: nothing that a program may do without, and no key that may be left out.

It shares nothing with `tests/fakes/slack`, so that a reading of Slack's documentation which both the bot and that
fake have wrong shows here. Web API methods that it is not told of are `unknown_method`.
"""

import asyncio
import json
import threading
import time
import uuid

from aiohttp import WSMsgType, web

WAIT_SECONDS = 10.0
METHODS = ("auth.test", "apps.connections.open", "chat.postMessage", "chat.update", "chat.postEphemeral", "views.open")


class Minimal:
    """Runs in a thread of its own; what happened is read from its lists under `changed`."""

    def __init__(self, methods: tuple = METHODS, keeps_metadata: bool = False) -> None:
        self.methods = methods
        self.keeps_metadata = keeps_metadata
        self.changed = threading.Condition()
        self.calls: list = []
        self.messages: list = []
        self.whispers: list = []
        self.views: list = []
        self.acks: dict = {}
        self.acked_on: dict = {}
        self.sockets: dict = {}
        self.greeted = 0
        # What goes wrong with the next calls of a method: (method, what, how often).
        self.faults: list = []
        self.withheld: dict[str, asyncio.Event] = {}
        self.loop = asyncio.new_event_loop()
        self.port = 0
        started = threading.Event()
        self.thread = threading.Thread(target=self.run, args=(started,), daemon=True)
        self.thread.start()
        started.wait(WAIT_SECONDS)

    def environment(self) -> dict:
        return {"SLACK_APP_TOKEN": "xapp-1-A1-1-abc", "SLACK_BOT_TOKEN": "xoxb-1-1-abc",
                "SLACK_API_URL": f"http://127.0.0.1:{self.port}/api/"}

    def run(self, started: threading.Event) -> None:
        asyncio.set_event_loop(self.loop)
        app = web.Application()
        app.router.add_post("/api/{method}", self.answer)
        app.router.add_get("/link", self.link)
        self.runner = web.AppRunner(app)
        self.loop.run_until_complete(self.runner.setup())
        site = web.TCPSite(self.runner, "127.0.0.1", 0)
        self.loop.run_until_complete(site.start())
        self.port = site._server.sockets[0].getsockname()[1]
        started.set()
        self.loop.run_forever()
        self.loop.close()

    def stop(self) -> None:
        async def end() -> None:
            others = asyncio.all_tasks() - {asyncio.current_task()}
            for task in others:
                task.cancel()
            await asyncio.gather(*others, return_exceptions=True)
            await self.runner.cleanup()
            self.loop.stop()

        asyncio.run_coroutine_threadsafe(end(), self.loop)
        self.thread.join(WAIT_SECONDS)

    # ------------------------------------------------------------------------------------- the Web API

    async def answer(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        if request.content_type == "application/json":
            said = await request.json()
        else:
            said = dict(await request.post())
        with self.changed:
            self.calls.append((method, said, time.monotonic()))
            fault = next((f for f in self.faults if f[0] == method and f[2] > 0), None)
            if fault:
                fault[2] -= 1
            self.changed.notify_all()
        if fault and fault[1] == "hang":
            await asyncio.sleep(3600)
        if fault and not fault[1].get("after"):
            return web.Response(**fault[1]["answer"])
        body = {"ok": False, "error": "unknown_method"}
        if method in self.methods:
            body = {"ok": True, **getattr(self, method.replace(".", "_"))(said)}
        if fault:
            return web.Response(**fault[1]["answer"])
        if method in self.withheld:
            await self.withheld[method].wait()
        return web.json_response(body)

    def withhold(self, method: str):
        """Does what is asked of a method, but keeps its answers back until the function given back is called."""
        event = self.withheld[method] = asyncio.Event()
        return lambda: self.loop.call_soon_threadsafe(event.set)

    def auth_test(self, _said: dict) -> dict:
        return {"team_id": "T1", "user_id": "UBOT"}

    def apps_connections_open(self, _said: dict) -> dict:
        return {"url": f"ws://127.0.0.1:{self.port}/link?ticket={uuid.uuid4()}"}

    def note(self, where: list, said: dict) -> str:
        with self.changed:
            ts = f"{int(time.time())}.{len(self.messages) + len(self.whispers):06d}"
            where.append({**said, "ts": ts})
            self.changed.notify_all()
        return ts

    def chat_postMessage(self, said: dict) -> dict:
        return {"channel": said["channel"], "ts": self.note(self.messages, said)}

    def chat_postEphemeral(self, said: dict) -> dict:
        return {"message_ts": self.note(self.whispers, said)}

    def chat_update(self, said: dict) -> dict:
        with self.changed:
            old = next(m for m in self.messages if (m["channel"], m["ts"]) == (said["channel"], said["ts"]))
            old.update(said)
            old["edited"] = True
            self.changed.notify_all()
        return {"ts": said["ts"]}

    def views_open(self, said: dict) -> dict:
        self.note(self.views, said)
        return {}

    def users_info(self, said: dict) -> dict:
        return {"user": {"id": said["user"]}}

    def conversations_history(self, said: dict) -> dict:
        kept = [m for m in self.messages if m["channel"] == said["channel"]]
        if not self.keeps_metadata:
            kept = [{key: value for key, value in m.items() if key != "metadata"} for m in kept]
        return {"messages": kept[::-1]}

    conversations_replies = conversations_history

    # ------------------------------------------------------------------------------------- Socket Mode

    async def link(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        number = self.greeted
        await socket.send_json({"type": "hello"})
        with self.changed:
            self.greeted += 1
            self.sockets[number] = socket
            self.changed.notify_all()
        async for message in socket:
            if message.type != WSMsgType.TEXT:
                continue
            ack = json.loads(message.data)
            with self.changed:
                self.acks[ack["envelope_id"]] = ack.get("payload")
                self.acked_on[ack["envelope_id"]] = number
                self.changed.notify_all()
        with self.changed:
            self.sockets.pop(number, None)
            self.changed.notify_all()
        return socket

    def tell(self, frame: dict, number: int | None = None) -> None:
        """A frame on one socket; on the newest where none is named."""
        with self.changed:
            socket = self.sockets[max(self.sockets) if number is None else number]
        asyncio.run_coroutine_threadsafe(socket.send_json(frame), self.loop).result(WAIT_SECONDS)

    def hang_up(self, number: int) -> None:
        with self.changed:
            socket = self.sockets[number]
        asyncio.run_coroutine_threadsafe(socket.close(), self.loop).result(WAIT_SECONDS)

    def send(self, kind: str, payload: dict, number: int | None = None, **more) -> str:
        """An envelope; its id."""
        envelope = str(uuid.uuid4())
        self.tell({"type": kind, "envelope_id": envelope, "payload": payload, **more}, number)
        return envelope

    # ------------------------------------------------------------------------------------- waiting

    def until(self, what, seconds: float = WAIT_SECONDS):
        """What `what` answers as soon as that is true; the test fails where it never is."""
        with self.changed:
            end = time.monotonic() + seconds
            while not (found := what()):
                if not self.changed.wait(end - time.monotonic()):
                    seen = "\n".join(str(call)[:200] for call in self.calls[-10:])
                    raise AssertionError(f"it did not come within {seconds} s; the last calls:\n{seen}")
            return found

    def acked(self, envelope: str, seconds: float = 3.0) -> dict | None:
        self.until(lambda: envelope in self.acks, seconds)
        return self.acks[envelope]

    def message(self, words: str, where: str = "messages", **keys) -> dict:
        """The newest message whose text or blocks hold the words."""
        return self.until(lambda: next(
            (m for m in reversed(getattr(self, where))
             if words in m.get("text", "") + json.dumps(m.get("blocks", []), ensure_ascii=False)
             and all(m.get(key) == value for key, value in keys.items())), None))

"""The tour that any app on an official client takes (app.mjs here, app.py beside it)."""

from tests.fakes.slack.client import FakeError, Slack

BOT = "U0PLUMB01"
RECONNECT_SECONDS = 30.0


class Tour:
    """Each ``check`` is one line of the report."""

    def __init__(self, slack: Slack, client: str) -> None:
        self._slack = slack
        self._client = client
        self._failed: list[str] = []
        self._passed = 0

    def check(self, what: str, fits, seen="") -> None:
        if fits:
            self._passed += 1
        else:
            self._failed.append(what)
        print(f"{'ok  ' if fits else 'FAIL'} {what}{f' ({seen})' if seen and not fits else ''}", flush=True)

    def verdict(self) -> int:
        """The exit status, after the last line."""
        print(f"{self._client} and the fake Slack: {self._passed} checks passed, {len(self._failed)} failed")
        return 1 if self._failed else 0

    def walk(self) -> None:
        """Every stop, in the order a user would meet them."""
        stops = [
            self._start,
            self._command,
            self._mention,
            self._button_and_form,
            self._whisper,
            self._lookups,
            self._message_shortcut,
            self._home,
            self._upload,
            self._limits,
            self._refresh,
            self._manners,
        ]
        for stop in stops:
            try:
                stop()
            except FakeError as error:
                self.check(stop.__name__.strip("_").replace("_", " "), False, str(error))

    def _start(self) -> None:
        slack = self._slack
        slack.wait_connections(1, RECONNECT_SECONDS)
        opened = slack.calls("apps.connections.open")
        self.check("start: a ticket, the socket, hello", opened and opened[0]["token_in"] == "header")
        self.check("start: auth.test answered", any(each["ok"] for each in slack.calls("auth.test")))

    def _command(self) -> None:
        slack = self._slack
        ack = slack.slash("hello")
        self.check("slash command acknowledged in 3 s", ack["outcome"] == "acked", ack)
        self.check(
            "its payload is a message to the person alone", slack.entries(action="ephemeral", via="slash_ack")
        )

    def _mention(self) -> None:
        slack = self._slack
        said = slack.say(f"<@{BOT}> ping & <script>", wait=True)
        kinds = sorted(each["label"] for each in said["sent"])
        self.check(
            "a mention arrives as message and app_mention", kinds == ["event:app_mention", "event:message"]
        )
        answer = slack.wait_message("heard", thread_ts=said["message"]["ts"])
        self.check(
            "it is answered in its thread, escaped as it came",
            answer["text"] == "heard &lt;script&gt;",
            answer,
        )

    def _button_and_form(self) -> None:
        slack = self._slack
        slack.slash("card")
        card = slack.wait_message("CR-1 Guest checkout")
        self.card = card
        self.check("a button's press is acknowledged", slack.press(card, "assess")["outcome"] == "acked")
        slack.wait(kind="view", action="opened", callback_id="assessment")
        self.check("the button opened a form", True)
        values = {"effort": {"days": "none"}, "level": {"pick": "high"}}
        slack.submit(values)
        shown = slack.wait(kind="view_errors")[0]["errors"]
        self.check("an error lands on its field", shown == {"effort": "a number of days, e.g. 3"}, shown)
        kept = slack.state()["views"]["U0ANA00001"][0]["state"]["values"]["level"]["pick"]
        self.check("what was chosen is kept", kept["selected_option"]["value"] == "high", kept)
        slack.submit({"effort": {"days": "3"}})
        edited = slack.wait_message("3 days, high", action="updated")
        self.check("the submission edits the card", edited["ts"] == card["ts"])
        self.check("and closes the form", slack.state()["views"]["U0ANA00001"] == [])
        reaction = slack.wait(kind="message", action="reactions", ts=card["ts"])
        self.check("a reaction is placed", reaction[0]["message"]["reactions"][0]["name"] == "eyes")

    def _whisper(self) -> None:
        slack, seq = self._slack, self._slack.seq()
        slack.press(self.card, "whisper")
        only = slack.wait_message("only for you", action="ephemeral", after=seq)
        self.check("an ephemeral message reaches one person", only["ephemeral_to"] == "U0ANA00001")
        slack.wait_message("by response_url", action="ephemeral", after=seq)
        self.check("response_url answers", True)

    def _lookups(self) -> None:
        slack = self._slack
        found = slack.slash("find")["payload"]["text"]
        self.check("metadata finds a message again", found == f"found {self.card['ts']}", found)
        who = slack.slash("who")["payload"]["text"]
        self.check("users.info and conversations.members", who == "ana of 7 in Europe/Berlin", who)

    def _message_shortcut(self) -> None:
        slack = self._slack
        said = slack.say("please add dark mode", user="ben")["message"]
        slack.act(
            "message_shortcut", user="cho", callback_id="record", channel="launch", ts=said["ts"], wait=True
        )
        answer = slack.wait_message("recorded: please add dark mode", thread_ts=said["ts"])
        self.check("a message shortcut answers in the message's thread", answer)

    def _home(self) -> None:
        slack = self._slack
        slack.act("open_home", user="ben", wait=True)
        slack.wait(kind="view", action="published", user="U0BEN00001")
        self.check("the home tab is published", True)

    def _upload(self) -> None:
        slack = self._slack
        ack = slack.slash("upload")
        self.check("a file goes up in three steps", (ack["payload"] or {}).get("text") == "uploaded 1", ack)
        self.check("and is shared", slack.wait(kind="message", via="files.completeUploadExternal"))

    def _limits(self) -> None:
        slack = self._slack
        slack.fault("chat.postMessage", "rate_limit", retry_after=1)
        ack = slack.slash("busy")
        calls = [
            each for each in slack.calls("chat.postMessage") if each["args"].get("text") == "after the wait"
        ]
        waited = calls[-1]["at"] - calls[0]["at"]
        self.check(
            "429 is waited out", [each["status"] for each in calls] == [429, 200] and waited >= 1, waited
        )
        self.check("and the message sent once", (ack["payload"] or {}).get("text") == "posted true", ack)
        told = slack.slash("wrong")["payload"]["text"]
        wanted = "invalid_blocks: [ERROR] must be less than 151 characters [json-pointer:/blocks/0/text/text]"
        self.check("blocks over a limit are refused in Slack's words", told == wanted, told)

    def _refresh(self) -> None:
        slack, seq = self._slack, self._slack.seq()
        slack.line("disconnect", reason="refresh_requested", close_after=0.5)
        threads = [slack.say(f"<@{BOT}> during {number}")["message"]["ts"] for number in range(20)]
        slack.wait(kind="hello", after=seq, timeout=RECONNECT_SECONDS)
        slack.settle()
        slack.control("retry_now")
        slack.settle()
        for number, thread in enumerate(threads):
            slack.wait_message(f"heard {number}", thread_ts=thread, after=seq)
        # What Bolt says is an event to it, too.
        slack.settle()
        self.check("20 mentions during a refresh are all answered", True)
        events = slack.control("events")["events"]
        unheard = [each for each in events if not each["acked"]]
        self.check("every event was acknowledged in the end", not unheard, unheard)

    def _manners(self) -> None:
        told = [each["what"] for each in self._slack.violations() if each["what"] != "pace"]
        self.check("nothing was done against Slack's rules", not told, told)

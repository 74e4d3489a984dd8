"""The tour's app on Slack's own slack_sdk for Python; what each command must answer is in ../bolt/tour.py."""

import json
import logging
import os
import signal
import sys
import threading

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler
from slack_sdk.socket_mode import SocketModeClient
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.webhook import WebhookClient

logging.basicConfig(level=logging.CRITICAL)


def plain(text: str) -> dict:
    return {"type": "plain_text", "text": text}


def card(title: str, note: str) -> list:
    names = (("assess", "Assess"), ("whisper", "Whisper"))
    buttons = [{"type": "button", "action_id": name, "text": plain(label)} for name, label in names]
    return [
        {"type": "header", "text": plain(title)},
        {"type": "section", "text": {"type": "mrkdwn", "text": note}},
        {"type": "actions", "elements": buttons},
    ]


def form(message: dict) -> dict:
    options = [{"text": plain(name), "value": name} for name in ("high", "low")]
    fields = (
        ("effort", "Effort", {"type": "plain_text_input", "action_id": "days"}),
        ("level", "Confidence", {"type": "static_select", "action_id": "pick", "options": options}),
    )
    return {
        "type": "modal",
        "callback_id": "assessment",
        "private_metadata": json.dumps(message),
        "title": plain("Assess"),
        "submit": plain("Save"),
        "blocks": [
            {"type": "input", "block_id": name, "label": plain(label), "element": element}
            for name, label, element in fields
        ],
    }


class Commands:
    """One method a sub-command; its answer rides in the acknowledgement."""

    def __init__(self, web: WebClient) -> None:
        self._web = web

    def hello(self, _given: dict) -> str:
        return "hello <@U0ANA00001>"

    def card(self, given: dict) -> str:
        posted = self._web.chat_postMessage(
            channel=given["channel_id"],
            text="CR-1 Guest checkout",
            blocks=card("CR-1 Guest checkout", "because *shops* ask"),
            metadata={"event_type": "card", "event_payload": {"key": "row-17"}},
        )
        return f"posted {posted['ts']}"

    def find(self, given: dict) -> str:
        found = self._web.conversations_history(channel=given["channel_id"], include_all_metadata=True)
        for message in found["messages"]:
            if message.get("metadata", {}).get("event_payload", {}).get("key") == "row-17":
                return f"found {message['ts']}"
        return "found nothing"

    def who(self, given: dict) -> str:
        user = self._web.users_info(user=given["user_id"])["user"]
        members = self._web.conversations_members(channel=given["channel_id"])["members"]
        return f"{user['name']} of {len(members)} in {user['tz']}"

    def upload(self, given: dict) -> str:
        done = self._web.files_upload_v2(
            channel=given["channel_id"], filename="plan.csv", content="a,b\n1,2\n"
        )
        return f"uploaded {len(done['files'])}"

    def busy(self, given: dict) -> str:
        posted = self._web.chat_postMessage(channel=given["channel_id"], text="after the wait")
        return f"posted {str(posted['ok']).lower()}"

    def wrong(self, given: dict) -> str:
        try:
            self._web.chat_postMessage(channel=given["channel_id"], text="x", blocks=card("x" * 151, "y"))
        except SlackApiError as error:
            return f"{error.response['error']}: {error.response['response_metadata']['messages'][0]}"
        return "accepted"


class App:
    """Acknowledges, then acts."""

    def __init__(self, web: WebClient) -> None:
        self._web = web
        self._commands = Commands(web)

    def hear(self, client: SocketModeClient, request) -> None:
        payload = request.payload
        if request.type == "slash_commands":
            answer = getattr(self._commands, payload["text"].split(" ")[0])(payload)
            self._ack(client, request, {"text": answer})
        elif request.type == "events_api":
            self._ack(client, request)
            self._event(payload["event"])
        elif payload["type"] == "view_submission":
            self._submission(client, request, payload)
        else:
            self._ack(client, request)
            self._act(payload)

    def _ack(self, client: SocketModeClient, request, payload: dict | None = None) -> None:
        client.send_socket_mode_response(SocketModeResponse(envelope_id=request.envelope_id, payload=payload))

    def _event(self, event: dict) -> None:
        if event["type"] == "app_mention":
            said = f"heard {event['text'].split(' ')[-1]}"
            thread_ts = event.get("thread_ts", event["ts"])
            self._web.chat_postMessage(channel=event["channel"], text=said, thread_ts=thread_ts)
        elif event["type"] == "app_home_opened":
            block = {"type": "section", "text": {"type": "mrkdwn", "text": "your work"}}
            self._web.views_publish(user_id=event["user"], view={"type": "home", "blocks": [block]})

    def _act(self, payload: dict) -> None:
        channel = payload["channel"]["id"]
        if payload["type"] == "message_action":
            text = f"recorded: {payload['message']['text']}"
            self._web.chat_postMessage(channel=channel, thread_ts=payload["message_ts"], text=text)
        elif payload["actions"][0]["action_id"] == "assess":
            where = {"channel": channel, "ts": payload["message"]["ts"]}
            self._web.views_open(trigger_id=payload["trigger_id"], view=form(where))
        else:
            self._web.chat_postEphemeral(channel=channel, user=payload["user"]["id"], text="only for you")
            WebhookClient(payload["response_url"]).send(text="by response_url", replace_original=False)

    def _submission(self, client: SocketModeClient, request, payload: dict) -> None:
        values = payload["view"]["state"]["values"]
        days = values["effort"]["days"]["value"]
        if not days.isdigit():
            errors = {"effort": "a number of days, e.g. 3"}
            self._ack(client, request, {"response_action": "errors", "errors": errors})
            return
        self._ack(client, request)
        where = json.loads(payload["view"]["private_metadata"])
        level = values["level"]["pick"]["selected_option"]["value"]
        text = f"CR-1 assessed by {payload['user']['name']}: {days} days, {level}"
        self._web.chat_update(**where, text=text, blocks=card("CR-1 Guest checkout", text))
        self._web.reactions_add(channel=where["channel"], timestamp=where["ts"], name="eyes")


def main() -> int:
    base = os.environ["SLACK_API_URL"]
    web = WebClient(token=os.environ["SLACK_BOT_TOKEN"], base_url=base)
    web.retry_handlers.append(RateLimitErrorRetryHandler(max_retry_count=2))
    app_web = WebClient(base_url=base)
    client = SocketModeClient(app_token=os.environ["SLACK_APP_TOKEN"], web_client=app_web)
    client.socket_mode_request_listeners.append(App(web).hear)
    try:
        web.auth_test()
        client.connect()
    except SlackApiError as error:
        print(f"cannot start: {error.response['error']}", file=sys.stderr)
        return 3
    stopped = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopped.set())
    stopped.wait()
    client.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())

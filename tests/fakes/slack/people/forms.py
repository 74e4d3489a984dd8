"""Modals from a person's side: filling in, submitting, closing, and what the answer does to them."""

from ..messages import elements_of
from ..webapi.call import ApiError
from ..webapi.views import refuse_bad_view
from ..views import state_of
from ..wire.delivery import ACKED, Delivery
from . import payloads
from .clicks import CannotHappen, chosen, find_element


class Forms:
    """``values`` of a submission are {block_id: {action_id: what is typed or chosen}}."""

    def __init__(self, fake, people) -> None:
        self._fake = fake
        self._people = people

    def top(self, user: str) -> dict | None:
        """The modal this person has in front, if any."""
        stack = self._fake.views.stacks.get(self._people.user(user).id, [])
        return self._fake.views.all[stack[-1]] if stack else None

    def _on_top(self, user: str, view_id: str) -> dict:
        view = self.top(user)
        if view is None or view_id not in ("", view["id"]):
            raise CannotHappen(f"{user} has no view {view_id or 'open'} in front")
        return view

    def submit(self, user: str, values: dict, view_id: str = "", connection: int | None = None) -> Delivery:
        """Fill in and submit the modal in front. What the client itself would refuse cannot happen."""
        person, view = self._people.user(user), self._on_top(user, view_id)
        if view.get("submit") is None:
            raise CannotHappen("the view has no submit button")
        state = state_of(view["blocks"], view["state"]["values"])
        for block_id, actions in values.items():
            for action_id, value in actions.items():
                _, element = find_element(view["blocks"], action_id, block_id, "")
                typed = {"type": element["type"], **chosen(element, value)}
                state[block_id][action_id] = typed
        self._refuse_gaps(view, state)
        view["state"] = {"values": state}
        payload = payloads.view_submission(
            person, self._fake.views.trigger(person.id, view["id"]), dict(view)
        )

        def ended(delivery: Delivery) -> None:
            self._answered(delivery, person.id, view)

        return self._fake.hub.deliver(
            "interactive", payload, "view_submission", wanted=connection, on_end=ended
        )

    def _refuse_gaps(self, view: dict, state: dict) -> None:
        for block in view["blocks"]:
            if block["type"] != "input" or block.get("optional"):
                continue
            element = elements_of(block)[0]
            entry = state[block["block_id"]][element["action_id"]]
            if not any(value for key, value in entry.items() if key != "type"):
                raise CannotHappen(f"{block['block_id']} must be filled in")

    def close(self, user: str, view_id: str = "", clear: bool = False) -> Delivery | None:
        """Close the modal in front, or all of them; told to the app where it asked for that."""
        person, view = self._people.user(user), self._on_top(user, view_id)
        self._fake.views.close(person.id, view["id"], clear)
        if not view["notify_on_close"]:
            return None
        payload = payloads.view_closed(person, dict(view), clear)
        return self._fake.hub.deliver("interactive", payload, "view_closed")

    def suggest(self, user: str, action_id: str, value: str, view_id: str = "") -> Delivery:
        """Type into an external select, which asks the app for options."""
        person, view = self._people.user(user), self._on_top(user, view_id)
        block, element = find_element(view["blocks"], action_id, "", "")
        where = {"container": {"type": "view", "view_id": view["id"]}, "view": dict(view)}
        payload = payloads.block_suggestion(person, element, block["block_id"], value, where)
        return self._fake.hub.deliver("interactive", payload, "block_suggestion")

    def _answered(self, delivery: Delivery, user: str, view: dict) -> None:
        log, views = self._fake.log, self._fake.views
        if delivery.outcome != ACKED:
            log.add("user_sees", user=user, view_id=view["id"], error="trouble connecting")
            return
        answer = delivery.payload or {}
        action = answer.get("response_action", "")
        if action in ("", "clear"):
            if answer and not action:
                log.violation("bad_ack_payload", error="no response_action", payload=answer)
            views.close(user, view["id"], action == "clear")
        elif action == "errors":
            self._show_errors(user, view, answer.get("errors"))
        elif action in ("update", "push"):
            self._show_view(user, view, action, answer.get("view"))
        else:
            log.violation("bad_ack_payload", error=f"response_action {action}")

    def _show_errors(self, user: str, view: dict, errors) -> None:
        inputs = {block["block_id"] for block in view["blocks"] if block["type"] == "input"}
        fits = isinstance(errors, dict) and errors and all(isinstance(each, str) for each in errors.values())
        if not fits or set(errors) - inputs:
            self._fake.log.violation("bad_view_errors", errors=errors, inputs=sorted(inputs))
            return
        self._fake.log.add("view_errors", user=user, view_id=view["id"], errors=errors)

    def _show_view(self, user: str, view: dict, action: str, given) -> None:
        try:
            refuse_bad_view(given, "modal")
            if action == "push":
                self._fake.views.open(user, given, over=view["id"])
            else:
                self._fake.views.replace(user, view, given)
        except ApiError as refused:
            self._fake.log.violation("bad_ack_payload", error=refused.error, more=refused.more)

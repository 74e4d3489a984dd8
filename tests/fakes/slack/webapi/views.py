"""views.*"""

from ..schema.views import too_large, wrong_in_view
from .call import ApiError, Call, invalid_arguments, method


def checked(call: Call, kind: str) -> dict:
    """The view of this call. Raises ApiError where Slack would refuse it."""
    view = call.args.get("view")
    if view is None:
        raise invalid_arguments("missing required field: view")
    refuse_bad_view(view, kind)
    return view


def refuse_bad_view(view, kind: str) -> None:
    wrong = wrong_in_view(view, kind)
    if wrong:
        raise invalid_arguments(*wrong)
    if too_large(view):
        raise ApiError("view_too_large")


def _trigger(fake, call: Call):
    return fake.views.take(call.text("trigger_id"))


@method("views.open")
def views_open(fake, call: Call) -> dict:
    view = checked(call, "modal")
    return {"view": fake.views.open(_trigger(fake, call).user, view)}


@method("views.push")
def views_push(fake, call: Call) -> dict:
    view = checked(call, "modal")
    trigger = _trigger(fake, call)
    if not trigger.view_id:
        raise invalid_arguments("a view is pushed from a view only [json-pointer:/trigger_id]")
    return {"view": fake.views.open(trigger.user, view, over=trigger.view_id)}


@method("views.update")
def views_update(fake, call: Call) -> dict:
    wanted, external = call.text("view_id", ""), call.text("external_id", "")
    if not wanted and not external:
        raise invalid_arguments("missing required field: view_id")
    old = next(
        (
            each
            for each in fake.views.all.values()
            if each["id"] == wanted or (external and each["external_id"] == external)
        ),
        None,
    )
    if old is None:
        raise ApiError("not_found")
    view = checked(call, old["type"])
    return {"view": fake.views.update(old, view, call.text("hash", ""))}


@method("views.publish")
def views_publish(fake, call: Call) -> dict:
    user = call.text("user_id")
    view = checked(call, "home")
    if user not in fake.world.users:
        raise invalid_arguments("invalid user_id")
    if not fake.settings.home_enabled:
        raise ApiError("not_enabled")
    return {"view": fake.views.publish(user, view, call.text("hash", ""))}

"""The door of the Web API: token, body, pace, faults, the method itself, and the log of it all."""

import asyncio
import weakref

from aiohttp import web

from .body import decode_nested, read_arguments
from .call import METHODS, ApiError, Call, Method

HANG_SECONDS = 600.0
SECRET = {"token"}


class Gate:
    """``handle`` answers ``/api/<method>``."""

    def __init__(self, fake) -> None:
        self._fake = fake
        # Connections that have carried a call.
        self._used = weakref.WeakSet()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Slack answers 200 even to failures; only 429 and planned faults differ."""
        name = request.match_info["method"]
        began = self._fake.log.now()
        method = METHODS.get(name)
        body = await request.read()
        kept = request.transport in self._used
        self._used.add(request.transport)
        args, warnings, failed = self._read(request, method, body)
        fault = self._fake.faults.take(name, args)
        if fault and fault.do == "stale" and not kept:
            fault = None
        if fault and not fault.effect:
            spoilt = await self._spoil(request, fault, name)
            if spoilt is not None:
                self._note(request, name, args, began, None, spoilt.status, fault)
                return spoilt
        wait = self._fake.pacing.too_soon(name, str(args.get("channel", "")))
        if wait:
            answer, status = {"ok": False, "error": "ratelimited"}, 429
        else:
            answer, status = self._answer(request, method, args, warnings, failed), 200
        entry = self._note(request, name, args, began, answer, status, fault)
        if fault and fault.effect:
            spoilt = await self._spoil(request, fault, name)
            if spoilt is not None:
                entry["status"] = spoilt.status
                return spoilt
        headers = self._scope_headers(method, answer)
        if wait:
            headers["Retry-After"] = str(wait)
        return web.json_response(answer, status=status, headers=headers)

    def _read(self, request, method: Method | None, body: bytes) -> tuple[dict, list, ApiError | None]:
        if method is None:
            return {}, [], ApiError("unknown_method", req_method=request.match_info["method"])
        try:
            args, warnings = read_arguments(
                request.headers.get("Content-Type", ""), body, dict(request.query), method.json
            )
        except ApiError as error:
            return {}, [], error
        try:
            decode_nested(args)
        except ApiError as error:
            return args, warnings, error
        return args, warnings, None

    def _answer(self, request, method, args: dict, warnings: list, failed: ApiError | None) -> dict:
        try:
            if method is None:
                raise failed
            scopes = self._authorise(request, method, args)
            if failed:
                raise failed
            call = Call(method.name, args, scopes, warnings)
            call.need(method.scope)
            answer = {"ok": True, **method.run(self._fake, call)}
        except ApiError as error:
            answer = {"ok": False, "error": error.error, **error.more}
        if warnings:
            answer["warning"] = ",".join(warnings)
            answer["response_metadata"] = {**answer.get("response_metadata", {}), "warnings": warnings}
        return answer

    def _scope_headers(self, method: Method | None, answer: dict) -> dict:
        """The token's scopes and the method's, as Slack tells them to everyone it knows."""
        if method is None or answer.get("error") in ("not_authed", "invalid_auth"):
            return {}
        settings = self._fake.settings
        scopes = settings.app_scopes if method.app_token else settings.bot_scopes
        return {"X-OAuth-Scopes": ",".join(scopes), "X-Accepted-OAuth-Scopes": method.scope}

    def _authorise(self, request, method: Method, args: dict) -> list:
        """The scopes of the token. Raises ApiError as Slack does for tokens it does not take."""
        settings = self._fake.settings
        header = request.headers.get("Authorization", "")
        token = header[7:] if header.startswith("Bearer ") else ""
        if not token and not method.app_token:
            token = str(args.get("token", ""))
        if not token:
            raise ApiError("not_authed")
        if token == settings.app_token:
            error, scopes, fits = settings.app_token_error, settings.app_scopes, method.app_token
        elif token == settings.bot_token:
            error, scopes, fits = settings.bot_token_error, settings.bot_scopes, not method.app_token
        else:
            raise ApiError("invalid_auth")
        if error:
            raise ApiError(error)
        if not fits and method.name != "auth.test":
            raise ApiError("not_allowed_token_type")
        return scopes

    async def _spoil(self, request, fault, name: str) -> web.StreamResponse | None:
        """Carry a fault out; None lets the call go its way (only later)."""
        if fault.do == "slow":
            await asyncio.sleep(fault.seconds)
            return None
        if fault.do == "hold":
            await fault.released.wait()
            return None
        if fault.do == "hang":
            await self._fake.log.wait(fault.released.is_set, HANG_SECONDS)
            return web.Response(status=504)
        if fault.do in ("reset", "stale"):
            request.transport.abort()
            return web.Response(status=502)
        if fault.do == "error":
            return web.json_response({"ok": False, "error": fault.error})
        if fault.do == "rate_limit":
            channel = str(fault.where.get("channel", ""))
            self._fake.pacing.block(name, channel, fault.retry_after or 0)
            headers = {} if fault.retry_after is None else {"Retry-After": str(fault.retry_after)}
            return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=headers)
        if fault.do == "body":
            return web.Response(text=fault.body, content_type="text/html")
        return web.Response(status=fault.status, text=fault.body)

    def _note(self, request, name: str, args: dict, began: float, answer, status: int, fault) -> dict:
        log = self._fake.log
        return log.add(
            "api",
            method=name,
            args={key: value for key, value in args.items() if key not in SECRET},
            token_in="header" if "Authorization" in request.headers else "body" if "token" in args else "",
            began=round(began, 6),
            status=status,
            ok=answer["ok"] if answer else None,
            error=answer.get("error") if answer else None,
            answer=answer,
            fault=fault.do if fault else None,
        )

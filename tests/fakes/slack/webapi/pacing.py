"""Who called too often: messages by channel, calls by method, and calls before their time."""

EARLY = 0.02
# A message a little early is not the bot's doing on a busy machine; the next must be later by as much.
JITTER_TOKENS = 0.25
MINUTE = 60.0


class Pacing:
    """``too_soon`` gives the seconds of a Retry-After, or 0 where the call may go on."""

    def __init__(self, settings, log) -> None:
        self._settings = settings
        self._log = log
        self._tokens: dict[str, tuple[float, float]] = {}
        self._calls: dict[str, list[float]] = {}
        self._blocked: dict[tuple[str, str], float] = {}

    def block(self, method: str, channel: str, seconds: float) -> None:
        """A 429 was answered: this method (in this channel, or "" for all) is closed for a while."""
        self._blocked[(method, channel)] = self._log.now() + seconds
        # The refused message itself may go then; the next a second later.
        self._tokens[channel] = (1.0, self._log.now() + seconds)

    def too_soon(self, method: str, channel: str) -> int:
        now = self._log.now()
        for scope in (channel, ""):
            until = self._blocked.get((method, scope), 0.0)
            if now < until - EARLY:
                self._log.violation(
                    "before_retry_after", method=method, channel=channel, early=round(until - now, 3)
                )
                return int(until - now) + 1
        wait = self._over_minute(method, now)
        if not wait and method == "chat.postMessage" and channel:
            wait = self._over_pace(channel, now)
        return wait

    def _over_minute(self, method: str, now: float) -> int:
        most = self._settings.per_minute.get(method)
        if not most:
            return 0
        calls = [at for at in self._calls.get(method, []) if at > now - MINUTE]
        self._calls[method] = calls
        if len(calls) >= most:
            return int(calls[0] + MINUTE - now) + 1
        calls.append(now)
        return 0

    def _over_pace(self, channel: str, now: float) -> int:
        settings = self._settings
        if settings.pace == "off":
            return 0
        tokens, since = self._tokens.get(channel, (float(settings.pace_burst), now))
        tokens = min(settings.pace_burst, tokens + max(0.0, now - since) * settings.pace_per_second)
        if tokens >= 1 - JITTER_TOKENS:
            self._tokens[channel] = (tokens - 1, max(now, since))
            return 0
        self._log.violation("pace", channel=channel, enforced=settings.pace == "enforce")
        self._tokens[channel] = (tokens, max(now, since))
        return 1 if settings.pace == "enforce" else 0

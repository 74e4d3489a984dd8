"""A Synapse of one's own: made in a folder, started, with people registered."""

import asyncio
import hashlib
import hmac
import json
import os
import socket
import sys
from pathlib import Path
from urllib.request import Request, urlopen

SECRET = "test-only"
LIMITERS = ("rc_message", "rc_login", "rc_joins", "rc_invites", "rc_registration")
START_WITHIN = 120


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def settings(folder: Path, port: int, limited: bool) -> str:
    lifted = {"per_second": 1000, "burst_count": 1000}
    config: dict = {
        "server_name": "localhost",
        "listeners": [
            {
                "port": port, "type": "http", "tls": False, "bind_addresses": ["127.0.0.1"],
                "resources": [{"names": ["client"], "compress": False}],
            }
        ],
        "database": {"name": "sqlite3", "args": {"database": str(folder / "hs.db")}},
        "media_store_path": str(folder / "media"),
        "signing_key_path": str(folder / "signing.key"),
        "registration_shared_secret": SECRET,
        "report_stats": False,
        "trusted_key_servers": [],
        "suppress_key_server_warning": True,
        "log_config": None,
    }
    for name in () if limited else LIMITERS:
        config[name] = lifted
    if not limited:
        config["rc_login"] = {kind: lifted for kind in ("address", "account", "failed_attempts")}
        config["rc_joins"] = {kind: lifted for kind in ("local", "remote")}
        config["rc_invites"] = {kind: lifted for kind in ("per_room", "per_user")}
    return json.dumps({k: v for k, v in config.items() if v is not None})


class Synapse:
    """JSON is YAML, too: so is its configuration."""

    def __init__(self, folder: Path, limited: bool = False):
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        (folder / "homeserver.yaml").write_text(settings(folder, self.port, limited))
        self.process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        config = str(self.folder / "homeserver.yaml")
        module = (sys.executable, "-m", "synapse.app.homeserver", "--config-path", config)
        with (self.folder / "synapse.log").open("ab") as log:
            keys = await asyncio.create_subprocess_exec(*module, "--generate-keys", stdout=log, stderr=log)
            await keys.wait()
            self.process = await asyncio.create_subprocess_exec(
                *module, stdout=log, stderr=log, cwd=self.folder, env={**os.environ}
            )
        async with asyncio.timeout(START_WITHIN):
            while not await self.answers():
                if self.process.returncode is not None:
                    raise AssertionError((self.folder / "synapse.log").read_text()[-3000:])

    async def answers(self) -> bool:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", self.port)
        except OSError:
            # The port is looked at again as soon as others have had their turn.
            await asyncio.to_thread(os.sched_yield)
            return False
        writer.close()
        return True

    def register(self, user: str) -> dict:
        """Makes an account; the answer holds its token."""
        address = f"{self.url}/_synapse/admin/v1/register"
        nonce = json.load(urlopen(address))["nonce"]
        password = f"password of {user}"
        signed = "\0".join((nonce, user, password, "notadmin")).encode()
        mac = hmac.new(SECRET.encode(), signed, hashlib.sha1).hexdigest()
        body = {"nonce": nonce, "username": user, "password": password, "admin": False, "mac": mac}
        request = Request(address, json.dumps(body).encode(), {"Content-Type": "application/json"})
        return {**json.load(urlopen(request)), "password": password}

    async def stop(self) -> None:
        if self.process is not None and self.process.returncode is None:
            self.process.kill()
            await self.process.wait()

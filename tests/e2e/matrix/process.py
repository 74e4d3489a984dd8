"""`plumbline serve` as a process for tests without a loop of their own."""

import json
import os
import subprocess
from pathlib import Path

PROGRAM = os.environ.get("PLUMBLINE", "plumbline")


class Process:
    """One installation; its database stays from one start to the next."""

    def __init__(self, folder: Path, homeserver: str, user: str, **environment: str):
        self.database = folder / "bot.db"
        self.log = folder / "bot.log"
        self.environment = {
            "PATH": os.environ["PATH"],
            "MATRIX_HOMESERVER": homeserver,
            "MATRIX_USER": user,
            "MATRIX_ACCESS_TOKEN": "token-1",
            "PLUMBLINE_DB": str(self.database),
            "PLUMBLINE_HTTP__LISTEN": "off",
            **environment,
        }
        self.process: subprocess.Popen | None = None

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen([PROGRAM, "serve"], env=self.environment, stdout=log, stderr=log)

    def stop(self) -> int:
        self.process.terminate()
        return self.process.wait(30)

    def kill(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        if os.environ.get("PLUMB_SHOW_LOG") and self.log.exists():
            print(self.log.read_text(errors="replace")[-4000:])

    def without(self, start: str) -> None:
        """Leaves out the variables that begin so."""
        for name in [name for name in self.environment if name.startswith(start)]:
            del self.environment[name]

    def doctor(self) -> subprocess.CompletedProcess[str]:
        command = [PROGRAM, "doctor"]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False, timeout=60)

    def export(self) -> dict:
        """What is on record."""
        return exported(self.database)


def exported(database: Path) -> dict:
    command = [PROGRAM, "export", "--db", str(database)]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)

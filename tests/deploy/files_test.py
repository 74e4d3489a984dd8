"""The unit's sandbox, the alert rules, the board and the Slack manifest."""

import json
import re
import subprocess
import sys
import unittest
from pathlib import Path

PROGRAM = sys.argv.pop(1)
ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
MOST_EXPOSED = 2.0


def known_metrics() -> set[str]:
    """Every figure that the program's sources name, histograms with what Prometheus makes of them."""
    sources = [*ROOT.glob("bot/**/*.cpp"), *ROOT.glob("bot/**/*.hpp")]
    names = {name for source in sources for name in re.findall(r'"(plumbline_\w+)"', source.read_text())}
    return names | {f"{name}_{part}" for name in names for part in ("bucket", "count", "sum")}


def used_metrics(text: str) -> set[str]:
    return set(re.findall(r"\bplumbline_\w+", text))


class Unit(unittest.TestCase):
    def test_sandbox(self) -> None:
        for unit in ("plumbline.service", "plumbline-backup.service"):
            done = subprocess.run(
                ["systemd-analyze", "security", "--offline=true", "--no-pager", str(DEPLOY / "package" / unit)],
                capture_output=True, text=True, check=False,
            )  # fmt: skip
            rated = re.search(r"exposure level for \S+: ([\d.]+)", done.stdout)
            self.assertIsNotNone(rated, done.stdout + done.stderr)
            self.assertLessEqual(float(rated[1]), MOST_EXPOSED, unit)


class Monitoring(unittest.TestCase):
    def test_alerts_and_board_ask_for_figures_that_exist(self) -> None:
        alerts = (DEPLOY / "monitoring" / "alerts.yml").read_text()
        board = json.loads((DEPLOY / "monitoring" / "grafana.json").read_text())
        asked = "\n".join(target["expr"] for panel in board["panels"] for target in panel["targets"])
        self.assertGreater(len(used_metrics(asked)), 5)
        self.assertEqual(used_metrics(alerts + asked) - known_metrics(), set())


class Manifest(unittest.TestCase):
    def test_the_file_is_what_the_program_prints(self) -> None:
        printed = subprocess.run([PROGRAM, "manifest"], capture_output=True, text=True, check=True).stdout
        self.assertEqual((DEPLOY / "slack-manifest.json").read_text(), printed)


if __name__ == "__main__":
    unittest.main()

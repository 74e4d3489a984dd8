"""Builds the Debian package from what is built, looks into it, and lets lintian look too."""

import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

BUILD, CMAKE, CPACK = sys.argv.pop(1), sys.argv.pop(1), sys.argv.pop(1)
HOLDS = {
    "./usr/bin/plumbline": "-rwxr-xr-x",
    "./etc/plumbline/plumbline.toml": "-rw-r--r--",
    "./lib/systemd/system/plumbline.service": "-rw-r--r--",
    "./lib/systemd/system/plumbline-backup.service": "-rw-r--r--",
    "./lib/systemd/system/plumbline-backup.timer": "-rw-r--r--",
    "./usr/share/man/man1/plumbline.1.gz": "-rw-r--r--",
    "./usr/share/bash-completion/completions/plumbline": "-rw-r--r--",
    "./usr/share/zsh/vendor-completions/_plumbline": "-rw-r--r--",
    "./usr/share/doc/plumbline/copyright": "-rw-r--r--",
    "./usr/share/doc/plumbline/changelog.gz": "-rw-r--r--",
    "./usr/share/doc/plumbline/examples/plumbline.example.toml": "-rw-r--r--",
    "./usr/share/doc/plumbline/examples/slack-manifest.json": "-rw-r--r--",
}
# A build for development is not hardened as the release is.
ONLY_OF_THE_RELEASE = "hardening-no-bindnow,hardening-no-fortify-functions,hardening-no-pie,hardening-no-relro"


def run(*words: str, cwd: str | None = None) -> str:
    done = subprocess.run(words, capture_output=True, text=True, cwd=cwd, check=False)
    if done.returncode:
        raise AssertionError(f"{' '.join(words)}: {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


class Package(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = tempfile.TemporaryDirectory(prefix="plumb-package-")
        cls.addClassCleanup(cls.folder.cleanup)
        run(CMAKE, "--build", BUILD, "--target", "package_files")
        run(CPACK, "-G", "DEB", "--config", f"{BUILD}/CPackConfig.cmake", "-B", cls.folder.name, cwd=cls.folder.name)
        (cls.deb,) = (str(deb) for deb in Path(cls.folder.name).glob("plumbline_*.deb"))

    def test_holds_everything_with_the_right_modes(self) -> None:
        listed = run("dpkg-deb", "--contents", self.deb)
        found = {line.split()[-1]: line.split()[0] for line in listed.splitlines()}
        for path, mode in HOLDS.items():
            self.assertEqual(found.get(path), mode, path)
        self.assertTrue(all(re.search(r" root/root ", line) for line in listed.splitlines()))

    def test_depends_on_what_it_needs(self) -> None:
        needs = run("dpkg-deb", "--field", self.deb, "Depends")
        for package in ("adduser", "ca-certificates", "tzdata", "libc6", "libcurl4", "libsqlite3-0", "libspdlog",
                        "libpangocairo-1.0-0", "fonts-dejavu-core"):
            self.assertIn(package, needs)

    def test_the_configuration_is_kept_over_an_upgrade(self) -> None:
        self.assertEqual(run("dpkg-deb", "--info", self.deb, "conffiles"), "/etc/plumbline/plumbline.toml\n")
        with tempfile.TemporaryDirectory() as root:
            run("dpkg-deb", "--extract", self.deb, root)
            text = (Path(root) / "etc/plumbline/plumbline.toml").read_text()
        self.assertIn('\npath = "/var/lib/plumbline/plumbline.db"\n', text)

    def test_lintian_is_content(self) -> None:
        said = run("lintian", "--fail-on", "error,warning", "--suppress-tags", ONLY_OF_THE_RELEASE, self.deb)
        self.assertEqual(said, "")


if __name__ == "__main__":
    unittest.main()

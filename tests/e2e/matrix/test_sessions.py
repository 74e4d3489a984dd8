"""Being let in: tokens that end, are refreshed, are taken away; several accounts in one process; one bot a device."""

import json
import tempfile
import unittest
from pathlib import Path

from aiohttp import web

from tests.e2e.matrix.bot import Bot, MatrixCase
from tests.fakes.matrix.homeserver import Homeserver
from tests.fakes.matrix.rooms import SERVER

ANA = f"@ana:{SERVER}"
SOON = 20


class Sessions(MatrixCase):
    async def with_password(self) -> str:
        del self.bot.environment["MATRIX_ACCESS_TOKEN"]
        self.bot.environment["MATRIX_PASSWORD"] = self.hs.password
        room = self.hs.joined_room()
        await self.started()
        return room

    async def test_a_password_logs_in_and_a_soft_logout_keeps_the_device(self):
        room = await self.with_password()
        self.hs.soft_logout = True
        self.hs.tokens = set()
        self.hs.touch()
        self.hs.say(room, ANA, '!plumb change new "After the logout"')
        await self.hs.until_said(room, "CR-1")
        await self.bot.stop()
        self.assertEqual(len(self.hs.logins), 2)
        self.assertNotIn("device_id", self.hs.logins[0])
        self.assertEqual(self.hs.logins[1]["device_id"], "DEVICE")
        self.assertNotIn(self.hs.password, self.bot.log.read_text())

    async def test_a_restart_comes_back_on_the_same_device(self):
        await self.with_password()
        await self.bot.stop()
        await self.started()
        self.assertEqual([login.get("device_id") for login in self.hs.logins], [None, "DEVICE"])

    async def test_a_token_that_ends_is_refreshed_without_a_login(self):
        self.hs.refreshes = True
        room = await self.with_password()
        for number in (1, 2):
            self.hs.soft_logout = True
            self.hs.tokens = set()
            self.hs.touch()
            self.hs.say(room, ANA, f'!plumb change new "Refreshed {number}"')
            await self.hs.until_said(room, f"CR-{number}")
        self.assertEqual(len(self.hs.logins), 1)
        self.assertEqual(len(self.hs.asked("POST", "/refresh")), 2)
        self.assertNotIn(next(iter(self.hs.refresh_tokens)), self.bot.log.read_text())

    async def test_a_refresh_that_is_refused_leads_to_a_login(self):
        self.hs.refreshes = True
        room = await self.with_password()
        self.hs.refresh_tokens = set()
        self.hs.tokens = set()
        self.hs.touch()
        self.hs.say(room, ANA, '!plumb change new "Back"')
        await self.hs.until_said(room, "CR-1")
        self.assertEqual(self.hs.logins[-1]["device_id"], "DEVICE")

    async def test_a_token_that_is_not_taken_is_said_and_hidden(self):
        self.bot.environment["MATRIX_ACCESS_TOKEN"] = "syt_wrong_token"
        await self.bot.start()
        await self.hs.until(lambda: "is not accepted" in self.bot.log.read_text())
        self.assertNotIn("syt_wrong_token", self.bot.log.read_text())

    async def test_a_secret_that_the_server_repeats_is_hidden(self):
        self.bot.environment["MATRIX_PASSWORD"] = self.hs.password
        repeated = {"errcode": "M_UNKNOWN", "error": f"could not check {self.hs.password}, nor token-1"}
        self.hs.faults.add("GET", "/whoami", instead=lambda: web.json_response(repeated, status=500))
        await self.started()
        self.assertIn("could not check ***, nor ***", self.bot.log.read_text())

    async def test_a_second_bot_on_the_same_device_is_refused(self):
        room = self.hs.joined_room()
        await self.started()
        with tempfile.TemporaryDirectory() as folder:
            second = Bot(self.hs, Path(folder))
            await second.start()
            self.assertNotEqual(await second.process.wait(), 0)
            self.assertIn("another Plumbline uses the device", second.log.read_text())
            self.assertNotIn("token-1", second.log.read_text())
            self.hs.say(room, ANA, '!plumb change new "One"')
            await self.hs.until_said(room, "CR-1")
            await self.bot.kill()
            await second.start()
            await self.hs.until(lambda: "this is @plumb" in second.log.read_text())
            await second.kill()


class ATokenThatEndsInAGap(MatrixCase):
    server = {"timeline_limit": 3}

    async def test_it_is_renewed_at_once(self):
        del self.bot.environment["MATRIX_ACCESS_TOKEN"]
        self.bot.environment["MATRIX_PASSWORD"] = self.hs.password
        room = self.hs.joined_room()
        await self.started()
        await self.bot.stop()
        for number in range(1, 11):
            self.hs.say(room, ANA, f'!plumb change new "Request {number}"')
        self.hs.soft_logout = True

        def ended() -> web.Response:
            self.hs.tokens = set()
            return web.json_response({"errcode": "M_UNKNOWN_TOKEN", "error": "", "soft_logout": True}, status=401)

        logins = len(self.hs.logins)
        self.hs.faults.add("GET", "/messages", instead=ended)
        await self.started()
        await self.hs.until_said(room, "CR-10")
        self.assertEqual(len(self.hs.logins), logins + 2)
        paths = [(method, path) for method, path, _ in self.hs.log]
        renewed = max(at for at, (method, path) in enumerate(paths) if method == "POST" and path.endswith("/login"))
        with_the_dead_one = [path for method, path in paths[:renewed] if method == "GET" and "/messages" in path]
        self.assertEqual(len(with_the_dead_one), 1, "the dead token is not used again")


class SeveralAccounts(MatrixCase):
    async def asyncSetUp(self) -> None:
        await super().asyncSetUp()
        self.other = Homeserver(server="other.example")
        await self.other.start()
        config = self.bot.database.parent / "plumbline.toml"
        config.write_text(
            "\n".join(
                f'[[matrix]]\nname = "{name}"\nhomeserver = "{hs.url}"\nuser = "{hs.bot}"\naccess_token = "token-1"'
                for name, hs in (("one", self.hs), ("two", self.other))
            )
        )
        for name in [name for name in self.bot.environment if name.startswith("MATRIX_")]:
            del self.bot.environment[name]
        self.bot.arguments = ("-c", str(config))

    async def asyncTearDown(self) -> None:
        await super().asyncTearDown()
        await self.other.stop()

    async def test_two_homeservers_are_served_and_one_s_trouble_is_not_the_other_s(self):
        here = self.hs.joined_room("Atlas")
        there = self.other.joined_room("Borealis", ("@eva:other.example",))
        await self.started()
        await self.other.until(lambda: self.other.polls > 0)
        self.hs.say(here, ANA, '!plumb change new "Here"')
        await self.hs.until_said(here, "CR-1")
        self.other.say(there, "@eva:other.example", '!plumb change new "There"')
        await self.other.until_said(there, "CR-2")
        self.hs.tokens = set()
        self.hs.touch()
        await self.hs.until(lambda: "is not accepted" in self.bot.log.read_text())
        self.other.say(there, "@eva:other.example", '!plumb change new "Still there"')
        await self.other.until_said(there, "CR-3")
        await self.bot.stop()
        products = {p["key"]: p["channels"] for p in json.loads(self.bot.export())["products"]}
        self.assertEqual(products["borealis"], [f"matrix:{self.other.bot}/{there}"])


if __name__ == "__main__":
    unittest.main()

"""What /sync is asked with: written out until the homeserver keeps it, and again where the server forgets it."""

import json
from urllib.parse import parse_qs, urlsplit

from tests.e2e.matrix.bot import MatrixCase
from tests.fakes.matrix.rooms import BOT, SERVER

ANA = f"@ana:{SERVER}"


class Filters(MatrixCase):
    def filters(self) -> list[str]:
        """Of the polls so far, those that went on from a token."""
        queries = [parse_qs(urlsplit(path).query) for path, _ in self.hs.asked("GET", "/sync")]
        return [query["filter"][0] for query in queries if "since" in query]

    async def heard(self, room: str, title: str) -> None:
        self.hs.say(room, ANA, f'!plumb change new "{title}"')
        await self.hs.until_said(room, title)

    async def test_what_is_kept_is_what_was_written_out(self):
        room = self.hs.joined_room()
        self.hs.keeps_filters = False
        await self.started()
        await self.heard(room, "Written out")
        written = json.loads(self.filters()[-1])
        await self.bot.stop()
        self.hs.keeps_filters = True
        await self.started()
        await self.heard(room, "By its name")
        await self.hs.until(lambda: self.filters()[-1] == "0")
        await self.heard(room, "Heard with it")
        self.assertEqual(self.hs.filters, {"0": written})
        self.assertIn(f"/user/%40{BOT[1:].replace(':', '%3A')}/filter", self.hs.asked("POST", "/filter")[-1][0])

    async def test_a_homeserver_that_forgot_it_is_told_it_again(self):
        room = self.hs.joined_room()
        await self.started()
        await self.heard(room, "Before")
        await self.hs.until(lambda: self.filters()[-1] == "0")
        self.hs.filters.clear()
        self.hs.touch()
        await self.heard(room, "After")
        await self.heard(room, "And after that")
        self.assertTrue(self.filters()[-1].startswith("{"))
        self.assertEqual(sum("And after that" in text for text in self.hs.texts(room)), 1)
        await self.bot.stop()
        self.assertEqual([r["title"] for r in json.loads(self.bot.export())["change_requests"]],
                         ["Before", "After", "And after that"])

"""Pictures and exports as files of a room."""

import unittest

from aiohttp import web

from tests.e2e.matrix.bot import MatrixCase
from tests.fakes.matrix.faults import limited, refused
from tests.fakes.matrix.rooms import SERVER

ANA = f"@ana:{SERVER}"
BEN = f"@ben:{SERVER}"
UPLOAD = "/_matrix/media/v3/upload"


class Files(MatrixCase):
    def files(self, room: str) -> list[dict]:
        return [e["content"] for e in self.hs.sent(room) if e["content"]["msgtype"] in ("m.file", "m.image")]

    async def file(self, room: str) -> dict:
        return await self.hs.until(lambda: next(iter(self.files(room)), None))

    async def with_a_release(self) -> str:
        room = self.hs.joined_room("Atlas", (ANA, BEN))
        await self.started()
        self.hs.say(room, ANA, "!plumb me function:product")
        await self.hs.until_said(room, "You are")
        self.hs.say(room, ANA, "!plumb release new 2.0 date:2027-09-01")
        await self.hs.until_said(room, "2.0")
        return room

    async def test_a_timeline_is_a_picture_with_its_text_beside_it(self):
        room = await self.with_a_release()
        self.hs.say(room, BEN, "!plumb timeline")
        content = await self.file(room)
        kind, data = self.hs.media[0]
        self.assertEqual((kind, data[:4]), ("image/png", b"\x89PNG"))
        self.assertEqual(content["msgtype"], "m.image")
        self.assertEqual(content["url"], "mxc://example.org/m1")
        self.assertEqual(content["info"]["size"], len(data))
        self.assertEqual(content["m.mentions"], {})
        self.assertTrue(content["filename"].endswith(".png"))
        self.assertNotEqual(content["body"], content["filename"], "the picture in words")

    async def test_an_export_goes_to_the_speaker_alone(self):
        room = await self.with_a_release()
        self.hs.say(room, BEN, "!plumb export json")
        direct = await self.hs.until(lambda: next((r for r in self.hs.rooms.rooms if self.files(r)), None))
        self.assertNotEqual(direct, room)
        invited = [k[1] for k in self.hs.rooms.rooms[direct].state if k[0] == "m.room.member"]
        self.assertIn(BEN, invited)
        self.assertNotIn(ANA, invited)
        self.assertIn(b'"plumbline_export": 1', self.hs.media[0][1])

    async def test_an_upload_is_tried_again_until_it_works(self):
        room = await self.with_a_release()
        self.hs.faults.add("POST", UPLOAD, instead=lambda: limited(body_ms=200))
        self.hs.faults.add("POST", UPLOAD, instead=lambda: web.Response(status=502))
        self.hs.faults.add("POST", UPLOAD, instead=lambda: web.Response(text="<html>hello</html>"))
        self.hs.say(room, BEN, "!plumb timeline")
        await self.file(room)
        self.assertEqual(len(self.hs.media), 1)
        self.assertEqual(len(self.files(room)), 1)

    async def test_a_file_that_is_too_large_is_said_and_the_room_goes_on(self):
        room = await self.with_a_release()
        self.hs.faults.add("POST", UPLOAD, instead=lambda: refused(413, "M_TOO_LARGE"))
        self.hs.say(room, BEN, "!plumb timeline")
        await self.hs.until_said(room, "could not be uploaded")
        self.hs.say(room, BEN, "!plumb change new After")
        await self.hs.until_said(room, "CR-1")


if __name__ == "__main__":
    unittest.main()

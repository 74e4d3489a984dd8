"""Socket Mode's far end: tickets, one connection per envelope, acknowledgements, retries, mischief."""

import asyncio
import unittest

import aiohttp

from tests.fakes.slack.wire import frames

from .world_case import BOT, FakeCase


class Reading(unittest.TestCase):
    MASK = b"\x01\x02\x03\x04"

    def masked(self, opcode, payload, fin=True):
        frame = frames.build(opcode, payload, fin)
        head = len(frame) - len(payload)
        hidden = bytes(each ^ self.MASK[at % 4] for at, each in enumerate(payload))
        return frame[:1] + bytes([frame[1] | 0x80]) + frame[2:head] + self.MASK + hidden

    def test_sizes_byte_by_byte(self):
        for size in (0, 1, 125, 126, 65_535, 65_536):
            with self.subTest(size):
                payload = bytes(each % 251 for each in range(size))
                data, reader, found = self.masked(frames.TEXT, payload), frames.FrameReader(), []
                for at in range(0, len(data), 1000):
                    found += reader.feed(data[at : at + 1000])
                self.assertEqual([(each.opcode, each.payload) for each in found], [(frames.TEXT, payload)])

    def test_what_a_client_may_not_send(self):
        wrong = (
            frames.build(frames.TEXT, b"unmasked"),
            self.masked(0x3, b""),
            bytes([0xC1, 0x80]) + self.MASK,
            self.masked(frames.PING, b"x" * 126),
            self.masked(frames.PING, b"", fin=False),
        )
        for data in wrong:
            with self.subTest(data[:4].hex()), self.assertRaises(frames.ProtocolError):
                frames.FrameReader().feed(data)

    def test_parts_make_the_whole(self):
        parts = frames.build_in_parts(frames.TEXT, b"abcde", 2)
        self.assertEqual(parts, b"\x01\x02ab" + b"\x00\x02cd" + b"\x80\x01e")

    def test_the_accept_key_of_the_rfc(self):
        self.assertEqual(frames.accept_key("dGhlIHNhbXBsZSBub25jZQ=="), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")


class Connecting(FakeCase):
    async def test_a_ticket_is_good_once(self):
        url = self.link()
        first = await self.connect(url)
        self.assertEqual((await first.receive_json())["type"], "hello")
        with self.assertRaises(aiohttp.WSServerHandshakeError):
            await self.connect(url)
        self.assertEqual(self.violations(), ["ticket_reused"])

    async def test_ten_and_no_more(self):
        for _ in range(10):
            await self.dial()
        eleventh = await self.connect(self.link())
        frame = await eleventh.receive_json()
        self.assertEqual((frame["type"], frame["reason"]), ("disconnect", "too_many_websockets"))
        self.assertEqual(len(self.fake.hub.connections), 10)

    async def test_num_connections_counts(self):
        await self.dial()
        await self.dial()
        counts = [entry["num_connections"] for entry in self.fake.log.find({"kind": "hello"})]
        self.assertEqual(counts, [1, 2])

    async def test_connections_elsewhere_count(self):
        self.fake.settings.change({"others_connections": 9})
        await self.dial()
        self.assertEqual(self.fake.log.find({"kind": "hello"})[0]["num_connections"], 10)
        tenth = await self.connect(self.link())
        self.assertEqual((await tenth.receive_json())["reason"], "too_many_websockets")

    async def test_a_life_ends_with_a_warning_a_refresh_and_a_close(self):
        self.fake.settings.change({"connection_life": 0.2, "warning_lead": 0.1, "refresh_grace": 0.1})
        socket = await self.dial()
        reasons = [(await socket.receive_json())["reason"] for _ in range(2)]
        self.assertEqual(reasons, ["warning", "refresh_requested"])
        self.assertEqual((await socket.receive()).type, aiohttp.WSMsgType.CLOSE)

    async def test_pings_come_and_pongs_are_noted(self):
        self.fake.settings.change({"ping_interval": 0.01})
        socket = await self.dial()
        reading = asyncio.create_task(socket.receive())
        self.assertTrue(await self.fake.log.wait(lambda: len(self.fake.log.find({"kind": "pong"})) > 2, 5))
        reading.cancel()

    async def test_planned_dials(self):
        full = {"type": "disconnect", "reason": "too_many_websockets"}
        self.fake.hub.dial_plans += [{"status": 408}, {"first": full}, {"bare_hello": True}]
        with self.assertRaises(aiohttp.WSServerHandshakeError) as refused:
            await self.dial()
        self.assertEqual(refused.exception.status, 408)
        second = await self.connect(self.link())
        self.assertEqual((await second.receive_json())["reason"], "too_many_websockets")
        third = await self.connect(self.link())
        self.assertEqual(await third.receive_json(), {"type": "hello"})


class Envelopes(FakeCase):
    settings = {"ack_budget": 0.05, "pick": "round_robin"}

    async def test_each_goes_to_one_connection(self):
        sockets = [await self.dial() for _ in range(3)]
        for number in range(9):
            self.fake.people.slash("ana", "launch", f"n{number}")
        seen = []
        for socket in sockets:
            for _ in range(3):
                envelope = await socket.receive_json()
                seen.append(envelope["payload"]["text"])
                await socket.send_json({"envelope_id": envelope["envelope_id"]})
        self.assertEqual(sorted(seen), [f"n{number}" for number in range(9)])
        self.assertTrue(await self.fake.log.wait(lambda: len(self.fake.log.find({"kind": "ack"})) == 9, 5))

    async def test_a_command_not_acknowledged_is_not_retried(self):
        await self.dial()
        delivery = self.fake.people.slash("ana", "launch", "x")
        seen = await self.fake.log.wait(lambda: self.fake.log.find({"kind": "user_sees"}), 5)
        self.assertEqual((seen[0]["error"], delivery.outcome), ("operation_timeout", "unacked"))
        self.assertEqual(self.fake.hub.retry_now(), 0)

    async def test_a_command_with_no_connection(self):
        self.fake.people.slash("ana", "launch", "x")
        self.assertEqual(self.fake.log.find({"kind": "user_sees"})[0]["error"], "dispatch_failed")

    async def test_an_event_is_retried_three_times(self):
        socket = await self.dial()
        self.fake.settings.change({"retry_delays": [60, 60, 60]})
        self.fake.people.message("ana", "launch", "x")
        attempts = []
        for _ in range(4):
            envelope = await socket.receive_json()
            attempts.append((envelope["retry_attempt"], envelope["retry_reason"]))
            await self.fake.log.wait(lambda: not self.fake.hub.pending, 5)
            self.fake.hub.retry_now()
        self.assertEqual(attempts, [(0, ""), (1, "timeout"), (2, "timeout"), (3, "timeout")])
        self.assertEqual(len(self.fake.log.find({"kind": "event_given_up"})), 1)

    async def test_an_event_that_came_while_nobody_listened(self):
        self.fake.settings.change({"retry_delays": [60, 60, 60]})
        self.fake.people.message("ana", "launch", "x")
        socket = await self.dial()
        self.assertEqual(self.fake.hub.retry_now(), 1)
        envelope = await socket.receive_json()
        self.assertEqual(envelope["retry_attempt"], 1)
        await socket.send_json({"envelope_id": envelope["envelope_id"]})
        self.assertTrue(await self.fake.log.wait(lambda: self.fake.log.find({"kind": "ack"}), 5))
        self.assertEqual(self.fake.hub.retry_now(), 0)

    async def test_a_mention_is_two_events_with_one_ts(self):
        socket = await self.dial()
        self.fake.people.message("ana", "launch", f"<@{BOT}> hi & <b>")
        events = [(await socket.receive_json())["payload"]["event"] for _ in range(2)]
        self.assertEqual({each["type"] for each in events}, {"message", "app_mention"})
        self.assertEqual(events[0]["ts"], events[1]["ts"])
        self.assertEqual(events[0]["text"], f"<@{BOT}> hi &amp; &lt;b&gt;")

    async def test_bad_acknowledgements_are_noted(self):
        self.fake.settings.change({"ack_budget": 5, "accepts_payload": {"slash_commands": False}})
        socket = await self.dial()
        self.fake.people.slash("ana", "launch", "x")
        envelope_id = (await socket.receive_json())["envelope_id"]
        await socket.send_json({"envelope_id": envelope_id, "payload": {"text": "y"}})
        await socket.send_json({"envelope_id": envelope_id})
        await socket.send_json({"envelope_id": "none"})
        await socket.send_str("null")
        await socket.send_bytes(b"x")
        self.assertTrue(await self.fake.log.wait(lambda: len(self.violations()) == 5, 5))
        wanted = ["payload_not_accepted", "acked_twice", "ack_unknown", "not_an_ack", "binary_frame"]
        self.assertEqual(self.violations(), wanted)

    async def test_a_copy_may_be_acknowledged_again(self):
        self.fake.settings.change({"ack_budget": 5})
        socket = await self.dial()
        self.fake.people.slash("ana", "launch", "x")
        first = await socket.receive_json()
        await socket.send_json({"envelope_id": first["envelope_id"]})
        await self.fake.log.wait(lambda: self.fake.log.find({"kind": "ack"}), 5)
        self.fake.hub.copy(first["envelope_id"])
        self.assertEqual(await socket.receive_json(), first)
        await socket.send_json({"envelope_id": first["envelope_id"]})
        self.assertTrue(await self.fake.log.wait(lambda: self.fake.log.find({"kind": "ack_of_copy"}), 5))
        self.assertEqual(self.violations(), [])


class Mischief(FakeCase):
    async def test_lines_end_in_every_way(self):
        kinds = aiohttp.WSMsgType
        for do in ("reset", "finish", "close"):
            with self.subTest(do):
                socket = await self.dial()
                await self._line(do)
                message = await asyncio.wait_for(socket.receive(), 5)
                self.assertIn(message.type, (kinds.CLOSE, kinds.CLOSED, kinds.ERROR))
                self.assertEqual(message.type == kinds.CLOSE, do == "close")
                self.assertEqual(self.fake.hub.connections, [])

    async def test_a_ghost_keeps_its_share(self):
        socket = await self.dial()
        await self._line("black_hole", ghost=True)
        await socket.close()
        self.assertTrue(await self.fake.log.wait(lambda: self.fake.hub.ghosts, 15))
        second = await self.dial()
        self.assertEqual(self.fake.log.find({"kind": "hello"})[-1]["num_connections"], 2)
        await second.close()

    async def test_fragments_arrive_whole(self):
        socket = await self.dial()
        await self._line("text", json={"type": "x", "pad": "é" * 33_000}, part=700)
        self.assertEqual(len((await socket.receive_json())["pad"]), 33_000)

    async def _line(self, do, **options):
        async with self.http.post(
            f"{self.fake.http_url}/control/line", json={"do": do, **options}
        ) as response:
            self.assertEqual(response.status, 200, await response.text())


if __name__ == "__main__":
    unittest.main()

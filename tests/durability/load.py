"""Many people answering at once, over real connections, and a server that is killed under them."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, field
from urllib.parse import urlencode

from consult.responding.answering import new_token
from consult.security import Keyring

LOCATION = re.compile(rb"location: [^\r\n]*/thank-you/([0-9a-f-]{36})", re.I)


@dataclass
class Crowd:
    """People who send the form, and remember only what they were told is stored."""

    address: str
    version_id: int
    keys: Keyring
    acknowledged: set[str] = field(default_factory=set)
    sent: int = 0

    async def answer(self, port: int, people: int, stop: asyncio.Event) -> None:
        await asyncio.gather(*(self._person(port, stop) for _ in range(people)))

    async def _person(self, port: int, stop: asyncio.Event) -> None:
        while not stop.is_set():
            try:
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
                try:
                    while not stop.is_set():
                        await self._send_one(reader, writer)
                finally:
                    writer.close()
            except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
                await asyncio.sleep(0.05)

    async def _send_one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        body = urlencode(
            {
                "form_token": new_token(self.keys, self.version_id),
                "difference": "An illustrative answer. " * 8,
                "name-it": "illustrative",
                "capacity": "gp",
                "consent_to_quote": "yes",
            }
        ).encode()
        head = (
            f"POST {self.address} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        self.sent += 1
        writer.write(head.encode() + body)
        await writer.drain()
        headers = await reader.readuntil(b"\r\n\r\n")
        length = re.search(rb"content-length: (\d+)", headers, re.I)
        await reader.readexactly(int(length.group(1)) if length else 0)
        thanked = LOCATION.search(headers)
        if b" 303 " in headers.split(b"\r\n")[0] and thanked:
            self.acknowledged.add(thanked.group(1).decode())

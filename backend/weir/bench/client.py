"""A load generator: as many keep-alive connections as asked for, each with one request under way."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Protocol


@dataclass
class Load:
    """What a round gave: requests a second and each request's seconds."""

    rate: float = 0.0
    times: list[float] = field(default_factory=list)


class Script(Protocol):
    """Requests that depend on earlier answers."""

    def body(self, turn: int) -> bytes: ...

    def done(self, turn: int, answer: bytes) -> None: ...


async def load(
    port: int, path: str, script: bytes | Script, headers: dict[str, str], seconds: float, clients: int
) -> Load:
    """Sends the same body, or what the script says, for so long. Raises `RuntimeError` when an answer is an error."""
    found, end = Load(), time.perf_counter() + seconds
    started = time.perf_counter()

    async def client(number: int) -> None:
        turn = number
        async with connected(port) as line:
            while time.perf_counter() < end:
                body = script if isinstance(script, bytes) else script.body(turn)
                asked = time.perf_counter()
                answer = await line.ask(path, body, headers)
                found.times.append(time.perf_counter() - asked)
                if b'"errors":[' in answer[:200]:
                    raise RuntimeError(answer[:300].decode(errors="replace"))
                if not isinstance(script, bytes):
                    script.done(turn, answer)
                turn += clients

    await asyncio.gather(*(client(number) for number in range(clients)))
    found.rate = len(found.times) / (time.perf_counter() - started)
    return found


class Line:
    """A connection that is kept."""

    def __init__(self, port: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, is_any_fine: bool):
        self.port, self.reader, self.writer, self.is_any_fine = port, reader, writer, is_any_fine

    async def ask(self, path: str, body: bytes, headers: dict[str, str]) -> bytes:
        """One request. Raises `RuntimeError` when it is refused, unless any answer is fine."""
        self.writer.write(_request(path, body, headers, self.port))
        return await _answer(self.reader, self.is_any_fine)


@asynccontextmanager
async def connected(port: int, *, is_any_fine: bool = False) -> AsyncIterator[Line]:
    """A connection for several requests, one after the other."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=4 * 1024 * 1024)
    try:
        yield Line(port, reader, writer, is_any_fine)
    finally:
        writer.close()


def _request(path: str, body: bytes, headers: dict[str, str], port: int) -> bytes:
    lines = [
        f"POST {path} HTTP/1.1",
        f"host: localhost:{port}",
        f"content-length: {len(body)}",
        "content-type: application/json",
    ]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


async def _answer(reader: asyncio.StreamReader, is_any_fine: bool = False) -> bytes:
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    if not is_any_fine and b" 20" not in head.split(b"\r\n")[0]:
        raise RuntimeError(head.split(b"\r\n")[0].decode())
    if b"content-length: " in head:
        return await reader.readexactly(int(head.split(b"content-length: ")[1].split(b"\r\n")[0]))
    parts = []
    while size := int((await reader.readline()).strip() or b"0", 16):
        parts.append(await reader.readexactly(size))
        await reader.readexactly(2)
    await reader.readexactly(2)
    return b"".join(parts)

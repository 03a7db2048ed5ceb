"""kill -9 at any moment loses nothing that was acknowledged, and nothing happens twice."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx2 as httpx
import psycopg
import pytest
from conftest import copy_of, drop

from weir.db.embedded import EmbeddedServer
from weir.demo.people import BY_KEY, PASSWORD

CREATE = "mutation($input: CreateAccountInput!) { createAccount(input: $input) { account { id } userErrors { code } } }"


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


class Running:
    """`weir serve` in a process of its own, on a database that outlives it."""

    def __init__(self, dsn: str, folder: Path):
        self.dsn, self.folder, self.port = dsn, folder, free_port()
        self.process: subprocess.Popen[bytes] | None = None

    async def start(self) -> None:
        env = {
            **os.environ,
            "DATABASE_URL": self.dsn,
            "WEIR_DATA": str(self.folder),
            "WEIR_PORT": str(self.port),
            "WEIR_SECRET": "f" * 48,
            "WEIR_DEMO": "0",
            "WEIR_WORKER": "0",
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "weir.cli", "serve"], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        async with httpx.AsyncClient() as client:
            for _ in range(300):
                try:
                    if (await client.get(f"http://127.0.0.1:{self.port}/readyz")).status_code == 200:
                        return
                except httpx.HTTPError:
                    pass
                await asyncio.sleep(0.1)
        raise AssertionError("Weir did not start")

    def kill(self) -> None:
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"


async def signed_in(base: str) -> httpx.AsyncClient:
    client = httpx.AsyncClient(base_url=base, headers={"origin": base}, timeout=20)
    answer = await client.post("/auth/sign-in", json={"email": BY_KEY["zhangsan"].email, "password": PASSWORD})
    assert answer.status_code == 200, answer.text
    return client


async def write_until_killed(client: httpx.AsyncClient, lane: int, acked: dict[str, str], sent: list[str]) -> None:
    """Creates accounts one after another, each under its own key, and notes the answers that came back."""
    for number in range(10_000):
        key = f"lane{lane}-{number}"
        sent.append(key)
        try:
            answer = await client.post("/graphql", json=question(key))
        except httpx.HTTPError:
            return
        acked[key] = answer.json()["data"]["createAccount"]["account"]["id"]


def question(key: str) -> dict[str, Any]:
    return {"query": CREATE, "variables": {"input": {"name": f"杀不死的客户 {key}", "idempotencyKey": key}}}


@pytest.mark.slow
async def test_what_zhangsan_was_told_is_saved_is_saved_when_the_server_is_killed_in_the_middle(
    server: EmbeddedServer, template: str, tmp_path: Path
) -> None:
    dsn = copy_of(server, template)
    weir = Running(dsn, tmp_path)
    acked: dict[str, str] = {}
    sent: list[str] = []
    try:
        for _ in range(3):
            await weir.start()
            client = await signed_in(weir.base)
            lanes = [
                asyncio.create_task(write_until_killed(client, len(sent) * 10 + lane, acked, sent)) for lane in range(4)
            ]
            await asyncio.sleep(0.7)
            weir.kill()
            await asyncio.gather(*lanes)
            await client.aclose()
        assert len(acked) > 10

        await weir.start()
        client = await signed_in(weir.base)
        for key in sent:
            again = (await client.post("/graphql", json=question(key))).json()["data"]["createAccount"]
            assert again["userErrors"] == []
            assert acked.get(key, again["account"]["id"]) == again["account"]["id"]
        await client.aclose()
        with psycopg.connect(dsn) as connection:
            names = "select count(*), count(distinct name) from account where name like '杀不死的客户%'"
            assert connection.execute(names).fetchone() == (len(sent), len(sent))
            trail = (
                "select count(*) from account a where name like '杀不死的客户%' and 1 <> (select count(*) from audit_entry e"
                " where e.object_id = a.id and e.action = 'account.created')"
            )
            assert connection.execute(trail).fetchone() == (0,)
    finally:
        if weir.process and weir.process.poll() is None:
            weir.kill()
        drop(server, dsn)

"""Jobs: deferred with the change that causes them, delivered again when a worker dies, harmless when they run twice."""

import asyncio
import contextlib
import itertools
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from cast import Cast
from sqlmodel.ext.asyncio.session import AsyncSession
from test_imports import Importing

from weir import jobs
from weir.catalog.ids import decode
from weir.imports.chunk import ChunkWriter
from weir.jobs import JOBS, PERIODIC, Interrupted, Periodic, Worker, defer_in, job, person, run_worker, wake
from weir.settings import Settings

pytestmark = pytest.mark.slow

BACKEND = Path(__file__).parents[1]
PEOPLE = 6_000
# A worker that stays in the middle of its fourth chunk: written, not committed. There it is killed.
WORKER = """
import asyncio, itertools, sys, time
from pathlib import Path
from weir.imports.chunk import ChunkWriter
from weir.jobs import run_worker
from weir.settings import Settings
import weir.imports.checking as checking
checking.CHUNK = 200
turns, count = itertools.count(1), ChunkWriter._count
def held(self, counts):
    if next(turns) > 3:
        time.sleep(600)
    count(self, counts)
ChunkWriter._count = held
asyncio.run(run_worker(Settings(data=Path(sys.argv[2]), database_url=sys.argv[1], secret="s" * 48)))
"""


def settings_of(weir: Cast) -> Settings:
    return weir.app.settings


@pytest.fixture
async def done(weir: Cast) -> AsyncIterator[list[str]]:
    """A job that notes what it was given."""
    found: list[str] = []

    @job("tests.note")
    async def note(worker: Worker, text: str) -> None:
        found.append(text)

    yield found
    del JOBS["tests.note"]


@contextlib.asynccontextmanager
async def working(weir: Cast) -> AsyncIterator[None]:
    task = asyncio.create_task(run_worker(settings_of(weir)))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task], timeout=10)
        assert task.done()


async def until(test: Any, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if await test() if asyncio.iscoroutinefunction(test) else test():
            return
        await asyncio.sleep(0.05)
    raise AssertionError("It did not come about.")


async def test_a_job_is_deferred_with_its_transaction_or_not_at_all(weir: Cast, done: list[str]) -> None:
    async with AsyncSession(weir.app.database.engine) as session:
        await defer_in(session, "tests.note", text="rolled back")
        await session.rollback()
        await defer_in(session, "tests.note", text="committed")
        await session.commit()
    async with working(weir):
        await until(lambda: done == ["committed"])
    assert await weir.one("select array_agg(status::text) from procrastinate.procrastinate_jobs") == ["succeeded"]


async def test_a_worker_ends_at_once_and_gives_its_job_back(weir: Cast) -> None:
    began = asyncio.Event()

    @job("tests.long")
    async def long(worker: Worker) -> None:
        began.set()
        while not worker.stop.is_set():
            await asyncio.sleep(0.01)
        raise Interrupted

    try:
        async with AsyncSession(weir.app.database.engine) as session:
            await defer_in(session, "tests.long")
            await session.commit()
        started = time.monotonic()
        async with working(weir):
            await asyncio.wait_for(began.wait(), 10)
            started = time.monotonic()
        assert time.monotonic() - started < 5
        assert await weir.one("select status::text from procrastinate.procrastinate_jobs") == "todo"
    finally:
        del JOBS["tests.long"]


async def test_periodic_work_runs_again_and_again(weir: Cast) -> None:
    rounds: list[float] = []

    async def tick(worker: Worker) -> None:
        rounds.append(time.monotonic())
        if len(rounds) == 1:
            raise ValueError("a failed round is followed by the next")

    PERIODIC.append(Periodic("tests.tick", 0.05, tick))
    try:
        async with working(weir):
            await until(lambda: len(rounds) >= 3)
    finally:
        PERIODIC.pop()


async def test_periodic_work_is_woken_by_what_it_waits_for(weir: Cast) -> None:
    rounds: list[float] = []

    async def look(worker: Worker) -> None:
        rounds.append(time.monotonic())

    # A round an hour: whoever sees a second one has been woken.
    PERIODIC.append(Periodic("tests.look", 3600, look, is_woken=True))
    try:
        async with working(weir):
            await until(lambda: len(rounds) == 1)
            async with AsyncSession(weir.app.database.engine) as session:
                await wake(session, "tests.look")
                await session.commit()
            await until(lambda: len(rounds) == 2)
    finally:
        PERIODIC.pop()


async def test_a_job_has_the_rights_of_now(weir: Cast) -> None:
    chen = weir["chen"].viewer
    assert chen is not None
    now = await person(weir.app.database, chen.user_id)
    assert now is not None and now.roles == {"MANAGER"} and now.subtree == chen.subtree
    assert await person(weir.app.database, None, email="zhouliu@weir.example") is None


def worker_process(weir: Cast) -> "subprocess.Popen[bytes]":
    settings = settings_of(weir)
    environment = {**os.environ, "PYTHONPATH": str(BACKEND)}
    return subprocess.Popen(
        [sys.executable, "-c", WORKER, str(settings.database_url), str(settings.data)],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


async def test_an_import_whose_worker_is_killed_is_completed_by_another(
    weir: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "STALLED_SECONDS", 4)
    monkeypatch.setattr(jobs, "SWEEP_SECONDS", 1)
    one = await Importing(weir).begin()
    body = "姓名,手机号\n" + "".join(f"导入{number},{13900000000 + number}\n" for number in range(PEOPLE))
    status, answer = await one.upload("通讯录.csv", body.encode())
    assert (status, answer["rows"]) == (201, PEOPLE)
    await one.check()
    await one.person.done("commitImport", "importBatch { status }", id=one.id)

    async def some() -> bool:
        return int(await weir.one("select done from import_batch where name = 'test'") or 0) >= 400

    process = worker_process(weir)
    try:
        await until(some, 40)
        process.send_signal(signal.SIGKILL)
        process.wait()
        killed_at = (await one.state())["done"]
        assert 400 <= killed_at < PEOPLE
        async with working(weir):

            async def finished() -> bool:
                return (await one.state())["status"] == "DONE"

            await until(finished, 60)
    finally:
        process.kill()
        process.wait()
    state = await one.state()
    assert (state["created"], state["done"]) == (PEOPLE, PEOPLE)
    rows = await weir.sql("select count(*)::int, count(distinct mobile_key)::int from contact where name like '导入%%'")
    assert rows == [(PEOPLE, PEOPLE)]
    found = decode(one.id)
    assert found is not None
    outcomes = await weir.one("select count(distinct record_id)::int from import_outcome where batch_id = %s", found[1])
    assert outcomes == PEOPLE


def hold_after(monkeypatch: pytest.MonkeyPatch, chunks: int) -> threading.Event:
    """Lets an import write some chunks and holds the next until the event is set."""
    go_on, turns, write = threading.Event(), itertools.count(1), ChunkWriter.write

    def held(writer: ChunkWriter, rows: Any, drafts: Any = None) -> None:
        if next(turns) > chunks:
            go_on.wait(20)
        write(writer, rows, drafts)

    monkeypatch.setattr(ChunkWriter, "write", held)
    return go_on


async def test_a_running_import_can_be_cancelled_and_completed(weir: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("weir.imports.checking.CHUNK", 100)
    go_on = hold_after(monkeypatch, 3)
    one = await Importing(weir).begin()
    body = "姓名,手机号\n" + "".join(f"导入{number},{13900000000 + number}\n" for number in range(3_000))
    await one.upload("通讯录.csv", body.encode())
    await one.check()
    await one.person.done("commitImport", "importBatch { status }", id=one.id)

    async def some() -> bool:
        return (await one.state())["done"] >= 100

    async def ended() -> bool:
        running = "select count(*)::int from procrastinate.procrastinate_jobs where status in ('todo', 'doing')"
        return bool(await weir.one(running) == 0)

    async with working(weir):
        await until(some)
        await one.person.done("cancelImport", "importBatch { status }", id=one.id)
        go_on.set()
        await until(ended)
        state = await one.state()
        assert state["status"] == "CANCELLED" and 100 <= state["created"] <= 300
        assert await weir.one("select count(*)::int from contact where name like '导入%%'") == state["created"]
        await one.person.done("commitImport", "importBatch { status }", id=one.id)

        async def finished() -> bool:
            return (await one.state())["status"] == "DONE"

        await until(finished)
    assert await weir.one("select count(*)::int from contact where name like '导入%%'") == 3_000

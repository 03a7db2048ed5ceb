"""A row read by the driver is the row the ORM would have read, and is changed, refused and written like one."""

import asyncio
from typing import Any
from uuid import UUID

import psycopg
import pytest
import sqlalchemy as sa
from cast import Cast
from sqlalchemy.orm.attributes import flag_modified
from sqlalchemy.orm.exc import StaleDataError
from sqlmodel.ext.asyncio.session import AsyncSession

from weir.activities.model import Task
from weir.catalog.registry import OBJECTS
from weir.changing.refusing import refusals_of
from weir.changing.rows import columns, flush, hold
from weir.db.engine import driver_of, execute, execute_all
from weir.deals.kinds import DealStatus
from weir.deals.model import Deal


@pytest.mark.parametrize("name", sorted(OBJECTS))
async def test_every_object_is_read_as_the_orm_reads_it(company: Cast, name: str) -> None:
    entry = OBJECTS[name]
    async with AsyncSession(company.app.database.engine) as session:
        read = await (await driver_of(session)).execute(
            f"select {columns(entry.model, 'x')} from {entry.table} x limit 50"
        )
        ours = [hold(session, entry.model, values) for values in await read.fetchall()]
        kept = {row.id: {key: value for key, value in row.__dict__.items() if not key.startswith("_")} for row in ours}
        assert not session.dirty
        session.expunge_all()
        table = sa.inspect(entry.model)
        for row in (await session.exec(sa.select(table).where(table.c.id.in_(kept)))).scalars():  # type: ignore[call-overload]
            theirs = {key: value for key, value in row.__dict__.items() if not key.startswith("_")}
            assert kept[row.id] == theirs
            assert {key: type(value) for key, value in kept[row.id].items()} == {
                key: type(value) for key, value in theirs.items()
            }


async def a_deal(session: AsyncSession) -> tuple[Any, ...]:
    """The columns of some deal, as the driver gives them."""
    read = await (await driver_of(session)).execute(f"select {columns(Deal, 'd')} from deal d limit 1")
    values = await read.fetchone()
    assert values is not None
    return values


async def test_a_row_read_again_forgets_what_was_not_saved_and_one_only_seen_keeps_it(weir: Cast) -> None:
    async with AsyncSession(weir.app.database.engine, autoflush=False) as session:
        values = await a_deal(session)
        deal = hold(session, Deal, values)
        name = deal.name
        deal.name = "新名字"
        assert hold(session, Deal, values) is deal
        assert deal.name == "新名字"
        assert sa.inspect(deal).attrs["name"].history.deleted == [name]
        assert hold(session, Deal, values, again=True) is deal
        assert deal.name == name
        assert not sa.inspect(deal).attrs["name"].history.has_changes()


async def test_a_row_read_by_the_driver_is_written_with_its_version(weir: Cast) -> None:
    async with AsyncSession(weir.app.database.engine, autoflush=False, expire_on_commit=False) as session:
        values = await a_deal(session)
        deal = hold(session, Deal, values)
        assert isinstance(deal.status, DealStatus)
        version = deal.version
        deal.name = "换了名字"
        await session.commit()
        assert deal.version == version + 1
    async with AsyncSession(weir.app.database.engine) as session:
        kept = await session.get(Deal, deal.id)
        assert kept is not None
        assert (kept.name, kept.version) == ("换了名字", version + 1)


async def test_a_row_the_session_gave_up_is_filled_again_when_it_is_seen(weir: Cast) -> None:
    async with AsyncSession(weir.app.database.engine, autoflush=False) as session:
        values = await a_deal(session)
        deal = hold(session, Deal, values)
        name = deal.name
        session.expire_all()
        assert hold(session, Deal, values).name == name


@pytest.mark.parametrize(
    ("sql", "code"),
    [
        ("insert into account (id, name, number) select id, name, number from account limit 1", "DUPLICATE"),
        ("update deal set account_id = gen_random_uuid()", "NOT_FOUND"),
        ("update deal set name = null", "INVALID"),
        ("select repeat('9', 40)::bigint", "INVALID"),
    ],
)
async def test_what_the_driver_refuses_is_told_as_what_the_orm_refuses(weir: Cast, sql: str, code: str) -> None:
    async with AsyncSession(weir.app.database.engine) as session:
        with pytest.raises(psycopg.Error) as told:
            await (await driver_of(session)).execute(sql)
        with pytest.raises(sa.exc.DBAPIError) as wrapped:
            await session.rollback()
            await session.execute(sa.text(sql.replace(":", r"\:")))
        ours, theirs = refusals_of(told.value), refusals_of(wrapped.value)
    assert [one.code for one in ours] == [code]
    assert [(one.code, one.field) for one in ours] == [(one.code, one.field) for one in theirs]


@pytest.mark.parametrize("name", sorted(name for name, one in OBJECTS.items() if not one.model.is_history))
async def test_every_object_is_written_as_the_orm_writes_it(company: Cast, name: str) -> None:
    entry = OBJECTS[name]
    table = sa.inspect(entry.model)

    async def written(by_orm: bool) -> list[tuple[Any, ...]]:
        async with AsyncSession(company.app.database.engine, autoflush=False) as session:
            rows = list((await session.exec(sa.select(table).order_by(table.c.id).limit(20))).scalars())  # type: ignore[call-overload]
            for row in rows:
                for column in table.column_attrs:
                    if column.key not in ("id", "version"):
                        flag_modified(row, column.key)
            await (session.flush() if by_orm else flush(session))
            assert not session.dirty
            keys = [row.id for row in rows]
            read = f"select {columns(entry.model, 'x')} from {entry.table} x where x.id = any(%s) order by x.id"
            found = await (await (await driver_of(session)).execute(read, (keys,))).fetchall()
            await session.rollback()
            return found

    assert await written(by_orm=False) == await written(by_orm=True)


async def test_a_change_is_written_once_under_its_version_and_who_was_slower_is_told(weir: Cast) -> None:
    engine = weir.app.database.engine
    async with AsyncSession(engine, autoflush=False) as session, AsyncSession(engine, autoflush=False) as slower:
        values = await a_deal(session)
        deal, same = hold(session, Deal, values), hold(slower, Deal, values)
        key, version = deal.id, deal.version
        deal.name, deal.tags, deal.custom = "由驱动写入", ["重点", "二"], {"台数": 3}
        same.name = "晚了一步"
        await flush(session)
        assert deal.version == version + 1 and not session.dirty
        await flush(session)
        await session.commit()
        with pytest.raises(StaleDataError) as late:
            await flush(slower)
        assert [one.code for one in refusals_of(late.value)] == ["CONFLICT"]
    row = (await weir.sql("select name, tags, custom, version from deal where id = %s", key))[0]
    assert row == ("由驱动写入", ["重点", "二"], {"台数": 3}, version + 1)


async def test_what_the_driver_wrote_within_a_savepoint_goes_with_it(weir: Cast) -> None:
    async with AsyncSession(weir.app.database.engine, autoflush=False, expire_on_commit=False) as session:
        deal = hold(session, Deal, await a_deal(session))
        name, version, key = deal.name, deal.version, deal.id
        savepoint = await session.begin_nested()
        await (await driver_of(session)).execute("update deal set next_step = '不会留下' where id = %s", (key,))
        deal.name = "也不会留下"
        await flush(session)
        await savepoint.rollback()
        await session.refresh(deal)
        assert (deal.name, deal.version) == (name, version)
        # What is done after it is done in the transaction again.
        deal.name = "留下"
        await flush(session)
        await session.commit()
    row = (await weir.sql("select name, next_step is distinct from '不会留下', version from deal where id = %s", key))[
        0
    ]
    assert row == ("留下", True, version + 1)


async def test_what_travels_together_is_done_in_its_order_up_to_the_first_that_fails(weir: Cast) -> None:
    note = "update deal set next_step = coalesce(next_step, '') || %(word)s where id = %(id)s"
    async with AsyncSession(weir.app.database.engine, autoflush=False, expire_on_commit=False) as session:
        deal = hold(session, Deal, await a_deal(session))
        key, version = deal.id, deal.version
        await execute(session, "update deal set next_step = '' where id = %(id)s", {"id": key})
        deal.name = "一起写入"
        await flush(session, [(note, {"word": word, "id": key}) for word in "甲乙丙"])
        await session.commit()
        assert deal.version == version + 1
        deal.name = "不该留下"
        with pytest.raises(psycopg.errors.NotNullViolation):
            await flush(
                session,
                [
                    (note, {"word": "丁", "id": key}),
                    ("update deal set name = null where id = %(id)s", {"id": key}),
                    (note, {"word": "戊", "id": key}),
                ],
            )
        await session.rollback()
        # The connection is as good as before.
        await flush(session, [(note, {"word": "己", "id": key}), (note, {"word": "庚", "id": key})])
        await session.commit()
    row = (await weir.sql("select name, next_step, version from deal where id = %s", key))[0]
    assert row == ("一起写入", "甲乙丙己庚", version + 1)


async def test_who_was_slower_leaves_nothing_of_what_travelled_with_the_row(weir: Cast) -> None:
    engine = weir.app.database.engine
    note = "update deal set next_step = '慢的人写的' where id = %(id)s"
    async with AsyncSession(engine, autoflush=False) as session, AsyncSession(engine, autoflush=False) as slower:
        values = await a_deal(session)
        deal, same = hold(session, Deal, values), hold(slower, Deal, values)
        key = deal.id
        deal.name, same.name = "快的人写的", "也是慢的人写的"
        await flush(session)
        await session.commit()
        with pytest.raises(StaleDataError):
            await flush(slower, [(note, {"id": key})])
        await slower.rollback()
    row = (await weir.sql("select name, next_step is distinct from '慢的人写的' from deal where id = %s", key))[0]
    assert row == ("快的人写的", True)


async def test_what_is_given_up_on_its_way_leaves_nothing_and_the_connection_is_not_used_up(weir: Cast) -> None:
    engine = weir.app.database.engine
    sleep = ("select pg_sleep(%(seconds)s)", {"seconds": 30})

    async def long(key: UUID) -> None:
        async with AsyncSession(engine, autoflush=False) as session:
            await execute_all(session, [("update deal set name = '放弃了' where id = %(id)s", {"id": key}), sleep])
            await session.commit()

    async with AsyncSession(engine) as session:
        key = hold(session, Deal, await a_deal(session)).id
    # More often than there are connections.
    for _ in range(engine.pool.size() + 2):  # type: ignore[attr-defined]
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.1):
                await long(key)
    async with AsyncSession(engine) as session:
        found = await (await execute(session, "select name from deal where id = %(id)s", {"id": key})).fetchone()
    assert found is not None and found[0] != "放弃了"


async def test_a_value_left_to_the_database_and_a_new_row_beside_a_changed_one_are_written_too(weir: Cast) -> None:
    async with AsyncSession(weir.app.database.engine, autoflush=False, expire_on_commit=False) as session:
        deal = hold(session, Deal, await a_deal(session))
        deal.name = sa.func.concat("甲", "乙")
        await flush(session)
        await session.refresh(deal)
        assert deal.name == "甲乙"
        session.add(Task(title="旁边的任务", assignee_id=deal.owner_id, deal_id=deal.id))
        deal.name = "丙"
        await flush(session)
        await session.commit()
    assert await weir.one("select name from deal where id = %s", deal.id) == "丙"
    assert await weir.one("select count(*) from task where title = '旁边的任务'") == 1

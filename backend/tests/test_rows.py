"""A row read by the driver is the row the ORM would have read, and is changed, refused and written like one."""

from typing import Any

import psycopg
import pytest
import sqlalchemy as sa
from cast import Cast
from sqlmodel.ext.asyncio.session import AsyncSession

from weir.catalog.registry import OBJECTS
from weir.changing.refusing import refusals_of
from weir.changing.rows import columns, hold
from weir.db.engine import driver_of
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

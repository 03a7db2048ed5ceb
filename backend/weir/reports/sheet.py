"""What leaves the house by itself: a report or a dashboard worked out for one person, as they may see it at that moment."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg

from weir.access.predicate import visible
from weir.access.viewer import Viewer
from weir.catalog.ids import encode, key_of
from weir.db.engine import Database
from weir.errors import Refusal, not_found
from weir.reports.compile import plan
from weir.reports.definition import defined
from weir.reports.digest import DIGEST, digest_pieces
from weir.reports.layout import Layout
from weir.reports.ready import READY, spoken
from weir.reports.result import Result, made

MEMBERS = "select user_id from team_member where team_id = %(team)s order by user_id"


@dataclass(frozen=True, slots=True)
class About:
    """What is to be shown: exactly one of a saved report, a dashboard, and something that comes with Weir (of a team, perhaps)."""

    report_id: UUID | None = None
    dashboard_id: UUID | None = None
    ready: str | None = None
    team_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """One report: its figures, or why there are none."""

    name: str
    definition: dict[str, Any]
    result: Result | None
    problem: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that is shown, and where in the client it is found."""

    title: str
    path: str
    pieces: list[Piece]


async def sheet_of(database: Database, viewer: Viewer, about: About) -> Sheet:
    """The sheet as `viewer` may see it. Raises `Refusal` NOT_FOUND when they may not open it."""
    if about.report_id is not None:
        name, definition = await _opened(database, viewer, "report", "definition", about.report_id)
        path = f"/reports/{encode('report', about.report_id)}"
        return Sheet(name, path, [await _worked_out(database, viewer, name, definition)])
    if about.dashboard_id is not None:
        name, layout = await _opened(database, viewer, "dashboard", "layout", about.dashboard_id)
        path = f"/dashboards/{encode('dashboard', about.dashboard_id)}"
        return Sheet(name, path, await _tiles(database, viewer, Layout.model_validate(layout)))
    if about.ready == DIGEST.key:
        return await _digest(database, viewer, about.team_id)
    found = next((one for one in READY if one.key == about.ready), None)
    if found is None or not viewer.may("read", found.definition["source"]):
        raise not_found()
    name = found.name[0 if viewer.is_chinese else 1]
    definition = spoken(found.definition, viewer.is_chinese)
    return Sheet(name, f"/reports/ready-{found.key}", [await _worked_out(database, viewer, name, definition)])


async def _opened(database: Database, viewer: Viewer, name: str, column: str, key: UUID) -> tuple[str, Any]:
    test = visible(name, "x", viewer)
    sql = f'select x.name, x.{column} from "{name}" x where x.id = %(key)s and {test}'
    async with database.reads.connection() as connection:
        row = await (await connection.execute(sql, {**viewer.params, "key": key})).fetchone()
    if row is None:
        raise not_found()
    return row[0], row[1]


async def _tiles(database: Database, viewer: Viewer, layout: Layout) -> list[Piece]:
    """The reports of a dashboard with its filters; one that the viewer may not open says so, and the others stand."""
    pieces = []
    for tile in layout.tiles:
        try:
            name, definition = await _tile(database, viewer, tile.report, tile.ready)
        except Refusal as refusal:
            pieces.append(Piece(tile.title or "", {}, None, refusal))
            continue
        pieces.append(await _worked_out(database, viewer, tile.title or name, layout.applied(definition)))
    return pieces


async def _tile(database: Database, viewer: Viewer, report: str | None, ready: str | None) -> tuple[str, Any]:
    if ready:
        found = next((one for one in READY if one.key == ready), None)
        if found is None:
            raise not_found()
        return found.name[0 if viewer.is_chinese else 1], spoken(found.definition, viewer.is_chinese)
    key = key_of(report, "report")
    if key is None:
        raise not_found()
    return await _opened(database, viewer, "report", "definition", key)


async def _digest(database: Database, viewer: Viewer, team: UUID | None) -> Sheet:
    """The week of a team: of its members only, whoever else the viewer may see."""
    members: list[str] = []
    if team is not None:
        async with database.reads.connection() as connection:
            rows = await (await connection.execute(MEMBERS, {"team": team})).fetchall()
        members = [encode("user", row[0]) for row in rows]
    pieces = [
        await _worked_out(database, viewer, name, definition)
        for name, definition in digest_pieces(viewer.is_chinese, members)
        if viewer.may("read", definition["source"])
    ]
    return Sheet(DIGEST.name[0 if viewer.is_chinese else 1], "/reports", pieces)


async def _worked_out(database: Database, viewer: Viewer, name: str, definition: dict[str, Any]) -> Piece:
    try:
        return Piece(name, definition, await figures_of(database, viewer, definition))
    except Refusal as refusal:
        return Piece(name, definition, None, refusal)


async def figures_of(database: Database, viewer: Viewer, definition: Any) -> Result:
    """The figures of a definition as `viewer`, on the pool that reports share. Raises `Refusal`."""
    compiled = plan(viewer, defined(definition))
    try:
        async with database.reporting() as connection:
            groups = await (await connection.execute(compiled.sql, compiled.build.params)).fetchall()
    except psycopg.errors.QueryCanceled:
        raise Refusal("REPORT_SLOW") from None
    except psycopg.errors.DataError:
        raise Refusal("REPORT_RANGE") from None
    return made(compiled, viewer, groups)

"""What a bench needs before it starts: data, an API token of a manager, and the SQL the compiler makes for each piece of work."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
import psycopg
from sqlmodel.ext.asyncio.session import AsyncSession

from weir import demo
from weir.access.viewer import Viewer
from weir.app import App
from weir.auth.api_tokens import create_api_token
from weir.auth.current import ORGANISATION, PERSON, viewer_from
from weir.bench.lookups import deep_cursor
from weir.bench.moves import Moves, Place, RawMoves, Target
from weir.bench.works import BOARD, CONCURRENCY, FUNNEL, READS, RECORD, TRAVEL
from weir.catalog.ids import encode
from weir.demo.people import BY_KEY
from weir.graphql.operation import Operation
from weir.graphql.run import answer
from weir.identity.model import Role
from weir.settings import Settings


@dataclass
class Prepared:
    """Everything a run refers to."""

    dsn: str
    deals: int
    activities: int
    headers: dict[str, str]
    requests: dict[str, bytes]
    statements: list[tuple[str, dict[str, Any]]]
    moves: Moves
    raw_moves: RawMoves
    viewer: Viewer
    import_rows: int
    deep_cursor: str | None = None


async def prepare(settings: Settings, size: str) -> Prepared:
    """Loads demo data into an empty database and gets everything ready, as 陈经理, the manager of 华南区."""
    dsn = settings.database_url or ""
    with psycopg.connect(dsn, autocommit=True) as connection:
        empty = connection.execute("select 1 from organisation").fetchone() is None
    if empty:
        print(f"Loading demo data of size {size}…", flush=True)
        demo.load(settings, size)
    app = App(settings)
    async with app.running():
        viewer = await _viewer(app, "chen")
        token = await _token(app, viewer)
        with psycopg.connect(dsn, autocommit=True) as connection:
            return await _ready(app, viewer, token, connection)


async def _viewer(app: App, key: str) -> Viewer:
    async with app.database.reads.connection() as connection:
        sql = f'select {PERSON} from "user" u {ORGANISATION} where u.email = %s'
        row = await (await connection.execute(sql, [BY_KEY[key].email])).fetchone()
    if row is None:
        raise SystemExit("The bench needs the demo company; point it at an empty database.")
    return viewer_from(row, "session:bench")


async def _token(app: App, viewer: Viewer) -> str:
    async with AsyncSession(app.database.engine) as session:
        until = datetime.now(UTC) + timedelta(days=1)
        made = await create_api_token(session, viewer, name="bench", role=Role.MANAGER, expires_at=until)
        await session.commit()
        return made.secret


async def _ready(app: App, viewer: Viewer, token: str, connection: psycopg.Connection[Any]) -> Prepared:
    def one(sql: str, *values: Any) -> Any:
        row = connection.execute(sql, values or None).fetchone()
        return row[0] if row else None

    pipeline = one("select id from pipeline order by position limit 1")
    account = one(
        "select account_id from activity where account_id in (select id from account where department_id = any(%s))"
        " group by 1 having count(*) >= 30 order by 1 limit 1",
        list(viewer.subtree),
    ) or one("select id from account where department_id = any(%s) order by id limit 1", list(viewer.subtree))
    variables = {
        BOARD.name: {"id": encode("pipeline", pipeline)},
        RECORD.name: {"id": encode("account", account or UUID(int=0))},
        FUNNEL.name: {"id": encode("pipeline", pipeline)},
        TRAVEL.name: {"since": (datetime.now(UTC) - timedelta(days=90)).isoformat()},
    }
    requests, statements = {}, []
    for work in READS:
        given = variables.get(work.name, {})
        requests[work.name] = orjson.dumps({"query": work.query, "variables": given})
        statements.append(await _statement(app, viewer, work.query, given))
    targets = [
        Target(*row)
        for row in connection.execute(
            "select id, probability, forecast_category from stage where pipeline_id = %s order by position offset 1 limit 2",
            [pipeline],
        )
    ]
    stages = [one.stage for one in targets]
    rows = connection.execute(
        "select id, version, array_position(%s, stage_id) - 1 from deal where expected_close_date is not null"
        " and stage_id = any(%s) and department_id = any(%s) and deleted_at is null order by id limit 4000",
        [stages, stages, list(viewer.subtree)],
    ).fetchall()
    places = [Place(*row) for row in rows]
    # As many for each client, or one: no two of them are ever at the same deal.
    half = len(places) // 2
    half -= half % CONCURRENCY if half > CONCURRENCY else 0
    return Prepared(
        dsn=app.settings.database_url or "",
        deals=one("select count(*) from deal"),
        activities=one("select count(*) from activity"),
        headers={"authorization": f"Bearer {token}"},
        requests=requests,
        statements=statements,
        moves=Moves(places[:half], targets),
        raw_moves=RawMoves(places[half : 2 * half], targets, pipeline, viewer.user_id),
        viewer=viewer,
        # As many as the bar names where the data is as large as the bar's.
        import_rows=100_000 if one("select count(*) from deal") >= 200_000 else 10_000,
        deep_cursor=deep_cursor(viewer, connection),
    )


async def _statement(app: App, viewer: Viewer, query: str, variables: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The SQL that the application sends for a query, taken at the door to the database."""
    seen: list[tuple[str, dict[str, Any]]] = []
    doors = {name: getattr(Operation, name) for name in ("fetch", "report")}

    def noting(real: Any) -> Any:
        async def through(self: Operation, sql: str, params: Any) -> Any:
            seen.append((sql, dict(params)))
            return await real(self, sql, params)

        return through

    for name, real in doors.items():
        setattr(Operation, name, noting(real))
    try:
        done = await answer(app, viewer, query, variables, None, "bench")
    finally:
        for name, real in doors.items():
            setattr(Operation, name, real)
    if "errors" in done.body or len(seen) != 1:
        raise SystemExit(f"The bench query did not run as one statement: {done.body.get('errors')}")
    return seen[0]

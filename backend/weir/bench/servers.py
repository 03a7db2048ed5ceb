"""The two servers of a bench, each in a process of its own: the application, and the same SQL behind a bare ASGI app."""

import pickle
import subprocess
import sys
from typing import Any

import orjson
import uvicorn
from psycopg_pool import AsyncConnectionPool

from weir.bench.moves import move_by_hand
from weir.bench.works import READS
from weir.bench.works import REPORTS as WORKS_OF_REPORTS
from weir.db.engine import REPORT_OPTIONS, REPORTS
from weir.jobs import run_worker
from weir.serve import load_application, run_loop
from weir.settings import Settings


def start(*work: Any) -> subprocess.Popen[bytes]:
    """Starts a server: `("weir", settings, port)`, `("raw", dsn, statements, port)` or a worker, `("worker", settings)`."""
    process = subprocess.Popen(
        [sys.executable, "-c", "from weir.bench.servers import serve; serve()"], stdin=subprocess.PIPE
    )
    assert process.stdin is not None
    pickle.dump(work, process.stdin)
    process.stdin.close()
    return process


def _serve_weir(settings: Settings, port: int) -> None:
    # As `weir serve` does it: what lives as long as the process is no work for the collector.
    load_application()
    from weir.app import create_app

    app = create_app(settings)
    app.state.weir.budget.burst = 10**9
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="error", access_log=False, loop="uvloop", http="httptools")


def _pool(dsn: str, most: int, options: str) -> AsyncConnectionPool[Any]:
    # Patient, as the application's queue of reports is: sixteen that take seconds each wait longer for three connections than usual.
    return AsyncConnectionPool(
        dsn, min_size=1, max_size=most, open=False, timeout=300, kwargs={"autocommit": True, "options": options}
    )


def _serve_raw(dsn: str, statements: list[tuple[str, dict[str, Any]]], port: int) -> None:
    # As many connections as the application has, set as its own are: what is compared is our work beside the database's.
    pool = _pool(dsn, 8, "-c timezone=UTC -c jit=off")
    reports = _pool(dsn, REPORTS, REPORT_OPTIONS)

    async def app(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            await receive()
            await pool.open()
            await reports.open()
            await send({"type": "lifespan.startup.complete"})
            await receive()
            await pool.close()
            await reports.close()
            await send({"type": "lifespan.shutdown.complete"})
            return
        path = scope["path"]
        is_report = path != "/move" and READS[int(path[1:])] in WORKS_OF_REPORTS
        async with (reports if is_report else pool).connection() as connection:
            if path == "/move":
                text: str | bytes = await move_by_hand(connection, orjson.loads((await receive())["body"]))
            else:
                sql, params = statements[int(path[1:])]
                rows = await (await connection.execute(sql, params)).fetchall()
                # A list's statement makes its JSON itself; a report's rows are written as they are.
                text = rows[0][0] if len(rows) == 1 and len(rows[0]) == 1 else orjson.dumps(rows, default=str)
        body = orjson.dumps({"data": orjson.Fragment(text)})
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"application/json")]})
        await send({"type": "http.response.body", "body": body})

    uvicorn.run(app, host="127.0.0.1", port=port, log_level="error", access_log=False, loop="uvloop", http="httptools")


def serve() -> None:
    """What the process does that `start` starts."""
    # The parent's own words on our own pipe: nothing from outside is unpickled.
    kind, *rest = pickle.load(sys.stdin.buffer)
    if kind == "weir":
        _serve_weir(*rest)
    elif kind == "worker":
        run_loop(run_worker(*rest))
    else:
        _serve_raw(*rest)

"""`weir serve`: database, migration, demo data, then client, API and worker on one port, until asked to stop."""

import asyncio
import contextlib
import gc
import logging
import os
import signal
import socket
import threading
from collections.abc import Callable, Coroutine
from typing import Any

import uvicorn

from weir.db.embedded import EmbeddedServer
from weir.db.first_run import prepare
from weir.db.target import open_target
from weir.settings import Settings
from weir.stop import Stop

log = logging.getLogger(__name__)
Say = Callable[[str], None]
# Open requests get this long to finish; then everything else gets the rest.
GRACE_SECONDS, LAST_SECONDS = 5, 8
LIFELINE = "WEIR_LIFELINE"


class Server(uvicorn.Server):
    """uvicorn without its signal handlers: the database has to be stopped after it."""

    @contextlib.contextmanager
    def capture_signals(self) -> Any:
        yield


def listening_socket(settings: Settings) -> socket.socket:
    """The port, taken before anything slow happens."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    sock = socket.socket(family, socket.SOCK_STREAM)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        sock.bind((settings.host, settings.port))
    except OSError as error:
        sock.close()
        raise Stop(
            f"Cannot listen on {settings.host}:{settings.port}: {error.strerror}. Set WEIR_PORT to another port."
        ) from None
    return sock


def watch_lifeline() -> None:
    """End with the process that started us: it holds the other end of a pipe and never writes."""
    number = os.environ.pop(LIFELINE, "")
    if not number.isdecimal():
        return

    def wait() -> None:
        with contextlib.suppress(OSError):
            while os.read(int(number), 1):
                pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, name="lifeline", daemon=True).start()


def end_on_signals() -> None:
    """Until the event loop takes over, a signal unwinds the stack, so that the database is stopped on the way out."""

    def leave(number: int, _: object) -> None:
        # A second signal must not interrupt the shutdown that the first one began.
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, signal.SIG_IGN)
        raise SystemExit(0 if number in (signal.SIGTERM, signal.SIGINT) else 128 + number)

    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, leave)


def serve(settings: Settings, say: Say) -> int:
    """Run everything until a signal; 0 after a clean stop."""
    end_on_signals()
    watch_lifeline()
    held = None if settings.database_url else EmbeddedServer(settings.data, say=say)
    if held:
        held.take_lock()
    with listening_socket(settings) as sock:
        # Loading the code takes longer than starting the database: do both at once.
        loading = threading.Thread(target=load_application, name="loading", daemon=True)
        loading.start()
        with open_target(settings, say=say, held=held) as (target, server):
            logins = prepare(target, server, say)
            say("Starting the application…")
            loading.join()
            run_loop(_serve(target, server, sock, say, logins))
    say("Stopped.")
    return 0


def load_application() -> None:
    """Import every room; a failure shows again, with its reason, when the application is made."""
    gc.disable()
    with contextlib.suppress(Exception):
        # The migration asks for the rooms meanwhile: one import waits for the other, neither sees half of a module.
        import weir.rooms  # noqa: I001
        import weir.app  # noqa: F401
    # The schema lives as long as the process: no collection need walk over it again. What a request leaves in circles is little
    # beside what it makes, and looking for it after every 700 objects took one part in twenty-five of all time.
    gc.freeze()
    gc.set_threshold(10_000, 10, 10)
    gc.enable()


def run_loop(work: Coroutine[Any, Any, None]) -> None:
    """Run `work` on the fast event loop where there is one."""
    try:
        import uvloop

        factory: Any = uvloop.new_event_loop
    except ImportError:
        factory = None
    with asyncio.Runner(loop_factory=factory) as runner:
        runner.run(work)


async def _serve(
    settings: Settings, database: EmbeddedServer | None, sock: socket.socket, say: Say, logins: list[str]
) -> None:
    from weir.app import create_app

    config = uvicorn.Config(
        create_app(settings),
        log_config=None,
        access_log=False,
        loop="none",
        lifespan="on",
        server_header=False,
        proxy_headers=bool(settings.proxies),
        forwarded_allow_ips=list(settings.proxies) or None,
        timeout_graceful_shutdown=GRACE_SECONDS,
        timeout_keep_alive=75,
        ws_max_size=256 * 1024,
    )
    server = Server(config)
    stopping = stop_event()
    serving = asyncio.create_task(server.serve(sockets=[sock]))
    worker = asyncio.create_task(supervised_worker(settings)) if settings.worker else None
    while not server.started and not serving.done():  # noqa: ASYNC110  (uvicorn offers no event)
        await asyncio.sleep(0.01)
    if server.started:
        say(f"Weir is ready: {settings.origin}")
        for line in logins:
            say(line)
    stopped = asyncio.create_task(stopping.wait())
    await asyncio.wait({serving, stopped}, return_when=asyncio.FIRST_COMPLETED)
    if serving.done() and not stopping.is_set():
        await _cancel(stopped, worker)
        await serving
        raise Stop("The application did not start; the log above tells why.", 1)
    say("Stopping…")
    if database:
        database.tell_stopping()
    server.should_exit = True
    done, _ = await asyncio.wait({serving}, timeout=LAST_SECONDS)
    if not done:
        log.warning("requests were cut off at the end of the grace period")
        server.force_exit = True
    await _cancel(worker, serving)


async def supervised_worker(settings: Settings) -> None:
    """Background jobs in this process; if the worker falls over, it gets up again."""
    while True:
        try:
            from weir.jobs import run_worker

            await run_worker(settings)
        except asyncio.CancelledError:
            raise
        except Exception:
            log.exception("the worker stopped; starting it again in 5 s")
        await asyncio.sleep(5)


def stop_event() -> asyncio.Event:
    """Set by the first signal."""
    event = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        loop.add_signal_handler(number, event.set)
    return event


async def _cancel(*tasks: asyncio.Task[Any] | None) -> None:
    live = [task for task in tasks if task is not None and not task.done()]
    for task in live:
        task.cancel()
    if live:
        await asyncio.wait(live, timeout=GRACE_SECONDS)


def work(settings: Settings, say: Say) -> int:
    """`weir worker`: background jobs only, until a signal."""
    end_on_signals()

    async def run() -> None:
        stopping = asyncio.create_task(stop_event().wait())
        worker = asyncio.create_task(supervised_worker(settings))
        say("The worker is ready.")
        await asyncio.wait({stopping, worker}, return_when=asyncio.FIRST_COMPLETED)
        await _cancel(worker, stopping)

    run_loop(run())
    return 0

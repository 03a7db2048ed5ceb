"""The command line: `weir COMMAND`. Bodies are imported only when their command runs, so `--help` is instant."""

import argparse
import importlib
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from weir.logs import set_up_logs
from weir.settings import Settings, read_settings
from weir.stop import Stop

Command = Callable[[argparse.Namespace, Settings], int]


def say(line: str) -> None:
    """Progress for the person at the terminal."""
    print(line, flush=True)


def tell(line: str) -> None:
    """Progress where stdout holds the result."""
    print(line, file=sys.stderr, flush=True)


def serve(_: argparse.Namespace, settings: Settings) -> int:
    """Start database, client, API and worker on one port."""
    from weir.serve import serve as run

    return run(settings, say)


def worker(_: argparse.Namespace, settings: Settings) -> int:
    """Run background jobs only (with WEIR_WORKER=0 on the serving processes)."""
    from weir.db.target import open_target
    from weir.serve import work

    with open_target(settings, say=say) as (target, _server):
        return work(target, say)


def migrate(_: argparse.Namespace, settings: Settings) -> int:
    """Bring the database to the newest version and stop."""
    from weir.db.target import open_target
    from weir.db.upgrade import migrate as upgrade

    with open_target(settings, say=say) as (target, _server):
        assert target.database_url is not None
        upgrade(target.database_url, say)
    say("The database is up to date.")
    return 0


def demo(args: argparse.Namespace, settings: Settings) -> int:
    """Fill an empty database with the demo company."""
    from weir.db.target import open_target
    from weir.db.upgrade import migrate as upgrade

    with open_target(settings, say=say) as (target, _server):
        assert target.database_url is not None
        upgrade(target.database_url, say)
        module("weir.demo").load(target, args.size)
    say("The demo company is loaded.")
    return 0


def backup(args: argparse.Namespace, settings: Settings) -> int:
    """Write a verified copy of database and files into a new folder; Weir may be running."""
    from weir.db.backup import back_up

    return back_up(settings, args.folder, say, wal_archive=args.follow)


def restore(args: argparse.Namespace, settings: Settings) -> int:
    """Put a backup into an empty data folder and check it."""
    from weir.db.restore import restore_into

    return restore_into(settings, args.folder, say, archive=args.archive, until=args.until)


def schema(_: argparse.Namespace, __: Settings) -> int:
    """Print the GraphQL schema."""
    text = module("weir.schema").print_schema()
    sys.stdout.write(text if text.endswith("\n") else text + "\n")
    return 0


def module(name: str) -> ModuleType:
    """A room, imported when its command runs."""
    return importlib.import_module(name)


def lent(name: str, function: str) -> Command:
    """A command whose body lives in its own room; it works on an up-to-date database."""

    def run(args: argparse.Namespace, settings: Settings) -> int:
        from weir.db.target import open_target
        from weir.db.upgrade import migrate as upgrade

        body = getattr(module(name), function)
        with open_target(settings, say=tell) as (target, _server):
            assert target.database_url is not None
            upgrade(target.database_url, tell)
            return int(body(args, target) or 0)

    return run


def parser(chosen: str | None = None) -> argparse.ArgumentParser:
    """The whole command line; options of lent commands are asked of their rooms only for the one `chosen`."""
    top = argparse.ArgumentParser(
        prog="weir",
        description="Weir 鱼梁, a self-hosted CRM.",
        epilog="Settings come from the environment (WEIR_PORT, WEIR_DATA, DATABASE_URL…): see weir/settings.py.",
    )
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)

    def add(
        name: str, run: Command, text: str, *, room: str | None = None, needs_secret: bool = True
    ) -> argparse.ArgumentParser:
        sub: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text)
        sub.set_defaults(run=run, needs_secret=needs_secret)
        if room and chosen == name:
            extra: Any = getattr(module(room), "add_arguments", None)
            if extra:
                extra(sub)
        return sub

    add("serve", serve, "Start database, client, API and worker on one port (WEIR_PORT, default 8000).")
    add(
        "worker",
        worker,
        "Run background jobs only; joins the embedded database of a running `weir serve`, or uses DATABASE_URL.",
    )
    add("migrate", migrate, "Bring the database to the newest version and stop.")
    sub = add("demo", demo, "Fill an empty database with the demo company.")
    sub.add_argument(
        "--size",
        choices=("s", "m", "l", "xl"),
        default="s",
        help="s: to look around; m: 20,000 deals; l: 200,000; xl: 2,000,000",
    )
    add("import", lent("weir.imports.command", "run"), "Import CSV or XLSX files.", room="weir.imports.command")
    add("bench", lent("weir.bench", "run"), "Measure Weir against the same SQL served raw.", room="weir.bench")
    sub = add(
        "backup",
        backup,
        "Copy database and files into a new folder, verified; Weir may be running.",
        needs_secret=False,
    )
    sub.add_argument("folder", type=Path, metavar="DIR", help="new folder for the backup")
    sub.add_argument(
        "--follow", type=Path, metavar="ARCHIVE", help="then keep streaming every change into ARCHIVE until stopped"
    )
    sub = add(
        "restore", restore, "Put a backup into the empty data folder (WEIR_DATA) and check it.", needs_secret=False
    )
    sub.add_argument("folder", type=Path, metavar="DIR", help="folder written by `weir backup`")
    sub.add_argument(
        "--archive", type=Path, metavar="ARCHIVE", help="also replay the changes kept there by `backup --follow`"
    )
    sub.add_argument("--until", metavar="TIME", help="stop replaying at this time, e.g. '2026-05-01 12:00:00+08'")
    add(
        "verify-audit",
        lent("weir.audit", "verify_command"),
        "Check the audit chain; names the first broken row.",
        room="weir.audit",
    )
    add(
        "create-admin",
        lent("weir.identity.command", "create_admin"),
        "Create an administrator, or let one in again.",
        room="weir.identity.command",
    )
    add("schema", schema, "Print the GraphQL schema.", needs_secret=False)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; everything a person can cause ends in one line and an exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    chosen = next((text for text in arguments if not text.startswith("-")), None)
    try:
        args = parser(chosen).parse_args(arguments)
        settings = read_settings(with_secret=args.needs_secret)
        set_up_logs(settings)
        return int(args.run(args, settings))
    except Stop as stop:
        tell(f"weir: {stop}")
        return stop.code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return 1


if __name__ == "__main__":
    sys.exit(main())

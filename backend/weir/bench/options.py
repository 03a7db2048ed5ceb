"""What can be said to `weir bench`."""

import argparse

from weir.bench.works import CONCURRENCY


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `weir bench`."""
    parser.add_argument(
        "--size", choices=("s", "m", "l", "xl"), default="s", help="demo data to load when the database is empty"
    )
    parser.add_argument("--seconds", type=float, default=4.0, help="length of one round")
    parser.add_argument("--only", metavar="WORK", help="only the rows whose name contains this")
    parser.add_argument("--clients", type=int, default=CONCURRENCY, help="how many ask at the same time")
    parser.add_argument(
        "--duckdb", action="store_true", help="also run the reports' statements in DuckDB, if installed"
    )
    parser.add_argument("--rounds", type=int, default=3, help="paired rounds for each piece of work")

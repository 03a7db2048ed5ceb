"""`weir bench`: the work of the design's table, as ratios against the same SQL served raw in the same run."""

import argparse

from weir.bench.options import add_arguments
from weir.settings import Settings

__all__ = ["add_arguments", "run"]


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Prints the table; 1 when a bar is missed."""
    # The whole application comes with it, which the help can do without.
    from weir.bench.run import measure

    return measure(args, settings)

"""`weir bench`: the work of the design's table, as ratios against the same SQL served raw in the same run."""

from weir.bench.run import add_arguments, run

__all__ = ["add_arguments", "run"]

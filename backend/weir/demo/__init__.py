"""The demo company: the cast, its pipelines, and deals that reproduce the worked figures of the manager's table."""

from weir.demo.load import LOGINS, load

__all__ = ["LOGINS", "load"]

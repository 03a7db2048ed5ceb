"""What happened, kept for good."""

import argparse

from weir.settings import Settings


def verify_command(args: argparse.Namespace, settings: Settings) -> int:
    """The body of `weir verify-audit`."""
    from weir.audit.command import verify_command as run

    return run(args, settings)

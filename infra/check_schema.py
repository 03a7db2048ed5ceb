"""Fails when backend/schema.graphql is not what the code says, and tells how to renew it."""

import difflib
import sys
from pathlib import Path

from weir.schema import print_schema

kept = Path(__file__).resolve().parents[1] / "backend" / "schema.graphql"
old = kept.read_text() if kept.exists() else ""
new = print_schema().rstrip("\n") + "\n"
if old != new:
    sys.stdout.writelines(
        difflib.unified_diff(old.splitlines(True), new.splitlines(True), "schema.graphql", "code", n=1)
    )
    sys.exit("backend/schema.graphql is out of date: .venv/bin/weir schema > backend/schema.graphql")

"""Doors of the bench's own for leads: opened for a row, closed after it."""

import time
from typing import Any

import psycopg

OPEN = """
insert into lead_source (id, name, key, kind, is_active, fields, mapping, duplicate_policy, source, needs_consent,
    created_at, updated_at, version)
select uuidv7(), %(tag)s || n, %(tag)s || n, 'API', true, '[]', '[]', 'ATTACH', %(tag)s, false, now(), now(), 1
from generate_series(1, %(count)s) n returning '/in/' || key
"""
CLOSE = "update lead_source set deleted_at = now(), is_active = false where source = %s"


def open_doors(connection: psycopg.Connection[Any], count: int) -> tuple[list[str], str]:
    """The addresses of so many new sources, and the source all their leads are given."""
    tag = f"bench{time.time_ns()}"
    return [row[0] for row in connection.execute(OPEN, {"tag": tag, "count": count})], tag


def close_doors(connection: psycopg.Connection[Any], tag: str) -> None:
    """Closes them; what came through stays."""
    connection.execute(CLOSE, [tag])


def address(number: int) -> str:
    """An address of its own for each post, as a proxy in front tells it."""
    return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"

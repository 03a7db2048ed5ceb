"""`weir verify-audit`."""

import argparse
import asyncio

import psycopg

from weir.audit.sealing import seal_all, verify
from weir.settings import Settings


def verify_command(args: argparse.Namespace, settings: Settings) -> int:
    """Seals what is ready, walks the chain and prints its head; 1 when an entry was tampered with."""

    async def run() -> int:
        async with await psycopg.AsyncConnection.connect(settings.database_url or "", autocommit=True) as connection:
            await seal_all(connection)
            verdict = await verify(connection)
        if verdict.ok:
            print(f"The audit is intact: {verdict.entries} entries. Head: {verdict.head}")
            return 0
        print(
            f"The audit is broken at entry {verdict.broken_id}: {verdict.reason}. {verdict.entries} entries before it are intact."
        )
        return 1

    return asyncio.run(run())

"""Alembic's entry: the metadata is the models'; what is written by hand in migrations is left out of the comparison."""

from typing import Any

import sqlalchemy as sa
from alembic import context

import weir.rooms  # noqa: F401  (fills the metadata)
from weir.db.record import Base

config = context.config


def include(item: Any, name: str | None, kind: str, reflected: bool, compare_to: Any) -> bool:
    """Bigram indexes stand on functions that the first migration makes; they are not part of the models."""
    return not (kind == "index" and (name or "").startswith("gin_"))


def run() -> None:
    engine = sa.create_engine(config.get_main_option("sqlalchemy.url") or "")
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            compare_server_default=False,
            include_object=include,
            transaction_per_migration=True,
        )
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()


if context.is_offline_mode():
    raise SystemExit("Weir migrates a live database only.")
run()

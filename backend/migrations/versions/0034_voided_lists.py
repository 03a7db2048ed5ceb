"""Voided records are listed to who may bring them back, newest first"""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

TABLES = ("account", "contact", "deal", "lead")
GONE = sa.text("deleted_at is not null")


def upgrade() -> None:
    for name in TABLES:
        op.create_index(f"ix_{name}_voided", name, ["updated_at", "id"], unique=False, postgresql_where=GONE)


def downgrade() -> None:
    for name in reversed(TABLES):
        op.drop_index(f"ix_{name}_voided", table_name=name, postgresql_where=GONE)

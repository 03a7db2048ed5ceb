"""Accounts have a tier: VIP, A, B or C"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    kind = sa.Enum("VIP", "A", "B", "C", name="accounttier", native_enum=False, create_constraint=True, length=40)
    op.add_column("account", sa.Column("tier", kind, nullable=True))
    op.create_index(op.f("ix_account_tier"), "account", ["tier"], unique=False)

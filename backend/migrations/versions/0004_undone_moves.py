"""Stays that take a move back"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("stage_visit", sa.Column("is_undo", sa.Boolean(), server_default="false", nullable=False))

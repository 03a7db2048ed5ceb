"""The board of leads reads each column by an index"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_lead_board",
        "lead",
        ["status", "response_due_at", sa.literal_column("created_at desc"), sa.literal_column("id desc")],
        unique=False,
        postgresql_where=sa.text("deleted_at is null"),
    )

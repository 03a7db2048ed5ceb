"""What most reports on deals are made of stands in an index of its own"""

import sqlalchemy as sa
from alembic import op

revision = "0061"
down_revision = "0060"
branch_labels = None
depends_on = None

REPORTED = [
    "id",
    "department_id",
    "owner_id",
    "base_amount",
    "created_at",
    "account_id",
    "pipeline_id",
    "stage_id",
    "source",
]


def upgrade() -> None:
    op.create_index(
        "ix_deal_reports",
        "deal",
        ["status", "closed_at"],
        postgresql_include=REPORTED,
        postgresql_where=sa.text("deleted_at is null"),
    )

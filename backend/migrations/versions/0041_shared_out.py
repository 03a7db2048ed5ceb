"""Records of one action may go to several people"""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

ACTIONS = (
    "TRANSFER", "SHARE_OUT", "SET_FIELD", "ADD_TAGS", "REMOVE_TAGS", "MOVE", "WAKE", "RETURN", "VOID", "RESTORE",
)  # fmt: skip


def upgrade() -> None:
    op.add_column("bulk_row", sa.Column("receiver_id", sa.Uuid(), nullable=True))
    op.drop_constraint(op.f("ck_bulk_run_bulkaction"), "bulk_run", type_="check")
    op.create_check_constraint(op.f("ck_bulk_run_bulkaction"), "bulk_run", sa.column("action").in_(ACTIONS))

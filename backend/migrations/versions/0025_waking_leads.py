"""Many leads are woken, or sent back to their pool, at once"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

ACTIONS = ("TRANSFER", "SET_FIELD", "ADD_TAGS", "REMOVE_TAGS", "MOVE", "WAKE", "RETURN", "VOID", "RESTORE")


def upgrade() -> None:
    op.drop_constraint(op.f("ck_bulk_run_bulkaction"), "bulk_run")
    op.create_check_constraint(op.f("ck_bulk_run_bulkaction"), "bulk_run", sa.column("action").in_(ACTIONS))

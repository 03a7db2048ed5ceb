"""Views of the board of leads"""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

OBJECTS = ("ACCOUNT", "CONTACT", "DEAL", "LEAD", "CAMPAIGN", "TASK", "BOARD", "LEAD_BOARD")


def upgrade() -> None:
    op.drop_constraint(op.f("ck_saved_view_viewobject"), "saved_view")
    op.create_check_constraint(op.f("ck_saved_view_viewobject"), "saved_view", sa.column("object").in_(OBJECTS))

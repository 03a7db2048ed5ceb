"""Telephone systems as doors: calls on leads and contacts, and the extensions of colleagues"""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

KINDS = ("API", "WEBHOOK", "FORM", "MAIL", "CALL")
STATUSES = ("WAITING", "CREATED", "ATTACHED", "LOGGED", "DUPLICATE", "REFUSED", "SPAM", "FAILED")


def upgrade() -> None:
    op.drop_constraint(op.f("ck_lead_source_sourcekind"), "lead_source")
    op.create_check_constraint(op.f("ck_lead_source_sourcekind"), "lead_source", sa.column("kind").in_(KINDS))
    op.drop_constraint(op.f("ck_intake_payload_intakestatus"), "intake_payload")
    op.create_check_constraint(
        op.f("ck_intake_payload_intakestatus"), "intake_payload", sa.column("status").in_(STATUSES)
    )
    op.add_column("user", sa.Column("extension", sa.String(length=20), nullable=True))

"""What becomes of a customer's touch is said by the source; what came through one knows the contact"""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

STATUSES = ("WAITING", "CREATED", "ATTACHED", "LOGGED", "CUSTOMER", "DUPLICATE", "REFUSED", "SPAM", "FAILED")


def upgrade() -> None:
    kind = sa.Enum("TASK", "LEAD", name="customerpolicy", native_enum=False, create_constraint=True, length=40)
    op.add_column("lead_source", sa.Column("customer_policy", kind, server_default="TASK", nullable=False))
    # Doors that are open already go on as they were; a call of a customer has always been the contact's.
    op.execute("update lead_source set customer_policy = 'LEAD' where kind <> 'CALL'")
    op.drop_constraint(op.f("ck_intake_payload_intakestatus"), "intake_payload")
    op.create_check_constraint(
        op.f("ck_intake_payload_intakestatus"), "intake_payload", sa.column("status").in_(STATUSES)
    )
    op.add_column("intake_payload", sa.Column("contact_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_intake_payload_contact_id_contact"),
        "intake_payload",
        "contact",
        ["contact_id"],
        ["id"],
        ondelete="SET NULL",
    )
    op.create_index(op.f("ix_intake_payload_contact_id"), "intake_payload", ["contact_id"], unique=False)

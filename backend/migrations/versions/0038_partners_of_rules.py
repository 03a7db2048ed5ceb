"""Rules that give leads to a partner, whose people are told"""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

TARGETS = "'MEMBERS', 'TEAM', 'POOL', 'PARTNER'"

KINDS = (
    "MENTION", "TASK_ASSIGNED", "OWNER_CHANGED", "FOLLOWED_CHANGE", "DEAL_CLOSED", "LEAD_WAITS", "LEAD_TOUCHED", "LEAD_UNASSIGNED",
    "LEAD_RECYCLES", "LEAD_RECYCLED", "LEAD_SHARED", "LEAD_MERGED", "IMPORT_DONE", "EXPORT_DONE", "SECURITY",
)  # fmt: skip


def upgrade() -> None:
    op.add_column("assignment_rule", sa.Column("partner_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_assignment_rule_partner_id_account"), "assignment_rule", "account", ["partner_id"], ["id"]
    )
    op.create_index(op.f("ix_assignment_rule_partner_id"), "assignment_rule", ["partner_id"], unique=False)
    op.drop_constraint(op.f("ck_assignment_rule_assignmenttarget"), "assignment_rule", type_="check")
    op.create_check_constraint(op.f("ck_assignment_rule_assignmenttarget"), "assignment_rule", f"target in ({TARGETS})")
    op.drop_constraint(op.f("ck_notification_notificationkind"), "notification", type_="check")
    op.create_check_constraint(op.f("ck_notification_notificationkind"), "notification", sa.column("kind").in_(KINDS))

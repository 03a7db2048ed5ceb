"""Rules that put leads into a pool, and the pool of what nobody can get"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

TARGETS = "'MEMBERS', 'TEAM', 'POOL'"
OUTCOMES = "'WAITING', 'QUEUED', 'ASSIGNED', 'KNOWN', 'POOLED', 'KEPT', 'NOBODY', 'UNMATCHED'"


def upgrade() -> None:
    for table in ("assignment_rule", "assignment_log"):
        op.add_column(table, sa.Column("pool_id", sa.Uuid(), nullable=True))
        op.create_foreign_key(op.f(f"fk_{table}_pool_id_lead_pool"), table, "lead_pool", ["pool_id"], ["id"])
    op.create_index(op.f("ix_assignment_rule_pool_id"), "assignment_rule", ["pool_id"], unique=False)
    op.drop_constraint(op.f("ck_assignment_rule_assignmenttarget"), "assignment_rule", type_="check")
    op.create_check_constraint(op.f("ck_assignment_rule_assignmenttarget"), "assignment_rule", f"target in ({TARGETS})")
    op.drop_constraint(op.f("ck_assignment_log_assignmentoutcome"), "assignment_log", type_="check")
    op.create_check_constraint(
        op.f("ck_assignment_log_assignmentoutcome"), "assignment_log", f"outcome in ({OUTCOMES})"
    )
    op.add_column("lead_pool", sa.Column("is_overflow", sa.Boolean(), server_default="false", nullable=False))
    op.create_index(
        "ix_lead_pool_overflow",
        "lead_pool",
        ["is_overflow"],
        unique=True,
        postgresql_where=sa.text("is_overflow and deleted_at is null"),
    )

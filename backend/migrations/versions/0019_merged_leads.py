"""Leads that were merged into another, and what it takes to part them again"""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

NOTICES = (
    "MENTION", "TASK_ASSIGNED", "OWNER_CHANGED", "FOLLOWED_CHANGE", "DEAL_CLOSED", "LEAD_WAITS", "LEAD_TOUCHED", "LEAD_UNASSIGNED",
    "LEAD_RECYCLES", "LEAD_RECYCLED", "LEAD_MERGED",
    "IMPORT_DONE", "EXPORT_DONE", "SECURITY",
)  # fmt: skip


def upgrade() -> None:
    op.add_column("lead", sa.Column("merged_into_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_lead_merged_into_id_lead"), "lead", "lead", ["merged_into_id"], ["id"], ondelete="SET NULL"
    )
    op.create_index(op.f("ix_lead_merged_into_id"), "lead", ["merged_into_id"], unique=False)
    op.create_table(
        "lead_merge",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("lead_id", sa.Uuid(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("undone_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("undone_by_id", sa.Uuid(), nullable=True),
        sa.Column(
            "log", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'::jsonb"), nullable=False
        ),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_lead_merge_by_id_user")),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"], name=op.f("fk_lead_merge_lead_id_lead"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["undone_by_id"], ["user.id"], name=op.f("fk_lead_merge_undone_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead_merge")),
    )
    op.create_index(op.f("ix_lead_merge_lead_id"), "lead_merge", ["lead_id"], unique=False)
    op.create_table(
        "merged_lead",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("merge_id", sa.Uuid(), nullable=False),
        sa.Column("lead_id", sa.Uuid(), nullable=False),
        sa.Column("merged_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("company_name", sa.String(length=200), nullable=True),
        sa.Column("mobile", sa.String(length=40), nullable=True),
        sa.Column("phone", sa.String(length=40), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("wechat", sa.String(length=60), nullable=True),
        sa.Column("mobile_key", sa.String(length=40), nullable=True),
        sa.Column("email_key", sa.String(length=254), nullable=True),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"], name=op.f("fk_merged_lead_lead_id_lead"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["merge_id"], ["lead_merge.id"], name=op.f("fk_merged_lead_merge_id_lead_merge"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["merged_id"], ["lead.id"], name=op.f("fk_merged_lead_merged_id_lead"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_merged_lead")),
    )
    op.create_index(op.f("ix_merged_lead_email_key"), "merged_lead", ["email_key"], unique=False)
    op.create_index(op.f("ix_merged_lead_mobile_key"), "merged_lead", ["mobile_key"], unique=False)
    op.create_index(op.f("ix_merged_lead_lead_id"), "merged_lead", ["lead_id"], unique=False)
    op.create_index(op.f("ix_merged_lead_merge_id"), "merged_lead", ["merge_id"], unique=False)
    op.create_index(op.f("ix_merged_lead_merged_id"), "merged_lead", ["merged_id"], unique=False)
    op.drop_constraint(op.f("ck_notification_notificationkind"), "notification")
    op.create_check_constraint(op.f("ck_notification_notificationkind"), "notification", sa.column("kind").in_(NOTICES))

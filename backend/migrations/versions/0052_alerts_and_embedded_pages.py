"""Alerts and embedded pages"""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None

NOTICES = (
    "MENTION", "TASK_ASSIGNED", "OWNER_CHANGED", "FOLLOWED_CHANGE", "DEAL_CLOSED", "LEAD_WAITS",
    "LEAD_TOUCHED", "LEAD_UNASSIGNED", "LEAD_RECYCLES", "LEAD_RECYCLED", "LOAD_UNEVEN", "LEAD_SHARED",
    "LEAD_MERGED", "REPORT_ALERT", "IMPORT_DONE", "EXPORT_DONE", "SECURITY",
)  # fmt: skip


def upgrade() -> None:
    op.create_table(
        "report_alert",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("measure", sa.Integer(), server_default="0", nullable=False),
        sa.Column(
            "test",
            sa.Enum("ABOVE", "BELOW", "CHANGE", name="alerttest", native_enum=False, create_constraint=True, length=40),
            server_default="ABOVE",
            nullable=False,
        ),
        sa.Column("threshold", sa.Numeric(precision=18, scale=4), nullable=False),
        sa.Column(
            "every",
            sa.Enum("HOURLY", "DAILY", name="alertbeat", native_enum=False, create_constraint=True, length=40),
            server_default="HOURLY",
            nullable=False,
        ),
        sa.Column("is_paused", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("is_over", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("value", sa.Numeric(precision=26, scale=6), nullable=True),
        sa.Column("checked_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("crossed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column(
            "problems", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'[]'::jsonb"), nullable=False
        ),
        sa.Column("next_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], name=op.f("fk_report_alert_owner_id_user")),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk_report_alert_report_id_report"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_alert")),
    )
    op.create_index(
        "ix_report_alert_due", "report_alert", ["next_at"], unique=False, postgresql_where=sa.text("not is_paused")
    )
    op.create_index(op.f("ix_report_alert_owner_id"), "report_alert", ["owner_id"], unique=False)
    op.create_index(op.f("ix_report_alert_report_id"), "report_alert", ["report_id"], unique=False)
    op.create_table(
        "report_embed",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=True),
        sa.Column("dashboard_id", sa.Uuid(), nullable=True),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "ADMIN",
                "DIRECTOR",
                "MANAGER",
                "REP",
                "MARKETING",
                "SERVICE",
                "FINANCE",
                "LEGAL",
                "PARTNER",
                "AUDITOR",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "origins", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'[]'::jsonb"), nullable=False
        ),
        sa.Column("expires_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("revoked_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("opened", sa.Integer(), server_default="0", nullable=False),
        sa.Column("opened_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.CheckConstraint("num_nonnulls(report_id, dashboard_id) = 1", name=op.f("ck_report_embed_one_subject")),
        sa.ForeignKeyConstraint(
            ["dashboard_id"], ["dashboard.id"], name=op.f("fk_report_embed_dashboard_id_dashboard"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk_report_embed_report_id_report"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_report_embed_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_embed")),
    )
    op.create_index(op.f("ix_report_embed_dashboard_id"), "report_embed", ["dashboard_id"], unique=False)
    op.create_index(op.f("ix_report_embed_report_id"), "report_embed", ["report_id"], unique=False)
    op.create_index(op.f("ix_report_embed_user_id"), "report_embed", ["user_id"], unique=False)
    op.add_column("notification", sa.Column("report_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_notification_report_id_report"), "notification", "report", ["report_id"], ["id"], ondelete="CASCADE"
    )
    op.drop_constraint(op.f("ck_notification_notificationkind"), "notification")
    op.create_check_constraint(op.f("ck_notification_notificationkind"), "notification", sa.column("kind").in_(NOTICES))

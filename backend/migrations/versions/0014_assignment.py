"""Assignment rules, whose turn it is, and the log"""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

NOTICES = (
    "MENTION TASK_ASSIGNED OWNER_CHANGED FOLLOWED_CHANGE DEAL_CLOSED LEAD_TOUCHED LEAD_UNASSIGNED"
    " IMPORT_DONE EXPORT_DONE SECURITY"
)


def upgrade() -> None:
    op.create_table(
        "assignment_rule",
        sa.Column("deleted_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("valid_from", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("valid_until", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column(
            "condition", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'::jsonb"), nullable=False
        ),
        sa.Column(
            "target",
            sa.Enum("MEMBERS", "TEAM", name="assignmenttarget", native_enum=False, create_constraint=True, length=40),
            server_default="MEMBERS",
            nullable=False,
        ),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column(
            "members", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'[]'::jsonb"), nullable=False
        ),
        sa.Column(
            "strategy",
            sa.Enum(
                "FIXED",
                "ROUND_ROBIN",
                "WEIGHTED",
                "LEAST_LOADED",
                name="assignmentstrategy",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            server_default="ROUND_ROBIN",
            nullable=False,
        ),
        sa.Column("respect_leave", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("respect_work_hours", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("queue_until_open", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("capacity_per_day", sa.Integer(), nullable=True),
        sa.Column("holding_limit", sa.Integer(), nullable=True),
        sa.Column("skill", sa.String(length=60), nullable=True),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_assignment_rule_team_id_team")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment_rule")),
    )
    op.create_index(op.f("ix_assignment_rule_team_id"), "assignment_rule", ["team_id"], unique=False)
    op.create_table(
        "assignment_turn",
        sa.Column("rule_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("turn", sa.BigInteger(), nullable=True),
        sa.Column("current", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["rule_id"],
            ["assignment_rule.id"],
            name=op.f("fk_assignment_turn_rule_id_assignment_rule"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_assignment_turn_user_id_user"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("rule_id", "user_id", name=op.f("pk_assignment_turn")),
    )
    op.create_table(
        "assignment_log",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("lead_id", sa.Uuid(), nullable=False),
        sa.Column("cycle", sa.Integer(), server_default="1", nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "WAITING",
                "QUEUED",
                "ASSIGNED",
                "KNOWN",
                "KEPT",
                "NOBODY",
                "UNMATCHED",
                name="assignmentoutcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            server_default="WAITING",
            nullable=False,
        ),
        sa.Column("rule_id", sa.Uuid(), nullable=True),
        sa.Column("rule_name", sa.String(length=100), nullable=True),
        sa.Column("rule_version", sa.Integer(), nullable=True),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("captured_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("decided_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("wake_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("latency_ms", sa.Integer(), nullable=True),
        sa.Column(
            "tried", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'[]'::jsonb"), nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["lead_id"], ["lead.id"], name=op.f("fk_assignment_log_lead_id_lead"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], name=op.f("fk_assignment_log_owner_id_user")),
        sa.ForeignKeyConstraint(
            ["rule_id"], ["assignment_rule.id"], name=op.f("fk_assignment_log_rule_id_assignment_rule")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment_log")),
        sa.UniqueConstraint("lead_id", "cycle", name=op.f("uq_assignment_log_lead_id_cycle")),
    )
    op.create_index("ix_assignment_log_decided", "assignment_log", ["decided_at", "owner_id"], unique=False)
    op.create_index(op.f("ix_assignment_log_owner_id"), "assignment_log", ["owner_id"], unique=False)
    op.create_index(
        "ix_assignment_log_waiting",
        "assignment_log",
        ["captured_at"],
        unique=False,
        postgresql_where=sa.text("outcome in ('WAITING', 'QUEUED')"),
    )
    op.add_column(
        "user", sa.Column("skills", postgresql.ARRAY(sa.String(length=60)), server_default="{}", nullable=False)
    )
    op.drop_constraint(op.f("ck_notification_notificationkind"), "notification")
    op.create_check_constraint(
        op.f("ck_notification_notificationkind"), "notification", sa.column("kind").in_(NOTICES.split())
    )

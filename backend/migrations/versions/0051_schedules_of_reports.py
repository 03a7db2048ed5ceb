"""Reports are sent regularly"""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "report_schedule",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=True),
        sa.Column("dashboard_id", sa.Uuid(), nullable=True),
        sa.Column("ready", sa.String(length=60), nullable=True),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column(
            "rhythm",
            sa.Enum("DAILY", "WEEKLY", "MONTHLY", name="rhythm", native_enum=False, create_constraint=True, length=40),
            server_default="WEEKLY",
            nullable=False,
        ),
        sa.Column(
            "weekdays", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'[]'::jsonb"), nullable=False
        ),
        sa.Column("month_day", sa.Integer(), server_default="1", nullable=False),
        sa.Column("at", sa.String(length=5), nullable=False),
        sa.Column("with_file", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("to_owner", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("is_paused", sa.Boolean(), server_default="false", nullable=False),
        sa.Column(
            "stopped",
            sa.Enum("OWNER_LEFT", name="stopreason", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("next_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.CheckConstraint(
            "num_nonnulls(report_id, dashboard_id, ready) = 1", name=op.f("ck_report_schedule_one_subject")
        ),
        sa.ForeignKeyConstraint(
            ["dashboard_id"],
            ["dashboard.id"],
            name=op.f("fk_report_schedule_dashboard_id_dashboard"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], name=op.f("fk_report_schedule_owner_id_user")),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk_report_schedule_report_id_report"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_report_schedule_team_id_team")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_schedule")),
    )
    op.create_index(op.f("ix_report_schedule_dashboard_id"), "report_schedule", ["dashboard_id"], unique=False)
    op.create_index(
        "ix_report_schedule_due",
        "report_schedule",
        ["next_at"],
        unique=False,
        postgresql_where=sa.text("not is_paused and stopped is null"),
    )
    op.create_index(op.f("ix_report_schedule_owner_id"), "report_schedule", ["owner_id"], unique=False)
    op.create_index(op.f("ix_report_schedule_report_id"), "report_schedule", ["report_id"], unique=False)
    op.create_index(op.f("ix_report_schedule_team_id"), "report_schedule", ["team_id"], unique=False)
    op.create_table(
        "report_run",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("report_schedule_id", sa.Uuid(), nullable=False),
        sa.Column("due_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_schedule_id"],
            ["report_schedule.id"],
            name=op.f("fk_report_run_report_schedule_id_report_schedule"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_run")),
        sa.UniqueConstraint("report_schedule_id", "due_at", name="uq_report_run_due"),
    )
    op.create_table(
        "schedule_opt_out",
        sa.Column("report_schedule_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_schedule_id"],
            ["report_schedule.id"],
            name=op.f("fk_schedule_opt_out_report_schedule_id_report_schedule"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_schedule_opt_out_user_id_user"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("report_schedule_id", "user_id", name=op.f("pk_schedule_opt_out")),
    )
    op.create_table(
        "schedule_recipient",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("report_schedule_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("team_id", sa.Uuid(), nullable=True),
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
            nullable=True,
        ),
        sa.CheckConstraint("num_nonnulls(user_id, team_id, role) = 1", name=op.f("ck_schedule_recipient_one_receiver")),
        sa.ForeignKeyConstraint(
            ["report_schedule_id"],
            ["report_schedule.id"],
            name=op.f("fk_schedule_recipient_report_schedule_id_report_schedule"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_schedule_recipient_team_id_team")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_schedule_recipient_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schedule_recipient")),
    )
    op.create_index(
        op.f("ix_schedule_recipient_report_schedule_id"), "schedule_recipient", ["report_schedule_id"], unique=False
    )
    op.create_index(op.f("ix_schedule_recipient_team_id"), "schedule_recipient", ["team_id"], unique=False)
    op.create_index(op.f("ix_schedule_recipient_user_id"), "schedule_recipient", ["user_id"], unique=False)
    op.add_column("mail", sa.Column("report_run_id", sa.Uuid(), nullable=True))
    op.create_index(op.f("ix_mail_report_run_id"), "mail", ["report_run_id"], unique=False)
    op.create_foreign_key(
        op.f("fk_mail_report_run_id_report_run"), "mail", "report_run", ["report_run_id"], ["id"], ondelete="CASCADE"
    )

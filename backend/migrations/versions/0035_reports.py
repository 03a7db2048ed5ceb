"""Saved reports and dashboards"""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "dashboard",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("folder", sa.String(length=60), nullable=True),
        sa.Column(
            "layout", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'::jsonb"), nullable=False
        ),
        sa.Column("refresh_minutes", sa.Integer(), server_default="0", nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("shared_with_all", sa.Boolean(), server_default="false", nullable=False),
        sa.CheckConstraint("length(btrim(name)) > 0", name=op.f("ck_dashboard_named")),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], name=op.f("fk_dashboard_owner_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dashboard")),
    )
    op.create_index(op.f("ix_dashboard_owner_id"), "dashboard", ["owner_id"], unique=False)
    op.create_table(
        "report",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("description", sa.String(length=300), nullable=True),
        sa.Column("folder", sa.String(length=60), nullable=True),
        sa.Column(
            "definition", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'::jsonb"), nullable=False
        ),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("shared_with_all", sa.Boolean(), server_default="false", nullable=False),
        sa.CheckConstraint("length(btrim(name)) > 0", name=op.f("ck_report_named")),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], name=op.f("fk_report_owner_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
    )
    op.create_index(op.f("ix_report_owner_id"), "report", ["owner_id"], unique=False)
    op.create_table(
        "dashboard_share",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("dashboard_id", sa.Uuid(), nullable=False),
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
        sa.CheckConstraint("num_nonnulls(user_id, team_id, role) = 1", name=op.f("ck_dashboard_share_one_receiver")),
        sa.ForeignKeyConstraint(
            ["dashboard_id"],
            ["dashboard.id"],
            name=op.f("fk_dashboard_share_dashboard_id_dashboard"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_dashboard_share_team_id_team")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_dashboard_share_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dashboard_share")),
    )
    op.create_index(op.f("ix_dashboard_share_dashboard_id"), "dashboard_share", ["dashboard_id"], unique=False)
    op.create_index(op.f("ix_dashboard_share_team_id"), "dashboard_share", ["team_id"], unique=False)
    op.create_index(op.f("ix_dashboard_share_user_id"), "dashboard_share", ["user_id"], unique=False)
    op.create_table(
        "report_share",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
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
        sa.CheckConstraint("num_nonnulls(user_id, team_id, role) = 1", name=op.f("ck_report_share_one_receiver")),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk_report_share_report_id_report"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_report_share_team_id_team")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_report_share_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_share")),
    )
    op.create_index(op.f("ix_report_share_report_id"), "report_share", ["report_id"], unique=False)
    op.create_index(op.f("ix_report_share_team_id"), "report_share", ["team_id"], unique=False)
    op.create_index(op.f("ix_report_share_user_id"), "report_share", ["user_id"], unique=False)
    op.create_table(
        "report_version",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "definition", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'::jsonb"), nullable=False
        ),
        sa.Column("replaced_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["replaced_by_id"], ["user.id"], name=op.f("fk_report_version_replaced_by_id_user")),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk_report_version_report_id_report"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_version")),
        sa.UniqueConstraint("report_id", "number", name="uq_report_version_number"),
    )
    op.create_index(op.f("ix_report_version_report_id"), "report_version", ["report_id"], unique=False)

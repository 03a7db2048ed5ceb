"""Exports of lists, and the notice that one is ready"""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

KINDS = (
    "MENTION",
    "TASK_ASSIGNED",
    "OWNER_CHANGED",
    "FOLLOWED_CHANGE",
    "DEAL_CLOSED",
    "IMPORT_DONE",
    "EXPORT_DONE",
    "SECURITY",
)


def choice(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def moment(name: str, **more: object) -> sa.Column:
    return sa.Column(name, sqlmodel.sql.sqltypes.UTCDateTime(), **more)


def upgrade() -> None:
    op.drop_constraint(op.f("ck_notification_notificationkind"), "notification")
    op.create_check_constraint(op.f("ck_notification_notificationkind"), "notification", sa.column("kind").in_(KINDS))
    op.create_table(
        "export",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        moment("created_at", server_default=sa.text("now()"), nullable=False),
        moment("updated_at", server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("object", choice("exportobject", "DEAL", "ACCOUNT", "CONTACT", "PRODUCT"), nullable=False),
        sa.Column("format", choice("exportformat", "CSV", "XLSX"), nullable=False),
        sa.Column(
            "status",
            choice("exportstatus", "RUNNING", "DONE", "STOPPED", "FAILED", "EXPIRED"),
            server_default="RUNNING",
            nullable=False,
        ),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column(
            "given", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'::jsonb"), nullable=False
        ),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("total", sa.Integer(), server_default="0", nullable=False),
        sa.Column("done", sa.Integer(), server_default="0", nullable=False),
        moment("finished_at", nullable=True),
        moment("expires_at", nullable=True),
        sa.Column("error", sa.String(length=500), nullable=True),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], name=op.f("fk_export_owner_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_export")),
    )
    op.create_index(op.f("ix_export_owner_id"), "export", ["owner_id"], unique=False)

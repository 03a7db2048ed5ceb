"""Mailboxes as doors for leads"""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

KINDS = ("API", "WEBHOOK", "FORM", "MAIL")


def upgrade() -> None:
    op.drop_constraint(op.f("ck_lead_source_sourcekind"), "lead_source")
    op.create_check_constraint(op.f("ck_lead_source_sourcekind"), "lead_source", sa.column("kind").in_(KINDS))
    op.create_table(
        "lead_mailbox",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("source_id", sa.Uuid(), nullable=False),
        sa.Column("host", sa.String(length=253), nullable=False),
        sa.Column("port", sa.Integer(), server_default="993", nullable=False),
        sa.Column(
            "security",
            sa.Enum(
                "TLS",
                "STARTTLS",
                "NONE",
                name="mailsecurity",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            server_default="TLS",
            nullable=False,
        ),
        sa.Column("user_name", sa.String(length=254), nullable=False),
        sa.Column("folder", sa.String(length=200), nullable=False),
        sa.Column("password_sealed", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("checked_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("arrived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column(
            "problems",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'[]'::jsonb"),
            nullable=False,
        ),
        sa.Column("failures", sa.Integer(), server_default="0", nullable=False),
        sa.Column("next_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("uid_validity", sa.BigInteger(), nullable=True),
        sa.Column("last_uid", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("marked_uid", sa.BigInteger(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["source_id"], ["lead_source.id"], name=op.f("fk_lead_mailbox_source_id_lead_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead_mailbox")),
        sa.UniqueConstraint("source_id", name="uq_lead_mailbox_source"),
    )

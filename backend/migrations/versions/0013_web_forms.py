"""Web forms, each in front of a lead source of its own"""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "web_form",
        sa.Column("deleted_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("source_id", sa.Uuid(), nullable=False),
        sa.Column(
            "status",
            sa.Enum("DRAFT", "PUBLISHED", name="formstatus", native_enum=False, create_constraint=True, length=40),
            server_default="DRAFT",
            nullable=False,
        ),
        sa.Column(
            "fields", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'[]'::jsonb"), nullable=False
        ),
        sa.Column("title_zh", sa.String(length=200), nullable=True),
        sa.Column("title_en", sa.String(length=200), nullable=True),
        sa.Column("intro_zh", sa.Text(), nullable=True),
        sa.Column("intro_en", sa.Text(), nullable=True),
        sa.Column("button_zh", sa.String(length=40), nullable=True),
        sa.Column("button_en", sa.String(length=40), nullable=True),
        sa.Column("thanks_zh", sa.Text(), nullable=True),
        sa.Column("thanks_en", sa.Text(), nullable=True),
        sa.Column(
            "theme",
            sa.Enum("SYSTEM", "LIGHT", "DARK", name="formtheme", native_enum=False, create_constraint=True, length=40),
            server_default="SYSTEM",
            nullable=False,
        ),
        sa.Column(
            "accent",
            sa.Enum(
                "TEAL",
                "BLUE",
                "GREEN",
                "ORANGE",
                "PLUM",
                name="formaccent",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            server_default="TEAL",
            nullable=False,
        ),
        sa.Column("redirect_url", sa.String(length=500), nullable=True),
        sa.Column(
            "returns", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'[]'::jsonb"), nullable=False
        ),
        sa.ForeignKeyConstraint(["source_id"], ["lead_source.id"], name=op.f("fk_web_form_source_id_lead_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_web_form")),
        sa.UniqueConstraint("key", name=op.f("uq_web_form_key")),
        sa.UniqueConstraint("source_id", name="uq_web_form_source"),
    )
    op.create_index(op.f("ix_web_form_source_id"), "web_form", ["source_id"], unique=False)

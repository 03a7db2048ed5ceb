"""Custom fields: what an organisation adds to its records, and the column their values lie in"""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0081"
down_revision = "0080"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "custom_field",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column(
            "object",
            sa.Enum(
                "ACCOUNT",
                "CONTACT",
                "DEAL",
                "LEAD",
                name="customizedobject",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "STRING",
                "TEXT",
                "INT",
                "DECIMAL",
                "BOOL",
                "DATE",
                "DATETIME",
                "ENUM",
                "TAGS",
                name="customkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("name_zh", sa.String(length=60), nullable=False),
        sa.Column("name_en", sa.String(length=60), nullable=False),
        sa.Column("hint", sa.String(length=200), nullable=True),
        sa.Column(
            "options", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'[]'::jsonb"), nullable=False
        ),
        sa.Column("is_required", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("least", sa.Numeric(precision=18, scale=4), nullable=True),
        sa.Column("most", sa.Numeric(precision=18, scale=4), nullable=True),
        sa.Column("hidden_from", postgresql.ARRAY(sa.String(length=60)), server_default="{}", nullable=False),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default="true", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custom_field")),
        sa.UniqueConstraint("object", "key", name=op.f("uq_custom_field_object_key")),
    )
    for table in ("account", "contact", "deal", "lead"):
        kind = postgresql.JSONB(astext_type=sa.Text())
        op.add_column(table, sa.Column("custom", kind, server_default=sa.text("'{}'::jsonb"), nullable=False))
    op.add_column("organisation", sa.Column("fields_version", sa.Uuid(), nullable=True))

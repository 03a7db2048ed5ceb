"""Lead sources and what came through them, kept as it was sent; a touch knows where somebody came from"""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "lead_source",
        sa.Column("deleted_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("API", "WEBHOOK", "FORM", name="sourcekind", native_enum=False, create_constraint=True, length=40),
            server_default="API",
            nullable=False,
        ),
        sa.Column("is_active", sa.Boolean(), server_default="true", nullable=False),
        sa.Column(
            "fields", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'[]'::jsonb"), nullable=False
        ),
        sa.Column(
            "mapping", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'[]'::jsonb"), nullable=False
        ),
        sa.Column(
            "duplicate_policy",
            sa.Enum("ATTACH", "LOG_ONLY", name="duplicatepolicy", native_enum=False, create_constraint=True, length=40),
            server_default="ATTACH",
            nullable=False,
        ),
        sa.Column("source", sa.String(length=100), nullable=True),
        sa.Column("channel_id", sa.Uuid(), nullable=True),
        sa.Column("campaign_id", sa.Uuid(), nullable=True),
        sa.Column("needs_consent", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("consent_text", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_lead_source_campaign_id_campaign")),
        sa.ForeignKeyConstraint(["channel_id"], ["channel.id"], name=op.f("fk_lead_source_channel_id_channel")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead_source")),
        sa.UniqueConstraint("key", name=op.f("uq_lead_source_key")),
    )
    op.create_index(op.f("ix_lead_source_campaign_id"), "lead_source", ["campaign_id"], unique=False)
    op.create_index(op.f("ix_lead_source_channel_id"), "lead_source", ["channel_id"], unique=False)
    op.create_table(
        "intake_payload",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("source_id", sa.Uuid(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column(
            "payload", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'::jsonb"), nullable=False
        ),
        sa.Column("sent_keys", postgresql.ARRAY(sa.String(length=60)), server_default="{}", nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "WAITING",
                "CREATED",
                "ATTACHED",
                "DUPLICATE",
                "REFUSED",
                "SPAM",
                "FAILED",
                name="intakestatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            server_default="WAITING",
            nullable=False,
        ),
        sa.Column(
            "problems",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'[]'::jsonb"),
            nullable=False,
        ),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("processed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("consent", sa.Text(), nullable=True),
        sa.Column("lead_id", sa.Uuid(), nullable=True),
        sa.Column("idempotency_key", sqlmodel.sql.sqltypes.AutoString(length=255), nullable=True),
        sa.ForeignKeyConstraint(
            ["lead_id"], ["lead.id"], name=op.f("fk_intake_payload_lead_id_lead"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["lead_source.id"], name=op.f("fk_intake_payload_source_id_lead_source")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intake_payload")),
        sa.UniqueConstraint("source_id", "idempotency_key", name="uq_intake_payload_once"),
    )
    op.create_index(op.f("ix_intake_payload_lead_id"), "intake_payload", ["lead_id"], unique=False)
    op.create_index("ix_intake_payload_source_at", "intake_payload", ["source_id", "at", "id"], unique=False)
    op.create_index(op.f("ix_intake_payload_source_id"), "intake_payload", ["source_id"], unique=False)
    op.create_index(
        "ix_intake_payload_spam", "intake_payload", ["at"], unique=False, postgresql_where=sa.text("status = 'SPAM'")
    )
    op.add_column(
        "lead_touch",
        sa.Column(
            "utm", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'::jsonb"), nullable=False
        ),
    )
    op.add_column(
        "lead_touch",
        sa.Column(
            "visits", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'[]'::jsonb"), nullable=False
        ),
    )
    # What was sent is never changed; what became of it is told beside it.
    op.execute(
        "create function weir_sent_stays() returns trigger language plpgsql as $$ begin"
        " raise exception 'what was sent is never changed'; end $$"
    )
    op.execute(
        "create trigger sent_stays before update on intake_payload for each row when (new.payload is distinct from old.payload"
        " or new.source_id <> old.source_id or new.at <> old.at or new.consent is distinct from old.consent)"
        " execute function weir_sent_stays()"
    )

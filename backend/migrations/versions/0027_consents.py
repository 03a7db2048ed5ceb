"""Consents of people, and what was said word for word, kept with consent only"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

PURPOSES = ("SERVICE", "MARKETING", "RECORDING", "SHARING", "CROSS_BORDER")
WAYS = ("FORM", "API", "SPOKEN", "WRITTEN", "MESSAGE")


def _choice(*values: str, name: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    op.create_table(
        "consent_record",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("lead_id", sa.Uuid(), nullable=True),
        sa.Column("contact_id", sa.Uuid(), nullable=True),
        sa.Column("purpose", _choice(*PURPOSES, name="consentpurpose"), nullable=False),
        sa.Column("given_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("withdrawn_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("way", _choice(*WAYS, name="consentway"), server_default="SPOKEN", nullable=False),
        sa.Column("wording", sa.Text(), nullable=True),
        sa.Column("note", sa.String(length=500), nullable=True),
        sa.Column("intake_id", sa.Uuid(), nullable=True),
        sa.Column("activity_id", sa.Uuid(), nullable=True),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("withdrawn_by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("num_nonnulls(lead_id, contact_id) > 0", name=op.f("ck_consent_record_somebody")),
        sa.CheckConstraint("withdrawn_at >= given_at", name=op.f("ck_consent_record_in_order")),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_consent_record_{column}_{table}"), ondelete=gone
            )
            for column, table, gone in (
                ("lead_id", "lead", "CASCADE"),
                ("contact_id", "contact", "CASCADE"),
                ("intake_id", "intake_payload", "SET NULL"),
                ("activity_id", "activity", "SET NULL"),
                ("by_id", "user", None),
                ("withdrawn_by_id", "user", None),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_record")),
    )
    op.create_index(op.f("ix_consent_record_lead_id"), "consent_record", ["lead_id"], unique=False)
    op.create_index(op.f("ix_consent_record_contact_id"), "consent_record", ["contact_id"], unique=False)
    # What people agreed to at our doors before it was kept apart: the terms of a door are about answering them.
    op.execute("""
        insert into consent_record (lead_id, contact_id, purpose, given_at, way, wording, intake_id)
        select distinct on (p.lead_id, p.consent) p.lead_id, l.contact_id, 'SERVICE', p.at,
            case s.kind when 'FORM' then 'FORM' else 'API' end, p.consent, p.id
        from intake_payload p join lead_source s on s.id = p.source_id join lead l on l.id = p.lead_id
        where p.consent is not null order by p.lead_id, p.consent, p.at, p.id""")
    op.add_column("activity", sa.Column("transcript", sa.Text(), nullable=True))
    op.add_column("activity", sa.Column("recording_url", sa.String(length=500), nullable=True))
    op.add_column("activity", sa.Column("recording_refused_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
    op.add_column(
        "lead_source",
        sa.Column(
            "consent_purpose", _choice(*PURPOSES, name="consentpurpose"), server_default="SERVICE", nullable=False
        ),
    )

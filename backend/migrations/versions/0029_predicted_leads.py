"""What closed leads predict of open ones: trained versions, and the chance on the lead"""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def _json(name: str) -> sa.Column:
    return sa.Column(
        name, postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'[]'::jsonb"), nullable=False
    )


def _enum(*values: str, name: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    status = _enum(
        "TRAINING", "ACTIVE", "OFFERED", "RETIRED", "REFUSED", "CANCELLED", "FAILED", name="predictionstatus"
    )
    op.create_table(
        "predictive_model",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("number", sa.Integer(), server_default="1", nullable=False),
        sa.Column("note", sa.String(length=200), nullable=True),
        sa.Column("status", status, server_default="TRAINING", nullable=False),
        sa.Column("refusal", _enum("TOO_FEW", "NO_SKILL", name="predictionrefusal"), nullable=True),
        sa.Column("trained_by_id", sa.Uuid(), nullable=True),
        sa.Column("progress", sa.Integer(), server_default="0", nullable=False),
        sa.Column("finished_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("converted", sa.Integer(), server_default="0", nullable=False),
        sa.Column("lost", sa.Integer(), server_default="0", nullable=False),
        sa.Column("needs_closed", sa.Integer(), server_default="200", nullable=False),
        sa.Column("needs_each", sa.Integer(), server_default="40", nullable=False),
        sa.Column("trained_on", sa.Integer(), server_default="0", nullable=False),
        sa.Column("held_out", sa.Integer(), server_default="0", nullable=False),
        sa.Column("base_rate", sa.Numeric(5, 4), nullable=True),
        sa.Column("auc", sa.Numeric(5, 4), nullable=True),
        sa.Column("active_auc", sa.Numeric(5, 4), nullable=True),
        sa.Column("brier", sa.Numeric(5, 4), nullable=True),
        _json("bins"),
        _json("weights"),
        _json("spec"),
        _json("spread"),
        sa.Column("intercept", sa.Float(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["trained_by_id"], ["user.id"], name=op.f("fk_predictive_model_trained_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_predictive_model")),
    )
    for name, value in (("uq_predictive_model_active", "ACTIVE"), ("uq_predictive_model_training", "TRAINING")):
        where = sa.text(f"status = '{value}'")
        op.create_index(name, "predictive_model", ["status"], unique=True, postgresql_where=where)
    op.add_column("lead", sa.Column("chance", sa.Numeric(4, 1), nullable=True))
    op.add_column("lead", sa.Column("chance_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
    op.add_column("lead", sa.Column("chance_version", sa.Integer(), nullable=True))
    op.create_index("ix_lead_chance", "lead", [sa.text("chance desc nulls last"), sa.text("id desc")], unique=False)

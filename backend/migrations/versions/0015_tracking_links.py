"""Tracking links with how often they were followed; a touch names the one it came by"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "tracking_link",
        sa.Column("deleted_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("code", sa.String(length=30), nullable=False),
        sa.Column("target_url", sa.String(length=500), nullable=False),
        sa.Column("campaign_id", sa.Uuid(), nullable=True),
        sa.Column("channel_id", sa.Uuid(), nullable=True),
        sa.Column("utm_source", sa.String(length=100), nullable=True),
        sa.Column("utm_medium", sa.String(length=100), nullable=True),
        sa.Column("utm_campaign", sa.String(length=100), nullable=True),
        sa.Column("utm_content", sa.String(length=100), nullable=True),
        sa.Column("is_active", sa.Boolean(), server_default="true", nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_tracking_link_campaign_id_campaign")),
        sa.ForeignKeyConstraint(["channel_id"], ["channel.id"], name=op.f("fk_tracking_link_channel_id_channel")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tracking_link")),
        sa.UniqueConstraint("code", name=op.f("uq_tracking_link_code")),
    )
    op.create_index(op.f("ix_tracking_link_campaign_id"), "tracking_link", ["campaign_id"], unique=False)
    op.create_index(op.f("ix_tracking_link_channel_id"), "tracking_link", ["channel_id"], unique=False)
    op.create_table(
        "link_click",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("link_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("times", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["link_id"], ["tracking_link.id"], name=op.f("fk_link_click_link_id_tracking_link"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link_click")),
        sa.UniqueConstraint("link_id", "day", name="uq_link_click_day"),
    )
    op.add_column("lead_touch", sa.Column("tracking_link_id", sa.Uuid(), nullable=True))
    op.create_index(op.f("ix_lead_touch_tracking_link_id"), "lead_touch", ["tracking_link_id"], unique=False)
    op.create_foreign_key(
        op.f("fk_lead_touch_tracking_link_id_tracking_link"),
        "lead_touch",
        "tracking_link",
        ["tracking_link_id"],
        ["id"],
    )

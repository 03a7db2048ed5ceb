"""Channels with the usual twelve, campaigns with their costs and members; a lead and its touches name both"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


GROUPS = (
    ("online", "线上", "Online"),
    ("offline", "线下", "Offline"),
    ("people", "推荐与合作", "Referrals and partners"),
)
CHANNELS = (
    ("website", "online", "官网表单", "Website form"),
    ("download", "online", "内容下载", "Content download"),
    ("webinar", "online", "线上研讨会", "Webinar"),
    ("search", "online", "搜索推广", "Search advertising"),
    ("ads", "online", "广告投放", "Advertising"),
    ("social", "online", "社交媒体", "Social media"),
    ("wecom", "online", "企业微信", "WeCom"),
    ("trade_show", "offline", "行业展会", "Trade show"),
    ("seminar", "offline", "线下研讨会", "Seminar"),
    ("hotline", "offline", "电话咨询", "Hotline"),
    ("referral", "people", "口碑推荐", "Referral"),
    ("partner", "people", "伙伴与第三方平台", "Partners and platforms"),
)

VIEWS = ("ACCOUNT", "CONTACT", "DEAL", "LEAD", "CAMPAIGN", "TASK", "BOARD")


def upgrade() -> None:
    op.execute("create sequence campaign_number")
    op.create_table(
        "channel",
        sa.Column("deleted_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name_zh", sa.String(length=100), nullable=False),
        sa.Column("name_en", sa.String(length=100), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default="true", nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["channel.id"], name=op.f("fk_channel_parent_id_channel")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channel")),
        sa.UniqueConstraint("code", name=op.f("uq_channel_code")),
    )
    op.create_index(op.f("ix_channel_parent_id"), "channel", ["parent_id"], unique=False)
    op.create_table(
        "campaign",
        sa.Column("deleted_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column(
            "number",
            sa.String(length=30),
            server_default=sa.text("weir_number('M', nextval('campaign_number'))"),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column(
            "type",
            sa.Enum(
                "WEBINAR",
                "SEMINAR",
                "TRADE_SHOW",
                "DOWNLOAD",
                "ADVERTISING",
                "MAILING",
                "SOCIAL",
                "REFERRAL",
                "OTHER",
                name="campaigntype",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            server_default="OTHER",
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "PLANNED",
                "ACTIVE",
                "COMPLETED",
                "CANCELLED",
                name="campaignstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            server_default="PLANNED",
            nullable=False,
        ),
        sa.Column("channel_id", sa.Uuid(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("budget", sa.Numeric(precision=18, scale=2), nullable=True),
        sa.Column("budget_currency", sqlmodel.sql.sqltypes.AutoString(length=3), nullable=True),
        sa.Column("expected_leads", sa.Integer(), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("budget >= 0", name=op.f("ck_campaign_budget_not_negative")),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_campaign_in_order")),
        sa.CheckConstraint("length(btrim(name)) > 0", name=op.f("ck_campaign_named")),
        sa.ForeignKeyConstraint(["channel_id"], ["channel.id"], name=op.f("fk_campaign_channel_id_channel")),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], name=op.f("fk_campaign_owner_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign")),
        sa.UniqueConstraint("number", name=op.f("uq_campaign_number")),
    )
    op.create_index(op.f("ix_campaign_channel_id"), "campaign", ["channel_id"], unique=False)
    op.create_index(op.f("ix_campaign_owner_id"), "campaign", ["owner_id"], unique=False)
    op.create_index(op.f("ix_campaign_status"), "campaign", ["status"], unique=False)
    op.create_index("ix_campaign_updated", "campaign", ["updated_at", "id"], unique=False)
    op.create_table(
        "campaign_cost",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("campaign_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("spent", sa.Numeric(precision=18, scale=2), nullable=True),
        sa.Column("currency", sqlmodel.sql.sqltypes.AutoString(length=3), server_default="CNY", nullable=False),
        sa.Column("fx_rate", sa.Numeric(precision=18, scale=8), nullable=False),
        sa.Column("base_spent", sa.Numeric(precision=18, scale=2), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=True),
        sa.CheckConstraint("spent is not null and spent >= 0", name=op.f("ck_campaign_cost_not_negative")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_campaign_cost_campaign_id_campaign")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign_cost")),
    )
    op.create_index(op.f("ix_campaign_cost_campaign_id"), "campaign_cost", ["campaign_id"], unique=False)
    op.create_table(
        "campaign_member",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("campaign_id", sa.Uuid(), nullable=False),
        sa.Column("lead_id", sa.Uuid(), nullable=True),
        sa.Column("contact_id", sa.Uuid(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "INVITED",
                "REGISTERED",
                "ATTENDED",
                "RESPONDED",
                "DECLINED",
                name="memberstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            server_default="INVITED",
            nullable=False,
        ),
        sa.Column("status_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("is_automatic", sa.Boolean(), server_default="false", nullable=False),
        sa.CheckConstraint("num_nonnulls(lead_id, contact_id) > 0", name=op.f("ck_campaign_member_somebody")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_campaign_member_campaign_id_campaign")),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_campaign_member_contact_id_contact"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["lead_id"], ["lead.id"], name=op.f("fk_campaign_member_lead_id_lead"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign_member")),
        sa.UniqueConstraint("campaign_id", "contact_id", name="uq_campaign_member_contact"),
        sa.UniqueConstraint("campaign_id", "lead_id", name="uq_campaign_member_lead"),
    )
    op.create_index(op.f("ix_campaign_member_campaign_id"), "campaign_member", ["campaign_id"], unique=False)
    op.create_index(op.f("ix_campaign_member_contact_id"), "campaign_member", ["contact_id"], unique=False)
    op.create_index(op.f("ix_campaign_member_lead_id"), "campaign_member", ["lead_id"], unique=False)
    op.add_column("lead", sa.Column("channel_id", sa.Uuid(), nullable=True))
    op.add_column("lead", sa.Column("campaign_id", sa.Uuid(), nullable=True))
    op.create_index(op.f("ix_lead_campaign_id"), "lead", ["campaign_id"], unique=False)
    op.create_index(op.f("ix_lead_channel_id"), "lead", ["channel_id"], unique=False)
    op.create_foreign_key(op.f("fk_lead_channel_id_channel"), "lead", "channel", ["channel_id"], ["id"])
    op.create_foreign_key(op.f("fk_lead_campaign_id_campaign"), "lead", "campaign", ["campaign_id"], ["id"])
    op.add_column("lead_touch", sa.Column("channel_id", sa.Uuid(), nullable=True))
    op.add_column("lead_touch", sa.Column("campaign_id", sa.Uuid(), nullable=True))
    op.create_index(op.f("ix_lead_touch_campaign_id"), "lead_touch", ["campaign_id"], unique=False)
    op.create_index(op.f("ix_lead_touch_channel_id"), "lead_touch", ["channel_id"], unique=False)
    op.create_foreign_key(op.f("fk_lead_touch_channel_id_channel"), "lead_touch", "channel", ["channel_id"], ["id"])
    op.create_foreign_key(op.f("fk_lead_touch_campaign_id_campaign"), "lead_touch", "campaign", ["campaign_id"], ["id"])
    insert = sa.text(
        "insert into channel (code, name_zh, name_en, position, parent_id)"
        " values (:code, :zh, :en, :position, (select id from channel where code = :parent))"
    )
    rows = [(code, None, zh, en) for code, zh, en in GROUPS] + list(CHANNELS)
    for position, (code, parent, zh, en) in enumerate(rows):
        op.execute(insert.bindparams(code=code, parent=parent, zh=zh, en=en, position=position))
    op.drop_constraint(op.f("ck_saved_view_viewobject"), "saved_view")
    op.create_check_constraint(op.f("ck_saved_view_viewobject"), "saved_view", sa.column("object").in_(VIEWS))

"""Leads, their touches and the evidence of BANT; activities, tasks and the rest may be about a lead"""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


ABOUT = "num_nonnulls(account_id, contact_id, deal_id, lead_id)"
RULES = (
    *((table, "regards_something", f"{ABOUT} > 0") for table in ("activity", "attachment", "comment")),
    ("record_share", "one_record", f"{ABOUT} = 1"),
)
NOTICES = (
    "MENTION TASK_ASSIGNED OWNER_CHANGED FOLLOWED_CHANGE DEAL_CLOSED LEAD_TOUCHED IMPORT_DONE EXPORT_DONE SECURITY"
)
CHOICES = (
    ("notification", "notificationkind", "kind", NOTICES.split()),
    ("saved_view", "viewobject", "object", ("ACCOUNT", "CONTACT", "DEAL", "LEAD", "TASK", "BOARD")),
    ("bulk_run", "bulkobject", "object", ("DEAL", "ACCOUNT", "CONTACT", "LEAD", "TASK")),
    ("export", "exportobject", "object", ("DEAL", "ACCOUNT", "CONTACT", "LEAD", "PRODUCT")),
)


def upgrade() -> None:
    op.execute("create sequence lead_number")
    op.create_table(
        "lead",
        sa.Column("deleted_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("department_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column(
            "number",
            sa.String(length=30),
            server_default=sa.text("weir_number('L', nextval('lead_number'))"),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("company_name", sa.String(length=200), nullable=True),
        sa.Column("company_key", sqlmodel.sql.sqltypes.AutoString(), server_default="", nullable=False),
        sa.Column("title", sa.String(length=100), nullable=True),
        sa.Column(
            "buying_role",
            sa.Enum(
                "DECISION_MAKER",
                "ECONOMIC",
                "USER",
                "TECHNICAL",
                "CHAMPION",
                "INFLUENCER",
                "BLOCKER",
                name="buyingrole",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("mobile", sa.String(length=40), nullable=True),
        sa.Column("mobile_key", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=True),
        sa.Column("phone", sa.String(length=40), nullable=True),
        sa.Column("phone_key", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("email_key", sqlmodel.sql.sqltypes.AutoString(length=254), nullable=True),
        sa.Column("wechat", sa.String(length=60), nullable=True),
        sa.Column("industry", sa.String(length=100), nullable=True),
        sa.Column("region", sa.String(length=100), nullable=True),
        sa.Column("employees", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(length=100), nullable=True),
        sa.Column("source_detail", sa.String(length=300), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "UNASSIGNED",
                "PENDING",
                "WORKING",
                "NURTURING",
                "CONVERTED",
                "INVALID",
                name="leadstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            server_default="PENDING",
            nullable=False,
        ),
        sa.Column(
            "stage",
            sa.Enum("RAW", "MQL", "SQL", name="leadstage", native_enum=False, create_constraint=True, length=40),
            server_default="RAW",
            nullable=False,
        ),
        sa.Column(
            "intent",
            sa.Enum("HIGH", "MEDIUM", "LOW", name="intentlevel", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column(
            "awareness_stage",
            sa.Enum(
                "UNAWARE",
                "AWARE_NO_ACTION",
                "HESITATING",
                "SEEKING_NOT_US",
                name="awarenessstage",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "attitude",
            sa.Enum("INTERESTED", "REFUSING", name="attitude", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("incumbent", sa.String(length=200), nullable=True),
        sa.Column(
            "lead_state",
            sa.Enum(
                "PROBLEM",
                "PAIN",
                "OPPORTUNITY",
                "COMPETITIVE",
                "REPELLENT",
                name="leadstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("problems", postgresql.ARRAY(sa.String(length=60)), server_default="{}", nullable=False),
        sa.Column("budget", sa.Numeric(precision=18, scale=2), nullable=True),
        sa.Column("budget_currency", sqlmodel.sql.sqltypes.AutoString(length=3), nullable=True),
        sa.Column("budget_approved", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("purchase_by", sa.Date(), nullable=True),
        sa.Column("next_follow_up_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("tags", postgresql.ARRAY(sa.String(length=60)), server_default="{}", nullable=False),
        sa.Column("do_not_contact", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("partner_id", sa.Uuid(), nullable=True),
        sa.Column("owner_since", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("assigned_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("first_response_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("last_follow_up_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("mql_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("accepted_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("rejected_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column(
            "reject_reason",
            sa.Enum(
                "NOT_FIT",
                "BAD_DATA",
                "NO_NEED",
                "TOO_EARLY",
                "DUPLICATE",
                "EXISTING_CUSTOMER",
                "OTHER",
                name="handoffreason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("sql_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column(
            "invalid_reason",
            sa.Enum(
                "EMPTY_NUMBER",
                "NOT_CONNECTED",
                "WRONG_PERSON",
                "OUT_OF_REGION",
                "DUPLICATE",
                "NO_NEED",
                "CANNOT_SOLVE",
                "COMPETITOR",
                "SPAM",
                "OTHER",
                name="leadinvalidreason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("invalid_note", sa.String(length=500), nullable=True),
        sa.Column("restored_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("return_count", sa.Integer(), server_default="0", nullable=False),
        sa.Column("converted_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("contact_id", sa.Uuid(), nullable=True),
        sa.Column("deal_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("(status = 'CONVERTED') = (converted_at is not null)", name=op.f("ck_lead_converted")),
        sa.CheckConstraint("status <> 'PENDING' or owner_id is not null", name=op.f("ck_lead_pending_is_owned")),
        sa.CheckConstraint("length(btrim(name)) > 0", name=op.f("ck_lead_named")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_lead_account_id_account")),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_lead_contact_id_contact")),
        sa.ForeignKeyConstraint(["deal_id"], ["deal.id"], name=op.f("fk_lead_deal_id_deal")),
        sa.ForeignKeyConstraint(["department_id"], ["department.id"], name=op.f("fk_lead_department_id_department")),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], name=op.f("fk_lead_owner_id_user")),
        sa.ForeignKeyConstraint(["partner_id"], ["account.id"], name=op.f("fk_lead_partner_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead")),
        sa.UniqueConstraint("number", name=op.f("uq_lead_number")),
    )
    op.create_index(op.f("ix_lead_account_id"), "lead", ["account_id"], unique=False)
    op.create_index(op.f("ix_lead_company_key"), "lead", ["company_key"], unique=False)
    op.create_index(op.f("ix_lead_contact_id"), "lead", ["contact_id"], unique=False)
    op.create_index("ix_lead_created", "lead", ["created_at", "id"], unique=False)
    op.create_index(op.f("ix_lead_deal_id"), "lead", ["deal_id"], unique=False)
    op.create_index(op.f("ix_lead_department_id"), "lead", ["department_id"], unique=False)
    op.create_index(op.f("ix_lead_email_key"), "lead", ["email_key"], unique=False)
    op.create_index(op.f("ix_lead_industry"), "lead", ["industry"], unique=False)
    op.create_index(op.f("ix_lead_mobile_key"), "lead", ["mobile_key"], unique=False)
    op.create_index("ix_lead_name_id", "lead", ["name", "id"], unique=False)
    op.create_index(op.f("ix_lead_owner_id"), "lead", ["owner_id"], unique=False)
    op.create_index(op.f("ix_lead_partner_id"), "lead", ["partner_id"], unique=False)
    op.create_index(op.f("ix_lead_phone_key"), "lead", ["phone_key"], unique=False)
    op.create_index(op.f("ix_lead_region"), "lead", ["region"], unique=False)
    op.create_index(op.f("ix_lead_source"), "lead", ["source"], unique=False)
    op.create_index(op.f("ix_lead_status"), "lead", ["status"], unique=False)
    op.create_index("ix_lead_updated", "lead", ["updated_at", "id"], unique=False)
    op.create_table(
        "lead_touch",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("lead_id", sa.Uuid(), nullable=False),
        sa.Column("is_first", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("source", sa.String(length=100), nullable=True),
        sa.Column("source_detail", sa.String(length=300), nullable=True),
        sa.Column("company_name", sa.String(length=200), nullable=True),
        sa.Column("name", sa.String(length=100), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_lead_touch_by_id_user")),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"], name=op.f("fk_lead_touch_lead_id_lead"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead_touch")),
    )
    op.create_index("ix_lead_touch_first", "lead_touch", ["lead_id"], unique=True, postgresql_where=sa.text("is_first"))
    op.create_index(op.f("ix_lead_touch_lead_id"), "lead_touch", ["lead_id"], unique=False)
    op.create_table(
        "lead_evidence",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("lead_id", sa.Uuid(), nullable=False),
        sa.Column(
            "item",
            sa.Enum(
                "BUDGET",
                "AUTHORITY",
                "NEED",
                "TIMELINE",
                name="bantitem",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("activity_id", sa.Uuid(), nullable=False),
        sa.Column("confirmed_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["activity_id"], ["activity.id"], name=op.f("fk_lead_evidence_activity_id_activity")),
        sa.ForeignKeyConstraint(["confirmed_by_id"], ["user.id"], name=op.f("fk_lead_evidence_confirmed_by_id_user")),
        sa.ForeignKeyConstraint(
            ["lead_id"], ["lead.id"], name=op.f("fk_lead_evidence_lead_id_lead"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead_evidence")),
        sa.UniqueConstraint("lead_id", "item", name="uq_lead_evidence_item"),
    )
    op.create_index(op.f("ix_lead_evidence_activity_id"), "lead_evidence", ["activity_id"], unique=False)
    op.create_index(op.f("ix_lead_evidence_lead_id"), "lead_evidence", ["lead_id"], unique=False)
    op.add_column("activity", sa.Column("lead_id", sa.Uuid(), nullable=True))
    op.create_index(op.f("ix_activity_lead_id"), "activity", ["lead_id"], unique=False)
    op.create_index("ix_activity_lead_time", "activity", ["lead_id", "occurred_at", "id"], unique=False)
    op.create_foreign_key(op.f("fk_activity_lead_id_lead"), "activity", "lead", ["lead_id"], ["id"])
    op.add_column("attachment", sa.Column("lead_id", sa.Uuid(), nullable=True))
    op.create_index(op.f("ix_attachment_lead_id"), "attachment", ["lead_id"], unique=False)
    op.create_foreign_key(op.f("fk_attachment_lead_id_lead"), "attachment", "lead", ["lead_id"], ["id"])
    op.add_column("comment", sa.Column("lead_id", sa.Uuid(), nullable=True))
    op.create_index(op.f("ix_comment_lead_id"), "comment", ["lead_id"], unique=False)
    op.create_foreign_key(op.f("fk_comment_lead_id_lead"), "comment", "lead", ["lead_id"], ["id"])
    op.add_column("follow", sa.Column("lead_id", sa.Uuid(), nullable=True))
    op.create_index(op.f("ix_follow_lead_id"), "follow", ["lead_id"], unique=False)
    op.create_foreign_key(op.f("fk_follow_lead_id_lead"), "follow", "lead", ["lead_id"], ["id"])
    op.add_column("notification", sa.Column("lead_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(op.f("fk_notification_lead_id_lead"), "notification", "lead", ["lead_id"], ["id"])
    op.add_column(
        "organisation", sa.Column("require_customer_evidence", sa.Boolean(), server_default="true", nullable=False)
    )
    op.add_column("ownership_change", sa.Column("lead_id", sa.Uuid(), nullable=True))
    op.create_index(op.f("ix_ownership_change_lead_id"), "ownership_change", ["lead_id"], unique=False)
    op.create_foreign_key(op.f("fk_ownership_change_lead_id_lead"), "ownership_change", "lead", ["lead_id"], ["id"])
    op.add_column("record_share", sa.Column("lead_id", sa.Uuid(), nullable=True))
    op.create_index(op.f("ix_record_share_lead_id"), "record_share", ["lead_id"], unique=False)
    op.create_foreign_key(
        op.f("fk_record_share_lead_id_lead"), "record_share", "lead", ["lead_id"], ["id"], ondelete="CASCADE"
    )
    op.add_column("task", sa.Column("lead_id", sa.Uuid(), nullable=True))
    op.create_index(op.f("ix_task_lead_id"), "task", ["lead_id"], unique=False)
    op.create_foreign_key(op.f("fk_task_lead_id_lead"), "task", "lead", ["lead_id"], ["id"])
    for column in ("name", "company_name"):
        op.execute(f"create index gin_lead_{column} on lead using gin (weir_bigrams({column}))")
    for table, rule, test in RULES:
        op.drop_constraint(op.f(f"ck_{table}_{rule}"), table)
        op.create_check_constraint(op.f(f"ck_{table}_{rule}"), table, test)
    for table, rule, column, values in CHOICES:
        op.drop_constraint(op.f(f"ck_{table}_{rule}"), table)
        op.create_check_constraint(op.f(f"ck_{table}_{rule}"), table, sa.column(column).in_(values))

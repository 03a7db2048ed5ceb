"""Contracts, payment plans and payments; records can be about contracts"""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0080"
down_revision = "0071"
branch_labels = None
depends_on = None

VIEWS = (
    "ACCOUNT", "CONTACT", "DEAL", "CONTRACT", "PAYMENT", "PAYMENT_PLAN", "LEAD", "CAMPAIGN", "TASK", "BOARD", "LEAD_BOARD",
)  # fmt: skip
METRICS = ("WON_AMOUNT", "CONTRACT_AMOUNT", "PAYMENT_AMOUNT", "NEW_CUSTOMERS")
EXPORTS = ("DEAL", "ACCOUNT", "CONTACT", "CONTRACT", "PAYMENT", "PAYMENT_PLAN", "LEAD", "PRODUCT")


def upgrade() -> None:
    op.execute("create sequence contract_number")
    op.execute("create sequence payment_number")
    op.create_table(
        "contract",
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
            server_default=sa.text("weir_number('CT', nextval('contract_number'))"),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("deal_id", sa.Uuid(), nullable=True),
        sa.Column(
            "type",
            sa.Enum(
                "SALES",
                "SERVICE",
                "FRAMEWORK",
                "AMENDMENT",
                "OTHER",
                name="contracttype",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            server_default="SALES",
            nullable=False,
        ),
        sa.Column("signer_contact_id", sa.Uuid(), nullable=True),
        sa.Column("amount", sa.Numeric(precision=18, scale=2), nullable=True),
        sa.Column("currency", sqlmodel.sql.sqltypes.AutoString(length=3), server_default="CNY", nullable=False),
        sa.Column("fx_rate", sa.Numeric(precision=18, scale=8), server_default="1", nullable=False),
        sa.Column("base_amount", sa.Numeric(precision=18, scale=2), nullable=True),
        sa.Column("start_date", sa.Date(), nullable=True),
        sa.Column("end_date", sa.Date(), nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("terminated_on", sa.Date(), nullable=True),
        sa.Column("termination_reason", sa.Text(), nullable=True),
        sa.Column("renewal_of_id", sa.Uuid(), nullable=True),
        sa.Column("owner_at_signing_id", sa.Uuid(), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("tags", postgresql.ARRAY(sa.String(length=60)), server_default="{}", nullable=False),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_contract_amount_not_negative")),
        sa.CheckConstraint("end_date >= start_date", name=op.f("ck_contract_ends_after_its_start")),
        sa.CheckConstraint("length(btrim(name)) > 0", name=op.f("ck_contract_named")),
        sa.CheckConstraint("renewal_of_id is distinct from id", name=op.f("ck_contract_renews_another")),
        sa.CheckConstraint("signed_on is null or amount is not null", name=op.f("ck_contract_signed_with_an_amount")),
        sa.CheckConstraint(
            "terminated_on is null or signed_on is not null", name=op.f("ck_contract_terminated_when_signed")
        ),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_contract_account_id_account")),
        sa.ForeignKeyConstraint(["deal_id"], ["deal.id"], name=op.f("fk_contract_deal_id_deal")),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name=op.f("fk_contract_department_id_department")
        ),
        sa.ForeignKeyConstraint(
            ["owner_at_signing_id"], ["user.id"], name=op.f("fk_contract_owner_at_signing_id_user")
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], name=op.f("fk_contract_owner_id_user")),
        sa.ForeignKeyConstraint(["renewal_of_id"], ["contract.id"], name=op.f("fk_contract_renewal_of_id_contract")),
        sa.ForeignKeyConstraint(
            ["signer_contact_id"], ["contact.id"], name=op.f("fk_contract_signer_contact_id_contact")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contract")),
        sa.UniqueConstraint("number", name=op.f("uq_contract_number")),
    )
    op.create_index(op.f("ix_contract_account_id"), "contract", ["account_id"], unique=False)
    op.create_index("ix_contract_created", "contract", ["created_at", "id"], unique=False)
    op.create_index(op.f("ix_contract_deal_id"), "contract", ["deal_id"], unique=False)
    op.create_index(op.f("ix_contract_department_id"), "contract", ["department_id"], unique=False)
    op.create_index("ix_contract_name_id", "contract", ["name", "id"], unique=False)
    op.create_index(op.f("ix_contract_owner_at_signing_id"), "contract", ["owner_at_signing_id"], unique=False)
    op.create_index(op.f("ix_contract_owner_id"), "contract", ["owner_id"], unique=False)
    op.create_index(op.f("ix_contract_renewal_of_id"), "contract", ["renewal_of_id"], unique=False)
    op.create_index("ix_contract_signed", "contract", ["signed_on", "id"], unique=False)
    op.create_index(op.f("ix_contract_signer_contact_id"), "contract", ["signer_contact_id"], unique=False)
    op.create_index("ix_contract_updated", "contract", ["updated_at", "id"], unique=False)
    op.create_index(
        "ix_contract_voided",
        "contract",
        ["updated_at", "id"],
        unique=False,
        postgresql_where=sa.text("deleted_at is not null"),
    )
    op.create_table(
        "payment",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column(
            "number",
            sa.String(length=30),
            server_default=sa.text("weir_number('P', nextval('payment_number'))"),
            nullable=False,
        ),
        sa.Column("contract_id", sa.Uuid(), nullable=True),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("amount", sa.Numeric(precision=18, scale=2), nullable=True),
        sa.Column("currency", sqlmodel.sql.sqltypes.AutoString(length=3), server_default="CNY", nullable=False),
        sa.Column("fx_rate", sa.Numeric(precision=18, scale=8), server_default="1", nullable=False),
        sa.Column("base_amount", sa.Numeric(precision=18, scale=2), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column(
            "method",
            sa.Enum(
                "TRANSFER",
                "DRAFT",
                "CHEQUE",
                "CASH",
                "ONLINE",
                "OTHER",
                name="paymentmethod",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            server_default="TRANSFER",
            nullable=False,
        ),
        sa.Column("payer_name", sa.String(length=200), nullable=True),
        sa.Column("bank_ref", sa.String(length=100), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "IN_APPROVAL",
                "CONFIRMED",
                "REJECTED",
                "REVERSED",
                name="paymentstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            server_default="IN_APPROVAL",
            nullable=False,
        ),
        sa.Column("credited_id", sa.Uuid(), nullable=True),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=True),
        sa.Column("confirmed_by_id", sa.Uuid(), nullable=True),
        sa.Column("confirmed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("reversed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(status = 'REVERSED') = (reversed_at is not null)", name=op.f("ck_payment_reversed_at_a_time")
        ),
        sa.CheckConstraint("amount > 0", name=op.f("ck_payment_worth_something")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_payment_account_id_account")),
        sa.ForeignKeyConstraint(["confirmed_by_id"], ["user.id"], name=op.f("fk_payment_confirmed_by_id_user")),
        sa.ForeignKeyConstraint(["contract_id"], ["contract.id"], name=op.f("fk_payment_contract_id_contract")),
        sa.ForeignKeyConstraint(["credited_id"], ["user.id"], name=op.f("fk_payment_credited_id_user")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["user.id"], name=op.f("fk_payment_recorded_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment")),
        sa.UniqueConstraint("number", name=op.f("uq_payment_number")),
    )
    op.create_index(op.f("ix_payment_account_id"), "payment", ["account_id"], unique=False)
    op.create_index(op.f("ix_payment_contract_id"), "payment", ["contract_id"], unique=False)
    op.create_index(op.f("ix_payment_credited_id"), "payment", ["credited_id"], unique=False)
    op.create_index("ix_payment_received", "payment", ["received_on", "id"], unique=False)
    op.create_index(op.f("ix_payment_recorded_by_id"), "payment", ["recorded_by_id"], unique=False)
    op.create_index("ix_payment_updated", "payment", ["updated_at", "id"], unique=False)
    op.create_index(
        "uq_payment_bank_ref",
        "payment",
        ["bank_ref"],
        unique=True,
        postgresql_where=sa.text("status in ('IN_APPROVAL', 'CONFIRMED')"),
    )
    op.create_table(
        "payment_plan",
        sa.Column("deleted_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), server_default="1", nullable=False),
        sa.Column("due_date", sa.Date(), nullable=False),
        sa.Column("amount", sa.Numeric(precision=18, scale=2), nullable=True),
        sa.Column("currency", sqlmodel.sql.sqltypes.AutoString(length=3), nullable=False),
        sa.Column("condition", sa.String(length=300), nullable=True),
        sa.CheckConstraint("amount > 0", name=op.f("ck_payment_plan_worth_something")),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contract.id"], name=op.f("fk_payment_plan_contract_id_contract"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_plan")),
    )
    op.create_index(op.f("ix_payment_plan_contract_id"), "payment_plan", ["contract_id"], unique=False)
    op.create_index("ix_payment_plan_due", "payment_plan", ["due_date", "id"], unique=False)
    op.create_table(
        "payment_allocation",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("payment_id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("amount", sa.Numeric(precision=18, scale=2), nullable=True),
        sa.Column("is_given", sa.Boolean(), server_default="false", nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_payment_allocation_worth_something")),
        sa.ForeignKeyConstraint(
            ["payment_id"], ["payment.id"], name=op.f("fk_payment_allocation_payment_id_payment"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"],
            ["payment_plan.id"],
            name=op.f("fk_payment_allocation_plan_id_payment_plan"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_allocation")),
        sa.UniqueConstraint("payment_id", "plan_id", "is_given", name="uq_payment_allocation_pair"),
    )
    op.create_index(op.f("ix_payment_allocation_payment_id"), "payment_allocation", ["payment_id"], unique=False)
    op.create_index(op.f("ix_payment_allocation_plan_id"), "payment_allocation", ["plan_id"], unique=False)
    op.add_column("activity", sa.Column("contract_id", sa.Uuid(), nullable=True))
    op.create_index(op.f("ix_activity_contract_id"), "activity", ["contract_id"], unique=False)
    op.create_foreign_key(op.f("fk_activity_contract_id_contract"), "activity", "contract", ["contract_id"], ["id"])
    op.add_column("attachment", sa.Column("contract_id", sa.Uuid(), nullable=True))
    op.create_index(op.f("ix_attachment_contract_id"), "attachment", ["contract_id"], unique=False)
    op.create_foreign_key(op.f("fk_attachment_contract_id_contract"), "attachment", "contract", ["contract_id"], ["id"])
    op.add_column("comment", sa.Column("contract_id", sa.Uuid(), nullable=True))
    op.create_index(op.f("ix_comment_contract_id"), "comment", ["contract_id"], unique=False)
    op.create_foreign_key(op.f("fk_comment_contract_id_contract"), "comment", "contract", ["contract_id"], ["id"])
    op.add_column("follow", sa.Column("contract_id", sa.Uuid(), nullable=True))
    op.create_index(op.f("ix_follow_contract_id"), "follow", ["contract_id"], unique=False)
    op.create_foreign_key(op.f("fk_follow_contract_id_contract"), "follow", "contract", ["contract_id"], ["id"])
    op.add_column("notification", sa.Column("contract_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_notification_contract_id_contract"), "notification", "contract", ["contract_id"], ["id"]
    )
    op.add_column("ownership_change", sa.Column("contract_id", sa.Uuid(), nullable=True))
    op.create_index(op.f("ix_ownership_change_contract_id"), "ownership_change", ["contract_id"], unique=False)
    op.create_foreign_key(
        op.f("fk_ownership_change_contract_id_contract"), "ownership_change", "contract", ["contract_id"], ["id"]
    )
    op.add_column("record_share", sa.Column("contract_id", sa.Uuid(), nullable=True))
    op.create_index(op.f("ix_record_share_contract_id"), "record_share", ["contract_id"], unique=False)
    op.create_foreign_key(
        op.f("fk_record_share_contract_id_contract"),
        "record_share",
        "contract",
        ["contract_id"],
        ["id"],
        ondelete="CASCADE",
    )
    op.add_column("task", sa.Column("contract_id", sa.Uuid(), nullable=True))
    op.create_index(op.f("ix_task_contract_id"), "task", ["contract_id"], unique=False)
    op.create_foreign_key(op.f("fk_task_contract_id_contract"), "task", "contract", ["contract_id"], ["id"])
    op.execute(
        "create index gin_contract_name on contract using gin (weir_bigrams(name)) with (gin_pending_list_limit = 128)"
    )
    op.drop_constraint(op.f("ck_record_share_one_record"), "record_share")
    op.create_check_constraint(
        op.f("ck_record_share_one_record"),
        "record_share",
        "num_nonnulls(account_id, contact_id, deal_id, contract_id, lead_id) = 1",
    )
    op.drop_constraint(op.f("ck_quota_quotametric"), "quota")
    op.create_check_constraint(op.f("ck_quota_quotametric"), "quota", sa.column("metric").in_(METRICS))
    for table, name, objects in (("saved_view", "viewobject", VIEWS), ("export", "exportobject", EXPORTS)):
        op.drop_constraint(op.f(f"ck_{table}_{name}"), table)
        op.create_check_constraint(op.f(f"ck_{table}_{name}"), table, sa.column("object").in_(objects))

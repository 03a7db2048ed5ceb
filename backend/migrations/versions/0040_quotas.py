"""Quotas; who owned a deal when it closed; when somebody joined"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

# Kept by the database, so that no path that closes a deal can forget it. A deal that is given away after it closed keeps it.
KEEPING = """
create function weir_owner_at_close() returns trigger language plpgsql as $$
begin
    if new.status = 'OPEN' then
        new.owner_at_close_id := null;
    elsif tg_op = 'INSERT' then
        new.owner_at_close_id := coalesce(new.owner_at_close_id, new.owner_id);
    elsif new.status is distinct from old.status then
        new.owner_at_close_id := new.owner_id;
    end if;
    return new;
end $$;
create trigger owner_at_close before insert or update of status on deal
    for each row execute function weir_owner_at_close();
"""
# Of what is closed already: whom it was taken from first after it closed, or who has it still.
FILLING = """
update deal d set owner_at_close_id = coalesce((select oc.from_owner_id from ownership_change oc
    where oc.deal_id = d.id and oc.at > d.closed_at and oc.from_owner_id is not null order by oc.at, oc.id limit 1), d.owner_id)
where d.status <> 'OPEN'
"""


def upgrade() -> None:
    op.create_table(
        "quota",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column(
            "metric",
            sa.Enum(
                "WON_AMOUNT", "NEW_CUSTOMERS", name="quotametric", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("department_id", sa.Uuid(), nullable=True),
        sa.Column("target", sa.Numeric(precision=18, scale=2), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.CheckConstraint("num_nonnulls(user_id, department_id) <= 1", name=op.f("ck_quota_one_place")),
        sa.CheckConstraint("extract(day from month) = 1", name=op.f("ck_quota_whole_month")),
        sa.CheckConstraint("target >= 0", name=op.f("ck_quota_not_negative")),
        sa.ForeignKeyConstraint(["department_id"], ["department.id"], name=op.f("fk_quota_department_id_department")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_quota_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quota")),
        sa.UniqueConstraint(
            "metric", "month", "user_id", "department_id", name="uq_quota_place", postgresql_nulls_not_distinct=True
        ),
    )
    op.create_index(op.f("ix_quota_department_id"), "quota", ["department_id"], unique=False)
    op.create_index(op.f("ix_quota_user_id"), "quota", ["user_id"], unique=False)
    op.add_column("user", sa.Column("joined_on", sa.Date(), nullable=True))
    op.add_column("deal", sa.Column("owner_at_close_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(op.f("fk_deal_owner_at_close_id_user"), "deal", "user", ["owner_at_close_id"], ["id"])
    op.create_index(op.f("ix_deal_owner_at_close_id"), "deal", ["owner_at_close_id"], unique=False)
    op.execute(KEEPING)
    op.execute(FILLING)

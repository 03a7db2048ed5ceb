"""What deals were at any instant, and what people forecast"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

TRIGGERS = """
create function weir_deal_came() returns trigger language plpgsql as $$
begin
    insert into deal_state (deal_id, since, until, status, amount, probability, category, expected_close_date, owner_id)
    select id, created_at, closed_at, 'OPEN', base_amount, null, null, expected_close_date, owner_id from came
        where closed_at > created_at
    union all
    select id, case when closed_at > created_at then closed_at else created_at end, null, status, base_amount, probability,
        forecast_category, expected_close_date, owner_id from came;
    return null;
end
$$;
create trigger deal_came after insert on deal referencing new table as came for each statement execute function weir_deal_came();

create function weir_deal_changed() returns trigger language plpgsql as $$
declare
    -- A closing may be dated back; everything else is known from now on.
    moment timestamptz := case when old.status = 'OPEN' and new.status <> 'OPEN' then least(new.closed_at, now()) else now() end;
begin
    moment := greatest(moment, (select min(since) from deal_state where deal_id = new.id));
    delete from deal_state where deal_id = new.id and since >= moment;
    update deal_state set until = moment where deal_id = new.id and (until is null or until > moment);
    insert into deal_state (deal_id, since, status, amount, probability, category, expected_close_date, owner_id)
    values (new.id, moment, new.status, new.base_amount, new.probability, new.forecast_category, new.expected_close_date, new.owner_id);
    return null;
end
$$;
create trigger deal_changed after update of status, base_amount, probability, forecast_category, expected_close_date, owner_id on deal
    for each row when ((old.status, old.base_amount, old.probability, old.forecast_category, old.expected_close_date, old.owner_id)
        is distinct from (new.status, new.base_amount, new.probability, new.forecast_category, new.expected_close_date, new.owner_id))
    execute function weir_deal_changed();
"""
# The stays of the deals there are tell what is known of their past.
STAYS = """
with stays as (
    select distinct on (d.id, v.entered_at) d.id as deal_id, v.entered_at as since, s.type as status,
        case when v.last then d.base_amount else coalesce(v.amount_at, d.base_amount) end as amount,
        case when v.last then d.probability else v.probability_at end as probability,
        case when v.last then d.forecast_category else s.forecast_category end as category,
        d.expected_close_date, coalesce(v.owner_id, d.owner_id) as owner_id
    from deal d join (select *, row_number() over (partition by deal_id order by entered_at desc, exited_at desc nulls first, id desc) = 1
        as last from stage_visit) v on v.deal_id = d.id join stage s on s.id = v.stage_id
    order by d.id, v.entered_at, v.exited_at desc nulls first, v.id desc),
starts as (
    select * from stays union all
    select d.id, d.created_at, 'OPEN', d.base_amount, null, null, d.expected_close_date, d.owner_id from deal d
    where d.created_at < (select min(since) from stays where deal_id = d.id))
insert into deal_state (deal_id, since, until, status, amount, probability, category, expected_close_date, owner_id)
select deal_id, since, lead(since) over (partition by deal_id order by since), status, amount, probability, category,
    expected_close_date, owner_id from starts
"""


def upgrade() -> None:
    op.create_table(
        "deal_state",
        sa.Column("deal_id", sa.Uuid(), nullable=False),
        sa.Column("since", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("until", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("amount", sa.Numeric(precision=18, scale=2), nullable=True),
        sa.Column("probability", sa.Integer(), nullable=True),
        sa.Column("category", sa.String(length=20), nullable=True),
        sa.Column("expected_close_date", sa.Date(), nullable=True),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("until > since", name=op.f("ck_deal_state_lasts")),
        sa.ForeignKeyConstraint(["deal_id"], ["deal.id"], name=op.f("fk_deal_state_deal_id_deal"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("deal_id", "since", name=op.f("pk_deal_state")),
    )
    op.execute(TRIGGERS)
    op.execute(STAYS)
    op.create_index(
        "ix_deal_state_expected",
        "deal_state",
        ["expected_close_date"],
        unique=False,
        postgresql_where=sa.text("status = 'OPEN'"),
    )
    op.create_table(
        "forecast",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column(
            "level",
            sa.Enum("COMMIT", "BEST_CASE", name="forecastlevel", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column(
            "voice",
            sa.Enum("OWN", "MANAGER", name="forecastvoice", native_enum=False, create_constraint=True, length=40),
            server_default="OWN",
            nullable=False,
        ),
        sa.Column("amount", sa.Numeric(precision=18, scale=2), nullable=True),
        sa.Column("note", sa.String(length=300), nullable=True),
        sa.Column("said_by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_forecast_not_negative")),
        sa.CheckConstraint("extract(day from month) = 1", name=op.f("ck_forecast_whole_month")),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], name=op.f("fk_forecast_owner_id_user")),
        sa.ForeignKeyConstraint(["said_by_id"], ["user.id"], name=op.f("fk_forecast_said_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forecast")),
        sa.UniqueConstraint("owner_id", "month", "level", "voice", name="uq_forecast_word"),
    )
    op.create_index(op.f("ix_forecast_owner_id"), "forecast", ["owner_id"], unique=False)

"""Account pools with their members; an account keeps the clock of the pool it would go back to, as a lead does"""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0060"
down_revision = "0052"
branch_labels = None
depends_on = None

KINDS = (
    "MENTION", "TASK_ASSIGNED", "OWNER_CHANGED", "FOLLOWED_CHANGE", "DEAL_CLOSED", "LEAD_WAITS",
    "LEAD_TOUCHED", "LEAD_UNASSIGNED", "LEAD_RECYCLES", "LEAD_RECYCLED", "ACCOUNT_RECYCLES", "ACCOUNT_RECYCLED", "LOAD_UNEVEN",
    "LEAD_SHARED", "LEAD_MERGED", "REPORT_ALERT", "IMPORT_DONE", "EXPORT_DONE", "SECURITY",
)  # fmt: skip

# A won deal counts as a conversion does: from then on the days without one begin anew.
DUE = """
drop function weir_recycle_due(int, int, timestamptz, timestamptz, timestamptz, timestamptz);
create function weir_recycle_due(no_follow_up int, no_conversion int, since timestamptz, followed timestamptz,
    protected timestamptz, not_before timestamptz, won timestamptz) returns timestamptz language sql immutable parallel safe as $$
    select greatest(protected, not_before, least(greatest(since, followed) + make_interval(hours => 24 * no_follow_up),
        greatest(since, won) + make_interval(hours => 24 * no_conversion)))
$$;
"""

# One text for both kinds: leads and accounts go the same ways.
CLOCK = """
create or replace function {home}(owner uuid, current uuid) returns uuid language sql stable as $$
    select coalesce((
        select p.id from {thing}_pool p
        where p.deleted_at is null and exists (
            select 1 from {thing}_pool_member m where m.pool_id = p.id and (
                m.user_id = owner or m.team_id in (select t.team_id from team_member t where t.user_id = owner)
                or m.department_id in (
                    select unnest(d.path) from "user" u join department d on d.id = u.department_id where u.id = owner)))
        order by p.id is not distinct from current desc, p.position, p.id limit 1), current)
$$;

create or replace function weir_{thing}_clock() returns trigger language plpgsql as $$
declare
    pool {thing}_pool%rowtype;
    due timestamptz;
    is_new_owner boolean := true;
    is_new_clock boolean := true;
begin
    if tg_op = 'UPDATE' then
        is_new_owner := new.owner_id is distinct from old.owner_id;
        is_new_clock := is_new_owner or new.owner_since is distinct from old.owner_since;
    end if;
    if new.owner_id is null then
        new.owner_since := null;
        new.protected_until := null;
        new.recycle_not_before := null;
        new.recycle_due_at := null;
        if new.pool_id is null then
            new.pooled_at := null;
        elsif is_new_owner or new.pool_id is distinct from old.pool_id then
            new.pooled_at := case when tg_op = 'INSERT' then coalesce(new.pooled_at, now()) else now() end;
        end if;
        return new;
    end if;
    new.pooled_at := null;
    if is_new_owner then
        new.pool_id := {home}(new.owner_id, new.pool_id);
        if tg_op = 'UPDATE' then
            if new.owner_since is not distinct from old.owner_since then
                new.owner_since := now();
            end if;
            new.protected_until := null;
            new.recycle_not_before := null;
        end if;
    end if;
    new.owner_since := coalesce(new.owner_since, now());
    new.recycle_due_at := null;
    if new.pool_id is null or new.deleted_at is not null or not ({runs}) then
        return new;
    end if;
    select * into pool from {thing}_pool where id = new.pool_id and deleted_at is null;
    if not found or {exempt} then
        return new;
    end if;
    due := weir_recycle_due({days}, pool.no_conversion_days, new.owner_since, new.last_follow_up_at, {protected},
        new.recycle_not_before, {won});
    -- Whatever but a new owner brings the moment nearer leaves a day, or what was left.
    if not is_new_clock and due < least(coalesce(old.recycle_due_at, 'infinity'), now() + interval '24 hours') then
        new.recycle_not_before := least(coalesce(old.recycle_due_at, 'infinity'), now() + interval '24 hours');
        due := greatest(due, new.recycle_not_before);
    end if;
    new.recycle_due_at := due;
    return new;
end
$$;
"""
DAYS = "case {of}when {high} then pool.no_follow_up_days_high when {low} then pool.no_follow_up_days_low else pool.no_follow_up_days end"
LEADS = {
    "thing": "lead", "home": "weir_home_pool", "runs": "new.status in ('PENDING', 'WORKING')", "exempt": "false",
    "days": DAYS.format(of="new.intent ", high="'HIGH'", low="'LOW'"), "protected": "new.protected_until", "won": "null",
}  # fmt: skip
ACCOUNTS = {
    "thing": "account", "home": "weir_home_account_pool", "runs": "new.type in ('PROSPECT', 'CUSTOMER') and not new.is_locked",
    "exempt": "(pool.exempts_open_deals and new.open_deals > 0)",
    "days": DAYS.format(of="", high="new.tier in ('VIP', 'A')", low="new.tier = 'C'"),
    "protected": "greatest(new.protected_until, new.last_won_at + make_interval(hours => 24 * pool.exempt_won_days))",
    "won": "new.last_won_at",
}  # fmt: skip

# What an account's own row has to know: its deals, and that its people go with it into the pool and out of it.
ACCOUNT = """
create trigger account_clock before insert or update of owner_id, owner_since, last_follow_up_at, type, tier, protected_until,
    is_locked, open_deals, last_won_at, pool_id, deleted_at on account for each row execute function weir_account_clock();

create function weir_account_deals(keys uuid[]) returns void language sql as $$
    update account a set open_deals = d.open, last_won_at = d.won
    from (select k.key, count(*) filter (where x.status = 'OPEN') as open, max(x.closed_at) filter (where x.status = 'WON') as won
        from unnest(keys) k(key) left join deal x on x.account_id = k.key and x.deleted_at is null group by k.key) d
    where a.id = d.key and (a.open_deals, a.last_won_at) is distinct from (d.open, d.won)
$$;

create function weir_deal_of_account() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.account_id is distinct from new.account_id then
        perform weir_account_deals(array[old.account_id]);
    end if;
    perform weir_account_deals(array[new.account_id]);
    return null;
end
$$;

create trigger account_deals after insert on deal for each row when (new.account_id is not null)
    execute function weir_deal_of_account();
create trigger account_deals_changed after update of status, account_id, closed_at, deleted_at on deal for each row
    when ((old.status, old.account_id, old.closed_at, old.deleted_at) is distinct from (new.status, new.account_id, new.closed_at, new.deleted_at))
    execute function weir_deal_of_account();

create function weir_account_people() returns trigger language plpgsql as $$
begin
    with moved as (
        update contact c set owner_id = new.owner_id, version = c.version + 1, updated_at = now(),
            department_id = coalesce(new.department_id, c.department_id)
        where c.account_id = new.id and c.deleted_at is null and c.owner_id is not distinct from old.owner_id returning c.id)
    insert into ownership_change (contact_id, from_owner_id, to_owner_id, cause, at)
        select id, old.owner_id, new.owner_id, 'with_account', now() from moved;
    return null;
end
$$;

create trigger account_people after update of owner_id on account for each row
    when ((old.owner_id is null) <> (new.owner_id is null)) execute function weir_account_people();
"""
# Every account somebody has had until now: since when, what was done for it, which deals it has.
BEFORE = """
update account a set
    owner_since = case when a.owner_id is not null then coalesce(
        (select max(o.at) from ownership_change o where o.account_id = a.id and o.to_owner_id = a.owner_id), a.created_at) end,
    last_follow_up_at = (select least(max(y.occurred_at), now()) from activity y where y.account_id = a.id and y.deleted_at is null
        and case y.kind when 'NOTE' then length(y.summary) > 10 and y.outcome is not null
            when 'MAIL' then y.direction = 'OUTBOUND' when 'MESSAGE' then y.direction = 'OUTBOUND' else true end),
    open_deals = (select count(*) from deal d where d.account_id = a.id and d.status = 'OPEN' and d.deleted_at is null),
    last_won_at = (select max(d.closed_at) from deal d where d.account_id = a.id and d.status = 'WON' and d.deleted_at is null)
"""
MOMENTS = (
    "pooled_at", "owner_since", "last_follow_up_at", "protected_until", "recycle_due_at", "last_won_at", "recycle_not_before",
    "reminded_for",
)  # fmt: skip


def upgrade() -> None:
    moment = sqlmodel.sql.sqltypes.UTCDateTime()
    op.create_table(
        "account_pool",
        sa.Column("deleted_at", moment, nullable=True),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("created_at", moment, server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", moment, server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("is_default", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("regions", postgresql.ARRAY(sa.String(length=60)), server_default="{}", nullable=False),
        sa.Column("mask_before_claim", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("daily_claim_limit", sa.Integer(), server_default="10", nullable=False),
        sa.Column("holding_limit", sa.Integer(), server_default="100", nullable=False),
        sa.Column("cooldown_days", sa.Integer(), server_default="7", nullable=False),
        sa.Column("no_follow_up_days", sa.Integer(), server_default="15", nullable=False),
        sa.Column(
            "remind_days_before",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'[]'::jsonb"),
            nullable=False,
        ),
        sa.Column("protection_days", sa.Integer(), server_default="30", nullable=False),
        sa.Column("protection_limit", sa.Integer(), server_default="20", nullable=False),
        sa.Column("return_reason_required", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("returns_by_region", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("no_follow_up_days_high", sa.Integer(), server_default="15", nullable=False),
        sa.Column("no_follow_up_days_low", sa.Integer(), server_default="60", nullable=False),
        sa.Column("no_conversion_days", sa.Integer(), server_default="180", nullable=False),
        sa.Column("exempts_open_deals", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("exempt_won_days", sa.Integer(), server_default="365", nullable=False),
        sa.Column("counts_customers", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("target_pool_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "least(no_follow_up_days, no_follow_up_days_high, no_follow_up_days_low, no_conversion_days) >= 1",
            name=op.f("ck_account_pool_clocks_run"),
        ),
        sa.CheckConstraint("length(btrim(name)) > 0", name=op.f("ck_account_pool_named")),
        sa.ForeignKeyConstraint(
            ["target_pool_id"], ["account_pool.id"], name=op.f("fk_account_pool_target_pool_id_account_pool")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_pool")),
    )
    op.create_index(
        "ix_account_pool_default",
        "account_pool",
        ["is_default"],
        unique=True,
        postgresql_where=sa.text("is_default and deleted_at is null"),
    )
    op.create_index(op.f("ix_account_pool_target_pool_id"), "account_pool", ["target_pool_id"], unique=False)
    op.create_table(
        "account_pool_member",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("department_id", sa.Uuid(), nullable=True),
        sa.Column("is_admin", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("pool_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "num_nonnulls(user_id, team_id, department_id) = 1", name=op.f("ck_account_pool_member_one_member")
        ),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name=op.f("fk_account_pool_member_department_id_department")
        ),
        sa.ForeignKeyConstraint(
            ["pool_id"],
            ["account_pool.id"],
            name=op.f("fk_account_pool_member_pool_id_account_pool"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.id"], name=op.f("fk_account_pool_member_team_id_team"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_account_pool_member_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_pool_member")),
    )
    for column in ("department_id", "pool_id", "team_id", "user_id"):
        op.create_index(op.f(f"ix_account_pool_member_{column}"), "account_pool_member", [column], unique=False)
    op.add_column("account", sa.Column("pool_id", sa.Uuid(), nullable=True))
    for name in MOMENTS:
        op.add_column("account", sa.Column(name, moment, nullable=True))
    op.add_column("account", sa.Column("is_locked", sa.Boolean(), server_default="false", nullable=False))
    for name in ("claim_count", "return_count", "recycle_count", "open_deals"):
        op.add_column("account", sa.Column(name, sa.Integer(), server_default="0", nullable=False))
    op.add_column("account", sa.Column("reminded_days", sa.Integer(), nullable=True))
    op.create_foreign_key(op.f("fk_account_pool_id_account_pool"), "account", "account_pool", ["pool_id"], ["id"])
    op.create_index(op.f("ix_account_pool_id"), "account", ["pool_id"], unique=False)
    op.create_index(
        "ix_account_waiting",
        "account",
        ["pool_id", "pooled_at", "id"],
        unique=False,
        postgresql_where=sa.text("owner_id is null"),
    )
    op.create_index(
        "ix_account_due",
        "account",
        ["recycle_due_at"],
        unique=False,
        postgresql_where=sa.text("recycle_due_at is not null"),
    )
    op.drop_constraint(op.f("ck_notification_notificationkind"), "notification")
    op.create_check_constraint(op.f("ck_notification_notificationkind"), "notification", sa.column("kind").in_(KINDS))
    op.execute(BEFORE)
    op.execute(DUE)
    op.execute(CLOCK.format(**LEADS))
    op.execute(CLOCK.format(**ACCOUNTS))
    op.execute(ACCOUNT)

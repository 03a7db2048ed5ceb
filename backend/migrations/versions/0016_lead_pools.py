"""Lead pools with their members; a lead keeps the clock of the pool it would go back to, by a trigger"""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

KINDS = (
    "MENTION", "TASK_ASSIGNED", "OWNER_CHANGED", "FOLLOWED_CHANGE", "DEAL_CLOSED", "LEAD_TOUCHED", "LEAD_UNASSIGNED", "LEAD_RECYCLES", "LEAD_RECYCLED",
    "IMPORT_DONE", "EXPORT_DONE", "SECURITY",
)  # fmt: skip

# One clock for every path of ownership: claimed, assigned, transferred, imported, handed over, entered by hand, written by a script.
CLOCK = """
create function weir_recycle_due(no_follow_up int, no_conversion int, since timestamptz, followed timestamptz,
    protected timestamptz, not_before timestamptz) returns timestamptz language sql immutable parallel safe as $$
    select greatest(protected, not_before, least(
        greatest(since, followed) + make_interval(hours => 24 * no_follow_up), since + make_interval(hours => 24 * no_conversion)))
$$;

-- The pool whose rules a person's leads are under: the one they come from while the person is in it, else their first one.
create function weir_home_pool(owner uuid, current uuid) returns uuid language sql stable as $$
    select coalesce((
        select p.id from lead_pool p
        where p.deleted_at is null and exists (
            select 1 from lead_pool_member m where m.pool_id = p.id and (
                m.user_id = owner or m.team_id in (select t.team_id from team_member t where t.user_id = owner)
                or m.department_id in (
                    select unnest(d.path) from "user" u join department d on d.id = u.department_id where u.id = owner)))
        order by p.id is not distinct from current desc, p.position, p.id limit 1), current)
$$;

create function weir_lead_clock() returns trigger language plpgsql as $$
declare
    pool lead_pool%rowtype;
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
        new.pool_id := weir_home_pool(new.owner_id, new.pool_id);
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
    if new.pool_id is null or new.deleted_at is not null or new.status not in ('PENDING', 'WORKING') then
        return new;
    end if;
    select * into pool from lead_pool where id = new.pool_id and deleted_at is null;
    if not found then
        return new;
    end if;
    due := weir_recycle_due(
        case new.intent when 'HIGH' then pool.no_follow_up_days_high when 'LOW' then pool.no_follow_up_days_low
            else pool.no_follow_up_days end,
        pool.no_conversion_days, new.owner_since, new.last_follow_up_at, new.protected_until, new.recycle_not_before);
    -- Whatever but a new owner brings the moment nearer leaves a day, or what was left.
    if not is_new_clock and due < least(coalesce(old.recycle_due_at, 'infinity'), now() + interval '24 hours') then
        new.recycle_not_before := least(coalesce(old.recycle_due_at, 'infinity'), now() + interval '24 hours');
        due := greatest(due, new.recycle_not_before);
    end if;
    new.recycle_due_at := due;
    return new;
end
$$;

create trigger lead_clock before insert or update of owner_id, owner_since, last_follow_up_at, intent, status, protected_until,
    pool_id, deleted_at on lead for each row execute function weir_lead_clock();
"""


def upgrade() -> None:
    op.create_table(
        "lead_pool",
        sa.Column("deleted_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
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
        sa.Column("no_follow_up_days_high", sa.Integer(), server_default="3", nullable=False),
        sa.Column("no_follow_up_days_low", sa.Integer(), server_default="45", nullable=False),
        sa.Column("no_conversion_days", sa.Integer(), server_default="60", nullable=False),
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
        sa.Column("target_pool_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "least(no_follow_up_days, no_follow_up_days_high, no_follow_up_days_low, no_conversion_days) >= 1",
            name=op.f("ck_lead_pool_clocks_run"),
        ),
        sa.CheckConstraint("length(btrim(name)) > 0", name=op.f("ck_lead_pool_named")),
        sa.ForeignKeyConstraint(
            ["target_pool_id"], ["lead_pool.id"], name=op.f("fk_lead_pool_target_pool_id_lead_pool")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead_pool")),
    )
    op.create_index(
        "ix_lead_pool_default",
        "lead_pool",
        ["is_default"],
        unique=True,
        postgresql_where=sa.text("is_default and deleted_at is null"),
    )
    op.create_index(op.f("ix_lead_pool_target_pool_id"), "lead_pool", ["target_pool_id"], unique=False)
    op.create_table(
        "lead_pool_member",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("pool_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("department_id", sa.Uuid(), nullable=True),
        sa.Column("is_admin", sa.Boolean(), server_default="false", nullable=False),
        sa.CheckConstraint(
            "num_nonnulls(user_id, team_id, department_id) = 1", name=op.f("ck_lead_pool_member_one_member")
        ),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name=op.f("fk_lead_pool_member_department_id_department")
        ),
        sa.ForeignKeyConstraint(
            ["pool_id"], ["lead_pool.id"], name=op.f("fk_lead_pool_member_pool_id_lead_pool"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.id"], name=op.f("fk_lead_pool_member_team_id_team"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_lead_pool_member_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead_pool_member")),
    )
    op.create_index(op.f("ix_lead_pool_member_department_id"), "lead_pool_member", ["department_id"], unique=False)
    op.create_index(op.f("ix_lead_pool_member_pool_id"), "lead_pool_member", ["pool_id"], unique=False)
    op.create_index(op.f("ix_lead_pool_member_team_id"), "lead_pool_member", ["team_id"], unique=False)
    op.create_index(op.f("ix_lead_pool_member_user_id"), "lead_pool_member", ["user_id"], unique=False)
    op.add_column("lead", sa.Column("pool_id", sa.Uuid(), nullable=True))
    op.add_column("lead", sa.Column("pooled_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
    op.add_column("lead", sa.Column("protected_until", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
    op.add_column("lead", sa.Column("recycle_due_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
    op.add_column("lead", sa.Column("recycle_not_before", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
    op.add_column("lead", sa.Column("reminded_for", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
    op.add_column("lead", sa.Column("reminded_days", sa.Integer(), nullable=True))
    op.add_column("lead", sa.Column("claim_count", sa.Integer(), server_default="0", nullable=False))
    op.add_column("lead", sa.Column("recycle_count", sa.Integer(), server_default="0", nullable=False))
    op.create_index(
        "ix_lead_due", "lead", ["recycle_due_at"], unique=False, postgresql_where=sa.text("recycle_due_at is not null")
    )
    op.create_index(op.f("ix_lead_pool_id"), "lead", ["pool_id"], unique=False)
    op.create_index(
        "ix_lead_waiting",
        "lead",
        ["pool_id", "pooled_at", "id"],
        unique=False,
        postgresql_where=sa.text("owner_id is null"),
    )
    op.create_foreign_key(op.f("fk_lead_pool_id_lead_pool"), "lead", "lead_pool", ["pool_id"], ["id"])
    op.create_index(
        "ix_ownership_change_claimed",
        "ownership_change",
        ["to_owner_id", "at"],
        unique=False,
        postgresql_where=sa.text("cause = 'claimed'"),
    )
    op.drop_constraint(op.f("ck_notification_notificationkind"), "notification")
    op.create_check_constraint(op.f("ck_notification_notificationkind"), "notification", sa.column("kind").in_(KINDS))
    op.execute(CLOCK)

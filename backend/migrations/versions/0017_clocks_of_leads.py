"""Clocks of leads: started and stopped by a trigger on every path, timed and climbed by a job"""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

NOTICES = (
    "MENTION", "TASK_ASSIGNED", "OWNER_CHANGED", "FOLLOWED_CHANGE", "DEAL_CLOSED", "LEAD_WAITS", "LEAD_TOUCHED", "LEAD_UNASSIGNED",
    "LEAD_RECYCLES", "LEAD_RECYCLED",
    "IMPORT_DONE", "EXPORT_DONE", "SECURITY",
)  # fmt: skip

DEFAULTS = """
insert into sla_policy (clock, minutes, in_working_time, rungs)
select clock, minutes, working, (select jsonb_agg(jsonb_build_object('percent', (r->>0)::int, 'owner', r->>1 = 'owner' or r->>1 = 'both',
    'manager', r->>1 = 'manager' or r->>1 = 'both', 'task', r->>1 = 'task', 'reassign', r->>1 = 'reassign')) from jsonb_array_elements(rungs) r)
from (values
    ('SPEED_TO_LEAD', 5, true, '[[60, "owner"], [100, "both"], [600, "reassign"]]'::jsonb),
    ('OWNER_RESPONSE', 30, true, '[[100, "owner"], [200, "manager"]]'),
    ('HIGH_INTENT', 1440, false, '[[100, "both"]]'),
    ('HANDOFF', 1440, true, '[[50, "owner"], [100, "manager"], [200, "reassign"]]'),
    ('SILENCE', 64800, false, '[[100, "both"]]'),
    ('REVISIT', 43200, false, '[[100, "task"]]')) d(clock, minutes, working, rungs)
"""

CLOCKS = """
-- Since when a lead waits for something; null when it does not.
create function weir_waits_since(clock text, l lead) returns timestamptz language sql immutable as $$
    select case when l.deleted_at is null then case clock
        when 'SPEED_TO_LEAD' then case when l.first_response_at is null and l.status in ('UNASSIGNED', 'PENDING', 'WORKING')
            then l.waits_since end
        when 'OWNER_RESPONSE' then case when l.waits_since is not null and l.owner_id is not null and l.status = 'PENDING'
            and coalesce(l.last_follow_up_at < l.owner_since, true) then l.owner_since end
        when 'HIGH_INTENT' then case when l.intent = 'HIGH' and l.owner_id is not null and l.status in ('PENDING', 'WORKING')
            then greatest(l.owner_since, l.last_follow_up_at) end
        when 'HANDOFF' then case when l.stage = 'MQL' and l.status in ('UNASSIGNED', 'PENDING', 'WORKING')
            and coalesce(l.accepted_at < l.mql_at, true) and coalesce(l.rejected_at < l.mql_at, true) then l.mql_at end
        when 'SILENCE' then case when l.owner_id is not null and l.status in ('PENDING', 'WORKING')
            then greatest(l.owner_since, l.last_follow_up_at) end
        when 'REVISIT' then case when l.intent = 'LOW' and l.owner_id is not null and l.status in ('PENDING', 'WORKING', 'NURTURING')
            then greatest(l.owner_since, l.last_follow_up_at, l.revisited_at) end
    end end
$$;

-- When it got what it waited for; null when it never will.
create function weir_answered_at(clock text, since timestamptz, l lead) returns timestamptz language sql immutable as $$
    select case clock
        when 'SPEED_TO_LEAD' then l.first_response_at
        when 'HANDOFF' then case when greatest(l.accepted_at, l.rejected_at) >= since then greatest(l.accepted_at, l.rejected_at) end
        else case when l.last_follow_up_at >= since then l.last_follow_up_at end
    end
$$;

create function weir_lead_waits() returns trigger language plpgsql as $$
declare
    policy record;
    running lead_clock%rowtype;
    since timestamptz;
    answered timestamptz;
    was_shown boolean := false;
begin
    for policy in select clock, in_working_time, active_since from sla_policy where is_active loop
        since := weir_waits_since(policy.clock, new);
        select * into running from lead_clock where lead_id = new.id and clock = policy.clock and stopped_at is null;
        if found and since is distinct from running.started_at then
            answered := weir_answered_at(policy.clock, running.started_at, new);
            update lead_clock set stopped_at = coalesce(answered, now()), is_answered = answered is not null,
                wake_at = case when due_at is null then started_at end where id = running.id;
            was_shown := was_shown or running.due_at is not null;
            running := null;
        elsif found and policy.in_working_time and new.owner_id is distinct from running.owner_id then
            -- Another team may keep other hours.
            update lead_clock set owner_id = new.owner_id, wake_at = started_at where id = running.id;
        end if;
        if since is not null and running.id is null and since >= policy.active_since then
            insert into lead_clock (lead_id, clock, owner_id, started_at, wake_at) values (new.id, policy.clock, new.owner_id, since, since);
        end if;
    end loop;
    if was_shown then
        update lead set (response_due_at, waits_for) = (select k.due_at, k.clock from lead_clock k
            where k.lead_id = new.id and k.stopped_at is null and k.due_at is not null order by k.due_at, k.clock limit 1)
        where id = new.id;
    end if;
    return null;
end
$$;

create trigger lead_waits after insert or update of owner_id, owner_since, status, stage, intent, waits_since, first_response_at,
    last_follow_up_at, mql_at, accepted_at, rejected_at, revisited_at, deleted_at on lead
    for each row execute function weir_lead_waits();
"""


def upgrade() -> None:
    op.create_table(
        "sla_policy",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column(
            "clock",
            sa.Enum(
                "SPEED_TO_LEAD",
                "OWNER_RESPONSE",
                "HIGH_INTENT",
                "HANDOFF",
                "SILENCE",
                "REVISIT",
                name="leadclockkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("in_working_time", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("active_since", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column(
            "rungs", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'[]'::jsonb"), nullable=False
        ),
        sa.CheckConstraint("minutes >= 1", name=op.f("ck_sla_policy_lasts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sla_policy")),
        sa.UniqueConstraint("clock", name="uq_sla_policy_clock"),
    )
    op.create_table(
        "lead_clock",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("lead_id", sa.Uuid(), nullable=False),
        sa.Column(
            "clock",
            sa.Enum(
                "SPEED_TO_LEAD",
                "OWNER_RESPONSE",
                "HIGH_INTENT",
                "HANDOFF",
                "SILENCE",
                "REVISIT",
                name="leadclockkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("started_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("due_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("stopped_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("is_answered", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("rung", sa.Integer(), server_default="0", nullable=False),
        sa.Column("wake_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"], name=op.f("fk_lead_clock_lead_id_lead"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], name=op.f("fk_lead_clock_owner_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead_clock")),
    )
    op.create_index(op.f("ix_lead_clock_lead_id"), "lead_clock", ["lead_id"], unique=False)
    op.create_index(
        "ix_lead_clock_stopped",
        "lead_clock",
        ["stopped_at"],
        unique=False,
        postgresql_where=sa.text("stopped_at is not null"),
    )
    op.create_index(
        "ix_lead_clock_wake", "lead_clock", ["wake_at"], unique=False, postgresql_where=sa.text("wake_at is not null")
    )
    op.create_index(
        "uq_lead_clock_runs",
        "lead_clock",
        ["lead_id", "clock"],
        unique=True,
        postgresql_where=sa.text("stopped_at is null"),
    )
    op.add_column("lead", sa.Column("waits_since", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
    op.add_column("lead", sa.Column("response_due_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
    op.add_column(
        "lead",
        sa.Column(
            "waits_for",
            sa.Enum(
                "SPEED_TO_LEAD",
                "OWNER_RESPONSE",
                "HIGH_INTENT",
                "HANDOFF",
                "SILENCE",
                "REVISIT",
                name="leadclockkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
    )
    op.add_column("lead", sa.Column("revisited_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
    op.create_index(
        "ix_lead_response_due",
        "lead",
        ["response_due_at", "id"],
        unique=False,
        postgresql_where=sa.text("response_due_at is not null"),
    )
    op.drop_constraint(op.f("ck_notification_notificationkind"), "notification")
    op.create_check_constraint(op.f("ck_notification_notificationkind"), "notification", sa.column("kind").in_(NOTICES))
    op.execute(DEFAULTS)
    op.execute(CLOCKS)

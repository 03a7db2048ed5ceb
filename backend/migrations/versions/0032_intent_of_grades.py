"""The intent of a lead may follow its grade: why it is what it is, since when, and clocks that begin with it"""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

CAUSES = ("MANUAL", "SOURCE", "GRADE", "REQUEST")
GRID = """{"A1": "HIGH", "A2": "HIGH", "B1": "HIGH", "A3": "MEDIUM", "B2": "MEDIUM", "C1": "MEDIUM", "B3": "LOW", "C2": "LOW", "C3": "LOW"}"""

# What a file, a door or another program writes without saying why came with the lead.
STAMP = """
create function weir_lead_intent() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' and (new.intent is null or new.intent_cause is not null)
        or tg_op = 'UPDATE' and (new.intent is not distinct from old.intent or new.intent_at is distinct from old.intent_at) then
        return new;
    end if;
    new.intent_cause := case when new.intent is not null then 'SOURCE' end;
    new.intent_at := case when new.intent is not null then now() end;
    new.intent_by_id := null;
    new.intent_since := null;
    return new;
end
$$;

create trigger lead_intent before insert or update of intent on lead for each row execute function weir_lead_intent();
"""

SAID = """
update lead set intent_cause = case when created_by_id is null then 'SOURCE' else 'MANUAL' end, intent_at = now()
where intent is not null
"""

# Of leads that became HIGH or LOW by grade a clock begins with that, or it would be overdue as it begins.
WAITS = """
create or replace function weir_waits_since(clock text, l lead) returns timestamptz language sql immutable as $$
    select case when l.deleted_at is null then case clock
        when 'SPEED_TO_LEAD' then case when l.first_response_at is null and l.status in ('UNASSIGNED', 'PENDING', 'WORKING')
            then l.waits_since end
        when 'OWNER_RESPONSE' then case when l.waits_since is not null and l.owner_id is not null and l.status = 'PENDING'
            and coalesce(l.last_follow_up_at < l.owner_since, true) then l.owner_since end
        when 'HIGH_INTENT' then case when l.intent = 'HIGH' and l.owner_id is not null and l.status in ('PENDING', 'WORKING')
            then greatest(l.owner_since, l.last_follow_up_at, l.intent_since) end
        when 'HANDOFF' then case when l.stage = 'MQL' and l.status in ('UNASSIGNED', 'PENDING', 'WORKING')
            and coalesce(l.accepted_at < l.mql_at, true) and coalesce(l.rejected_at < l.mql_at, true) then l.mql_at end
        when 'SILENCE' then case when l.owner_id is not null and l.status in ('PENDING', 'WORKING')
            then greatest(l.owner_since, l.last_follow_up_at) end
        when 'REVISIT' then case when l.intent = 'LOW' and l.owner_id is not null and l.status in ('PENDING', 'WORKING', 'NURTURING')
            then greatest(l.owner_since, l.last_follow_up_at, l.revisited_at, l.intent_since) end
    end end
$$;
"""


def upgrade() -> None:
    kind = sa.Enum(*CAUSES, name="intentcause", native_enum=False, create_constraint=True, length=40)
    op.add_column("lead", sa.Column("intent_cause", kind, nullable=True))
    op.add_column("lead", sa.Column("intent_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
    op.add_column("lead", sa.Column("intent_by_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(op.f("fk_lead_intent_by_id_user"), "lead", "user", ["intent_by_id"], ["id"])
    op.add_column("lead", sa.Column("intent_since", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
    op.add_column("score_model", sa.Column("intent_is_derived", sa.Boolean(), server_default="false", nullable=False))
    op.add_column("score_model", sa.Column("intent_hold_days", sa.Integer(), server_default="14", nullable=False))
    op.add_column(
        "score_model",
        sa.Column(
            "intent_grid",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'{}'::jsonb"),
            nullable=False,
        ),
    )
    op.get_bind().execute(sa.text("update score_model set intent_grid = cast(:grid as jsonb)"), {"grid": GRID})
    # Who said it was not kept: from now on it holds as what has just been said.
    op.execute(SAID)
    op.execute(STAMP)
    op.execute(WAITS)

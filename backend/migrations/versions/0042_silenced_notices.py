"""People say what they do not want to be told of; managers are told of an uneven load"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

KINDS = (
    "MENTION", "TASK_ASSIGNED", "OWNER_CHANGED", "FOLLOWED_CHANGE", "DEAL_CLOSED", "LEAD_WAITS", "LEAD_TOUCHED", "LEAD_UNASSIGNED",
    "LEAD_RECYCLES", "LEAD_RECYCLED", "LOAD_UNEVEN", "LEAD_SHARED", "LEAD_MERGED", "IMPORT_DONE", "EXPORT_DONE", "SECURITY",
)  # fmt: skip
# Whatever tells, a verb, a job or a statement: what its receiver has silenced is not written.
SILENCE = """
create function weir_silenced() returns trigger language plpgsql as $$
begin
    if exists (select 1 from "user" u where u.id = new.user_id and new.kind = any(u.silenced)) then
        return null;
    end if;
    return new;
end $$;
create trigger notification_silenced before insert on notification for each row execute function weir_silenced();
"""


def upgrade() -> None:
    op.add_column(
        "user", sa.Column("silenced", postgresql.ARRAY(sa.String(length=40)), server_default="{}", nullable=False)
    )
    op.drop_constraint(op.f("ck_notification_notificationkind"), "notification", type_="check")
    op.create_check_constraint(op.f("ck_notification_notificationkind"), "notification", sa.column("kind").in_(KINDS))
    op.execute(SILENCE)

"""Many deals at once: their accounts are counted once, and reports find more of what they ask in indexes"""

import sqlalchemy as sa
from alembic import op

revision = "0071"
down_revision = "0070"
branch_labels = None
depends_on = None

# An import brings many deals in one statement, and often many of one customer: counted for each, that is their square.
TRIGGERS = """
drop trigger account_deals on deal;
create function weir_deals_of_accounts() returns trigger language plpgsql as $$
begin
    perform weir_account_deals(array(select distinct account_id from came where account_id is not null));
    return null;
end
$$;
create trigger account_deals after insert on deal referencing new table as came for each statement
    execute function weir_deals_of_accounts();
"""
REPORTED = [
    "id",
    "department_id",
    "owner_id",
    "base_amount",
    "created_at",
    "expected_close_date",
    "account_id",
    "pipeline_id",
    "stage_id",
    "source",
]


def upgrade() -> None:
    op.execute(TRIGGERS)
    op.drop_index("ix_deal_reports", "deal")
    op.create_index(
        "ix_deal_reports",
        "deal",
        ["status", "closed_at"],
        postgresql_include=REPORTED,
        postgresql_where=sa.text("deleted_at is null"),
    )
    op.drop_index("ix_stage_visit_stage_id", "stage_visit")
    op.create_index(
        "ix_stage_visit_stage_id",
        "stage_visit",
        ["stage_id"],
        postgresql_include=["deal_id", "entered_at", "exited_at", "is_undo"],
    )
    op.create_index(
        "ix_stage_visit_undone", "stage_visit", ["deal_id", "entered_at"], postgresql_where=sa.text("is_undo")
    )

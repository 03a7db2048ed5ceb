"""A lead may name who referred it; another referrer brings it to be scored"""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

# What a condition may ask of a lead; a test holds this against the catalog.
ASKED = (
    "name", "company_name", "title", "buying_role", "industry", "region", "employees", "source", "source_detail", "channel_id",
    "campaign_id", "status", "stage", "intent", "awareness_stage", "attitude", "incumbent", "lead_state", "problems",
    "budget_approved", "purchase_by", "next_follow_up_at", "description", "tags", "do_not_contact", "partner_id", "pool_id", "pooled_at",
    "owner_since", "protected_until", "recycle_due_at", "assigned_at", "response_due_at", "waits_for", "first_response_at",
    "last_follow_up_at", "mql_at", "accepted_at", "rejected_at", "reject_reason", "sql_at", "invalid_reason", "invalid_note",
    "restored_at", "claim_count", "return_count", "recycle_count", "owner_id", "department_id", "number", "referrer_account_id", "referrer_contact_id",
)  # fmt: skip
NOTING = f"""
drop trigger lead_to_score on lead;
create trigger lead_to_score after insert or update of {", ".join(ASKED)} on lead
    for each row execute function weir_lead_to_score();
"""


def upgrade() -> None:
    for name, to in (("referrer_account_id", "account"), ("referrer_contact_id", "contact")):
        op.add_column("lead", sa.Column(name, sa.Uuid(), nullable=True))
        op.create_foreign_key(op.f(f"fk_lead_{name}_{to}"), "lead", to, [name], ["id"])
        op.create_index(op.f(f"ix_lead_{name}"), "lead", [name], unique=False)
    op.execute(NOTING)

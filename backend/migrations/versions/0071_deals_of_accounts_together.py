"""Deals that come in together have their accounts counted once"""

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


def upgrade() -> None:
    op.execute(TRIGGERS)

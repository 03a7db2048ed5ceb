"""Readable numbers grow beyond six digits; before, the millionth record of a kind could not be made"""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

NUMBERED = (("account", "A"), ("contact", "C"), ("deal", "D"))


def upgrade() -> None:
    # `lpad` alone cuts off what is longer.
    op.execute(
        "create function weir_number(prefix text, value bigint) returns text language sql immutable parallel safe as $$"
        " select prefix || '-' || lpad(value::text, greatest(6, length(value::text)), '0') $$"
    )
    for table, prefix in NUMBERED:
        op.execute(
            f"alter table {table} alter column number set default weir_number('{prefix}', nextval('{table}_number'))"
        )


def downgrade() -> None:
    for table, prefix in NUMBERED:
        op.execute(
            f"alter table {table} alter column number"
            f" set default '{prefix}-' || lpad(nextval('{table}_number')::text, 6, '0')"
        )
    op.execute("drop function weir_number(text, bigint)")

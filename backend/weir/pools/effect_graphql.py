"""What another setting of a pool would do, asked before it is set."""

import datetime as dt
from typing import Annotated, Any, Optional

import strawberry
from sqlmodel.ext.asyncio.session import AsyncSession
from strawberry import Info

from weir.catalog.ids import key_of
from weir.changing.change import Change
from weir.graphql.errors import ApiError
from weir.graphql.inputs import RecordID
from weir.graphql.operation import Operation
from weir.pools.holding import HOLDINGS
from weir.pools.places import effect_of
from weir.pools.rules import CLOCKS

Days = Annotated[Optional[int], strawberry.argument(description="Days, 1 to 1000; as they are when left out.")]


@strawberry.type
class PoolEffect:
    """What other clocks would do; each kind adds what it counts."""

    changed: int = strawberry.field(description="How many would go back at another time.")
    sooner: int = strawberry.field(description="How many of these earlier; never before a day has passed.")
    within_three_days: int = strawberry.field(description="How many of these within 3 days.")
    earliest: dt.datetime | None = strawberry.field(description="When the first of them would.")


@strawberry.type(
    description="What other clocks would do to the open leads under a pool's rules, as far as they are in sight."
)
class LeadPoolEffect(PoolEffect):
    """Of leads."""

    leads: int = strawberry.field(description="Leads with an owner that have a clock of this pool.")


@strawberry.type(
    description="What other clocks would do to the accounts under a pool's rules, as far as they are in sight."
)
class AccountPoolEffect(PoolEffect):
    """Of accounts."""

    accounts: int = strawberry.field(description="Accounts with an owner that have a clock of this pool.")


def queries() -> dict[str, Any]:
    """The rehearsal of settings, for each kind of pool."""
    return {
        "lead_pool_effect": _rehearsal("lead_pool", LeadPoolEffect, "leads"),
        "account_pool_effect": _rehearsal("account_pool", AccountPoolEffect, "accounts"),
    }


def _rehearsal(pool: str, kind: type[PoolEffect], counted: str) -> Any:
    async def effect(
        root: Any,
        info: Info,
        id: RecordID,
        no_follow_up_days: Days = None,
        no_follow_up_days_high: Days = None,
        no_follow_up_days_low: Days = None,
        no_conversion_days: Days = None,
    ) -> Any:
        operation: Operation = info.context
        days = (no_follow_up_days, no_follow_up_days_high, no_follow_up_days_low, no_conversion_days)
        if any(one is not None and not 1 <= one <= 1000 for one in days):
            raise ApiError("BAD_USER_INPUT", "Days are 1 to 1000.")
        given = dict(zip(CLOCKS, days, strict=True))
        async with AsyncSession(operation.database.engine, autoflush=False) as session:
            found = await effect_of(Change(session, operation.viewer), HOLDINGS[pool], key_of(id, pool), given)
        if found is None:
            return None
        return kind(
            changed=found.changed,
            sooner=found.sooner,
            within_three_days=found.within_three_days,
            earliest=found.earliest,
            **{counted: found.rows},
        )

    text = (
        f"What other clocks of a pool would do to the {counted} in sight, without setting them; null when it does not exist"
        " for the viewer."
    )
    return strawberry.field(resolver=effect, graphql_type=Optional[kind], description=text)

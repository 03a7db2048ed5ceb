"""Claiming in the API: one, or several with what became of each."""

from functools import partial
from typing import Any

import strawberry

from weir.catalog.registry import object_of
from weir.changing.change import Change
from weir.graphql.inputs import ID, given_id, needed, small_input
from weir.graphql.nouns import simple_verb
from weir.graphql.verbs import Outcome, payload_type, verb
from weir.pools.claiming import MOST, claim, claim_several
from weir.pools.holding import Holding


def claim_verbs(holding: Holding) -> dict[str, Any]:
    """The two verbs of one kind of record, such as `claimLead` and `claimLeads`."""
    entry, name, noun = object_of(holding.model), holding.name, holding.name.title()
    kind = _claim_type(name)
    told = strawberry.field(
        description="What became of each, in the order they were named. The claimed ones can be read now."
    )
    given = small_input(
        f"Claim{noun}sInput",
        f"What claim{noun}s takes.",
        {"ids": needed(list[ID], f"The {name}s, {MOST} at most, the most wanted first.")},
    )
    payload = payload_type(f"Claim{noun}sPayload", None, {"claims": (list[kind], told)})  # type: ignore[valid-type]
    text = (
        f"Takes several {name}s that wait in pools, in their order and each by the rules of claim{noun}: some may be had,"
        " others not. (批量领取)"
    )

    async def one(change: Change, given: dict[str, Any]) -> Any:
        return await claim(change, holding, given)

    return {
        **simple_verb(
            f"claim{noun}", entry, one, f"Takes {_a(name)} that waits in a pool. (领取)", given_id(name, version=False)
        ),
        f"claim{noun}s": verb(
            f"claim{noun}s", partial(_several, holding, kind), given, payload, text, defaults={"claims": []}
        ),
    }


def _a(name: str) -> str:
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def _claim_type(name: str) -> type:
    class Claim:
        """What became of one."""

        id: strawberry.ID = strawberry.field(description=f"The {name}, as it was named.")
        is_claimed: bool = strawberry.field(description="Whether it is the viewer's now.")
        code: str | None = strawberry.field(
            description="Why not: ALREADY_CLAIMED, POOL_DAILY_LIMIT, POOL_HOLDING_LIMIT or POOL_COOLDOWN."
        )
        message: str | None = strawberry.field(description="The same, for people.")

    text = f"What became of one {name} of those that were to be claimed."
    return strawberry.type(Claim, name=f"{name.title()}Claim", description=text)


async def _several(holding: Holding, kind: type, change: Change, given: dict[str, Any]) -> Outcome:
    locale = change.viewer.locale
    claims = [
        kind(
            id=strawberry.ID(one.id),
            is_claimed=one.row is not None,
            code=one.refusal.code if one.refusal else None,
            message=one.refusal.message(locale) if one.refusal else None,
        )
        for one in await claim_several(change, holding, given)
    ]
    return Outcome(None, {"claims": claims})

"""The place of a card in its column, by the rank between its neighbours as they stand now."""

from weir.access.predicate import visible
from weir.catalog.ids import key_of
from weir.changing.change import Change
from weir.deals.model import Deal
from weir.deals.rank import between
from weir.pipelines.model import Stage

_COLUMN = "select d.rank from deal d where d.stage_id = %(stage)s and d.deleted_at is null and d.id <> %(deal)s"
_TOP = f"{_COLUMN} order by d.rank limit 1"
# A card out of sight is no neighbour: its place would tell which stage it is in.
NEIGHBOURS = f"""
select n.upper, n.lower,
    ({_TOP}),
    ({_COLUMN} and d.rank > n.upper order by d.rank limit 1),
    ({_COLUMN} and d.rank < n.lower order by d.rank desc limit 1)
from (select max(d.rank) filter (where d.id = %(after)s::uuid) as upper, max(d.rank) filter (where d.id = %(before)s::uuid) as lower
    from deal d where d.id in (%(after)s::uuid, %(before)s::uuid) and d.id <> %(deal)s and d.stage_id = %(stage)s and {{seen}}) n
"""


async def rank_in(
    change: Change,
    deal: Deal,
    target: Stage,
    *,
    after: str | None = None,
    before: str | None = None,
    stays: bool = False,
) -> str:
    """A rank in the target's column between the cards named (global ids); at its top when none is named or in sight.

    `stays`: the deal was in the column before, and keeps its place when none is named.
    """
    if stays and not (after or before):
        return deal.rank
    here = {"stage": target.id, "deal": deal.id}
    if not (after or before):
        top = await change.fetch(_TOP, here)
        return between(None, top[0][0] if top else None)
    params = {**change.viewer.params, **here, "after": key_of(after, "deal"), "before": key_of(before, "deal")}
    sql = NEIGHBOURS.format(seen=visible("deal", "d", change.viewer))
    upper, lower, first, below, above = (await change.fetch(sql, params))[0]
    if upper is None and lower is None:
        return between(None, first)
    if upper is None:
        return between(above, lower)
    # Neighbours that have changed places meanwhile: right below the upper one.
    return between(upper, lower if lower is not None and lower > upper else below)

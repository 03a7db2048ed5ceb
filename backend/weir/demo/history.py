"""What the demo's customers bought a year ago and earlier: some stayed, some went, and what was sold has a cost."""

from random import Random
from typing import Any
from uuid import UUID

from weir.deals.rank import spread
from weir.demo.market import Market

# Of each rep: how many orders of one to two years ago are of who bought again since, and of who did not; how many were lost then; and
# how many of those who bought lately had bought earlier in the year, too.
PAST = {"zhangsan": (3, 4, 3, 2), "lisi": (2, 4, 4, 2), "wangwu": (3, 3, 2, 2)}
LONG_AGO, THIS_YEAR = (372, 700), (130, 330)
WON, LOST = 4, 5


def fill_history(market: Market) -> None:
    """Adds these deals to the rows that wait to be written. They draw lots of their own: the rest of the demo stays as it is."""
    lots, market.random = market.random, Random(11)
    rows = market.company.rows
    bought = {one["account_id"] for one in rows.tables["deal"] if one["status"] == "WON"}
    ranks = iter(spread(sum(sum(parts) for parts in PAST.values())))
    old: set[UUID] = set()
    for owner, (again, gone, lost, twice) in PAST.items():
        stayed = [one for one in market.accounts[owner] if one[0] in bought]
        left = [one for one in market.accounts[owner] if one[0] not in bought]
        for count, stage, places, when in (
            (again, WON, stayed, LONG_AGO),
            (gone, WON, left, LONG_AGO),
            (lost, LOST, left, LONG_AGO),
            (twice, WON, stayed, THIS_YEAR),
        ):
            for n in range(count):
                at = places[n % len(places)]
                old.add(at[0])
                _order(market, owner, stage, at, when, next(ranks))
    for account in rows.tables["account"]:
        if account["id"] in old:
            account["created_at"] = rows.ago(market.random.randint(860, 1000))
    market.random = lots


def _order(market: Market, owner: str, stage: int, at: Any, when: tuple[int, int], rank: str) -> None:
    ended = market.random.randint(*when)
    amount = market.random.randint(4, 28) * 10_000
    market.deal(owner, stage, amount, market.company.rows.ago(ended).date(), rank, at=at, ended=ended)

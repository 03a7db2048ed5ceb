"""The week of a team, for everybody in it: what was won and done last week, and what is open or overdue now."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from weir.reports.ready import spoken

LAST_WEEK = {"within": "LAST_WEEK"}
COUNT = {"function": "COUNT"}
AMOUNT = {"function": "SUM", "field": "baseAmount"}
OPEN_TASK = {"status": {"in": ["OPEN", "IN_PROGRESS"]}, "isOverdue": {"eq": True}}


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that comes with Weir to be sent regularly; texts as (zh-CN, English)."""

    key: str
    name: tuple[str, str]


DIGEST = Offer("weekly-digest", ("团队周报", "Weekly digest"))

# Each with its name and the link that says whose a record is.
PIECES: tuple[tuple[tuple[str, str], str, dict[str, Any]], ...] = (
    (
        ("上周赢单", "Won last week"), "ownerId",
        {
            "source": "deal", "where": {"status": {"eq": "WON"}, "closedAt": LAST_WEEK}, "rows": [{"field": "owner"}],
            "measures": [AMOUNT, COUNT], "sort": "VALUE", "chart": "BAR",
        },
    ),
    (
        ("上周跟进", "Activities last week"), "ownerId",
        {
            "source": "activity", "where": {"occurredAt": LAST_WEEK}, "rows": [{"field": "owner"}], "columns": [{"field": "kind"}],
            "measures": [COUNT], "sort": "VALUE", "chart": "TABLE",
        },
    ),
    (
        ("上周新线索", "New leads last week"), "ownerId",
        {
            "source": "lead", "where": {"createdAt": LAST_WEEK}, "rows": [{"field": "owner"}],
            "measures": [COUNT, {**COUNT, "where": {"dealId": {"isNull": False}}, "label": ("成为商机", "With deal")}],
            "sort": "VALUE", "chart": "BAR",
        },
    ),
    (
        ("进行中的商机", "Open deals"), "ownerId",
        {
            "source": "deal", "where": {"status": {"eq": "OPEN"}}, "rows": [{"field": "stage"}],
            "measures": [AMOUNT, COUNT, {"function": "SUM", "field": "weightedAmount"}], "chart": "BAR",
        },
    ),
    (
        ("逾期未成交", "Past their close date"), "ownerId",
        {
            "source": "deal", "where": {"isSlipped": {"eq": True}}, "rows": [{"field": "owner"}], "measures": [AMOUNT, COUNT],
            "sort": "VALUE", "chart": "BAR",
        },
    ),
    (
        ("逾期任务", "Overdue tasks"), "assigneeId",
        {
            "source": "task", "where": OPEN_TASK, "rows": [{"field": "assignee"}], "measures": [COUNT], "sort": "VALUE",
            "chart": "BAR",
        },
    ),
)  # fmt: skip


def digest_pieces(chinese: bool, members: list[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Name and definition of each piece, narrowed to the records of these people."""
    for name, whose, definition in PIECES:
        narrowed = {**definition, "where": {**definition["where"], whose: {"in": members}}}
        yield name[0 if chinese else 1], spoken(narrowed, chinese)

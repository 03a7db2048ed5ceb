"""Near-misses: a value that names nothing, beside one that is nearly the same. Offered once for each value, never applied unasked."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from weir.access.predicate import visible
from weir.catalog.registry import OBJECTS
from weir.imports.acting import Acting
from weir.imports.lookup import Lookup
from weir.imports.objects import Target
from weir.imports.plan import FilePlan, suggestion_key
from weir.imports.stages import Goals
from weir.imports.vocabulary import VOCABULARY

# Free text that people use as categories.
CATEGORIES = ("industry", "region", "family", "source", "unit")
MAX_VALUES, MAX_SUGGESTIONS = 500, 100
# A value so much rarer than its neighbour is likely its misspelling.
RARER = 5


def letters(text: str) -> str:
    """A value by its letters and digits alone."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).casefold())


def distance(one: str, other: str, most: int) -> int:
    """Edits (insert, delete, replace, swap) between two texts; `most` + 1 when there are more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, sign in enumerate(one, 1):
        earlier, before, row = before, row, [i] + [0] * len(other)
        for j, opposite in enumerate(other, 1):
            row[j] = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (sign != opposite))
            if i > 1 and j > 1 and sign == other[j - 2] and one[i - 2] == opposite:
                row[j] = min(row[j], earlier[j - 2] + 1)
        if min(row) > most:
            return most + 1
    return row[-1]


@dataclass(frozen=True, slots=True)
class Near:
    """What a value was probably meant to be, and why we think so."""

    value: str
    reason: str


class Neighbours:
    """Finds the one candidate a value is nearly equal to; none when two are equally near."""

    def __init__(self, candidates: Iterable[str]):
        self.by_letters: dict[str, list[str]] = defaultdict(list)
        self.by_end: dict[str, set[str]] = defaultdict(set)
        for value in candidates:
            key = letters(value)
            if key:
                self.by_letters[key].append(value)
                self.by_end[f"^{key[:2]}"].add(key)
                self.by_end[f"{key[-2:]}$"].add(key)

    def of(self, value: str) -> Near | None:
        """The near-miss of a value."""
        key = letters(value)
        same = [one for one in self.by_letters.get(key, ()) if one != value]
        if same:
            return Near(same[0], "SAME_LETTERS") if len(set(same)) == 1 else None
        most = 0 if len(key) < 4 else 1 if len(key) < 8 else 2
        if most == 0:
            return None
        digits = re.sub(r"\D", "", key)
        near: dict[int, list[str]] = defaultdict(list)
        for other in self.by_end[f"^{key[:2]}"] | self.by_end[f"{key[-2:]}$"]:
            # Numbers are not misspelt: 500 and 600 are two products.
            if other != key and re.sub(r"\D", "", other) == digits:
                near[distance(key, other, most)].append(other)
        for edits in range(1, most + 1):
            if near[edits]:
                found = self.by_letters[near[edits][0]]
                return Near(found[0], "SPELLING") if len(near[edits]) == 1 and len(set(found)) == 1 else None
        return None


def suggest(acting: Acting, plan: FilePlan, lookup: Lookup, unknown: dict[str, dict[str, int]]) -> list[dict[str, Any]]:
    """Suggestions for a file: for link, stage and option values that named nothing (`unknown`: field, value, rows), and for categories."""
    found: list[dict[str, Any]] = []
    for column, target in plan.mapped():
        values = (
            unknown.get(target.name, {}) if target.name not in CATEGORIES else _category(acting, plan, column.column)
        )
        if not values:
            continue
        candidates = _candidates(acting, plan, target, lookup)
        known = set(candidates)
        neighbours = Neighbours(candidates)
        among = Neighbours([value for value in values if value not in known]) if target.name in CATEGORIES else None
        for value, count in sorted(values.items(), key=lambda pair: -pair[1])[:MAX_VALUES]:
            if value in known or (value.casefold() in {one.casefold() for one in known} and target.name in CATEGORIES):
                continue
            near = neighbours.of(value) or _more_usual(among, value, values)
            if near and value not in column.values:
                found.append(
                    {
                        "key": suggestion_key(plan.no, column.column, value),
                        "column": column.column,
                        "field": target.name,
                        "from": value,
                        "to": _cased(near.value, value) if target.name in CATEGORIES else near.value,
                        "count": count,
                        "reason": near.reason,
                    }
                )
    return found[:MAX_SUGGESTIONS]


def _more_usual(among: Neighbours | None, value: str, values: dict[str, int]) -> Near | None:
    near = among.of(value) if among else None
    return near if near and values.get(near.value, 0) >= RARER * values[value] else None


def _category(acting: Acting, plan: FilePlan, column: int) -> dict[str, int]:
    facts = acting.files[plan.no]["columns"][column]
    if facts["distinct"] > 300:
        return {}
    rows = acting.rows(
        "select trim(cells->>%s), count(*) from import_row where batch_id = %s and file_no = %s"
        " and cells->>%s is not null group by 1 order by 2 desc limit 300",
        [column, acting.batch_id, plan.no, column],
    )
    return {value: count for value, count in rows if value}


def _candidates(acting: Acting, plan: FilePlan, target: Target, lookup: Lookup) -> list[str]:
    if target.kind == "LINK":
        return list(dict.fromkeys([*lookup.promised(str(target.link)), *lookup.names(str(target.link))]))
    if target.kind == "STAGE":
        return [name for goal in Goals.planned(acting, plan).stages for name in dict.fromkeys(goal.names)]
    if target.kind == "ENUM":
        return [name for one in target.enum or () for name in (one.zh, one.en, str(one.value))]
    if target.name in CATEGORIES:
        return list(dict.fromkeys([*_present(acting, str(plan.object), target), *VOCABULARY.get(target.name, [])]))
    return []


def _present(acting: Acting, object_name: str, target: Target) -> list[str]:
    may = visible(object_name, "x", acting.viewer)
    sql = (
        f'select x."{target.column}" from {OBJECTS[object_name].table} x where x."{target.column}" is not null and {may}'
        " group by 1 order by count(*) desc limit 1000"
    )
    return [row[0] for row in acting.rows(sql, acting.viewer.params)]


def _cased(value: str, like: str) -> str:
    """A suggestion in the case of what it replaces."""
    if like.islower():
        return value.lower()
    return value.capitalize() if like[:1].isupper() and like[1:].islower() and value.islower() else value

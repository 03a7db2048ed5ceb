"""The two axes of a report: which groups there are, in which order, how they are called, and the filter behind each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from weir.catalog.declare import Kind
from weir.reports.definition import Definition
from weir.reports.keys import OTHER, REST, Key, Where, named, shown, where_of

Values = tuple[str | None, ...]
Worth = Callable[[Values], Decimal | None]
# So many single groups can stand in one filter.
MOST_NAMED = 100
NOTHING: Where = {"id": {"in": []}}


@dataclass(slots=True)
class Entry:
    """One row or column: the values that lead to it (fewer than there are dimensions: a total), and the filter of its rows.

    `where` is None when no filter can name them.
    """

    values: Values
    labels: Values
    sorts: Values
    where: Where | None = field(default_factory=dict)


class Axis:
    """Rows or columns: `entries` in the order of reading, totals after what they add up."""

    def __init__(self, keys: list[Key], definition: Definition, zone: str, chinese: bool, *, first: bool):
        self.keys, self.zone, self.chinese = keys, zone, chinese
        self.is_narrowed = first and bool(definition.top or definition.having)
        self.found: dict[Values, Entry] = {}
        self.entries: list[Entry] = []

    def add(
        self, values: list[str | None], labels: list[str | None], sorts: list[str | None], start: int, depth: int
    ) -> Values:
        """Notes a group of `depth` values, which stand from `start` on."""
        at = tuple(values[start : start + depth])
        if at not in self.found:
            self.found[at] = Entry(
                at, self._labels(at, labels[start : start + depth]), tuple(sorts[start : start + depth])
            )
        return at

    def _labels(self, at: Values, labels: list[str | None]) -> Values:
        made = []
        for key, value, label in zip(self.keys, at, labels, strict=False):
            if value is not None and value != OTHER and key.target is None:
                label = named(key, value, self.chinese)
            made.append(label)
        return tuple(made)

    def arrange(self, worth: Worth | None) -> None:
        """Puts the entries in order and gives each its filter. `worth`: what to sort by, largest first, instead of names."""
        # A total comes after what it totals.
        last = ((1,),)
        place = {
            at: (*(self._order(entry, depth, worth) for depth in range(len(at))), *last)
            for at, entry in self.found.items()
        }
        self.entries = [self.found[at] for at in sorted(place, key=place.__getitem__)]
        kept = [at for at in dict.fromkeys(one.values[:1] for one in self.entries if one.values) if at[0] != OTHER]
        for entry in self.entries:
            entry.where = self._where(entry, kept)

    def _order(self, entry: Entry, depth: int, worth: Worth | None) -> tuple[Any, ...]:
        key, value = self.keys[depth], entry.values[depth]
        late = 3 if value is None else 2 if value == OTHER else 1 if value == REST and key.dimension.buckets else 0
        if worth and late == 0 and not key.is_dated:
            number = worth(entry.values[: depth + 1])
            return (0, late, 0 if number is not None else 1, -(number or 0), str(value))
        return (0, late, *_natural(key, value, entry.labels[depth], entry.sorts[depth]), str(value))

    def _where(self, entry: Entry, kept: Sequence[Values]) -> Where | None:
        parts = []
        for key, value in zip(self.keys, entry.values, strict=False):
            if value != OTHER:
                parts.append(where_of(key, value, self.zone))
        other = bool(entry.values) and entry.values[0] == OTHER
        if self.is_narrowed and (other or not entry.values):
            if len(kept) > MOST_NAMED:
                return None
            named_ones: Where = {"or": [where_of(self.keys[0], one[0], self.zone) for one in kept]} if kept else NOTHING
            has_other = any(one[:1] == (OTHER,) for one in self.found)
            if other:
                parts.insert(0, {"not": named_ones})
            elif not has_other:
                parts.insert(0, named_ones)
        parts = [one for one in parts if one]
        return parts[0] if len(parts) == 1 else {"and": parts} if parts else {}

    def written(self) -> list[dict[str, Any]]:
        """The entries as the API has them."""
        return [
            {
                "keys": [
                    {"value": None if value == OTHER else shown(key, value), "label": label, "isOther": value == OTHER}
                    for key, value, label in zip(self.keys, entry.values, entry.labels, strict=False)
                ],
                "isTotal": len(entry.values) < len(self.keys),
                "where": entry.where,
            }
            for entry in self.entries
        ]


def _natural(key: Key, value: str | None, label: str | None, sort: str | None) -> tuple[Any, ...]:
    """What a value is sorted by when it is sorted by itself."""
    if value is None or value == OTHER:
        return (0, "")
    if key.dimension.buckets or key.dimension.ranges:
        return (int(value), "") if value != REST else (0, "")
    if options := key.place.field.info.enum:
        return (list(options).index(options(value)), "")
    if (key.dimension.granularity and not key.is_dated) or key.kind is Kind.INT:
        return (int(value), "")
    return (0, sort or label or value)

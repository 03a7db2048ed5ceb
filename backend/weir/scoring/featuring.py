"""What was known of a lead seven days after it came, or when it closed if that was sooner: nothing that came later is used.

A field that was changed since is taken back to what it was, by the audit. An activity counts when it both happened and was written
down before the cut. Contact data and other guarded fields are not used, or a prediction would tell what a field keeps.
"""

import math
from collections import Counter
from collections.abc import Sequence
from typing import Any

DAYS = 7
LEVELS = ("source", "industry", "region", "buying_role", "size")
COUNTS = ("company", "title", "touches", "inbound", "meetings", "calls", "events", "answered")
FIELDS = ("source", "industry", "region", "buying_role", "employees", "company_name", "title")
# A level that fewer leads have is one of the others: its weight would be hearsay.
LEAST_LEVEL = 8
# Nobody can have entered these: text is trimmed.
OTHER, UNKNOWN = " other", " unknown"
SIZES = ((20, "1–19"), (50, "20–49"), (200, "50–199"), (1000, "200–999"))

CLOSED = """case when x.status = 'CONVERTED' then x.converted_at when x.status = 'INVALID' then
    coalesce((select max(a.at) from audit_entry a where a.object_id = x.id and a.action = 'lead.invalidated'), x.updated_at)
    else 'infinity' end"""
# The cut of lead `x`, and then its facts; `x` comes before, conditions follow.
JOINS = f"""
cross join lateral (select least(x.created_at + interval '{DAYS} days', {CLOSED}) as at) cut
cross join lateral (
    select coalesce(jsonb_object_agg(u.key, u.value), '{{}}') as fields from (select distinct on (e.key) e.key, e.value -> 0 as value
    from audit_entry a cross join lateral jsonb_each(a.changes) e where a.object_id = x.id and a.object_type = 'lead' and a.at >= cut.at
        and a.action <> 'lead.created' and e.key in ({", ".join(f"'{one}'" for one in FIELDS)})
    order by e.key, a.at, a.id) u) undone
cross join lateral (
    select count(*) filter (where e.direction = 'INBOUND') as inbound, count(*) filter (where e.kind in ('MEETING', 'VISIT')) as meetings,
        count(*) filter (where e.kind = 'CALL' and e.direction = 'OUTBOUND' and e.outcome in ('CONNECTED', 'POSITIVE')) as calls
    from activity e where e.lead_id = x.id and e.deleted_at is null and greatest(e.occurred_at, e.created_at) < cut.at) done
"""
FACTS = f"""
jsonb_build_object({", ".join(f"'{one}', x.{one}" for one in FIELDS)}) || undone.fields || jsonb_build_object(
    'inbound', done.inbound, 'meetings', done.meetings, 'calls', done.calls,
    'touches', (select count(*) from lead_touch e where e.lead_id = x.id and e.at < cut.at),
    'events', (select count(*) from campaign_member e where e.lead_id = x.id and e.status in ('ATTENDED', 'RESPONDED')
        and e.status_at < cut.at),
    'answered', coalesce(x.first_response_at < cut.at, false)::int)
"""
Row = dict[str, Any]
Spec = list[dict[str, Any]]


def features_of(facts: dict[str, Any]) -> Row:
    """The features of one lead, from a row of `FACTS`."""
    employees = facts.get("employees")
    known: Row = {name: facts.get(name) or None for name in LEVELS[:4]}
    known["size"] = size_of(int(employees)) if employees else None
    known["company"], known["title"] = int(bool(facts.get("company_name"))), int(bool(facts.get("title")))
    return known | {name: int(facts.get(name) or 0) for name in COUNTS[2:]}


def size_of(employees: int) -> str:
    """The band a number of employees is in."""
    return next((text for below, text in SIZES if employees < below), "1000+")


def learn(rows: Sequence[Row]) -> Spec:
    """What the training leads can be told apart by: the levels that are common enough, the counts that differ."""
    made: Spec = []
    for name in LEVELS:
        found = Counter(row[name] or UNKNOWN for row in rows)
        levels = sorted(value for value, count in found.items() if count >= LEAST_LEVEL)
        if len({*levels, *([OTHER] if len(levels) < len(found) else [])}) > 1:
            made += [{"feature": name, "level": value} for value in (*(one for one in levels if one != OTHER), OTHER)]
    made += [{"feature": name} for name in COUNTS if len({row[name] for row in rows}) > 1]
    known = {name: {one["level"] for one in made if one["feature"] == name} for name in LEVELS}
    for one in made:
        values = [_raw(one, row, known) for row in rows]
        one["mean"] = sum(values) / len(values)
        spread = math.sqrt(sum((value - one["mean"]) ** 2 for value in values) / len(values))
        # Levels are 0 or 1 as they are; counts are measured by how much they differ.
        one["scale"] = 1.0 if "level" in one else spread
    # What no lead of the training had teaches nothing.
    return [one for one in made if one["scale"] > 0 and one["mean"] > 0]


def vector(spec: Spec, row: Row) -> list[float]:
    """The lead as numbers, each 0 for the average lead of the training."""
    known: dict[str, set[str]] = {}
    for one in spec:
        if "level" in one:
            known.setdefault(one["feature"], set()).add(one["level"])
    return [(_raw(one, row, known) - one["mean"]) / one["scale"] for one in spec]


def _raw(one: dict[str, Any], row: Row, known: dict[str, set[str]]) -> float:
    value = row[one["feature"]]
    if "level" not in one:
        return math.log1p(min(value, 50))
    level = value or UNKNOWN
    return float(one["level"] == (level if level in known[one["feature"]] else OTHER))


def chance(spec: Spec, intercept: float, row: Row) -> float:
    """How likely the lead is to convert, 0 to 1."""
    return _squash(intercept + sum(x * one["weight"] for x, one in zip(vector(spec, row), spec, strict=True)))


def parts(spec: Spec, intercept: float, row: Row) -> list[tuple[str, float]]:
    """By how much each feature moves the chance from what it would be if it were average, 0 to 1; the strongest first."""
    each: dict[str, float] = {}
    for x, one in zip(vector(spec, row), spec, strict=True):
        each[one["feature"]] = each.get(one["feature"], 0.0) + x * one["weight"]
    total = intercept + sum(each.values())
    moved = [(name, _squash(total) - _squash(total - part)) for name, part in each.items()]
    return sorted(moved, key=lambda one: (-abs(one[1]), one[0]))


def _squash(value: float) -> float:
    return 1 / (1 + math.exp(-value)) if value >= 0 else math.exp(value) / (1 + math.exp(value))

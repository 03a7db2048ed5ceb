"""What the rules ask, compiled as every filter is: one statement for any number of leads."""

from collections.abc import Sequence
from typing import Any

import psycopg

from weir.access.viewer import Viewer
from weir.activities.model import Activity
from weir.campaigns.model import CampaignMember
from weir.catalog.registry import CatalogField, CatalogObject, object_of
from weir.changing.change import Change
from weir.errors import Refusal
from weir.leads.model import Lead
from weir.leads.touch_model import LeadTouch
from weir.reading.build import BadRead, Build
from weir.reading.given import given_where
from weir.reading.where import where_sql
from weir.scoring.model import ScoreModel

# What engagement is about: the object, where its rows of the lead `x` are, and when each happened.
EVENTS: dict[str, tuple[type[Any], str, str]] = {
    "TOUCH": (LeadTouch, "lead_touch e where e.lead_id = x.id", "e.at"),
    "ACTIVITY": (Activity, "activity e where e.lead_id = x.id and e.deleted_at is null", "e.occurred_at"),
    "MEMBER": (CampaignMember, "campaign_member e where e.lead_id = x.id", "e.status_at"),
}
# A page that was seen before somebody came counts from when they came: what their browser says of the time is not relied on.
VISITS = "lead_touch t cross join jsonb_array_elements(t.visits) e where t.lead_id = x.id"
VISIT = "VISIT"
LABEL = {"label": ("条件", "The condition")}


# These are kept from those alone who do not see the score either.
OPEN_GUARDS = ("lead_intent", "lead_wait")


class _Open(Build):
    """Conditions of scores: of fields everybody may read, or the score would tell what a field keeps."""

    def __init__(self, viewer: Viewer):
        super().__init__(viewer)
        self.guards: set[str] = set()

    def guarded(self, entry: CatalogObject, field: CatalogField, alias: str, what: str) -> str:
        if field.info.guard and field.info.guard not in OPEN_GUARDS:
            told = f"「{field.info.zh}」并非人人可见。", f"“{field.info.en}” is not open to everybody."
            raise BadRead(f"{field.api_name} is not open to everybody.", told=told)
        self.guards.add(field.info.guard or "")
        return super().guarded(entry, field, alias, what)


def facts_sql(model: ScoreModel, viewer: Viewer) -> tuple[str, str, dict[str, Any]]:
    """For leads `x`: SQL of `fits`, `places` and `times`; the joins that need to follow; their parameters."""
    build = _Open(viewer)
    fits = [_sql(build, Lead, "x", rule.get("condition")) for group in model.fit for rule in group["rules"]]
    told = f"array[{', '.join(f'coalesce(({one}), false)' for one in fits)}]::boolean[], ev.places, ev.times"
    parts: dict[str, list[str]] = {}
    rules = [rule for group in model.engagement for rule in group["rules"]]
    for place, rule in enumerate(rules):
        if rule["on"] == VISIT:
            test = f"position({build.param(str(rule['page']).lower(), 'text')} in lower(e->>'url')) > 0"
        else:
            test = _sql(build, EVENTS[rule["on"]][0], "e", rule.get("condition"))
        parts.setdefault(rule["on"], []).append(f"({place}, ({test}))")
    selects = [_events(kind, tests) for kind, tests in parts.items()]
    if not selects:
        return (
            f"array[{', '.join(f'coalesce(({one}), false)' for one in fits)}]::boolean[], null, null",
            "",
            build.params,
        )
    joins = (
        "left join lateral (select array_agg(v.place) as places, array_agg(v.at) as times from"
        f" ({' union all '.join(selects)}) v) ev on true"
    )
    return told, joins, build.params


def _events(kind: str, tests: list[str]) -> str:
    source, at = (VISITS, "t.at") if kind == VISIT else EVENTS[kind][1:]
    table, _, where = source.partition(" where ")
    return (
        f"select r.place, {at} as at from {table} cross join lateral (values {', '.join(tests)}) r(place, holds)"
        f" where {where} and r.holds"
    )


def _sql(build: Build, model: type[Any], alias: str, condition: Any) -> str:
    entry = object_of(model)
    try:
        return where_sql(build, entry, alias, given_where(entry, condition or {}))
    except BadRead:
        # Of a field that is no longer there: the rule holds for nothing until somebody mends it.
        return "false"


def asks_intent(viewer: Viewer, model: type[Any], condition: Any) -> bool:
    """Whether a condition asks how much a lead wants to buy, or what it waits for because of that."""
    build = _Open(viewer)
    _sql(build, model, "x", condition)
    return bool(build.guards & {*OPEN_GUARDS})


async def checked(change: Change, model: type[Any], condition: Any, path: str) -> dict[str, Any]:
    """The condition if it can be evaluated. Raises `Refusal`."""
    entry, build = object_of(model), _Open(change.viewer)
    try:
        test = where_sql(build, entry, "x", given_where(entry, condition or {}))
        await change.fetch(f"select 1 from {entry.table} x where {test} limit 1", build.params)
    except BadRead as bad:
        raise Refusal("INVALID", (path,), {**LABEL, "why": bad.told}) from None
    except psycopg.errors.DataError:
        raise Refusal("INVALID", (path,), {**LABEL, "why": ("超出范围。", "it is out of range.")}) from None
    return dict(condition or {})


def facts_of(places: Sequence[int] | None, times: Sequence[Any] | None) -> list[tuple[int, Any]]:
    """The events of one row of such a statement."""
    return list(zip(places or (), times or (), strict=True))

"""Departments and managers that a file of people only names: rows made from its values, imported before it.

A region becomes a department, each manager in it a team below; managers nobody lists become people themselves.
"""

from typing import Any

from weir.imports.acting import Acting
from weir.imports.plan import ColumnPlan, FilePlan

DEPARTMENTS, MANAGERS = 1, 2


def team_name(region: str, manager: str) -> str:
    """The department of a manager's people in a region."""
    return f"{region} – {manager}"[:200]


def agent_department(plan: FilePlan, values: dict[str, Any]) -> None:
    """A person under a manager belongs to the manager's team of their region."""
    region, manager = values.get("department"), values.get("manager")
    if isinstance(region, str) and isinstance(manager, str) and plan.derived_from is None:
        values["department"] = team_name(region, manager)


def derive(
    acting: Acting, plan: FilePlan, people: list[dict[str, Any]]
) -> list[tuple[FilePlan, dict[str, Any], list[Any]]]:
    """Plan, facts and rows of the departments and managers that the drafted `people` of a file name but nobody lists."""
    regions: dict[str, None] = {}
    teams: dict[str, tuple[str, str | None]] = {}
    managers: dict[str, str | None] = {}
    listed = {one["name"] for one in people if one.get("name")}
    for one in people:
        region, manager = one.get("region"), one.get("manager")
        if region:
            regions.setdefault(region)
        if region and manager:
            teams.setdefault(team_name(region, manager), (region, manager))
        if manager and manager not in listed:
            managers.setdefault(manager, team_name(region, manager) if region else None)
    made = []
    if regions:
        rows = [([name, None], 0) for name in regions]
        rows += [([name, region], 1) for name, (region, _) in teams.items()]
        made.append(_file(acting, plan, DEPARTMENTS, "department", ("name", "parent"), rows))
    if managers:
        people_rows = [([name, department], 0) for name, department in managers.items()]
        made.append(_file(acting, plan, MANAGERS, "user", ("name", "department"), people_rows, role="MANAGER"))
    return made


def _file(
    acting: Acting,
    plan: FilePlan,
    kind: int,
    object_name: str,
    fields: tuple[str, ...],
    rows: list[Any],
    role: str | None = None,
) -> tuple[FilePlan, dict[str, Any], list[Any]]:
    no = 100 * plan.no + kind
    links = {"parent": "name", "department": "name"}
    columns = [ColumnPlan(index, name, by=links.get(name)) for index, name in enumerate(fields)]
    derived = FilePlan(no, object_name, columns, match_by=["name"], derived_from=plan.no, role=role)
    facts = {
        "no": no,
        "name": acting.files[plan.no]["name"],
        "rows": len(rows),
        "columns": [_facts(name, [row[0][index] for row in rows]) for index, name in enumerate(fields)],
        "derived": plan.no,
    }
    return derived, facts, rows


def _facts(name: str, values: list[str | None]) -> dict[str, Any]:
    filled = [value for value in values if value]
    distinct = list(dict.fromkeys(filled))
    return {
        "name": name,
        "filled": len(filled),
        "distinct": len(distinct),
        "samples": distinct[:5],
        "top": [[value, filled.count(value)] for value in distinct[:50]],
    }

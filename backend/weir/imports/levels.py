"""Rows that refer to other rows of their own file (a subsidiary, a manager): those referred to are imported first."""

from weir.imports.acting import Acting
from weir.imports.drafting import Drafter
from weir.imports.plan import FilePlan

SELF_LINKS = {"account": "parent", "user": "manager", "department": "parent"}


def set_levels(acting: Acting, plan: FilePlan, drafter: Drafter) -> tuple[int, set[int]]:
    """Writes the level of each row; the number of levels, and the rows that refer to themselves in a circle."""
    column = plan.column_of(SELF_LINKS.get(str(plan.object), ""))
    if column is None:
        return 1, set()
    by = column.by or "name"
    key = [acting.batch_id, plan.no]
    owner: dict[str, int] = {}
    wants: dict[int, str] = {}
    for row_no, cells in acting.rows(
        "select row_no, cells from import_row where batch_id = %s and file_no = %s order by row_no", key
    ):
        values = drafter.draft(row_no, cells).values
        if isinstance(values.get(by), str):
            owner.setdefault(values[by], row_no)
        if isinstance(values.get(str(column.field)), str):
            wants[row_no] = values[str(column.field)]
    above = {row_no: owner[name] for row_no, name in wants.items() if name in owner}
    levels, circles = _levels(above)
    deeper = {row_no: level for row_no, level in levels.items() if level}
    acting.connection.execute(
        "update import_row set level = 0 where batch_id = %s and file_no = %s and level <> 0", key
    )
    acting.connection.execute(
        "update import_row r set level = l.level from unnest(%s::int[], %s::smallint[]) l (row_no, level)"
        " where r.batch_id = %s and r.file_no = %s and r.row_no = l.row_no",
        [list(deeper), list(deeper.values()), *key],
    )
    return max(deeper.values(), default=0) + 1, circles


def _levels(above: dict[int, int]) -> tuple[dict[int, int], set[int]]:
    levels: dict[int, int] = {}
    circles: set[int] = set()
    for start in above:
        path: list[int] = []
        row = start
        while row in above and row not in levels and row not in path:
            path.append(row)
            row = above[row]
        if row in path:
            circles.update(path[path.index(row) :])
            for one in path:
                levels[one] = 0
            continue
        base = levels.get(row, 0)
        for step, one in enumerate(reversed(path), 1):
            levels[one] = base + step
    return levels, circles

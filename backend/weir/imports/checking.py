"""The rehearsal of an import: every row is drafted as it will be, nothing is written but what is wrong with it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from weir.catalog.registry import OBJECTS
from weir.imports.acting import Acting
from weir.imports.copying import copy_rows
from weir.imports.derived import derive
from weir.imports.drafting import Draft, problem
from weir.imports.guessing import FULL_NAME
from weir.imports.levels import set_levels
from weir.imports.lookup import Lookup
from weir.imports.objects import NAMED_BY, targets
from weir.imports.plan import FilePlan
from weir.imports.rates import Rates
from weir.imports.steps import Steps
from weir.imports.suggesting import suggest
from weir.imports.trails import as_json

CHUNK = 2_000
REJECT, WARN = "REJECT", "WARN"
UNKNOWN = ("ROW_NOT_FOUND", "ROW_LINK_LEFT_EMPTY", "ROW_STAGE", "ROW_NOT_AN_OPTION")
MAX_GROUPS = 50

Progress = Callable[[int, int], None]


class Check:
    """One rehearsal. `run` gives the report: counts, grouped problems and suggestions of each file, and what blocks the whole."""

    def __init__(self, acting: Acting, progress: Progress):
        self.acting = acting
        self.progress = progress
        self.lookup = Lookup(acting)
        self.done = 0
        self.blocking: list[dict[str, Any]] = []

    def run(self) -> dict[str, Any]:
        """Checks all files in the order of the import."""
        acting = self.acting
        acting.connection.execute("delete from import_outcome where batch_id = %s", [acting.batch_id])
        self._derive()
        self.total = sum(acting.files[one.no]["rows"] for one in acting.plan.ordered())
        if not acting.plan.ordered():
            self.blocking.append(problem("PLAN_EMPTY"))
        if Rates(acting).on(acting.today) is None:
            self.blocking.append(problem("NO_RATE", currency=acting.currency, day=acting.today.isoformat()))
        reports = {str(one.no): self._file(one) for one in acting.plan.ordered()}
        return {"files": reports, "problems": self.blocking, "total": self.total}

    def _derive(self) -> None:
        """Stages anew the departments and managers that files of people name."""
        acting = self.acting
        for no in [no for no, one in acting.plan.files.items() if one.derived_from is not None]:
            del acting.plan.files[no]
            acting.files.pop(no, None)
        acting.connection.execute("delete from import_row where batch_id = %s and file_no > 100", [acting.batch_id])
        for plan in acting.plan.ordered():
            if plan.object != "user" or not {"department", "manager"} & plan.sources():
                continue
            for derived, facts, rows in derive(acting, plan, self._people(plan)):
                acting.plan.files[derived.no], acting.files[derived.no] = derived, facts
                names = ("batch_id", "file_no", "row_no", "cells", "level")
                with acting.connection.transaction():
                    copy_rows(acting, "import_row", names, (
                        (acting.batch_id, derived.no, number, as_json(cells), level)
                        for number, (cells, level) in enumerate(rows, 1)
                    ))  # fmt: skip

    def _people(self, plan: FilePlan) -> list[dict[str, Any]]:
        drafter = Steps(self.acting, plan, self.lookup).drafter
        columns = {name: plan.column_of(name) for name in ("department", "manager")}
        found = []
        for rows in chunks(self.acting, plan.no):
            for row_no, cells in rows:
                values = drafter.draft(row_no, cells).values
                region = columns["department"]
                text = cells[region.column] if region else None
                if region and text in region.values:
                    text = region.values[text]
                one = {"name": values.get("name"), "manager": values.get("manager"), "region": text and text.strip()}
                found.append({**one, "region": one["region"] or plan.constants.get("department")})
        return found

    def _file(self, plan: FilePlan) -> dict[str, Any]:
        name = str(plan.object)
        entry = OBJECTS[name]
        if not self.acting.viewer.may("create", name):
            self.blocking.append(problem("PLAN_FORBIDDEN", object=name, file=plan.no, label=(entry.zh, entry.en)))
        self._needed_columns(plan)
        steps = Steps(self.acting, plan, self.lookup)
        levels, circles = set_levels(self.acting, plan, steps.drafter) if plan.derived_from is None else (2, set())
        tally = Tally()
        for level in range(levels):
            for rows in chunks(self.acting, plan.no, level):
                drafts = steps.drafts(rows)
                for draft in drafts:
                    if draft.row_no in circles:
                        draft.wrong("ROW_LOOP")
                    if not draft.problems:
                        steps.drafter.promise(draft)
                    tally.add(draft)
                self._keep(plan, drafts)
                self.done += len(rows)
                self.progress(self.done, self.total)
        if tally.rates:
            self.blocking.append(problem("NO_RATE", currency=self.acting.currency, day=min(tally.rates)))
        return {
            "counts": dict(tally.counts),
            "problems": tally.grouped(),
            "suggestions": suggest(self.acting, plan, self.lookup, tally.unknown),
        }

    def _needed_columns(self, plan: FilePlan) -> None:
        """What no row can have: a required field without a column, a pipeline that was not chosen or may not be made."""
        sources = plan.sources()
        if sources & FULL_NAME or (plan.object == "lead" and sources & set(NAMED_BY)):
            sources |= {"name"}
        for one in targets(str(plan.object)).values():
            needed = one.required or (plan.object, one.name) == ("lead", "name")
            if needed and one.name not in sources:
                self.blocking.append(problem("PLAN_REQUIRED", one.name, file=plan.no, label=(one.zh, one.en)))
        if plan.object == "deal":
            if not plan.pipeline_id and not plan.new_pipeline:
                self.blocking.append(problem("PLAN_PIPELINE", file=plan.no))
            elif plan.new_pipeline and not plan.pipeline_id and not self.acting.viewer.may("create", "pipeline"):
                label = ("销售流程", "Pipeline")
                self.blocking.append(problem("PLAN_FORBIDDEN", object="pipeline", file=plan.no, label=label))

    def _keep(self, plan: FilePlan, drafts: list[Draft]) -> None:
        """Stores the rows that have problems or warnings, so that they can be looked at and downloaded."""
        told = [draft for draft in drafts if draft.problems or draft.warnings]
        if not told:
            return
        names = ("batch_id", "file_no", "row_no", "state", "problems")
        with self.acting.connection.transaction():
            copy_rows(self.acting, "import_outcome", names, (
                (
                    self.acting.batch_id,
                    plan.no,
                    draft.row_no,
                    REJECT if draft.problems else WARN,
                    as_json(draft.problems + draft.warnings),
                )
                for draft in told
            ))  # fmt: skip


class Tally:
    """What the rows of one file come to."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter(create=0, update=0, same=0, reject=0, warn=0)
        self.unknown: dict[str, dict[str, int]] = defaultdict(Counter)
        self.rates: set[str] = set()
        self._groups: Counter[tuple[str, str | None, int | None, str]] = Counter()
        self._samples: dict[tuple[str, str | None, int | None, str], dict[str, Any]] = {}

    def add(self, draft: Draft) -> None:
        """Counts a draft by what would become of it."""
        if draft.problems:
            self.counts["reject"] += 1
        elif draft.record_id is None:
            self.counts["create"] += 1
        else:
            self.counts["update" if draft.columns else "same"] += 1
        self.counts["warn"] += bool(draft.warnings and not draft.problems)
        for one in (*draft.problems, *draft.warnings):
            if one["code"] in UNKNOWN and one["field"]:
                self.unknown[one["field"]][one["params"]["value"]] += 1
            if one["code"] == "ROW_NO_RATE":
                self.rates.add(one["params"]["day"])
            shown = (
                str(one["params"].get("value", "")) if one["code"] in UNKNOWN else str(one["params"].get("missing", ""))
            )
            key = (one["code"], one["field"], one["column"], shown)
            self._groups[key] += 1
            self._samples.setdefault(key, one)

    def grouped(self) -> list[dict[str, Any]]:
        """The problems and warnings, the frequent ones first, each with the number of its rows."""
        return [{**self._samples[key], "count": count} for key, count in self._groups.most_common(MAX_GROUPS)]


def chunks(
    acting: Acting, file_no: int, level: int | None = None, done: frozenset[int] = frozenset()
) -> Iterator[list[tuple[int, list[str | None]]]]:
    """The rows of a file (or of one level of it) in chunks, without those that are `done`."""
    last = -1
    only = "" if level is None else " and level = %(level)s"
    sql = (
        "select row_no, cells from import_row where batch_id = %(batch)s and file_no = %(file)s"
        f" and row_no > %(last)s{only} order by row_no limit {CHUNK}"
    )
    while rows := acting.rows(sql, {"batch": acting.batch_id, "file": file_no, "last": last, "level": level}):
        last = rows[-1][0]
        left = [row for row in rows if row[0] not in done]
        if left:
            yield left


def finished(acting: Acting, file_no: int) -> frozenset[int]:
    """The rows of a file that have their outcome: written by an earlier run, or rejected by the check."""
    sql = "select row_no from import_outcome where batch_id = %s and file_no = %s and state <> 'WARN'"
    return frozenset(row[0] for row in acting.rows(sql, [acting.batch_id, file_no]))

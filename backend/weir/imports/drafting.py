"""Rows of a file made into drafts of records: cells converted, links found, keys compared. Nothing is written here."""

from dataclasses import dataclass
from dataclasses import field as made
from typing import Any
from uuid import UUID

from weir.imports.acting import Acting
from weir.imports.derived import agent_department
from weir.imports.lookup import PENDING, Found, Lookup, Pending, as_key
from weir.imports.objects import EXTERNAL, NAMED_BY, NOTES, Target, targets
from weir.imports.plan import EMPTY, ColumnPlan, FilePlan
from weir.imports.values import Convert, Wrong, converter
from weir.imports.words import says_nothing

Problem = dict[str, Any]


@dataclass(slots=True)
class Draft:
    """What a row wants to become. `values` by field name; `problems` reject the row, `warnings` do not."""

    row_no: int
    cells: list[str | None]
    values: dict[str, Any] = made(default_factory=dict)
    problems: list[Problem] = made(default_factory=list)
    warnings: list[Problem] = made(default_factory=list)
    record_id: UUID | None = None
    # A new record is written with these columns; of an existing one, those that differ.
    columns: dict[str, Any] = made(default_factory=dict)
    before: dict[str, Any] = made(default_factory=dict)
    extra: dict[str, Any] = made(default_factory=dict)

    def wrong(self, code: str, field: str | None = None, column: int | None = None, **params: Any) -> None:
        """A reason to reject the row."""
        self.problems.append(problem(code, field, column, **params))

    def warn(self, code: str, field: str | None = None, column: int | None = None, **params: Any) -> None:
        """Something the person should know."""
        self.warnings.append(problem(code, field, column, **params))


def problem(code: str, field: str | None = None, column: int | None = None, **params: Any) -> Problem:
    """A reason, in the form it is stored; its text is made when somebody reads it, in their language."""
    return {"code": code, "field": field, "column": column, "params": params}


class Drafter:
    """Makes the drafts of one file."""

    def __init__(self, acting: Acting, plan: FilePlan, lookup: Lookup):
        self.acting = acting
        self.plan = plan
        self.lookup = lookup
        self.object = str(plan.object)
        self.headers = [one["name"] for one in acting.files[plan.no]["columns"]]
        self.width = len(self.headers)
        self.columns: list[tuple[ColumnPlan, Target, Convert]] = [
            (one, target, converter(target, acting.zone, acting.currency, one.day_order or "MDY"))
            for one, target in plan.mapped()
        ]
        self.required = [one for one in targets(self.object).values() if one.required]
        self.links = [(one, target) for one, target, _ in self.columns if target.kind == "LINK"]
        self.constants = self._constants()
        self._seen: dict[tuple[str, str], int] = {}

    def _constants(self) -> dict[str, Any]:
        known, found = targets(self.object), {}
        for name, text in self.plan.constants.items():
            if name in known and text:
                found[name] = converter(known[name], self.acting.zone, self.acting.currency)(text)
        return found

    def draft(self, row_no: int, cells: list[str | None]) -> Draft:
        """The cells of one row, converted."""
        draft = Draft(row_no, cells, dict(self.constants))
        if len(cells) > self.width:
            draft.wrong("ROW_TOO_LONG", max=self.width)
        notes: list[str] = []
        for column, target, convert in self.columns:
            text = cells[column.column]
            if column.values and text in column.values:
                text = column.values[text]
            if text is None or not (text := text.strip()) or says_nothing(text):
                continue
            if target.name == NOTES:
                notes.append(f"{self.headers[column.column]}: {text}")
                continue
            try:
                value = convert(text)
            except Wrong as wrong:
                code = f"ROW_{wrong.code}"
                draft.wrong(code, target.name, column.column, **{"value": text[:100], **wrong.params})
                continue
            if value is not None:
                draft.values[target.name] = value
        if notes:
            draft.values["description"] = "\n".join(filter(None, [draft.values.get("description"), *notes]))[:10_000]
        if self.object in ("lead", "contact"):
            self._name(draft)
        if self.object == "user":
            agent_department(self.plan, draft.values)
        return draft

    def _name(self, draft: Draft) -> None:
        """A person of two columns has one name; a lead without any is named by what it has."""
        first, last = draft.values.pop("firstName", None), draft.values.pop("lastName", None)
        if "name" not in draft.values and (first or last):
            is_chinese = all("\u4e00" <= sign <= "\u9fff" for sign in f"{last or ''}{first or ''}")
            whole = f"{last or ''}{first or ''}" if is_chinese else " ".join(filter(None, (first, last)))
            draft.values["name"] = whole[:100]
        if self.object != "lead" or "name" in draft.values:
            return
        known = next((name for name in NAMED_BY if draft.values.get(name)), None)
        if known is None:
            return
        column = self.plan.column_of(known)
        # A bare number says nothing; with what it is a number of, it does.
        told = f"{self.headers[column.column]} " if known == EXTERNAL and column is not None else ""
        draft.extra["named_by"] = known
        draft.values["name"] = f"{told}{draft.values[known]}"[:100]

    def resolve(self, drafts: list[Draft]) -> None:
        """Replaces what names a linked record by its id; what names none, or several, is a problem of the row."""
        linked = [(column, target) for column, target in self.links]
        linked += [(ColumnPlan(-1, name, by=targets(self.object)[name].by[0]), targets(self.object)[name])
                   for name in self.constants if targets(self.object)[name].kind == "LINK"]  # fmt: skip
        for column, target in linked:
            by = column.by or target.by[0]
            own = target.link == self.object
            wanted = {draft.values[target.name] for draft in drafts if isinstance(draft.values.get(target.name), str)}
            found = self.lookup.links(str(target.link), by, wanted, lasting=not own)
            for draft in drafts:
                value = draft.values.get(target.name)
                if isinstance(value, str):
                    self._place(draft, column, target, value, found[value])

    def _place(self, draft: Draft, column: ColumnPlan, target: Target, value: str, hits: Found) -> None:
        where = column.column if column.column >= 0 else None
        draft.extra.setdefault("names", {})[target.name] = value
        if len(hits) == 1:
            draft.values[target.name] = hits[0]
            return
        del draft.values[target.name]
        if len(hits) > 1:
            draft.wrong("ROW_AMBIGUOUS", target.name, where, value=value, count=len(hits), object=target.link)
        elif column.when_missing == EMPTY:
            draft.warn("ROW_LINK_LEFT_EMPTY", target.name, where, value=value, object=target.link)
        else:
            draft.wrong("ROW_NOT_FOUND", target.name, where, value=value, object=target.link)

    def match(self, drafts: list[Draft]) -> None:
        """Finds the records the rows update. A record the person may not change is treated as what it is to them: not there."""
        for draft in drafts:
            draft.record_id = None
        hits: dict[int, dict[UUID, bool]] = {}
        for by in self.plan.match_by:
            write = as_key(self.object, by)
            keys = {
                draft.row_no: key
                for draft in drafts
                if isinstance(value := draft.values.get(by), str) and (key := write(value))
            }
            for draft in drafts:
                draft.extra[f"key:{by}"] = keys.get(draft.row_no)
            found = self.lookup.matches(self.object, by, self.plan.system, set(keys.values())) if keys else {}
            for draft in drafts:
                key = keys.get(draft.row_no)
                if key is None:
                    continue
                first = self._seen.setdefault((by, key), draft.row_no)
                draft.extra.setdefault("keys", []).append((by, key))
                if first != draft.row_no:
                    draft.wrong("ROW_SAME_KEY", by, value=key, row=first)
                for record, allowed in found.get(key, ()):
                    hits.setdefault(draft.row_no, {})[record] = allowed
        for draft in drafts:
            records = hits.get(draft.row_no, {})
            if len(records) > 1:
                draft.wrong("ROW_AMBIGUOUS_MATCH", count=len(records))
            elif records:
                record, allowed = next(iter(records.items()))
                if allowed:
                    draft.record_id = record
                else:
                    draft.wrong("ROW_NOT_YOURS")

    def demand(self, drafts: list[Draft]) -> None:
        """Required fields, for new records only: a row that updates may leave fields alone."""
        for draft in drafts:
            named_by = draft.extra.get("named_by")
            if named_by and draft.record_id is not None:
                # Who is known has a name already.
                del draft.values["name"]
            elif named_by:
                column = self.plan.column_of(named_by)
                draft.warn("ROW_NAMED_BY", named_by, column.column if column else None)
            elif self.object == "lead" and draft.record_id is None and "name" not in draft.values:
                draft.wrong("ROW_NO_NAME", "name")
            if draft.record_id is None:
                for one in self.required:
                    is_told = any(each["field"] == one.name for each in draft.problems)
                    if one.name not in draft.values and not is_told:
                        column = self.plan.column_of(one.name)
                        draft.wrong("ROW_REQUIRED", one.name, column.column if column else None)

    def forget(self, drafts: list[Draft]) -> None:
        """Lets the keys of these rows be taken by later rows: they were rejected."""
        for draft in drafts:
            for key in draft.extra.get("keys", ()):
                if self._seen.get(key) == draft.row_no:
                    del self._seen[key]

    def promise(self, draft: Draft) -> None:
        """A row that passed the check can be linked to by later files."""
        for by in (*self._linkable(), EXTERNAL):
            value = draft.values.get(by)
            if isinstance(value, str) and draft.record_id is None:
                self.lookup.promise(self.object, by, value)

    def _linkable(self) -> tuple[str, ...]:
        return tuple(
            name
            for name in ("name", "code", "email", "mobile", "number", "unifiedCreditCode")
            if name in self.plan.sources()
        )


def is_link(value: Any) -> bool:
    """Whether a draft's value is a record, existing or to be."""
    return isinstance(value, UUID | Pending)


__all__ = ["PENDING", "Draft", "Drafter", "Problem", "is_link", "problem"]

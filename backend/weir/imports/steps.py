"""The tools of one file: drafter, finisher, writer, made from the acting person's plan."""

from copy import copy

from weir.imports.acting import Acting
from weir.imports.deals import Deals
from weir.imports.drafting import Draft, Drafter
from weir.imports.finishing import Accounts, Activities, Contacts, Departments, Finisher, Leads, Tasks, Users
from weir.imports.lookup import Lookup
from weir.imports.plan import FilePlan

Rows = list[tuple[int, list[str | None]]]

FINISHERS: dict[str, type[Finisher]] = {
    "account": Accounts,
    "contact": Contacts,
    "user": Users,
    "department": Departments,
    "deal": Deals,
    "lead": Leads,
    "activity": Activities,
    "task": Tasks,
}


class Steps:
    """From cells to finished drafts of one file. `reading` is who looks things up, on a connection of its own when another is writing."""

    def __init__(self, acting: Acting, plan: FilePlan, lookup: Lookup, reading: Acting | None = None):
        self.drafter = Drafter(reading or acting, plan, lookup)
        self.finisher = FINISHERS.get(str(plan.object), Finisher)(acting, plan)

    def on(self, acting: Acting) -> "Steps":
        """The same file on another connection; what was seen in earlier rows is shared."""
        if acting is self.finisher.acting:
            return self
        other = copy(self)
        other.finisher = type(self.finisher)(acting, self.finisher.plan)
        return other

    def drafts(self, rows: Rows) -> list[Draft]:
        """The finished drafts of some rows; those with problems are to be rejected."""
        return self.finished(self.begun(rows))

    def begun(self, rows: Rows) -> list[Draft]:
        """Cells converted, links and matches found: all that can be done ahead of the transaction that writes."""
        made = [self.drafter.draft(row_no, cells) for row_no, cells in rows]
        self.drafter.resolve(made)
        self.drafter.match(made)
        self.drafter.demand(made)
        return made

    def finished(self, drafts: list[Draft]) -> list[Draft]:
        """The rules of the object, on the present state of what is updated."""
        self.finisher.prepare(drafts)
        for draft in drafts:
            self.finisher.finish(draft)
        self.drafter.forget([draft for draft in drafts if draft.problems])
        return drafts

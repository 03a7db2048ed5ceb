"""The tools of one file: drafter, finisher, writer, made from the acting person's plan."""

from weir.imports.acting import Acting
from weir.imports.deals import Deals
from weir.imports.drafting import Draft, Drafter
from weir.imports.finishing import Accounts, Activities, Contacts, Departments, Finisher, Tasks, Users
from weir.imports.lookup import Lookup
from weir.imports.plan import FilePlan

FINISHERS: dict[str, type[Finisher]] = {
    "account": Accounts,
    "contact": Contacts,
    "user": Users,
    "department": Departments,
    "deal": Deals,
    "activity": Activities,
    "task": Tasks,
}


class Steps:
    """From cells to finished drafts of one file."""

    def __init__(self, acting: Acting, plan: FilePlan, lookup: Lookup):
        self.drafter = Drafter(acting, plan, lookup)
        self.finisher = FINISHERS.get(str(plan.object), Finisher)(acting, plan)

    def drafts(self, rows: list[tuple[int, list[str | None]]]) -> list[Draft]:
        """The finished drafts of some rows; those with problems are to be rejected."""
        made = [self.drafter.draft(row_no, cells) for row_no, cells in rows]
        self.drafter.resolve(made)
        self.drafter.match(made)
        self.drafter.demand(made)
        self.finisher.prepare(made)
        for draft in made:
            self.finisher.finish(draft)
        self.drafter.forget([draft for draft in made if draft.problems])
        return made

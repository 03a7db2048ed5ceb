"""What can be done with problems, success cases, values and plays: written and put in order by who keeps them."""

import re
from typing import Any

import sqlalchemy as sa
from sqlmodel import col, select

from weir.activities.model import TaskKind
from weir.catalog.ids import key_of
from weir.changing.change import Change
from weir.changing.inputs import tidy
from weir.changing.records import create, restore, update, void
from weir.errors import Refusal
from weir.selling.model import CaseProblem, Play, ProblemEntry, SuccessCase, ValueEntry

SEPARATOR = re.compile("[,，、;；]")
MOST_TASKS, MOST_DAYS, MOST_PROBLEMS = 10, 365, 20
# The leads that named a problem go on having it under its new name.
RENAMED = """update lead set problems = array_replace(array_remove(problems, %(after)s), %(before)s, %(after)s),
    version = version + 1, updated_at = %(now)s where problems @> array[%(before)s]::varchar[]"""


async def create_problem(change: Change, given: dict[str, Any]) -> ProblemEntry:
    """A problem we solve."""
    return await create(change, ProblemEntry, given, _named)


async def update_problem(change: Change, given: dict[str, Any]) -> ProblemEntry:
    """Changes a problem; under another name it stays the problem of the leads that have it."""
    before = (await change.see(ProblemEntry, key_of(given["id"], "problem_entry"))).name
    row = await update(change, ProblemEntry, given, _named)
    if row.name != before:
        await change.fetch(RENAMED, {"before": before, "after": row.name, "now": change.now})
    return row


async def _named(change: Change, problem: ProblemEntry) -> None:
    """A lead's problems are typed one after the other, so none may hold what parts them."""
    if SEPARATOR.search(problem.name or ""):
        why = ("不能包含逗号、顿号或分号。", "it holds no comma and no semicolon.")
        raise Refusal("INVALID", ("name",), {"label": ("问题", "The problem"), "why": why})


async def void_problem(change: Change, given: dict[str, Any]) -> ProblemEntry:
    """Takes a problem out of the table; leads that named it keep the words."""
    return await void(change, ProblemEntry, given)


async def restore_problem(change: Change, given: dict[str, Any]) -> ProblemEntry:
    """Brings a problem back."""
    return await restore(change, ProblemEntry, given)


async def create_case(change: Change, given: dict[str, Any]) -> SuccessCase:
    """A success case, with the problems it shows solved."""
    case = await create(change, SuccessCase, given)
    await _set_problems(change, case, given)
    return case


async def update_case(change: Change, given: dict[str, Any]) -> SuccessCase:
    """Changes a success case; the problems given replace those before."""
    case = await update(change, SuccessCase, given)
    await _set_problems(change, case, given)
    return case


async def _set_problems(change: Change, case: SuccessCase, given: dict[str, Any]) -> None:
    if given.get("problemIds") is None:
        return
    wanted = list(dict.fromkeys(given["problemIds"]))
    if len(wanted) > MOST_PROBLEMS:
        raise Refusal("LIMIT", ("problemIds",), {"max": MOST_PROBLEMS})
    found = [await change.see(ProblemEntry, key_of(one, "problem_entry"), "problemIds") for one in wanted]
    await change.session.execute(sa.delete(CaseProblem).where(col(CaseProblem.case_id) == case.id))
    for problem in found:
        change.session.add(CaseProblem(case_id=case.id, problem_id=problem.id))
    change.audit(
        "success_case.problems_set", "success_case", case.id, {"problems": [None, [one.name for one in found]]}
    )
    await change.finish()


async def void_case(change: Change, given: dict[str, Any]) -> SuccessCase:
    """Takes a success case out of use."""
    return await void(change, SuccessCase, given)


async def restore_case(change: Change, given: dict[str, Any]) -> SuccessCase:
    """Brings a success case back."""
    return await restore(change, SuccessCase, given)


async def create_value(change: Change, given: dict[str, Any]) -> ValueEntry:
    """What solving a problem is worth."""
    return await create(change, ValueEntry, given)


async def update_value(change: Change, given: dict[str, Any]) -> ValueEntry:
    """Changes a value."""
    return await update(change, ValueEntry, given)


async def void_value(change: Change, given: dict[str, Any]) -> ValueEntry:
    """Takes a value out of use."""
    return await void(change, ValueEntry, given)


async def restore_value(change: Change, given: dict[str, Any]) -> ValueEntry:
    """Brings a value back."""
    return await restore(change, ValueEntry, given)


async def create_play(change: Change, given: dict[str, Any]) -> Play:
    """A play for one kind of lead, behind the others."""
    last = max((one.position for one in await _plays(change)), default=-1)
    return await create(change, Play, given, _check, position=last + 1)


async def update_play(change: Change, given: dict[str, Any]) -> Play:
    """Changes a play. What it made on leads stays as it is."""
    return await update(change, Play, given, _check)


async def void_play(change: Change, given: dict[str, Any]) -> Play:
    """Takes a play out of use; its tasks on leads stay."""
    return await void(change, Play, given)


async def restore_play(change: Change, given: dict[str, Any]) -> Play:
    """Brings a play back."""
    return await restore(change, Play, given)


async def reorder_plays(change: Change, given: dict[str, Any]) -> Play:
    """Puts the plays into a new order; every play must be named once. Of two that fit a lead alike, the first is proposed."""
    change.allow("update", Play)
    plays = {one.id: one for one in await _plays(change)}
    wanted = [key_of(text, "play") for text in given["playIds"]]
    if not wanted or set(wanted) != set(plays) or len(wanted) != len(plays):
        why = ("请包含每个打法各一次。", "name every play once.")
        raise Refusal("INVALID", ("playIds",), {"label": ("打法顺序", "The order"), "why": why})
    for position, key in enumerate(wanted):
        if key is not None:
            plays[key].position = position
    await change.save("ordered")
    return plays[wanted[0]]  # type: ignore[index]


async def _plays(change: Change) -> list[Play]:
    query = select(Play).where(Play.deleted_at.is_(None))  # type: ignore[union-attr]
    return list((await change.session.exec(query.order_by(Play.position, Play.id))).all())  # type: ignore[arg-type, attr-defined]


async def _check(change: Change, play: Play) -> None:
    if not isinstance(play.tasks, list) or len(play.tasks) > MOST_TASKS:
        raise _wrong(f"最多 {MOST_TASKS} 个任务。", f"it has at most {MOST_TASKS} tasks.")
    play.tasks = [_task(one) for one in play.tasks]


def _task(one: Any) -> dict[str, Any]:
    if not isinstance(one, dict):
        raise _wrong("任务格式不正确。", "its tasks cannot be read.")
    zh, en = (tidy(str(one.get(name) or ""))[:200] for name in ("titleZh", "titleEn"))
    days, kind = one.get("dueInDays", 1), one.get("taskKind") or TaskKind.TODO.value
    if not (zh or en):
        raise _wrong("每个任务都要有标题。", "each task has a title.")
    if type(days) is not int or not 0 <= days <= MOST_DAYS:
        raise _wrong(f"期限应在 0 到 {MOST_DAYS} 天之间。", f"a task is due within {MOST_DAYS} days.")
    if kind not in {each.value for each in TaskKind}:
        raise _wrong("任务类型无法识别。", "a task is of no known kind.")
    return {"titleZh": zh, "titleEn": en, "dueInDays": days, "taskKind": kind}


def _wrong(zh: str, en: str) -> Refusal:
    return Refusal("INVALID", ("tasks",), {"label": ("任务模板", "The play"), "why": (zh, en)})

"""What a rep does with the tables: starts a play on a lead, and tells a customer of a success case."""

from datetime import timedelta
from typing import Any

from sqlmodel import col, select

from weir.activities.actions import notify, remove_task
from weir.activities.model import Activity, NotificationKind, Task, TaskKind, TaskStatus
from weir.catalog.ids import key_of
from weir.changing.change import Change
from weir.errors import Refusal, not_found
from weir.leads.actions import open_lead
from weir.leads.kinds import LeadStatus
from weir.leads.model import Lead
from weir.selling.model import CaseUse, LeadPlay, Play, SuccessCase

# What nobody has is worked by nobody: it is claimed or assigned first.
WORKED = (LeadStatus.PENDING, LeadStatus.WORKING, LeadStatus.NURTURING)


async def start_play(change: Change, given: dict[str, Any]) -> Lead:
    """Makes the tasks of a play for the owner of a lead. A second call makes none: a play is started once on a lead."""
    lead = await open_lead(change, given, *WORKED)
    play = await change.see(Play, key_of(given["playId"], "play"), "playId")
    if await _started(change, lead, play) is not None:
        return lead
    if not play.is_active:
        raise not_found("playId")
    start = change.add(LeadPlay(lead_id=lead.id, play_id=play.id, started_by_id=change.viewer.user_id))
    assignee = lead.owner_id or change.viewer.user_id
    zh = change.viewer.is_chinese
    tasks = [
        Task(
            title=((one["titleZh"] or one["titleEn"]) if zh else (one["titleEn"] or one["titleZh"])),
            kind=TaskKind(one["taskKind"]),
            assignee_id=assignee,
            due_at=change.now + timedelta(days=one["dueInDays"]),
            lead_id=lead.id,
            dedupe_key=f"{_mark(start)}{index}",
        )
        for index, one in enumerate(play.tasks)
    ]
    for task in tasks:
        change.add(task)
    change.tell("lead", lead.id, "play_started")
    await change.save("started")
    if assignee and assignee != change.viewer.user_id:
        for task in tasks:
            notify(change, assignee, NotificationKind.TASK_ASSIGNED, task_id=task.id, lead_id=lead.id)
        await change.finish()
    return lead


async def undo_play(change: Change, given: dict[str, Any]) -> Lead:
    """Takes a play back that was started by mistake, with its tasks; refused once somebody has worked on one of them."""
    lead = await open_lead(change, given, *WORKED)
    play = await change.see(Play, key_of(given["playId"], "play"), "playId")
    start = await _started(change, lead, play)
    if start is None:
        return lead
    query = select(Task).where(Task.lead_id == lead.id, col(Task.dedupe_key).startswith(_mark(start), autoescape=True))
    tasks = (await change.session.exec(query.with_for_update())).all()  # type: ignore[attr-defined]
    if any(task.version > 1 or task.status is not TaskStatus.OPEN for task in tasks):
        raise Refusal("PLAY_UNDER_WAY", ("playId",))
    for task in tasks:
        await remove_task(change, task)
    await change.session.delete(start)
    change.record(LeadPlay, start.id, "undone", {"play_id": [str(play.id), None]})
    change.tell("lead", lead.id, "play_undone")
    await change.finish()
    return lead


def _mark(start: LeadPlay) -> str:
    return f"play:{start.id}:"


async def _started(change: Change, lead: Lead, play: Play) -> LeadPlay | None:
    query = select(LeadPlay).where(LeadPlay.lead_id == lead.id, LeadPlay.play_id == play.id)
    return (await change.session.exec(query)).first()  # type: ignore[attr-defined, no-any-return]


async def attach_case(change: Change, given: dict[str, Any]) -> Activity:
    """Notes in which activity a customer was told of a case. A second call changes nothing."""
    activity, case = await _pair(change, given)
    if await _use(change, activity, case) is None:
        change.add(CaseUse(case_id=case.id, activity_id=activity.id, used_by_id=change.viewer.user_id))
        await change.save("attached")
    return activity


async def detach_case(change: Change, given: dict[str, Any]) -> Activity:
    """Takes that back."""
    activity, case = await _pair(change, given)
    use = await _use(change, activity, case)
    if use is not None:
        await change.session.delete(use)
        change.record(CaseUse, use.id, "detached", {"case_id": [str(case.id), None]})
        await change.finish()
    return activity


async def _pair(change: Change, given: dict[str, Any]) -> tuple[Activity, SuccessCase]:
    activity = await change.load(Activity, key_of(given["activityId"], "activity"), path="activityId")
    return activity, await change.see(SuccessCase, key_of(given["id"], "success_case"))


async def _use(change: Change, activity: Activity, case: SuccessCase) -> CaseUse | None:
    query = select(CaseUse).where(CaseUse.activity_id == activity.id, CaseUse.case_id == case.id)
    return (await change.session.exec(query)).first()  # type: ignore[attr-defined, no-any-return]

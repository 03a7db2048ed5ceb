"""What can be done with the clocks of leads: their targets and ladders."""

from typing import Any

from weir.catalog.ids import key_of
from weir.changing.change import Change
from weir.changing.records import update
from weir.errors import Refusal
from weir.sla.model import SlaPolicy

MOST_RUNGS = 6
MOST_PERCENT = 1000
STEPS = ("owner", "manager", "task", "reassign")
LABEL = {"label": ("升级步骤", "The ladder")}


async def update_policy(change: Change, given: dict[str, Any]) -> SlaPolicy:
    """Changes how long leads may wait and who is told. Clocks that run are timed anew; rungs that were climbed stay climbed."""

    async def whole(change: Change, policy: SlaPolicy) -> None:
        policy.rungs = checked_rungs(policy.rungs)
        if policy.minutes < 1:
            raise _wrong("至少 1 分钟。", "it is at least 1 minute.", "minutes", {"label": ("目标", "The target")})
        if policy.is_active and not was_active:
            policy.active_since = change.now

    row = await change.load(SlaPolicy, key_of(given["id"], "sla_policy"), version=given["version"])
    was_active = row.is_active
    policy = await update(change, SlaPolicy, given, whole)
    await change.fetch(ANEW, {"clock": policy.clock.value, "active": policy.is_active, "now": change.now})
    await change.finish()
    return policy


# Off, what runs ends without a verdict; changed, it is timed again by the job.
ANEW = """
update lead_clock set due_at = case when %(active)s then null else due_at end, wake_at = case when %(active)s then started_at end,
    stopped_at = case when %(active)s then null else %(now)s end
where clock = %(clock)s and stopped_at is null returning 1
"""


def checked_rungs(rungs: Any) -> list[dict[str, Any]]:
    """The ladder, lowest rung first. Raises `Refusal` when a rung has no place or does nothing."""
    if not isinstance(rungs, list) or len(rungs) > MOST_RUNGS or not all(isinstance(one, dict) for one in rungs):
        raise _wrong(f"最多 {MOST_RUNGS} 步。", f"it has at most {MOST_RUNGS} rungs.")
    for one in rungs:
        percent = one.get("percent")
        if type(percent) is not int or not 1 <= percent <= MOST_PERCENT:
            raise _wrong(
                f"每步应在目标的 1% 至 {MOST_PERCENT}%。", f"each rung is at 1 to {MOST_PERCENT}% of the target."
            )
        if not any(one.get(step) is True for step in STEPS):
            raise _wrong("每步至少有一个动作。", "each rung does something.")
    places = [one["percent"] for one in rungs]
    if len(set(places)) < len(places):
        raise _wrong("同一时点只能有一步。", "no two rungs are at the same moment.")
    return sorted(
        ({"percent": one["percent"], **{step: one.get(step) is True for step in STEPS}} for one in rungs),
        key=lambda one: int(one["percent"]),
    )


def _wrong(zh: str, en: str, path: str = "rungs", label: dict[str, Any] = LABEL) -> Refusal:
    return Refusal("INVALID", (path,), {**label, "why": (zh, en)})

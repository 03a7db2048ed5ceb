"""What hangs on leads goes with them: touches, activities, tasks, files, clocks, evidence, memberships; kept by key, for the way back."""

from typing import Any
from uuid import UUID

from weir.activities.regarding import REGARDED
from weir.changing.change import Change
from weir.leads.evidence import VALUES
from weir.leads.kinds import LeadStatus
from weir.leads.merge_choices import Choices
from weir.leads.model import Lead

Log = dict[str, Any]
CARRIED = ("account_id", "contact_id", "deal_id")
# What is about a converted lead is about what it has become, too.
REGARDING = f"""
update {{table}} set lead_id = %(to)s, {", ".join(f"{name} = coalesce({{table}}.{name}, %({name})s::uuid)" for name in CARRIED)}
where lead_id = any(%(from)s)
returning id, old.lead_id, {", ".join(f"old.{name} is null and new.{name} is not null" for name in CARRIED)}
"""
FIRSTS = """
select t.id, t.lead_id from lead_touch t where t.lead_id = any(%(leads)s) and t.is_first order by t.at, t.id
"""
NO_LONGER_FIRST = "update lead_touch set is_first = false where id = any(%(keys)s)"
PLAIN = {
    "lead_touch": "true",
    "intake_payload": "true",
    "notification": "true",
    "consent_record": "true",
    "lead_clock": "stopped_at is not null",
    # Who follows several of them follows the one that stays, once.
    "follow": """id in (select distinct on (f.user_id) f.id from follow f where f.lead_id = any(%(from)s)
        and not exists (select 1 from follow o where o.lead_id = %(to)s and o.user_id = f.user_id) order by f.user_id, f.id)""",
    # Of several memberships in one campaign the one that says most.
    "campaign_member": """id in (select distinct on (m.campaign_id) m.id from campaign_member m where m.lead_id = any(%(from)s)
        and not exists (select 1 from campaign_member o where o.lead_id = %(to)s and o.campaign_id = m.campaign_id)
        order by m.campaign_id, {rank} desc, m.id)""",
    # A play is started on a lead once.
    "lead_play": """id in (select distinct on (p.play_id) p.id from lead_play p where p.lead_id = any(%(from)s)
        and not exists (select 1 from lead_play o where o.lead_id = %(to)s and o.play_id = p.play_id) order by p.play_id, p.id)""",
    "lead_evidence": "(lead_id, item) in (select * from unnest(%(from_of)s::uuid[], %(items)s::text[]))"
    " and not exists (select 1 from lead_evidence o where o.lead_id = %(to)s and o.item = lead_evidence.item)",
}
RANK = "array_position(array['DECLINED', 'INVITED', 'REGISTERED', 'ATTENDED', 'RESPONDED'], {a}.status::text)"
FURTHER = f"""
update campaign_member s set status = b.status, status_at = b.status_at, version = s.version + 1
from (select distinct on (m.campaign_id) m.campaign_id, m.status, m.status_at from campaign_member m
    where m.lead_id = any(%(from)s) order by m.campaign_id, {RANK.format(a="m")} desc) b
where s.lead_id = %(to)s and s.campaign_id = b.campaign_id and {RANK.format(a="b")} > {RANK.format(a="s")}
returning s.id, old.status, new.status
"""
# What they agreed to, the contact a converted lead has become has agreed to.
AGREED = """
update consent_record set contact_id = %(contact_id)s::uuid
where lead_id = %(to)s and contact_id is null returning id
"""
ALSO = "update lead set merged_into_id = %(to)s where merged_into_id = any(%(from)s) returning id, old.merged_into_id"
BACK = """
update {table} set {column} = x.lead from unnest(%(keys)s::uuid[], %(leads)s::uuid[]) x(key, lead)
where {table}.id = x.key and {table}.{column} = %(of)s
"""


async def first_of(change: Change, leads: list[Lead], survivor: Lead) -> tuple[UUID, list[UUID]]:
    """The lead whose first touch is the earliest of all, and the touches that are the first of their leads but no longer will be."""
    found = await change.fetch(FIRSTS, {"leads": [one.id for one in leads]})
    if survivor.status is LeadStatus.CONVERTED:
        found.sort(key=lambda one: one[1] != survivor.id)
    return (found[0][1] if found else survivor.id), [key for key, _ in found[1:]]


async def move_all(change: Change, survivor: Lead, losers: list[Lead], choices: Choices, later: list[UUID]) -> Log:
    """Moves everything to the lead that stays. Returns what was moved, by table and by the lead it was of."""
    values: dict[str, Any] = {
        "to": survivor.id,
        "from": [one.id for one in losers],
        **{name: getattr(survivor, name) for name in CARRIED},
        **_evidence(survivor, choices),
    }
    log: Log = {"moved": {}, "carried": {}, "firsts": [str(key) for key in later], "members": []}
    if later:
        await change.fetch(NO_LONGER_FIRST, {"keys": later})
    for table in REGARDED:
        rows = await change.fetch(REGARDING.format(table=table), values)
        _keep(log, table, rows)
        for name, at in zip(CARRIED, range(2, 5), strict=True):
            if filled := [str(row[0]) for row in rows if row[at]]:
                log["carried"].setdefault(table, {})[name] = filled
    for row in await change.fetch(FURTHER, values):
        log["members"].append([str(row[0]), row[1], row[2]])
    for table, which in PLAIN.items():
        test = which.format(rank=RANK.format(a="m"))
        sql = f"update {table} set lead_id = %(to)s where lead_id = any(%(from)s) and {test} returning id, old.lead_id"
        _keep(log, table, await change.fetch(sql, values))
    if survivor.contact_id and (rows := await change.fetch(AGREED, values)):
        log["carried"].setdefault("consent_record", {})["contact_id"] = [str(key) for (key,) in rows]
    _keep(log, "lead", await change.fetch(ALSO, values))
    return log


def _keep(log: Log, table: str, rows: list[tuple[Any, ...]]) -> None:
    for key, lead, *_ in rows:
        log["moved"].setdefault(table, {}).setdefault(str(lead), []).append(str(key))


def _evidence(survivor: Lead, choices: Choices) -> dict[str, Any]:
    """Evidence goes with the value it proves: from whom the value of an item was taken."""
    fields = {"budget": "budget", "buyingRole": "buying_role", "purchaseBy": "purchase_by"}
    pairs = []
    for item, names in VALUES.items():
        takers = {choices[fields[name]] for name in names if name in fields}
        pairs += [(key, item.value) for key in takers if key != survivor.id]
    if survivor.status is LeadStatus.CONVERTED:
        pairs = []
    return {"from_of": [key for key, _ in pairs], "items": [item for _, item in pairs]}


async def move_back(change: Change, survivor: UUID, log: Log) -> None:
    """Gives back what was moved and still is where it was moved to."""
    for table, of_lead in log["moved"].items():
        pairs = [(key, lead) for lead, keys in of_lead.items() for key in keys]
        column = "merged_into_id" if table == "lead" else "lead_id"
        values = {"keys": [key for key, _ in pairs], "leads": [lead for _, lead in pairs], "of": survivor}
        await change.fetch(BACK.format(table=table, column=column), values)
    for table, names in log["carried"].items():
        for name, keys in names.items():
            await change.fetch(f"update {table} set {name} = null where id = any(%(keys)s::uuid[])", {"keys": keys})
    if log["firsts"]:
        await change.fetch(
            "update lead_touch set is_first = true where id = any(%(keys)s::uuid[])", {"keys": log["firsts"]}
        )
    for key, old, new in log["members"]:
        await change.fetch(
            "update campaign_member set status = %(old)s, version = version + 1 where id = %(key)s and status = %(new)s",
            {"key": key, "old": old, "new": new},
        )

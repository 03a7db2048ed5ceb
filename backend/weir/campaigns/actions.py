"""What can be done with channels and campaigns, their costs and their members."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from weir.campaigns.model import Campaign, CampaignCost, CampaignMember, Channel, MemberStatus
from weir.campaigns.spreading import MOST_DAYS, spread
from weir.catalog.ids import decode, key_of
from weir.catalog.registry import OBJECTS, object_of
from weir.changing.change import Change
from weir.changing.inputs import money_amount, money_currency, tidy
from weir.changing.records import create, restore, update, void
from weir.errors import Refusal, not_found
from weir.money.currencies import CURRENCIES
from weir.money.rates import in_base, rate_on

MOST_MEMBERS = 500
# The way down the tree of channels: a channel is never below itself.
ABOVE = """
with recursive above as (
    select id, parent_id from channel where id = %(parent)s
    union select c.id, c.parent_id from channel c join above a on c.id = a.parent_id)
select 1 from above where id = %(key)s
"""
USES = """
select (select count(*) from lead where channel_id = %(key)s)
     + (select count(*) from lead_touch where channel_id = %(key)s)
     + (select count(*) from campaign where channel_id = %(key)s and deleted_at is null)
     + (select count(*) from channel where parent_id = %(key)s and deleted_at is null)
"""
# Who is a member already stays as they are, unless what happened now says more.
JOIN = """
insert into campaign_member (campaign_id, lead_id, contact_id, status, status_at, is_automatic, created_by_id)
select %(campaign)s, case when %(kind)s = 'lead' then k end, case when %(kind)s = 'contact' then k end,
    %(status)s, %(now)s, %(auto)s, %(by)s::uuid from unnest(%(keys)s::uuid[]) k
on conflict do nothing returning id
"""


async def create_channel(change: Change, given: dict[str, Any]) -> Channel:
    """A new way by which people come to us."""
    return await create(change, Channel, given, _no_loop)


async def update_channel(change: Change, given: dict[str, Any]) -> Channel:
    """Changes a channel's names, its place in the tree, or whether it is offered."""
    return await update(change, Channel, given, _no_loop)


async def _no_loop(change: Change, channel: Channel) -> None:
    if channel.parent_id and await change.fetch(ABOVE, {"parent": channel.parent_id, "key": channel.id}):
        raise Refusal("LOOP", ("parentId",))


async def void_channel(change: Change, given: dict[str, Any]) -> Channel:
    """Removes a channel nothing has come by; one that is used can be taken out of use instead."""
    channel = await change.load(Channel, key_of(given["id"], "channel"), version=given["version"], action="void")
    ((uses,),) = await change.fetch(USES, {"key": channel.id})
    if uses:
        raise Refusal("IN_USE", ("id",), {"count": uses, "what": ("记录", "records")})
    return await void(change, Channel, given)


async def create_campaign(change: Change, given: dict[str, Any]) -> Campaign:
    """A new campaign; whoever makes it has it, unless somebody else is named."""
    campaign = await create(change, Campaign, given, _check)
    if "ownerId" not in given:
        campaign.owner_id = change.viewer.user_id
        await change.finish()
    return campaign


async def update_campaign(change: Change, given: dict[str, Any]) -> Campaign:
    """Changes a campaign's fields."""
    return await update(change, Campaign, given, _check)


async def _check(change: Change, campaign: Campaign) -> None:
    if campaign.starts_on and campaign.ends_on and campaign.ends_on < campaign.starts_on:
        raise _out_of_order("endsOn")


def _out_of_order(path: str) -> Refusal:
    why = ("不能早于开始日期。", "it cannot be before the first day.")
    return Refusal("INVALID", (path,), {"label": ("结束日期", "The last day"), "why": why})


async def void_campaign(change: Change, given: dict[str, Any]) -> Campaign:
    """Hides a campaign from lists; the leads it brought keep naming it."""
    return await void(change, Campaign, given)


async def restore_campaign(change: Change, given: dict[str, Any]) -> Campaign:
    """Brings a voided campaign back."""
    return await restore(change, Campaign, given)


async def add_campaign_cost(change: Change, given: dict[str, Any]) -> Campaign:
    """Books a cost: on one day, or spread over several so that the days add up to it."""
    campaign = await change.load(Campaign, key_of(given["campaignId"], "campaign"))
    first = given.get("firstDay") or change.today
    last = given.get("lastDay") or first
    if last < first:
        raise _out_of_order("lastDay")
    if (last - first).days >= MOST_DAYS:
        raise Refusal("LIMIT", ("lastDay",), {"max": MOST_DAYS})
    info = object_of(CampaignCost).fields["spent"]
    label = {"label": (info.info.zh, info.info.en)}
    amount = money_amount(given["spent"], "spent", label)
    if not 0 < amount < 10**15:
        raise Refusal("INVALID", ("spent",), {**label, "why": ("须大于 0。", "it must be above 0.")})
    currency = money_currency(change, info, given["spent"], "spent", label)["currency"]
    note = tidy(given.get("note") or "")[:200] or None
    for day, part in spread(amount, first, last, min(CURRENCIES[currency], 2)):
        rate = await rate_on(change, currency, day)
        change.add(
            CampaignCost(
                campaign_id=campaign.id, day=day, spent=part, currency=currency, fx_rate=rate,
                base_spent=in_base(part, rate) or Decimal(0), note=note,
            )
        )  # fmt: skip
    await change.save("booked")
    return campaign


async def remove_campaign_cost(change: Change, given: dict[str, Any]) -> Campaign:
    """Takes a booked cost back."""
    cost = await change.load(CampaignCost, key_of(given["id"], "campaign_cost"), action="void")
    campaign = await change.load(Campaign, cost.campaign_id)
    await change.session.delete(cost)
    change.record(CampaignCost, cost.id, "removed", {"spent": [cost.spent, None], "day": [cost.day, None]})
    await change.finish()
    return campaign


async def add_campaign_members(change: Change, given: dict[str, Any]) -> Campaign:
    """Puts leads and contacts into a campaign; who is in it already stays as they are."""
    campaign = await change.load(Campaign, key_of(given["campaignId"], "campaign"))
    change.allow("create", CampaignMember)
    status = MemberStatus(given.get("status") or MemberStatus.INVITED)
    for kind, path in (("lead", "leadIds"), ("contact", "contactIds")):
        wanted = given.get(path) or []
        if len(wanted) > MOST_MEMBERS:
            raise Refusal("LIMIT", (path,), {"max": MOST_MEMBERS})
        keys = [await _seen(change, kind, one, path) for one in wanted]
        await _join(change, campaign.id, kind, keys, status)
    await change.finish()
    return campaign


async def _seen(change: Change, kind: str, text: str, path: str) -> UUID:
    found = decode(text)
    if found is None or found[0].name != kind:
        raise not_found(path)
    return (await change.see(OBJECTS[kind].model, found[1], path)).id


async def join(change: Change, campaign_id: UUID, key: UUID, kind: str = "lead") -> None:
    """Whom a campaign has brought, a `lead` or a `contact`, is its member, having responded; told by the rooms that capture leads."""
    await _join(change, campaign_id, kind, [key], MemberStatus.RESPONDED, is_automatic=True)


async def _join(
    change: Change, campaign_id: UUID, kind: str, keys: list[UUID], status: MemberStatus, *, is_automatic: bool = False
) -> None:
    if not keys:
        return
    values = {
        "campaign": campaign_id, "kind": kind, "keys": keys, "status": status.value, "now": change.now,
        "auto": is_automatic, "by": change.viewer.user_id,
    }  # fmt: skip
    for (key,) in await change.fetch(JOIN, values):
        change.record(CampaignMember, key, "joined", {"campaign_id": [None, campaign_id], "status": [None, status]})


async def update_campaign_member(change: Change, given: dict[str, Any]) -> CampaignMember:
    """Says how far a member went along."""
    member = await change.load(
        CampaignMember, key_of(given["id"], "campaign_member"), version=given["version"], action="update"
    )
    status = MemberStatus(given["status"])
    if member.status is not status:
        member.status, member.status_at = status, change.now
    await change.save("updated")
    return member


async def remove_campaign_member(change: Change, given: dict[str, Any]) -> Campaign:
    """Takes somebody out of a campaign."""
    member = await change.load(CampaignMember, key_of(given["id"], "campaign_member"), action="void")
    campaign = await change.load(Campaign, member.campaign_id)
    await change.session.delete(member)
    change.record(CampaignMember, member.id, "removed", {"status": [member.status, None]})
    await change.finish()
    return campaign

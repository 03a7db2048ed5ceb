"""Where a lead comes from, once told: the campaign and the channel. The first is the lead's for ever, each further one a touch."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from weir.campaigns.actions import join
from weir.campaigns.model import Campaign
from weir.catalog.ids import key_of
from weir.changing.change import Change
from weir.changing.inputs import linked
from weir.leads.model import Lead, LeadTouch


@dataclass(frozen=True, slots=True)
class Origin:
    """What brought somebody to us."""

    campaign_id: UUID | None = None
    channel_id: UUID | None = None

    def mark(self, row: Lead | LeadTouch) -> None:
        """Writes it on a new lead or touch."""
        row.campaign_id, row.channel_id = self.campaign_id, self.channel_id


async def origin_of(change: Change, given: dict[str, Any]) -> Origin:
    """The origin an input names; a campaign's channel where none is named. Raises `Refusal` NOT_FOUND."""
    channel = await linked(change, "channel", given["channelId"], "channelId") if given.get("channelId") else None
    if not given.get("campaignId"):
        return Origin(None, channel)
    campaign = await change.see(Campaign, key_of(given["campaignId"], "campaign"), "campaignId")
    return Origin(campaign.id, channel or campaign.channel_id)


async def came(change: Change, lead: Lead, origin: Origin) -> None:
    """Whoever came by a campaign is its member."""
    if origin.campaign_id is not None:
        await join(change, origin.campaign_id, lead.id)

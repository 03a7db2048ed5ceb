"""Where a lead comes from, once told: the campaign and the channel. The first is the lead's for ever, each further one a touch."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from weir.campaigns.actions import join
from weir.campaigns.model import Campaign
from weir.catalog.ids import key_of
from weir.changing.change import Change
from weir.changing.inputs import linked
from weir.leads.model import Lead
from weir.leads.touch_model import LeadTouch


@dataclass(frozen=True, slots=True)
class Origin:
    """What brought somebody to us."""

    campaign_id: UUID | None = None
    channel_id: UUID | None = None
    tracking_link_id: UUID | None = None
    utm: Mapping[str, str] = field(default_factory=dict)
    visits: Sequence[Mapping[str, str]] = ()

    def mark(self, row: Lead | LeadTouch) -> None:
        """Writes it on a new lead or touch."""
        row.campaign_id, row.channel_id = self.campaign_id, self.channel_id
        if isinstance(row, LeadTouch):
            row.tracking_link_id = self.tracking_link_id
            row.utm, row.visits = dict(self.utm), [dict(one) for one in self.visits]


async def origin_of(change: Change, given: dict[str, Any]) -> Origin:
    """The origin an input names; a campaign's channel where none is named. Raises `Refusal` NOT_FOUND."""
    channel = await linked(change, "channel", given["channelId"], "channelId") if given.get("channelId") else None
    told: dict[str, Any] = {
        "tracking_link_id": given.get("trackingLinkId"),
        "utm": given.get("utm") or {},
        "visits": given.get("visits") or (),
    }
    if not given.get("campaignId"):
        return Origin(None, channel, **told)
    campaign = await change.see(Campaign, key_of(given["campaignId"], "campaign"), "campaignId")
    return Origin(campaign.id, channel or campaign.channel_id, **told)


async def came(change: Change, lead: Lead, origin: Origin) -> None:
    """Whoever came by a campaign is its member."""
    if origin.campaign_id is not None:
        await join(change, origin.campaign_id, lead.id)

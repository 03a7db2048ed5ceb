"""What reports can be about, in the order people think of it."""

# What has a list of its own to open, and what stands in the pages of one.
SOURCES = (
    "deal",
    "lead",
    "account",
    "contract",
    "payment",
    "payment_plan",
    "contact",
    "task",
    "activity",
    "campaign",
    "deal_line",
    "stage_visit",
    "campaign_member",
    "campaign_cost",
)

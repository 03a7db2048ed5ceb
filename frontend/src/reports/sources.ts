/** What reports can be about, in the order people think of it. */
export const SOURCES = [
  "deal",
  "lead",
  "account",
  "contact",
  "task",
  "activity",
  "campaign",
  "deal_line",
  "stage_visit",
  "campaign_member",
  "campaign_cost",
];

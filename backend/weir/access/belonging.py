"""To whom and to what rows belong: the tables that `weir.access.predicate` makes conditions of."""

# The column that makes a row somebody's own.
OWNER = {
    "account": "owner_id",
    "contact": "owner_id",
    "deal": "owner_id",
    "contract": "owner_id",
    "payment": "created_by_id",
    "lead": "owner_id",
    "activity": "owner_id",
    "task": "assignee_id",
    "comment": "author_id",
    "attachment": "uploaded_by_id",
    "notification": "user_id",
    "session": "user_id",
    "api_token": "user_id",
    "import_batch": "owner_id",
    "saved_view": "owner_id",
    "report": "owner_id",
    "dashboard": "owner_id",
    "report_schedule": "owner_id",
    "report_alert": "owner_id",
    "bulk_run": "owner_id",
    "export": "owner_id",
    "leave": "user_id",
    "forecast": "owner_id",
    "quota": "user_id",
    "user": "id",
}
# Rows that are about other records: they are visible where one of these is.
REGARDING = ("account", "contact", "deal", "contract", "lead")
DETAILS = {
    "deal_line": ("deal",),
    "deal_contact": ("deal",),
    "stage_visit": ("deal",),
    "payment_plan": ("contract",),
    "payment": ("contract",),
    "payment_allocation": ("payment",),
    "lead_touch": ("lead",),
    "lead_evidence": ("lead",),
    "assignment_log": ("lead",),
    "lead_clock": ("lead",),
    "lead_play": ("lead",),
    "case_use": ("activity",),
    "lead_merge": ("lead",),
    "merged_lead": ("lead",),
    "campaign_member": ("lead", "contact"),
    "consent_record": ("lead", "contact"),
    "ownership_change": REGARDING,
    "record_share": REGARDING,
    "activity": REGARDING,
    "task": REGARDING,
    "comment": REGARDING,
    "attachment": REGARDING,
    "view_share": ("saved_view",),
    "report_share": ("report",),
    "report_version": ("report",),
    "dashboard_share": ("dashboard",),
    "schedule_recipient": ("report_schedule",),
    "report_run": ("report_schedule",),
    "mail": ("report_run",),
}
# What is opened by whom it is shared with: the table of its shares, and whether roles are among them.
OPENED = {"saved_view": ("view_share", False), "report": ("report_share", True), "dashboard": ("dashboard_share", True)}
# What waits to be claimed, of the objects that pools hold.
POOLED = {"lead": "{a}.owner_id is null and {a}.status = 'UNASSIGNED'", "account": "{a}.owner_id is null"}
SHARED = ("account", "contact", "deal", "contract", "lead")
DEPARTMENTAL = ("account", "contact", "deal", "contract", "lead")
# The letters of scopes, the cheapest to test first: the database goes through alternatives as they are written.
COSTS = "ASPTOBHQL"

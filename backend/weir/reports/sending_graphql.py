"""Schedules in the API."""

from typing import Any

from weir.catalog.registry import object_of
from weir.graphql.basics import enum_of
from weir.graphql.inputs import ID, KEY, given_id, needed, optional
from weir.graphql.nouns import simple_verb
from weir.identity.model import Role
from weir.mail.model import Mail
from weir.reports import schedule_actions
from weir.reports.rhythm import Rhythm
from weir.reports.schedule_model import ReportSchedule


def mutations() -> dict[str, Any]:
    """The verbs of schedules, and sending to oneself."""
    schedule = object_of(ReportSchedule)
    about = {
        "report_id": optional(ID, "A saved report."),
        "dashboard_id": optional(ID, "Or a dashboard."),
        "ready": optional(str, "Or the key of a ready report, or `weekly-digest`."),
        "team_id": optional(ID, "The team the weekly digest is about."),
    }
    when = {
        "rhythm": optional(enum_of(Rhythm), "How often."),
        "weekdays": optional(list[int], "For WEEKLY: 1 (Monday) to 7."),
        "month_day": optional(int, "For MONTHLY: 1 to 31; beyond the end of a month it is its last day."),
        "at": optional(str, "`HH:MM` in the organisation's time zone."),
        "with_file": optional(bool, "Encloses an XLSX for receivers who may export."),
        "to_owner": optional(bool, "Whether its owner gets it too."),
        "user_ids": optional(list[ID], "The people who get it; replaces who did."),
        "team_ids": optional(list[ID], "The teams whose members get it; replaces which did."),
        "roles": optional(list[enum_of(Role)], "The roles who get it; replaces which did."),  # type: ignore[misc]
    }
    return {
        **simple_verb(
            "createReportSchedule",
            schedule,
            schedule_actions.create_report_schedule,
            "Has a report or a dashboard sent regularly; each receiver gets what they may see. (定期发送)",
            {"name": needed(str, "The subject of the mails."), **about, **when, "idempotency_key": KEY},
        ),
        **simple_verb(
            "updateReportSchedule",
            schedule,
            schedule_actions.update_report_schedule,
            "Changes a schedule.",
            {
                **given_id("schedule"),
                "name": optional(str, "The subject of the mails."),
                **when,
                "is_paused": optional(bool, "Whether it waits until it is resumed."),
            },
        ),
        **simple_verb(
            "deleteReportSchedule",
            schedule,
            schedule_actions.delete_report_schedule,
            "Deletes a schedule and the list of what it sent. (删除)",
            given_id("schedule"),
        ),
        **simple_verb(
            "takeOverReportSchedule",
            schedule,
            schedule_actions.take_over_report_schedule,
            "The administrator who asks answers for a schedule from now on. (接管)",
            given_id("schedule"),
        ),
        **simple_verb(
            "sendReport",
            object_of(Mail),
            schedule_actions.send_report,
            "Sends a report or a dashboard to whoever asks, now. (发给我)",
            {**about, "with_file": optional(bool, "Encloses an XLSX when they may export."), "idempotency_key": KEY},
        ),
    }

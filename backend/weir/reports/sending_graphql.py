"""Schedules, alerts and embedded pages in the API."""

import decimal
from typing import Annotated, Any

import strawberry
from strawberry import Info

from weir.access.predicate import visible
from weir.catalog.ids import key_of
from weir.catalog.registry import object_of
from weir.graphql.basics import enum_of
from weir.graphql.inputs import ID, KEY, given_id, needed, optional
from weir.graphql.nouns import simple_verb
from weir.graphql.operation import Operation
from weir.identity.model import Role
from weir.mail.model import Mail
from weir.reports import alert_actions, embed_actions, schedule_actions
from weir.reports.alert_model import AlertBeat, AlertTest, ReportAlert
from weir.reports.embed_model import ReportEmbed
from weir.reports.rhythm import Rhythm
from weir.reports.schedule_model import ReportSchedule

Embed = Annotated[strawberry.ID, strawberry.argument(description="The embedded page.")]
LINK = "select x.id from report_embed x where x.id = %(key)s and {test}"


async def report_embed_link(root: Any, info: Info, id: Embed) -> str | None:
    """The address of an embedded page, for who may see that there is one."""
    operation: Operation = info.context
    if not operation.viewer.has("settings.admin"):
        return None
    test = visible("report_embed", "x", operation.viewer)
    values = {**operation.viewer.params, "key": key_of(id, "report_embed")}
    async with operation.database.reads.connection() as connection:
        row = await (await connection.execute(LINK.format(test=test), values)).fetchone()
    return embed_actions.link_of(operation.app.auth.keys, row[0]) if row else None


def queries() -> dict[str, Any]:
    """The link of an embedded page."""
    text = "The path at which an embedded page is found, for administrators; null for others and for none."
    return {"report_embed_link": strawberry.field(resolver=report_embed_link, description=text)}


def mutations() -> dict[str, Any]:
    """The verbs of schedules, alerts and embedded pages, and sending to oneself."""
    return {**_schedules(), **_alerts(), **_embeds()}


def _alerts() -> dict[str, Any]:
    alert = object_of(ReportAlert)
    what = {
        "measure": optional(int, "Which of the report's measures, from 0."),
        "test": optional(enum_of(AlertTest), "What its total has to do."),
        "threshold": optional(decimal.Decimal, "The border; for CHANGE a percentage: 10 is 10%."),
        "every": optional(enum_of(AlertBeat), "How often it is looked at."),
    }
    return {
        **simple_verb(
            "createReportAlert",
            alert,
            alert_actions.create_report_alert,
            "Tells the viewer when a number of a report crosses a border, as they may see it. (提醒)",
            {
                "report_id": needed(ID, "The saved report."),
                "name": needed(str, "What the alert is called."),
                **what,
                "threshold": needed(decimal.Decimal, "The border; for CHANGE a percentage: 10 is 10%."),
                "idempotency_key": KEY,
            },
        ),
        **simple_verb(
            "updateReportAlert",
            alert,
            alert_actions.update_report_alert,
            "Changes an alert; with another border it begins anew.",
            {
                **given_id("alert"),
                "name": optional(str, "What the alert is called."),
                **what,
                "is_paused": optional(bool, "Whether it is not looked at for now."),
            },
        ),
        **simple_verb(
            "deleteReportAlert", alert, alert_actions.delete_report_alert, "Deletes an alert. (删除)", given_id("alert")
        ),
    }


def _embeds() -> dict[str, Any]:
    embed = object_of(ReportEmbed)
    sites = {"origins": optional(list[str], "Sites that may frame it, such as https://example.com; none: no site.")}
    return {
        **simple_verb(
            "createReportEmbed",
            embed,
            embed_actions.create_report_embed,
            "Makes a read-only page of a report or a dashboard, with the access of one person in one of their roles. (嵌入)",
            {
                "name": needed(str, "What the page is called in the settings."),
                "report_id": optional(ID, "A saved report."),
                "dashboard_id": optional(ID, "Or a dashboard."),
                "user_id": needed(ID, "With whose access."),
                "role": needed(enum_of(Role), "In which of their roles."),
                "days": needed(int, f"For how many days, at most {embed_actions.MOST_DAYS}."),
                **sites,
                "idempotency_key": KEY,
            },
        ),
        **simple_verb(
            "updateReportEmbed",
            embed,
            embed_actions.update_report_embed,
            "Changes the name of an embedded page, or the sites that may frame it.",
            {
                **given_id("embedded page"),
                "name": optional(str, "What the page is called in the settings."),
                **sites,
            },
        ),
        **simple_verb(
            "revokeReportEmbed",
            embed,
            embed_actions.revoke_report_embed,
            "Ends an embedded page at once and for good. (撤销)",
            given_id("embedded page"),
        ),
    }


def _schedules() -> dict[str, Any]:
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

"""Calendars, their days and leave in the API."""

from typing import Any

from weir.calendars import actions
from weir.calendars.model import CalendarDay, Leave, WorkCalendar
from weir.catalog.registry import object_of
from weir.graphql.inputs import ID, given_id, needed
from weir.graphql.nouns import create_verb, simple_verb, update_verb


def mutations() -> dict[str, Any]:
    """The verbs of calendars and leave."""
    calendar, day, leave = object_of(WorkCalendar), object_of(CalendarDay), object_of(Leave)
    return {
        **create_verb(calendar, actions.create_work_calendar),
        **update_verb(calendar, actions.update_work_calendar),
        **simple_verb(
            "voidWorkCalendar", calendar, actions.void_work_calendar, "Removes a calendar nobody works by. (作废)"
        ),
        **simple_verb(
            "installCalendarYear",
            calendar,
            actions.install_calendar_year,
            "Enters the official Chinese holidays and make-up days of a year; days that are there already stay. (调休)",
            {**given_id("calendar", version=False), "year": needed(int, "Which year.")},
        ),
        **create_verb(day, actions.create_calendar_day, {"calendar_id": needed(ID, "The calendar it belongs to.")}),
        **update_verb(day, actions.update_calendar_day),
        **simple_verb(
            "voidCalendarDay", day, actions.void_calendar_day, "Removes a day: it is as its weekday again. (作废)"
        ),
        **create_verb(leave, actions.create_leave),
        **update_verb(leave, actions.update_leave),
        **simple_verb("voidLeave", leave, actions.void_leave, "Takes a leave back. (作废)"),
    }

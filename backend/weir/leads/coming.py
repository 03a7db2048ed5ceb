"""When a lead came in, as conditions ask for it: the weekday, the hour, and which working calendars were open then.

All in the organisation's time zone, whoever asks. What is open is said here once more in SQL, for filters; arithmetic on working time
is `weir.calendars.worktime`, and a test holds the two together.
"""

from weir.catalog.declare import FieldInfo, Kind
from weir.identity.model import ZONE
from weir.leads.kinds import Weekday

CAME = f"({{a}}.created_at at time zone {ZONE})"
WEEKDAY = f"(array[{', '.join(repr(day.value) for day in Weekday)}])[extract(isodow from {CAME})::int]"
# A day that differs counts instead of its weekday; one that is worked without hours of its own has those of the first weekday worked.
HOURS = f"""case when od.id is null then oc.hours -> (extract(isodow from {CAME})::int - 1)
    when od.kind <> 'WORKDAY' then '[]' when od.hours <> '[]' then od.hours
    else (select w.hours from jsonb_array_elements(oc.hours) with ordinality w(hours, n) where w.hours <> '[]' order by n limit 1) end"""
OPEN = f"""array(select ('calendar_' || replace(oc.id::text, '-', ''))::varchar from work_calendar oc
    left join calendar_day od on od.calendar_id = oc.id and od.day = {CAME}::date and od.deleted_at is null
    where oc.deleted_at is null and exists (select 1 from jsonb_array_elements({HOURS}) h(span)
        where {CAME}::time >= (h.span ->> 0)::time and {CAME}::time < (h.span ->> 1)::time) order by oc.id)"""

COMING: dict[str, tuple[FieldInfo, str]] = {
    "came_on": (
        FieldInfo(
            "进入时的星期",
            "Weekday it came in",
            Kind.ENUM,
            enum=Weekday,
            description="The weekday the lead came in, in the organisation's time zone.",
        ),
        WEEKDAY,
    ),
    "came_at_hour": (
        FieldInfo(
            "进入时的钟点",
            "Hour it came in",
            Kind.INT,
            measured=False,
            description="The hour of the day the lead came in, 0 to 23, in the organisation's time zone.",
        ),
        f"extract(hour from {CAME})::int",
    ),
    "came_in_hours": (
        FieldInfo(
            "进入时的工作时间",
            "Came in working hours of",
            Kind.TAGS,
            link="work_calendar",
            guard="calendars",
            sortable=False,
            groupable=False,
            description="The ids of the work calendars that were open when the lead came in: make-up days count, holidays do not.",
        ),
        OPEN,
    ),
}

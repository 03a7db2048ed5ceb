"""Filters that mean something else tomorrow, or for somebody else: periods counted from today, people counted from the viewer.

All of it is SQL: a compiled plan is kept for days and for everybody of the same rights.
"""

from weir.catalog.declare import Kind, Labelled

TODAY = "(now() at time zone %(v_tz)s)::date"


class Period(Labelled):
    """A stretch of days counted from today, in the organisation's time zone; weeks begin on Monday."""

    TODAY = "TODAY", "今天", "Today"
    YESTERDAY = "YESTERDAY", "昨天", "Yesterday"
    TOMORROW = "TOMORROW", "明天", "Tomorrow"
    THIS_WEEK = "THIS_WEEK", "本周", "This week"
    LAST_WEEK = "LAST_WEEK", "上周", "Last week"
    NEXT_WEEK = "NEXT_WEEK", "下周", "Next week"
    THIS_MONTH = "THIS_MONTH", "本月", "This month"
    LAST_MONTH = "LAST_MONTH", "上月", "Last month"
    NEXT_MONTH = "NEXT_MONTH", "下月", "Next month"
    THIS_QUARTER = "THIS_QUARTER", "本季度", "This quarter"
    LAST_QUARTER = "LAST_QUARTER", "上季度", "Last quarter"
    NEXT_QUARTER = "NEXT_QUARTER", "下季度", "Next quarter"
    THIS_YEAR = "THIS_YEAR", "今年", "This year"
    LAST_YEAR = "LAST_YEAR", "去年", "Last year"
    NEXT_YEAR = "NEXT_YEAR", "明年", "Next year"
    LAST_7_DAYS = "LAST_7_DAYS", "过去 7 天", "Last 7 days"
    LAST_30_DAYS = "LAST_30_DAYS", "过去 30 天", "Last 30 days"
    LAST_90_DAYS = "LAST_90_DAYS", "过去 90 天", "Last 90 days"
    NEXT_7_DAYS = "NEXT_7_DAYS", "未来 7 天", "Next 7 days"
    NEXT_30_DAYS = "NEXT_30_DAYS", "未来 30 天", "Next 30 days"
    NEXT_90_DAYS = "NEXT_90_DAYS", "未来 90 天", "Next 90 days"
    PAST = "PAST", "已过期", "In the past"
    FUTURE = "FUTURE", "将来", "In the future"


class Circle(Labelled):
    """People as the viewer stands to them."""

    ME = "ME", "我", "Me"
    MY_TEAM = "MY_TEAM", "我的团队", "My team"


def recurs(sql: str, kind: Kind, operator: str, value: int) -> str:
    """SQL that is true where the day or instant `sql` falls on a weekday (Monday is 1), or into an hour of the day, here."""
    local = f"({sql} at time zone %(v_tz)s)" if kind is Kind.DATETIME else f"({sql})::timestamp"
    return f"extract({'isodow' if operator == 'weekday' else 'hour'} from {local}) = {int(value)}"


_PLACES = {"LAST": -1, "THIS": 0, "NEXT": 1}
_DAYS = {"YESTERDAY": -1, "TODAY": 0, "TOMORROW": 1}


def within(sql: str, kind: Kind, period: str) -> str:
    """SQL that is true where the day or instant `sql` lies in the period."""
    name = Period(period).value
    if name in ("PAST", "FUTURE"):
        border = "now()" if kind is Kind.DATETIME else TODAY
        return f"{sql} {'<' if name == 'PAST' else '>'} {border}"
    first, after = (
        f"({one}::timestamp at time zone %(v_tz)s)" if kind is Kind.DATETIME else one for one in _borders(name)
    )
    return f"({sql} >= {first} and {sql} < {after})"


def _borders(name: str) -> tuple[str, str]:
    """The first day of a period and the day after its last."""
    if name in _DAYS:
        return f"({TODAY} + {_DAYS[name]})", f"({TODAY} + {_DAYS[name] + 1})"
    place, _, rest = name.partition("_")
    if rest.endswith("_DAYS"):
        # Today counts: the last seven days end with it, the next seven begin with it.
        days = int(rest.removesuffix("_DAYS"))
        return (f"({TODAY} - {days - 1})", f"({TODAY} + 1)") if place == "LAST" else (TODAY, f"({TODAY} + {days})")
    unit = rest.lower()
    length = "3 months" if unit == "quarter" else f"1 {unit}"
    start = f"date_trunc('{unit}', {TODAY}::timestamp)"
    shift = _PLACES[place]
    return f"({start} + {shift} * interval '{length}')::date", f"({start} + {shift + 1} * interval '{length}')::date"


def among(sql: str, circle: str) -> str:
    """SQL that is true where the user `sql` is the viewer, or works with them: in their department, below it, or in a team of theirs."""
    if Circle(circle) is Circle.ME:
        return f"{sql} = %(v_user)s"
    return (
        f'{sql} in (select cu.id from "user" cu where cu.id = %(v_user)s or cu.department_id = any(%(v_subtree)s)'
        " or cu.id in (select cm.user_id from team_member cm where cm.team_id = any(%(v_teams)s)))"
    )

"""The jobs that look at the numbers of alerts, each as its owner, and tell when one has crossed its border."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from html import escape
from uuid import UUID

import orjson
from psycopg.types.json import Jsonb

from weir.access.viewer import Viewer
from weir.activities.actions import notify
from weir.activities.model import NotificationKind
from weir.changing.rows import columns, hold
from weir.errors import Refusal
from weir.exports.writing import Tongue
from weir.intake.payloads import told
from weir.jobs import PERIODIC, Periodic, Worker, defer_in, job, person, wake
from weir.mail.letter import COMPOSERS, Letter
from weir.mail.model import Mail, MailKind
from weir.mail.outbox import DUE as MAILS_DUE
from weir.mail.paper import ACCENT, FAINT, INK, on_paper
from weir.reports.alert_actions import ALERTS
from weir.reports.alert_model import AlertBeat, AlertTest, ReportAlert
from weir.reports.grid import written_number
from weir.reports.measures import Figure
from weir.reports.naming import measure_name
from weir.reports.rhythm import Rhythm, following
from weir.reports.sheet import About, sheet_of
from weir.sweeping import acting

CHECK = "reports.alert"
EVERY_SECONDS = 60
# Claimed for some minutes: the job says when the next look is.
DUE = """
update report_alert set next_at = now() + interval '5 minutes' where id in (
    select id from report_alert where not is_paused and next_at <= now() order by next_at limit 200 for update skip locked)
returning id
"""
READ = f"select {columns(ReportAlert, 'a')} from report_alert a where a.id = %(key)s and not a.is_paused"
# Only as long as it is still the alert that was looked at, and nobody else has told meanwhile.
SETTLE = """
update report_alert set value = %(value)s, checked_at = now(), next_at = %(next)s, problems = %(problems)s, is_over = %(over)s,
    crossed_at = case when %(over)s and not is_over then now() when %(over)s then crossed_at end, is_paused = %(paused)s
where id = %(key)s and version = %(version)s and is_over = %(was)s returning owner_id, report_id
"""
MAIL = """
insert into mail (kind, user_id, given, once)
select 'ALERT', u.id, %(given)s, 'alert:' || %(key)s::text || ':' || extract(epoch from now())::bigint
from "user" u where u.id = %(user)s and u.is_active and u.email is not null and exists (select 1 from mail_server)
on conflict (once) do nothing
"""


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a look has found."""

    value: Decimal | None
    is_over: bool
    problems: list[Refusal]
    is_paused: bool = False


@dataclass(frozen=True, slots=True)
class _Number:
    """A number, what it measures and is called, and the report it stands in."""

    value: Decimal | None
    figure: Figure
    name: str
    title: str


def is_beyond(alert: ReportAlert, value: Decimal | None) -> bool:
    """Whether a number is beyond the border. Without a number, or without one to compare with, it stays where it was."""
    if value is None:
        return alert.is_over
    if alert.test is AlertTest.ABOVE:
        return value > alert.threshold
    if alert.test is AlertTest.BELOW:
        return value < alert.threshold
    if not alert.value:
        return False
    return abs(value - alert.value) * 100 >= alert.threshold * abs(alert.value)


def next_look(every: AlertBeat, zone: str, now: datetime) -> datetime:
    """The next full hour, or the next morning."""
    if every is AlertBeat.DAILY:
        return following(Rhythm.DAILY, (), 1, "08:00", zone, now)
    return now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)


async def look_round(worker: Worker) -> None:
    """Puts every alert that is due into the queue."""
    async with acting(worker, ALERTS) as change:
        for (key,) in await change.fetch(DUE, {}):
            await defer_in(change.session, CHECK, lock=f"alert:{key.hex}", alert=str(key))


@job(CHECK)
async def check_alert(worker: Worker, alert: str) -> None:
    """Looks at one number, and tells its owner when it has crossed its border: once, until it has come back."""
    async with acting(worker, ALERTS) as change:
        rows = await change.fetch(READ, {"key": UUID(alert)})
        row = hold(change.session, ReportAlert, rows[0]) if rows else None
        zone = change.viewer.time_zone
        change.session.expunge_all()
    if row is None:
        return
    seen = await _look(worker, row)
    values = {
        "key": row.id, "version": row.version, "value": seen.value, "over": seen.is_over, "was": row.is_over, "paused": seen.is_paused,
        "problems": Jsonb(told(seen.problems), dumps=orjson.dumps), "next": next_look(row.every, zone, datetime.now(UTC)),
    }  # fmt: skip
    async with acting(worker, ALERTS) as change:
        settled = await change.fetch(SETTLE, values)
        if not settled or not seen.is_over or row.is_over:
            return
        [[owner, report]] = settled
        notify(change, owner, NotificationKind.REPORT_ALERT, report_id=report)
        given = Jsonb({"alert": str(row.id)}, dumps=orjson.dumps)
        await change.fetch(MAIL, {"key": row.id, "user": owner, "given": given})
        await wake(change.session, MAILS_DUE)
        await change.finish()


async def _look(worker: Worker, row: ReportAlert) -> _Seen:
    viewer = await person(worker.database, row.owner_id)
    if viewer is None:
        return _Seen(None, row.is_over, [Refusal("ALERT_OWNER_LEFT")], True)
    try:
        value = (await _number(worker, viewer, row)).value
    except Refusal as refusal:
        known = Refusal("ALERT_NOT_THEIRS") if refusal.code == "NOT_FOUND" else refusal
        return _Seen(None, row.is_over, [known])
    return _Seen(value, is_beyond(row, value), [])


async def _number(worker: Worker, viewer: Viewer, row: ReportAlert) -> _Number:
    """The total of the measure as `viewer`. Raises `Refusal`."""
    sheet = await sheet_of(worker.database, viewer, About(report_id=row.report_id))
    [piece] = sheet.pieces
    if piece.result is None:
        raise piece.problem or Refusal("REPORT_NO_FIELD")
    figures = piece.result.plan.figures
    if row.measure >= len(figures):
        raise Refusal("ALERT_NO_MEASURE")
    whole = piece.result.cells.get(((), ()))
    name = measure_name(piece.result.plan.entry, figures[row.measure], viewer.is_chinese)
    return _Number(whole.numbers[row.measure] if whole else None, figures[row.measure], name, sheet.title)


async def compose(worker: Worker, viewer: Viewer, mail: Mail) -> Letter:
    """The mail of a crossing: the number as it is now, for its owner."""
    async with acting(worker, ALERTS) as change:
        rows = await change.fetch(READ, {"key": UUID(mail.given["alert"])})
        row = hold(change.session, ReportAlert, rows[0]) if rows else None
        change.session.expunge_all()
    if row is None:
        raise Refusal("ALERT_ENDED")
    try:
        number = await _number(worker, viewer, row)
    except Refusal as refusal:
        raise Refusal("SCHEDULE_NOT_THEIRS") if refusal.code == "NOT_FOUND" else refusal from None
    return _letter(worker, viewer, row, number)


def _letter(worker: Worker, viewer: Viewer, row: ReportAlert, number: _Number) -> Letter:
    tongue = Tongue(viewer.locale, viewer.time_zone)
    address = f"{worker.settings.origin}/reports/report_{row.report_id.hex}"
    border = f"{number.title} · {_border(row, number, tongue)}"
    shown = written_number(number.figure, number.value)
    unit = f" {viewer.base_currency}" if number.figure.is_money else ""
    at = datetime.now(UTC).astimezone(tongue.zone)
    facts = tongue.say(
        f"截至 {at:%Y-%m-%d %H:%M} · {tongue.zone.key}", f"as of {at:%Y-%m-%d %H:%M} · {tongue.zone.key}"
    )
    again = tongue.say(
        "回到界限以内后再次越界时，才会再次提醒。",
        "You are told again only after the number has come back and crossed once more.",
    )
    subject = tongue.say(f"提醒：{row.name}", f"Alert: {row.name}")
    body = (
        f'<p style="margin:0;font-size:30px;font-weight:600;color:{INK}">{escape(shown + unit)}</p>'
        f'<p style="margin:0 0 10px;color:{FAINT}">{escape(border)}</p>'
        f'<p style="margin:18px 0 0"><a href="{escape(address)}" style="display:inline-block;padding:9px 16px;background:{ACCENT};'
        f'color:#ffffff;border-radius:8px;text-decoration:none;font-weight:600">{tongue.say("打开报表", "Open the report")}</a></p>'
        f'<p style="margin:14px 0 0;color:{FAINT};font-size:12px">{escape(facts)}<br>{escape(again)}</p>'
    )
    text = "\n\n".join([f"{border}: {shown}{unit}", address, facts, again])
    return Letter(subject, on_paper(row.name, body, tongue.chinese), text)


def _border(row: ReportAlert, number: _Number, tongue: Tongue) -> str:
    """「金额合计 高于 1,000,000.00」."""
    name = number.name
    if row.test is AlertTest.CHANGE:
        percent = f"{row.threshold:f}".rstrip("0").rstrip(".")
        return tongue.say(
            f"{name} 较上次检查变化至少 {percent}%", f"{name} changed by at least {percent}% since the last check"
        )
    border = written_number(number.figure, row.threshold)
    return f"{name} {tongue.say(row.test.zh, row.test.en.lower())} {border}"


COMPOSERS[MailKind.ALERT] = compose
PERIODIC.append(Periodic(ALERTS, EVERY_SECONDS, look_round, is_woken=True))

"""A report as a mail: worked out as its receiver, with the XLSX they may have, a link back, and a way to get no more of them."""

import asyncio
from html import escape
from typing import Any
from urllib.parse import quote
from uuid import UUID

from weir.access.viewer import Viewer
from weir.auth.keys import Keys
from weir.db.engine import Database
from weir.errors import Refusal
from weir.exports.writing import Tongue
from weir.jobs import Worker
from weir.mail.letter import COMPOSERS, Enclosed, Letter
from weir.mail.model import Mail, MailKind
from weir.mail.paper import ACCENT, FAINT, on_paper
from weir.reports import sending_texts  # noqa: F401 (what its refusals say)
from weir.reports.printing import Printer, plain_text
from weir.reports.sheet import About, Sheet, sheet_of
from weir.reports.unsubscribing import opt_out_token
from weir.reports.workbook import exportable, workbook

XLSX = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")
COMPANY = "select name from organisation order by created_at, id limit 1"
SCHEDULE = """
select s.name, s.report_id, s.dashboard_id, s.ready, s.team_id, s.with_file,
    exists (select 1 from schedule_opt_out o where o.report_schedule_id = s.id and o.user_id = %(user)s), u.name
from report_schedule s left join "user" u on u.id = s.owner_id
where s.id = %(key)s and not s.is_paused and s.stopped is null
"""


async def compose(worker: Worker, viewer: Viewer, mail: Mail) -> Letter:
    """The mail of a run, or of a person who asked for it. Raises `Refusal` when there is nothing this receiver may get."""
    schedule = mail.given.get("schedule")
    if schedule is None:
        about = _about(mail.given)
        sheet = await _theirs(worker.database, viewer, about)
        return await _letter(worker, viewer, sheet, sheet.title, mail.given.get("with_file", True), None)
    async with worker.database.reads.connection() as connection:
        values = {"key": UUID(schedule), "user": viewer.user_id}
        row = await (await connection.execute(SCHEDULE, values)).fetchone()
    if row is None:
        raise Refusal("SCHEDULE_ENDED")
    name, *about_of, with_file, is_out, maker = row
    if is_out:
        raise Refusal("SCHEDULE_OPTED_OUT")
    sheet = await _theirs(worker.database, viewer, About(*about_of))
    tongue = Tongue(viewer.locale, viewer.time_zone)
    why = tongue.say(f"{maker} 设置了定期发送「{name}」。", f"{maker} has “{name}” sent to you regularly.")
    token = opt_out_token(Keys(worker.settings.secret), UUID(schedule), viewer.user_id)
    return await _letter(worker, viewer, sheet, name, with_file, (why, f"{worker.settings.origin}/unsubscribe/{token}"))


def _about(given: dict[str, Any]) -> About:
    def key(name: str) -> UUID | None:
        return UUID(given[name]) if given.get(name) else None

    return About(key("report_id"), key("dashboard_id"), given.get("ready"), key("team_id"))


async def _theirs(database: Database, viewer: Viewer, about: About) -> Sheet:
    try:
        return await sheet_of(database, viewer, about)
    except Refusal as refusal:
        raise Refusal("SCHEDULE_NOT_THEIRS") if refusal.code == "NOT_FOUND" else refusal from None


async def _letter(
    worker: Worker, viewer: Viewer, sheet: Sheet, subject: str, with_file: bool, regular: tuple[str, str] | None
) -> Letter:
    tongue = Tongue(viewer.locale, viewer.time_zone)
    address = f"{worker.settings.origin}{sheet.path}"
    pieces = exportable(sheet, viewer) if with_file else []
    counted = [one for one in sheet.pieces if one.result is not None]
    notes = []
    if with_file and len(pieces) < len(counted):
        notes.append(
            tongue.say(
                "你没有导出权限，因此没有附上 XLSX。" if not pieces else "附件中不含你无权导出的报表。",
                "No XLSX is enclosed, because you do not have the right to export these records."
                if not pieces
                else "The file leaves out what you do not have the right to export.",
            )
        )
    files = []
    if pieces:
        async with worker.database.reads.connection() as connection:
            row = await (await connection.execute(COMPANY)).fetchone()
        content = await asyncio.to_thread(workbook, pieces, viewer, row[0] if row else "Weir")
        files.append(Enclosed(f"{_file_name(subject)}.xlsx", content, XLSX))
    told = [
        (
            "report.exported",
            {
                "name": one.name,
                "format": "XLSX",
                "definition": one.definition,
                "count": one.result.considered,
                "by": "mail",
            },
        )
        for one in pieces
        if one.result is not None
    ]
    headers = {}
    if regular:
        headers = {"List-Unsubscribe": f"<{regular[1]}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return Letter(
        subject, _html(viewer, sheet, subject, address, notes, regular), _text(viewer, sheet, address, notes, regular),
        files, headers, told,
    )  # fmt: skip


def _html(
    viewer: Viewer, sheet: Sheet, subject: str, address: str, notes: list[str], regular: tuple[str, str] | None
) -> str:
    tongue = Tongue(viewer.locale, viewer.time_zone)
    body = Printer(viewer, is_mail=True).pieces(sheet)
    link = (
        f'<p style="margin:22px 0 0"><a href="{escape(quote(address, safe=":/%-_.~"))}" style="display:inline-block;padding:9px 16px;'
        f'background:{ACCENT};color:#ffffff;border-radius:8px;text-decoration:none;font-weight:600">'
        f"{tongue.say('在 Weir 中打开', 'Open in Weir')}</a></p>"
    )
    said = "".join(f'<p style="margin:14px 0 0;color:{FAINT};font-size:12px">{escape(one)}</p>' for one in notes)
    if regular:
        out = tongue.say("不再接收", "Unsubscribe")
        said += (
            f'<p style="margin:14px 0 0;color:{FAINT};font-size:12px">{escape(regular[0])} '
            f'<a href="{escape(regular[1])}" style="color:{FAINT}">{out}</a></p>'
        )
    return on_paper(subject, body + link + said, tongue.chinese)


def _text(viewer: Viewer, sheet: Sheet, address: str, notes: list[str], regular: tuple[str, str] | None) -> str:
    tongue = Tongue(viewer.locale, viewer.time_zone)
    parts = [plain_text(sheet, viewer), f"{tongue.say('在 Weir 中打开：', 'Open in Weir: ')}{address}", *notes]
    if regular:
        parts += [regular[0], f"{tongue.say('不再接收：', 'Unsubscribe: ')}{regular[1]}"]
    return "\n\n".join(parts)


def _file_name(subject: str) -> str:
    return (
        "".join(" " if one in '/\\:*?"<>|' or not one.isprintable() else one for one in subject).strip()[:80]
        or "report"
    )


COMPOSERS[MailKind.REPORT] = compose

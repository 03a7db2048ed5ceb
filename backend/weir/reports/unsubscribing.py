"""The way out of a schedule's mails, without a sign-in: a signed link that does this one thing, for one person."""

from html import escape
from typing import Any
from uuid import UUID

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from weir.auth.caller import client_ip
from weir.auth.keys import Keys
from weir.auth.throttle import Limit, network_of
from weir.errors import Refusal
from weir.intake.routes import locale_of
from weir.mail.paper import ACCENT, FAINT, on_paper
from weir.messages import is_chinese

LIMIT = Limit("unsubscribe", 60, 300)
FIND = """
select s.name, u.locale, exists (select 1 from schedule_opt_out o where o.report_schedule_id = s.id and o.user_id = u.id)
from report_schedule s, "user" u where s.id = %(schedule)s and u.id = %(user)s
"""
OUT = (
    "insert into schedule_opt_out (report_schedule_id, user_id) values (%(schedule)s, %(user)s) on conflict do nothing"
)
BACK = "delete from schedule_opt_out where report_schedule_id = %(schedule)s and user_id = %(user)s"
TOLD = """
insert into audit_entry (at, actor_id, identity, action, object_type, object_id, changes)
values (now(), %(user)s, 'link', %(action)s, 'report_schedule', %(schedule)s, '{}')
"""
POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"


def opt_out_token(keys: Keys, schedule: UUID, user: UUID | None) -> str:
    """What the link carries: whose mails of which schedule, and the proof that it was made here."""
    assert user is not None
    text = f"{schedule.hex}.{user.hex}"
    return f"{text}.{keys.seal(f'unsubscribe:{text}')}"


def read_token(keys: Keys, token: str) -> tuple[UUID, UUID] | None:
    """The schedule and the person of a link; None for any other text."""
    schedule, _, rest = token.partition(".")
    user, _, seal = rest.partition(".")
    if len(schedule) != 32 or len(user) != 32 or not keys.is_sealed(f"unsubscribe:{schedule}.{user}", seal):
        return None
    return UUID(hex=schedule), UUID(hex=user)


def unsubscribe_routes(app: Any) -> list[Route]:
    """`GET` asks, `POST` does it: programs that follow every link of a mail unsubscribe nobody."""

    async def answer(request: Request) -> Response:
        try:
            await app.auth.throttle.take(LIMIT, network_of(client_ip(request, app.settings)))
        except Refusal as refusal:
            return HTMLResponse(escape(refusal.message(locale_of(request))), 429)
        found = read_token(app.auth.keys, request.path_params["token"])
        values = {"schedule": found[0], "user": found[1]} if found else {}
        async with app.database.reads.connection() as connection:
            row = await (await connection.execute(FIND, values)).fetchone() if found else None
            if row is None:
                return _page(is_chinese(locale_of(request)), None, False, 404)
            is_out = row[2]
            if request.method == "POST":
                back = request.query_params.get("again") == "1"
                if is_out == back:
                    async with connection.transaction():
                        await connection.execute(BACK if back else OUT, values)
                        action = "report_schedule.opted_in" if back else "report_schedule.opted_out"
                        await connection.execute(TOLD, {**values, "action": action})
                is_out = not back
        return _page(is_chinese(row[1]), row[0], is_out, 200)

    return [Route("/unsubscribe/{token}", answer, methods=["GET", "POST"])]


def _page(chinese: bool, name: str | None, is_out: bool, status: int) -> Response:
    if name is None:
        title = "链接无效" if chinese else "This link does not work"
        body = "它可能已失效，或不完整。" if chinese else "It may be outdated, or a part of it is missing."
        return _html(title, f"<p>{body}</p>", chinese, status)
    if is_out:
        title = "已退订" if chinese else "Unsubscribed"
        body = f"「{name}」不会再发给你。" if chinese else f"“{name}” is not sent to you any more."
        button, query = ("重新接收" if chinese else "Get it again"), "?again=1"
    else:
        title = "退订" if chinese else "Unsubscribe"
        body = f"不再接收「{name}」的邮件？" if chinese else f"Get no more mails of “{name}”?"
        button, query = ("退订" if chinese else "Unsubscribe"), "?"
    form = (
        f'<p>{escape(body)}</p><form method="post" action="{query}"><button style="padding:9px 16px;border:0;border-radius:8px;'
        f'background:{FAINT if is_out else ACCENT};color:#ffffff;font:inherit;font-weight:600;cursor:pointer">{button}</button></form>'
    )
    return _html(title, form, chinese, status)


def _html(title: str, body: str, chinese: bool, status: int) -> Response:
    headers = {"content-security-policy": POLICY, "cache-control": "no-store", "referrer-policy": "no-referrer"}
    return HTMLResponse(on_paper(title, body, chinese), status, headers=headers)

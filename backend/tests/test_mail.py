"""Mail that Weir sends, against a real SMTP server on this machine: set up by an administrator, handed over at most once."""

import asyncio
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from cast import Cast

from weir.jobs import JOBS, Worker
from weir.mail import tasks
from weir.mail.server import Line, Unsure

pytestmark = pytest.mark.slow

PASSWORD = "app-pass-never-in-the-clear"
SERVER = "mailServer { id version host port security userName fromAddress fromName checkedAt problems }"
MAIL = "mail { id state attempts problems }"


class _Here(Controller):
    """Any free port."""

    def _trigger_server(self) -> None:
        self.port = int(self.server.sockets[0].getsockname()[1])  # type: ignore[union-attr]
        super()._trigger_server()


class Post:
    """A mail server in this process: what it took, and how it answers (`answers` are given before anything is taken)."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, EmailMessage]] = []
        self.answers: list[str] = []
        self.controller = _Here(
            self,
            hostname="127.0.0.1",
            port=0,
            authenticator=self.let_in,
            auth_require_tls=False,
            auth_required=False,
        )

    def let_in(self, server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        fits = isinstance(data, LoginPassword) and data == LoginPassword(b"post@weir.example", PASSWORD.encode())
        return AuthResult(success=fits, handled=False)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.answers:
            return self.answers.pop(0)
        mail = message_from_bytes(envelope.content, policy=policy.default)
        self.taken.append((envelope.rcpt_tos[0], mail))  # type: ignore[arg-type]
        return "250 taken"

    @property
    def port(self) -> int:
        return int(self.controller.port)


@pytest.fixture
def post() -> Iterator[Post]:
    made = Post()
    made.controller.start()
    try:
        yield made
    finally:
        made.controller.stop()


def worker_of(weir: Cast) -> Worker:
    """A worker that may call this machine."""
    settings = type(weir.app.settings)(**{**vars(weir.app.settings), "private_hosts": ("127.0.0.1",)})
    weir.app.settings = settings
    return Worker(settings, weir.app.database)


async def set_up(weir: Cast, post: Post) -> Worker:
    """The organisation's server is this one."""
    worker = worker_of(weir)
    given = {"host": "127.0.0.1", "port": post.port, "security": "NONE", "fromAddress": "weir@weir.example"}
    await weir["xiaolin"].done("setMailServer", SERVER, **given)
    return worker


async def carried(weir: Cast, worker: Worker) -> None:
    """Everything that waits is tried once."""
    for (key,) in await weir.sql("select id from mail where state in ('WAITING', 'SENDING') order by id"):
        await JOBS[tasks.SEND](worker, mail=str(key))


async def outbox(weir: Cast) -> list[dict[str, Any]]:
    found = await weir["xiaolin"].ask("{ mails { nodes { kind state attempts problems user { name } } } }")
    return list(found["mails"]["nodes"])


async def test_an_administrator_sets_the_server_and_sees_a_test_arrive(weir: Cast, post: Post) -> None:
    worker = worker_of(weir)
    given = {
        "host": "127.0.0.1", "port": post.port, "security": "NONE", "userName": "post@weir.example",
        "fromAddress": "weir@weir.example", "fromName": "鱼梁",
    }  # fmt: skip
    for who in ("zhangsan", "zhao", "shenji"):
        assert (await weir[who].do("setMailServer", SERVER, **given, password="x"))["userErrors"][0][
            "code"
        ] == "FORBIDDEN"
        assert (await weir[who].do("sendTestMail", MAIL))["userErrors"][0]["code"] == "FORBIDDEN"
    answer = await weir["xiaolin"].do("sendTestMail", MAIL)
    assert answer["userErrors"][0]["code"] == "MAIL_NO_SERVER"
    for part, code, field in (
        ({"host": "smtp.other.example", "password": "x"}, "SMTP_PORT", "port"),
        ({"fromAddress": "weir@weir.example\r\nBcc: all@x.example"}, "INVALID", "fromAddress"),
        ({}, "REQUIRED", "password"),
    ):
        refused = (await weir["xiaolin"].do("setMailServer", SERVER, **{**given, **part}))["userErrors"]
        assert [(one["code"], one["field"]) for one in refused] == [(code, [field])]
    assert (await weir["zhangsan"].ask("{ currentOrganisation { sendsMail } }"))["currentOrganisation"] == {
        "sendsMail": False
    }
    await weir["xiaolin"].done("setMailServer", SERVER, **given, password="wrong")
    await weir["xiaolin"].done("sendTestMail", MAIL)
    await carried(weir, worker)
    [told] = await outbox(weir)
    # A test is told at once what is wrong, and what to do about it.
    assert (told["state"], told["attempts"]) == ("FAILED", 1)
    assert told["problems"][0]["code"] == "SMTP_SIGN_IN" and "授权码" in told["problems"][0]["zh"]
    await weir["xiaolin"].done("setMailServer", SERVER, **given, password=PASSWORD)
    # Without a password the one there stays; it is in no table and no audit in the clear.
    await weir["xiaolin"].done("setMailServer", SERVER, **given)
    assert await weir.one("select count(*) from mail_server where password_sealed like '%app-pass%'") == 0
    trail = "select count(*) from audit_entry where changes::text like '%app-pass%' or changes ? 'password_sealed'"
    assert await weir.one(trail) == 0
    await weir["xiaolin"].done("sendTestMail", MAIL)
    await carried(weir, worker)
    assert [one["state"] for one in await outbox(weir)] == ["SENT", "FAILED"]
    [(to, mail)] = post.taken
    assert to == await weir.one("select email from \"user\" where name = '小林'")
    assert str(mail["From"]) == "鱼梁 <weir@weir.example>" and "小林" in mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    # Who has no business with it sees neither the server nor the outbox.
    for who in ("zhangsan", "chen", "zhao", "hengda"):
        answer = await weir[who].ask("{ mails { totalCount } mailServers { totalCount } }")
        assert answer == {"mails": {"totalCount": 0}, "mailServers": {"totalCount": 0}}, who
    assert (await weir["zhangsan"].ask("{ currentOrganisation { sendsMail } }"))["currentOrganisation"] == {
        "sendsMail": True
    }


async def test_a_private_address_is_called_only_when_the_settings_name_it(weir: Cast, post: Post) -> None:
    worker = await set_up(weir, post)
    await weir["xiaolin"].done("sendTestMail", MAIL)
    outside = type(worker.settings)(**{**vars(worker.settings), "private_hosts": ()})
    await carried(weir, Worker(outside, weir.app.database))
    assert [one["problems"][0]["code"] for one in await outbox(weir)] == ["MAIL_INSIDE"] and post.taken == []


async def test_a_mail_is_tried_again_when_it_surely_was_not_taken_and_never_when_it_may_have_been(
    weir: Cast, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker = await set_up(weir, post)

    async def put(state: str = "WAITING") -> None:
        person = weir["chen"].viewer.user_id  # type: ignore[union-attr]
        await weir.sql(
            "insert into mail (kind, user_id, state, begun_at) values ('TEST', %s, %s, now())", person, state
        )

    # Only a test is given up at once: this one is told as one of another kind would be.
    monkeypatch.setattr(tasks, "GIVEN_UP_AT_ONCE", ())
    await put()
    post.answers = ["451 greylisted", "451 greylisted"]
    await carried(weir, worker)
    await carried(weir, worker)
    [mail] = await outbox(weir)
    assert (mail["state"], mail["attempts"], mail["problems"][0]["code"]) == ("WAITING", 2, "SMTP_LATER")
    assert await weir.one("select next_at > now() + interval '4 minutes' from mail"), "later and later"
    await carried(weir, worker)
    await carried(weir, worker)
    assert [one["state"] for one in await outbox(weir)] == ["SENT"] and len(post.taken) == 1
    # A clear no is a no.
    await put()
    post.answers = ["550 no such user"]
    await carried(weir, worker)
    assert next((one["state"], one["attempts"]) for one in await outbox(weir)) == ("FAILED", 1)
    # Broken off while it was handed over: it has arrived, and is not sent again.
    real = Line.hand_over

    def broken(self: Line, message: EmailMessage, to: str) -> None:
        real(self, message, to)
        raise Unsure

    await put()
    with monkeypatch.context() as patch:
        patch.setattr(Line, "hand_over", broken)
        await carried(weir, worker)
    # And so is one whose worker was lost, whoever gets its job next.
    await put("SENDING")
    await carried(weir, worker)
    assert [one["problems"][0]["code"] for one in (await outbox(weir))[:2]] == ["SMTP_UNSURE", "SMTP_UNSURE"]
    await carried(weir, worker)
    assert len(post.taken) == 2
    # Two workers at one mail send it once.
    await put()
    [key] = [row[0] for row in await weir.sql("select id from mail where state = 'WAITING'")]
    await asyncio.gather(*(tasks.send_mail(worker, mail=str(key)) for _ in range(4)))
    assert len(post.taken) == 3

"""A mailbox as a door for leads: a real IMAP server on this machine, read once, also by who is killed half-way."""

import imaplib
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import EmailMessage
from typing import Any

import pytest
from cast import Cast
from test_intake import codes, log, worked

from weir import egress
from weir.intake import mail_tasks
from weir.intake.mail_reading import read_mail
from weir.intake.mail_server import Address, open_folder
from weir.intake.mailbox_model import MailSecurity
from weir.jobs import Interrupted, Worker

# Its hashing of passwords is made for the open world; here it would be most of the test.
SERVER = """
import hashlib
real = hashlib.pbkdf2_hmac
hashlib.pbkdf2_hmac = lambda name, password, salt, rounds, *more: real(name, password, salt, 1, *more)
from pymap.main import main
main()
"""
PASSWORD = "授权码-not-in-the-clear"
BOX = "leadMailbox { id host checkedAt problems }"


@pytest.fixture(scope="module")
def post() -> Iterator[int]:
    """An IMAP server in memory; its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    arguments = [
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--no-tls",
        "dict",
        "--demo-user",
        "leads",
        "--demo-password",
        "app-password",
    ]
    server = subprocess.Popen([sys.executable, "-c", SERVER, *arguments], stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.05)
        yield port
    finally:
        server.kill()
        server.wait()


def deliver(port: int, *mails: bytes) -> None:
    imap = imaplib.IMAP4("127.0.0.1", port)
    imap.login("leads", "app-password")
    for mail in mails:
        imap.append("INBOX", "", imaplib.Time2Internaldate(datetime.now(UTC)), mail)
    imap.logout()


def seen(port: int) -> tuple[int, int]:
    """How many mails there are, and how many of them are marked."""
    imap = imaplib.IMAP4("127.0.0.1", port)
    imap.login("leads", "app-password")
    imap.select("INBOX", readonly=True)
    found = [len(imap.search(None, what)[1][0].split()) for what in ("ALL", "SEEN")]
    imap.logout()
    return found[0], found[1]


def a_mail(name: str, address: str, text: str, subject: str = "询价", **headers: str) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = f"{name} <{address}>", "leads@weir.example", subject
    mail["Message-ID"] = f"<{(name + subject).encode().hex()}@test>"
    for header, value in headers.items():
        mail[header.replace("_", "-")] = value
    mail.set_content(text)
    return mail.as_bytes()


GBK = (
    b"From: =?gb2312?B?1cXI/Q==?= <zhang@gbk.example>\r\nSubject: =?gb2312?B?0a+82w==?=\r\nMessage-ID: <gbk@test>\r\n"
    b"Content-Type: text/plain; charset=gb2312\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
) + "我们需要停机监测，联系電話：13811119901".encode("gbk")
RAW_HEADER = (
    b"From: " + "李四 <li@raw.example>".encode("gbk") + b"\r\nSubject: " + "报价".encode("gbk") + b"\r\n\r\nhello"
)


def test_a_mail_says_who_wrote_about_what_in_every_code() -> None:
    one = read_mail(GBK)
    assert (one.payload["name"], one.payload["email"], one.payload["sourceDetail"]) == (
        "张三",
        "zhang@gbk.example",
        "询价",
    )
    assert one.payload["description"] == "询价\n\n我们需要停机监测，联系電話：13811119901"
    assert read_mail(RAW_HEADER).payload["name"] == "李四"
    html = EmailMessage()
    html["From"], html["Reply-To"], html["Subject"] = "form@site.example", "王工 <wang@site.example>", "新询盘"
    html.set_content("<style>p{}</style><p>姓名：王工</p><p>手机: 13811119902</p><script>x()</script>", subtype="html")
    html.add_attachment(b"x" * 500, maintype="application", subtype="pdf", filename="图纸.pdf")
    found = read_mail(html.as_bytes()).payload
    assert (found["email"], found["name"], found["lines"]) == (
        "wang@site.example",
        "王工",
        {"姓名": "王工", "手机": "13811119902"},
    )
    assert found["mail"]["attachments"] == [{"name": "图纸.pdf", "bytes": 500}] and "x()" not in found["description"]
    for header in ({"Auto_Submitted": "auto-replied"}, {"Precedence": "bulk"}, {"List_Unsubscribe": "<mailto:x@y>"}):
        assert read_mail(a_mail("a", "a@b.example", "out", **header)).is_automatic
    # The same mail is known by its own id, whatever was added on its way.
    assert read_mail(GBK).once == read_mail(b"Received: from somewhere\r\n" + GBK).once
    for broken in (
        b"",
        b"\0\0",
        b"From: \xff\xfe\r\n\r\n\x80",
        b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x",
        GBK[:90],
    ):
        read_mail(broken)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "0177.0.0.1", "2130706433", "::1", "::ffff:10.0.0.1", "169.254.169.254", "100.64.0.1",
             "192.168.1.1", "64:ff9b::7f00:1", "2002:7f00:1::", "0.0.0.0", "224.0.0.1"],
)  # fmt: skip
def test_an_address_of_a_private_network_is_not_called(host: str) -> None:
    with pytest.raises(egress.Unreachable) as refused:
        egress.connect(host, 9, timeout=1)
    assert refused.value.reason in ("INSIDE", "UNKNOWN")


def test_a_name_that_answers_differently_a_moment_later_gains_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([[(2, 1, 6, "", ("93.184.216.34", 993))], [(2, 1, 6, "", ("127.0.0.1", 993))]])
    monkeypatch.setattr(egress.socket, "getaddrinfo", lambda *_, **__: next(answers))
    called: list[Any] = []
    monkeypatch.setattr(
        egress.socket, "create_connection", lambda address, _: called.append(address) or socket.socket()
    )
    egress.connect("rebinding.example", 993, timeout=1).close()
    assert called == [("93.184.216.34", 993)]


@pytest.mark.slow
async def test_what_arrives_becomes_a_lead_once_whoever_is_killed(
    weir: Cast, post: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    private = type(weir.app.settings)(**{**vars(weir.app.settings), "private_hosts": ("127.0.0.1",)})
    weir.app.settings = private
    worker = Worker(private, weir.app.database)
    deliver(post, a_mail("旧信", "old@mail.example", "早就在这里"))
    source = (
        await weir["moli"].done("createLeadSource", "leadSource { id }", name="询盘邮箱", kind="MAIL", source="邮件")
    )["leadSource"]
    given = {"sourceId": source["id"], "host": "127.0.0.1", "port": post, "security": "NONE", "userName": "leads"}
    # Where mail is fetched from is for administrators to say.
    assert codes(await weir["moli"].do("setLeadMailbox", BOX, **given, password="x")) == ["FORBIDDEN"]
    assert codes(await weir["zhangsan"].do("setLeadMailbox", BOX, **given, password="x")) == ["FORBIDDEN"]
    assert codes(await weir["xiaolin"].do("setLeadMailbox", BOX, **given)) == ["REQUIRED"]
    elsewhere = {**given, "host": "imap.other.example", "password": "x"}
    assert codes(await weir["xiaolin"].do("setLeadMailbox", BOX, **elsewhere)) == ["MAIL_PORT"]
    box = (await weir["xiaolin"].done("setLeadMailbox", BOX, **given, password=PASSWORD))["leadMailbox"]
    key = await weir.one("select id from lead_mailbox")

    async def looked() -> Any:
        await mail_tasks.fetch_mail(worker, mailbox=str(key))
        query = "query($id: ID!) { leadSource(id: $id) { mailboxes { nodes { checkedAt arrivedAt problems } } } }"
        return (await weir["moli"].ask(query, id=source["id"]))["leadSource"]["mailboxes"]["nodes"][0]

    # What is wrong is told with what to do, and the password is in no table and no audit in the clear.
    wrong = await looked()
    assert [one["code"] for one in wrong["problems"]] == ["MAIL_SIGN_IN"] and "授权码" in wrong["problems"][0]["zh"]
    assert await weir.one("select count(*) from lead_mailbox where password_sealed like '%授权码%'") == 0
    assert (
        await weir.one(
            "select count(*) from audit_entry where changes::text like '%授权码%' or changes ? 'password_sealed'"
        )
        == 0
    )
    await weir["xiaolin"].done("setLeadMailbox", BOX, **given, password="app-password")
    # The first look begins with what comes from then on.
    assert (await looked())["problems"] == [] and await log(weir, {"id": source["id"]}) == []

    away = a_mail("假期", "x@mail.example", "不在", Auto_Submitted="auto-replied")
    deliver(post, GBK, a_mail("吴总", "wu@mail.example", "想要报价"), away)
    real, turns = mail_tasks.Folder.mark, 0

    def killed(self: Any, first: int, last: int) -> None:
        nonlocal turns
        turns += 1
        if turns == 2:
            raise Interrupted
        real(self, first, last)

    with monkeypatch.context() as patch:
        patch.setattr(mail_tasks.Folder, "mark", killed)
        with pytest.raises(Interrupted):
            await looked()
    # Killed after the second mail was kept and before it was marked: the next one goes on, and marks it.
    assert (await looked())["arrivedAt"] and (await looked())["problems"] == []
    await worked(weir)
    fields = "status lead { name email source description status }"
    kept = await log(weir, {"id": source["id"]}, "moli", fields)
    assert sorted(one["status"] for one in kept) == ["CREATED", "CREATED", "SPAM"]
    (zhang,) = [one["lead"] for one in kept if one["lead"] and one["lead"]["name"] == "张三"]
    assert (zhang["source"], zhang["status"]) == ("邮件", "UNASSIGNED") and "停机监测" in zhang["description"]
    assert seen(post) == (4, 3)

    # The server numbers the folder anew: every mail is known by its own id.
    await weir.sql("update lead_mailbox set uid_validity = 7, last_uid = 900, marked_uid = 900")
    deliver(post, a_mail("吴总", "wu@mail.example", "还有一个问题", "再问"))
    await looked()
    await worked(weir)
    assert sorted(one["status"] for one in await log(weir, {"id": source["id"]})) == [
        "ATTACHED",
        "CREATED",
        "CREATED",
        "CREATED",
        "SPAM",
    ]
    # A source that is shut looks no more.
    await weir.sql("update lead_source set is_active = false where kind = 'MAIL'")
    deliver(post, a_mail("晚", "late@mail.example", "晚了"))
    await looked()
    assert len(await log(weir, {"id": source["id"]})) == 5
    assert box["host"] == "127.0.0.1"


@pytest.mark.slow
def test_a_server_that_speaks_no_tls_is_told_from_one_that_is_silent(post: int) -> None:
    from weir.errors import Refusal

    for security, port, code in ((MailSecurity.TLS, post, "MAIL_TLS"), (MailSecurity.NONE, 9, "MAIL_SILENT")):
        with pytest.raises(Refusal) as refused:
            open_folder(Address("127.0.0.1", port, security, "leads", "INBOX", {"127.0.0.1"}), "app-password")
        assert refused.value.code == code
    with pytest.raises(Refusal) as refused:
        open_folder(Address("127.0.0.1", post, MailSecurity.NONE, "leads", "没有", {"127.0.0.1"}), "app-password")
    assert refused.value.code == "MAIL_FOLDER"

"""A mail as it is handed over: one subject, one text, one HTML, files; its id follows from the row it is sent for."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Any

from weir.access.viewer import Viewer
from weir.jobs import Worker
from weir.mail.model import Mail, MailKind, MailServer


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file that goes with a mail."""

    name: str
    content: bytes
    media: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Letter:
    """What a mail says. `told` are audit entries (action, `{field: value}`) written when it has been sent."""

    subject: str
    html: str
    text: str
    files: Sequence[Enclosed] = ()
    headers: dict[str, str] = field(default_factory=dict)
    told: Sequence[tuple[str, dict[str, Any]]] = ()


# Who composes the mails of a kind, as the receiver and with the rights of this moment. A `Refusal` leaves it unsent, and says why.
Compose = Callable[[Worker, Viewer, Mail], Awaitable[Letter]]
COMPOSERS: dict[MailKind, Compose] = {}


def written(letter: Letter, server: MailServer, mail: Mail, to: tuple[str, str], now: datetime) -> EmailMessage:
    """The message, from the organisation's address to one person (name, address)."""
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(server.from_name or "Weir", addr_spec=server.from_address)
    message["To"] = Address(to[0], addr_spec=to[1])
    message["Subject"] = " ".join(letter.subject.split())[:200]
    message["Date"] = format_datetime(now)
    # The same for every attempt: whoever gets it twice all the same can tell.
    message["Message-ID"] = f"<{mail.id.hex}@{server.from_address.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    for name, value in letter.headers.items():
        message[name] = value
    message.set_content(letter.text, cte="base64")
    message.add_alternative(letter.html, subtype="html", cte="base64")
    for one in letter.files:
        message.add_attachment(one.content, maintype=one.media[0], subtype=one.media[1], filename=one.name)
    return message

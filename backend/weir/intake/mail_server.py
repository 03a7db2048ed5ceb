"""The conversation with an IMAP server: what is new in a folder, a mail of it, the mark that it was read. Blocking; run in a thread."""

import contextlib
import imaplib
import re
import socket
import ssl
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from weir.egress import Unreachable, connect
from weir.errors import Refusal
from weir.intake.mailbox_model import MailSecurity

TIMEOUT = 20
# Of a mail no more is read: its text comes first, what is attached stays where it is.
MOST_BYTES = 1024 * 1024
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# Some providers let in only who says what program it is.
imaplib.Commands.setdefault("ID", ("NONAUTH", "AUTH", "SELECTED"))


@dataclass(frozen=True, slots=True)
class Address:
    """Where a mailbox is and how it is opened; `inside` names the hosts of one's own network that may be called."""

    host: str
    port: int
    security: MailSecurity
    user_name: str
    folder: str
    inside: Collection[str] = ()


class _Imap(imaplib.IMAP4):
    """The standard library's client, over a connection to an address that was judged."""

    def __init__(self, where: Address):
        self._where = where
        super().__init__(where.host, where.port, TIMEOUT)

    def _create_socket(self, timeout: float | None) -> socket.socket:
        plain = connect(self._where.host, self._where.port, inside=self._where.inside, timeout=TIMEOUT)
        if self._where.security is not MailSecurity.TLS:
            return plain
        try:
            return ssl.create_default_context().wrap_socket(plain, server_hostname=self._where.host)
        except ConnectionError:
            # It answers, but hangs up on a greeting it does not understand.
            raise ssl.SSLError from None

    def read(self, size: int) -> bytes:
        """As much as a mail may be, whatever the server says it will send."""
        if size > 2 * MOST_BYTES:
            raise self.abort("more than was asked for")
        return super().read(size)


class Folder:
    """An open folder. Every method raises `Refusal` with what to do about it when the server does not do its part."""

    def __init__(self, imap: imaplib.IMAP4, validity: int, next_uid: int | None):
        self._imap, self.validity, self.next_uid = imap, validity, next_uid

    def newer(self, uid: int) -> list[int]:
        """The numbers of mails that came after one, in their order."""
        # `n:*` names the last mail even when its number is smaller.
        return [one for one in self._search(f"UID {uid + 1}:*") if one > uid]

    def since(self, day: date) -> list[int]:
        """The numbers of mails that arrived on a day or later."""
        return self._search(f"SINCE {day.day}-{MONTHS[day.month - 1]}-{day.year}")

    def _search(self, what: str) -> list[int]:
        with _told():
            kind, data = self._imap.uid("SEARCH", *what.split(" "))
        if kind != "OK":
            raise Refusal("MAIL_SERVER")
        return sorted(int(one) for line in data if line for one in line.split())

    def fetch(self, uid: int) -> bytes | None:
        """The beginning of a mail, without marking it; None when it is gone."""
        with _told():
            kind, data = self._imap.uid("FETCH", str(uid), f"(BODY.PEEK[]<0.{MOST_BYTES}>)")
        if kind != "OK":
            raise Refusal("MAIL_SERVER")
        return next((bytes(one[1]) for one in data if isinstance(one, tuple)), None)

    def mark(self, first: int, last: int) -> None:
        """Marks mails as seen."""
        with _told():
            self._imap.uid("STORE", f"{first}:{last}", "+FLAGS.SILENT", "(\\Seen)")

    def close(self) -> None:
        """Says goodbye."""
        with contextlib.suppress(Exception):
            self._imap.logout()


def open_folder(where: Address, password: str) -> Folder:
    """Connects, signs in and opens the folder. Raises `Refusal`."""
    with _told():
        imap: imaplib.IMAP4 = _Imap(where)
    try:
        with _told():
            if where.security is MailSecurity.STARTTLS:
                imap.starttls(ssl.create_default_context())
        with _told(Refusal("MAIL_SIGN_IN", params={"user": where.user_name})):
            imap.login(where.user_name, password)
        if "ID" in imap.capabilities:
            with contextlib.suppress(imaplib.IMAP4.error):
                imap._simple_command("ID", '("name" "Weir")')
        return _opened(imap, where.folder)
    except BaseException:
        with contextlib.suppress(Exception):
            imap.shutdown()
        raise


def _opened(imap: imaplib.IMAP4, name: str) -> Folder:
    with _told():
        kind, _ = imap.select(_quoted(name))
    if kind != "OK":
        raise Refusal("MAIL_FOLDER", params={"folder": name})
    return Folder(imap, _number(imap, "UIDVALIDITY") or 1, _number(imap, "UIDNEXT"))


def _number(imap: imaplib.IMAP4, name: str) -> int | None:
    _, data = imap.response(name)
    found = re.search(rb"\d+", data[-1]) if data and isinstance(data[-1], bytes) else None
    return int(found[0]) if found else None


def _quoted(folder: str) -> str:
    """A folder's name as servers take it: in their own UTF-7, in quotes."""
    coded = re.sub(r"[^\x20-\x7e]+", lambda run: _utf7(run[0]), folder.replace("&", "&-"))
    return '"' + coded.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _utf7(text: str) -> str:
    return "&" + text.encode("utf-7").decode()[1:].rstrip("-").replace("/", ",") + "-"


@contextlib.contextmanager
def _told(otherwise: Refusal | None = None) -> Iterator[None]:
    """What goes wrong on the wire, as what an administrator can do about it."""
    try:
        yield
    except Unreachable as error:
        raise Refusal(f"MAIL_{error.reason}") from None
    except ssl.SSLError:
        raise Refusal("MAIL_TLS") from None
    except TimeoutError:
        raise Refusal("MAIL_SILENT") from None
    except imaplib.IMAP4.abort:
        raise Refusal("MAIL_SERVER") from None
    except (imaplib.IMAP4.error, UnicodeError):
        raise otherwise or Refusal("MAIL_SERVER") from None
    except OSError:
        raise Refusal("MAIL_SILENT") from None

"""The conversation with an SMTP server. Blocking; run in a thread.

A failure is told as what it means for the mail: before it is handed over nothing was sent, a clear "no" is a "no", and what breaks
off in between may have arrived.
"""

import contextlib
import smtplib
import socket
import ssl
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from email.message import EmailMessage

from weir.egress import Unreachable, connect
from weir.errors import Refusal
from weir.mail.model import SmtpSecurity

TIMEOUT = 20


class Unsure(Exception):
    """The connection broke while a mail was handed over."""


class Refused(Exception):
    """The server does not take this mail; `refusal` says why, `is_final` whether it is any use to try again."""

    def __init__(self, refusal: Refusal, is_final: bool):
        super().__init__(refusal.code)
        self.refusal, self.is_final = refusal, is_final


@dataclass(frozen=True, slots=True)
class Where:
    """Where the server is and who signs in; `inside` names the hosts of one's own network that may be called."""

    host: str
    port: int
    security: SmtpSecurity
    user_name: str | None
    inside: Collection[str] = ()


class _Smtp(smtplib.SMTP):
    """The standard library's client, over a connection to an address that was judged."""

    def __init__(self, where: Where):
        self._where = where
        super().__init__(where.host, where.port, timeout=TIMEOUT)

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        plain = connect(host, port, inside=self._where.inside, timeout=TIMEOUT)
        if self._where.security is not SmtpSecurity.TLS:
            return plain
        try:
            return ssl.create_default_context().wrap_socket(plain, server_hostname=self._where.host)
        except ConnectionError:
            # It answers, but hangs up on a greeting it does not understand.
            raise ssl.SSLError from None


class Line:
    """An open line to the server."""

    def __init__(self, smtp: smtplib.SMTP):
        self._smtp = smtp

    def hand_over(self, message: EmailMessage, to: str) -> None:
        """Hands one mail over; when this returns, the server has it. Raises `Refused` or `Unsure`."""
        sender = message["From"].addresses[0].addr_spec
        try:
            self._smtp.send_message(message, from_addr=sender, to_addrs=[to])
        except smtplib.SMTPRecipientsRefused as error:
            raise _refused(*next(iter(error.recipients.values()))) from None
        except smtplib.SMTPResponseException as error:
            raise _refused(error.smtp_code, error.smtp_error) from None
        except smtplib.SMTPNotSupportedError:
            raise _refused(550, b"SMTPUTF8") from None
        except (smtplib.SMTPException, OSError):
            raise Unsure from None

    def close(self) -> None:
        """Says goodbye."""
        with contextlib.suppress(Exception):
            self._smtp.quit()


def open_line(where: Where, password: str | None) -> Line:
    """Connects and signs in. Raises `Refusal`: nothing was sent."""
    with _told():
        smtp = _Smtp(where)
    try:
        with _told():
            smtp.ehlo_or_helo_if_needed()
            if where.security is SmtpSecurity.STARTTLS:
                smtp.starttls(context=ssl.create_default_context())
                smtp.ehlo()
            if where.user_name:
                _sign_in(smtp, where.user_name, password or "")
        return Line(smtp)
    except BaseException:
        smtp.close()
        raise


def _sign_in(smtp: smtplib.SMTP, user: str, password: str) -> None:
    try:
        smtp.login(user, password)
    except (smtplib.SMTPAuthenticationError, UnicodeError):
        raise Refusal("SMTP_SIGN_IN", params={"user": user}) from None


def _refused(code: int, answer: bytes | str) -> Refused:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    told = {"answer": f"{code} {' '.join(text.split())[:120]}"}
    is_final = code >= 500
    return Refused(Refusal("SMTP_REFUSED" if is_final else "SMTP_LATER", params=told), is_final)


@contextlib.contextmanager
def _told() -> Iterator[None]:
    """What goes wrong on the wire, as what an administrator can do about it."""
    try:
        yield
    except Unreachable as error:
        raise Refusal(f"MAIL_{error.reason}") from None
    except (ssl.SSLError, smtplib.SMTPNotSupportedError):
        raise Refusal("MAIL_TLS") from None
    except TimeoutError:
        raise Refusal("MAIL_SILENT") from None
    except (smtplib.SMTPException, UnicodeError):
        raise Refusal("MAIL_SERVER") from None
    except OSError:
        raise Refusal("MAIL_SILENT") from None

"""From a mail to what a source is sent: who wrote, about what, the text. Depends on nothing but the mail's bytes."""

import re
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.policy import default
from email.utils import getaddresses
from hashlib import sha256
from html.parser import HTMLParser
from typing import Any

from weir.changing.inputs import tidy, tidy_lines

MOST_TEXT = 9_000
MOST_LINES = 60
MOST_ATTACHMENTS = 20
# `手机：138…`, `Phone: 138…`: what a website's mail tells line by line can be mapped.
LINE = re.compile(r"^\s*([^\s:：][^:：]{0,38}?)\s*[:：]\s*(\S.*)$")
SILENT = {"script", "style", "head", "title"}
BREAKS = {"p", "br", "div", "tr", "li", "h1", "h2", "h3", "h4", "table"}


@dataclass(frozen=True, slots=True)
class Mail:
    """What a mail says: `once` names it for good, `is_automatic` is true for bounces, newsletters and out-of-office answers."""

    payload: dict[str, Any]
    once: str
    is_automatic: bool


def read_mail(raw: bytes, own: str = "") -> Mail:
    """The mail as a source takes it. Whatever is broken in it is left out; nothing raises."""
    message = message_from_bytes(raw, policy=default)
    sender, sender_name = _writer(message)
    subject = tidy(_header(message, "subject"))
    text = _text(message)
    told = tidy_lines(f"{subject}\n\n{text}".strip())
    identity = _header(message, "message-id").strip()
    payload = {
        "name": sender_name[:100],
        "email": sender,
        "sourceDetail": subject[:300],
        "description": told[:MOST_TEXT],
        "lines": dict(_lines(text)),
        "mail": {
            "id": identity[:300],
            "date": tidy(_header(message, "date"))[:60],
            "from": tidy(_header(message, "from"))[:300],
            "to": tidy(_header(message, "to"))[:300],
            "attachments": _attachments(message),
        },
    }
    named = f"{identity}\n{sender}" if identity else raw.decode("latin-1")
    once = f"mail:{sha256(named.encode()).hexdigest()[:40]}"
    return Mail(_storable(payload), once, _is_automatic(message) or (bool(own) and sender.lower() == own.lower()))


def _header(message: Message, name: str) -> str:
    """A header as text. What is written in bytes of no declared code is read as UTF-8, else as Chinese."""
    raw = next((str(value) for key, value in message.raw_items() if key.lower() == name), "")
    if any("\udc80" <= one <= "\udcff" for one in raw):
        return _decoded(raw.encode("utf-8", "surrogateescape"), None)
    try:
        return str(message.get(name, ""))
    except Exception:
        # The parser of the standard library gives up on some broken headers.
        return raw


def _writer(message: Message) -> tuple[str, str]:
    """Whom to answer: the address and the name."""
    for header in ("reply-to", "from"):
        for name, address in getaddresses([_header(message, header)]):
            if "@" in address:
                return address.strip(), tidy(name.strip(" \"'"))
    return "", ""


def _text(message: Message) -> str:
    """The text of a mail: the plain one, else the words of the HTML."""
    parts = [one for one in message.walk() if not one.is_multipart() and one.get_content_disposition() != "attachment"]
    for wanted in ("text/plain", "text/html"):
        for part in parts:
            if part.get_content_type() == wanted:
                found = _decoded(_bytes(part), part.get_content_charset())
                if found.strip():
                    return tidy_lines(_words(found) if wanted == "text/html" else found)
    return ""


def _bytes(part: Message) -> bytes:
    try:
        found = part.get_payload(decode=True)
    except Exception:
        return b""
    return found if isinstance(found, bytes) else b""


def _decoded(raw: bytes, charset: str | None) -> str:
    """Bytes as text: as declared where that holds, with the wider code for the older Chinese ones."""
    declared = (charset or "").lower().replace("_", "-")
    wider = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "cp936": "gb18030", "us-ascii": "utf-8"}
    for code in (wider.get(declared, declared), "utf-8", "gb18030"):
        try:
            if code:
                return raw.decode(code)
        except (LookupError, UnicodeDecodeError):
            continue
    return raw.decode("latin-1")


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self._silent += tag in SILENT
        if tag in BREAKS:
            self.found.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._silent = max(0, self._silent - (tag in SILENT))
        if tag in BREAKS:
            self.found.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.found.append(data)


def _words(html: str) -> str:
    parser = _Words()
    parser.feed(html)
    lines = (" ".join(line.split()) for line in "".join(parser.found).splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))


def _lines(text: str) -> list[tuple[str, str]]:
    found = [LINE.match(line) for line in text.splitlines()[:200]]
    return [(tidy(one[1]).replace(".", " "), tidy(one[2])[:1_000]) for one in found if one][:MOST_LINES]


def _attachments(message: Message) -> list[dict[str, Any]]:
    """What was attached, by name and size: the files themselves stay in the mailbox."""
    parts = [one for one in message.walk() if not one.is_multipart() and one.get_filename()]
    return [{"name": tidy(str(one.get_filename()))[:200], "bytes": len(_bytes(one))} for one in parts][
        :MOST_ATTACHMENTS
    ]


def _is_automatic(message: Message) -> bool:
    said = {name: _header(message, name).strip().lower() for name in ("auto-submitted", "precedence", "return-path")}
    return (
        said["auto-submitted"] not in ("", "no")
        or said["precedence"] in ("bulk", "junk", "list", "auto_reply")
        or said["return-path"] == "<>"
        or "list-unsubscribe" in message
        or message.get_content_type() == "multipart/report"
    )


def _storable(value: Any) -> Any:
    """Without what a database cannot hold: zero bytes and halves of characters."""
    if isinstance(value, str):
        return value.replace("\0", "").encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {_storable(name): _storable(one) for name, one in value.items()}
    return [_storable(one) for one in value] if isinstance(value, list) else value

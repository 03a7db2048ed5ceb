"""From what a telephone system sends to one call: whose number it was, who called whom, when, and whether anybody answered."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from weir.activities.model import Direction
from weir.changing.inputs import is_web_address, tidy
from weir.consents.model import ConsentPurpose
from weir.contacts.phones import CN_MOBILE, line_key
from weir.errors import Refusal
from weir.intake.payloads import YES, at_path, purposes

# What a call is told with, by the labels of both languages. `number` is the other side's, whoever called.
FIELDS = {
    "number": ("号码", "Number"),
    "direction": ("方向", "Direction"),
    "startedAt": ("开始时间", "Started"),
    "seconds": ("时长(秒)", "Duration (seconds)"),
    "answered": ("是否接通", "Answered"),
    "extension": ("分机", "Extension"),
    "userEmail": ("同事邮箱", "E-mail of the colleague"),
    "recordingUrl": ("录音地址", "Recording"),
    "callId": ("通话编号", "Id of the call"),
    "calledNumber": ("被叫号码", "Number called"),
}
WAYS = {
    "INBOUND": Direction.INBOUND,
    "IN": Direction.INBOUND,
    "OUTBOUND": Direction.OUTBOUND,
    "OUT": Direction.OUTBOUND,
}
NO = ("0", "false", "no", "off")
LONGEST = 7 * 86_400
MOST = 500


@dataclass
class Call:
    """A call as it was told, and what is wrong with it. `key` is the number as numbers are compared, `started` None for now."""

    number: str = ""
    key: str | None = None
    direction: Direction = Direction.INBOUND
    started: datetime | None = None
    seconds: int | None = None
    is_answered: bool = False
    extension: str | None = None
    email: str | None = None
    recording: str | None = None
    called: str | None = None
    given: dict[str, Any] = field(default_factory=dict)
    problems: list[Refusal] = field(default_factory=list)
    is_consented: bool = False
    consents: list[ConsentPurpose] = field(default_factory=list)

    @property
    def is_missed(self) -> bool:
        """Whether somebody called us and nobody was there."""
        return self.direction is Direction.INBOUND and not self.is_answered


def path_of(mapping: list[dict[str, Any]], name: str) -> str:
    """Where a field stands in what is sent."""
    return next((one["from"] for one in mapping if one["to"] == name), name)


def read_call(rules: Any, payload: dict[str, Any], zone: str = "UTC") -> Call:
    """What was told of a call, with every problem named at once; a time without its zone is one of `zone`."""
    call = Call()
    told = {}
    for name in FIELDS:
        try:
            told[name] = _told(name, at_path(payload, path_of(rules.mapping, name)))
        except Refusal as refusal:
            call.problems.append(refusal)
    _number(call, told.get("number"))
    for name, take in (
        ("direction", _direction), ("startedAt", _started), ("seconds", _seconds), ("answered", _answered), ("recordingUrl", _recording),
    ):  # fmt: skip
        if name in told:
            try:
                take(call, told[name], zone)
            except (ValueError, OverflowError, OSError):
                call.problems.append(_wrong(name))
    call.extension, call.called = told.get("extension"), told.get("calledNumber")
    call.email = (told.get("userEmail") or "").lower() or None
    call.is_consented = str(payload.get("consent", "")).strip().lower() in YES
    call.consents = purposes(payload.get("consents"))
    if rules.needs_consent and not call.is_consented:
        call.problems.append(Refusal("CONSENT_NEEDED", ("consent",)))
    return call


def _told(name: str, value: Any) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str | int | float):
        raise _wrong(name)
    text = tidy(str(value))
    if len(text) > MOST:
        raise Refusal("TOO_LONG", (name,), {"label": FIELDS[name], "max": MOST})
    return text or None


def _wrong(name: str) -> Refusal:
    why = {
        "direction": ("应为 INBOUND 或 OUTBOUND。", "it is INBOUND or OUTBOUND."),
        "startedAt": ("应为 ISO 8601 时间或 Unix 秒数。", "it is a time as ISO 8601 or Unix seconds."),
        "seconds": ("应为秒数。", "it is a number of seconds."),
        "answered": ("应为 true 或 false。", "it is true or false."),
        "recordingUrl": ("应为网址。", "it is a web address."),
    }.get(name, ("应为文本。", "it is a text."))
    return Refusal("INVALID", (name,), {"label": FIELDS[name], "why": why})


def _number(call: Call, text: str | None) -> None:
    """A number by which somebody can be recognised: what is withheld or lacks its area code is nobody's."""
    call.number = (text or "")[:40]
    call.key = line_key(text)
    if text is None:
        call.problems.append(Refusal("REQUIRED", ("number",), {"label": FIELDS["number"]}))
    elif call.key is None or len(text) > len(call.number):
        call.problems.append(Refusal("CALL_NUMBER", ("number",)))
    else:
        is_line = call.key.startswith("+86") and not CN_MOBILE.fullmatch(call.key[3:])
        call.given = {"name": call.number, "phone" if is_line else "mobile": call.number}


def _direction(call: Call, text: str | None, _: str) -> None:
    if text is None:
        call.problems.append(Refusal("REQUIRED", ("direction",), {"label": FIELDS["direction"]}))
    elif text.upper() not in WAYS:
        raise ValueError
    else:
        call.direction = WAYS[text.upper()]


def _started(call: Call, text: str | None, zone: str) -> None:
    if text is None:
        return
    if text.replace(".", "", 1).isdecimal() and text.isascii():
        seconds = float(text)
        # Some systems count milliseconds.
        call.started = datetime.fromtimestamp(seconds / 1000 if seconds > 1e11 else seconds, UTC)
        return
    at = datetime.fromisoformat(text)
    call.started = (at if at.tzinfo else at.replace(tzinfo=ZoneInfo(zone))).astimezone(UTC)


def _seconds(call: Call, text: str | None, _: str) -> None:
    if text is None:
        return
    seconds = int(float(text))
    if not 0 <= seconds <= LONGEST:
        raise ValueError
    call.seconds = seconds


def _answered(call: Call, text: str | None, _: str) -> None:
    """What is not told follows from whether anything was said."""
    if text is None:
        call.is_answered = bool(call.seconds)
    elif text.lower() not in (*YES, *NO):
        raise ValueError
    else:
        call.is_answered = text.lower() in YES


def _recording(call: Call, text: str | None, _: str) -> None:
    if text is not None and not is_web_address(text):
        raise ValueError
    call.recording = text

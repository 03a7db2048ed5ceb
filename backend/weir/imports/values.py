"""A cell's text made into a value of the field it is mapped to. What cannot be read is a problem of the row, never a guess."""

import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from zoneinfo import ZoneInfo

from weir.catalog.declare import Labelled
from weir.changing.inputs import MAX_TAGS, tidy, tidy_lines
from weir.imports.objects import Target
from weir.money.currencies import CURRENCIES

YES = frozenset({"true", "yes", "y", "1", "是", "对", "√", "启用", "on", "t"})
NO = frozenset({"false", "no", "n", "0", "否", "错", "×", "停用", "off", "f", "-"})
MONEY_SIGNS = re.compile(r"[¥$€£元]|^(cny|rmb|usd|eur|hkd|gbp|jpy)\b|\b(cny|rmb|usd|eur|hkd|gbp|jpy)$", re.IGNORECASE)
TEN_THOUSAND = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}
THOUSANDS = re.compile(r"[-+]?\d{1,3}([,' ]\d{3})+")
DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
SHORT_DAY = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(am|pm)?", re.IGNORECASE)
MAX_NUMBER = Decimal(10) ** 15
NOON = time(12)

Convert = Callable[[str], Any]


class Wrong(Exception):
    """A cell that cannot be what its column is mapped to: a problem code and what fills its message."""

    def __init__(self, code: str, **params: Any):
        super().__init__(code)
        self.code = code
        self.params = params


def converter(target: Target, zone: ZoneInfo, currency: str, day_order: str = "MDY") -> Convert:
    """The function that reads the cells of a column; it remembers what it has read, since columns repeat themselves."""
    places = min(CURRENCIES.get(currency, 2), 2)
    read: Convert = {
        "STRING": lambda text: _line(text, target.max_length),
        "KEY": lambda text: _line(text, target.max_length),
        "STAGE": lambda text: _line(text, 200),
        "LINK": lambda text: _line(text, 300),
        "TEXT": lambda text: _lines(text, target.max_length),
        "INT": lambda text: _integer(text, target.is_signed),
        "DECIMAL": lambda text: _decimal(text, 4, target.is_signed),
        "MONEY": lambda text: _decimal(text, places, target.is_signed),
        "BOOL": _bool,
        "DATE": lambda text: _day(text, day_order),
        "DATETIME": lambda text: _moment(text, day_order, zone),
        "ENUM": lambda text: _option(text, target.enum),
        "TAGS": lambda text: _chosen(text, target.enum),
    }[target.kind]
    known: dict[str, Any] = {}

    def convert(text: str) -> Any:
        if text in known:
            return known[text]
        value = read(text)
        # A column of names hardly repeats itself: remembering it all would cost more than it saves.
        if len(known) < 2_000:
            known[text] = value
        return value

    return convert


def _line(text: str, most: int | None) -> str | None:
    found = text if text.isascii() and text.isprintable() and "  " not in text else tidy(text)
    found = found.strip()
    if most and len(found) > most:
        raise Wrong("TOO_LONG", max=most)
    return found or None


def _lines(text: str, most: int | None) -> str | None:
    found = tidy_lines(text)
    if most and len(found) > most:
        raise Wrong("TOO_LONG", max=most)
    return found or None


def _number(text: str, is_signed: bool) -> Decimal:
    if text.startswith("="):
        raise Wrong("FORMULA")
    plain = MONEY_SIGNS.sub("", unicodedata.normalize("NFKC", text)).strip()
    factor = Decimal(1)
    if plain and plain[-1] in TEN_THOUSAND:
        factor, plain = TEN_THOUSAND[plain[-1]], plain[:-1].strip()
    plain = plain.removesuffix("%").strip()
    if "," in plain and "." in plain and plain.rindex(",") > plain.rindex("."):
        plain = plain.replace(".", "").replace(",", ".")
    elif THOUSANDS.match(plain) or ("," in plain and "." in plain):
        plain = re.sub(r"[,' ]", "", plain)
    elif plain.count(",") == 1:
        plain = plain.replace(",", ".")
    if not re.fullmatch(r"[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d{1,2})?", plain, re.IGNORECASE):
        raise Wrong("NOT_NUMBER")
    number = Decimal(plain) * factor
    if abs(number) >= MAX_NUMBER:
        raise Wrong("OUT_OF_RANGE")
    if number < 0 and not is_signed:
        raise Wrong("NEGATIVE")
    return number


def _integer(text: str, is_signed: bool) -> int:
    number = _number(text, is_signed)
    if number != number.to_integral_value():
        raise Wrong("NOT_WHOLE")
    if abs(number) >= 2**31:
        raise Wrong("OUT_OF_RANGE")
    return int(number)


def _decimal(text: str, places: int, is_signed: bool) -> Decimal:
    return _number(text, is_signed).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _bool(text: str) -> bool:
    plain = tidy(text).casefold()
    if plain in YES:
        return True
    if plain in NO:
        return False
    raise Wrong("NOT_BOOL")


def _day(text: str, order: str) -> date:
    return _split(text, order)[0]


def _split(text: str, order: str) -> tuple[date, str]:
    """The day at the beginning of a text, and what follows it."""
    if text.startswith("="):
        raise Wrong("FORMULA")
    plain = unicodedata.normalize("NFKC", text).strip()
    if match := DAY.match(plain):
        year, month, number = map(int, match.groups())
    elif match := SHORT_DAY.match(plain):
        first, second, year = map(int, match.groups())
        month, number = (second, first) if order == "DMY" else (first, second)
    else:
        raise Wrong("NOT_DATE")
    try:
        found = date(year, month, number)
    except ValueError:
        raise Wrong("NOT_DATE") from None
    if not 1900 <= found.year <= 2200:
        raise Wrong("NOT_DATE")
    return found, plain[match.end() :].lstrip("T ").strip()


def _moment(text: str, order: str, zone: ZoneInfo) -> datetime:
    """An instant; a time without an offset is the organisation's, a day without a time is its noon."""
    found, rest = _split(text, order)
    if not rest:
        return datetime.combine(found, NOON, zone).astimezone(UTC)
    with_offset = re.fullmatch(r"[\d:.]+\s*(Z|[+-]\d{2}:?\d{2})", rest)
    if with_offset:
        try:
            return datetime.fromisoformat(f"{found.isoformat()}T{rest.replace(' ', '')}").astimezone(UTC)
        except ValueError:
            raise Wrong("NOT_DATE") from None
    clock = CLOCK.fullmatch(rest)
    if clock is None:
        raise Wrong("NOT_DATE")
    hour, minute, second = int(clock[1]), int(clock[2]), int(clock[3] or 0)
    half = (clock[4] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    try:
        return datetime.combine(found, time(hour, minute, second), zone).astimezone(UTC)
    except ValueError:
        raise Wrong("NOT_DATE") from None


def _option(text: str, options: type[Labelled] | None) -> str:
    found = option_of(text, options)
    if found is None:
        raise Wrong("NOT_AN_OPTION", value=text[:100])
    return found


def option_of(text: str, options: type[Labelled] | None) -> str | None:
    """The enum value a text stands for, by its value or its label in either language."""
    plain = tidy(text).casefold()
    for one in options or ():
        if plain in (one.value.casefold(), one.zh.casefold(), one.en.casefold()):
            return str(one.value)
    return None


def _tags(text: str) -> list[str]:
    found = list(dict.fromkeys(filter(None, (tidy(part) for part in re.split(r"[,;|、,;\n]", text)))))
    if len(found) > MAX_TAGS:
        raise Wrong("LIMIT", max=MAX_TAGS)
    if any(len(one) > 60 for one in found):
        raise Wrong("TOO_LONG", max=60)
    return found


def _chosen(text: str, options: type[Labelled] | None) -> list[str]:
    """Several of a set of choices, or labels of one's own."""
    found = _tags(text)
    return [_option(one, options) for one in found] if options else found


def day_order(samples: list[str]) -> str | None:
    """DMY or MDY as the values of a column prove it; None when nothing proves it."""
    for text in samples:
        if match := SHORT_DAY.match(text.strip()):
            if int(match[1]) > 12:
                return "DMY"
            if int(match[2]) > 12:
                return "MDY"
    return None

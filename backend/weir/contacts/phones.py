"""Phone numbers as they are compared: E.164, China by default."""

import re
import unicodedata

CN_MOBILE = re.compile(r"1[3-9]\d{9}")
# Area codes have three or four digits with their zero, local numbers seven or eight.
CN_LANDLINE = re.compile(r"0(10|2\d|[3-9]\d{2})([2-9]\d{6,7})")
EXTENSION = re.compile(r"(?:转|分机|ext\.?|x|#)\D*(\d{1,6})\D*$", re.IGNORECASE)


def phone_key(text: str | None) -> str | None:
    """A mobile number in E.164 (China by default), or None when it is not one: 400 and 800 numbers never match."""
    if not text:
        return None
    plain = unicodedata.normalize("NFKC", text)
    international = plain.strip().startswith("+") or plain.strip().startswith("00")
    digits = re.sub(r"\D", "", plain).removeprefix("00")
    if digits.startswith("86") and CN_MOBILE.fullmatch(digits[2:]):
        digits, international = digits[2:], False
    if CN_MOBILE.fullmatch(digits) and not (international and not digits.startswith("86")):
        return f"+86{digits}"
    if digits.startswith(("400", "800")) or not 7 <= len(digits) <= 15:
        return None
    return f"+{digits}" if international else None


def line_key(text: str | None) -> str | None:
    """Any number: a mobile as above, a landline with its area code and extension (`+862155556666;ext=8`).

    None for what is no number by which somebody can be recognised, such as 400 and 800 numbers or one without its area code.
    """
    if not text:
        return None
    plain = unicodedata.normalize("NFKC", text).strip()
    found = EXTENSION.search(plain)
    head = plain[: found.start()] if found else plain
    digits = re.sub(r"\D", "", head)
    if digits.startswith("00"):
        digits = digits[2:]
    elif not head.startswith("+") and not digits.startswith("86"):
        local = CN_LANDLINE.fullmatch(digits)
        return _with_extension(f"+86{local[1]}{local[2]}", found) if local else phone_key(head)
    if digits.startswith("86") and (local := CN_LANDLINE.fullmatch("0" + digits[2:].removeprefix("0"))):
        return _with_extension(f"+86{local[1]}{local[2]}", found)
    return phone_key(head)


def _with_extension(number: str, found: re.Match[str] | None) -> str:
    return f"{number};ext={found[1]}" if found else number

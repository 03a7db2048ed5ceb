"""Fractional ranks: the place of a card in its column is a text between its neighbours', so a move writes one row only.

A rank is a whole number and perhaps a fraction. The whole number opens with a letter that tells how many digits follow (`a` one, `b`
two… upwards, `Z` one, `Y` two… below zero), so that putting cards on top or at the end again and again makes it longer only with
the logarithm of their number. The fraction is what lies between two neighbours. Ranks are compared as bytes (C collation).
"""

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
BASE = len(DIGITS)
FIRST = "a0"


def between(low: str | None, high: str | None) -> str:
    """A rank strictly between two ranks; None is the top or the bottom of the column.

    Raises `ValueError` when `low` is not below `high`.
    """
    if low is not None and high is not None and low >= high:
        raise ValueError(f"{low!r} is not below {high!r}")
    if low is None and high is None:
        return FIRST
    if low is None:
        whole = _whole(str(high))
        # With a fraction behind it, the whole number itself lies below.
        return whole if len(whole) < len(str(high)) else _step(whole, -1)
    whole, rest = _whole(low), low[len(_whole(low)) :]
    if high is None:
        return _step(whole, 1)
    if whole == _whole(high):
        return whole + _fraction(rest, high[len(whole) :])
    above = _step(whole, 1)
    return above if above < high else whole + _fraction(rest, "")


def spread(count: int) -> list[str]:
    """`count` ranks in ascending order, for rows that arrive together in an empty column."""
    found, rank = [], FIRST
    for _ in range(count):
        found.append(rank)
        rank = _step(rank, 1)
    return found


def _whole(rank: str) -> str:
    """The whole number at the head of a rank."""
    head = rank[0]
    digits = ord(head) - ord("a") + 1 if head >= "a" else ord("Z") - ord(head) + 1
    return rank[: digits + 1]


def _step(whole: str, by: int) -> str:
    """The next whole number up (1) or down (-1)."""
    head, digits = whole[0], [DIGITS.index(one) for one in whole[1:]]
    for place in reversed(range(len(digits))):
        digits[place] += by
        if 0 <= digits[place] < BASE:
            return head + "".join(DIGITS[one] for one in digits)
        digits[place] %= BASE
    return _longer(head) if by > 0 else _shorter(head)


def _longer(head: str) -> str:
    """The first number behind the last one that opens with `head`."""
    if head == "Z":
        return FIRST
    following = chr(ord(head) + 1)
    count = ord(following) - ord("a") + 1 if following >= "a" else ord("Z") - ord(following) + 1
    return following + DIGITS[0] * count


def _shorter(head: str) -> str:
    """The last number before the first one that opens with `head`."""
    preceding = "Z" if head == "a" else chr(ord(head) - 1)
    count = ord(preceding) - ord("a") + 1 if preceding >= "a" else ord("Z") - ord(preceding) + 1
    return preceding + DIGITS[-1] * count


def _fraction(low: str, high: str) -> str:
    """A fraction strictly between two; an empty `high` is one. It never ends in `0`, so that there is room below it."""
    place, head = 0, ""
    while True:
        left = DIGITS.index(low[place]) if place < len(low) else 0
        right = DIGITS.index(high[place]) if place < len(high) else BASE
        if right - left > 1:
            return head + DIGITS[(left + right) // 2]
        head += DIGITS[left]
        if right > left:
            # Anything below `high` from here on; only `low` still bounds it.
            high = ""
        place += 1

"""Fractional ranks: the place of a card in its column is a text between its neighbours', so a move writes one row only."""

# Sorted as bytes by the database's C collation.
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
BASE = len(DIGITS)


def between(low: str | None, high: str | None) -> str:
    """A rank strictly between two ranks; None is the top or the bottom of the column.

    Ranks never end in `0`, so that there is always room below them. Raises `ValueError` when `low` is not below `high`.
    """
    low, high = low or "", high or ""
    if high and low >= high:
        raise ValueError(f"{low!r} is not below {high!r}")
    place, head = 0, ""
    while True:
        left = DIGITS.index(low[place]) if place < len(low) else 0
        right = DIGITS.index(high[place]) if place < len(high) else BASE
        if high and place >= len(high):
            right = BASE
        if right - left > 1:
            return head + DIGITS[(left + right) // 2]
        head += DIGITS[left]
        if right > left:
            # Anything below `high` from here on; only `low` still bounds it.
            high = ""
        place += 1


def spread(count: int) -> list[str]:
    """`count` ranks in ascending order, evenly apart, for rows that arrive together."""
    width = 1
    while BASE**width < (count + 1) * 2:
        width += 1
    step = BASE**width // (count + 1)
    return [_digits((index + 1) * step, width) for index in range(count)]


def _digits(number: int, width: int) -> str:
    found = ""
    for _ in range(width):
        number, digit = divmod(number, BASE)
        found = DIGITS[digit] + found
    return found.rstrip("0") or "1"

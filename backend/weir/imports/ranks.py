"""Places of imported deals in their columns: below the cards that are there, in the order of the file."""

from typing import Any
from uuid import UUID

from weir.deals.rank import DIGITS, between
from weir.imports.acting import Acting

# 36^5 rows: more than a file may have.
WIDTH = 5


class Ranks:
    """A rank for a stage and a row number, without looking at the other rows."""

    def __init__(self, acting: Acting):
        self.acting = acting
        self._below: dict[Any, str] = {}

    def of(self, stage_id: UUID, row_no: int) -> str:
        """The rank: what stands below the last card, followed by the row number. It never ends in `0`."""
        head = self._below.get(stage_id)
        if head is None:
            rows = self.acting.rows(
                "select max(rank) from deal where stage_id = %s and deleted_at is null and length(rank) < 40",
                [stage_id],
            )
            head = self._below[stage_id] = between(rows[0][0] or None, None)
        number, text = row_no, ""
        for _ in range(WIDTH):
            number, digit = divmod(number, len(DIGITS))
            text = DIGITS[digit] + text
        return f"{head}{text}i"

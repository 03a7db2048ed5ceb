"""The few ways to say no: a `Refusal` is an answer a person can act on; everything else is a bug and is masked."""

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field as made
from typing import Any

from weir.messages import say


@dataclass(eq=False)
class Refusal(Exception):
    """A "no" the caller can do something about.

    `code` names the rule and the message (see `weir.messages`); `field` is the input path it belongs to, in API names;
    `params` fill the message; `data` is what the payload carries besides (unmet items, the current version).
    """

    code: str
    field: Sequence[str] = ()
    params: dict[str, Any] = made(default_factory=dict)
    data: dict[str, Any] = made(default_factory=dict)

    def message(self, locale: str) -> str:
        """The refusal in the reader's language."""
        return say(self.code, locale, self.params)


class Refusals(Exception):
    """Several refusals at once, so that a form can mark every wrong field."""

    def __init__(self, refusals: Sequence[Refusal]):
        super().__init__("; ".join(one.code for one in refusals))
        self.refusals = list(refusals)


def not_found(*path: str) -> Refusal:
    """The one answer for "does not exist" and for "you may not see it"."""
    return Refusal("NOT_FOUND", path or ("id",))


def forbidden(*path: str) -> Refusal:
    """The row is visible, the verb is not allowed."""
    return Refusal("FORBIDDEN", path)

"""Whom something is shared with, as an input says it: people, teams, roles. Used by what is opened rather than owned: views, reports."""

from typing import Any

from sqlmodel import col, select

from weir.catalog.ids import key_of
from weir.changing.change import Change
from weir.db.record import Record
from weir.errors import Refusal
from weir.identity.model import Team, User

MAX_SHARES = 25
RECEIVERS: tuple[tuple[str, type[Record], str], ...] = (("userIds", User, "user_id"), ("teamIds", Team, "team_id"))


async def share(change: Change, model: type[Record], link: str, record: Any, given: dict[str, Any]) -> None:
    """Makes the record's shares what `userIds`, `teamIds` and `roles` say; what is left out stays.

    `model` holds the shares and `link` is its column that points at the record.
    """
    for name, kind, column in RECEIVERS:
        if given.get(name) is None:
            continue
        entry = "user" if kind is User else "team"
        keys = given[name][: MAX_SHARES + 1]
        wanted = {(await change.see(kind, key_of(one, entry), name)).id for one in keys}
        wanted.discard(record.owner_id)
        await _keep(change, model, link, record, column, wanted, name)
    if given.get("roles") is not None:
        await _keep(change, model, link, record, "role", set(given["roles"]), "roles")
    await change.save("shared")


async def _keep(
    change: Change, model: type[Record], link: str, record: Any, column: str, wanted: set[Any], name: str
) -> None:
    if len(wanted) > MAX_SHARES:
        raise Refusal("LIMIT", (name,), {"max": MAX_SHARES})
    receiver = col(getattr(model, column))
    rows = select(model).where(getattr(model, link) == record.id, receiver.is_not(None))
    known = {getattr(row, column): row for row in (await change.session.exec(rows)).all()}  # type: ignore[attr-defined]
    for key in wanted - set(known):
        change.add(model(**{link: record.id, column: key}))
    for key in set(known) - wanted:
        await change.session.delete(known[key])
        change.record(model, known[key].id, "removed", {column: [str(key), None]})

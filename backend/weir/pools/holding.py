"""What pools hold: the few words in which the engine differs between leads and accounts. Everything else is done once, for both."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from weir.access.belonging import POOLED
from weir.activities.model import NotificationKind
from weir.catalog.ids import key_of
from weir.catalog.registry import OBJECTS
from weir.changing.change import Change
from weir.changing.inputs import tidy
from weir.changing.records import active_user, own
from weir.db.record import Record
from weir.errors import Refusal
from weir.pools.rules import COUNTED


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Holding:
    """One kind of record that pools hold: `SQL` parts name a row by `{a}` and its pool by `{p}`."""

    name: str
    """Its name in the catalog; its pools are `<name>_pool`."""
    one: tuple[str, str]
    """What one is called in refusals, such as `this lead`."""
    some: tuple[str, str]
    """What several are called, after their number."""
    place: tuple[str, str]
    """What its pools are called."""
    waiting: tuple[str, str]
    """What several that wait are called."""
    home: str
    """The function that says under which pool somebody's rows are."""
    adopts: str
    """SQL: with an owner, it comes under the rules of a pool that is new."""
    runs: str
    """SQL: with an owner, it has a clock, as far as its kind decides it."""
    high: str
    """SQL: the days of the first kind go for it, then those of the second."""
    low: str
    protected: str
    """SQL: until when it does not go back, as its own row and the pool say."""
    won: str
    """SQL: when it last came to what it is held for."""
    same: str
    """SQL: the ids whose past owners count as its own."""
    no_result: str
    """What the ownership history says when it came to nothing for too long."""
    recycles: NotificationKind
    recycled: NotificationKind
    receives: Callable[[frozenset[str]], bool]
    """Whether somebody with these roles can work it."""
    taken: Callable[[Change, Any], None]
    """What being claimed does to a record besides."""
    disown: Callable[..., Awaitable[None]]
    """Takes it from its owner into a pool: `(change, row, cause, reason, pool_id=...)`."""

    @property
    def model(self) -> type[Record]:
        """The model of what is held."""
        return OBJECTS[self.name].model  # type: ignore[return-value]

    @property
    def pool(self) -> str:
        """The name of its pools in the catalog, which is their table as well."""
        return f"{self.name}_pool"

    @property
    def waits(self) -> str:
        """SQL: it waits to be claimed."""
        return POOLED[self.name]

    @property
    def held(self) -> str:
        """SQL: a row `h` counts as held by its owner."""
        return COUNTED[self.name]

    @property
    def own(self) -> str:
        """The right to have one."""
        return f"{self.name}.own"

    @property
    def assign(self) -> str:
        """The right to deal them out."""
        return f"{self.name}.assign"

    def days(self, a: str, p: str) -> str:
        """SQL: the days without a follow-up that go for a row."""
        return (
            f"case when {self.high.format(a=a)} then {p}no_follow_up_days_high"
            f" when {self.low.format(a=a)} then {p}no_follow_up_days_low else {p}no_follow_up_days end"
        )

    def sql(self, text: str) -> str:
        """A statement over `{thing}` and its `{pool}`, with the parts of this kind for a row `x` of a pool `p` put in."""
        return _sql(self, text)

    def refuse(self, code: str, path: str = "id", **more: Any) -> Refusal:
        """A refusal that names what is held."""
        return Refusal(code, (path,), {"one": self.one, "some": self.some, "place": self.place, **more})


HOLDINGS: dict[str, Holding] = {}


def register(holding: Holding) -> Holding:
    """Lets pools hold it."""
    HOLDINGS[holding.name] = HOLDINGS[holding.pool] = holding
    return holding


@cache
def _sql(holding: Holding, text: str) -> str:
    parts = {
        name: getattr(holding, name).format(a="x", p="p")
        for name in ("waits", "held", "adopts", "runs", "protected", "won", "same")
    }
    return text.format(thing=holding.name, pool=holding.pool, home=holding.home, days=holding.days("x", "p."), **parts)


async def assign(change: Change, holding: Holding, row: Any, given: dict[str, Any]) -> Any:
    """Gives a record an owner, who is told; no limit of a pool stands against it."""
    change.require(holding.assign)
    user = await receiver(change, holding, key_of(given["ownerId"], "user"))
    if row.owner_id != user.id:
        was = {"was_owner": row.owner_id, "was_department": row.department_id}
        await own(change, row, user.id, "assigned", tidy(given.get("reason") or "")[:500] or None)
        await change.save("assigned", **was)
    return row


async def receiver(change: Change, holding: Holding, key: Any, path: str = "ownerId") -> Any:
    """A person who can work what is held. Raises `Refusal`."""
    user = await active_user(change, key, path)
    await can_own(change, holding, user.id, path)
    return user


async def can_own(change: Change, holding: Holding, key: Any, path: str = "ownerId") -> None:
    """Raises `Refusal` when somebody's roles do not let them work what is held."""
    sql = (
        'select u.name, array(select r.role from user_role r where r.user_id = u.id) from "user" u where u.id = %(key)s'
    )
    ((name, roles),) = await change.once(("can_own", key), lambda: change.fetch(sql, {"key": key}))
    if not holding.receives(frozenset(roles)):
        raise holding.refuse(f"{holding.name.upper()}_RECEIVER", path, name=name)

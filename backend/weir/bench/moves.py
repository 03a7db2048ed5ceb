"""Moving a deal, as a client of the API asks for it, and the same SQL sent by hand: lock, stages, place, stay, deal, trail, answer."""

from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

import orjson
import psycopg
from uuid_utils.compat import uuid7

from weir.catalog.ids import encode
from weir.changing.change import TRAIL
from weir.deals.visits import VISIT

LOCK = "select owner_id, base_amount, probability, * from deal where id = %(deal)s and version = %(version)s for update"
STAGES = "select * from stage where pipeline_id = %(pipeline)s and deleted_at is null order by position"
PLACE = (
    "select rank from deal where stage_id = %(stage)s and deleted_at is null and id <> %(deal)s order by rank limit 1"
)
DEAL = """update deal set stage_id = %(stage)s, rank = %(rank)s, probability = %(chance)s, forecast_category = %(category)s,
    stage_entered_at = now(), updated_at = now(), version = version + 1 where id = %(deal)s and version = %(version)s returning version"""
ANSWER = """select (select row_to_json(x) from (select d.id, d.version, d.rank,
    (select row_to_json(y) from (select s.id from stage s where s.id = d.stage_id) y) as stage) x)::text
    from deal d where d.id = %(deal)s"""


@dataclass
class Place:
    """Where a deal is now: its version, and which of the two stages."""

    deal: UUID
    version: int
    stage: int


@dataclass
class Target:
    """One of the two stages: what a deal gets of it."""

    stage: UUID
    chance: int
    category: str


class Moves:
    """Moves of deals from one of two stages to the other, each with the version the last answer gave."""

    QUERY = (
        "mutation($input: MoveDealInput!) { moveDeal(input: $input) { deal { id version stage { id } rank }"
        " userErrors { code message } } }"
    )

    def __init__(self, places: list[Place], targets: list[Target]):
        self.places = places
        self.stages = [encode("stage", one.stage) for one in targets]

    def body(self, turn: int) -> bytes:
        """The request of a turn; the same deal comes again only after all the others."""
        place = self.places[turn % len(self.places)]
        given = {
            "id": encode("deal", place.deal),
            "version": place.version,
            "stageId": self.stages[1 - place.stage],
            "reason": "bench",
        }
        return orjson.dumps({"query": self.QUERY, "variables": {"input": given}})

    def done(self, turn: int, answer: bytes) -> None:
        """Keeps the new version. Raises `RuntimeError` when the move was refused."""
        payload = orjson.loads(answer)["data"]["moveDeal"]
        if payload["userErrors"]:
            raise RuntimeError(str(payload["userErrors"]))
        place = self.places[turn % len(self.places)]
        place.version, place.stage = payload["deal"]["version"], 1 - place.stage


class RawMoves:
    """The same for the bare server, which makes them with `move_by_hand`."""

    def __init__(self, places: list[Place], targets: list[Target], pipeline: UUID, actor: UUID | None):
        self.places, self.targets = places, targets
        self.said = {"pipeline": pipeline, "actor": actor}

    def body(self, turn: int) -> bytes:
        """The request of a turn."""
        place = self.places[turn % len(self.places)]
        there = {"from": self.targets[place.stage].stage, **asdict(self.targets[1 - place.stage])}
        return orjson.dumps({"deal": place.deal, "version": place.version, **there, **self.said})

    def done(self, turn: int, answer: bytes) -> None:
        """Keeps the new version."""
        place = self.places[turn % len(self.places)]
        place.version, place.stage = orjson.loads(answer)["data"]["version"], 1 - place.stage


async def move_by_hand(connection: psycopg.AsyncConnection[Any], given: dict[str, Any]) -> str:
    """One move in one transaction, on an autocommit connection; the answer is JSON text."""
    key = given["deal"]
    async with connection.transaction():
        now = await (await connection.execute(LOCK, given)).fetchone()
        if now is None:
            raise RuntimeError("Somebody else moved the deal.")
        await (await connection.execute(STAGES, given)).fetchall()
        first = await (await connection.execute(PLACE, given)).fetchone()
        given["rank"] = (first[0][:60] if first else "a0") + "!"
        owner, amount, chance, *_ = now
        before = {"owner": owner, "amount": amount, "probability": chance}
        await connection.execute(VISIT, {**_VISIT, **given, **before, "id": uuid7()})
        await connection.execute(DEAL, given)
        trail = {"object_type": "deal", "object_id": key}
        entry = {**trail, "action": "deal.moved", "changes": {"stage_id": [given["from"], given["stage"]]}}
        event = {**trail, "id": str(uuid7()), "type": "deal.moved", "payload": {"stage": given["stage"]}, "body": "{}"}
        values = {"audits": orjson.dumps([entry]).decode(), "events": orjson.dumps([event]).decode()}
        await connection.execute(TRAIL, {**_TRAIL, **given, **values})
        answer = await (await connection.execute(ANSWER, given)).fetchone()
    return str(answer[0]) if answer else "null"


_VISIT: dict[str, Any] = {
    **{"at": "now", "exited_at": None, "reason": "bench"},
    **{"skip": False, "back": False, "override": False, "undo": False},
}
_TRAIL: dict[str, Any] = {"now": "now", "identity": "user"}

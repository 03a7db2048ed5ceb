"""Trains the prediction, puts a version in use, and writes the chances on the open leads."""

import asyncio
import logging
import sys
from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import orjson
from sqlmodel import func, select

from weir.catalog.ids import key_of
from weir.changing.change import Change
from weir.changing.records import create
from weir.errors import Refusal
from weir.jobs import PERIODIC, Interrupted, Periodic, Worker, defer_in, job
from weir.leads.kinds import OPEN_STATUSES
from weir.scoring.featuring import FACTS, JOINS, OTHER, UNKNOWN, chance, features_of
from weir.scoring.predictive_model import LEAST_CLOSED, LEAST_EACH, PredictionRefusal, PredictionStatus, PredictiveModel
from weir.sweeping import acting, pass_over

log = logging.getLogger("weir.scoring")
TRAIN, PREDICT = "scoring.train", "scoring.predict"
SYSTEM = "lead-predictions"
BATCH = 500
MOST_CLOSED = 20_000
RETRAIN_DAYS, RETRAIN_NEW = 30, 20
CHECK_SECONDS = 3600
POLL_SECONDS = 0.5
USABLE = (PredictionStatus.OFFERED, PredictionStatus.RETIRED)
# A duplicate says nothing about the lead: the other one went on.
CLOSED = """x.deleted_at is null
    and (x.status = 'CONVERTED' or x.status = 'INVALID' and x.invalid_reason is distinct from 'DUPLICATE')"""
EXAMPLES = f"""
select c.won, {FACTS} from (select x.*, x.status = 'CONVERTED' as won from lead x where {CLOSED}
    order by x.created_at desc, x.id desc limit {MOST_CLOSED}) x cross join lateral (select x.won) c {JOINS} order by x.created_at, x.id
"""
NEXT = f"""
select x.id from lead x where (%(after)s::uuid is null or x.id > %(after)s) and x.chance_version is distinct from %(number)s
    and x.status in ({OPEN_STATUSES}) order by x.id limit {BATCH} for no key update
"""
WRITE = """
update lead l set chance = s.chance, chance_at = %(now)s, chance_version = %(number)s
from jsonb_to_recordset(%(chances)s::jsonb) s(id uuid, chance numeric) where l.id = s.id
"""
CLEAR = "update lead set chance = null, chance_at = null, chance_version = null where id = any(%(keys)s)"


async def create_predictive_model(change: Change, given: dict[str, Any]) -> PredictiveModel:
    """Begins a training. Raises `Refusal` while another runs."""
    change.allow("create", PredictiveModel)
    query = select(PredictiveModel.id).where(PredictiveModel.status == PredictionStatus.TRAINING)
    if (await change.session.execute(query)).first() is not None:
        raise Refusal("PREDICTION_BUSY")
    last = await change.session.scalar(select(func.max(PredictiveModel.number)))
    model = await create(change, PredictiveModel, given, number=(last or 0) + 1, trained_by_id=change.viewer.user_id)
    await defer_in(change.session, TRAIN, lock=TRAIN, model=str(model.id))
    return model


async def cancel_predictive_model(change: Change, given: dict[str, Any]) -> PredictiveModel:
    """Stops a training; one that has ended stays as it is."""
    model = await _load(change, given)
    if model.status is PredictionStatus.TRAINING:
        model.status, model.finished_at = PredictionStatus.CANCELLED, change.now
        await change.save("cancelled")
    return model


async def activate_predictive_model(change: Change, given: dict[str, Any]) -> PredictiveModel:
    """Puts an offered or retired version in use. Raises `Refusal` for one that never was usable."""
    model = await _load(change, given)
    if model.status is PredictionStatus.ACTIVE:
        return model
    if model.status not in USABLE:
        raise Refusal("PREDICTION_UNUSABLE", ("id",))
    await _use(change, model)
    return model


async def retire_predictive_model(change: Change, given: dict[str, Any]) -> PredictiveModel:
    """Takes the version in use out of it; open leads have no chance any more."""
    model = await _load(change, given)
    if model.status is PredictionStatus.ACTIVE:
        model.status = PredictionStatus.RETIRED
        await change.save("retired")
        await defer_in(change.session, PREDICT, lock=PREDICT)
    return model


async def _load(change: Change, given: dict[str, Any]) -> PredictiveModel:
    return await change.load(PredictiveModel, key_of(given["id"], "predictive_model"))


async def _use(change: Change, model: PredictiveModel) -> None:
    before = await in_use(change)
    if before is not None:
        before.status = PredictionStatus.RETIRED
        await change.save("retired")
    model.status = PredictionStatus.ACTIVE
    await change.save("activated")
    await defer_in(change.session, PREDICT, lock=PREDICT)


async def in_use(change: Change) -> PredictiveModel | None:
    """The version in use."""
    query = select(PredictiveModel).where(PredictiveModel.status == PredictionStatus.ACTIVE)
    found: PredictiveModel | None = await change.session.scalar(query)
    return found


@job(TRAIN)
async def train(worker: Worker, model: str) -> None:
    """Trains one version. Run again it begins anew; cancelled, it stops within a second."""
    key = UUID(model)
    try:
        async with acting(worker, SYSTEM) as change:
            found = await _training(change, key)
            if found is None:
                return
            examples = await change.fetch(EXAMPLES, {})
            won = sum(bool(one[0]) for one in examples)
            found.converted, found.lost, found.progress = won, len(examples) - won, 30
            if len(examples) < LEAST_CLOSED or min(won, len(examples) - won) < LEAST_EACH:
                found.status, found.refusal = PredictionStatus.REFUSED, PredictionRefusal.TOO_FEW
                found.finished_at = change.now
            await change.save("gathered")
            active = await in_use(change)
            asked = {
                "rows": [features_of(facts) for _, facts in examples],
                "outcomes": [int(won) for won, _ in examples],
                "active": active and {"spec": active.spec, "intercept": active.intercept},
            }
        if found.status is PredictionStatus.TRAINING:
            made = await _fitted(worker, key, orjson.dumps(asked))
            if made is not None:
                async with acting(worker, SYSTEM) as change:
                    await _keep(change, key, made)
    except Interrupted:
        raise
    except Exception:
        log.exception("training %s failed", key.hex)
        async with acting(worker, SYSTEM) as change:
            if (failed := await _training(change, key)) is not None:
                failed.status, failed.finished_at = PredictionStatus.FAILED, change.now
                await change.save("failed")


async def _training(change: Change, key: UUID) -> PredictiveModel | None:
    found = await change.session.get(PredictiveModel, key, with_for_update=True)
    return found if found is not None and found.status is PredictionStatus.TRAINING else None


async def _fitted(worker: Worker, key: UUID, asked: bytes) -> dict[str, Any] | None:
    """What the training process answers; None when the training was cancelled meanwhile."""
    pipe = asyncio.subprocess.PIPE
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "weir.scoring.fitting", stdin=pipe, stdout=pipe, stderr=pipe
    )
    answer = asyncio.create_task(child.communicate(asked))
    try:
        while not (await asyncio.wait({answer}, timeout=POLL_SECONDS))[0]:
            if worker.stop.is_set():
                raise Interrupted
            async with acting(worker, SYSTEM) as change:
                if await _training(change, key) is None:
                    return None
        out, told = answer.result()
        if child.returncode:
            raise RuntimeError(told.decode(errors="replace")[-2000:])
        return dict(orjson.loads(out))
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()


async def _keep(change: Change, key: UUID, made: dict[str, Any]) -> None:
    model = await _training(change, key)
    if model is None:
        return
    model.trained_on, model.held_out, model.progress, model.finished_at = (
        made["trained_on"],
        made["held_out"],
        100,
        change.now,
    )
    if made["auc"] is not None:
        for name in ("auc", "brier", "base_rate", "active_auc"):
            setattr(model, name, None if made[name] is None else round(Decimal(made[name]), 4))
        model.bins, model.spec, model.spread, model.intercept = (
            made[name] for name in ("bins", "spec", "spread", "intercept")
        )
        model.weights = [
            {
                "feature": one["feature"],
                "level": None if one.get("level") in (OTHER, UNKNOWN) else one.get("level"),
                "is": {OTHER: "OTHER", UNKNOWN: "UNKNOWN"}.get(one.get("level", "")),
                "weight": round(one["weight"], 4),
            }
            for one in sorted(made["spec"], key=lambda one: -abs(one["weight"]))
        ]
    if model.auc is None or model.auc <= Decimal("0.5"):
        model.status, model.refusal = PredictionStatus.REFUSED, PredictionRefusal.NO_SKILL
    elif model.active_auc is not None and model.auc < model.active_auc:
        model.status = PredictionStatus.OFFERED
    else:
        await _use(change, model)
        return
    await change.save("trained")


async def predict(change: Change, model: PredictiveModel, keys: Sequence[UUID]) -> None:
    """Writes the chances of some leads that are locked."""
    if not keys:
        return
    rows = await change.fetch(
        f"select x.id, {FACTS} from lead x {JOINS} where x.id = any(%(keys)s)", {"keys": list(keys)}
    )
    chances = [
        {"id": str(key), "chance": round(100 * chance(model.spec, model.intercept, features_of(facts)), 1)}
        for key, facts in rows
    ]
    await change.fetch(
        WRITE,
        {"chances": orjson.dumps(chances).decode(), "now": change.now, "number": model.number},
    )


@job(PREDICT)
async def predict_all(worker: Worker) -> None:
    """Writes the chances of all open leads by the version in use, or clears them when there is none."""
    await pass_over(worker, SYSTEM, _predicted, BATCH)


async def _predicted(change: Change, after: UUID | None) -> Sequence[UUID]:
    model = await in_use(change)
    number = model.number if model else None
    keys = [key for (key,) in await change.fetch(NEXT, {"after": after, "number": number})]
    if model is not None:
        await predict(change, model, keys)
    elif keys:
        await change.fetch(CLEAR, {"keys": keys})
    return keys


async def retrain(worker: Worker) -> None:
    """Trains anew once a month while a version is in use and enough leads have closed since."""
    async with acting(worker, SYSTEM) as change:
        model = await in_use(change)
        if model is None or model.finished_at is None:
            return
        last = await change.session.scalar(select(func.max(PredictiveModel.created_at)))
        if last is not None and last > change.now - timedelta(days=RETRAIN_DAYS):
            return
        ((closed,),) = await change.fetch(f"select count(*) from lead x where {CLOSED}", {})
        if closed >= model.converted + model.lost + RETRAIN_NEW:
            await create_predictive_model(change, {})


PERIODIC.append(Periodic("leads.predictions", CHECK_SECONDS, retrain))

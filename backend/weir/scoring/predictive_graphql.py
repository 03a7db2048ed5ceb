"""The prediction in the API: its versions, and why a lead has its chance."""

import datetime as dt
from decimal import Decimal
from typing import Any

import strawberry
from sqlmodel.ext.asyncio.session import AsyncSession
from strawberry import Info

from weir.access.predicate import visible
from weir.catalog.ids import key_of
from weir.catalog.registry import object_of
from weir.changing.change import Change
from weir.graphql.inputs import RecordID, given_id
from weir.graphql.nouns import create_verb, simple_verb
from weir.graphql.operation import Operation
from weir.leads.model import Lead
from weir.scoring import training
from weir.scoring.featuring import COUNTS, DAYS, FACTS, JOINS, LEVELS, chance, features_of, parts
from weir.scoring.predictive_model import PredictiveModel

SHOWN = 5
# What moves the chance by less is not a reason.
LEAST_MOVE = 0.005
COUNTED = {
    "size": ("员工数", "Employees"),
    "company": ("填写了公司", "Names a company"),
    "title": ("填写了职务", "Names a title"),
    "touches": ("前 7 天来访次数", "Times they came in 7 days"),
    "inbound": ("前 7 天主动联系次数", "Times they wrote or called in 7 days"),
    "meetings": ("前 7 天会议和拜访", "Meetings and visits in 7 days"),
    "calls": ("前 7 天接通电话", "Calls answered in 7 days"),
    "events": ("前 7 天参加活动", "Events attended in 7 days"),
    "answered": ("7 天内得到响应", "Answered within 7 days"),
}
NOT_SAID, NO, YES = ("未填写", "not said"), ("否", "no"), ("是", "yes")


@strawberry.type(description="What one feature of a lead does to its chance.")
class PredictionReason:
    """One reason."""

    feature: str = strawberry.field(description="The feature, in the viewer's language.")
    value: str = strawberry.field(description="What the lead has there.")
    points: Decimal = strawberry.field(
        description="By how many percentage points it moves the chance, below zero for against."
    )


@strawberry.type(description="A lead's chance to convert by the closed leads, and why.")
class LeadPrediction:
    """A prediction with its reasons."""

    chance: Decimal = strawberry.field(description="0 to 100 percent.")
    top_percent: int = strawberry.field(
        description="It is among so many percent of the best, by the leads held out of the training."
    )
    at: dt.datetime = strawberry.field(description="When it was predicted.")
    model_number: int = strawberry.field(description="By which version.")
    days: int = strawberry.field(description="Only what was known so many days after the lead came counts.")
    reasons: list[PredictionReason] = strawberry.field(description="The five that move it most.")


async def lead_prediction(root: Any, info: Info, id: RecordID) -> LeadPrediction | None:
    """Why a lead has its chance; null without one, when the lead does not exist for the viewer, and for partners."""
    operation: Operation = info.context
    viewer = operation.viewer
    if viewer.partner_id is not None:
        return None
    async with AsyncSession(operation.database.engine, autoflush=False) as session:
        change = Change(session, viewer)
        model = await training.in_use(change)
        rows = await change.fetch(
            f"select x.chance_at, x.chance_version, {FACTS} from lead x {JOINS} where x.id = %(key)s and {visible('lead', 'x', viewer)}",
            {**viewer.params, "key": key_of(id, "lead")},
        )
    if model is None or not rows or rows[0][1] != model.number:
        return None
    at, number, facts = rows[0]
    row = features_of(facts)
    found = chance(model.spec, model.intercept, row)
    name = 0 if viewer.is_chinese else 1
    moved = [one for one in parts(model.spec, model.intercept, row) if abs(one[1]) >= LEAST_MOVE]
    return LeadPrediction(
        chance=Decimal(str(round(100 * found, 1))),
        top_percent=max(1, sum(found <= one for one in model.spread[1:])),
        at=at,
        model_number=number,
        days=DAYS,
        reasons=[
            PredictionReason(
                feature=_label(feature)[name],
                value=_value(feature, row[feature], name),
                points=Decimal(str(round(100 * by, 1))),
            )
            for feature, by in moved[:SHOWN]
        ],
    )


def _label(feature: str) -> tuple[str, str]:
    if feature in COUNTED:
        return COUNTED[feature]
    info = object_of(Lead).fields[feature].info
    return info.zh, info.en


def _value(feature: str, value: Any, name: int) -> str:
    if value is None:
        return NOT_SAID[name]
    if feature in ("company", "title", "answered"):
        return (YES if value else NO)[name]
    if feature == "buying_role":
        kind = object_of(Lead).fields[feature].info.enum
        assert kind is not None
        return (kind(value).zh, kind(value).en)[name]
    return str(value)


@strawberry.type(description="A feature of the predictions with a name people read.")
class PredictionFeature:
    """A feature."""

    name: str = strawberry.field(description="As `PredictiveModel.weights` calls it.")
    label: str = strawberry.field(description="In the viewer's language.")


def prediction_features(root: Any, info: Info) -> list[PredictionFeature]:
    """The features a prediction may use."""
    name = 0 if info.context.viewer.is_chinese else 1
    return [PredictionFeature(name=one, label=_label(one)[name]) for one in (*LEVELS, *COUNTS)]


def queries() -> dict[str, Any]:
    """The special reads of predictions."""
    return {
        "lead_prediction": strawberry.field(
            resolver=lead_prediction,
            description="A lead's predicted chance and why; null without one, for leads out of sight, and for partners.",
        ),
        "prediction_features": strawberry.field(
            resolver=prediction_features, description="What the predictive score may look at; nothing else is used."
        ),
    }


def mutations() -> dict[str, Any]:
    """The verbs of predictive models."""
    entry = object_of(PredictiveModel)
    by_id = given_id("version", version=False)
    return {
        **create_verb(entry, training.create_predictive_model),
        **simple_verb("cancelPredictiveModel", entry, training.cancel_predictive_model, "Stops a training.", by_id),
        **simple_verb(
            "activatePredictiveModel",
            entry,
            training.activate_predictive_model,
            "Puts an offered or retired version in use.",
            by_id,
        ),
        **simple_verb(
            "retirePredictiveModel",
            entry,
            training.retire_predictive_model,
            "Takes the version in use out of it; open leads have no prediction any more.",
            by_id,
        ),
    }

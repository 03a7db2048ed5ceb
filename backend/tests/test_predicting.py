"""The predictive score: learnt from what was known early, refused on too little, explained, and never mixed with the rules."""

import asyncio
import random
from typing import Any
from unittest.mock import AsyncMock

import pytest
from cast import Cast, Person
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from weir.jobs import Worker
from weir.scoring import training
from weir.scoring.featuring import chance, features_of, parts, vector
from weir.scoring.fitting import fit
from weir.scoring.keeping import score_what_happened
from weir.scoring.training import predict_all, retrain, train

pytestmark = pytest.mark.slow

STATE = (
    "predictiveModel { id number status refusal auc heldOut trainedOn converted lost needsClosed needsEach activeAuc }"
)


def example(chooser: random.Random, *, good: bool) -> dict[str, Any]:
    """A lead of a fair, which is good, or of an advertisement."""
    source = "展会" if good else "广告投放"
    return features_of(
        {"source": source, "industry": chooser.choice(["制造业", "物流"]), "inbound": chooser.randrange(3)}
    )


def history(count: int, seed: int = 7) -> tuple[list[dict[str, Any]], list[int]]:
    """Leads of which fairs convert nine times in ten, and advertisements once."""
    chooser = random.Random(seed)
    kinds = [chooser.random() < 0.5 for _ in range(count)]
    return [example(chooser, good=one) for one in kinds], [
        int(chooser.random() < (0.9 if one else 0.1)) for one in kinds
    ]


def test_a_planted_feature_is_found_and_the_figures_are_those_of_the_library() -> None:
    rows, outcomes = history(400)
    made = fit(rows, outcomes)
    assert (made["trained_on"], made["held_out"]) == (300, 100)
    assert made["auc"] > 0.8 and made["auc"] < 1
    # The same by the library's own predictions, on the same numbers.
    table = [vector(made["spec"], row) for row in rows]
    theirs = LogisticRegression(C=1.0, max_iter=2000).fit(table[:300], outcomes[:300]).predict_proba(table)[:, 1]
    ours = [chance(made["spec"], made["intercept"], row) for row in rows]
    assert max(abs(a - b) for a, b in zip(ours, theirs, strict=True)) < 1e-9
    assert made["auc"] == pytest.approx(roc_auc_score(outcomes[300:], theirs[300:]))
    assert sum(one["leads"] for one in made["bins"]) == 100
    # What counts most for the lead of a fair is that it is one, and it counts for it.
    feature, moved = parts(made["spec"], made["intercept"], example(random.Random(1), good=True))[0]
    assert feature == "source" and moved > 0.1


def test_training_again_on_the_same_leads_gives_the_same_numbers() -> None:
    assert fit(*history(240)) == fit(*history(240))


def test_with_one_outcome_only_there_is_nothing_to_learn() -> None:
    rows, _ = history(240)
    assert fit(rows, [1] * 240)["auc"] is None


LEADS = """
insert into lead (name, source, industry, status, owner_id, created_at, updated_at, converted_at, invalid_reason)
select '往期 ' || i, case when good then '展会' else '广告投放' end, '制造业', case when won then 'CONVERTED' else 'INVALID' end,
    %s, at, at + interval '20 days', case when won then at + interval '20 days' end, case when not won then 'NO_NEED' end
from (select i, good, case when i %% 10 = 0 then not good else good end as won, now() - interval '400 days' + i * interval '1 day' as at
    from (select i, (i * 7919) %% 13 < 6 as good from generate_series(%s::int, %s::int) i) g) l returning id
"""


async def trained(weir: Cast) -> dict[str, Any]:
    """What 小林 gets when he trains."""
    made = (await weir["xiaolin"].done("createPredictiveModel", STATE))["predictiveModel"]
    await train(worker(weir), str(await key(weir, made["number"])))
    return await version(weir, made["id"])


async def version(weir: Cast, id: str) -> dict[str, Any]:
    ask = f"query($id: ID!) {{ {STATE.replace('predictiveModel {', 'predictiveModel(id: $id) {')} }}"
    return (await weir["xiaolin"].ask(ask, id=id))["predictiveModel"]


async def code(person: Person, verb: str, **given: Any) -> str:
    return str((await person.do(verb, **given))["userErrors"][0]["code"])


async def key(weir: Cast, number: int) -> Any:
    return (await weir.sql("select id from predictive_model where number = %s", number))[0][0]


def worker(weir: Cast) -> Worker:
    return Worker(weir.app.settings, weir.app.database)


async def test_小林_trains_on_closed_leads_and_张三_sees_why_while_partners_see_nothing(
    weir: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    rep, admin = weir["zhangsan"], weir["xiaolin"]
    refused = await trained(weir)
    assert (refused["status"], refused["refusal"]) == ("REFUSED", "TOO_FEW")
    assert refused["converted"] + refused["lost"] < refused["needsClosed"] == 200

    await weir.sql(LEADS, rep.viewer.user_id, 1, 320)
    # Known only when they converted: whoever learnt from it would be right about everything.
    await weir.sql(
        "insert into activity (kind, direction, summary, lead_id, owner_id, occurred_at, created_at)"
        " select 'MEETING', 'INBOUND', '签约', id, owner_id, converted_at, converted_at from lead"
        " where name like '往期 %%' and status = 'CONVERTED' returning id"
    )
    await weir.sql(
        "insert into audit_entry (at, identity, action, object_type, object_id, changes)"
        " select updated_at, 'user', 'lead.updated', 'lead', id, jsonb_build_object('industry', jsonb_build_array('制造业', '已成交'))"
        " from lead"
        " where name like '往期 %%' and status = 'CONVERTED' returning id"
    )
    await weir.sql(
        "update lead set industry = '已成交' where name like '往期 %%' and status = 'CONVERTED' returning id"
    )
    first = await trained(weir)
    assert first["status"] == "ACTIVE" and 0.75 < float(first["auc"]) < 1
    weights = (await weir.sql("select weights from predictive_model where status = 'ACTIVE'"))[0][0]
    assert weights[0]["feature"] == "source"
    assert not {"meetings", "inbound"} & {one["feature"] for one in weights}
    assert "已成交" not in {one["level"] for one in weights}

    made = await rep.done(
        "createLead", "lead { id }", name="新来的", source="展会", industry="制造业", mobile="13955559001"
    )
    lead = made["lead"]["id"]
    await score_what_happened(worker(weir))
    asked = (
        "query($id: ID!) { lead(id: $id) { chance chanceAt }"
        " leadPrediction(id: $id) { chance topPercent modelNumber at reasons { feature value points } } }"
    )
    one = await rep.ask(asked, id=lead)
    assert one["leadPrediction"]["chance"] == one["lead"]["chance"] and float(one["lead"]["chance"]) > 60
    assert one["leadPrediction"]["reasons"][0] | {"points": ""} == {"feature": "来源", "value": "展会", "points": ""}
    # Written with all others, it is what it is alone.
    await weir.sql("update lead set chance = null, chance_version = null returning id")
    await predict_all(worker(weir))
    assert (await rep.ask(asked, id=lead))["lead"]["chance"] == one["lead"]["chance"]
    assert (await weir["hengda"].ask(asked, id=lead))["leadPrediction"] is None

    # The same leads teach the same; the newer version takes over and the older one can be put back.
    again = await trained(weir)
    assert (again["status"], again["auc"], again["activeAuc"]) == ("ACTIVE", first["auc"], first["auc"])
    back = (await admin.done("activatePredictiveModel", STATE, id=first["id"]))["predictiveModel"]
    assert (back["status"], (await version(weir, again["id"]))["status"]) == ("ACTIVE", "RETIRED")
    assert await code(admin, "activatePredictiveModel", id=refused["id"]) == "PREDICTION_UNUSABLE"
    assert await code(rep, "createPredictiveModel") == "FORBIDDEN"

    # Cancelled before it begins, it never ends; one runs at a time.
    third = (await admin.done("createPredictiveModel", STATE))["predictiveModel"]
    assert await code(admin, "createPredictiveModel") == "PREDICTION_BUSY"
    await admin.done("cancelPredictiveModel", STATE, id=third["id"])
    await train(worker(weir), str(await key(weir, third["number"])))
    assert (await version(weir, third["id"]))["status"] == "CANCELLED"

    # Cancelled half-way, the training process ends and leaves nothing behind.
    fourth = (await admin.done("createPredictiveModel", STATE))["predictiveModel"]
    at_work = asyncio.create_task(train(worker(weir), str(await key(weir, fourth["number"]))))
    while not await weir.sql("select 1 from predictive_model where status = 'TRAINING' and progress = 30"):
        await asyncio.sleep(0.01)
    await admin.done("cancelPredictiveModel", STATE, id=fourth["id"])
    await at_work
    stopped = await version(weir, fourth["id"])
    assert (stopped["status"], stopped["auc"]) == ("CANCELLED", None)

    # Worse than the one in use it is offered; no better than chance it is refused; the one in use stays.
    for auc, outcome in ((0.7, ("OFFERED", None)), (0.45, ("REFUSED", "NO_SKILL"))):
        made = fit(*history(240)) | {"auc": auc, "active_auc": 0.9}
        monkeypatch.setattr(training, "_fitted", AsyncMock(return_value=made))
        worse = await trained(weir)
        assert (worse["status"], worse["refusal"]) == outcome
        assert (await version(weir, first["id"]))["status"] == "ACTIVE"

    # A month later and with more closed leads it is trained by itself; before that, or without them, not.
    await retrain(worker(weir))
    count = "select count(*) from predictive_model where status = 'TRAINING'"
    assert (await weir.sql(count))[0][0] == 0
    await weir.sql("update predictive_model set created_at = created_at - interval '31 days' returning id")
    await retrain(worker(weir))
    assert (await weir.sql(count))[0][0] == 0
    await weir.sql(LEADS, rep.viewer.user_id, 321, 345)
    await retrain(worker(weir))
    assert (await weir.sql(count))[0][0] == 1

    await admin.done("retirePredictiveModel", STATE, id=first["id"])
    await predict_all(worker(weir))
    assert (await rep.ask(asked, id=lead)) == {"lead": {"chance": None, "chanceAt": None}, "leadPrediction": None}

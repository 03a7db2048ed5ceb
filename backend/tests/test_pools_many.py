"""Several leads claimed at once: each by the rules of one, told one by one, and no limit slips because many ask together."""

import asyncio
from typing import Any

import pytest
from cast import Cast
from test_bulk import Bulk
from test_pools import back, claim, codes, pool_of, settle, waiting

pytestmark = pytest.mark.slow

CLAIMS = "claims { id isClaimed code message }"


async def many(weir: Cast, leads: list[dict[str, Any]], who: str = "zhangsan") -> list[dict[str, Any]]:
    done = await weir[who].done("claimLeads", CLAIMS, ids=[one["id"] for one in leads])
    return done["claims"]  # type: ignore[no-any-return]


async def owners(weir: Cast, leads: list[dict[str, Any]]) -> list[str | None]:
    sql = 'select u.name from lead l left join "user" u on u.id = l.owner_id where l.id = any(%s::uuid[]) order by l.id'
    return [row[0] for row in await weir.sql(sql, [one["id"].removeprefix("lead_") for one in leads])]


async def claims_of(weir: Cast, who: str) -> int:
    sql = "select count(*) from ownership_change where cause = 'claimed' and to_owner_id = %s"
    return await weir.one(sql, weir[who].viewer.user_id)  # type: ignore[union-attr, no-any-return]


async def test_of_fifty_with_a_limit_of_ten_the_first_ten_are_had(weir: Cast) -> None:
    leads = [await waiting(weir, number) for number in range(50)]
    wanted = leads[::-1]
    told = await many(weir, wanted)
    assert [one["id"] for one in told] == [one["id"] for one in wanted]
    assert [one["isClaimed"] for one in told] == [True] * 10 + [False] * 40
    assert {one["code"] for one in told[10:]} == {"POOL_DAILY_LIMIT"} and "今天已领满 10 条" in told[10]["message"]
    assert await owners(weir, leads) == [None] * 40 + ["张三"] * 10
    assert (await pool_of(weir))["claimsLeft"] == 0
    # The same tap arriving twice takes nothing more and takes nothing back.
    assert [one["isClaimed"] for one in await many(weir, wanted)] == [True] * 10 + [False] * 40
    assert await claims_of(weir, "zhangsan") == 10
    trail = "select count(*) from audit_entry where action = 'lead.claimed'"
    assert await weir.one(trail) == 10


async def test_two_who_claim_the_same_twenty_at_once_have_each_lead_once_and_no_more_than_their_limit(
    weir: Cast,
) -> None:
    leads = [await waiting(weir, number) for number in range(20)]
    sent = ((leads, "zhangsan"), (leads[::-1], "lisi"), (leads, "lisi"), (leads[10:] + leads[:10], "zhangsan"))
    await asyncio.gather(*(many(weir, some, who) for some, who in sent))
    assert sorted(str(one) for one in await owners(weir, leads)) == ["张三"] * 10 + ["李四"] * 10
    ledger = "select count(*), count(distinct lead_id) from ownership_change where cause = 'claimed' and lead_id = any(%s::uuid[])"
    assert await weir.sql(ledger, [one["id"].removeprefix("lead_") for one in leads]) == [(20, 20)]


async def test_single_claims_and_several_at_once_never_exceed_the_limit_together(weir: Cast) -> None:
    leads = [await waiting(weir, number) for number in range(16)]
    work = [many(weir, leads[:8]), many(weir, leads[4:12]), *(claim(weir, one) for one in leads[6:])]
    await asyncio.gather(*work)
    assert (await owners(weir, leads)).count("张三") == 10 and await claims_of(weir, "zhangsan") == 10


async def test_what_was_given_back_counts_again_when_it_is_claimed_again(weir: Cast) -> None:
    await settle(weir, dailyClaimLimit=3, cooldownDays=0)
    leads = [await waiting(weir, number) for number in range(3)]
    await back(weir, (await claim(weir, leads[0]))["lead"])
    told = await many(weir, leads)
    assert [one["code"] for one in told] == [None, None, "POOL_DAILY_LIMIT"]


async def test_each_lead_is_told_why_it_cannot_be_had_and_the_others_are(weir: Cast) -> None:
    leads = [await waiting(weir, number) for number in range(5)]
    await back(weir, (await claim(weir, leads[0]))["lead"])
    await claim(weir, leads[1], "lisi")
    made = await weir["moli"].done("createLead", "lead { id }", name="东", region="上海市")
    asked = [*leads[:3], made["lead"], {"id": leads[3]["id"].replace("lead_", "deal_")}, {"id": "x"}, leads[4]]
    told = await many(weir, asked)
    gone = "ALREADY_CLAIMED"
    # The pool of another team answers as what never was: in code and in words.
    assert [one["code"] for one in told] == ["POOL_COOLDOWN", gone, None, gone, gone, gone, None]
    assert len({one["message"] for one in told if one["code"] == gone}) == 1
    held = await weir.one(
        "select count(*) from lead where owner_id = %s and status in ('PENDING', 'WORKING')",
        weir["zhangsan"].viewer.user_id,  # type: ignore[union-attr]
    )
    await settle(weir, holdingLimit=held + 1)
    more = [await waiting(weir, number) for number in (7, 8)]
    assert [one["code"] for one in await many(weir, more)] == [None, "POOL_HOLDING_LIMIT"]


async def test_nothing_and_too_much_are_refused_and_so_is_who_owns_no_leads(weir: Cast) -> None:
    lead = await waiting(weir)
    for ids, code in (([], "REQUIRED"), ([f"lead_{one:032x}" for one in range(101)], "LIMIT")):
        refused = await weir["zhangsan"].do("claimLeads", CLAIMS, ids=ids)
        assert codes(refused) == [code] and refused["claims"] == []
    for who in ("moli", "sun"):
        answer = await weir[who].do("claimLeads", CLAIMS, ids=[lead["id"]])
        assert codes(answer) == ["FORBIDDEN"] or answer["claims"][0]["code"] == "ALREADY_CLAIMED", who


async def test_chen_assigns_many_of_a_pool_to_one_person_past_the_limits_of_claiming(weir: Cast) -> None:
    await settle(weir, dailyClaimLimit=1)
    leads = [await waiting(weir, number) for number in range(3)]
    bulk = Bulk(weir, "chen")
    ids = [one["id"] for one in leads]
    assert (await bulk.rehearse("TRANSFER", "LEAD", recordIds=ids, ownerId=weir["lisi"].id))["changed"] == 3
    assert (await bulk.run())["changed"] == 3 and await owners(weir, leads) == ["李四"] * 3
    status = "select distinct status from lead where id = any(%s::uuid[])"
    assert await weir.sql(status, [one.removeprefix("lead_") for one in ids]) == [("PENDING",)]

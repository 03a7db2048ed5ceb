"""Pages for the frames of others: the access of one person in one role, and one answer to every link that is none."""

import json
from typing import Any

import pytest
from cast import Cast
from test_reports import COUNT, result

pytestmark = pytest.mark.slow
OPEN: dict[str, Any] = {
    "source": "deal",
    "where": {"status": {"eq": "OPEN"}},
    "rows": [{"field": "owner"}],
    "measures": [COUNT],
}
EMBED = "reportEmbed { id version origins revokedAt opened user { name } role }"
LINK = "query($id: ID!) { reportEmbedLink(id: $id) }"


async def report_of(weir: Cast, who: str, *people: str, **more: Any) -> str:
    """A report of somebody's, given to others."""
    given = {"name": "墙上的报表", "definition": OPEN, "userIds": [weir[one].id for one in people], **more}
    return str((await weir[who].done("createReport", "report { id }", **given))["report"]["id"])


async def embedded(weir: Cast, report: str, who: str, role: str, **more: Any) -> tuple[dict[str, Any], str]:
    """A page with somebody's access, and its link."""
    given = {"name": "大屏", "reportId": report, "userId": weir[who].id, "role": role, "days": 30, **more}
    embed = (await weir["xiaolin"].done("createReportEmbed", EMBED, **given))["reportEmbed"]
    return embed, (await weir["xiaolin"].ask(LINK, id=embed["id"]))["reportEmbedLink"]


async def test_the_page_shows_what_one_person_sees_and_can_be_framed_by_named_sites_only(weir: Cast) -> None:
    report = await report_of(weir, "chen", "zhangsan")
    embed, link = await embedded(
        weir, report, "zhangsan", "REP", origins=["https://Wall.example/", "https://b.example:8443"]
    )
    assert embed["origins"] == ["https://wall.example", "https://b.example:8443"]
    own, all_of_them = [(await result(weir, who, **OPEN))["considered"] for who in ("zhangsan", "chen")]
    # Whoever is signed in in that browser, the page is the same.
    pages = [await weir.http.get(f"{link}?lang=zh", headers=headers) for headers in ({}, {"x-cast": "chen"})]
    for page in pages:
        assert page.status_code == 200 and f"{own:,} 条记录" in page.text and f"{all_of_them:,} 条记录" not in page.text
        policy = page.headers["content-security-policy"]
        assert (
            "frame-ancestors https://wall.example https://b.example:8443" in policy and "default-src 'none'" in policy
        )
        assert "x-frame-options" not in page.headers and "set-cookie" not in page.headers
        # It leads nowhere.
        assert not [one for one in ("<a ", "<script", "<form", "href=", "report_", "deal_") if one in page.text]
    english = (await weir.http.get(f"{link}?lang=en&theme=dark")).text
    assert "http-equiv" not in english
    wall = [(await weir.http.get(f"{link}?refresh={one}")).text for one in ("5", "0", "99999", "x")]
    assert ['content="300"' in one for one in wall] == [True, False, False, False]
    assert not [one for one in wall[1:] if "http-equiv" in one]
    assert "records" in english and 'data-theme="dark"' in english and 'lang="en"' in english
    assert (await weir.http.get("/healthz")).headers["x-frame-options"] == "DENY"
    opened = "query($id: ID!) { reportEmbed(id: $id) { opened } }"
    assert (await weir["xiaolin"].ask(opened, id=embed["id"]))["reportEmbed"] == {"opened": 7}
    trail = "select count(*) from audit_entry where action in ('report_embed.created', 'report_embed.opened')"
    assert await weir.one(trail) == 2, "made once, and opened at least once in this hour"


async def test_a_picture_is_drawn_from_the_page_alone_and_says_no_more_than_its_table(weir: Cast) -> None:
    rows = [{"field": "owner"}, {"field": "createdAt", "granularity": "WEEKDAY"}]
    name = "</script><b>各阶段"
    report = await report_of(
        weir,
        "chen",
        "zhangsan",
        name=name,
        definition={**OPEN, "rows": rows, "columns": [{"field": "stage"}], "chart": "STACKED"},
    )
    _, link = await embedded(weir, report, "zhangsan", "REP")
    page = await weir.http.get(f"{link}?lang=en")
    # What it may run is the client's own; what it may ask for is nothing.
    policy = "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    assert page.headers["content-security-policy"] == policy and "set-cookie" not in page.headers
    assert (
        page.text.count("<script") == page.text.count("</script>") == 2
        and '<script src="/embed.js" defer>' in page.text
    )
    text = page.text.partition('<script type="application/json">')[2].partition("</script>")[0]
    given, figures = json.loads(text), json.loads(text)["figures"]
    assert (given["name"], given["chart"], given["words"]["total"]) == (name, "STACKED", "Total")
    assert not [one for one in ("user_", "stage_", "deal_", "where", "status") if one in text]
    assert figures["rows"][-1] == {"keys": [], "isTotal": True} and figures["rowHeads"][1]["granularity"] == "WEEKDAY"
    owner, day = figures["rows"][0]["keys"]
    assert (
        owner == {"value": None, "label": "张三", "isOther": False}
        and day["value"] in "1234567"
        and day["label"] is None
    )
    whole = [figures["rows"].index({"keys": [], "isTotal": True}), len(figures["columns"]) - 1]
    seen = (await result(weir, "zhangsan", **OPEN))["considered"]
    assert [one[2:] for one in figures["cells"] if one[:2] == whole] == [
        [seen, str(seen)]
    ] and f'<td class="cell total number">{seen}</td>' in page.text


async def test_expired_revoked_tampered_and_never_made_are_one_answer(weir: Cast) -> None:
    report = await report_of(weir, "chen", "zhangsan")
    links = [(await embedded(weir, report, "zhangsan", "REP"))[1] for _ in range(4)]
    expired, revoked, alive, other = links
    keys = [one.removeprefix("/embed/").partition(".") for one in links]
    await weir.sql("update report_embed set expires_at = now() - interval '1 second' where id = %s::uuid", keys[0][0])
    gone = await weir["xiaolin"].ask(
        "query($id: ID!) { reportEmbed(id: $id) { id version } }", id=f"embed_{keys[1][0]}"
    )
    await weir["xiaolin"].done("revokeReportEmbed", EMBED, **gone["reportEmbed"])
    wrong = [
        expired, revoked, f"/embed/{keys[2][0]}.{keys[3][2]}", alive[:-1], f"{alive}A", alive.replace(".", ""),
        f"/embed/{'0' * 32}.{keys[2][2]}", "/embed/x", "/embed/..", f"/embed/{keys[2][0]}.",
    ]  # fmt: skip
    assert (await weir.http.get(alive)).status_code == 200 and (await weir.http.get(other)).status_code == 200

    async def answers() -> set[Any]:
        found = [await weir.http.get(one) for one in wrong if one != "/embed/.."]
        return {(one.status_code, one.content, one.headers["content-security-policy"]) for one in found}

    [(status, _, _)] = await answers()
    assert status == 404
    # The link opens this page and no other door.
    token = alive.removeprefix("/embed/")
    for path in (f"/unsubscribe/{token}", f"/exports/{token}", f"/files/{token}", f"/f/{token}", f"/in/{token}"):
        assert (await weir.http.get(path)).status_code in (401, 404, 405), path
    asked = {"query": "{ deals { totalCount } }"}
    body = (await weir.http.post("/graphql", json=asked, headers={"authorization": f"Bearer {token}"})).json()
    assert body["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"


@pytest.mark.parametrize(
    "loss",
    [
        "update \"user\" set is_active = false where name = '张三'",
        "delete from user_role where user_id = (select id from \"user\" where name = '张三')",
        "delete from report_share",
        "insert into user_role select id, 'AUDITOR' from \"user\" where name = '张三'",
    ],
)
async def test_the_page_ends_with_the_access_it_stands_on(weir: Cast, loss: str) -> None:
    report = await report_of(weir, "chen", "zhangsan")
    _, link = await embedded(weir, report, "zhangsan", "REP")
    assert (await weir.http.get(link)).status_code == 200
    await weir.sql(loss)
    assert (await weir.http.get(link)).content == (await weir.http.get("/embed/x")).content


async def test_only_an_administrator_embeds_and_only_what_the_person_may_open(weir: Cast) -> None:
    report = await report_of(weir, "chen", "zhangsan")
    base = {"name": "x", "reportId": report, "userId": weir["zhangsan"].id, "role": "REP", "days": 30}
    wrong = ("*", "https://x.example/a", "x.example", "https://a.example; script-src *")
    for who, part, code in (
        ("chen", {}, "FORBIDDEN"), ("zhao", {}, "FORBIDDEN"), ("shenji", {}, "FORBIDDEN"),
        ("xiaolin", {"role": "DIRECTOR"}, "EMBED_ROLE"), ("xiaolin", {"userId": weir["lisi"].id}, "EMBED_NOT_THEIRS"),
        ("xiaolin", {"userId": await weir.id_of("user", "name = '周六'")}, "INACTIVE_USER"),
        ("xiaolin", {"days": 0}, "INVALID"), ("xiaolin", {"days": 400}, "INVALID"), ("xiaolin", {"reportId": None}, "EMBED_SUBJECT"),
        *(("xiaolin", {"origins": [one]}, "EMBED_ORIGIN") for one in wrong),
    ):  # fmt: skip
        refused = await weir[who].do("createReportEmbed", EMBED, **{**base, **part})
        assert [one["code"] for one in refused["userErrors"]] == [code], (who, part)
    embed, _ = await embedded(weir, report, "zhangsan", "REP")
    for who in ("chen", "zhangsan", "zhao", "shenji"):
        assert (await weir[who].ask(LINK, id=embed["id"])) == {"reportEmbedLink": None}, who


async def test_a_page_that_is_asked_too_often_says_when_to_come_again(
    weir: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    from weir.auth.throttle import Limit
    from weir.reports import embed_routes

    report = await report_of(weir, "chen", "zhangsan")
    _, link = await embedded(weir, report, "zhangsan", "REP")
    monkeypatch.setattr(embed_routes, "PAGE", Limit("embedded page", 2, 60))
    answers = [await weir.http.get(link) for _ in range(3)]
    assert [one.status_code for one in answers] == [200, 200, 429] and int(answers[2].headers["retry-after"]) > 0

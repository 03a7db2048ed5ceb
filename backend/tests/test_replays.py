"""Compiled reads are kept by what was asked and by the shape of who asked. Nobody may get another's answer by it."""

from typing import Any

from cast import Cast

from weir.graphql.run import answer

MINE = """query($first: Int, $with: Boolean = true) {
  mine: deals(first: $first, orderBy: [{field: NAME}]) { totalCount nodes { id owner { name } } }
  accounts(first: 2) @include(if: $with) { nodes { name } } }"""


async def asked(company: Cast, key: str, query: str, **variables: Any) -> Any:
    body = await company[key].reply(query, **variables)
    assert "errors" not in body, body["errors"]
    return body["data"]


async def test_the_second_answer_is_the_first(company: Cast) -> None:
    for key in ("chen", "zhangsan", "moli", "hengda", "shenji"):
        once = await asked(company, key, MINE, first=7)
        kept = len(company.app.replays)
        assert await asked(company, key, MINE, first=7) == once
        assert len(company.app.replays) == kept


async def test_the_same_words_of_another_rep_show_the_other_reps_deals(company: Cast) -> None:
    for _ in range(2):
        for key, name in (("zhangsan", "张三"), ("lisi", "李四"), ("wangwu", "王五")):
            nodes = (await asked(company, key, MINE, first=100))["mine"]["nodes"]
            assert {node["owner"]["name"] for node in nodes} == {name}


async def test_the_same_words_about_oneself_are_about_oneself(company: Cast) -> None:
    for _ in range(2):
        for key, name in (("zhangsan", "张三"), ("lisi", "李四")):
            assert (await asked(company, key, "{ me { name } }"))["me"]["name"] == name


async def test_other_variables_are_other_words(company: Cast) -> None:
    assert len((await asked(company, "chen", MINE, first=1))["mine"]["nodes"]) == 1
    assert len((await asked(company, "chen", MINE, first=3))["mine"]["nodes"]) == 3
    assert "accounts" not in await asked(company, "chen", MINE, first=3, **{"with": False})


async def test_a_kept_query_sees_what_was_written_since(weir: Cast) -> None:
    query = "{ deals(first: 1, orderBy: [{field: CREATED_AT, direction: DESC}]) { nodes { name } } }"
    for name in ("第一个", "第二个"):
        await weir["zhangsan"].done("createDeal", name=name)
        assert (await weir["zhangsan"].ask(query))["deals"]["nodes"] == [{"name": name}]


async def test_a_kept_query_is_one_statement_and_keeps_the_order_of_its_fields(company: Cast) -> None:
    viewer = company["chen"].viewer
    for _ in range(2):
        done = await answer(company.app, viewer, MINE, {"first": 2}, None, "test")
        assert done.statements == 1
        assert list(done.body["data"]) == ["mine", "accounts"]


SHAPES = "{ catalog { name actions fields { name read isFilterable values { value } } } }"


async def test_the_catalog_is_made_once_for_each_kind_of_viewer(company: Cast) -> None:
    for key in ("chen", "zhangsan", "moli", "hengda", "shenji"):
        once = await asked(company, key, SHAPES)
        kept = dict(company.app.answers)
        assert kept and await asked(company, key, SHAPES) == once
        assert dict(company.app.answers) == kept
        by_words = await asked(company, key, "query Mine " + SHAPES)
        assert by_words == once
    partners, managers = [await asked(company, key, SHAPES) for key in ("hengda", "chen")]
    assert {one["name"] for one in partners["catalog"]} < {one["name"] for one in managers["catalog"]}


async def test_what_stands_beside_the_catalog_is_asked_for_each_time(weir: Cast) -> None:
    query = '{ catalog(names: ["deal"]) { name } deals(first: 1, orderBy: [{field: CREATED_AT, direction: DESC}]) { nodes { name } } }'
    for name in ("第一个", "第二个"):
        await weir["zhangsan"].done("createDeal", name=name)
        assert (await weir["zhangsan"].ask(query))["deals"]["nodes"] == [{"name": name}]


async def test_a_new_field_is_in_the_catalog_at_once(weir: Cast) -> None:
    async def fields() -> list[str]:
        found = await weir["zhangsan"].ask('{ catalog(names: ["deal"], custom: true) { fields { name } } }')
        return [one["name"] for entry in found["catalog"] for one in entry["fields"]]

    before = await fields()
    assert await fields() == before
    await weir["xiaolin"].done(
        "createCustomField", object="DEAL", kind="STRING", nameZh="保存过的目录", nameEn="Kept catalog"
    )
    assert len(await fields()) == len(before) + 1

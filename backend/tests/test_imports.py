"""Importing the small sales files: guessed, checked, imported, done again, cancelled, undone."""

import threading
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from cast import Cast, Person

from weir.catalog.ids import decode
from weir.imports.running import run

pytestmark = pytest.mark.slow

DATA = Path(__file__).parent / "data" / "pipeline"
FILES = ("accounts.csv", "products.csv", "sales_pipeline.csv", "sales_teams.csv")
PLAN = """query($id: ID!) { importPlan(id: $id) { version status canCommit canUndo
  problems { code message } files { fileNo name object derivedFrom rows matchBy system pipelineId newPipeline { name stages { name type } }
    columns { column name field by values { raw value } } counts { create update same reject warn }
    problems { code message count } suggestions { key from to count decision message } } } }"""


class Importing:
    """One import by one person, with its jobs done at once instead of by a worker."""

    def __init__(self, weir: Cast, who: str = "xiaolin"):
        self.weir = weir
        self.person: Person = weir[who]
        self.id = ""

    async def begin(self, *paths: Path) -> "Importing":
        made = await self.person.done("createImport", "importBatch { id status }", name="test")
        self.id = made["importBatch"]["id"]
        for path in paths:
            answer = await self.upload(path.name, path.read_bytes())
            assert answer[0] == 201, answer
        return self

    async def upload(self, name: str, body: bytes) -> tuple[int, dict[str, Any]]:
        response = await self.weir.http.post(
            "/imports/files",
            params={"import": self.id, "name": name},
            content=body,
            headers={"x-cast": self.person.key},
        )
        return response.status_code, response.json()

    async def plan(self) -> dict[str, Any]:
        found: dict[str, Any] = (await self.person.ask(PLAN, id=self.id))["importPlan"]
        return found

    def work(self, work: str, stop: threading.Event | None = None) -> str:
        found = decode(self.id)
        assert found is not None
        return run(self.weir.app.database.dsn, found[1], work, stop or threading.Event())

    async def check(self) -> dict[str, Any]:
        await self.person.done("checkImport", "importBatch { status }", id=self.id)
        assert self.work("check") == "CHECKED"
        return await self.plan()

    async def accept_all(self) -> dict[str, Any]:
        plan = await self.plan()
        decisions = [{"key": one["key"], "accept": True} for file in plan["files"] for one in file["suggestions"]]
        await self.person.done(
            "updateImport", "importBatch { id }", id=self.id, version=plan["version"], decisions=decisions
        )
        return await self.check()

    async def commit(self) -> dict[str, Any]:
        await self.person.done("commitImport", "importBatch { status }", id=self.id)
        self.work("commit")
        return await self.state()

    async def state(self) -> dict[str, Any]:
        query = (
            "query($id: ID!) { importBatch(id: $id) { status total done created updated unchanged rejected error } }"
        )
        found: dict[str, Any] = (await self.person.ask(query, id=self.id))["importBatch"]
        return found


async def whole(weir: Cast, who: str = "xiaolin") -> Importing:
    """The four files, suggestions accepted, imported."""
    one = await Importing(weir, who).begin(*(DATA / name for name in FILES))
    await one.check()
    await one.accept_all()
    state = await one.commit()
    assert state["status"] == "DONE", state
    return one


@pytest.fixture
async def files(weir: Cast) -> AsyncIterator[Importing]:
    """The four files, uploaded."""
    yield await Importing(weir).begin(*(DATA / name for name in FILES))


def file_of(plan: dict[str, Any], name: str) -> dict[str, Any]:
    return next(one for one in plan["files"] if one["name"] == name and one["derivedFrom"] is None)


async def test_objects_and_columns_are_guessed_from_names_and_values(files: Importing) -> None:
    plan = await files.plan()
    assert [(one["name"], one["object"]) for one in plan["files"]] == [
        ("sales_teams.csv", "user"),
        ("products.csv", "product"),
        ("accounts.csv", "account"),
        ("sales_pipeline.csv", "deal"),
    ]
    deals = file_of(plan, "sales_pipeline.csv")
    assert [one["field"] for one in deals["columns"]] == [
        "externalId", "owner", "product", "account", "stage", "createdAt", "closedAt", "amount",
    ]  # fmt: skip
    assert deals["matchBy"] == ["externalId"]
    assert [(one["name"], one["type"]) for one in deals["newPipeline"]["stages"]] == [
        ("Prospecting", "OPEN"), ("Engaging", "OPEN"), ("Won", "WON"), ("Lost", "LOST"), ("Invalid", "INVALID"),
    ]  # fmt: skip


async def test_a_near_miss_is_suggested_once_and_never_applied_unasked(files: Importing) -> None:
    plan = await files.check()
    deals = file_of(plan, "sales_pipeline.csv")
    assert [(one["from"], one["to"], one["count"]) for one in deals["suggestions"]] == [("QTXPro", "QTX Pro", 20)]
    assert deals["counts"]["reject"] == 20
    accounts = file_of(plan, "accounts.csv")
    assert {(one["from"], one["to"]) for one in accounts["suggestions"]} == {
        ("technolgy", "technology"),
        ("Philipines", "Philippines"),
    }
    # Declined: the rows with a product nobody knows stay out, the industry comes in as it is written.
    version = plan["version"]
    declined = [{"key": one["key"], "accept": False} for file in plan["files"] for one in file["suggestions"]]
    await files.person.done("updateImport", "importBatch { id }", id=files.id, version=version, decisions=declined)
    plan = await files.check()
    assert {one["decision"] for file in plan["files"] for one in file["suggestions"]} == {"DECLINED"}
    state = await files.commit()
    assert (state["created"], state["rejected"]) == (5 + 3 + 5 + 3 + 5 + 40, 20)
    assert await files.weir.one("select count(*) from account where industry = 'technolgy'") == 2


async def test_the_pipeline_comes_in_as_the_file_tells_it(weir: Cast) -> None:
    await whole(weir)
    rows = await weir.sql(
        "select s.name_en, count(*), sum(d.base_amount)::int from deal d join stage s on s.id = d.stage_id"
        " join pipeline p on p.id = d.pipeline_id where p.name_en = 'Sales pipeline' group by 1 order by 1"
    )
    assert rows == [("Engaging", 10, None), ("Lost", 16, 0), ("Prospecting", 4, None), ("Won", 30, 54695)]
    cycle = await weir.one(
        "select distinct extract(epoch from closed_at - created_at) / 86400 from deal where won_reason = 'OTHER' and lost_note is null"
        " and id in (select object_id from external_ref)"
    )
    assert cycle == 57
    noon = await weir.one(
        "select distinct to_char(closed_at at time zone 'Asia/Shanghai', 'HH24:MI') from deal"
        " where closed_at is not null and id in (select object_id from external_ref)"
    )
    assert noon == "12:00"


async def test_history_is_dated_by_the_file(weir: Cast) -> None:
    await whole(weir)
    rows = await weir.sql(
        "select s.name_en, v.entered_at::date::text, v.exited_at::date::text from stage_visit v join stage s on s.id = v.stage_id"
        " join external_ref e on e.object_id = v.deal_id where e.external_id = 'OP000000' order by v.entered_at"
    )
    assert rows == [("Engaging", "2016-10-20", "2016-12-16"), ("Won", "2016-12-16", "2016-12-16")]
    # Every deal: no gap, no overlap, one open stay while it is open and none when it is closed.
    broken = await weir.one(
        "select count(*) from deal d join external_ref e on e.object_id = d.id where (select count(*) from stage_visit v"
        " where v.deal_id = d.id and v.exited_at is null) <> (d.status = 'OPEN')::int or (select min(entered_at) from"
        " stage_visit v where v.deal_id = d.id) <> d.created_at"
    )
    assert broken == 0
    assert (
        await weir.one(
            "select count(*) from ownership_change where cause = 'imported' and at < '2018-01-01' and deal_id is not null"
        )
        == 56
    )


async def test_agents_become_people_who_cannot_sign_in_under_their_managers(weir: Cast) -> None:
    await whole(weir)
    rows = await weir.sql(
        "select u.name, m.name, d.name, p.name, u.is_active, u.password_hash, array(select role::text from user_role r"
        ' where r.user_id = u.id) from "user" u left join "user" m on m.id = u.manager_id join department d on'
        " d.id = u.department_id join department p on p.id = d.parent_id where u.name in ('Ann Bell', 'Dan Brink') order by 1"
    )
    assert rows == [
        ("Ann Bell", "Dan Brink", "Central – Dan Brink", "Central", False, None, ["REP"]),
        ("Dan Brink", None, "Central – Dan Brink", "Central", False, None, ["MANAGER"]),
    ]
    depth = await weir.one("select cardinality(path) from department where name = 'Central – Dan Brink'")
    assert depth == 3


async def test_subsidiaries_hang_below_companies_of_the_same_file(weir: Cast) -> None:
    await whole(weir)
    rows = await weir.sql(
        "select a.name, p.name, a.type::text from account a join account p on p.id = a.parent_id where a.name in"
        " ('Bluth Builders', 'Dambase') order by 1"
    )
    assert rows == [("Bluth Builders", "Acme Works", "CUSTOMER"), ("Dambase", "Bluth Builders", "CUSTOMER")]


async def test_every_invariant_of_a_deal_holds_after_an_import(weir: Cast) -> None:
    await whole(weir)
    broken = await weir.one(
        "select count(*) from deal d join stage s on s.id = d.stage_id where d.status <> s.type or d.pipeline_id <> s.pipeline_id"
        " or (d.status = 'WON' and (d.won_reason is null or d.amount is null)) or (d.status = 'LOST' and d.lost_reason is null)"
        " or d.amount <> (select sum(l.total) from deal_line l where l.deal_id = d.id)"
        " or (d.lost_reason = 'OTHER' and d.lost_note is null)"
    )
    assert broken == 0


async def test_the_same_files_again_change_nothing(weir: Cast) -> None:
    await whole(weir)
    before = await weir.one("select count(*) from deal")
    again = await Importing(weir).begin(*(DATA / name for name in FILES))
    assert file_of(await again.plan(), "sales_pipeline.csv")["pipelineId"] is not None
    await again.check()
    await again.accept_all()
    state = await again.commit()
    assert (state["created"], state["updated"], state["rejected"]) == (0, 0, 0)
    assert await weir.one("select count(*) from deal") == before


async def test_a_changed_row_updates_its_deal_and_moves_it(weir: Cast, tmp_path: Path) -> None:
    await whole(weir)
    path = tmp_path / "sales_pipeline.csv"
    text = (DATA / "sales_pipeline.csv").read_text()
    line = next(one for one in text.splitlines() if one.startswith("OP000046,"))
    cells = line.split(",")
    cells[3], cells[4], cells[6], cells[7] = "Cancity", "Won", "2017-05-01", "777"
    path.write_text(text.splitlines()[0] + "\n" + ",".join(cells) + "\n")
    again = await Importing(weir).begin(path)
    await again.check()
    await again.accept_all()
    state = await again.commit()
    assert (state["updated"], state["created"], state["rejected"]) == (1, 0, 0)
    rows = await weir.sql(
        "select d.status::text, d.amount::int, d.closed_at::date::text, (select count(*)::int from stage_visit v where v.deal_id = d.id),"
        " (select sum(total)::int from deal_line l where l.deal_id = d.id)"
        " from deal d join external_ref e on e.object_id = d.id where e.external_id = 'OP000046'"
    )
    assert rows == [("WON", 777, "2017-05-01", 2, 777)]
    await again.person.done("undoImport", "importBatch { status }", id=again.id)
    assert again.work("undo") == "UNDONE"
    rows = await weir.sql(
        "select d.status::text, d.amount::int, d.closed_at, (select count(*)::int from stage_visit v where v.deal_id = d.id"
        " and exited_at is null), d.probability from deal d join external_ref e on e.object_id = d.id where e.external_id = 'OP000046'"
    )
    assert rows == [("OPEN", None, None, 1, 50)]


async def test_an_undo_takes_everything_back_but_what_was_changed_since(weir: Cast) -> None:
    counts = "select (select count(*) from deal where deleted_at is null), (select count(*) from account where deleted_at is null)"
    before = (await weir.sql(counts))[0]
    one = await whole(weir)
    touched = await weir.id_of("deal", "id = (select object_id from external_ref where external_id = 'OP000003')")
    deal = (await weir["xiaolin"].ask("query($id: ID!) { deal(id: $id) { version } }", id=touched))["deal"]
    await weir["xiaolin"].done("updateDeal", "deal { id }", id=touched, version=deal["version"], nextStep="Call again")
    await one.person.done("undoImport", "importBatch { status }", id=one.id)
    assert one.work("undo") == "UNDONE"
    deals, accounts = (await weir.sql(counts))[0]
    # The touched deal stays, and with it the account that it is about.
    assert (deals, accounts) == (before[0] + 1, before[1])
    again = await weir["xiaolin"].do("undoImport", "importBatch { id }", id=one.id)
    assert [error["code"] for error in again["userErrors"]] == ["IMPORT_BUSY"]


async def test_an_import_is_undone_within_seven_days_only(weir: Cast) -> None:
    one = await whole(weir)
    found = decode(one.id)
    assert found is not None
    async with weir.app.database.reads.connection() as connection:
        await connection.execute(
            "update import_batch set undo_until = now() - interval '1 minute' where id = %s", [found[1]]
        )
    answer = await one.person.do("undoImport", "importBatch { id }", id=one.id)
    assert [error["code"] for error in answer["userErrors"]] == ["IMPORT_UNDO_LATE"]


async def test_a_cancelled_import_keeps_what_is_in_and_can_be_completed(files: Importing) -> None:
    await files.check()
    await files.accept_all()
    await files.person.done("commitImport", "importBatch { status }", id=files.id)
    await files.person.done("cancelImport", "importBatch { status }", id=files.id)
    assert files.work("commit") == "CANCELLED"
    assert (await files.state())["created"] == 0
    state = await files.commit()
    assert (state["status"], state["created"], state["done"]) == ("DONE", 81, 81)


async def test_a_currency_without_a_rate_is_refused_early(files: Importing) -> None:
    plan = await files.plan()
    await files.person.done("updateImport", "importBatch { id }", id=files.id, version=plan["version"], currency="USD")
    plan = await files.check()
    assert [one["code"] for one in plan["problems"]] == ["NO_RATE"]
    answer = await files.person.do("commitImport", "importBatch { id }", id=files.id)
    assert [error["code"] for error in answer["userErrors"]] == ["IMPORT_BLOCKED"]


async def test_nothing_is_imported_unchecked(files: Importing) -> None:
    answer = await files.person.do("commitImport", "importBatch { id }", id=files.id)
    assert [error["code"] for error in answer["userErrors"]] == ["IMPORT_NOT_CHECKED"]


async def test_each_record_has_an_audit_entry_in_the_persons_name(weir: Cast) -> None:
    one = await whole(weir)
    found = decode(one.id)
    assert found is not None and isinstance(found[1], UUID)
    rows = await weir.sql(
        "select action, count(*)::int from audit_entry where request_id = %s and actor_id = %s and action like '%%.imported'"
        " group by 1 order by 1",
        f"import:{found[1].hex}",
        weir["xiaolin"].viewer.user_id if weir["xiaolin"].viewer else None,
    )
    assert dict(rows) == {
        "account.imported": 5, "deal.imported": 60, "department.imported": 5, "pipeline.imported": 1,
        "product.imported": 3, "stage.imported": 5, "user.imported": 8,
    }  # fmt: skip
    # One event for the import, not one for each row.
    assert (
        await weir.one(
            "select count(*)::int from event where at > now() - interval '1 minute' and object_type = 'deal'"
        )
        == 0
    )

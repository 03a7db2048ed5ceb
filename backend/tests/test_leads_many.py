"""Many leads at once: imported by the wizard, transferred together, exported as one may read them."""

from pathlib import Path

import pytest
from cast import Cast
from test_bulk import Bulk
from test_exports import Made
from test_imports import Importing
from test_leads import new, of

pytestmark = pytest.mark.slow

HEAD = "线索姓名,公司名称,手机号,座机,邮箱,线索来源,省份,备注\n"


async def test_a_file_of_leads_imports_as_they_would_be_entered(weir: Cast, tmp_path: Path) -> None:
    known = await new(weir, "xiaolin", name="早已认识", mobile="13811119101")
    closed = await new(weir, "xiaolin", name="早已无效", mobile="13811119104")
    gone = {"id": closed["id"], "version": closed["version"], "reason": "NO_NEED"}
    await weir["xiaolin"].done("invalidateLead", "lead { id }", **gone)
    path = tmp_path / "线索名单.csv"
    path.write_text(
        HEAD
        + "雷军工,深圳市雷工电气有限公司,１３８ １１１１ ９１０２,021-5555 6666转8,Lei@Firma.example,展会,广东省,要报价\n"
        + "新名字,,+86 138 1111 9101,,,官网,,\n"
        + "又有兴趣,,13811119104,,,官网,,\n"
        + "没有公司,,13811119103,,bad-mail,官网,,\n",
        encoding="utf-8",
    )
    run = await Importing(weir).begin(path)
    plan = await run.plan()
    assert plan["files"][0]["object"] == "lead"
    fields = {one["column"]: one["field"] for one in plan["files"][0]["columns"]}
    assert [fields[place] for place in (1, 2, 3, 5)] == ["companyName", "mobile", "phone", "source"]
    assert set(plan["files"][0]["matchBy"]) == {"mobile", "email"}
    await run.check()
    done = await run.commit()
    assert (done["created"], done["updated"], done["rejected"]) == (2, 1, 1), done
    rows = await weir.sql(
        "select status, mobile_key, phone_key, email_key, company_key, owner_since is not null, accepted_at is not null"
        " from lead where name = '雷军工'"
    )
    assert rows == [("PENDING", "+8613811119102", "+862155556666;ext=8", "lei@firma.example", "雷工电气", True, True)]
    assert (
        await weir.one(
            "select count(*) from lead_touch t join lead l on l.id = t.lead_id where l.name = '雷军工' and is_first"
        )
        == 1
    )
    assert (await of(weir, known, "name source"))["source"] == "官网"
    # Somebody whose lead was closed becomes a new one.
    assert (await of(weir, closed, "name status"))["status"] == "INVALID"
    assert await weir.one("select status from lead where name = '又有兴趣'") == "PENDING"


async def test_chen_transfers_leads_together_and_takes_it_back(weir: Cast) -> None:
    leads = [await new(weir, mobile=f"1381111920{place}") for place in range(3)]
    bulk = Bulk(weir, "chen")
    ids = [one["id"] for one in leads]
    seen = await bulk.rehearse("TRANSFER", "LEAD", recordIds=ids, ownerId=weir["lisi"].id)
    assert (seen["status"], seen["changed"]) == ("REHEARSED", 3)
    assert (await bulk.run())["changed"] == 3
    assert (await of(weir, leads[0], "owner { name }"))["owner"]["name"] == "李四"
    assert (await bulk.undo())["undone"] == 3
    assert (await of(weir, leads[0], "owner { name }"))["owner"]["name"] == "张三"


async def test_an_export_of_leads_is_masked_as_one_reads_them(weir: Cast) -> None:
    mine = await new(weir, "moli", name="莫莉自己的", mobile="13811119301")
    await new(weir, name="张三的", mobile="13811119302")
    made = await Made(weir, "chen").start(
        ["name", "mobile", "status"], object="LEAD", where={"mobile": {"contains": "1381111930"}}
    )
    assert (await made.work())["status"] == "DONE"
    rows = await made.rows()
    assert rows[1][:2] == ["张三的", "13811119302"] and mine["name"] not in str(rows)

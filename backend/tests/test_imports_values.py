"""How cells become values, how near-misses are found, how columns are recognised."""

from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

import weir.rooms  # noqa: F401
from weir.imports.guessing import guess_file, plain, stages_from
from weir.imports.objects import targets
from weir.imports.suggesting import Neighbours, distance
from weir.imports.values import Wrong, converter, day_order

ZONE = ZoneInfo("Asia/Shanghai")


def value(object_name: str, field: str, text: str, order: str = "MDY") -> object:
    return converter(targets(object_name)[field], ZONE, "CNY", order)(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1054", "1054.00"), ("1,054.5", "1054.50"), ("¥1,054", "1054.00"), ("1.054,50", "1054.50"), ("12.5万", "125000.00"),
        ("1054 USD", "1054.00"), ("１０５４", "1054.00"), ("0.005", "0.01"), ("1 054", "1054.00"), ("3亿", "300000000.00"),
    ],
)  # fmt: skip
def test_amounts_are_read_as_people_write_them(text: str, expected: str) -> None:
    assert value("deal", "amount", text) == Decimal(expected)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("abc", "NOT_NUMBER"),
        ("=1+1", "FORMULA"),
        ("-5", "NEGATIVE"),
        ("1e20", "OUT_OF_RANGE"),
        ("nan", "NOT_NUMBER"),
        ("1.2.3", "NOT_NUMBER"),
    ],
)
def test_what_is_no_amount_is_a_problem(text: str, code: str) -> None:
    with pytest.raises(Wrong) as caught:
        value("deal", "amount", text)
    assert caught.value.code == code


@pytest.mark.parametrize(
    "text", ["2017-03-01", "2017/3/1", "2017.03.01", "2017年3月1日", "2017-03-01 00:00:00", "3/1/2017"]
)
def test_days_are_read_in_the_usual_forms(text: str) -> None:
    assert str(value("deal", "expectedCloseDate", text)) == "2017-03-01"


def test_a_day_is_noon_in_the_organisations_zone() -> None:
    assert str(value("deal", "closedAt", "2017-03-01")) == "2017-03-01 04:00:00+00:00"
    assert str(value("deal", "closedAt", "2017-03-01 09:30")) == "2017-03-01 01:30:00+00:00"
    assert str(value("deal", "closedAt", "2017-03-01T09:30:00Z")) == "2017-03-01 09:30:00+00:00"


def test_the_order_of_day_and_month_is_proved_by_the_column() -> None:
    assert day_order(["01/02/2017", "31/01/2017"]) == "DMY"
    assert day_order(["01/02/2017", "01/31/2017"]) == "MDY"
    assert day_order(["01/02/2017"]) is None


def test_options_are_known_by_value_and_by_either_label() -> None:
    assert [value("account", "type", text) for text in ("CUSTOMER", "成交客户", "customer")] == ["CUSTOMER"] * 3


@pytest.mark.parametrize(
    ("wrong", "right", "reason"),
    [
        ("GTXPro", "GTX Pro", "SAME_LETTERS"),
        ("technolgy", "technology", "SPELLING"),
        ("Philipines", "Philippines", "SPELLING"),
    ],
)
def test_near_misses_are_found(wrong: str, right: str, reason: str) -> None:
    near = Neighbours(["GTX Pro", "GTX Basic", "technology", "Philippines"]).of(wrong)
    assert near is not None and (near.value, near.reason) == (right, reason)


@pytest.mark.parametrize("text", ["GTX 600", "MG", "something else", "GTX Pro"])
def test_what_is_not_near_is_not_suggested(text: str) -> None:
    assert Neighbours(["GTX 500", "GTX Pro", "MG Special"]).of(text) is None


def test_two_equally_near_values_are_no_suggestion() -> None:
    assert Neighbours(["Marten", "Morten"]).of("Murten") is None


def test_edits_are_counted() -> None:
    assert distance("kitten", "sitting", 3) == 3
    assert distance("ab", "ba", 2) == 1
    assert distance("abcdef", "uvwxyz", 2) == 3


def test_column_names_are_compared_as_words() -> None:
    assert plain("deal_stage") == plain("DealStage") == plain("Deal stage") == "deal stage"


def columns(*names: str) -> list[dict[str, object]]:
    return [{"name": name, "top": []} for name in names]


@pytest.mark.parametrize(
    ("name", "header", "expected"),
    [
        ("客户名单.csv", ("客户名称", "所属行业", "所在地"), "account"),
        ("通讯录.csv", ("姓名", "手机号", "公司名称", "职务"), "contact"),
        ("export.csv", ("商机名称", "客户名称", "销售阶段", "成交金额", "负责人"), "deal"),
        ("people.csv", ("Full name", "E-mail", "Company", "Job title"), "contact"),
        ("价格表.csv", ("产品名称", "产品编码", "单价"), "product"),
        ("x.csv", ("跟进方式", "跟进时间", "跟进内容", "客户名称"), "activity"),
    ],
)
def test_objects_are_recognised_in_both_languages(name: str, header: tuple[str, ...], expected: str) -> None:
    plan = guess_file({"no": 1, "name": name, "columns": columns(*header)}, [])
    assert plan.object == expected
    assert all(one.field for one in plan.columns)


def test_stages_are_put_in_order() -> None:
    made = stages_from(["Won", "Negotiation", "Prospecting", "Lost"])
    assert [(one["name"], one["type"]) for one in made] == [
        ("Prospecting", "OPEN"), ("Negotiation", "OPEN"), ("Won", "WON"), ("Lost", "LOST"), ("Invalid", "INVALID"),
    ]  # fmt: skip

"""Custom fields: what an organisation wants to know of its records beyond what Weir keeps of everybody's."""

from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from weir.catalog.declare import (
    REQUIRED,
    FieldInfo,
    Kind,
    Labelled,
    boolean,
    choice,
    decimal,
    integer,
    json,
    string,
    tags,
)
from weir.catalog.registry import expose
from weir.db.record import Record


class CustomizedObject(Labelled):
    """The records that fields can be added to."""

    ACCOUNT = "ACCOUNT", "客户", "Account"
    CONTACT = "CONTACT", "联系人", "Contact"
    DEAL = "DEAL", "商机", "Deal"
    LEAD = "LEAD", "线索", "Lead"


class CustomKind(Labelled):
    """What a custom field holds; the kinds of the catalog that a person can fill in."""

    STRING = "STRING", "单行文本", "Text"
    TEXT = "TEXT", "多行文本", "Long text"
    INT = "INT", "整数", "Whole number"
    DECIMAL = "DECIMAL", "小数", "Decimal number"
    BOOL = "BOOL", "是/否", "Yes or no"
    DATE = "DATE", "日期", "Date"
    DATETIME = "DATETIME", "日期和时间", "Date and time"
    ENUM = "ENUM", "单选", "One choice"
    TAGS = "TAGS", "多选", "Several choices"


class CustomField(Record, table=True):
    """A field an organisation added to one kind of record. Object, key and kind stay as they were made: values hang on them.

    `options` is a list of `{value, zh, en, isRetired}`: a choice that is no longer offered stays where it was chosen.
    `least` and `most` bound a number. Who holds only roles of `hidden_from` does not know the field. One that is not
    active is nowhere but here; its values are kept and come back with it.
    """

    __tablename__ = "custom_field"
    title_field = "name_zh"
    object: CustomizedObject = choice("对象", "Object", CustomizedObject, REQUIRED)
    key: str = string("键", "Key", REQUIRED, max_length=40)
    kind: CustomKind = choice("类型", "Type", CustomKind, REQUIRED)
    name_zh: str = string("中文名", "Chinese name", REQUIRED, max_length=60, writable=True, searchable=True)
    name_en: str = string("英文名", "English name", REQUIRED, max_length=60, writable=True, searchable=True)
    hint: str | None = string("填写说明", "Hint", max_length=200, writable=True)
    options: list[dict[str, Any]] = json("选项", "Options", writable=True)
    is_required: bool = boolean("必填", "Required", writable=True)
    least: Decimal | None = decimal("最小值", "Least", places=4, writable=True)
    most: Decimal | None = decimal("最大值", "Most", places=4, writable=True)
    hidden_from: list[str] = tags("对这些角色隐藏", "Hidden from", writable=True)
    position: int = integer("顺序", "Position", 0)
    is_active: bool = boolean("启用", "Active", True, writable=True)

    __table_args__ = (sa.UniqueConstraint("object", "key"),)


_NAME = FieldInfo("名称", "Name", Kind.STRING, description="The name in the viewer's language.")
_API = FieldInfo("接口名称", "API name", Kind.STRING, filterable=False, sortable=False, groupable=False)
_API_SQL = "'cf' || replace(initcap(replace({a}.key, '_', ' ')), ' ', '')"

expose(
    CustomField,
    zh="自定义字段",
    en="Custom field",
    plural="customFields",
    order=(("object", False), ("position", False)),
    derived={
        "name": (_NAME, "case when %(v_zh)s then {a}.name_zh else {a}.name_en end"),
        "api_name": (_API, _API_SQL),
    },
)

"""The catalog and the search across objects, in the API."""

import asyncio
from decimal import Decimal
from typing import Annotated, Any

import orjson
import strawberry
from strawberry import Info

from weir.access.guard import rule_of
from weir.access.predicate import visible
from weir.catalog.ids import sql_id
from weir.catalog.registry import OBJECTS, CatalogField, CatalogObject, Many
from weir.graphql.errors import ApiError
from weir.graphql.operation import Operation, refused
from weir.reading.aggregate import groupable
from weir.reading.build import Build
from weir.reading.where import search_sql

SEARCHED = ("account", "contact", "deal", "contract", "lead", "task", "product")
MAX_HITS = 50
Words = Annotated[str, strawberry.argument(description="Words; every one must occur.")]
Names = Annotated[list[str] | None, strawberry.argument(description="Only these objects, such as `deal`.")]
Custom = Annotated[bool, strawberry.argument(description="Only the fields the organisation added.")]
Hits = Annotated[int, strawberry.argument(description=f"How many hits: 1 to {MAX_HITS}.")]


@strawberry.type(description="One value of an enum, with its labels.")
class CatalogValue:
    """One value of an enum."""

    value: str = strawberry.field(description="The value in the API.")
    label_zh: str = strawberry.field(description="zh-CN label.")
    label_en: str = strawberry.field(description="English label.")
    is_offered: bool = strawberry.field(
        description="Whether it can be chosen; one that no longer is stays where it was."
    )


@strawberry.type(
    name="CatalogField", description="One field of an object, with its labels and what can be done with it."
)
class FieldShape:
    """One field of an object."""

    name: str = strawberry.field(description="The name in the API.")
    label_zh: str = strawberry.field(description="zh-CN label.")
    label_en: str = strawberry.field(description="English label.")
    kind: str = strawberry.field(
        description="STRING, TEXT, INT, DECIMAL, MONEY, BOOL, DATE, DATETIME, ENUM, LINK, TAGS or JSON."
    )
    target: str | None = strawberry.field(description="The object a LINK points at.")
    values: list[CatalogValue] = strawberry.field(description="The values of an ENUM.")
    is_required: bool = strawberry.field(description="Whether a record needs it.")
    is_writable: bool = strawberry.field(
        description="Whether create and update take it; the others change only by verbs."
    )
    is_filterable: bool = strawberry.field(description="Whether `where` takes it, for this viewer.")
    is_sortable: bool = strawberry.field(description="Whether `orderBy` takes it, for this viewer.")
    is_groupable: bool = strawberry.field(description="Whether `groups` takes it, for this viewer.")
    read: str = strawberry.field(description="How this viewer reads it: FULL, MASKED (on some records) or HIDDEN.")
    max_length: int | None = strawberry.field(description="The longest text it takes.")
    is_custom: bool = strawberry.field(description="Whether the organisation added it.")
    hint: str | None = strawberry.field(description="What the organisation says about how it is filled in.")
    least: Decimal | None = strawberry.field(description="The least a custom number may be.")
    most: Decimal | None = strawberry.field(description="The most a custom number may be.")


@strawberry.type(
    name="CatalogEdge", description="Records of another kind that belong to a record, by a link of theirs."
)
class EdgeShape:
    """A list of records that belong to a record."""

    name: str = strawberry.field(description="The name in the API: of the list, and in `where`.")
    target: str = strawberry.field(description="The object of its records.")
    link: str = strawberry.field(description="The link of these records that leads back.")
    label_zh: str = strawberry.field(description="zh-CN label of one of them.")
    label_en: str = strawberry.field(description="English label of one of them.")


@strawberry.type(name="CatalogObject", description="One object type, with its labels and fields.")
class ObjectShape:
    """One object type."""

    name: str = strawberry.field(description="The name in the catalog, such as `deal`.")
    type_name: str = strawberry.field(description="The GraphQL type.")
    list_field: str = strawberry.field(description="The root field of its list.")
    label_zh: str = strawberry.field(description="zh-CN label.")
    label_en: str = strawberry.field(description="English label.")
    actions: list[str] = strawberry.field(
        description="What the viewer's roles allow on some record: create, read, update…"
    )
    fields: list[FieldShape] = strawberry.field(description="Its fields.")
    edges: list[EdgeShape] = strawberry.field(
        description="The records that belong to it, of the objects the viewer may read: `where` takes `{some none first}` of them."
    )


@strawberry.type(description="One record found by a search.")
class SearchHit:
    """One record found by a search."""

    id: strawberry.ID = strawberry.field(description="The record.")
    object: str = strawberry.field(description="Its object, such as `deal`.")
    title: str = strawberry.field(description="Its name.")
    subtitle: str | None = strawberry.field(description="Its number, title or account.")


def _field(entry: CatalogObject, one: CatalogField, viewer: Any) -> FieldShape:
    rule = rule_of(one.info.guard, entry.name, one.column, "x", viewer)
    values = [
        CatalogValue(value=m.value, label_zh=m.zh, label_en=m.en, is_offered=m.value not in one.info.retired)
        for m in one.info.enum or ()
    ]
    usable = not rule.hidden
    return FieldShape(
        name=one.api_name,
        label_zh=one.info.zh,
        label_en=one.info.en,
        kind=one.info.kind.value,
        target=one.info.link,
        values=values,
        is_required=one.info.required,
        is_writable=one.info.writable,
        is_filterable=one.info.filterable and usable,
        is_sortable=one.info.sortable and usable,
        is_groupable=one.order_name in groupable(entry) and usable,
        read="HIDDEN" if rule.hidden else "MASKED" if rule.condition else "FULL",
        max_length=one.info.max_length,
        is_custom=one.key is not None,
        hint=one.info.description or None if one.key is not None else None,
        least=one.info.least,
        most=one.info.most,
    )


def _edge(one: Many) -> EdgeShape:
    link = OBJECTS[one.target].fields[str(one.column)].api_name
    return EdgeShape(name=one.name, target=one.target, link=link, label_zh=one.zh, label_en=one.en)


async def catalog(root: Any, info: Info, names: Names = None, custom: Custom = False) -> list[ObjectShape]:
    """Every object the viewer may read, with its fields."""
    viewer = info.context.viewer
    info.context.settled += 1
    return [
        ObjectShape(
            name=entry.name,
            type_name=entry.type_name,
            list_field=entry.plural,
            label_zh=entry.zh,
            label_en=entry.en,
            actions=[
                action for action in ("create", "read", "update", "void", "export") if viewer.may(action, entry.name)
            ],
            fields=[_field(entry, one, viewer) for one in entry.readable() if one.key is not None or not custom],
            edges=[_edge(one) for one in entry.edges().values() if viewer.may("read", one.target)],
        )
        for entry in OBJECTS.values()
        if viewer.may("read", entry.name) and (names is None or entry.name in names)
    ]


SUBTITLES = {
    "account": "{a}.number",
    "contact": "coalesce({a}.title, {a}.number)",
    "deal": "{a}.number",
    "contract": "{a}.number",
    "lead": "coalesce({a}.company_name, {a}.number)",
    "task": "null",
    "product": "{a}.code",
}


async def search(root: Any, info: Info, text: Words, first: Hits = 20) -> list[SearchHit]:
    """Records of any kind whose name or number holds every word."""
    if not 1 <= first <= MAX_HITS:
        raise ApiError("BAD_USER_INPUT", f"`first` is 1 to {MAX_HITS}.")
    if not text.strip():
        return []
    operation: Operation = info.context
    found = await asyncio.gather(*(_search_one(operation, OBJECTS[name], text, first) for name in SEARCHED))
    # One of each kind in turn, so that no kind hides the others.
    mixed = [hits[place] for place in range(first) for hits in found if place < len(hits)]
    return mixed[:first]


async def _search_one(operation: Operation, entry: CatalogObject, text: str, first: int) -> list[SearchHit]:
    if not operation.viewer.may("read", entry.name):
        return []
    with refused():
        build = Build(operation.viewer, sum(map(ord, entry.name)) * 1000)
        test = search_sql(build, entry, "s", text)
    title = entry.title_sql.format(a="s")
    rows = (
        f"select {sql_id(entry, 's')} as id, {title} as title, {SUBTITLES[entry.name].format(a='s')} as subtitle"
        f" from {entry.table} s where {visible(entry.name, 's', operation.viewer)} and {test}"
        f" order by lower({title}) = lower({build.param(text.strip(), 'text')}) desc, length({title}), s.id limit {first}"
    )
    body = await operation.read(f"(select coalesce(json_agg(row_to_json(h)), '[]') from ({rows}) h)", build.params)
    return [
        SearchHit(id=strawberry.ID(hit["id"]), object=entry.name, title=hit["title"] or "", subtitle=hit["subtitle"])
        for hit in orjson.loads(body)
    ]


def queries() -> dict[str, Any]:
    """The catalog and the search."""
    return {
        "catalog": strawberry.field(
            resolver=catalog, description="Every object the viewer may read, with labels in zh-CN and English."
        ),
        "search": strawberry.field(
            resolver=search, description="Records of any kind whose name or number holds every word."
        ),
    }

"""What a view is made of, checked against the catalog as the person who saves it: what they may not read is not in it."""

from typing import Any

import orjson

from weir.access.viewer import Viewer
from weir.catalog.registry import OBJECTS, CatalogObject
from weir.errors import Refusal
from weir.reading.build import BadRead, Build
from weir.reading.given import given_where
from weir.reading.order import sort_keys
from weir.reading.where import search_sql, where_sql

MAX_BYTES = 20_000
MAX_COLUMNS = 40
MAX_PARAMS = 20
MAX_PARAM = 2_000
WIDTHS = (60, 800)
PARTS = ("filter", "search", "sort", "columns", "params")


BOARDS = {"BOARD": "deal", "LEAD_BOARD": "lead"}


def object_named(name: str) -> CatalogObject:
    """The catalog object behind a view's object: a board shows deals or leads."""
    return OBJECTS[BOARDS.get(name) or name.lower()]


def checked(viewer: Viewer, entry: CatalogObject, definition: Any) -> dict[str, Any]:
    """The definition as it is kept. Raises `Refusal` INVALID naming the part that is wrong."""
    if not isinstance(definition, dict):
        raise _wrong((), "应为对象。", "it is an object.")
    if len(orjson.dumps(definition)) > MAX_BYTES:
        raise _wrong((), "内容过多。", "it is too large.")
    if unknown := set(definition) - set(PARTS):
        raise _wrong((min(unknown),), "没有这一项。", "it has no such part.")
    kept: dict[str, Any] = {}
    for part, check in _CHECKS.items():
        value = definition.get(part)
        if value in (None, "", [], {}):
            continue
        try:
            check(viewer, entry, value)
        except BadRead as bad:
            raise _wrong((part,), f"{_ZH[part]}：{bad.told[0]}", bad.told[1]) from None
        kept[part] = value
    return kept


def _wrong(path: tuple[str, ...], zh: str, en: str) -> Refusal:
    return Refusal("INVALID", ("definition", *path), {"label": ("视图", "The view"), "why": (zh, en)})


def _filter(viewer: Viewer, entry: CatalogObject, value: Any) -> None:
    where_sql(Build(viewer), entry, "x", given_where(entry, value))


def _search(viewer: Viewer, entry: CatalogObject, value: Any) -> None:
    if not isinstance(value, str):
        raise BadRead("A search is a text.")
    search_sql(Build(viewer), entry, "x", value)


def _sort(viewer: Viewer, entry: CatalogObject, value: Any) -> None:
    names = {one.order_name for one in entry.readable() if one.info.sortable}
    if not isinstance(value, list):
        raise BadRead("A sort is a list.")
    for one in value:
        if not isinstance(one, dict) or set(one) - {"field", "direction"} or one.get("field") not in names:
            raise BadRead("This is no sort key.")
        if one.get("direction", "ASC") not in ("ASC", "DESC"):
            raise BadRead("A direction is ASC or DESC.")
    sort_keys(Build(viewer), entry, "x", value)


def _columns(viewer: Viewer, entry: CatalogObject, value: Any) -> None:
    build = Build(viewer)
    known = {one.api_name: one for one in entry.readable()}
    if not isinstance(value, list) or len(value) > MAX_COLUMNS:
        raise BadRead(f"Columns are a list of at most {MAX_COLUMNS}.")
    for one in value:
        name = one.get("field") if isinstance(one, dict) else None
        if not isinstance(name, str) or name not in known or set(one) - {"field", "width"}:
            raise BadRead("This is no column.")
        if build.rule(entry, known[name], "x").hidden:
            raise BadRead(f"You cannot read {name}.")
        width = one.get("width")
        if width is not None and (type(width) is not int or not WIDTHS[0] <= width <= WIDTHS[1]):
            raise BadRead(f"A column is {WIDTHS[0]} to {WIDTHS[1]} wide.")


def _params(viewer: Viewer, entry: CatalogObject, value: Any) -> None:
    if not isinstance(value, dict) or len(value) > MAX_PARAMS:
        raise BadRead(f"Params are at most {MAX_PARAMS} texts by name.")
    for name, text in value.items():
        if not isinstance(text, str) or len(name) > 40 or len(text) > MAX_PARAM:
            raise BadRead("A param is a short text.")


_CHECKS = {"filter": _filter, "search": _search, "sort": _sort, "columns": _columns, "params": _params}
_ZH = {"filter": "筛选条件", "search": "搜索词", "sort": "排序", "columns": "列", "params": "参数"}

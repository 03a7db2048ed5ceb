"""The catalog: every object and field, described once. All that is derived is derived from here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, cast

import sqlalchemy as sa

from weir.catalog.declare import FieldInfo, Kind
from weir.db.record import Owned, Row


@dataclass(frozen=True, slots=True)
class CatalogField:
    """One readable field: `sql` is its expression with `{a}` for the row's alias.

    `column` is None when it is derived; `key` is where the value of a custom field lies in the record's `custom`.
    """

    name: str
    info: FieldInfo
    sql: str
    column: str | None = None
    key: str | None = None

    @property
    def api_name(self) -> str:
        """The camelCase name callers use; a link drops its `_id`."""
        return camel(self.name.removesuffix("_id") if self.info.kind is Kind.LINK else self.name)

    @property
    def input_name(self) -> str:
        """The name in inputs: a link's ends in `Id`."""
        return f"{self.api_name}Id" if self.info.kind is Kind.LINK else self.api_name

    @property
    def is_kept(self) -> bool:
        """Whether records keep a value of it, as opposed to what is worked out."""
        return self.column is not None or self.key is not None

    def of(self, row: Any) -> Any:
        """The value a record keeps of it; of a custom field as JSON has it."""
        return row.custom.get(self.key) if self.key is not None else getattr(row, str(self.column))

    @property
    def order_name(self) -> str:
        """The SCREAMING name in `orderBy` and `groups`."""
        return (self.name.removesuffix("_id") if self.info.kind is Kind.LINK else self.name).upper()


@dataclass(frozen=True, slots=True)
class Many:
    """A reverse edge: the `target` rows for which `on` holds ({t} the target's alias, {a} this row's), as a list called `name`.

    `column` is the target's foreign key that makes it; each of its rows belongs to one of ours then. `zh` and `en` name one row.
    """

    name: str
    target: str
    on: str
    description: str
    column: str | None = None
    zh: str = ""
    en: str = ""

    def label(self, chinese: bool) -> str:
        """What people call one of them."""
        return self.zh if chinese else self.en


@dataclass
class CatalogObject:
    """One object type: its table, its labels, its fields and links. `prefix` opens its global ids (`deal_0192…`)."""

    name: str
    type_name: str
    prefix: str
    plural: str
    zh: str
    en: str
    model: type[Row]
    description: str
    fields: dict[str, CatalogField]
    default_order: tuple[tuple[str, bool], ...]
    root: bool = True
    # SQL for the key of the row that one asked for by `{key}` is part of now; null when it stands for itself.
    moved: str | None = None
    many: dict[str, Many] = field(default_factory=dict)

    @property
    def table(self) -> str:
        """The quoted table name."""
        return f'"{cast(sa.Table, self.model.__table__).name}"'  # type: ignore[attr-defined]

    @property
    def voidable(self) -> bool:
        """Whether rows can be voided (and are hidden then)."""
        return "deleted_at" in self.model.model_fields

    @property
    def keeps_voided(self) -> bool:
        """Whether its voided rows are listed to who may bring them back: records that people own."""
        return self.voidable and issubclass(self.model, Owned)

    @property
    def title_sql(self) -> str:
        """What names a row in group labels and search results: in the viewer's language where there is one."""
        return self.fields["name" if "name" in self.fields else self.model.title_field].sql

    def readable(self) -> Iterable[CatalogField]:
        """The fields in the order they were declared."""
        return self.fields.values()

    def edges(self) -> dict[str, Many]:
        """The lists that a foreign key makes, by name: records can be filtered and measured by those."""
        return {one.name: one for one in sorted(self.many.values(), key=lambda one: one.name) if one.column}


OBJECTS: dict[str, CatalogObject] = {}
BY_MODEL: dict[type[Row], CatalogObject] = {}
BY_PREFIX: dict[str, CatalogObject] = {}
_PENDING: list[tuple[str, Many]] = []


@cache
def camel(name: str) -> str:
    """`next_follow_up_at` becomes `nextFollowUpAt`."""
    head, *rest = name.split("_")
    return head + "".join(part.capitalize() for part in rest)


def expose(
    model: type[Row],
    *,
    zh: str,
    en: str,
    plural: str,
    prefix: str | None = None,
    order: tuple[tuple[str, bool], ...] = (("updated_at", True),),
    derived: Mapping[str, tuple[FieldInfo, str]] | None = None,
    reverse: Mapping[str, str] | None = None,
    root: bool = True,
) -> CatalogObject:
    """Puts a model into the catalog.

    `order` is the default sort as (field, descending); `derived` adds fields computed by SQL; `reverse` names, for a link
    column, the nested list it makes on the object it points at (`{"account_id": "deals"}`); `root=False` leaves out the
    root list, for rows that are only reached through their parent.
    """
    table = cast(sa.Table, model.__table__)  # type: ignore[attr-defined]
    fields: dict[str, CatalogField] = {}
    for column in _declared_order(model, table):
        info: FieldInfo | None = column.info.get("catalog")
        if info is not None and column.name != "deleted_at":
            fields[column.name] = CatalogField(column.name, info, f'{{a}}."{column.name}"', column.name)
    for name, (info, sql) in (derived or {}).items():
        fields[name] = CatalogField(name, info, f"({sql})")
    name = table.name
    entry = CatalogObject(
        name=name,
        type_name="".join(part.capitalize() for part in name.split("_")),
        prefix=prefix or name.replace("_", ""),
        plural=plural,
        zh=zh,
        en=en,
        model=model,
        description=(model.__doc__ or en).strip(),
        fields=fields,
        default_order=order,
        root=root,
    )
    if entry.keeps_voided:
        # A list of few among many: by the day they went, since nobody changes what is voided.
        rows = sa.text("deleted_at is not null")
        sa.Index(f"ix_{name}_voided", table.c.updated_at, table.c.id, postgresql_where=rows)
    OBJECTS[name] = BY_MODEL[model] = BY_PREFIX[entry.prefix] = entry
    for column_name, edge in (reverse or {}).items():
        target = fields[column_name].info.link
        on = f'{{t}}."{column_name}" = {{a}}.id'
        many = Many(edge, name, on, f"{en}: the rows of this record.", column_name)
        _PENDING.append((cast(str, target), many))
    _attach()
    return entry


def history(*names: str) -> None:
    """Gives objects the list of their audit entries: who changed what."""
    for name in names:
        on = f"{{t}}.object_type = '{name}' and {{t}}.object_id = {{a}}.id"
        _PENDING.append((name, Many("history", "audit_entry", on, "Who changed what on this record.")))
    _attach()


def edge(name: str, called: str, target: str, on: str, description: str) -> None:
    """Gives an object a list that no foreign key makes; `on` as in `Many`."""
    _PENDING.append((name, Many(called, target, on, description)))
    _attach()


def _declared_order(model: type[Row], table: sa.Table) -> list[sa.Column[Any]]:
    """The model's own fields first, then what the mixins add."""
    own = [name for name in model.__annotations__ if name in table.c]
    rest = [column.name for column in table.c if column.name not in own]
    return [table.c[name] for name in (*own, *rest)]


def _attach() -> None:
    for pair in list(_PENDING):
        target, edge = pair
        if target in OBJECTS:
            OBJECTS[target].many[edge.name] = _labelled(OBJECTS[target], edge)
            _PENDING.remove(pair)


def _labelled(owner: CatalogObject, edge: Many) -> Many:
    """The edge with what its rows are called: with the link they come by, where that is not just what they belong to."""
    entry = OBJECTS.get(edge.target)
    if entry is None or edge.column is None:
        return edge
    by = entry.fields[edge.column].info
    if by.link == entry.name:
        return replace(edge, zh=f"下级{entry.zh}", en=f"Child {entry.en.lower()}")
    if by.en == owner.en:
        return replace(edge, zh=entry.zh, en=entry.en)
    return replace(edge, zh=f"{entry.zh}（{by.zh}）", en=f"{entry.en} ({by.en.lower()})")


def object_of(model: type[Row]) -> CatalogObject:
    """The catalog entry of a model."""
    return BY_MODEL[model]

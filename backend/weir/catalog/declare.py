"""How a model declares a field: one call gives the column, its labels in both languages and what the catalog may do with it.

Everything that is derived later (GraphQL output, filters, sorts, groups, inputs, import columns, audit labels) reads the
`FieldInfo` these functions leave in `Column.info["catalog"]`. A column without it is internal and never leaves the server.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, Self

import sqlalchemy as sa
from pydantic_core import PydanticUndefined
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlmodel import Field
from sqlmodel.sql.sqltypes import UTCDateTime

# Opens the guard of a field that some roles do not read; their names follow.
NOT_FOR = "not_for:"


class Labelled(str, Enum):
    """An enum whose members carry their zh-CN and English labels: `WON = "WON", "赢单", "Won"`."""

    zh: str
    en: str

    def __new__(cls, value: str, zh: str = "", en: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.zh, member.en = zh or value, en or value
        return member


class Kind(str, Enum):
    """The type of a catalog field; decides its GraphQL type, its comparisons and how it is written as JSON."""

    STRING = "STRING"
    TEXT = "TEXT"
    INT = "INT"
    DECIMAL = "DECIMAL"
    MONEY = "MONEY"
    BOOL = "BOOL"
    DATE = "DATE"
    DATETIME = "DATETIME"
    ENUM = "ENUM"
    LINK = "LINK"
    TAGS = "TAGS"
    JSON = "JSON"


@dataclass(frozen=True, slots=True)
class FieldInfo:
    """What a declaration says about a field beyond its column.

    `guard` names a field rule of `weir.access.guard`; `link` is the object a LINK points at; `currency` is the column that
    holds the currency of a MONEY field; `is_amount` marks a DECIMAL that is an amount in the organisation's currency;
    `writable` says whether a person may set it through create and update inputs (system fields change only through actions).
    `least` and `most` bound a custom number; what is `retired` of a custom field's choices stays where it was chosen.
    """

    zh: str
    en: str
    kind: Kind
    writable: bool = False
    on_create: bool = True
    required: bool = False
    guard: str | None = None
    link: str | None = None
    currency: str | None = None
    enum: type[Labelled] | None = None
    filterable: bool = True
    sortable: bool = True
    groupable: bool = True
    measured: bool = True
    is_amount: bool = False
    searchable: bool = False
    max_length: int | None = None
    maximum: int | None = None
    least: Decimal | None = None
    most: Decimal | None = None
    retired: frozenset[str] = frozenset()
    multiline: bool = False
    description: str = ""


def _field(
    info: FieldInfo, default: Any, sa_type: Any, *, nullable: bool | None = None, index: bool = False, **column: Any
) -> Any:
    extra = {"info": {"catalog": info}, **column}
    keywords: dict[str, Any] = {"sa_type": sa_type, "sa_column_kwargs": extra, "index": index}
    if nullable is not None:
        keywords["nullable"] = nullable
    if callable(default) and default is not None:
        return Field(default_factory=default, **keywords)
    return Field(default=default, **keywords)


REQUIRED: Any = PydanticUndefined


def string(
    zh: str,
    en: str,
    default: Any = None,
    *,
    max_length: int = 200,
    index: bool = False,
    unique: bool = False,
    collation: str | None = None,
    **info: Any,
) -> Any:
    """A line of text."""
    if default is REQUIRED:
        info.setdefault("required", True)
    extra: dict[str, Any] = {"unique": True} if unique else {}
    return _field(
        FieldInfo(zh, en, Kind.STRING, max_length=max_length, **info),
        default,
        sa.String(max_length, collation=collation),
        nullable=default is None,
        index=index,
        **extra,
    )


def number(prefix: str, sequence: str) -> Any:
    """The readable number of a record, `prefix-000123`, given by a database sequence and never reused."""
    return _field(
        FieldInfo("编号", "Number", Kind.STRING, groupable=False, searchable=True),
        None,
        sa.String(30),
        nullable=False,
        unique=True,
        server_default=sa.text(f"weir_number('{prefix}', nextval('{sequence}'))"),
    )


def text(zh: str, en: str, default: Any = None, *, max_length: int = 10_000, **info: Any) -> Any:
    """Several lines of text; filterable by what it contains, never sorted or grouped."""
    if default is REQUIRED:
        info.setdefault("required", True)
    return _field(
        FieldInfo(zh, en, Kind.TEXT, max_length=max_length, sortable=False, groupable=False, multiline=True, **info),
        default,
        sa.Text(),
        nullable=default is None,
    )


def integer(zh: str, en: str, default: Any = None, *, nullable: bool | None = None, **info: Any) -> Any:
    """A whole number."""
    server = {} if default in (None, REQUIRED) else {"server_default": str(default)}
    empty = default is None if nullable is None else nullable
    return _field(FieldInfo(zh, en, Kind.INT, **info), default, sa.Integer(), nullable=empty, **server)  # type: ignore[arg-type]


def decimal(zh: str, en: str, default: Any = None, *, digits: int = 18, places: int = 2, **info: Any) -> Any:
    """An exact number with `places` decimals; never a float."""
    return _field(
        FieldInfo(zh, en, Kind.DECIMAL, **info), default, sa.Numeric(digits, places), nullable=default is None
    )


def money(zh: str, en: str, *, currency: str, **info: Any) -> Any:
    """An amount whose currency (ISO 4217) stands in the column named by `currency`."""
    return _field(FieldInfo(zh, en, Kind.MONEY, currency=currency, **info), None, sa.Numeric(18, 2), nullable=True)


def boolean(zh: str, en: str, default: bool = False, **info: Any) -> Any:
    """Yes or no."""
    return _field(
        FieldInfo(zh, en, Kind.BOOL, **info), default, sa.Boolean(), nullable=False, server_default=str(default).lower()
    )


def day(zh: str, en: str, default: Any = None, *, index: bool = False, **info: Any) -> Any:
    """A business day in the organisation's time zone."""
    return _field(FieldInfo(zh, en, Kind.DATE, **info), default, sa.Date(), nullable=default is None, index=index)


def moment(zh: str, en: str, default: Any = None, *, index: bool = False, now: bool = False, **info: Any) -> Any:
    """An instant in UTC; `now` fills it with the time of the insert."""
    server: dict[str, Any] = {"server_default": sa.func.now()} if now else {}
    return _field(
        FieldInfo(zh, en, Kind.DATETIME, **info),
        default,
        UTCDateTime(),
        nullable=default is None and not now,
        index=index,
        **server,
    )


def choice(zh: str, en: str, options: type[Labelled], default: Any = None, *, index: bool = False, **info: Any) -> Any:
    """One of the members of a `Labelled` enum, stored as its value with a CHECK constraint."""
    kind = sa.Enum(
        options,
        native_enum=False,
        length=40,
        create_constraint=True,
        name=options.__name__.lower(),
        values_callable=lambda members: [member.value for member in members],
    )
    server = {} if default in (None, REQUIRED) else {"server_default": default.value}
    return _field(
        FieldInfo(zh, en, Kind.ENUM, enum=options, **info),
        default,
        kind,
        nullable=default is None,
        index=index,
        **server,
    )


def tags(zh: str, en: str, **info: Any) -> Any:
    """A set of short labels."""
    return _field(
        FieldInfo(zh, en, Kind.TAGS, sortable=False, **info),
        list,
        ARRAY(sa.String(60)),
        nullable=False,
        server_default="{}",
    )


def json(zh: str, en: str, *, default: Any = list, **info: Any) -> Any:
    """A structured value that is shown, never filtered."""
    empty = "'[]'" if default is list else "'{}'"
    return _field(
        FieldInfo(zh, en, Kind.JSON, filterable=False, sortable=False, groupable=False, **info),
        default,
        JSONB(),
        nullable=False,
        server_default=sa.text(f"{empty}::jsonb"),
    )


def link(
    zh: str,
    en: str,
    to: str,
    *,
    table: str | None = None,
    required: bool = False,
    index: bool = True,
    ondelete: str | None = None,
    **info: Any,
) -> Any:
    """A reference to one record of another object; the column name ends in `_id`."""
    extra: dict[str, Any] = {
        "info": {"catalog": FieldInfo(zh, en, Kind.LINK, link=to, required=required, sortable=False, **info)}
    }
    keywords: dict[str, Any] = {
        "foreign_key": f"{table or to}.id",
        "index": index,
        "nullable": not required,
        "sa_column_kwargs": extra,
    }
    if ondelete:
        keywords["ondelete"] = ondelete
    return Field(default=REQUIRED if required else None, **keywords)


PYTHON_TYPES: dict[Kind, type] = {
    Kind.STRING: str,
    Kind.TEXT: str,
    Kind.INT: int,
    Kind.DECIMAL: Decimal,
    Kind.BOOL: bool,
    Kind.DATE: date,
    Kind.DATETIME: datetime,
}

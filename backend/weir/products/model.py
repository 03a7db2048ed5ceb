"""What we sell, and for how much."""

from decimal import Decimal

import sqlalchemy as sa
from sqlmodel import Field

from weir.catalog.declare import REQUIRED, boolean, money, string, text
from weir.catalog.registry import expose
from weir.db.record import Record


class Product(Record, table=True):
    """A sellable item with its list price; its cost is seen by few."""

    code: str | None = string("编码", "Code", max_length=60, unique=True, writable=True)
    name: str = string("名称", "Name", REQUIRED, writable=True, searchable=True)
    family: str | None = string("系列", "Family", max_length=100, writable=True)
    unit: str | None = string("单位", "Unit", max_length=20, writable=True)
    list_price: Decimal | None = money("标准价", "List price", currency="currency", writable=True)
    cost: Decimal | None = money("成本", "Cost", currency="currency", writable=True, guard="cost")
    currency: str = Field(default="CNY", max_length=3, sa_column_kwargs={"server_default": "CNY"})
    description: str | None = text("描述", "Description", writable=True)
    is_active: bool = boolean("启用", "Active", True, writable=True)

    __table_args__ = (sa.CheckConstraint("list_price >= 0 and cost >= 0", name="prices_not_negative"),)


expose(Product, zh="产品", en="Product", plural="products", order=(("name", False),))

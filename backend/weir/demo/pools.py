"""The lead pools of the demo company: one for each region, dealt out by its manager."""

from uuid import UUID

from psycopg.types.json import Jsonb

from weir.demo.company import Company

POOLS = {
    "south": ("华南线索池", ["广东省", "广西", "海南省"], "chen"),
    "east": ("华东线索池", ["上海市", "江苏省", "浙江省", "福建省"], "sun"),
}


def add_pools(company: Company) -> dict[str, UUID]:
    """The pools by the department that claims from them. Their high-intent leads have ten days, so that a demo lives a while."""
    rows, made = company.rows, {}
    for position, (department, (name, regions, admin)) in enumerate(POOLS.items()):
        made[department] = rows.add(
            "lead_pool", name=name, position=position, regions=regions, remind_days_before=Jsonb([3, 1]),
            no_follow_up_days_high=10,
        )  # fmt: skip
        empty = {"user_id": None, "department_id": None, "is_admin": False}
        rows.add(
            "lead_pool_member",
            **{**empty, "pool_id": made[department], "department_id": company.departments[department]},
        )
        rows.add(
            "lead_pool_member",
            **{**empty, "pool_id": made[department], "user_id": company.people[admin], "is_admin": True},
        )
    return made

"""The pools of the demo company: for leads and for accounts one for each region, dealt out by its manager, and what waits there."""

from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from weir.accounts.actions import name_key
from weir.demo.company import Company

REGIONS = {
    "south": ("华南", ["广东省", "广西", "海南省"], "chen"),
    "east": ("华东", ["上海市", "江苏省", "浙江省", "福建省"], "sun"),
}
# Name, pool, industry, region, tier, employees, days it has waited, who had it before and how it came back, its people.
WAITING: tuple[tuple[Any, ...], ...] = (
    ("东莞市恒信五金制品厂", "south", "制造业", "广东省东莞市", "B", 180, 0.2, ("zhouliu", "recycled", "NO_FOLLOW_UP 30"), ("何志强",)),
    ("佛山市顺达陶机有限公司", "south", "制造业", "广东省佛山市", "A", 420, 1.4, ("zhouliu", "returned", "NO_NEED"), ("梁国华", "欧阳倩")),
    ("广西桂北食品有限公司", "south", "食品饮料", "广西桂林市", "C", 95, 3.1, None, ("莫小兰",)),
    ("Pearl River Packaging Ltd.", "south", "包装", "广东省广州市", "B", 260, 4.5, None, ("Grace Wong",)),
    ("海口椰风酒店管理有限公司", "south", "酒店", "海南省海口市", "C", 130, 6.8, ("zhouliu", "recycled", "NO_WON_DEAL 180"), ("符永康",)),
    ("苏州工业园区博研仪器有限公司", "east", "仪器仪表", "江苏省苏州市", "A", 310, 0.7, None, ("沈嘉怡", "陆明")),
    ("宁波海曙紧固件有限公司", "east", "制造业", "浙江省宁波市", "B", 220, 2.6, None, ("胡建平",)),
    ("Huangpu Marine Services Co.", "east", "物流", "上海市黄浦区", None, 75, 5.2, None, ("Daniel Xu",)),
)  # fmt: skip
TITLES = {False: ("采购经理", "总经理"), True: ("Purchasing manager", "Director")}
# The open deals and the won ones keep most accounts; of the others none is due before some days have passed.
STILL = """
update account a set recycle_not_before = now() + make_interval(days => 2 + abs(hashtext(a.name)) % 12)
where a.recycle_due_at < now() + interval '2 days';
update account set pool_id = pool_id where recycle_due_at < now() + interval '2 days'
"""


def add_pools(company: Company) -> dict[str, UUID]:
    """The lead pools by the department that claims from them. Their high-intent leads have ten days, so that a demo lives a while."""
    return _pools(company, "lead", "线索池", no_follow_up_days_high=10)


def add_account_pools(company: Company) -> dict[str, UUID]:
    """The account pools by the department that claims from them."""
    return _pools(company, "account", "客户公海", no_follow_up_days=30, no_follow_up_days_high=21)


def _pools(company: Company, held: str, called: str, **settings: int) -> dict[str, UUID]:
    rows, made = company.rows, {}
    for position, (department, (name, regions, admin)) in enumerate(REGIONS.items()):
        made[department] = rows.add(
            f"{held}_pool", name=name + called, position=position, regions=regions, remind_days_before=Jsonb([3, 1]), **settings
        )  # fmt: skip
        member = {"pool_id": made[department], "user_id": None, "department_id": None, "is_admin": False}
        rows.add(f"{held}_pool_member", **{**member, "department_id": company.departments[department]})
        rows.add(f"{held}_pool_member", **{**member, "user_id": company.people[admin], "is_admin": True})
    return made


def fill_account_pools(company: Company, pools: dict[str, UUID]) -> None:
    """Accounts that wait, each with its people; some of them somebody had before."""
    rows = company.rows
    for index, (name, department, industry, region, tier, employees, days, lost, people) in enumerate(WAITING):
        came = rows.ago(days)
        key = rows.add(
            "account", name=name, name_key=name_key(name), type="PROSPECT", tier=tier, industry=industry, region=region,
            phone=f"0{755 + index}-2{index}61{1200 + index}", employees=employees, pool_id=pools[department], pooled_at=came,
            department_id=company.departments[department], created_at=rows.ago(240), updated_at=came,
            last_interaction_at=rows.ago(days + 34), last_follow_up_at=rows.ago(days + 34),
            recycle_count=int(bool(lost) and lost[1] == "recycled"), return_count=int(bool(lost) and lost[1] == "returned"),
        )  # fmt: skip
        for place, person in enumerate(people):
            mobile = f"139{index:02}{place}77{index:02}{place}"
            rows.add(
                "contact", account_id=key, name=person, title=TITLES[name.isascii()][place], mobile=mobile,
                mobile_key=f"+86{mobile}", is_primary=place == 0, department_id=company.departments[department],
            )  # fmt: skip
        if lost:
            former, cause, reason = lost
            rows.add(
                "ownership_change", account_id=key, from_owner_id=company.people[former], cause=cause, reason=reason, at=came,
            )  # fmt: skip

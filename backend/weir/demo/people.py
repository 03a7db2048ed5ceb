"""The cast: the same people sign in to the demo, the backend tests and the browser tests."""

from dataclasses import dataclass

PASSWORD = "yuliang-2026"


@dataclass(frozen=True, slots=True)
class Person:
    """One member of the cast. `key` names them in tests; `manager` is a key."""

    key: str
    name: str
    email: str
    title: str
    department: str
    roles: tuple[str, ...]
    manager: str | None = None
    locale: str = "ZH_CN"
    partner: str | None = None
    is_active: bool = True


# key: (name, parent key)
DEPARTMENTS: dict[str, tuple[str, str | None]] = {
    "company": ("总公司", None),
    "sales": ("销售部", "company"),
    "south": ("华南区", "sales"),
    "east": ("华东区", "sales"),
    "marketing": ("市场部", "company"),
    "service": ("客服部", "company"),
    "finance": ("财务部", "company"),
    "legal": ("法务部", "company"),
}

CAST: tuple[Person, ...] = (
    Person("xiaolin", "小林", "xiaolin@weir.example", "系统管理员", "company", ("ADMIN",)),
    Person("zhao", "赵总", "zhao@weir.example", "销售总监", "sales", ("DIRECTOR",), "xiaolin"),
    Person("chen", "陈经理", "chen@weir.example", "华南区经理", "south", ("MANAGER",), "zhao"),
    Person("zhangsan", "张三", "zhangsan@weir.example", "销售代表", "south", ("REP",), "chen"),
    Person("lisi", "李四", "lisi@weir.example", "销售代表", "south", ("REP",), "chen"),
    Person("sun", "孙经理", "sun@weir.example", "华东区经理", "east", ("MANAGER",), "zhao", "EN"),
    Person("wangwu", "王五", "wangwu@weir.example", "销售代表", "east", ("REP",), "sun", "EN"),
    Person("moli", "莫莉", "moli@weir.example", "市场专员", "marketing", ("MARKETING",), "zhao"),
    Person("kefu", "柯服", "kefu@weir.example", "客服专员", "service", ("SERVICE",), "zhao"),
    Person("qian", "钱会计", "qian@weir.example", "财务", "finance", ("FINANCE",), "xiaolin"),
    Person("falv", "方律师", "fang@weir.example", "法务", "legal", ("LEGAL",), "xiaolin"),
    Person("shenji", "沈审计", "shen@weir.example", "审计", "company", ("AUDITOR",), "xiaolin"),
    Person("hengda", "恒达接口", "api@hengda.example", "渠道伙伴", "company", ("PARTNER",), None, "ZH_CN", "hengda"),
    Person("lantian", "蓝天接口", "api@lantian.example", "渠道伙伴", "company", ("PARTNER",), None, "EN", "lantian"),
    Person(
        "zhouliu", "周六", "zhouliu@weir.example", "销售代表(已离职)", "south", ("REP",), "chen", "ZH_CN", None, False
    ),
)

PARTNERS = {"hengda": "恒达科技(渠道)", "lantian": "蓝天软件(渠道)"}
BY_KEY = {person.key: person for person in CAST}

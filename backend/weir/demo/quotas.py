"""The targets of the demo company: last year's and this year's months of everybody who sells in the south and the east."""

from datetime import date
from zoneinfo import ZoneInfo

from weir.demo.company import Company

# What each is to win in an ordinary month; 华南区 is to win a little more than its people together, which is shown, never forced.
PEOPLE = {"zhangsan": 150_000, "lisi": 120_000, "wangwu": 140_000}
DEPARTMENTS = {"south": 300_000, "east": 140_000, "sales": 450_000}
COMPANY = 450_000
CUSTOMERS = {"zhangsan": 2, "lisi": 1, "wangwu": 1}
# Of twelve months: spring festival is quiet, the ends of quarters are busy.
SEASON = (80, 60, 120, 100, 100, 120, 90, 90, 120, 100, 110, 130)
LAST_YEAR = 85


def fill_quotas(company: Company) -> None:
    """Adds the targets to the rows that wait to be written."""
    this = company.rows.now.astimezone(ZoneInfo("Asia/Shanghai")).year
    for year, part in ((this - 1, LAST_YEAR), (this, 100)):
        for month, season in enumerate(SEASON, 1):
            day = date(year, month, 1)
            for key, amount in PEOPLE.items():
                _add(company, day, "WON_AMOUNT", amount * season * part // 10_000, user_id=company.people[key])
            for key, amount in DEPARTMENTS.items():
                _add(
                    company, day, "WON_AMOUNT", amount * season * part // 10_000, department_id=company.departments[key]
                )
            _add(company, day, "WON_AMOUNT", COMPANY * season * part // 10_000)
            if year == this:
                # What is won should be signed, and nine tenths of it collected in its month.
                for key, amount in PEOPLE.items():
                    for metric, share in (("CONTRACT_AMOUNT", 10), ("PAYMENT_AMOUNT", 9)):
                        _add(company, day, metric, amount * season * share // 1000, user_id=company.people[key])
                for key, count in CUSTOMERS.items():
                    _add(company, day, "NEW_CUSTOMERS", count, user_id=company.people[key])


def _add(company: Company, month: date, metric: str, amount: int, **place: object) -> None:
    places = {"user_id": None, "department_id": None, **place}
    currency = None if metric == "NEW_CUSTOMERS" else "CNY"
    company.rows.add("quota", month=month, metric=metric, target=amount, currency=currency, **places)

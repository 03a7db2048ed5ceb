"""Fills an empty database with the demo company, in one transaction: it is all there or not at all."""

import argon2
import psycopg

from weir.demo.acquired import fill_acquired
from weir.demo.campaigns import Campaigns
from weir.demo.company import Company
from weir.demo.contracts import fill_contracts
from weir.demo.history import fill_history
from weir.demo.large import enlarge
from weir.demo.leads import fill_leads
from weir.demo.people import BY_KEY, PASSWORD
from weir.demo.pipeline import fill
from weir.demo.pools import STILL, add_account_pools, add_pools, fill_account_pools
from weir.demo.quotas import fill_quotas
from weir.demo.rows import Rows
from weir.demo.selling import fill_selling
from weir.demo.states import fill_states
from weir.demo.watched import fill_watched
from weir.settings import Settings
from weir.stop import Stop

# Who to try the product as: (what they are, e-mail, password).
LOGINS = [
    (f"{BY_KEY[key].name} ({text})", BY_KEY[key].email, PASSWORD)
    for key, text in (
        ("chen", "经理 manager"),
        ("zhangsan", "销售 rep"),
        ("xiaolin", "管理员 admin"),
        ("wangwu", "销售 rep, other team, English"),
        ("zhao", "总监 director"),
    )
]


def load(settings: Settings, size: str = "s") -> None:
    """Loads the demo company: `s` to look around, `m` 20,000 deals, `l` 200,000 deals with 1,000,000 activities."""
    assert settings.database_url
    with psycopg.connect(settings.database_url, options="-c timezone=UTC") as connection:
        connection.execute("lock table organisation in exclusive mode")
        if connection.execute("select 1 from organisation").fetchone():
            raise Stop("The database already holds an organisation; the demo company needs an empty one.")
        fill_watched(connection, seed(connection, size))
    if size != "s":
        with psycopg.connect(settings.database_url, autocommit=True) as connection:
            connection.execute("vacuum analyze")


def seed(connection: psycopg.Connection[tuple[object, ...]], size: str = "s") -> Company:
    """Writes the demo company through an open connection; the caller commits."""
    hasher = argon2.PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
    rows = Rows()
    company = Company(rows, hasher.hash(PASSWORD))
    account_pools = add_account_pools(company)
    company.partner_accounts()
    company.assignment_rules()
    market = fill(company)
    fill_history(market)
    fill_quotas(company)
    rows.write(connection)
    fill_states(connection)
    # What came to the company since yesterday is waited for.
    connection.execute("update sla_policy set active_since = now() - interval '26 hours'")
    fill_selling(rows)
    fill_leads(company, market, Campaigns(company, connection), add_pools(company))
    rows.write(connection)
    fill_account_pools(company, account_pools)
    rows.write(connection)
    # Nothing goes back while somebody looks around for the first time.
    connection.execute(STILL)
    fill_acquired(connection)
    fill_contracts(company, connection)
    rows.write(connection)
    company.link_partners(connection)
    # Whoever has a record has entered it, and what happened was entered when it happened.
    for table in ("account", "contact", "deal", "lead"):
        connection.execute(f"update {table} set created_by_id = owner_id where created_by_id is null")
    connection.execute(
        "update activity set created_by_id = owner_id, created_at = occurred_at where created_by_id is null"
    )
    if size != "s":
        enlarge(connection, company, market, size)
    return company

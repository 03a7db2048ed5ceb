"""Accounts in pools: how they wait, which clocks go for them, and how they are given, given back, moved and locked."""

from typing import Any
from uuid import UUID

from weir.access.matrix import RIGHTS
from weir.accounts.model import Account
from weir.activities.actions import notify
from weir.activities.following import is_follow_up
from weir.activities.model import FOLLOW_UP, NotificationKind
from weir.activities.regarding import ON_TOUCH
from weir.catalog.declare import Labelled
from weir.catalog.ids import key_of
from weir.changing.change import Change
from weir.changing.records import ON_OWNER, own
from weir.pools.giving_back import give_back, regain
from weir.pools.holding import Holding, assign, register
from weir.pools.places import pool_for_new, pool_of, pool_to_return
from weir.pools.protecting import protect, unprotect

FOLLOWED = """
update account a set last_follow_up_at = greatest(a.last_follow_up_at, least(%(at)s, %(now)s))
where a.id = coalesce(%(account)s::uuid, (select c.account_id from contact c where c.id = %(contact)s::uuid))
"""
# The same for many at once: the activities of a file.
IMPORTED = f"""
update account t set last_follow_up_at = greatest(t.last_follow_up_at, least(f.last, %(now)s))
from (select coalesce(a.account_id, c.account_id) as key, max(a.occurred_at) as last from activity a
    left join contact c on c.id = a.contact_id where a.id = any(%(keys)s) and {FOLLOW_UP.format(a="a")} group by 1) f
where t.id = f.key
"""


class AccountReturnReason(Labelled):
    """Why an owner gives an account back."""

    NO_NEED = "NO_NEED", "暂无需求", "No need"
    NO_RESPONSE = "NO_RESPONSE", "联系不上", "No response"
    NOT_MY_REGION = "NOT_MY_REGION", "非本区域", "Not my region"
    WORKLOAD = "WORKLOAD", "精力不足", "Workload"
    OTHER = "OTHER", "其他", "Other"


async def disown(
    change: Change, account: Account, cause: str, reason: str | None = None, *, pool_id: UUID | None = None
) -> None:
    """Takes an account from its owner: it waits in the pool, and their department keeps it in sight. Its people go with it."""
    department = account.department_id
    await own(change, account, None, cause, reason)
    account.department_id, account.pool_id, account.is_locked = department, pool_id, False


ACCOUNTS = register(
    Holding(
        name="account",
        one=("这个客户", "this account"),
        some=("个客户", "accounts"),
        place=("公海", "the pool"),
        waiting=("待领取的客户", "accounts that wait"),
        home="weir_home_account_pool",
        adopts="{a}.type in ('PROSPECT', 'CUSTOMER')",
        runs="{a}.type in ('PROSPECT', 'CUSTOMER')",
        high="{a}.tier in ('VIP', 'A')",
        low="{a}.tier = 'C'",
        protected="greatest({a}.protected_until, {a}.last_won_at + make_interval(hours => 24 * {p}.exempt_won_days))",
        won="{a}.last_won_at",
        same="({a}.id)",
        no_result="NO_WON_DEAL",
        recycles=NotificationKind.ACCOUNT_RECYCLES,
        recycled=NotificationKind.ACCOUNT_RECYCLED,
        receives=lambda roles: bool(RIGHTS["account.own"] & roles),
        taken=lambda change, account: None,
        disown=disown,
    )
)


async def _owned(change: Change, given: dict[str, Any]) -> Account:
    """The account at the version the caller saw, which somebody has. Raises `Refusal`."""
    account = await _seen(change, given)
    if account.owner_id is None:
        raise ACCOUNTS.refuse("ACCOUNT_NOBODYS")
    return account


async def _seen(change: Change, given: dict[str, Any]) -> Account:
    return await change.load(Account, key_of(given["id"], "account"), version=given["version"])


async def assign_account(change: Change, given: dict[str, Any]) -> Account:
    """Gives an account an owner, who is told; no limit of a pool stands against it."""
    account: Account = await assign(change, ACCOUNTS, await _seen(change, given), given)
    return account


async def return_account(change: Change, given: dict[str, Any]) -> Account:
    """Gives an account back to its pool, or to the one of its region; what is under way or locked stays."""
    account = await _owned(change, given)
    if account.is_locked:
        raise ACCOUNTS.refuse("ACCOUNT_LOCKED")
    if account.open_deals:
        raise ACCOUNTS.refuse("ACCOUNT_OPEN_DEALS")
    pool = await pool_to_return(change, ACCOUNTS, account) or await pool_for_new(change, ACCOUNTS, account.region)
    if pool is None:
        raise ACCOUNTS.refuse("ACCOUNT_POOL_NEEDED")
    await give_back(change, ACCOUNTS, account, given, AccountReturnReason, pool)
    return account


async def regain_account(change: Change, given: dict[str, Any], was: dict[str, Any]) -> Account:
    """Takes a transfer or a return back: the account stands where it stood; `was` is its `standing` before."""
    account: Account = await regain(change, ACCOUNTS, await _seen(change, given), was)
    return account


async def move_account_to_pool(change: Change, given: dict[str, Any]) -> Account:
    """Puts an account nobody has into another pool, or out of all of them."""
    account = await _seen(change, given)
    change.require(ACCOUNTS.assign)
    if account.owner_id is not None:
        raise ACCOUNTS.refuse("ACCOUNT_OWNED")
    pool, was = given.get("poolId"), account.pool_id
    account.pool_id = None if pool is None else await pool_of(change, ACCOUNTS, pool)
    await change.save("moved_to_pool", was_pool=was)
    return account


async def protect_account(change: Change, given: dict[str, Any]) -> Account:
    """Keeps an account with its owner for the days its pool allows; at most so many at once for each owner."""
    account: Account = await protect(change, ACCOUNTS, await _owned(change, given))
    return account


async def unprotect_account(change: Change, given: dict[str, Any]) -> Account:
    """Lets the clock of an account run again; it leaves a day at least."""
    account: Account = await unprotect(change, await _owned(change, given))
    return account


async def lock_account(change: Change, given: dict[str, Any]) -> Account:
    """Keeps an account with its owner until it is unlocked: it neither goes back by itself nor is given back."""
    return await _locked(change, given, True)


async def unlock_account(change: Change, given: dict[str, Any]) -> Account:
    """Lets the clock of an account run again; it leaves a day at least."""
    return await _locked(change, given, False)


async def _locked(change: Change, given: dict[str, Any], is_locked: bool) -> Account:
    account = await _owned(change, given)
    change.require(ACCOUNTS.assign)
    account.is_locked = is_locked
    await change.save("locked" if is_locked else "unlocked")
    return account


async def _with_owner(change: Change, account: Account) -> None:
    """One clock for every path of ownership; whoever is given an account is told."""
    account.owner_since = None if account.owner_id is None else change.now
    if account.owner_id is not None and account.owner_id != change.viewer.user_id:
        notify(change, account.owner_id, NotificationKind.OWNER_CHANGED, account_id=account.id)


async def _followed(change: Change, row: Any) -> None:
    """A follow-up with an account, or with one of its people, holds it. What a partner or a machine logs is none of ours."""
    if (change.viewer.user_id or row.owner_id) is None or change.viewer.partner_id is not None or not is_follow_up(row):
        return
    values = {"at": row.occurred_at, "now": change.now, "account": row.account_id, "contact": row.contact_id}
    await change.fetch(FOLLOWED, values)


async def _followed_by_contact(change: Change, row: Any) -> None:
    if row.account_id is None:
        await _followed(change, row)


ON_OWNER["account"] = _with_owner
ON_TOUCH["account"] = _followed
ON_TOUCH["contact"] = _followed_by_contact

"""`weir create-admin`: makes an administrator from the terminal, or lets one in again who is locked out."""

import argparse
import asyncio
import getpass
import sys

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from weir.access.matrix import CEILINGS
from weir.auth.passwords import check_password_rules, hash_password
from weir.auth.sessions import end_all_sessions
from weir.auth.sign_in import normal_email
from weir.auth.trail import audit
from weir.db.engine import open_database
from weir.errors import Refusal
from weir.identity.model import Organisation, Role, User, UserRole
from weir.settings import Settings
from weir.stop import Stop


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command. The password is asked for, or read from standard input: never an argument."""
    parser.add_argument("email", metavar="EMAIL", help="address to sign in with; the password is asked for")
    parser.add_argument("--name", help="name of the person (the address by default)")
    parser.add_argument("--reset-totp", action="store_true", help="switch the second factor off (lost phone)")


def create_admin(args: argparse.Namespace, settings: Settings) -> int:
    """Makes or repairs the administrator; every session the person had ends."""
    email = normal_email(args.email)
    local, _, domain = email.partition("@")
    if not local or "." not in domain.strip(".") or len(email) > 254 or any(sign.isspace() for sign in email):
        raise Stop(f"{args.email!r} is not an e-mail address.")
    name = (args.name or local).strip()[:100]
    password = _ask()
    try:
        check_password_rules(password, email, name)
        done = asyncio.run(_write(settings, email, name, password, reset_totp=args.reset_totp))
    except Refusal as refusal:
        raise Stop(refusal.message("en")) from None
    print(f"{done} Sign in at {settings.origin} as {email}.")
    return 0


def _ask() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    password = getpass.getpass("Password: ")
    if getpass.getpass("Again: ") != password:
        raise Stop("The two passwords differ.")
    return password


async def _write(settings: Settings, email: str, name: str, password: str, *, reset_totp: bool) -> str:
    database = await open_database(settings.database_url or "", reads=1, writes=1)
    try:
        async with AsyncSession(database.engine, expire_on_commit=False) as db, db.begin():
            return await put_admin(db, email, name, password, reset_totp=reset_totp)
    finally:
        await database.close()


async def put_admin(db: AsyncSession, email: str, name: str, password: str, *, reset_totp: bool = False) -> str:
    """The administrator in the caller's transaction; says what was done."""
    if (await db.execute(sa.select(sa.func.count()).select_from(Organisation))).scalar_one() == 0:
        db.add(Organisation(name="Weir"))
    found = sa.select(User).where(sa.func.lower(col(User.email)) == email).with_for_update()
    user = (await db.execute(found)).scalar_one_or_none()
    is_new = user is None
    if user is None:
        user = User(email=email, name=name)
        db.add(user)
    else:
        roles = {one.value for one in (await db.execute(_roles(user))).scalars()}
        if ceiling := roles & CEILINGS:
            raise Stop(f"{email} holds the role {min(ceiling)}, which no other role can raise. Use another address.")
        await end_all_sessions(db, user.id)
    user.password_hash = await hash_password(password)
    user.is_active, user.deactivated_at = True, None
    if reset_totp:
        user.totp_secret = user.totp_confirmed_at = None
    await db.flush()
    await db.execute(insert(UserRole).values(user_id=user.id, role=Role.ADMIN).on_conflict_do_nothing())
    audit(db, "ADMIN_CREATED" if is_new else "ADMIN_RESTORED", "user", user.id, actor="create-admin")
    return "The administrator was created." if is_new else "The administrator has a new password."


def _roles(user: User) -> "sa.Select[Role]":
    return sa.select(col(UserRole.role)).where(col(UserRole.user_id) == user.id)

"""What can be done with people and structure: users, roles, departments, teams, the organisation, handing over."""

import re
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col, select

from weir.access.belonging import SHARED
from weir.access.model import RecordShare, ShareRight
from weir.auth.passwords import checked_hash
from weir.catalog.ids import decode, key_of
from weir.catalog.registry import OBJECTS
from weir.changing.change import Change
from weir.changing.cleaning import clean
from weir.changing.inputs import tidy
from weir.changing.records import active_user, create, own, update
from weir.errors import Refusal, forbidden, not_found
from weir.identity.model import ApiToken, Department, Organisation, Role, Session, Team, TeamMember, User, UserRole

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]{2,}")


async def create_user(change: Change, given: dict[str, Any]) -> User:
    """A new person with roles; they set their password through the one an admin gives them, or sign in later."""
    change.require("users.admin")

    async def prepare(change: Change, user: User) -> None:
        await _check_user(change, user)

    user = await create(change, User, given, prepare)
    await _set_roles(change, user, given.get("roles") or ["REP"])
    if given.get("password"):
        user.password_hash = await checked_hash(given["password"], user.email, user.name)
    await change.save("created")
    return user


async def _check_user(change: Change, user: User) -> None:
    if user.email:
        user.email = user.email.lower()
        if not EMAIL.fullmatch(user.email):
            label = {"label": ("邮箱", "E-mail")}
            raise Refusal(
                "INVALID",
                ("email",),
                {**label, "why": ("格式应为 name@example.com。", "write it as name@example.com.")},
            )
    seen, boss = {user.id}, user.manager_id
    while boss is not None:
        if boss in seen:
            raise Refusal("LOOP", ("managerId",))
        seen.add(boss)
        above = await change.session.get(User, boss)
        boss = above.manager_id if above else None


async def update_user(change: Change, given: dict[str, Any]) -> User:
    """Changes a person's data; moving them to another department moves what they own with them."""
    change.require("users.admin")
    before = (await change.see(User, key_of(given["id"], "user"))).department_id
    user = await update(change, User, given, _check_user)
    if user.department_id != before:
        for name in SHARED:
            statement = sa.text(f"update {name} set department_id = :department where owner_id = :owner")
            await change.session.execute(
                statement.bindparams(sa.bindparam("department", type_=sa.Uuid)),
                {"department": user.department_id, "owner": user.id},
            )
    return user


async def set_user_roles(change: Change, given: dict[str, Any]) -> User:
    """Replaces a person's roles. The last admin stays one."""
    change.require("users.admin")
    user = await change.load(User, key_of(given["id"], "user"))
    await _set_roles(change, user, given["roles"])
    user.updated_at = change.now
    await change.session.flush()
    return user


async def _set_roles(change: Change, user: User, roles: list[Any]) -> None:
    wanted = {Role(one) for one in roles}
    if not wanted:
        raise Refusal("REQUIRED", ("roles",), {"label": ("角色", "Roles")})
    query = select(UserRole).where(UserRole.user_id == user.id)
    held = {row.role: row for row in (await change.session.exec(query)).all()}  # type: ignore[attr-defined]
    if Role.ADMIN in held and Role.ADMIN not in wanted:
        await _keep_an_admin(change, user)
    for role in wanted - set(held):
        change.session.add(UserRole(user_id=user.id, role=role))
    for role in set(held) - wanted:
        await change.session.delete(held[role])
    if wanted != set(held):
        diff = {"roles": [sorted(held), sorted(wanted)]}
        change.audit("user.roles_set", "user", user.id, diff)


async def _keep_an_admin(change: Change, user: User) -> None:
    """Refuses to take away the last active admin; the rows are locked, so that two cannot leave at once."""
    query = sa.text(
        'select u.id from user_role r join "user" u on u.id = r.user_id'
        " where r.role = 'ADMIN' and u.is_active order by u.id for update of r"
    )
    admins = [row[0] for row in (await change.session.execute(query)).all()]
    if admins == [user.id]:
        raise Refusal("LAST_ADMIN", ("id",))


async def deactivate_user(change: Change, given: dict[str, Any]) -> User:
    """Ends a person's access: sessions and tokens die within a second, their records stay."""
    change.require("users.admin")
    user = await change.load(User, key_of(given["id"], "user"))
    query = select(UserRole.role).where(UserRole.user_id == user.id, UserRole.role == Role.ADMIN)
    if (await change.session.exec(query)).first():  # type: ignore[attr-defined]
        await _keep_an_admin(change, user)
    user.is_active, user.deactivated_at = False, change.now
    user.token_version += 1
    for model in (Session, ApiToken):
        gone = sa.update(model).where(model.user_id == user.id, model.revoked_at.is_(None))  # type: ignore[arg-type, union-attr]
        await change.session.execute(gone.values(revoked_at=change.now))
    await change.save("deactivated")
    return user


async def reactivate_user(change: Change, given: dict[str, Any]) -> User:
    """Lets a person sign in again."""
    change.require("users.admin")
    user = await change.load(User, key_of(given["id"], "user"))
    user.is_active, user.deactivated_at = True, None
    await change.save("reactivated")
    return user


async def update_profile(change: Change, given: dict[str, Any]) -> User:
    """One's own name, title, language and theme."""
    key = change.viewer.user_id
    user = await change.session.get(User, key, with_for_update=True) if key else None
    if user is None:
        raise not_found()
    names = ("name", "title", "locale", "theme")
    allowed: dict[str, Any] = {name: given[name] for name in names if name in given}
    for column, value in (await clean(change, OBJECTS["user"], allowed, row=user)).items():
        setattr(user, column, value)
    await change.save("updated")
    return user


async def create_department(change: Change, given: dict[str, Any]) -> Department:
    """A new node of the department tree."""
    change.require("users.admin")
    return await create(change, Department, given, _place)


async def update_department(change: Change, given: dict[str, Any]) -> Department:
    """Renames or moves a department; everything below it moves along."""
    change.require("users.admin")
    row = await update(change, Department, given, _place)
    below = sa.text("select id from department where :id = any(path) and id <> :id order by cardinality(path)")
    for (key,) in (await change.session.execute(below, {"id": row.id})).all():
        child = await change.session.get(Department, key)
        if child:
            await _place(change, child)
            await change.session.flush()
    return row


async def _place(change: Change, row: Department) -> None:
    """The path from the root; a department cannot lie below itself."""
    parent = await change.session.get(Department, row.parent_id) if row.parent_id else None
    above = list(parent.path) if parent else []
    if row.id in above:
        raise Refusal("LOOP", ("parentId",))
    row.path = [*above, row.id]


async def create_team(change: Change, given: dict[str, Any]) -> Team:
    """A new team with its members."""
    change.require("users.admin")
    row = await create(change, Team, given)
    await _set_members(change, row, given.get("memberIds") or [])
    return row


async def update_team(change: Change, given: dict[str, Any]) -> Team:
    """Changes a team and, when given, who is in it."""
    change.require("users.admin")
    row = await update(change, Team, given)
    if given.get("memberIds") is not None:
        await _set_members(change, row, given["memberIds"])
    return row


async def _set_members(change: Change, team: Team, ids: list[str]) -> None:
    keys = {(await change.see(User, key_of(one, "user"), "memberIds")).id for one in ids}
    await change.session.execute(sa.delete(TeamMember).where(col(TeamMember.team_id) == team.id))
    for key in sorted(keys):
        change.session.add(TeamMember(team_id=team.id, user_id=key))
    change.audit("team.members_set", "team", team.id, {"members": [None, [str(key) for key in sorted(keys)]]})
    await change.session.flush()


async def update_organisation(change: Change, given: dict[str, Any]) -> Organisation:
    """Changes the organisation's name, zone, language or fiscal year. The currency of totals is fixed once there are deals."""
    change.require("settings.admin")
    if given.get("baseCurrency"):
        used = (await change.session.execute(sa.text("select exists (select 1 from deal)"))).scalar()
        current = (await change.see(Organisation, key_of(given["id"], "organisation"))).base_currency
        if used and given["baseCurrency"] != current:
            raise Refusal("IN_USE", ("baseCurrency",), {"count": 1, "what": ("商机", "deals")})
    return await update(change, Organisation, given, _check_organisation)


async def _check_organisation(change: Change, row: Organisation) -> None:
    zones = (
        await change.session.execute(
            sa.text("select 1 from pg_timezone_names where name = :zone"), {"zone": row.time_zone}
        )
    ).first()
    if zones is None:
        why = ("不是有效的时区。", "it is not a time zone.")
        raise Refusal("INVALID", ("timeZone",), {"label": ("时区", "Time zone"), "why": why})
    if not 1 <= row.fiscal_year_start <= 12:
        why = ("应在 1 到 12 之间。", "it is 1 to 12.")
        raise Refusal("INVALID", ("fiscalYearStart",), {"label": ("财年起始月", "The month"), "why": why})


async def transfer_owner(change: Change, given: dict[str, Any]) -> tuple[str, UUID]:
    """Gives an account, contact, deal or lead to another person."""
    found = decode(given["id"])
    if found is None or found[0].name not in SHARED:
        raise not_found("id")
    row: Any = await change.load(found[0].model, found[1], version=given["version"])
    change.require("record.transfer")
    receiver = await active_user(change, key_of(given["ownerId"], "user"), "ownerId")
    if row.owner_id != receiver.id:
        was = {"was_owner": row.owner_id, "was_department": row.department_id}
        await own(change, row, receiver.id, "transferred", tidy(given.get("reason") or "")[:500] or None)
        await change.save("transferred", **was)
    return found[0].name, row.id


async def share_record(change: Change, given: dict[str, Any]) -> tuple[str, UUID]:
    """Lets a person or a team read or edit one record, perhaps until a date. Sharing again changes the right."""
    found = decode(given["recordId"])
    if found is None or found[0].name not in SHARED:
        raise not_found("recordId")
    name, model = found[0].name, found[0].model
    row = await change.load(model, found[1], path="recordId")
    if not await _passes_on(change, name, row.id):
        raise forbidden("recordId")
    receiver = decode(given["withId"])
    if receiver is None or receiver[0].name not in ("user", "team"):
        raise not_found("withId")
    await change.see(receiver[0].model, receiver[1], "withId")
    column, kind = f"{name}_id", f"{receiver[0].name}_id"
    query = select(RecordShare).where(getattr(RecordShare, column) == row.id, getattr(RecordShare, kind) == receiver[1])
    share = (await change.session.exec(query)).first()  # type: ignore[attr-defined]
    if share is None:
        share = change.add(RecordShare(**{column: row.id, kind: receiver[1]}))  # type: ignore[arg-type]
    share.right = ShareRight(given.get("right") or "READ")
    share.expires_at = given.get("expiresAt")
    share.role = tidy(given.get("role") or "")[:60] or None
    await change.save("shared")
    change.tell(name, row.id, "shared")
    return name, row.id


async def _passes_on(change: Change, name: str, key: UUID) -> bool:
    """A share is never passed on by its receiver: only an owner, or who may edit by role, shares."""
    scopes = {grant.scope for grant in change.viewer.grants(name) if "update" in grant.actions}
    if scopes - {"O"}:
        return True
    query = sa.text(f'select owner_id from "{name}" where id = :key')
    return bool((await change.session.execute(query, {"key": key})).scalar() == change.viewer.user_id)


async def unshare_record(change: Change, given: dict[str, Any]) -> tuple[str, UUID]:
    """Takes a share back."""
    share = await change.session.get(RecordShare, key_of(given["id"], "record_share"))
    if share is None:
        raise not_found("id")
    name, key = next((one, getattr(share, f"{one}_id")) for one in SHARED if getattr(share, f"{one}_id"))
    await change.load(OBJECTS[name].model, key)
    if not await _passes_on(change, name, key):
        raise forbidden("id")
    await change.session.delete(share)
    change.record(RecordShare, share.id, "removed", {f"{name}_id": [str(key), None]})
    change.tell(name, key, "unshared", was_shared_with=share.user_id)
    await change.session.flush()
    return name, key

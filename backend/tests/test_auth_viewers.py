"""What a viewer is made of."""

from typing import Any

from auth_cast import auth, auth_database, person, rows, signed_in

from weir.access.viewer import Viewer
from weir.auth.parts import Auth
from weir.identity.model import Locale, Role

__all__ = ["auth", "auth_database"]


async def department(auth: Auth, name: str, *above: Any) -> Any:
    """A department under its ancestors, root first."""
    [(made,)] = await rows(
        auth,
        "insert into department (name, parent_id) values (%s, %s) returning id",
        name,
        above[-1] if above else None,
    )
    await rows(auth, "update department set path = %s where id = %s", [*above, made], made)
    return made


async def test_a_manager_brings_department_subtree_and_teams(auth: Auth) -> None:
    company = await department(auth, "公司")
    south = await department(auth, "华南区", company)
    city = await department(auth, "深圳", company, south)
    await department(auth, "华东区", company)
    chen = await person(auth, Role.MANAGER, name="陈经理", department_id=south, locale=Locale.EN)
    [(team,)] = await rows(auth, "insert into team (name) values ('华南') returning id")
    await rows(auth, "insert into team_member (team_id, user_id) values (%s, %s)", team, chen.id)
    viewer = await signed_in(auth, chen)
    assert (viewer.user_id, viewer.name, viewer.roles) == (chen.id, "陈经理", frozenset({"MANAGER"}))
    assert (viewer.department_id, set(viewer.subtree), viewer.teams) == (south, {south, city}, (team,))
    assert (viewer.locale, viewer.partner_id, viewer.system) == ("EN", None, None)
    assert viewer.credential.startswith("session:")


async def test_without_a_department_the_subtree_is_empty(auth: Auth) -> None:
    viewer = await signed_in(auth, await person(auth))
    assert (viewer.department_id, viewer.subtree, viewer.teams) == (None, (), ())


async def test_time_zone_and_currency_are_the_organisations(auth: Auth) -> None:
    await rows(auth, "delete from organisation")
    viewer = await signed_in(auth, await person(auth))
    assert (viewer.time_zone, viewer.base_currency) == ("Asia/Shanghai", "CNY")
    await rows(
        auth,
        "insert into organisation (name, time_zone, base_currency, fiscal_year_start, version)"
        " values ('W', 'Europe/Berlin', 'EUR', 1, 1)",
    )
    try:
        viewer = await signed_in(auth, await person(auth))
        assert (viewer.time_zone, viewer.base_currency) == ("Europe/Berlin", "EUR")
    finally:
        await rows(auth, "delete from organisation")


async def test_a_named_system_stays_valid_and_a_viewer_without_credential_is_not(auth: Auth) -> None:
    assert await auth.viewers.still_valid(Viewer.named_system("relay"))
    who = await person(auth)
    assert not await auth.viewers.still_valid(Viewer(who.id, frozenset({"REP"})))

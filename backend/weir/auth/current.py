"""Who is asking: turns the cookie or API token of a connection into a `Viewer`, and says when that stops being true."""

import hmac
import time
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from starlette.requests import HTTPConnection

from weir.access.viewer import Viewer
from weir.auth.caller import Network, client_ip, in_networks, is_same_origin, parse_networks
from weir.auth.cookies import ACCESS, read_cookie
from weir.auth.keys import Keys
from weir.auth.tokens import fingerprint, read_access
from weir.catalog.custom import keep_up
from weir.db.engine import Database
from weir.settings import Settings

FRESH = 0.5  # seconds an answer is kept: revocation takes effect within twice that, and a burst costs one statement
REMEMBERED = 10_000
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}

# Everything a viewer is, in one statement. The organisation is one row; before it exists the defaults stand in.
PERSON = """
       u.id, u.name, u.department_id, u.partner_id, u.locale, u.token_version,
       array(select r.role from user_role r where r.user_id = u.id) as roles,
       array(select d.id from department d
              where u.department_id = any(d.path) or d.id = u.department_id order by d.id) as subtree,
       array(select m.team_id from team_member m where m.user_id = u.id order by m.team_id) as teams,
       coalesce(o.time_zone, 'Asia/Shanghai') as time_zone, coalesce(o.base_currency, 'CNY') as base_currency,
       o.fields_version
"""
ORGANISATION = (
    "left join lateral (select time_zone, base_currency, fields_version from organisation order by created_at, id limit 1) o"
    " on true"
)
BY_SESSION = f"""
select s.expires_at, {PERSON}
  from session s join "user" u on u.id = s.user_id {ORGANISATION}
 where s.id = %(id)s and s.revoked_at is null and s.expires_at > clock_timestamp()
   and u.is_active and s.token_version = u.token_version
"""
BY_TOKEN = f"""
select t.expires_at, {PERSON}, t.id, t.role, t.secret_hash, t.allowed_ips,
       t.last_used_at is null or t.last_used_at < clock_timestamp() - interval '1 minute'
  from api_token t join "user" u on u.id = t.user_id {ORGANISATION}
 where t.prefix = %(prefix)s and t.revoked_at is null and t.expires_at > clock_timestamp() and u.is_active
"""
TOUCH = """
update api_token set last_used_at = clock_timestamp()
 where id = %(id)s and (last_used_at is null or last_used_at < clock_timestamp() - interval '1 minute')
"""

TOKEN_START = "weir_"
PREFIX_LENGTH = len(TOKEN_START) + 10
TOKEN_LENGTH = PREFIX_LENGTH + 1 + 43


@dataclass(frozen=True, slots=True)
class Known:
    """A credential as the database last described it."""

    viewer: Viewer
    user_id: UUID
    token_version: int
    expires_at: datetime
    secret_hash: bytes = b""
    networks: tuple[Network, ...] = ()


class Viewers:
    """Finds the viewer of a connection. Answers are kept for half a second per credential, in this process only."""

    def __init__(self, database: Database, settings: Settings) -> None:
        self.database = database
        self.settings = settings
        self.keys = Keys(settings.secret)
        self._known: OrderedDict[str, tuple[float, Known | None]] = OrderedDict()

    async def viewer_of(self, connection: HTTPConnection) -> Viewer | None:
        """The viewer of a request or WebSocket, or None. A Bearer request never falls back to its cookies."""
        bearer = [line for line in connection.headers.getlist("authorization") if line[:6].lower() == "bearer"]
        if bearer:
            return (
                await self.viewer_of_token(bearer[0][6:].strip(), self.ip_of(connection)) if len(bearer) == 1 else None
            )
        text = read_cookie(connection, self.settings, ACCESS)
        if text is None:
            return None
        # Cookies travel by themselves, so whatever may change something must come from our own page.
        if connection.scope.get("method", "WEBSOCKET") not in SAFE_METHODS and not is_same_origin(
            connection, self.settings
        ):
            return None
        access = read_access(self.keys, text)
        if access is None:
            return None
        known = await self._session(access.session_id)
        if known is None or (known.user_id, known.token_version) != (access.user_id, access.token_version):
            return None
        return known.viewer

    async def viewer_of_token(self, text: str, ip: str) -> Viewer | None:
        """The viewer of an API token sent from an address; also for a token in a WebSocket's connection_init."""
        if len(text) != TOKEN_LENGTH or not text.startswith(TOKEN_START) or not text.isascii():
            return None
        known = await self._token(text[:PREFIX_LENGTH])
        if known is None or not hmac.compare_digest(known.secret_hash, fingerprint(text)):
            return None
        if known.networks and not in_networks(ip, known.networks):
            return None
        return known.viewer

    async def still_valid(self, viewer: Viewer) -> bool:
        """Whether the credential still gives this viewer the same sight; asked before each event of a subscription."""
        if viewer.system:
            return True
        kind, _, name = viewer.credential.partition(":")
        if kind == "session":
            known = await self._session(UUID(name))
        elif kind == "token":
            known = await self._token(str(viewer.extra.get("prefix", "")))
        else:
            return False
        return known is not None and _sight(known.viewer) == _sight(viewer)

    def ip_of(self, connection: HTTPConnection) -> str:
        """The caller's address as far as the configured proxies vouch for it."""
        return client_ip(connection, self.settings)

    def forget(self, user_id: UUID | None) -> None:
        """Drops what is kept about a user, so that this process sees a change at once; the others within the second."""
        for key, (_, known) in list(self._known.items()):
            if known is not None and known.user_id == user_id:
                self._known.pop(key, None)

    async def _session(self, session_id: UUID) -> Known | None:
        key = f"session:{session_id}"
        hit, known = self._recall(key)
        if hit:
            return known
        asked = time.monotonic()
        async with self.database.reads.connection() as connection:
            row = await (await connection.execute(BY_SESSION, {"id": session_id})).fetchone()
        if row:
            await keep_up(self.database, row[12])
        return self._keep(key, asked, _known(row, key) if row else None)

    async def _token(self, prefix: str) -> Known | None:
        key = f"prefix:{prefix}"
        hit, known = self._recall(key)
        if hit:
            return known
        asked = time.monotonic()
        async with self.database.reads.connection() as connection:
            row = await (await connection.execute(BY_TOKEN, {"prefix": prefix})).fetchone()
            known = _known_token(row, prefix) if row else None
            if row and known and row[-1]:
                await connection.execute(TOUCH, {"id": row[13]})
        if row:
            await keep_up(self.database, row[12])
        return self._keep(key, asked, known)

    def _recall(self, key: str) -> tuple[bool, Known | None]:
        asked, known = self._known.get(key, (-FRESH, None))
        if time.monotonic() - asked >= FRESH:
            return False, None
        if known is not None and known.expires_at <= datetime.now(UTC):
            return True, None
        return True, known

    def _keep(self, key: str, asked: float, known: Known | None) -> Known | None:
        # Aged from the moment of asking, so a slow statement does not lengthen the life of its answer.
        self._known[key] = (asked, known)
        self._known.move_to_end(key)
        while len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
        return known


def viewer_from(row: Sequence[Any], credential: str, **narrowed: Any) -> Viewer:
    """The viewer that the columns of `PERSON` describe; `narrowed` says less of them than the row does."""
    user_id, name, department, partner, locale, _, roles, subtree, teams, zone, currency = row[:11]
    return Viewer(
        user_id=user_id,
        roles=narrowed.get("roles", frozenset(roles)),
        department_id=department,
        subtree=tuple(subtree),
        teams=tuple(teams),
        partner_id=partner,
        locale=locale,
        time_zone=zone,
        base_currency=currency,
        credential=credential,
        name=name,
        extra=narrowed.get("extra", {}),
    )


def _known(row: Sequence[Any], credential: str, **narrowed: Any) -> Known:
    return Known(viewer_from(row[1:], credential, **narrowed), row[1], row[6], row[0])


def _known_token(row: Sequence[Any], prefix: str) -> Known | None:
    """A token sees with its one role, and only while its user's roles, ceilings included, still contain that role."""
    token_id, role, secret_hash, allowed_ips = row[13:17]
    held = Viewer(user_id=None, roles=frozenset(row[7])).effective_roles
    if role not in held:
        return None
    known = _known(row, f"token:{token_id}", roles=frozenset({role}), extra={"prefix": prefix})
    return Known(
        known.viewer,
        known.user_id,
        known.token_version,
        known.expires_at,
        bytes(secret_hash),
        parse_networks(tuple(allowed_ips)),
    )


def _sight(viewer: Viewer) -> tuple[object, ...]:
    return (viewer.user_id, viewer.roles, viewer.department_id, viewer.subtree, viewer.teams, viewer.partner_id)

"""How often a credential may be tried: buckets in PostgreSQL, shared by all processes, counted per attempt."""

import math
import secrets
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address

from weir.auth.keys import Keys
from weir.db.engine import Database
from weir.errors import Refusal


@dataclass(frozen=True, slots=True)
class Limit:
    """`size` attempts in `seconds`; one comes back every `seconds / size`."""

    name: str
    size: int
    seconds: int

    @property
    def step(self) -> float:
        """Seconds until one attempt comes back."""
        return self.seconds / self.size


# The (address, e-mail) pair is what is limited, never the e-mail alone: a stranger elsewhere cannot lock a person out.
SIGN_IN_PAIR = Limit("sign-in pair", 10, 300)
SIGN_IN_ADDRESS = Limit("sign-in address", 100, 300)
SIGN_IN_ALL = Limit("sign-in all", 1_000, 300)
TOTP_PAIR = Limit("totp pair", 5, 300)
TOTP_USER = Limit("totp user", 20, 3_600)  # reached only with the right password, so no stranger can use it up
PASSWORD_USER = Limit("password user", 10, 300)  # a signed-in person retyping the password

# Takes one attempt if there is one. No row comes back when there is none, and then nothing is written either.
TAKE = """
insert into throttle as t (key, full_at) values (%(key)s, clock_timestamp() + make_interval(secs => %(step)s))
on conflict (key) do update
   set full_at = greatest(t.full_at, clock_timestamp()) + make_interval(secs => %(step)s)
 where greatest(t.full_at, clock_timestamp()) + make_interval(secs => %(step)s)
       <= clock_timestamp() + make_interval(secs => %(seconds)s)
returning true
"""
WAIT = """
select extract(epoch from full_at + make_interval(secs => %(step)s - %(seconds)s) - clock_timestamp())::float8
  from throttle where key = %(key)s
"""
GIVE_BACK = "update throttle set full_at = full_at - make_interval(secs => %(step)s) where key = %(key)s"
SWEEP = "delete from throttle where full_at < clock_timestamp()"


class Throttle:
    """Takes attempts out of buckets and gives them back.

    It uses the autocommit pool on purpose: an attempt counts although the transaction it belongs to is rolled back.
    """

    def __init__(self, database: Database, keys: Keys) -> None:
        self._pool = database.reads
        self._keys = keys

    async def take(self, limit: Limit, *who: str) -> None:
        """Counts one attempt of `who`; raises THROTTLED with the seconds to wait when there is none left."""
        values = self._values(limit, who)
        async with self._pool.connection() as connection:
            if await (await connection.execute(TAKE, values)).fetchone():
                if secrets.randbelow(200) == 0:
                    await connection.execute(SWEEP)
                return
            row = await (await connection.execute(WAIT, values)).fetchone()
        raise throttled(row[0] if row else limit.step)

    async def give_back(self, limit: Limit, *who: str) -> None:
        """The attempt turned out right: it does not count."""
        async with self._pool.connection() as connection:
            await connection.execute(GIVE_BACK, self._values(limit, who))

    def _values(self, limit: Limit, who: tuple[str, ...]) -> dict[str, object]:
        return {"key": self._keys.blind(limit.name, *who), "step": limit.step, "seconds": limit.seconds}


def throttled(seconds: float) -> Refusal:
    """The refusal that says when to try again; its `seconds` become Retry-After."""
    whole = max(1, math.ceil(seconds))
    return Refusal("THROTTLED", params={"seconds": whole}, data={"retryAfter": whole})


def network_of(ip: str) -> str:
    """The address as far as it tells people apart: an IPv6 customer owns a whole /64."""
    try:
        address = ip_address(ip)
    except ValueError:
        return ip
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(IPv6Address(int(address) >> 64 << 64))
    return str(address)

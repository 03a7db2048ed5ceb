"""The parts that signing in is made of, built once per process and handed to everything that checks a credential."""

from dataclasses import dataclass

from weir.auth.current import Viewers
from weir.auth.keys import Keys
from weir.auth.throttle import Throttle
from weir.db.engine import Database
from weir.settings import Settings


@dataclass(frozen=True, slots=True, repr=False)
class Auth:
    """Keys, throttle and viewers over one database."""

    database: Database
    settings: Settings
    keys: Keys
    throttle: Throttle
    viewers: Viewers

    @classmethod
    def of(cls, database: Database, settings: Settings) -> "Auth":
        viewers = Viewers(database, settings)
        return cls(database, settings, viewers.keys, Throttle(database, viewers.keys), viewers)

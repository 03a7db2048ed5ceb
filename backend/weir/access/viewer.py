"""Who is asking: a person, an API token, or a named system viewer. Never "nobody in particular"."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from weir.access.matrix import CEILINGS, Grant, grants_of
from weir.messages import is_chinese


@dataclass(frozen=True)
class Viewer:
    """The person on whose behalf something is read or written.

    `roles` are role names; `subtree` the departments at and below the viewer's own; `teams` the teams they belong to;
    `credential` identifies the session or token ("session:…", "token:…"); `locale` is `ZH_CN` or `EN`. A system viewer has
    no `user_id` and a `system` name instead.
    """

    user_id: UUID | None
    roles: frozenset[str]
    department_id: UUID | None = None
    subtree: tuple[UUID, ...] = ()
    teams: tuple[UUID, ...] = ()
    partner_id: UUID | None = None
    locale: str = "ZH_CN"
    time_zone: str = "Asia/Shanghai"
    base_currency: str = "CNY"
    credential: str = ""
    system: str | None = None
    name: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict, compare=False, hash=False)

    @classmethod
    def named_system(cls, name: str) -> "Viewer":
        """Work without a person: imports, jobs, the relay. It sees all and is written to the audit by name."""
        return cls(user_id=None, roles=frozenset({"SYSTEM"}), system=name, name=name)

    @property
    def is_chinese(self) -> bool:
        """Whether the person reads Chinese."""
        return is_chinese(self.locale)

    @cached_property
    def shape(self) -> tuple[str, ...]:
        """What decides the SQL text of this viewer's reads; two viewers of one shape share compiled plans."""
        return (*sorted(self.effective_roles), self.locale)

    @cached_property
    def effective_roles(self) -> frozenset[str]:
        """The roles that count: PARTNER and AUDITOR are ceilings which no other role can raise."""
        ceiling = self.roles & CEILINGS
        return frozenset(ceiling) or self.roles

    def grants(self, object_name: str) -> tuple[Grant, ...]:
        """Everything the matrix gives this viewer on an object."""
        return grants_of(self.effective_roles, object_name)

    def may(self, action: str, object_name: str) -> bool:
        """Whether any role allows `action` (create, read, update, void, export…) on some record of the object."""
        return any(action in grant.actions for grant in self.grants(object_name))

    def has(self, right: str) -> bool:
        """Whether a special right such as `deal.skip` or `users.admin` is held."""
        return any(right in grant.actions for grant in self.grants("right"))

    @cached_property
    def params(self) -> dict[str, Any]:
        """The values the access predicate refers to."""
        return {
            "v_user": self.user_id,
            "v_department": self.department_id,
            "v_subtree": list(self.subtree),
            "v_teams": list(self.teams),
            "v_partner": self.partner_id,
            "v_roles": sorted(self.effective_roles),
            "v_tz": self.time_zone,
            "v_zh": self.is_chinese,
        }

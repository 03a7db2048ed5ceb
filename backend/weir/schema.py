"""The schema: the one module that names every domain."""

from typing import Any

import strawberry

import weir.accounts.graphql
import weir.acquisition.funnel_graphql
import weir.acquisition.graphql
import weir.activities.graphql
import weir.assignment.graphql
import weir.audit.graphql
import weir.auth.graphql
import weir.bulk.graphql
import weir.calendars.graphql
import weir.campaigns.graphql
import weir.catalog.graphql
import weir.consents.graphql
import weir.contacts.graphql
import weir.contracts.graphql
import weir.customers.graphql
import weir.customers.segments_graphql
import weir.deals.graphql
import weir.exports.graphql
import weir.fields.graphql
import weir.forecasts.graphql
import weir.forecasts.waterfall_graphql
import weir.identity.graphql
import weir.imports.graphql
import weir.intake.graphql
import weir.leads.graphql
import weir.mail.graphql
import weir.money.graphql
import weir.payments.graphql
import weir.pipelines.graphql
import weir.pools.graphql
import weir.products.graphql
import weir.quotas.graphql
import weir.reports.adoption_graphql
import weir.reports.backtest_graphql
import weir.reports.graphql
import weir.reports.sending_graphql
import weir.reports.stages_graphql
import weir.rooms
import weir.scoring.graphql
import weir.scoring.predictive_graphql
import weir.selling.graphql
import weir.sla.graphql
import weir.views.graphql
from weir.catalog.custom import ON_CHANGE
from weir.graphql.build import build_all, check_compiled
from weir.graphql.custom import shaped_by_fields
from weir.graphql.executor import WeirExecutor
from weir.graphql.kinds import KINDS
from weir.graphql.roots import NodeQuery, add_roots, answer_roots
from weir.graphql.scalars import CONFIG

ROOMS = (
    weir.accounts.graphql,
    weir.contacts.graphql,
    weir.products.graphql,
    weir.pipelines.graphql,
    weir.deals.graphql,
    weir.contracts.graphql,
    weir.payments.graphql,
    weir.activities.graphql,
    weir.campaigns.graphql,
    weir.pools.graphql,
    weir.leads.graphql,
    weir.consents.graphql,
    weir.intake.graphql,
    weir.identity.graphql,
    weir.calendars.graphql,
    weir.assignment.graphql,
    weir.sla.graphql,
    weir.selling.graphql,
    weir.scoring.graphql,
    weir.scoring.predictive_graphql,
    weir.imports.graphql,
    weir.catalog.graphql,
    weir.auth.graphql,
    weir.audit.graphql,
    weir.money.graphql,
    weir.views.graphql,
    weir.bulk.graphql,
    weir.exports.graphql,
    weir.fields.graphql,
    weir.mail.graphql,
    weir.reports.graphql,
    weir.reports.sending_graphql,
    weir.reports.stages_graphql,
    weir.reports.backtest_graphql,
    weir.reports.adoption_graphql,
    weir.forecasts.graphql,
    weir.forecasts.waterfall_graphql,
    weir.quotas.graphql,
    weir.acquisition.graphql,
    weir.acquisition.funnel_graphql,
    weir.customers.graphql,
    weir.customers.segments_graphql,
)


def _root(name: str, description: str, bases: tuple[type, ...], part: str) -> type:
    """A root type with what every room lends it."""
    fields: dict[str, Any] = {}
    for room in ROOMS:
        fields.update(getattr(room, part, dict)())
    cls = type(name, bases, {"__doc__": description, **fields})
    if part == "queries":
        add_roots(cls)
    return strawberry.type(cls, description=description)


build_all()

SCHEMA = strawberry.Schema(
    query=_root("Query", "All that can be read.", (NodeQuery,), "queries"),
    mutation=_root("Mutation", "All that can be done. Refusals are data: look at `userErrors`.", (), "mutations"),
    subscription=_root("Subscription", "What happens, as it happens.", (), "subscriptions"),
    types=[kinds.output for kinds in KINDS.values()],
    config=CONFIG,
    execution_context_class=WeirExecutor,
)
check_compiled(SCHEMA._schema)
answer_roots(SCHEMA._schema)
ON_CHANGE.append(shaped_by_fields(SCHEMA._schema))


def print_schema() -> str:
    """The SDL, as committed in `backend/schema.graphql`."""
    return SCHEMA.as_str() + "\n"

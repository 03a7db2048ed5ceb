"""Imports the model of every room, so that the metadata and the catalog are complete."""

import weir.access.model
import weir.accounts.model
import weir.activities.model
import weir.assignment.model
import weir.audit.model
import weir.auth.model
import weir.bulk.model
import weir.calendars.model
import weir.campaigns.model
import weir.consents.model
import weir.contacts.model
import weir.deals.model
import weir.deals.state_model
import weir.deals.visit_model
import weir.exports.model
import weir.forecasts.model
import weir.identity.model
import weir.imports.model
import weir.intake.forms
import weir.intake.links
import weir.intake.mailbox_model
import weir.intake.model
import weir.leads.evidence
import weir.leads.merge_model
import weir.leads.model
import weir.leads.touch_model
import weir.money.model
import weir.pipelines.model
import weir.pools.model
import weir.products.model
import weir.reports.model
import weir.scoring.model
import weir.scoring.predictive_model
import weir.selling.model
import weir.sla.model
import weir.views.model  # noqa: F401

"""The doors for leads in the API."""

from typing import Any, Optional

import strawberry

from weir.catalog.registry import object_of
from weir.changing.change import Change
from weir.graphql.basics import enum_of
from weir.graphql.inputs import ID, given_id, needed, optional, small_input
from weir.graphql.nouns import create_verb, simple_verb, update_verb, void_verbs
from weir.graphql.verbs import Outcome, payload_type, verb
from weir.intake import actions, form_actions, link_actions, mail_actions
from weir.intake.forms import WebForm
from weir.intake.links import TrackingLink
from weir.intake.mailbox_model import LeadMailbox, MailSecurity
from weir.intake.model import IntakePayload, LeadSource


def mutations() -> dict[str, Any]:
    """The verbs of lead sources and of what came through them."""
    source, payload = object_of(LeadSource), object_of(IntakePayload)
    again = given_id("payload", version=False)
    return {
        **create_verb(source, actions.create_lead_source),
        **update_verb(source, actions.update_lead_source),
        **void_verbs(source, actions.void_lead_source, actions.restore_lead_source),
        **simple_verb(
            "renewLeadSourceKey",
            source,
            actions.renew_lead_source_key,
            "Gives a source a new address; the old one is shut at once.",
        ),
        **_secrets(),
        **_forms(),
        **_links(),
        **_mailboxes(),
        **simple_verb(
            "replayIntake", payload, actions.replay_intake, "Processes a payload once more. (重新处理)", again
        ),
    }


def _secrets() -> dict[str, Any]:
    source = object_of(LeadSource)
    told = strawberry.field(description="The secret to sign with; it is never told again.")
    return {
        "renewLeadSourceSecret": verb(
            "renewLeadSourceSecret",
            _renew_secret,
            small_input("RenewLeadSourceSecretInput", "What renewLeadSourceSecret takes.", given_id("lead source")),
            payload_type("RenewLeadSourceSecretPayload", source, {"secret": (Optional[str], told)}),
            "From now on a source takes in only what is signed; a former secret is good for a day more.",
            entry=source,
            defaults={"secret": None},
        ),
        **simple_verb(
            "removeLeadSourceSecret",
            source,
            actions.remove_lead_source_secret,
            "A source takes in what is not signed, too.",
        ),
    }


async def _renew_secret(change: Change, given: dict[str, Any]) -> Outcome:
    source, secret = await actions.renew_lead_source_secret(change, given)
    return Outcome(source.id, {"secret": secret})


def _forms() -> dict[str, Any]:
    form = object_of(WebForm)
    of = {
        "campaign_id": optional(ID, "The campaign of its leads."),
        "channel_id": optional(ID, "The channel of its leads; the campaign's when left out."),
    }
    return {
        **create_verb(form, form_actions.create_web_form, of),
        **update_verb(form, form_actions.update_web_form),
        **void_verbs(form, form_actions.void_web_form, form_actions.restore_web_form),
        **simple_verb("publishWebForm", form, form_actions.publish_web_form, "Shows a form to strangers. (发布)"),
        **simple_verb("unpublishWebForm", form, form_actions.unpublish_web_form, "Hides a form from strangers. (撤下)"),
    }


def _links() -> dict[str, Any]:
    link = object_of(TrackingLink)
    return {
        **create_verb(link, link_actions.create_tracking_link),
        **update_verb(link, link_actions.update_tracking_link),
        **void_verbs(link, link_actions.void_tracking_link, link_actions.restore_tracking_link),
    }


def _mailboxes() -> dict[str, Any]:
    box = object_of(LeadMailbox)
    where = {
        "source_id": needed(ID, "The source, of the kind MAIL."),
        "host": needed(str, "The IMAP server."),
        "port": optional(int, "Its port: 993 for TLS, 143 for STARTTLS when left out."),
        "security": needed(enum_of(MailSecurity), "How the connection is kept private."),
        "user_name": needed(str, "Who signs in."),
        "password": optional(
            str, "Their password or app password; the one there is when left out. It is never shown again."
        ),
        "folder": optional(str, "The folder; INBOX when left out."),
    }
    return {
        **simple_verb(
            "setLeadMailbox",
            box,
            mail_actions.set_lead_mailbox,
            "Says where the mailbox of a source is; what arrives from then on becomes leads.",
            where,
        ),
        **simple_verb(
            "checkLeadMailbox",
            box,
            mail_actions.check_lead_mailbox,
            "Has a mailbox looked into now.",
            given_id("mailbox", version=False),
        ),
    }

"""Outgoing mail in the API."""

from typing import Any

from weir.catalog.registry import object_of
from weir.graphql.basics import enum_of
from weir.graphql.inputs import KEY, given_id, needed, optional
from weir.graphql.nouns import simple_verb
from weir.mail import actions
from weir.mail.model import Mail, MailServer, SmtpSecurity


def mutations() -> dict[str, Any]:
    """The verbs of the mail server."""
    server = object_of(MailServer)
    where = {
        "host": needed(str, "The SMTP server."),
        "port": optional(int, "Its port: 465 for TLS, 587 for STARTTLS when left out."),
        "security": needed(enum_of(SmtpSecurity), "How the connection is kept private."),
        "user_name": optional(str, "Who signs in; nobody when left out."),
        "password": optional(
            str, "Their password or app password; the one there is when left out. It is never shown again."
        ),
        "from_address": needed(str, "The address mails come from."),
        "from_name": optional(str, "The name they come from; Weir when left out."),
    }
    return {
        **simple_verb(
            "setMailServer", server, actions.set_mail_server, "Says which SMTP server takes the mail Weir sends.", where
        ),
        **simple_verb(
            "removeMailServer",
            server,
            actions.remove_mail_server,
            "Forgets the server and its password: no mail is sent any more.",
            given_id("mail server"),
        ),
        **simple_verb(
            "sendTestMail",
            object_of(Mail),
            actions.send_test_mail,
            "Sends the administrator who asks a test mail; its row says what became of it.",
            {"idempotency_key": KEY},
        ),
    }

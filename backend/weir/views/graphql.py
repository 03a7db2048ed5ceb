"""Saved views in the API."""

from typing import Any

from weir.catalog.registry import object_of
from weir.changing.change import Change
from weir.graphql.basics import enum_of
from weir.graphql.inputs import ID, given_id, needed, optional, small_input
from weir.graphql.nouns import create_verb, simple_verb, update_verb
from weir.graphql.verbs import Outcome, payload_type, verb
from weir.views import actions
from weir.views.model import SavedView, ViewObject


def mutations() -> dict[str, Any]:
    """The verbs of saved views."""
    entry = object_of(SavedView)
    shares = {
        "user_ids": optional(list[ID], "The people who may open it besides; replaces who could."),
        "team_ids": optional(list[ID], "The teams whose members may open it; replaces which could."),
    }
    kind = {"object": needed(enum_of(ViewObject), "What it shows.")}
    default = small_input(
        "SetDefaultViewInput",
        "Which view a list or board opens with.",
        {**kind, "view_id": optional(ID, "The view; none when left out.")},
    )
    return {
        **create_verb(entry, actions.create_saved_view, {**kind, **shares}),
        **update_verb(entry, actions.update_saved_view, shares),
        **simple_verb(
            "deleteSavedView", entry, actions.delete_saved_view, "Deletes a view for everybody.", given_id("view")
        ),
        "setDefaultView": verb(
            "setDefaultView",
            _default,
            default,
            payload_type("SetDefaultViewPayload", entry),
            "The view the viewer's list or board opens with. (默认视图)",
            entry=entry,
        ),
    }


async def _default(change: Change, given: dict[str, Any]) -> Outcome:
    return Outcome(await actions.set_default_view(change, given))

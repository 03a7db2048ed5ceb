"""Custom fields in the API."""

from typing import Any

from weir.catalog.registry import object_of
from weir.fields import actions
from weir.fields.model import CustomField, CustomizedObject, CustomKind
from weir.graphql.basics import enum_of
from weir.graphql.inputs import ID, needed, optional
from weir.graphql.nouns import create_verb, simple_verb, update_verb


def mutations() -> dict[str, Any]:
    """The verbs of custom fields."""
    entry = object_of(CustomField)
    made = {
        "object": needed(enum_of(CustomizedObject), "The records it is added to; it stays so."),
        "kind": needed(enum_of(CustomKind), "What it holds; it stays so."),
        "key": optional(
            str, "Its lasting name, as in device_count, which makes cfDeviceCount; of the English name when left out."
        ),
    }
    return {
        **create_verb(entry, actions.create_custom_field, made),
        **update_verb(entry, actions.update_custom_field),
        **simple_verb(
            "orderCustomFields",
            entry,
            actions.order_custom_fields,
            "Puts the fields of an object into a new order.",
            {"ids": needed(list[ID], "Every field of the object, in the new order.")},
        ),
    }

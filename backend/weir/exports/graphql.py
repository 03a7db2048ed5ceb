"""Exports in the API."""

from typing import Any

from weir.catalog.registry import object_of
from weir.exports import actions
from weir.exports.model import Export, ExportFormat, ExportObject
from weir.graphql.basics import enum_of
from weir.graphql.inputs import KEY, given_id, needed, optional
from weir.graphql.nouns import simple_verb
from weir.graphql.scalars import Json


def mutations() -> dict[str, Any]:
    """The verbs of exports."""
    entry = object_of(Export)
    start = {
        "object": needed(enum_of(ExportObject), "The kind of records."),
        "format": needed(enum_of(ExportFormat), "What the file is."),
        "columns": needed(list[str], "The fields, as the catalog calls them, in the order of the columns."),
        "reason": needed(str, f"What it is needed for: {actions.MIN_REASON} characters or more."),
        "where": optional(Json, "Only records that match this `where`, as JSON."),
        "search": optional(str, "And hold every word."),
        "order_by": optional(Json, "In this order: an `orderBy`, as JSON."),
        "idempotency_key": KEY,
    }
    return {
        **simple_verb(
            "startExport",
            entry,
            actions.start_export,
            "Makes a file of the records the viewer may export, masked as they read them; at most"
            f" {actions.MAX_A_DAY:,} rows a person and day. (导出)",
            start,
        ),
        **simple_verb(
            "stopExport",
            entry,
            actions.stop_export,
            "Stops an export that is being made; it leaves no file.",
            given_id("export", version=False),
        ),
    }

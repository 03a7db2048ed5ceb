"""The four verbs most nouns share, as mutation fields: create, update, void, restore."""

from collections.abc import Awaitable, Callable
from typing import Any

from weir.catalog.registry import CatalogObject, camel
from weir.changing.change import Change
from weir.changing.cleaning import demand
from weir.graphql.inputs import given_id, small_input
from weir.graphql.record_inputs import input_type
from weir.graphql.verbs import Outcome, payload_type, verb

RecordAction = Callable[[Change, dict[str, Any]], Awaitable[Any]]


def answered(action: RecordAction) -> Any:
    """An action that returns the record it changed, as the verbs want it."""

    async def run(change: Change, given: dict[str, Any]) -> Outcome:
        return Outcome((await action(change, given)).id)

    return run


def filled_in(entry: CatalogObject, action: RecordAction) -> RecordAction:
    """An action that makes a record a person filled in: with every field the organisation requires."""

    async def run(change: Change, given: dict[str, Any]) -> Any:
        demand(change, entry, given)
        return await action(change, given)

    return run


def create_verb(entry: CatalogObject, action: RecordAction, extra: dict[str, Any] | None = None) -> dict[str, Any]:
    """`create<Noun>(input): Create<Noun>Payload`."""
    name = f"create{entry.type_name}"
    kind = input_type(f"Create{entry.type_name}Input", entry, update=False, extra=extra)
    text = f"Creates: {entry.en.lower()} ({entry.zh})."
    return {
        name: verb(
            name,
            answered(filled_in(entry, action)),
            kind,
            payload_type(f"Create{entry.type_name}Payload", entry),
            text,
            entry=entry,
        )
    }


def update_verb(entry: CatalogObject, action: RecordAction, extra: dict[str, Any] | None = None) -> dict[str, Any]:
    """`update<Noun>(input): Update<Noun>Payload`."""
    name = f"update{entry.type_name}"
    kind = input_type(f"Update{entry.type_name}Input", entry, update=True, extra=extra)
    text = f"Changes the named fields of a record ({entry.zh}); the others stay."
    return {
        name: verb(
            name, answered(action), kind, payload_type(f"Update{entry.type_name}Payload", entry), text, entry=entry
        )
    }


def simple_verb(
    name: str, entry: CatalogObject, action: RecordAction, text: str, fields: dict[str, Any] | None = None
) -> dict[str, Any]:
    """A verb on one record; its input is the record's id and version and what `fields` add."""
    title = name[0].upper() + name[1:]
    kind = small_input(f"{title}Input", f"What {name} takes.", given_id(entry.en.lower()) if fields is None else fields)
    return {name: verb(name, answered(action), kind, payload_type(f"{title}Payload", entry), text, entry=entry)}


def void_verbs(entry: CatalogObject, void: RecordAction, restore: RecordAction) -> dict[str, Any]:
    """`void<Noun>` and `restore<Noun>`."""
    noun = camel(entry.type_name)
    return {
        **simple_verb(f"void{entry.type_name}", entry, void, f"Hides the {noun} from lists and figures. (作废)"),
        **simple_verb(
            f"restore{entry.type_name}",
            entry,
            restore,
            f"Brings a voided {noun} back. (恢复)",
            given_id(entry.en.lower(), version=False),
        ),
    }

"""Global ids: `<prefix>_<uuid7 hex>`. Opaque to callers, readable in a log; the prefix routes `node(id)`."""

from uuid import UUID

from weir.catalog.registry import BY_PREFIX, OBJECTS, CatalogObject


def encode(name: str, key: UUID) -> str:
    """The global id of a row of the object `name`."""
    return f"{OBJECTS[name].prefix}_{key.hex}"


def decode(text: str) -> tuple[CatalogObject, UUID] | None:
    """The object and key of a global id, or None when it is not one."""
    prefix, _, key = text.partition("_")
    entry = BY_PREFIX.get(prefix)
    if entry is None or len(key) != 32:
        return None
    try:
        return entry, UUID(hex=key)
    except ValueError:
        return None


def key_of(text: str | None, name: str) -> UUID | None:
    """The key of a global id that must belong to the object `name`; None when it is anything else."""
    found = decode(text) if text else None
    return found[1] if found and found[0].name == name else None


def sql_id(entry: CatalogObject, alias: str) -> str:
    """SQL for the global id of the row `alias`."""
    return f"'{entry.prefix}_' || replace({alias}.id::text, '-', '')"

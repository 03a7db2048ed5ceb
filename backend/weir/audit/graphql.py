"""Verifying the audit in the API."""

from typing import Any, Optional

import psycopg
import strawberry
from strawberry import Info

from weir.audit.sealing import seal_all, verify
from weir.catalog.ids import encode
from weir.graphql.errors import ApiError
from weir.graphql.operation import Operation


@strawberry.type(description="Whether the audit holds.")
class AuditVerdict:
    """Whether the audit holds."""

    is_intact: bool = strawberry.field(description="Whether no entry was changed, removed or slipped in.")
    entries: int = strawberry.field(description="How many entries hold, from the first on.")
    head: str = strawberry.field(description="The hash of the last of them; keep it elsewhere to notice a truncation.")
    broken_id: Optional[strawberry.ID] = strawberry.field(description="The first entry that does not fit.")
    reason: str = strawberry.field(description="What is wrong with it.")


async def verify_audit(root: Any, info: Info) -> AuditVerdict:
    """Walks the hash chain of the audit."""
    operation: Operation = info.context
    if not operation.viewer.has("audit.verify"):
        raise ApiError("FORBIDDEN", "Only administrators and auditors verify the audit.")
    async with await psycopg.AsyncConnection.connect(operation.database.dsn, autocommit=True) as connection:
        await seal_all(connection)
        verdict = await verify(connection)
    broken = strawberry.ID(encode("audit_entry", verdict.broken_id)) if verdict.broken_id else None
    return AuditVerdict(
        is_intact=verdict.ok, entries=verdict.entries, head=verdict.head, broken_id=broken, reason=verdict.reason
    )


def queries() -> dict[str, Any]:
    """The special reads of the audit."""
    return {"verify_audit": strawberry.field(resolver=verify_audit, description="Walks the hash chain of the audit.")}

"""What can be done with exports: start one, stop it. The file is made by a job."""

from typing import Any

import psycopg

from weir.catalog.ids import key_of
from weir.changing.change import Change
from weir.changing.inputs import tidy
from weir.errors import Refusal, forbidden
from weir.exports.asking import Ask, asked, out_of_range
from weir.exports.model import Export, ExportFormat, ExportObject, ExportStatus
from weir.jobs import defer_in

RUN = "exports.run"
MAX_A_DAY = 5_000
MIN_REASON = 3

# One person's exports of today; what was stopped or failed gave nothing away.
USED = """
select coalesce(sum(total), 0) from export where owner_id = %(user)s::uuid and status in ('RUNNING', 'DONE', 'EXPIRED')
   and (created_at at time zone %(tz)s)::date = %(today)s::date
"""


async def start_export(change: Change, given: dict[str, Any]) -> Export:
    """Checks what is asked and counts its rows; a job writes the file."""
    viewer = change.viewer
    kind = ExportObject(given["object"])
    ask = asked(viewer, kind.value.lower(), given)
    change.allow("create", Export)
    if viewer.user_id is None:
        raise forbidden()
    reason = tidy(given.get("reason") or "")
    if len(reason) < MIN_REASON:
        raise Refusal("REASON_TOO_SHORT", ("reason",), {"min": MIN_REASON})
    if len(reason) > 500:
        raise Refusal("TOO_LONG", ("reason",), {"label": ("原因", "The reason"), "max": 500})
    row = Export(
        object=kind,
        format=ExportFormat(given["format"]),
        reason=reason,
        given={name: given.get(name) for name in ("where", "search", "orderBy", "columns")},
        owner_id=viewer.user_id,
        total=await _allowed(change, ask),
    )
    change.add(row)
    await change.save("started")
    await defer_in(change.session, RUN, lock=f"{RUN}:{row.id}", export=str(row.id))
    return row


async def _allowed(change: Change, ask: Ask) -> int:
    """How many rows there are, when the person may still take them today."""
    user = str(change.viewer.user_id)
    # Two exports of one person are counted one after the other.
    await change.fetch("select pg_advisory_xact_lock(hashtextextended(%(key)s, 0))", {"key": f"export:{user}"})
    values = {"user": user, "tz": change.viewer.time_zone, "today": change.today}
    [[used]] = await change.fetch(USED, values)
    try:
        [[count]] = await change.fetch(*ask.count_sql(MAX_A_DAY + 1))
    except psycopg.errors.DataError:
        raise out_of_range() from None
    left = max(0, MAX_A_DAY - int(used))
    if count == 0:
        raise Refusal("EXPORT_NOTHING", ("where",))
    if count > left:
        shown = f"{MAX_A_DAY:,}+" if count > MAX_A_DAY else f"{count:,}"
        told = {"count": shown, "left": f"{left:,}", "max": f"{MAX_A_DAY:,}"}
        raise Refusal("EXPORT_TOO_MANY", ("where",), told)
    return int(count)


async def stop_export(change: Change, given: dict[str, Any]) -> Export:
    """Stops an export that is being made; it leaves no file. One that is over stays as it is."""
    row = await change.load(Export, key_of(given["id"], "export"))
    if row.status is ExportStatus.RUNNING:
        row.status, row.finished_at = ExportStatus.STOPPED, change.now
        await change.save("stopped")
    return row

"""The rejected rows as a CSV file with their reasons: safe to open in a spreadsheet, ready to be corrected and uploaded again."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from weir.imports.messages import text_of

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def safe(text: str | None) -> str:
    """A cell no spreadsheet takes for a formula."""
    text = (text or "").replace("\0", "")
    return f"'{text}" if text.lstrip(" \u3000").startswith(DANGEROUS) or (text[:1] in "=+-@" and text) else text


def reject_lines(
    file: dict[str, Any], object_name: str | None, rows: list[tuple[Any, ...]], chinese: bool, header: bool
) -> Iterator[str]:
    """CSV text: file, row, reasons, then the cells as they were."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    if header:
        first = ["文件", "行", "原因"] if chinese else ["file", "row", "reasons"]
        writer.writerow([*first, *(safe(one["name"]) for one in file["columns"])])
    for row_no, cells, problems in rows:
        reasons = "; ".join(text_of(one, object_name, chinese) for one in problems or [])
        writer.writerow([safe(file["name"]), row_no, safe(reasons), *(safe(cell) for cell in cells)])
    yield buffer.getvalue()

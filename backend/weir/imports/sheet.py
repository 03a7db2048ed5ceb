"""Reads the first filled sheet of an XLSX file and prints its rows as JSON lines; run as a program of its own, with limits.

It imports nothing of Weir: a spreadsheet that eats memory or time ends this process and no other. Formulas are not evaluated:
a formula cell is its text.
"""

import json
import resource
import sys
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

MEMORY = 1 << 30
CPU_SECONDS = 180


def cell_text(value: Any) -> str | None:
    """A cell as text: dates in ISO form, numbers without exponent, a formula as it is written."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return format(Decimal(repr(value)), "f").removesuffix(".0")
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    text = getattr(value, "text", value)
    return str(text).replace("\0", "") or None


def main(path: str) -> None:
    """First line: the sheet's name and how many other sheets hold something. Then a line for each row."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    # Takes a while to import, with what it finds installed: whoever brings no sheet need not wait for it.
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True, data_only=False, keep_links=False)
    write = sys.stdout.write
    chosen = None
    for sheet in book.worksheets:
        # Some programs write a wrong dimension, and rows beyond it would be lost without a word.
        sheet.reset_dimensions()
        if chosen is None and any(any(value is not None for value in row) for row in sheet.iter_rows(values_only=True)):
            chosen = sheet
    if chosen is None:
        write(json.dumps({"sheet": None}) + "\n")
        return
    write(json.dumps({"sheet": chosen.title, "sheets": len(book.worksheets)}) + "\n")
    for row in chosen.iter_rows(values_only=True):
        cells = [cell_text(value) for value in row]
        while cells and cells[-1] is None:
            cells.pop()
        write(json.dumps(cells) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except MemoryError:
        sys.exit(3)
    except Exception as error:
        sys.stderr.write(type(error).__name__)
        sys.exit(4)

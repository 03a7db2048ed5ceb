"""What an uploaded file holds: CSV or XLSX by its first bytes, a header, rows of text. Anything else is refused with a reason."""

import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from weir.changing.inputs import tidy
from weir.errors import Refusal
from weir.imports.text_file import delimiter_of, encoding_of, rows_of

MAX_BYTES = 100 * 1024 * 1024
MAX_ROWS = 1_000_000
MAX_COLUMNS = 200
MAX_MEMBERS, MAX_UNPACKED, MAX_RATIO = 10_000, 200 * 1024 * 1024, 100
HEAD = 8192
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OTHER = (
    b"%PDF-",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"Rar!",
    b"MZ",
    b"\x7fELF",
    b"{\\rtf",
    b"BM",
)
DATA_LIKE = re.compile(r"[-+]?[\d.,]+%?|\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}.*|[^@\s]+@[^@\s]+\.[^@\s]+")

Cells = list[str | None]


@dataclass
class Table:
    """A file that was understood: its column names and its rows, read one by one, each as long as the header."""

    columns: list[str]
    rows: Iterator[tuple[int, Cells]]
    encoding: str
    delimiter: str = ""
    sheet: str = ""


def read_table(path: Path) -> Table:
    """The table in a file. Raises `Refusal` at once or while the rows are read."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if not head.strip():
        raise Refusal("FILE_EMPTY", ("file",))
    if head.startswith(OLE):
        # An encrypted XLSX is packed into the old container; so is a real XLS.
        is_locked = "EncryptedPackage".encode("utf-16-le") in path.read_bytes()[:1_000_000]
        raise Refusal("IMPORT_ENCRYPTED" if is_locked else "IMPORT_OLD_XLS", ("file",))
    if head.startswith(b"PK\x03\x04"):
        return _sheet(path)
    if head.startswith(OTHER):
        raise Refusal("IMPORT_WRONG_FILE", ("file",))
    encoding = encoding_of(path)
    delimiter = delimiter_of(path, encoding)
    lines = ((number, row) for number, row in enumerate(rows_of(path, encoding, delimiter), 1))
    columns = _header(lines)
    return Table(columns, _rows(lines, len(columns)), encoding.removesuffix("-sig"), delimiter)


def _header(lines: Iterator[tuple[int, Cells]]) -> list[str]:
    """The first row that holds anything. Every column has a name, no two the same."""
    cells = next((row for _, row in lines if any(row)), None)
    if cells is None:
        raise Refusal("FILE_EMPTY", ("file",))
    names = [tidy(cell or "")[:200] for cell in cells]
    while names and not names[-1]:
        names.pop()
    if len(names) > MAX_COLUMNS:
        raise Refusal("IMPORT_TOO_MANY", ("file",), {"max": MAX_COLUMNS, "what": ("列", "columns")})
    given = [name for name in names if name]
    if len(given) < len(names) or sum(bool(DATA_LIKE.fullmatch(name)) for name in given) * 2 >= len(given):
        raise Refusal("IMPORT_NO_HEADER", ("file",))
    seen: set[str] = set()
    double = [name for name in names if name.casefold() in seen or seen.add(name.casefold())]  # type: ignore[func-returns-value]
    if double:
        raise Refusal("IMPORT_DUPLICATE_HEADER", ("file",), {"name": double[0]})
    return names


def _rows(lines: Iterator[tuple[int, Cells]], width: int) -> Iterator[tuple[int, Cells]]:
    """Rows that hold anything, numbered as in the file; short ones are filled up, long ones keep what is too much."""
    count = 0
    for number, row in lines:
        if not any(row):
            continue
        count += 1
        if count > MAX_ROWS:
            raise Refusal("IMPORT_TOO_MANY", ("file",), {"max": MAX_ROWS, "what": ("行", "rows")})
        while len(row) > width and row[-1] is None:
            row.pop()
        yield number, row + [None] * (width - len(row))


def _sheet(path: Path) -> Table:
    _check_archive(path)
    program = Path(__file__).with_name("sheet.py")
    child = subprocess.Popen(
        [sys.executable, "-I", str(program), str(path)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    lines = _from(child)
    first = next(lines, None)
    title = first[1].get("sheet") if first else None
    if title is None:
        raise Refusal("FILE_EMPTY", ("file",))
    numbered = ((number - 1, row) for number, row in lines)
    try:
        columns = _header(numbered)
    except Refusal:
        child.kill()
        raise
    return Table(columns, _rows(numbered, len(columns)), "xlsx", sheet=str(title))


def _check_archive(path: Path) -> None:
    """Nothing is unpacked before its size is known to be bearable."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError):
        raise Refusal("IMPORT_BAD_XLSX", ("file",)) from None
    if not any(one.filename == "xl/workbook.xml" for one in members):
        raise Refusal("IMPORT_WRONG_FILE", ("file",))
    if any(one.flag_bits & 1 for one in members):
        raise Refusal("IMPORT_ENCRYPTED", ("file",))
    unpacked = sum(one.file_size for one in members)
    packed = sum(one.compress_size for one in members)
    is_bomb = unpacked > 10 * 1024 * 1024 and unpacked / max(packed, 1) > MAX_RATIO
    if len(members) > MAX_MEMBERS or unpacked > MAX_UNPACKED or is_bomb:
        raise Refusal("IMPORT_TOO_BIG_INSIDE", ("file",))


def _from(child: "subprocess.Popen[bytes]") -> Iterator[tuple[int, Any]]:
    """The child's lines; when it was ended by a limit, or could not read the file, that is the answer."""
    assert child.stdout is not None
    try:
        for number, line in enumerate(child.stdout, 1):
            yield number, json.loads(line)
        code = child.wait(timeout=30)
    finally:
        child.kill()
        child.wait()
        child.stdout.close()
    if code == 4:
        raise Refusal("IMPORT_BAD_XLSX", ("file",))
    if code:
        raise Refusal("IMPORT_TOO_BIG_INSIDE", ("file",))

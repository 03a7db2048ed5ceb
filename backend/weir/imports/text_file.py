"""Delimited text: its encoding, its delimiter, its rows. Nothing is guessed silently: what does not fit is refused."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from weir.errors import Refusal

CHUNK = 1 << 20
SAMPLE = 64 * 1024
DELIMITERS = (",", ";", "\t", "|")
MAX_CELL = 131_072
# A Chinese text in GB18030 uses these; another 8-bit encoding read as GB18030 does not.
CHINESE = re.compile(r"[一-鿿㐀-䶿 -〿！-￯—-”…·×°￥]")


def encoding_of(path: Path) -> str:
    """`utf-8-sig`, `utf-8`, `utf-16` or `gb18030`. Raises `Refusal` for a binary file or another encoding."""
    with path.open("rb") as file:
        head = file.read(4)
    if head.startswith(codecs.BOM_UTF8):
        return _must(path, "utf-8-sig")
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _must(path, "utf-16")
    if _has_nul(path):
        raise Refusal("IMPORT_BINARY", ("file",))
    if _decodes(path, "utf-8"):
        return "utf-8"
    if _decodes(path, "gb18030") and _is_chinese(path):
        return "gb18030"
    raise Refusal("IMPORT_ENCODING", ("file",))


def _must(path: Path, encoding: str) -> str:
    if not _decodes(path, encoding):
        raise Refusal("IMPORT_ENCODING", ("file",))
    return encoding


def _has_nul(path: Path) -> bool:
    with path.open("rb") as file:
        return any(b"\0" in part for part in iter(lambda: file.read(CHUNK), b""))


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            for part in iter(lambda: file.read(CHUNK), b""):
                if "\0" in decoder.decode(part):
                    raise Refusal("IMPORT_BINARY", ("file",))
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _is_chinese(path: Path) -> bool:
    """Whether what is not ASCII is nearly all everyday Chinese, as it is only when GB18030 was the right guess."""
    foreign = common = 0
    with path.open(encoding="gb18030", newline="") as file:
        for part in iter(lambda: file.read(CHUNK), ""):
            strange = [sign for sign in part if ord(sign) > 127]
            foreign += len(strange)
            common += sum(1 for sign in strange if CHINESE.match(sign) and _everyday(sign))
            if foreign > 20_000:
                break
    return foreign == 0 or common / foreign >= 0.85


def _everyday(sign: str) -> bool:
    try:
        sign.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def delimiter_of(path: Path, encoding: str) -> str:
    """The sign that cuts the first lines into the same number of cells, the more the better; a comma when none does."""
    with path.open(encoding=encoding, newline="") as file:
        sample = file.read(SAMPLE)
    best, chosen = 0.0, ","
    for delimiter in DELIMITERS:
        try:
            rows = [row for row in csv.reader(io.StringIO(sample), delimiter=delimiter) if row][:50]
        except csv.Error:
            continue
        if len(rows) > 2:
            rows = rows[:-1]  # The sample may end in the middle of a row.
        if not rows or len(rows[0]) < 2:
            continue
        even = sum(len(row) == len(rows[0]) for row in rows) / len(rows)
        if even * len(rows[0]) > best:
            best, chosen = even * len(rows[0]), delimiter
    return chosen


def rows_of(path: Path, encoding: str, delimiter: str) -> Iterator[list[str | None]]:
    """The rows, empty cells as None. Raises `Refusal` with the line where the file stops making sense."""
    csv.field_size_limit(MAX_CELL)
    with path.open(encoding=encoding, newline="") as file:
        reader = csv.reader(file, delimiter=delimiter)
        try:
            for row in reader:
                yield [cell if cell else None for cell in row]
        except csv.Error:
            raise Refusal("IMPORT_BAD_CSV", ("file",), {"line": reader.line_num}) from None

"""Files as people really have them: encodings, delimiters, spreadsheets, and everything that is refused."""

import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

import weir.rooms  # noqa: F401
from weir.errors import Refusal
from weir.imports.reading import Table, read_table
from weir.imports.rejects import safe

TEXT = "公司名称,行业,电话\n华创科技,软件,13800138000\n蓝天贸易,零售,13900139000\n"


def read(path: Path) -> tuple[Table, list[list[str | None]]]:
    table = read_table(path)
    return table, [cells for _, cells in table.rows]


def given(folder: Path, body: bytes, name: str = "file.csv") -> Path:
    path = folder / name
    path.write_bytes(body)
    return path


def refused(path: Path) -> str:
    with pytest.raises(Refusal) as caught:
        read(path)
    assert caught.value.message("zh-CN") != caught.value.code != caught.value.message("en")
    return caught.value.code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_chinese_text_is_read_in_the_encodings_people_use(tmp_path: Path, encoding: str) -> None:
    table, rows = read(given(tmp_path, TEXT.encode(encoding)))
    assert table.columns == ["公司名称", "行业", "电话"]
    assert rows[0] == ["华创科技", "软件", "13800138000"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    table, rows = read(given(tmp_path, TEXT.replace(",", delimiter).encode()))
    assert table.delimiter == delimiter and len(rows) == 2 and len(rows[0]) == 3


def test_quoted_newlines_and_delimiters_stay_in_their_cell(tmp_path: Path) -> None:
    _, rows = read(given(tmp_path, b'name,note\r\n"Acme, Inc","first\nsecond"\r\nB,\r\n'))
    assert rows == [["Acme, Inc", "first\nsecond"], ["B", None]]


def test_empty_lines_are_skipped_and_short_ones_filled(tmp_path: Path) -> None:
    _, rows = read(given(tmp_path, b"\n\na,b,c\n1\n\n,,\n4,5,6\n"))
    assert rows == [["1", None, None], ["4", "5", "6"]]


def test_a_formula_in_a_text_file_is_plain_text(tmp_path: Path) -> None:
    _, rows = read(given(tmp_path, b"name,note\n=1+1,@x\n"))
    assert rows == [["=1+1", "@x"]]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "FILE_EMPTY"),
        (b"  \n", "FILE_EMPTY"),
        (b"name,name\n1,2\n", "IMPORT_DUPLICATE_HEADER"),
        (b"Name,name\n1,2\n", "IMPORT_DUPLICATE_HEADER"),
        (b"1,2,2017-01-01\n3,4,2017-01-02\n", "IMPORT_NO_HEADER"),
        (b"name,,city\n1,2,3\n", "IMPORT_NO_HEADER"),
        ("Name,Straße\nMüller,Köln\n".encode("latin-1"), "IMPORT_ENCODING"),
        ("имя,город\nИван,Москва\n".encode("cp1251"), "IMPORT_ENCODING"),
        (b"name,x\n\x00\x01,2\n", "IMPORT_BINARY"),
        (b"%PDF-1.7\n...", "IMPORT_WRONG_FILE"),
        (b"\x89PNG\r\n\x1a\n....", "IMPORT_WRONG_FILE"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "IMPORT_OLD_XLS"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 64 + "EncryptedPackage".encode("utf-16-le"), "IMPORT_ENCRYPTED"),
        (b"PK\x03\x04broken", "IMPORT_BAD_XLSX"),
        (b'name,note\n"never closed' + b"x" * 140_000, "IMPORT_BAD_CSV"),
        (",".join(f"c{n}" for n in range(201)).encode() + b"\n1\n", "IMPORT_TOO_MANY"),
    ],
)
def test_what_is_no_table_is_refused_with_a_reason(tmp_path: Path, body: bytes, code: str) -> None:
    assert refused(given(tmp_path, body)) == code


def book(path: Path, rows: list[list[object]]) -> Path:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    workbook.save(path)
    return path


def test_a_spreadsheet_is_read_as_text(tmp_path: Path) -> None:
    path = book(
        tmp_path / "a.xlsx",
        [
            ["name", "when", "at", "price", "count", "ok"],
            ["Acme", date(2017, 3, 1), datetime(2017, 3, 1, 9, 30), 0.1, 12, True],
        ],
    )
    table, rows = read(path)
    assert table.sheet == "Sheet"
    assert rows == [["Acme", "2017-03-01", "2017-03-01 09:30:00", "0.1", "12", "TRUE"]]


def test_a_formula_in_a_spreadsheet_is_never_evaluated(tmp_path: Path) -> None:
    _, rows = read(book(tmp_path / "a.xlsx", [["name", "sum"], ["x", "=SUM(1,2)"]]))
    assert rows == [["x", "=SUM(1,2)"]]


def test_a_spreadsheet_with_a_wrong_dimension_loses_no_rows(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", [["name"], *([f"row {number}"] for number in range(3_000))])
    wrong = tmp_path / "wps.xlsx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(wrong, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.infolist():
            body = source.read(member)
            if member.filename == "xl/worksheets/sheet1.xml":
                assert b'<dimension ref="A1:A3001"' in body
                body = body.replace(b'<dimension ref="A1:A3001"', b'<dimension ref="A1"')
            target.writestr(member, body)
    _, rows = read(wrong)
    assert len(rows) == 3_000


def test_a_zip_that_is_no_spreadsheet_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "hello")
    assert refused(path) == "IMPORT_WRONG_FILE"


def test_a_spreadsheet_that_unpacks_to_far_too_much_is_refused_unopened(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (30 * 1024 * 1024))
    assert refused(path) == "IMPORT_TOO_BIG_INSIDE"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\u3000=1"])
def test_no_rejected_cell_opens_as_a_formula(text: str) -> None:
    assert safe(text).startswith("'")


def test_ordinary_cells_stay_as_they_are() -> None:
    assert [safe("Acme"), safe(None), safe("a-b"), safe("1.5")] == ["Acme", "", "a-b", "1.5"]

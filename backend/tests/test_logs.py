"""Log lines carry the request and no personal data, whatever an exception quotes."""

import io
import json
import logging

import pytest

from weir.logs import request_id, scrub, set_up_logs
from weir.settings import Settings


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("no user li.si@example.com here", "no user [email] here"),
        ("call +86 138 0013 8000 now", "call [number] now"),
        ("call 13800138000", "call [number]"),
        ("since 2026-05-01 12:00", "since 2026-05-01 12:00"),
        ("deal_0192f5a4-7c11-7000-8000-000000000001 moved", "deal_0192f5a4-7c11-7000-8000-000000000001 moved"),
        ("postgresql://weir:geheim@db/weir failed", "postgresql://weir:…@db/weir failed"),
        ("duplicate key\nDETAIL:  Key (name)=(张三) already exists.", "duplicate key\nDETAIL: …"),
        ("Key (lower(email))=(x y) already exists", "Key (lower(email))=(…) already exists"),
        ("bad [parameters: ('张三',)]", "bad [parameters: …"),
    ],
)
def test_personal_data_is_struck_out(text: str, told: str) -> None:
    assert scrub(text) == told


@pytest.mark.parametrize("form", ["json", "plain"])
def test_a_line_holds_request_fields_and_error(form: str) -> None:
    root = logging.getLogger()
    kept, level = root.handlers[:], root.level
    stream = io.StringIO()
    set_up_logs(Settings(log_format=form), stream)
    mark = request_id.set("r1")
    try:
        raise ValueError("no place for li.si@example.com")
    except ValueError:
        logging.getLogger("weir.test").exception("could not save", extra={"fields": {"ms": 12}})
    finally:
        request_id.reset(mark)
        root.handlers[:] = kept
        root.setLevel(level)
    text = stream.getvalue()
    assert "li.si" not in text
    if form == "plain":
        assert "error   could not save request=r1 ms=12" in text
        return
    line = json.loads(text)
    assert (line["level"], line["message"], line["request"], line["ms"]) == ("error", "could not save", "r1", 12)
    assert line["error"]["type"] == "builtins.ValueError"
    assert "test_logs.py" in line["error"]["at"][0]

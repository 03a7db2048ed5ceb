"""The built client is served as the build packed it, to browsers that take that."""

import gzip
from pathlib import Path

import httpx2 as httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from weir.app import Client

TEXT = b"export const name = 'weir';" * 60
PACKED = {"br": b"packed by the build", "gzip": gzip.compress(TEXT)}


@pytest.fixture
async def http(tmp_path: Path):  # type: ignore[no-untyped-def]
    """A client whose one script is packed in both codings, with a page for every other address."""
    (tmp_path / "assets").mkdir()
    script = tmp_path / "assets" / "index-1.js"
    script.write_bytes(TEXT)
    script.with_suffix(".js.br").write_bytes(PACKED["br"])
    script.with_suffix(".js.gz").write_bytes(PACKED["gzip"])
    (tmp_path / "index.html").write_text("<p>page</p>")
    app = Starlette(routes=[Mount("/", Client(directory=tmp_path, html=True))])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://testserver") as client:
        yield client


async def raw(http: httpx.AsyncClient, accepts: str) -> tuple[httpx.Headers, bytes]:
    async with http.stream("GET", "/assets/index-1.js", headers={"accept-encoding": accepts}) as answer:
        return answer.headers, b"".join([part async for part in answer.aiter_raw()])


@pytest.mark.parametrize(("accepts", "coding"), [("gzip, deflate, br", "br"), ("gzip;q=1.0", "gzip")])
async def test_a_script_travels_in_the_best_coding_the_browser_takes(
    http: httpx.AsyncClient, accepts: str, coding: str
) -> None:
    headers, body = await raw(http, accepts)
    assert (headers["content-encoding"], headers["vary"]) == (coding, "accept-encoding")
    assert headers["content-type"].startswith("text/javascript")
    assert headers["cache-control"] == "public, max-age=31536000, immutable"
    assert body == PACKED[coding]


async def test_who_takes_no_coding_gets_the_file_itself(http: httpx.AsyncClient) -> None:
    headers, body = await raw(http, "identity")
    assert "content-encoding" not in headers
    assert body == TEXT


async def test_an_address_of_the_client_gets_its_page_and_a_lost_script_does_not(http: httpx.AsyncClient) -> None:
    page = await http.get("/board")
    assert (page.text, page.headers["cache-control"]) == ("<p>page</p>", "no-cache")
    assert (await http.get("/assets/index-0.js")).status_code == 404

"""Tracking links and their QR codes: what they stamp, where they lead, and that they lead nowhere else."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from cast import Cast
from hypothesis import given, settings
from hypothesis import strategies as st
from test_intake import codes, door, wide, worked

from weir.intake.link_routes import picture, stamped

pytestmark = pytest.mark.slow
__all__ = ["wide"]

LINK = "trackingLink { id version code path }"


async def link(weir: Cast, **told: Any) -> Any:
    weir.app.gate.burst = 1_000_000  # type: ignore[attr-defined]
    values = {"name": "展会海报", "targetUrl": "https://shop.example/p?a=1#top", "utmSource": "fair", **told}
    return (await weir["moli"].done("createTrackingLink", LINK, **values))["trackingLink"]


async def test_a_scan_of_the_fairs_code_tells_campaign_channel_and_utm(weir: Cast) -> None:
    (fair,) = await weir.sql("select id from campaign where type = 'TRADE_SHOW'")
    made = await link(weir, campaignId=f"campaign_{fair[0].hex}")
    for _ in range(2):
        answer = await weir.http.get(made["path"])
        assert answer.status_code == 302 and "set-cookie" not in answer.headers
    address = answer.headers["location"]
    assert address == f"https://shop.example/p?a=1&utm_source=fair&wl={made['code']}#top"
    sent = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    # The page's own source says another channel; the link knows better.
    (site,) = await weir.sql("select id from channel where code = 'website'")
    source = await door(weir, channelId=f"channel_{site[0].hex}")
    assert (
        await weir.http.post(source["path"], json={"name": "石磊", "mobile": "13844440001", **sent})
    ).status_code == 202
    await worked(weir)
    query = (
        '{ leads(where: {name: {eq: "石磊"}}) { nodes { campaign { type } channel { name }'
        " touches { nodes { utm trackingLink { name } } } } } }"
    )
    (lead,) = (await weir["xiaolin"].ask(query))["leads"]["nodes"]
    assert (lead["campaign"]["type"], lead["channel"]["name"]) == ("TRADE_SHOW", "行业展会")
    assert lead["touches"]["nodes"] == [{"utm": {"utm_source": "fair"}, "trackingLink": {"name": "展会海报"}}]
    figures = (
        "query($id: ID!) { trackingLink(id: $id) { clicks { aggregate { sum { times } } } touches { totalCount } } }"
    )
    told = (await weir["zhangsan"].ask(figures, id=made["id"]))["trackingLink"]
    # 张三 sees how often it was followed, and no touch of a lead he does not see.
    assert told == {"clicks": {"aggregate": {"sum": {"times": "2"}}}, "touches": {"totalCount": 0}}


async def test_a_link_leads_where_it_says_or_nowhere(weir: Cast) -> None:
    for wrong in (
        "http://a.example",
        "javascript:alert(1)",
        "//a.example",
        "https://a.example\\@b",
        "https://u@b.example",
    ):
        refused = await weir["moli"].do("createTrackingLink", name="x", targetUrl=wrong)
        assert codes(refused) == ["INVALID"], wrong
    made = await link(weir)
    other = await weir.http.get(f"{made['path']}?url=https://evil.example&wl=x")
    assert urlsplit(other.headers["location"]).hostname == "shop.example"
    await weir["moli"].done("updateTrackingLink", id=made["id"], version=made["version"], isActive=False)
    gone = [await weir.http.get(path) for path in (made["path"], "/t/nothing", f"{made['path']}/qr.svg", "/t/%00")]
    assert {(one.status_code, one.content) for one in gone} == {(404, gone[0].content)}
    assert codes(await weir["zhangsan"].do("createTrackingLink", name="x", targetUrl="https://a.example")) == [
        "FORBIDDEN"
    ]


async def test_its_code_comes_as_a_drawing_and_as_a_picture(weir: Cast) -> None:
    made = await link(weir)
    drawing = await weir.http.get(f"{made['path']}/qr.svg")
    assert drawing.headers["content-type"].startswith("image/svg+xml") and b"<svg" in drawing.content
    photo = await weir.http.get(f"{made['path']}/qr.png?download")
    assert photo.content.startswith(b"\x89PNG") and made["code"] in photo.headers["content-disposition"]
    assert (await weir.http.get(f"{made['path']}/qr.exe")).status_code == 404
    assert picture("http://testserver/t/a", "svg") != picture("http://testserver/t/b", "svg")


@settings(max_examples=60, deadline=None)
@given(query=st.text(max_size=30), stamps=st.dictionaries(st.sampled_from(["utm_source", "wl"]), st.text(max_size=20)))
def test_stamps_never_change_where_an_address_leads(query: str, stamps: dict[str, str]) -> None:
    found = urlsplit(stamped("https://shop.example/p?" + query.replace("#", ""), stamps))
    assert (found.scheme, found.hostname, found.path) == ("https", "shop.example", "/p")
    assert {
        name: values[-1] for name, values in parse_qs(found.query, keep_blank_values=True).items() if name in stamps
    } == stamps

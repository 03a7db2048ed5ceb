"""What a connection says about its caller: address, origin, language. Nothing here is believed beyond its use."""

import re
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from starlette.requests import HTTPConnection

from weir.settings import Settings

UNKNOWN = "0.0.0.0"  # in nobody's list
Network = IPv4Network | IPv6Network


def client_ip(connection: HTTPConnection, settings: Settings) -> str:
    """The caller's address. `X-Forwarded-For` counts only as far as it was written by the configured proxies."""
    peer = _address(connection.client.host if connection.client else "")
    proxies = _networks(settings.proxies)
    if not proxies or not in_networks(peer, proxies):
        return peer
    hops = [part.strip() for line in connection.headers.getlist("x-forwarded-for") for part in line.split(",")]
    for hop in reversed(hops):
        address = _address(hop)
        if address == UNKNOWN:
            break
        peer = address
        if not in_networks(address, proxies):
            break
    return peer


def in_networks(address: str, networks: tuple[Network, ...]) -> bool:
    """Whether the address lies in one of the networks."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    return any(parsed in network for network in networks)


def parse_networks(texts: tuple[str, ...]) -> tuple[Network, ...]:
    """Addresses and CIDR blocks; raises ValueError for anything else."""
    return tuple(ip_network(text.strip(), strict=False) for text in texts)


def is_same_origin(connection: HTTPConnection, settings: Settings) -> bool:
    """Whether the page that sent this belongs to us.

    A browser always names the origin of a POST or a WebSocket, so a request that names none has no ambient cookies to
    be abused; `Sec-Fetch-Site`, where it is sent, must agree.
    """
    origins = connection.headers.getlist("origin")
    if not origins:
        return connection.headers.get("sec-fetch-site", "same-origin") in {"same-origin", "none"}
    if len(origins) != 1:
        return False
    origin = origins[0]
    if origin in settings.origins:
        return True
    # Reached under another name (an address in the LAN, a test port): the page's host must be the one it calls. With
    # https configured, a page that came over http may have been written by anybody on the way.
    hosts = connection.headers.getlist("host")
    if settings.is_secure or len(hosts) != 1 or not hosts[0]:
        return False
    return origin.lower() in {f"http://{hosts[0].lower()}", f"https://{hosts[0].lower()}"}


def accepted_locale(connection: HTTPConnection) -> str:
    """`ZH_CN` or `EN`, whichever the browser likes better."""
    best = ("EN", 0.0)
    for part in connection.headers.get("accept-language", "")[:500].split(","):
        match = re.fullmatch(r"\s*(zh|en)\b[^;]*(?:;\s*q=([01](?:\.\d{1,3})?))?\s*", part, re.IGNORECASE)
        if match:
            weight = float(match[2] or 1)
            if weight > best[1]:
                best = ("ZH_CN" if match[1].lower() == "zh" else "EN", weight)
    return best[0]


@lru_cache(maxsize=8)
def _networks(texts: tuple[str, ...]) -> tuple[Network, ...]:
    found: list[Network] = []
    for text in texts:
        try:
            found.append(ip_network(text, strict=False))
        except ValueError:
            continue
    return tuple(found)


def _address(text: str) -> str:
    try:
        address = ip_address(text.strip().removeprefix("[").removesuffix("]"))
    except ValueError:
        return UNKNOWN
    mapped = getattr(address, "ipv4_mapped", None)
    return str(mapped or address)

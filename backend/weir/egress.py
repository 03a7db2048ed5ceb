"""The one way out: every connection Weir opens to a host somebody has typed goes through here.

A name is looked up once, every address it has is judged, and the connection goes to the very address that was judged: a name that
answers differently a moment later gains nothing. Hosts of one's own network are called only when the settings name them.
"""

import socket
from collections.abc import Collection
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

NAT64 = ip_network("64:ff9b::/96")


class Unreachable(Exception):
    """No connection; `reason` is `UNKNOWN` (no such name), `INSIDE` (an address of a private network) or `SILENT` (nobody answers)."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


def connect(host: str, port: int, *, inside: Collection[str] = (), timeout: float) -> socket.socket:
    """A connection to a host, at an address that was judged. Raises `Unreachable`."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Unreachable("UNKNOWN") from None
    addresses = [str(one[4][0]) for one in found]
    if host.lower() not in inside and not all(map(is_outside, addresses)):
        raise Unreachable("INSIDE")
    for address in addresses:
        try:
            return socket.create_connection((address, port), timeout)
        except OSError:
            continue
    raise Unreachable("SILENT")


def is_outside(text: str) -> bool:
    """Whether an address belongs to the public network, whatever it is wrapped in."""
    address = ip_address(text.partition("%")[0])
    return all(one.is_global and not one.is_multicast for one in _meant(address))


def _meant(address: IPv4Address | IPv6Address) -> list[IPv4Address | IPv6Address]:
    """The address and those it carries inside: mapped, 6to4, Teredo, NAT64."""
    if isinstance(address, IPv4Address):
        return [address]
    if address.ipv4_mapped is not None:
        return [address.ipv4_mapped]
    found: list[IPv4Address | IPv6Address] = [address]
    if address.sixtofour is not None:
        found.append(address.sixtofour)
    if address.teredo is not None:
        found += address.teredo
    if address in NAT64:
        found.append(IPv4Address(int(address) & 0xFFFFFFFF))
    return found

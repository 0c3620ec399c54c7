"""Whether an address means the machine itself: for who may come in, and for links that others are to follow."""

from __future__ import annotations

import ipaddress
import socket
from functools import cache
from urllib.parse import urlsplit

LOOPBACK_NAMES = {"localhost", "localhost."}


def plain_address(address: str) -> str:
    """Return an address in one form, IPv4 inside IPv6 as IPv4; empty for what is none, as a name."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return ""
    # A server that listens on both families sees IPv4 visitors as ::ffff:a.b.c.d, which Python calls no loopback.
    return str(getattr(found, "ipv4_mapped", None) or found)


def is_loopback(address: str) -> bool:
    """True for 127.0.0.0/8 and ::1, also as an IPv4 address inside IPv6; a name is never one."""
    plain = plain_address(address)
    return bool(plain) and ipaddress.ip_address(plain).is_loopback


@cache
def own_names() -> frozenset[str]:
    """Return the names that other machines may know this one by."""
    name = socket.gethostname().casefold()
    return frozenset({name, f"{name}.local", socket.getfqdn().casefold()}) - {""}


def network_address() -> str:
    """Return this machine's own address in the local network; empty where there is none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        try:
            # Nothing is sent: the system only says which of its addresses it would use.
            asked.connect(("10.255.255.255", 1))
        except OSError:
            return ""
        found = str(asked.getsockname()[0])
    return "" if is_loopback(found) else found


def is_this_machine(host: str) -> bool:
    """True for a host that means the machine itself, by address or by name."""
    return host in LOOPBACK_NAMES or is_loopback(host)


def only_here(url: str) -> bool:
    """True when a link works on this machine only, so that no phone can follow it; so too when its host is unknown."""
    host = urlsplit(url).hostname or ""
    return not host or is_this_machine(host)

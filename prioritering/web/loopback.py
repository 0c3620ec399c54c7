"""Whether an address means the machine itself: for who may come in, and for links that others are to follow."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

LOOPBACK_NAMES = {"localhost", "localhost."}


def is_loopback(address: str) -> bool:
    """True for 127.0.0.0/8 and ::1, also as an IPv4 address inside IPv6; a name is never one."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    # A server that listens on both families sees IPv4 visitors as ::ffff:a.b.c.d, which Python calls no loopback.
    mapped = getattr(found, "ipv4_mapped", None)
    return (mapped or found).is_loopback


def is_this_machine(host: str) -> bool:
    """True for a host that means the machine itself, by address or by name."""
    return host in LOOPBACK_NAMES or is_loopback(host)


def only_here(url: str) -> bool:
    """True when a link works on this machine only, so that no phone can follow it; so too when its host is unknown."""
    host = urlsplit(url).hostname or ""
    return not host or is_this_machine(host)

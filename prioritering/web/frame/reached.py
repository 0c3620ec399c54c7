"""How the app is reached from other machines, and by the leader through the network."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import urlencode, urlsplit

import streamlit as st

from prioritering.web.base import base_path
from prioritering.web.frame.network_room import ROOM
from prioritering.web.frame.who import room_is_open
from prioritering.web.loopback import network_address, only_here

LEAD = "/direkt/led"
"""Where the leader's key is taken."""
KEY = "nyckel"


def base_for_others(url: str) -> str:
    """Return scheme and host of the app as other machines reach it; else those of the page's own `url`."""
    parts = urlsplit(url)
    own = f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
    if not only_here(url) or not room_is_open():
        return own
    there = network_address()
    return ROOM.listening or (f"http://{there}:{parts.port or 80}" if there else own)


def base_here() -> str:
    """Return scheme and host of the app for others, on the page that is drawn."""
    return base_for_others(str(st.context.url or ""))


def leader_link(base: str, view: Mapping[str, str] = MappingProxyType({})) -> str:
    """Return the link by which the leader keeps the buttons at an address such as http://192.168.1.5:8501.

    It leads to Möte with the parameters of `view`: what was open here is open there.
    """
    return f"{base}{base_path()}{LEAD}?{urlencode({**view, KEY: ROOM.key})}"

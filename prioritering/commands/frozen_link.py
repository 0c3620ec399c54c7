"""What a command means by the name of a frozen link, or by its whole address."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple
from urllib.parse import urlsplit

from prioritering.usecases.frozen_links import FrozenLink, frozen_file, link_called
from prioritering.usecases.opening import Store
from prioritering.view.copied_link import AROUND

IN_ADDRESS = "/fryst/"


class FrozenFile(NamedTuple):
    """A frozen link that can be opened today, and its document as JSON."""

    link: FrozenLink
    data: bytes


def name_typed(text: str) -> str:
    """Return the name in what was typed: a name, the address of a link, or that of its JSON."""
    return text.rstrip(AROUND).partition("#")[0].partition("?")[0].rstrip("/").removesuffix("/json").rpartition("/")[2]


def is_view(text: str) -> bool:
    """Return whether what was typed is a link to a view, living or copied, and not a name or a frozen link."""
    return "=" in text and IN_ADDRESS not in urlsplit(text).path


def frozen_typed(store: Store, text: str) -> FrozenFile | None:
    """Return the frozen link that was typed; None when it is unknown, withdrawn or has ended.

    StoreError when the document has been altered.
    """
    link = link_called(store, name_typed(text), date.today())
    return None if link is None else FrozenFile(link, frozen_file(store, link))

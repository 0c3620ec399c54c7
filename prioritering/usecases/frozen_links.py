"""Immutable links: the document of a page, kept under a name that nobody guesses and shown as it was ever after."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from prioritering import swedish
from prioritering.errors import BadArgument, StoreError, shorten
from prioritering.plan.plan_key import PlanKey
from prioritering.store import frozen_links
from prioritering.store.connection import Store
from prioritering.store.frozen_links import FrozenLink, FrozenLinks, LinkHappening, ToFreeze
from prioritering.text_length import check_length
from prioritering.usecases.plan_names import plan_called
from prioritering.view.frozen_words import suggested_title
from prioritering.view.picture import Picture
from prioritering.view.sought_words import says_all, sought_words
from prioritering.view.stored_document import StoredDocument, document_bytes, is_newer, read_document, without_reasons

__all__ = ["ALTERED", "LINKS_SHOWN", "FrozenLink", "FrozenLinks", "LinkWish", "without_reasons"]

LINKS_SHOWN, LONGEST_TITLE = 20, 120
_NUMBERED, _MOST_ALIKE = " ({})", 1000
ALTERED = (
    "Det som står sparat under länken är inte det som frystes, så det visas inte. Andra frysta länkar berörs inte."
)


class LinkWish(NamedTuple):
    """What a frozen link is to be called, and the last day that it can be opened, None for no end."""

    title: str
    ends_on: date | None = None


def freeze(store: Store, plan_key: PlanKey, document: StoredDocument, wanted: LinkWish, role: str) -> FrozenLink:
    """Keep a document and return its link; BadArgument without a title, or when it would have ended already."""
    title = _title(wanted.title)
    if wanted.ends_on is not None and wanted.ends_on < date.today():
        raise BadArgument("Slutdatumet har redan varit. Välj en dag som kommer, eller inget slut.")
    wish = ToFreeze(document.kind, document_bytes(document), title, wanted.ends_on, role)
    name = frozen_links.keep_frozen(store, plan_key, wish)
    link = frozen_links.link_named(store, name)
    if link is None:
        raise StoreError("Det som nyss frystes går inte att läsa.")
    return link


def title_of_its_own(store: Store, plan_key: PlanKey, picture: Picture, kind: str) -> str:
    """Return a title to suggest for a picture's document of a kind, numbered where the plan has a link called so."""
    longest = LONGEST_TITLE - len(_NUMBERED.format(_MOST_ALIKE))
    title = suggested_title(plan_called(store, picture.plan), picture, kind, date.today(), longest)
    taken = {link.title for link in frozen_links.titles(store, plan_key)}
    numbered = (title, *(f"{title}{_NUMBERED.format(number)}" for number in range(2, _MOST_ALIKE)))
    return next((one for one in numbered if one not in taken), title)


def link_called(store: Store, name: str, day: date) -> FrozenLink | None:
    """Return the link of a name if it can be opened on a day: None when it is unknown, withdrawn or has ended."""
    link = frozen_links.link_named(store, name)
    return link if link is not None and link.opens_on(day) else None


def link_known(store: Store, name: str) -> FrozenLink | None:
    """Return the link of a name, also one that is withdrawn or has ended; None when there is none."""
    return frozen_links.link_named(store, name)


def document_in(store: Store, link: FrozenLink) -> StoredDocument:
    """Return the document of a link.

    StoreError when it has been altered since it was frozen, BadArgument when it is of a newer format than is known.
    """
    found = frozen_links.frozen_bytes(store, link.name)
    if found is None:
        raise StoreError(ALTERED)
    return read_document(found)


def frozen_file(store: Store, link: FrozenLink) -> bytes:
    """Return the document of a link as the JSON it was frozen as; StoreError when it has been altered."""
    found = frozen_links.frozen_bytes(store, link.name)
    if found is None:
        raise StoreError(ALTERED)
    return found


def links_of_plan(
    store: Store, plan_key: PlanKey, start: int = 0, most: int = LINKS_SHOWN, sought: str = ""
) -> FrozenLinks:
    """Return a window of a plan's links, newest first, also those that are withdrawn or have ended.

    With `sought` those with all its words in their title or role, or that it is the address of.
    """
    if not sought.strip():
        return frozen_links.links_of(store, plan_key, start, most)
    wanted = sought_words(sought)
    found = [
        link.name
        for link in frozen_links.titles(store, plan_key)
        if says_all(f"{link.title} {link.role}", wanted) or link.name in sought
    ]
    window = frozen_links.links_of(store, plan_key, 0, most, found[start : start + most])
    return FrozenLinks(window.rows, len(found))


def rename_link(store: Store, name: str, title: str, role: str) -> None:
    """Give a link another title, and forget those it had; BadArgument without one, Conflict when it is withdrawn."""
    frozen_links.rename_frozen(store, name, _title(title), role)


def withdraw_link(store: Store, name: str, role: str) -> None:
    """Let a link open nothing any more; Conflict when somebody has withdrawn it already."""
    frozen_links.note_of_link(store, name, LinkHappening.WITHDRAWN, role)


def let_read_without_login(store: Store, name: str, role: str, allowed: bool) -> None:
    """Let whoever has a link read it, without reasons and roles, or no longer; Conflict when it has been withdrawn."""
    happening = LinkHappening.WITHOUT_LOGIN if allowed else LinkHappening.WITH_LOGIN
    frozen_links.note_of_link(store, name, happening, role)


def day_typed(text: str) -> date | None:
    """Return the day that was typed as 2027-03-04, None for nothing; BadArgument for anything else."""
    try:
        return date.fromisoformat(text.strip()) if text.strip() else None
    except ValueError as error:
        raise BadArgument(f"Sista dag ska skrivas som 2027-03-04 (”{shorten(text)}”).") from error


def link_state(link: FrozenLink, day: date) -> str:
    """Return in words whether a link can be opened on a day, until when, and who may read it."""
    if link.withdrawn_at is not None:
        return f"återkallad {swedish.day(link.withdrawn_at.astimezone().date())} av {link.withdrawn_by}"
    if link.ends_on is not None and not link.opens_on(day):
        return f"gick ut {swedish.day(link.ends_on)}"
    if link.altered:
        return "visas inte: det sparade är inte det som frystes"
    if link.format is not None and is_newer(link.shows, link.format):
        return "visas inte: den är fryst med en nyare version av programmet"
    until = "gäller" if link.ends_on is None else f"gäller till och med {swedish.day(link.ends_on)}"
    return f"{until}, läsbar utan inloggning" if link.without_login else until


def _title(text: str) -> str:
    title = " ".join(text.split())
    if not title:
        raise BadArgument("Skriv vad länken ska heta.")
    check_length("Länkens namn", title, LONGEST_TITLE)
    return title

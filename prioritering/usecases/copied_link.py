"""Copying a link to what is shown now, and opening one: is it still so, and if not, can it be shown as it was then?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from typing import NamedTuple

from prioritering.store.connection import Store
from prioritering.store.numbers import newest_numbers
from prioritering.store.plans import object_plan
from prioritering.usecases.gather import NOW, AsOf, Moment, gather, moment
from prioritering.usecases.laid_beside import laid_as_headed
from prioritering.usecases.which_plan import plan_of
from prioritering.view.basis import IN_ANY_ORDER, PLAN, RULES
from prioritering.view.copied_link import (
    CHECKSUM,
    COPIED,
    NOW_SHOWN,
    CopiedFrom,
    copied_from_text,
    copied_parameters,
    seal_of,
)
from prioritering.view.picture import frame_of
from prioritering.view.view import View, whole_address

__all__ = ["NOW", "AsOf", "LinkState", "OpenedLink", "copied_link", "copied_now", "opened_link", "said_in_full"]

ANOTHER = "Länken hör till ett annat underlag än det som finns här."
AHEAD = "Den är kopierad ur en annan databas, eller innan den här lades tillbaka från en säkerhetskopia."
OLDER_RULES = "Länken kopierades när det räknades med äldre regler. Här är det räknat om med nyare regler."
VOICES_PART = "regler"
"""The part of Robusthet where each member's answers buy a share, whichever levels the view counts with."""
NOT_AS_COPIED = (
    "Länken är inte den som kopierades: den är avhuggen eller ändrad. Vikter, ram och andra val "
    "kan vara andra än de som syntes då."
)
NEWER_RULES = "Länken är kopierad ur en nyare version av programmet."


class LinkState(StrEnum):
    """How a copied link stands to the newest: the same, shown as it was then, or of something that is not here."""

    SAME = "samma"
    THEN = "som då"
    ELSEWHERE = "annat underlag"


class OpenedLink(NamedTuple):
    """A copied link as it can be shown: the numbers to read at, and what is to be said of it beside the picture.

    `why_not` says why it cannot be shown here, for one of another basis. `altered` says that its view is not the one
    that was copied.
    """

    state: LinkState
    as_of: AsOf = NOW
    notice: str = ""
    why_not: str = ""
    altered: bool = False


def copied_link(store: Store, view: View, as_of: AsOf = NOW) -> dict[str, str]:
    """Return the parameters of a link to a view as it is shown now, or as of earlier numbers."""
    key = plan_of(store, view)
    named = view.model_copy(update={"plan": key.plan, "municipality": key.municipality})
    return copied_parameters(said_in_full(store, named, as_of), copied_now(store, view, as_of))


def said_in_full(store: Store, view: View, as_of: AsOf = NOW) -> dict[str, str]:
    """Return the parameters of a view that leave nothing to the defaults, the plan's own frame in its figure too."""
    plan = object_plan(store, plan_of(store, view), as_of.plan_version)
    return whole_address(view, frame_of(plan, View(), []).kronor)


def copied_now(store: Store, view: View, as_of: AsOf = NOW) -> CopiedFrom:
    """Return what a view is read from now, or as of earlier numbers; BadArgument when there is no such plan."""
    at = moment(store, plan_of(store, view), as_of)
    return CopiedFrom(at.plan_version, at.entry, at.event, _checksum(store, view, at), RULES, seal_of(view))


def opened_link(
    store: Store, view: View, copied: CopiedFrom, answers: bool = False, entries: bool = False
) -> OpenedLink:
    """Return how what a link was copied from stands to what is here; BadArgument when there is no such plan.

    `answers` says that the page shows the group's answers whatever its view counts with, and `entries` the same of what
    the group has laid beside the plan; else they are a change only for a view that counts with them.
    """
    found = _found(store, view, copied, (answers or asks_answers(view), answers or entries or asks_entries(view)))
    if copied.seal in ("", seal_of(view)):
        return found
    return found._replace(notice=" ".join(filter(None, (NOT_AS_COPIED, found.notice))), altered=True)


def _found(store: Store, view: View, copied: CopiedFrom, asks: tuple[bool, bool]) -> OpenedLink:
    key = plan_of(store, view)
    newest = newest_numbers(store, key)
    if ahead := _ahead(copied.numbers, newest):
        return _elsewhere(copied, f"{ahead} {AHEAD}")
    rules = OLDER_RULES if copied.rules < RULES else NEWER_RULES if copied.rules > RULES else ""
    now = _checksum(store, view, moment(store, key))
    if now == copied.checksum:
        return OpenedLink(LinkState.SAME, NOW, rules)
    then = Moment(*copied.numbers, meeting=None) if copied.plan_version else None
    if then is None:
        return _elsewhere(copied)
    was = _checksum(store, view, then)
    if was != copied.checksum and not _is_of_before(store, view, then, copied):
        return _elsewhere(copied)
    # A link under older rules has another checksum of the same.
    if was == now:
        return OpenedLink(LinkState.SAME, NOW, rules)
    if not all(asks) and _same_as_asked(store, view, then, asks):
        return OpenedLink(LinkState.SAME, NOW, rules)
    return OpenedLink(LinkState.THEN, then, rules)


def asks_answers(view: View) -> bool:
    """Return whether what a view gives hangs on the group's shown answers: as its levels, or as the members' voices."""
    return view.source != PLAN or view.part == VOICES_PART


def asks_entries(view: View) -> bool:
    """Return whether what a view gives hangs on what the group has laid beside the plan."""
    # What it answers of its own answers decides which of them count, and what it agreed on goes before them.
    return view.assumptions or asks_answers(view)


def _same_as_asked(store: Store, view: View, then: Moment, asks: tuple[bool, bool]) -> bool:
    """Return whether then and now are the same in all that is asked: the answers or not, the entries or not."""
    before, now = gather(store, view, then), gather(store, view)
    # What is asked about the plan's own costs is told whatever the view counts with.
    return before.maybe_kronor == now.maybe_kronor and (
        before.inputs_fingerprint(*asks) == now.inputs_fingerprint(*asks)
    )


def _elsewhere(copied: CopiedFrom, why: str = ANOTHER) -> OpenedLink:
    said = why if copied.rules <= RULES else f"{NEWER_RULES} {why}"
    return OpenedLink(LinkState.ELSEWHERE, NOW, f"{said} {NOW_SHOWN}", said)


def _ahead(asked: tuple[int, int, int], newest: tuple[int, int, int]) -> str:
    """Return which number of a link is above the newest, in words; empty when none is."""
    (version, entry, event), (last_version, last_entry, last_event) = asked, newest
    if version > last_version:
        there = "ingen sparad" if not last_version else "bara en" if last_version == 1 else f"bara {last_version}"
        return f"Länken pekar på version {version} av planen, men här finns {there}."
    if entry > last_entry:
        there = f"den senaste här är nummer {last_entry}" if last_entry else "här finns ingen"
        return f"Länken pekar på gruppens ändring nummer {entry}, men {there}."
    if event > last_event:
        there = f"den senaste här är nummer {last_event}" if last_event else "här finns ingen"
        return f"Länken pekar på händelse {event} i planens möten, men {there}."
    return ""


def _is_of_before(store: Store, view: View, at: Moment, copied: CopiedFrom) -> bool:
    """Return whether a link is of what is there at some numbers, by the checksum of rules before `IN_ANY_ORDER`."""
    if copied.rules >= IN_ANY_ORDER:
        return False
    basis = gather(store, view, at)
    changes = laid_as_headed(store, basis.plan.key, basis.plan.version, at.entry)
    return replace(basis, changes=changes).inputs_fingerprint(as_before=True)[:CHECKSUM] == copied.checksum


def _checksum(store: Store, view: View, at: Moment) -> str:
    basis = gather(store, view, at)
    shown = None if basis.shown is None else (basis.shown.meeting_id, basis.shown.event)
    # The answers that count hang on the version and the entry too, which the numbers have.
    key = ("inputs", basis.plan.key, basis.plan.version, basis.entry, at.entry, shown)
    return store.kept.once(key, basis.inputs_fingerprint)[:CHECKSUM]


def as_of_parameters(parameters: Mapping[str, str]) -> AsOf:
    """Return the numbers that a link's parameters say to read at; now where they say none."""
    text = parameters.get(COPIED)
    return NOW if text is None else AsOf(*copied_from_text(text).numbers)

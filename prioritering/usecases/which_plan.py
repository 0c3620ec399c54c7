"""Which plan is meant by an address or an argument: the one place that says so, and that never guesses."""

from __future__ import annotations

from prioritering.errors import BadArgument, shorten
from prioritering.plan.plan_key import PlanKey, may_be_called, municipality_id, with_its_s
from prioritering.settings import sample_plans
from prioritering.store.connection import Store
from prioritering.store.meetings import get_meeting
from prioritering.store.plan_list import plan_keys, plan_list
from prioritering.swedish import listing
from prioritering.view.view import View

__all__ = [
    "PlanKey",
    "first_plan",
    "fitting",
    "in_address",
    "in_file_name",
    "may_be_called",
    "meant",
    "municipality_called",
    "plan_of",
    "the_plan",
    "unnamed_plan",
]


def fitting(store: Store, plan_id: str, municipality: str = "") -> tuple[PlanKey, ...]:
    """Return the plans that an id fits, in the municipality when one is given: none, one or several."""
    there, municipality = plan_keys(store), municipality_called(store, municipality, plan_id)
    return tuple(key for key in there if key.plan == plan_id and municipality in ("", key.municipality))


def municipality_called(store: Store, text: str, plan_id: str = "") -> str:
    """Return the id of the municipality that a text means, its id or its name; the text itself when it can be none.

    Where plans have one municipality's name under several ids it is the one that has the plan.
    """
    there = [key for key in plan_keys(store) if key.municipality == text]
    if not text or (there and (not plan_id or any(key.plan == plan_id for key in there))):
        return text
    made = municipality_id(text)
    named = [(info.key, info.municipality) for info in plan_list(store) if info.municipality]
    # An s that was taken for a genitive's may be the name's own: the id of Grums kommun is grum.
    for same in (municipality_id, with_its_s):
        fits = [key for key, name in named if same(name) == made]
        found = {key.municipality for key in fits if key.plan == plan_id} or {key.municipality for key in fits}
        if len(found) == 1:
            return found.pop()
    # An id is written in small letters without å, ä and ö; what is not is a name.
    return text if there or (text == text.lower() and text.isascii() and " " not in text) else made


def meant(store: Store, plan_id: str, municipality: str = "", meeting_id: str = "") -> tuple[PlanKey, ...]:
    """Return the plans that may be meant. Where the id alone does not say, a meeting does: it belongs to one plan."""
    found = fitting(store, plan_id, municipality)
    if len(found) == 1:
        return found
    try:
        key = get_meeting(store, meeting_id).plan_key
    except BadArgument:
        return found
    return (key,) if key in found or not plan_id else found


def plan_of(store: Store, view: View) -> PlanKey:
    """Return the plan of a view, BadArgument when there is none such or several; see `the_plan`."""
    return the_plan(store, view.plan, view.municipality, view.meeting)


def the_plan(store: Store, plan_id: str, municipality: str = "", meeting_id: str = "") -> PlanKey:
    """Return the one plan that is meant, BadArgument when there is none such or several.

    With neither id nor meeting it is the plan that an address means that names none.
    """
    found = meant(store, plan_id, municipality, meeting_id)
    if not found and not plan_id:
        return unnamed_plan(store, municipality)
    if not found:
        known = listing(sorted({key.plan for key in plan_keys(store)})) or "inga"
        where = f" i kommunen ”{shorten(municipality)}”" if municipality else ""
        raise BadArgument(f"Planen ”{shorten(plan_id)}” finns inte{where}. Planer som finns: {known}.")
    if len(found) > 1:
        names = {info.key: info.municipality or info.key.municipality for info in plan_list(store)}
        told = listing(f"{names[key]} ({key})" for key in found)
        raise BadArgument(f"Planen ”{plan_id}” finns i flera kommuner: {told}. Säg vilken kommun som menas.")
    return found[0]


def unnamed_plan(store: Store, municipality: str = "") -> PlanKey:
    """Return the plan that an address means that says something of a view but names no plan.

    Such addresses were written while the first of the sample plans was left out of them. With a municipality it is
    the first listed of its plans; BadArgument when it has none.
    """
    if municipality:
        meant_id = municipality_called(store, municipality)
        theirs = next((info.key for info in plan_list(store) if info.key.municipality == meant_id), None)
        if theirs is None:
            raise BadArgument(f"Kommunen ”{shorten(municipality)}” har ingen plan här.")
        return theirs
    there = plan_keys(store)
    found = next((key for key in sample_plans()[:1] if key in there), None)
    return found or _first_listed(store)


def first_plan(store: Store, last: str = "") -> PlanKey:
    """Return the plan to open when nothing is asked for: the one opened last, else the only own one, else a sample."""
    there = plan_keys(store)
    if last and (key := PlanKey.parse(last)) in there:
        return key
    own = set(there) - set(sample_plans())
    return own.pop() if len(own) == 1 else unnamed_plan(store)


def in_address(store: Store, key: PlanKey) -> dict[str, str]:
    """Return how a view names a plan: with its municipality only where the id alone fits several plans."""
    several = len(fitting(store, key.plan)) > 1
    return {"plan": key.plan, "municipality": key.municipality if several else ""}


def in_file_name(store: Store, key: PlanKey) -> str:
    """Return what a plan is called in the name of a file: with its municipality where an address has it too."""
    called = in_address(store, key)
    return "-".join(part for part in (called["municipality"], called["plan"]) if part)


def _first_listed(store: Store) -> PlanKey:
    found = plan_list(store)
    if not found:
        raise BadArgument("Det finns ingen plan att visa. Lägg en planmapp i data/.")
    return found[0].key

"""The line with "Ångra": what was undone is made again from it, and the change before it is undone in turn."""

from __future__ import annotations

import re

from prioritering.store import entry_log
from prioritering.store.connection import Store
from prioritering.usecases.change_plan import Beside, Signature, assume_cost
from tests.folders import VSO
from tests.pages.test_dialogs import cost, project
from tests.pages.visit import Visit


def laid(store: Store) -> tuple[int, int]:
    """How many costs and projects of the group's stand."""
    current = entry_log.current(store, VSO)
    return len(current.costs), len(current.projects)


def offered(visit: Visit) -> list[str]:
    return [label for label in visit.labels() if label in ("Ångra", "Ångra även den", "Gör om", "Stäng")]


def test_two_changes_are_undone_one_after_the_other_and_made_again(database: Store) -> None:
    visit = project(cost(Visit("prioritera")))
    assert (laid(database), offered(visit)) == ((1, 1), ["Ångra"])
    visit.press("Ångra")
    assert (laid(database), offered(visit)) == ((1, 0), ["Gör om", "Ångra även den", "Stäng"])
    assert "Ångrat. Ni har inte längre lagt till projektet" in visit.text
    assert "Ändringen dessförinnan: Du satte kostnaden för " in visit.text
    visit.press("Ångra även den")
    assert (laid(database), offered(visit)) == ((0, 0), ["Gör om", "Stäng"])
    visit.press("Gör om")
    assert (laid(database), offered(visit)) == ((1, 0), ["Ångra", "Gör om"])
    assert "Du satte kostnaden för " in visit.text and "Ångrat." not in visit.text
    visit.press("Gör om")
    assert (laid(database), offered(visit), visit.faults) == ((1, 1), ["Ångra"], [])


def test_after_a_new_change_there_is_nothing_to_make_again(database: Store) -> None:
    visit = cost(Visit("prioritera")).press("Ångra")
    visit = project(visit)
    assert (laid(database), offered(visit)) == ((0, 1), ["Ångra"])
    visit.press("Ångra")
    assert (laid(database), offered(visit)) == ((0, 0), ["Gör om", "Stäng"])


def test_what_someone_else_has_changed_since_is_not_offered_to_be_made_again_and_the_line_can_be_closed(
    database: Store,
) -> None:
    visit = cost(Visit("prioritera")).press("Ångra")
    assume_cost(Beside(database, VSO), "S04", (700_000, 700_000), Signature("Ekonom", "Ny kalkyl"))
    assert offered(visit.run()) == ["Stäng"]
    # What holds is no longer what was said to.
    assert re.search(r"Ångrat\. .* Ekonom har ändrat kostnaden för .* sedan dess\.", visit.text)
    visit.press("Stäng")
    assert (offered(visit), "Ångrat." in visit.text) == ([], False)


def test_what_someone_else_changes_just_before_it_is_made_again_is_refused_by_name(database: Store) -> None:
    visit = cost(Visit("prioritera")).press("Ångra")
    assume_cost(Beside(database, VSO), "S04", (700_000, 700_000), Signature("Ekonom", "Ny kalkyl"))
    visit.press("Gör om")
    assert "Det gick inte att göra om. Ekonom har ändrat kostnaden för" in visit.text
    assert [item.low for item in entry_log.current(database, VSO).costs] == [700_000]


def test_what_was_changed_in_a_session_before_is_not_offered_when_the_latest_of_this_one_is_undone(
    database: Store,
) -> None:
    cost(Visit("prioritera"))
    visit = project(Visit("prioritera")).press("Ångra")
    assert (laid(database), offered(visit)) == ((1, 0), ["Gör om", "Stäng"])

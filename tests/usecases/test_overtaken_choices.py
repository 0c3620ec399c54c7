"""Locks and orders of tied projects that a version of the plan has changed the grounds of are asked about, by name."""

from __future__ import annotations

import pytest

from prioritering.scoring.asked import Why
from prioritering.store.connection import Store
from prioritering.usecases import change_plan
from prioritering.usecases.renewal import renewal
from prioritering.usecases.same_project import answer_same
from tests.folders import GOOD, PROV
from tests.usecases.builders import Import
from tests.usecases.test_overtaken import BY, beside, lock, shown, state


def tied(first: str, fourth: str, level: str = "Hög") -> str:
    """Two projects that are tied when `level` is high."""
    return f"A1,{first},strategiskt,500,Två effekter,Hög,Kort\nA4,{fourth},prioriterat,300,Två effekter,{level},Kort\n"


def plain_notices(store: Store) -> list[str]:
    return [note.replace("\u00a0", " ") for note in shown(store).notices]


@pytest.mark.parametrize(
    ("cost", "said"), [("4000", "4 000 tkr"), ("?", "ingen kostnad"), ("200-900", "200–900 tkr"), ("329", "")]
)
def test_a_lock_of_a_project_whose_cost_jumps_is_asked_about_and_counts_till_then(
    store: Store, take_in: Import, cost: str, said: str
) -> None:
    take_in(tied("Första", "Ny skolplattform"))
    lock(store)
    take_in(tied("Första", "Ny skolplattform").replace("300", cost))
    asked = [
        f"Planen anger nu {said} för Ny skolplattform, mot 300 tkr när låset ”måste med” sattes. Gäller låset "
        "fortfarande? Tills ni har svarat räknas det."
    ]
    assert [note for note in plain_notices(store) if "låset" in note] == (asked if said else [])
    assert state(store) == "Med (låst)"
    if said:
        change_plan.keep_on(beside(store), "locks", ("A4", ""), BY)
    assert shown(store).basis.asked == ()
    assert state(store) == "Med (låst)"


def test_a_lock_of_a_project_whose_cost_comes_to_be_known_is_asked_about(store: Store, take_in: Import) -> None:
    take_in(tied("Första", "Ny skolplattform").replace("300", "?"))
    lock(store)
    take_in(tied("Första", "Ny skolplattform").replace("300", "4000"))
    assert [note for note in plain_notices(store) if "låset" in note] == [
        "Planen anger nu 4 000 tkr för Ny skolplattform, mot ingen kostnad när låset ”måste med” sattes. Gäller låset "
        "fortfarande? Tills ni har svarat räknas det."
    ]
    assert state(store) == "Med (låst)"
    change_plan.keep_on(beside(store), "locks", ("A4", ""), BY)
    assert shown(store).basis.asked == ()


def test_an_order_of_projects_that_a_version_unties_is_asked_about_also_when_they_are_tied_again(
    store: Store, take_in: Import
) -> None:
    take_in(tied("Första", "Ny skolplattform"))
    change_plan.order_tie(beside(store), {"A1", "A4"}, ("A4", "A1"), BY)
    take_in(tied("Första", "Ny skolplattform") + GOOD.replace("A1", "A9"))
    assert shown(store).basis.asked == ()
    asked = [
        "Planen har ändrat nivåer eller kostnad för Ny skolplattform. Gäller ordningen av lika projekt, Ny "
        "skolplattform före Första, fortfarande? Tills ni har svarat räknas den där projekten är lika."
    ]
    for level in ("Medel", "Hög"):
        take_in(tied("Första", "Ny skolplattform", level))
        assert plain_notices(store) == asked
    change_plan.keep_on(beside(store), "tie_orders", ("A1 A4", ""), BY)
    assert plain_notices(store) == []
    assert shown(store).tie_order("A1") is not None


def test_an_order_whose_ids_have_changed_place_waits_before_and_after_it_is_said_that_they_have(
    store: Store, take_in: Import
) -> None:
    take_in(tied("Etapp 1", "Etapp 2"))
    change_plan.order_tie(beside(store), {"A1", "A4"}, ("A4", "A1"), BY)
    take_in(tied("Etapp 2", "Etapp 1"))
    (said,) = plain_notices(store)
    assert said.startswith(
        "A4 heter nu ”Etapp 1” i planen, men hette ”Etapp 2”. A1 heter nu ”Etapp 2” i planen, men hette ”Etapp 1”. "
        "Gäller ordningen av lika projekt fortfarande?"
    )
    assert shown(store).changes.tie_orders == ()
    for _ in range(2):
        found = renewal(store, PROV)
        assert found is not None
        answer_same(beside(store), found, found.questions[0], True, BY)
    assert shown(store).changes.tie_orders == ()
    assert [one.why for one in shown(store).basis.asked] == [Why.OTHER]


def test_questions_of_many_locks_and_orders_are_one_of_each(store: Store, take_in: Import) -> None:
    keys = [f"B{number}" for number in range(1, 9)]
    rows = "".join(f"{key},Projekt {key},strategiskt,500,Två effekter,Hög,Kort\n" for key in keys)
    take_in(rows)
    for key in keys[:4]:
        lock(store, project=key)
    for pair in zip(keys[:4], keys[4:], strict=True):
        change_plan.order_tie(beside(store), set(pair), pair, BY)
    take_in(rows.replace(",500,", ",900,"))
    locks, orders = plain_notices(store)
    names = "Projekt B1, Projekt B2, Projekt B3 och Projekt B4"
    assert locks == (
        f"Planen har ändrat kostnaden för {names}, som är låsta. Gäller låsen fortfarande? Tills ni har svarat räknas "
        "de."
    )
    assert orders.endswith(
        "Gäller gruppens ordningar av dem som lika projekt fortfarande? Tills ni har svarat räknas de där projekten är "
        "lika."
    )

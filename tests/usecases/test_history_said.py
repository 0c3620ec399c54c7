"""What is said of a change to whoever has just made or undone it: in words, also where there was nothing before."""

from __future__ import annotations

from typing import Any

import pytest

from prioritering.plan.reader import read_plan
from prioritering.store import entry_log
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from prioritering.usecases import change_plan
from prioritering.usecases.change_plan import Beside
from prioritering.usecases.history import history_of
from prioritering.view.history_words import change_said, undone_said
from tests.folders import GOOD, PROV
from tests.usecases.test_history import ECONOMY, every_kind


@pytest.fixture
def beside(store: Store, write_plan: Any) -> Beside:
    """Where changes are kept beside a plan of two projects."""
    import_plan(store, read_plan(write_plan(GOOD.replace("Första", "iPads") + "A2,Fiber,,?,,,\n")))
    return Beside(store, PROV)


def test_who_adds_locks_or_takes_away_is_told_so_and_not_that_nothing_has_become_something(beside: Beside) -> None:
    every_kind(beside)
    change_plan.take_back(beside, "locks", ("A1", ""), ECONOMY)
    said = [change_said(line) for line in history_of(beside.store, PROV)]
    assert said[0] == "Du tog bort låset på iPads."
    assert "Du lade till projektet Ny karta som önskvärt." in said
    assert "Du lade till kriteriet Nytta." in said
    assert "Du låste iPads: måste med." in said
    assert "Du satte nivån på Omfattning för Fiber: Låg – Hög." in said


def test_what_is_set_where_there_was_nothing_or_taken_away_is_said_in_words_for_every_kind(beside: Beside) -> None:
    every_kind(beside)
    fresh = {line.kind: line for line in history_of(beside.store, PROV) if line.before == "inget"}
    assert set(fresh) == set(entry_log._KINDS)
    gone = [line.model_copy(update={"before": line.after, "after": line.before}) for line in fresh.values()]
    said = {line.kind: change_said(line) for line in fresh.values()}
    assert (said["costs"], said["locks"], said["unknown_costs"]) == (
        "Du satte kostnaden för Fiber: 500–900,5\u00a0tkr.",
        "Du låste iPads: måste med.",
        "Du satte spannet för alla okända kostnader: 0–100\u00a0tkr.",
    )
    assert (said["agreed"], said["tiers"], said["answers_back"]) == (
        "Du skrev in det ni enades om på Omfattning för Fiber: Hög.",
        "Du satte klassen för Fiber: strategiskt.",
        "Du bestämde att svaren om Fiber i ett möte räknas igen.",
    )
    assert said["same_projects"] == "Du svarade nej på frågan om Fiber (A2) är samma projekt som A9 (A9)."
    undone = {line.kind: undone_said(line) for line in gone}
    assert (undone["costs"], undone["locks"], undone["projects"], undone["same_projects"]) == (
        "Ångrat. Ni har inte längre satt kostnaden för Fiber.",
        "Ångrat. Ni har inte längre låst iPads.",
        "Ångrat. Ni har inte längre lagt till projektet Ny karta.",
        "Ångrat. Ni har inte längre svarat på frågan om Fiber (A2) är samma projekt som A9 (A9).",
    )
    taken = {line.kind: change_said(line) for line in gone}
    assert (taken["costs"], taken["unknown_costs"], taken["projects"]) == (
        "Du tog bort antagandet om kostnaden för Fiber.",
        "Du tog bort spannet för alla okända kostnader.",
        "Du tog bort projektet Ny karta.",
    )
    every = [*said.values(), *undone.values(), *taken.values()]
    assert [text for text in every if "inget" in text or "→" in text] == []


def test_an_order_of_equals_is_said_in_words_when_it_is_laid_taken_back_and_undone(beside: Beside) -> None:
    every_kind(beside)
    laid = next(line for line in history_of(beside.store, PROV) if line.kind == "tie_orders")
    gone = laid.model_copy(update={"before": laid.after, "after": laid.before})
    assert [change_said(laid), change_said(gone)] == [
        "Du ordnade iPads och Fiber: Fiber före iPads.",
        "Du tog bort ordningen mellan iPads och Fiber.",
    ]
    assert [undone_said(gone), undone_said(laid)] == [
        "Ångrat. Ni har inte längre ordnat iPads och Fiber.",
        "Ångrat. Nu gäller för ordningen mellan iPads och Fiber: Fiber före iPads.",
    ]


def test_what_is_saved_anew_as_it_was_is_not_said_to_have_become_another(beside: Beside) -> None:
    every_kind(beside)
    lock = next(line for line in history_of(beside.store, PROV) if line.kind == "locks")
    again = lock.model_copy(update={"before": lock.after})
    assert change_said(again) == "Du sparade låset på iPads på nytt: måste med, som förut."
    assert undone_said(again) == "Ångrat. För låset på iPads gäller måste med, som förut."


def test_of_two_projects_with_one_name_each_id_is_said_once(store: Store, write_plan: Any) -> None:
    import_plan(store, read_plan(write_plan(GOOD.replace("Första", "Fiber") + "A2,Fiber,,?,,,\n")))
    every_kind(Beside(store, PROV))
    said = {line.kind: line.about for line in history_of(store, PROV)}
    assert said["same_projects"] == "frågan om Fiber (A2) är samma projekt som A9 (A9)"
    assert said["last_period"] == "frågan om Fiber (A2) är samma projekt som F3 i förra periodens plan"


def test_an_order_of_many_equal_projects_is_told_by_two_names_and_stands_whole_in_the_history(
    store: Store, write_plan: Any
) -> None:
    names = [f"Ett verksamhetssystem för förvaltning nummer {number}" for number in range(1, 7)]
    rows = "".join(f"A{number},{name},,500,,,\n" for number, name in enumerate(names, 1))
    import_plan(store, read_plan(write_plan(rows)))
    ids = [f"A{number}" for number in range(1, 7)]
    change_plan.order_tie(Beside(store, PROV), set(ids), tuple(reversed(ids)), ECONOMY)
    line = history_of(store, PROV)[0]
    assert change_said(line) == f"Du ordnade {names[0]}, {names[1]} och 4 projekt till."
    assert line.after == " före ".join(reversed(names))
    gone = line.model_copy(update={"before": line.after, "after": line.before})
    assert undone_said(gone) == f"Ångrat. Ni har inte längre ordnat {names[0]}, {names[1]} och 4 projekt till."

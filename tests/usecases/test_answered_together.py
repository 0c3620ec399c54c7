"""All that is asked about a project is answered at once: kept or let go whole, or refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from prioritering.errors import Conflict
from prioritering.plan.reader import read_plan
from prioritering.scoring.asked import Why
from prioritering.scoring.changes import LegalDuty, LockKind
from prioritering.store import entry_log
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan, plan_model
from prioritering.usecases import change_plan
from prioritering.usecases.answered_together import answer_together
from prioritering.usecases.change_plan import Beside, Signature
from prioritering.usecases.gather import gather
from prioritering.usecases.history import history_of, own_latest, undo_latest
from prioritering.view.asked_as_one import AskedAsOne, asked_as_one
from prioritering.view.basis import Basis
from prioritering.view.view import View
from tests.folders import PROV, write_plan
from tests.usecases.test_answers_back import answered

FIRST = "A1,Första,strategiskt,500,Tidsbesparande,Hög,Kort\n"
GONE = "A4,Ny skolplattform,prioriterat,300,Tidsbesparande,Medel,Kort\n"
BY, OTHER = Signature("Objektledare", "Vi har tittat"), Signature("Ekonom", "Ny kalkyl")
VIEW = View(plan="prov", source="median")


def laid(store: Store, beside: Beside) -> None:
    """Lay a cost, two levels, a lock and an order beside the plan, and hold a meeting about the same project."""
    model = plan_model(store, PROV)
    change_plan.assume_cost(beside, "A4", (400_000, 600_000), BY)
    for criterion, levels in (("omfattning", ("Låg", "Hög")), ("tidsperspektiv", ("Medel", "Kort"))):
        change_plan.assume_level(beside, model.criterion(criterion), "A4", levels, BY)
    change_plan.store_lock(beside, "A4", LockKind.MUST, LegalDuty.NO, BY)
    change_plan.order_tie(beside, {"A1", "A4"}, ("A4", "A1"), BY)
    answered(store, "A1", "A4")


def take_in(store: Store, folder: Path, rows: str) -> None:
    import_plan(store, read_plan(write_plan(folder, rows)))


@pytest.fixture
def gone(store: Store, tmp_path: Path) -> Beside:
    """Where answers are kept beside a plan that has lost a project of which much is said."""
    take_in(store, tmp_path, FIRST + GONE)
    laid(store, Beside(store, PROV, 1))
    take_in(store, tmp_path, FIRST)
    return Beside(store, PROV, 2, maker="egen")


def basis(beside: Beside) -> Basis:
    return gather(beside.store, VIEW)


def group(beside: Beside) -> AskedAsOne:
    (found,) = asked_as_one(basis(beside))
    return found


def answer(beside: Beside, keep: bool) -> None:
    found, seen = group(beside), basis(beside).entry
    answer_together(beside, found, keep, BY, seen)


def said(beside: Beside) -> list[str]:
    changes = entry_log.current(beside.store, PROV)
    kinds = ("costs", "levels", "locks", "tie_orders")
    return [f"{kind} {entry.target} v{entry.plan_version}" for kind in kinds for entry in getattr(changes, kind)]


def test_all_that_is_said_of_a_project_that_is_gone_is_one_question_with_the_meetings_answers(gone: Beside) -> None:
    found = group(gone)
    assert found.label.startswith("Ny skolplattform: 5\u00a0uppgifter och svaren i mötet den ")
    assert (found.why, len(found.asked), len(found.held), found.kept) == (Why.GONE, 5, 1, False)


def test_let_go_nothing_stands_and_the_history_has_each_and_one_undo_brings_all_of_it_back(gone: Beside) -> None:
    before, count = said(gone), len(history_of(gone.store, PROV))
    answer(gone, keep=False)
    assert said(gone) == []
    assert asked_as_one(basis(gone)) == ()
    assert basis(gone).held == ()
    made = own_latest(gone.store, PROV, "egen")
    assert len(made) == len(history_of(gone.store, PROV)) - count == 6
    assert {line.reason for line in made} == {"Vi har tittat"}
    undo_latest(gone, *(line.entry_id for line in made))
    assert sorted(said(gone)) == sorted(before)
    assert (len(group(gone).asked), len(group(gone).held)) == (5, 1)


def test_kept_it_waits_for_the_project_and_can_only_be_let_go_until_then(gone: Beside, tmp_path: Path) -> None:
    answer(gone, keep=True)
    assert all(line.endswith("v2") for line in said(gone))
    assert len(said(gone)) == 5
    assert (group(gone).kept, group(gone).held) == (True, ())
    take_in(gone.store, tmp_path, FIRST + GONE)
    back = group(gone)
    assert (back.why, back.kept, len(back.asked), len(back.held)) == (Why.BACK, False, 5, 1)
    answer(gone._replace(plan_version=3), keep=True)
    assert asked_as_one(basis(gone)) == ()
    assert len(basis(gone).changes.levels) == 2


@pytest.mark.parametrize("keep", [True, False])
def test_when_someone_else_has_answered_one_of_it_nothing_is_answered_and_it_is_said_who(
    gone: Beside, keep: bool
) -> None:
    found, seen = group(gone), basis(gone).entry
    change_plan.take_back(gone._replace(maker="en annan"), "costs", ("A4", ""), OTHER)
    before = said(gone)
    with pytest.raises(Conflict, match=r"Ekonom har ändrat kostnaden för Ny skolplattform sedan dess\. Stäng rutan"):
        answer_together(gone, found, keep, BY, seen)
    assert said(gone) == before


def test_what_is_one_answer_already_is_not_offered_as_all(store: Store, tmp_path: Path) -> None:
    take_in(store, tmp_path, FIRST + GONE)
    change_plan.assume_cost(Beside(store, PROV, 1), "A4", (400_000, 600_000), BY)
    take_in(store, tmp_path, FIRST)
    assert asked_as_one(gather(store, VIEW)) == ()

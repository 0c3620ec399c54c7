"""When a name passes from one id of the plan to another: what was said of the id waits, however alike the names are."""

from __future__ import annotations

import pytest

from prioritering.scoring.asked import Why
from prioritering.store.connection import Store
from prioritering.usecases import change_plan
from prioritering.usecases.gather import gather
from prioritering.usecases.history import history_of
from prioritering.usecases.picture import picture_of
from tests.folders import PROV
from tests.usecases.builders import Import
from tests.usecases.test_answers_back import VIEW, answer, answered, group, ranked
from tests.usecases.test_overtaken import BY, assume, beside, cost_row, lock, shown, state
from tests.usecases.test_taken_ids import answer_one

PLACED = "A1,{},strategiskt,500,Tidsbesparande,Hög,Kort\nA4,{},prioriterat,300,Tidsbesparande,Medel,Kort\n"
BOOKS = ("Digital tidbok skola A", "Digital tidbok skola B")


@pytest.mark.parametrize(
    "after",
    [
        PLACED.format(*reversed(BOOKS)),
        # Only one of them keeps its id, and takes or leaves the name.
        PLACED.format("Något annat helt", BOOKS[0]),
        PLACED.replace("A1,", "A7,").format(BOOKS[1], "Digital tidbok skola C"),
    ],
)
def test_what_is_said_of_an_id_waits_when_its_name_passes_from_or_to_another_however_alike(
    store: Store, take_in: Import, after: str
) -> None:
    take_in(PLACED.format(*BOOKS))
    meeting = answered(store, "A4")
    lock(store)
    assume(store)
    assert (state(store), group(store, meeting), ranked(store)) == ("Med (låst)", {"A4"}, {"A4"})
    take_in(after)
    assert (state(store) == "Med (låst)", cost_row(store)) == (False, ("300", ""))
    assert (group(store, meeting), ranked(store)) == (set(), set())
    assert {(one.kind, one.why) for one in shown(store).basis.asked} == {("costs", Why.OTHER), ("locks", Why.OTHER)}
    (notice,) = shown(store).notices
    assert notice.startswith("A4 heter nu ”Digital tidbok skola ")
    assert "i planen, men hette ”Digital tidbok skola B”. Gäller antagandet och låset fortfarande?" in notice
    change_plan.keep_on(beside(store), "locks", ("A4", ""), BY)
    answer(store, count=True)
    assert (state(store), group(store, meeting), ranked(store)) == ("Med (låst)", {"A4"}, {"A4"})


def test_a_name_that_two_projects_share_or_that_comes_back_to_its_id_is_no_question(
    store: Store, take_in: Import
) -> None:
    for names in (("Etapp", "Etapp"), ("Etapp", "Etapp 2")):
        take_in(PLACED.format(*names))
        lock(store)
    lock(store, project="A1")
    take_in(PLACED.format("etapp", "ETAPP  2"))
    assert shown(store).basis.asked == ()
    for first, fourth in (("Etapp", "Etapp 3"), ("Etapp 1", "Etapp 2"), ("Etapp", "Etapp 2")):
        take_in(PLACED.format(first, fourth))
        assert shown(store).basis.asked == ()


@pytest.mark.parametrize("asked_of", [("A4",), ("A1", "A4")])
@pytest.mark.parametrize("count", [True, False])
def test_answers_on_an_id_that_was_said_to_be_anothers_are_asked_about_when_the_plan_has_its_name_back(
    store: Store, take_in: Import, asked_of: tuple[str, ...], count: bool
) -> None:
    names = ("Första", "Ny skolplattform")
    take_in(PLACED.format(*names))
    meeting = answered(store, *asked_of)
    take_in(PLACED.format(*reversed(names)))
    answer_one(store)
    take_in(PLACED.format(*names))
    assert (group(store, meeting), ranked(store)) == (set(), set())
    held = {one.project_id: one for one in gather(store, VIEW).held}
    assert set(held) == set(asked_of)
    assert (held["A4"].why, held["A4"].before) == (Why.OTHER, "Ny skolplattform")
    assert any("A4 heter åter ”Ny skolplattform” i planen" in one for one in picture_of(store, VIEW).notices)
    change_plan.answer_held(beside(store), held["A4"], count, BY)
    counted = {"A4"} if count else set()
    assert (group(store, meeting), ranked(store)) == (counted, counted)
    # It is asked once: a version that leaves it as it is asks nothing, and what is stated all along is no news.
    take_in(PLACED.format(*names).replace("500", "501"))
    assert {one.project_id for one in gather(store, VIEW).held} == set(asked_of) - {"A4"}
    assert (group(store, meeting), ranked(store)) == (counted, counted)


def test_answers_follow_both_when_the_questions_about_the_way_back_are_answered(store: Store, take_in: Import) -> None:
    names = ("Första", "Ny skolplattform")
    take_in(PLACED.format(*names))
    meeting = answered(store, "A1", "A4")
    take_in(PLACED.format(*reversed(names)))
    answer_one(store)
    take_in(PLACED.format(*names))
    answer_one(store)
    answer_one(store)
    held = gather(store, VIEW).held
    for one in held:
        change_plan.answer_held(beside(store), one, True, BY)
    assert (group(store, meeting), ranked(store)) == ({"A1", "A4"}, {"A1", "A4"})


def test_the_history_says_what_a_project_was_called_when_its_name_is_anothers_by_now(
    store: Store, take_in: Import
) -> None:
    take_in(PLACED.format(*BOOKS))
    lock(store)
    change_plan.assume_cost(beside(store), "A1", (1_000, 2_000), BY)
    take_in(PLACED.format("Digital tidbok skola A ny", "Digital tidbok skola B"))
    assert {line.about for line in history_of(store, PROV)} == {f"låset på {BOOKS[1]}", f"kostnaden för {BOOKS[0]} ny"}
    take_in(PLACED.format(*reversed(BOOKS)))
    assert {line.about for line in history_of(store, PROV)} == {
        f"låset på {BOOKS[0]} (hette då ”{BOOKS[1]}”)",
        f"kostnaden för {BOOKS[1]} (hette då ”{BOOKS[0]}”)",
    }
    take_in("A9,Något annat,strategiskt,500,Tidsbesparande,Hög,Kort\n")
    assert {line.about for line in history_of(store, PROV)} == {f"låset på {BOOKS[0]}", f"kostnaden för {BOOKS[1]}"}

"""When a name passes from one id of the plan to another: what was said of the id waits, however alike the names are."""

from __future__ import annotations

import pytest

from prioritering.scoring.asked import Why
from prioritering.store.connection import Store
from prioritering.usecases import change_plan
from tests.usecases.builders import Import
from tests.usecases.test_answers_back import answer, answered, group, ranked
from tests.usecases.test_overtaken import BY, assume, beside, cost_row, lock, shown, state

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

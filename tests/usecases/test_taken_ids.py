"""When an id in the plan comes to mean another project, or one that the group had added: what is asked, and counts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from prioritering.criteria.model import Criterion
from prioritering.criteria.model_file import standard_model
from prioritering.plan.object_plan import Tier
from prioritering.plan.reader import read_plan
from prioritering.scoring.asked import Why
from prioritering.scoring.changes import LockKind
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from prioritering.usecases import change_plan
from prioritering.usecases.gather import AsOf, gather
from prioritering.usecases.picture import picture_of
from prioritering.usecases.renewal import renewal
from prioritering.usecases.same_project import answer_same, take_back_entry
from tests.folders import PROV
from tests.usecases.builders import Import
from tests.usecases.test_answers_back import VIEW as BALLOTS
from tests.usecases.test_answers_back import answer, answered, group, ranked
from tests.usecases.test_overtaken import BY, FIRST, FOURTH, VIEW, assume, beside, cost_row, lock, shown, state


def test_a_project_under_a_kept_id_with_a_wholly_other_name_is_asked_about_and_waits(
    store: Store, take_in: Import
) -> None:
    take_in(FIRST + FOURTH)
    lock(store)
    assume(store)
    take_in(FIRST + FOURTH.replace("Ny skolplattform", "Ny skolplattform 2"))
    assert shown(store).notices == ()
    take_in(FIRST + FOURTH.replace("Ny skolplattform", "Ombyggnad av simhall"))
    assert shown(store).notices == (
        "A4 heter nu ”Ombyggnad av simhall” i planen, men hette ”Ny skolplattform”. Gäller antagandet och låset "
        "fortfarande? Tills ni har svarat räknas de inte.",
    )
    assert (state(store) == "Med (låst)", cost_row(store)) == (False, ("okänd", ""))
    change_plan.keep_on(beside(store), "locks", ("A4", ""), BY)
    change_plan.take_back(beside(store), "costs", ("A4", ""), BY)
    assert (state(store), shown(store).notices) == ("Med (låst)", ())


def test_a_project_that_the_group_added_is_there_once_when_the_plan_takes_it_in(store: Store, take_in: Import) -> None:
    take_in(FIRST)
    added = change_plan.add_project(beside(store), "Ny karta", Tier.DESIRABLE, BY)
    change_plan.assume_cost(beside(store), added, (50_000, 50_000), BY)
    take_in(FIRST.replace("500", "510"))
    assert shown(store).notices == ()
    take_in(FIRST + f"{added},Ny karta,strategiskt,700,Två effekter,Hög,Kort\n")
    picture = shown(store)
    assert [item.id for item in picture.board.candidates] == ["A1", added]
    plain = [note.replace("\u00a0", " ") for note in picture.notices]
    assert plain == [
        "Planen anger nu 700 tkr för Ny karta. Behåll 50 tkr eller släpp? Tills ni har svarat räknas antagandet; "
        "planens värde står bredvid.",
        "Planen har nu ”Ny karta” med id N01. Det räknas, inte det som gruppen hade lagt till, som hade samma id.",
    ]
    change_plan.take_back(beside(store), "costs", (added, ""), BY)
    change_plan.take_back(beside(store), "projects", (added, ""), BY)
    assert shown(store).notices == ()
    assert [item.cost.low for item in shown(store).board.candidates] == [500_000, 700_000]
    assert [entry.name for entry in picture_of(store, VIEW, AsOf(plan_version=2, entry=2)).changes.projects] == [
        "Ny karta"
    ]


def test_what_is_said_of_an_added_project_is_not_laid_on_another_that_the_plan_gives_its_id(
    store: Store, take_in: Import
) -> None:
    take_in(FIRST)
    added = change_plan.add_project(beside(store), "Gruppens projekt", Tier.DESIRABLE, BY)
    change_plan.assume_cost(beside(store), added, (50_000, 50_000), BY)
    take_in(FIRST + f"{added},Planens nya,strategiskt,700,Två effekter,Hög,Kort\n")
    picture = shown(store)
    assert [(item.id, item.cost.low) for item in picture.board.candidates] == [("A1", 500_000), (added, 700_000)]
    assert picture.notices == (
        "N01 heter nu ”Planens nya” i planen, men hette ”Gruppens projekt”. Gäller antagandet fortfarande? Tills ni "
        "har svarat räknas det inte.",
        "Planen har nu ”Planens nya” med id N01. Det räknas, inte gruppens ”Gruppens projekt”, som hade samma id.",
    )


def answer_one(store: Store, same: bool = True) -> None:
    found = renewal(store, PROV)
    assert found is not None
    answer_same(beside(store), found, found.questions[0], same, BY)


PLACES = "A1,{},strategiskt,500,Två effekter,Hög,Kort\nA4,{},prioriterat,?,En effekt,Medel,Kort\n"


@pytest.mark.parametrize("names", [("Första", "Ny skolplattform"), ("Etapp 1", "Etapp 2")])
def test_what_is_said_of_two_projects_that_change_ids_follows_each_once_whatever_both_have(
    store: Store, take_in: Import, names: tuple[str, str]
) -> None:
    take_in(PLACES.format(*names))
    change_plan.assume_cost(beside(store), "A1", (100_000, 100_000), BY)
    assume(store)
    lock(store, LockKind.NOT_NOW)
    take_in(PLACES.format(*reversed(names)))
    answer_one(store)
    # Half answered: what was said of the one that has had to give way waits.
    assert [(one.project_id, one.low) for one in shown(store).changes.costs] == [("A4", 100_000)]
    assert shown(store).changes.locks == ()
    answer_one(store)
    changes = shown(store).changes
    assert {(one.project_id, one.low) for one in changes.costs} == {("A4", 100_000), ("A1", 600_000)}
    assert [(one.project_id, one.kind) for one in changes.locks] == [("A1", LockKind.NOT_NOW)]
    # Under the new id both are asked about: the plan gives a cost where it gave none.
    assert [one.why for one in shown(store).basis.asked] == [Why.VALUE, Why.COST]


def test_what_was_said_after_an_answer_about_an_earlier_version_follows_too_when_ids_change_places(
    store: Store, take_in: Import
) -> None:
    names = ("Första", "Ny skolplattform")
    take_in(PLACES.format(*names).replace("A4,", "A9,"))
    take_in(PLACES.format(*names))
    answer_one(store)
    change_plan.assume_cost(beside(store), "A1", (100_000, 100_000), BY)
    assume(store)
    take_in(PLACES.format(*reversed(names)))
    answer_one(store)
    answer_one(store)
    costs = shown(store).changes.costs
    assert {(one.project_id, one.low) for one in costs} == {("A4", 100_000), ("A1", 600_000)}


def test_of_two_projects_that_change_ids_the_one_that_is_said_to_be_another_leaves_what_was_said_waiting(
    store: Store, take_in: Import
) -> None:
    take_in(PLACES.format("Etapp 1", "Etapp 2"))
    change_plan.assume_cost(beside(store), "A1", (100_000, 100_000), BY)
    lock(store)
    take_in(PLACES.format("Etapp 2", "Etapp 1"))
    answer_one(store)
    answer_one(store, same=False)
    assert [(one.kind, one.why) for one in shown(store).basis.asked] == [("locks", Why.OTHER)]
    assert [(one.project_id, one.low) for one in shown(store).changes.costs] == [("A4", 100_000)]


@pytest.mark.parametrize("cost", ["?", "650"])
def test_what_was_said_of_a_project_whose_id_is_said_to_be_anothers_waits_also_when_the_plan_has_its_name_back(
    store: Store, take_in: Import, cost: str
) -> None:
    names = ("Första", "Ny skolplattform")
    take_in(PLACES.format(*names))
    lock(store)
    take_in(PLACES.format(*reversed(names)))
    answer_one(store)
    # Also where a cost that has jumped would be asked about while the lock counts.
    take_in(PLACES.format(*names).replace("?", cost))
    picture = shown(store)
    assert [(one.kind, one.why) for one in picture.basis.asked] == [("locks", Why.OTHER)]
    assert picture.changes.locks == ()
    assert picture.notices == (
        "A4 heter åter ”Ny skolplattform” i planen, men ni har svarat att id:t är ett annat projekts. Gäller låset "
        "fortfarande? Tills ni har svarat räknas det inte.",
    )


TAKEN_IN = FIRST + "A8,Ny karta,strategiskt,700,Två effekter,Hög,Kort\n"


def add_map(store: Store) -> None:
    """Add a project beside the plan, with a cost."""
    added = change_plan.add_project(beside(store), "Ny karta", Tier.DESIRABLE, BY)
    change_plan.assume_cost(beside(store), added, (50_000, 50_000), BY)


def test_an_added_project_that_the_plan_takes_in_under_an_id_of_its_own_is_asked_about(
    store: Store, take_in: Import
) -> None:
    take_in(FIRST)
    add_map(store)
    take_in(TAKEN_IN)
    found = renewal(store, PROV)
    assert found is not None
    [(asked, pair)] = found.waiting
    assert (pair.removed.id, pair.added.id, pair.why) == ("N01", "A8", "samma namn")
    answer_same(beside(store), asked, pair, True, BY)
    changes = shown(store).changes
    assert (changes.projects, [(one.project_id, one.low) for one in changes.costs]) == ((), [("A8", 50_000)])
    assert [(one.kind, one.why) for one in shown(store).basis.asked] == [("costs", Why.VALUE)]
    take_back_entry(beside(store), "same_projects", ("A8", "N01"), BY)
    changes = shown(store).changes
    assert ([one.name for one in changes.projects], [one.project_id for one in changes.costs]) == (
        ["Ny karta"],
        ["N01"],
    )


def test_an_added_project_that_is_said_to_be_another_is_not_asked_about_again(store: Store, take_in: Import) -> None:
    take_in(FIRST)
    add_map(store)
    for rows in (TAKEN_IN, TAKEN_IN.replace("500", "510")):
        take_in(rows)
    found = renewal(store, PROV)
    assert found is not None
    [(asked, pair)] = found.waiting
    answer_same(beside(store), asked, pair, False, BY)
    again = renewal(store, PROV)
    assert again is not None
    assert again.waiting == ()
    assert [one.name for one in shown(store).changes.projects] == ["Ny karta"]


OTHER = FOURTH.replace("Ny skolplattform", "Ombyggnad av simhall")


def test_a_meetings_answers_under_a_kept_id_with_a_wholly_other_name_wait(store: Store, take_in: Import) -> None:
    take_in(FIRST + FOURTH)
    meeting = answered(store, "A1", "A4")
    take_in(FIRST + FOURTH.replace("Ny skolplattform", "Ny skolplattform 2"))
    assert (group(store, meeting), gather(store, BALLOTS).held) == ({"A1", "A4"}, ())
    take_in(FIRST + OTHER)
    assert (group(store, meeting), ranked(store)) == ({"A1"}, {"A1"})
    (notice,) = picture_of(store, BALLOTS).notices
    assert notice.startswith("A4 heter nu ”Ombyggnad av simhall” i planen, men hette ”Ny skolplattform” i mötet den ")
    assert "Gäller gruppens svar om det fortfarande? Tills ni har svarat räknas de inte." in notice
    assert ranked(store, AsOf(plan_version=2)) == {"A1", "A4"}
    answer(store, count=True)
    assert (group(store, meeting), gather(store, BALLOTS).held) == ({"A1", "A4"}, ())
    # Said once of this name; of the next it is asked again.
    take_in(FIRST + FOURTH.replace("Ny skolplattform", "Digital nämndhantering"))
    assert [item.before for item in gather(store, BALLOTS).held] == ["Ombyggnad av simhall"]
    answer(store, count=False)
    assert (group(store, meeting), gather(store, BALLOTS).held) == ({"A1"}, ())


def test_a_round_after_the_name_changed_counts_and_is_not_asked_about(store: Store, take_in: Import) -> None:
    take_in(FIRST + FOURTH)
    take_in(FIRST + OTHER)
    meeting = answered(store, "A4")
    assert (group(store, meeting), gather(store, BALLOTS).held) == ({"A4"}, ())


def test_answers_that_followed_to_a_new_id_with_a_wholly_other_name_count(store: Store, take_in: Import) -> None:
    take_in(FIRST + FOURTH.replace("?", "300"))
    meeting = answered(store, "A4")
    # The same cost and levels under another id and name.
    take_in(FIRST + OTHER.replace("A4", "B7").replace("?", "300"))
    answer_one(store)
    assert (group(store, meeting), gather(store, BALLOTS).held) == ({"B7"}, ())


@pytest.mark.parametrize(("name", "counts"), [("Gruppens projekt", True), ("Stadsbibliotek", False)])
def test_answers_on_an_added_project_count_on_the_plans_of_its_id_when_it_is_the_same(
    store: Store, take_in: Import, name: str, counts: bool
) -> None:
    take_in(FIRST)
    added = change_plan.add_project(beside(store), "Gruppens projekt", Tier.DESIRABLE, BY)
    meeting = answered(store, added)
    take_in(FIRST + f"{added},{name},strategiskt,700,Två effekter,Hög,Kort\n")
    assert group(store, meeting) == ({added} if counts else set())
    assert [item.before for item in gather(store, BALLOTS).held] == ([] if counts else ["Gruppens projekt"])


NYTTA = """[[kriterium]]
id = "nytta"
namn = "Nytta"
[[kriterium.niva]]
namn = "Liten"
varde = 1
[[kriterium.niva]]
namn = "Stor"
varde = 2
"""


def test_a_level_that_the_plans_own_criterion_lacks_is_said_not_to_count_and_is_no_question(
    store: Store, take_in: Import, write_plan: Callable[..., Path]
) -> None:
    take_in(FIRST)
    scale = standard_model().criteria[1].scale
    change_plan.add_criterion(beside(store), "Nytta", scale, standard_model(), BY)
    criterion = Criterion(id="nytta", name="Nytta", scale=scale)
    change_plan.assume_level(beside(store), criterion, "A1", ("Hög", "Hög"), BY)
    change_plan.assume_level(beside(store), standard_model().criteria[1], "A1", ("Hög", "Hög"), BY)
    header = "id,namn,klass,kostnad_tkr,nytta\n"
    import_plan(store, read_plan(write_plan("A1,Första,strategiskt,500,Stor\n", header, modell__toml=NYTTA)))
    assert shown(store).basis.asked == ()
    said = [note for note in shown(store).notices if "Nytta" in note]
    assert len(said) == 1
    assert "finns inte längre som de var" in said[0]

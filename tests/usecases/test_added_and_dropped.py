"""When the plan takes in a project that the group had added and then has it no more: what is asked, and what counts."""

from __future__ import annotations

import re

import pytest

from prioritering.plan.object_plan import Tier
from prioritering.scoring.asked import Why
from prioritering.store.connection import Store
from prioritering.usecases import change_plan
from prioritering.usecases.gather import gather
from prioritering.usecases.picture import picture_of
from prioritering.view.asked_sentences import waiting_words
from tests.usecases.builders import Import
from tests.usecases.test_answers_back import VIEW as BALLOTS
from tests.usecases.test_answers_back import answer, answered, group
from tests.usecases.test_overtaken import BY, FIRST, beside, shown


def drop_again(store: Store, take_in: Import, name: str = "Ny karta") -> str:
    """Add a project with a cost, which the plan takes in under the same id and then drops; return the id."""
    take_in(FIRST)
    added = change_plan.add_project(beside(store), "Ny karta", Tier.DESIRABLE, BY)
    change_plan.assume_cost(beside(store), added, (50_000, 50_000), BY)
    take_in(FIRST + f"{added},{name},strategiskt,700,Två effekter,Hög,Kort\n")
    take_in(FIRST)
    return added


@pytest.mark.parametrize("name", ["Ny karta", "Stadsbibliotek"])
def test_an_added_project_that_the_plan_took_in_and_has_no_more_is_asked_about_by_name_with_what_is_said_of_it(
    store: Store, take_in: Import, name: str
) -> None:
    added = drop_again(store, take_in, name)
    assert shown(store).changes.projects == ()
    assert shown(store).notices == (
        "Planen har inte längre Ny karta, som gruppen hade lagt till: gäller antagandet och tillägget fortfarande? "
        "Tills ni har svarat räknas de inte.",
    )
    assert waiting_words(shown(store).basis) == "Planen har ändrats: en fråga väntar."
    change_plan.keep_on(beside(store), "projects", (added, ""), BY)
    # Each is its own answer.
    assert [entry.name for entry in shown(store).changes.projects] == ["Ny karta"]
    assert shown(store).changes.costs == ()
    assert [(one.kind, one.why) for one in shown(store).basis.asked] == [("costs", Why.LEFT)]
    change_plan.keep_on(beside(store), "costs", (added, ""), BY)
    assert shown(store).notices == ()
    assert [one.low for one in shown(store).changes.costs] == [50_000]
    take_in(FIRST.replace("500", "510"))
    assert (len(shown(store).changes.projects), shown(store).notices) == (1, ())


def test_an_added_project_that_is_let_go_when_the_plan_has_it_no_more_is_gone(store: Store, take_in: Import) -> None:
    added = drop_again(store, take_in)
    for kind in ("costs", "projects"):
        change_plan.take_back(beside(store), kind, (added, ""), BY)
    assert (shown(store).changes.projects, shown(store).notices) == ((), ())


def test_an_added_project_that_was_kept_is_asked_about_each_time_the_plan_drops_it(
    store: Store, take_in: Import
) -> None:
    added = drop_again(store, take_in)
    change_plan.keep_on(beside(store), "projects", (added, ""), BY)
    take_in(FIRST + f"{added},Ny karta,strategiskt,700,Två effekter,Hög,Kort\n")
    take_in(FIRST)
    assert {(one.kind, one.why) for one in shown(store).basis.asked} == {("costs", Why.LEFT), ("projects", Why.LEFT)}


def test_a_meetings_answers_on_an_added_project_wait_when_the_plan_took_it_in_and_has_it_no_more(
    store: Store, take_in: Import
) -> None:
    take_in(FIRST)
    added = change_plan.add_project(beside(store), "Ny karta", Tier.DESIRABLE, BY)
    meeting = answered(store, added)
    take_in(FIRST + f"{added},Ny karta,strategiskt,700,Två effekter,Hög,Kort\n")
    assert group(store, meeting) == {added}
    take_in(FIRST)
    (both,) = picture_of(store, BALLOTS).notices
    assert re.fullmatch(
        "Planen har inte längre Ny karta, som gruppen hade lagt till: gäller tillägget och svaren i mötet den "
        r"[0-9]+\s[a-z]+\s[0-9]+ fortfarande[?] Tills ni har svarat räknas de inte.",
        both,
    )
    change_plan.keep_on(beside(store), "projects", (added, ""), BY)
    assert group(store, meeting) == set()
    # What is left of the question is about the answers alone.
    (notice,) = picture_of(store, BALLOTS).notices
    assert notice.startswith("Planen har inte längre Ny karta, som gruppen hade lagt till. Gäller gruppens svar om det")
    answer(store, count=True)
    assert (group(store, meeting), gather(store, BALLOTS).held) == ({added}, ())


def test_of_many_added_projects_that_the_plan_has_no_more_one_question_takes_in_the_answers_too(
    store: Store, take_in: Import
) -> None:
    take_in(FIRST)
    names = ("Ny karta", "Isbana", "Badhus", "Arkiv")
    added = [change_plan.add_project(beside(store), name, Tier.DESIRABLE, BY) for name in names]
    answered(store, added[0])
    rows = (f"{key},{name},strategiskt,700,Två effekter,Hög,Kort\n" for key, name in zip(added, names, strict=True))
    take_in(FIRST + "".join(rows))
    take_in(FIRST)
    (said,) = picture_of(store, BALLOTS).notices
    assert said.startswith("Planen har inte längre Ny karta, Isbana, Badhus och Arkiv, som gruppen hade lagt till: ")
    assert "gäller tilläggen och svaren i mötet den " in said

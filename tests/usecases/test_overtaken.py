"""When the plan changes under what the group has said: what is asked, by name, and what counts until it is answered."""

from __future__ import annotations

import pytest

from prioritering.errors import BadArgument
from prioritering.plan.object_plan import Tier
from prioritering.scoring.asked import Why
from prioritering.scoring.changes import CostAssumption, LegalDuty, LevelAssumption, LockKind, LockNote, TieOrder
from prioritering.store import entry_log
from prioritering.store.connection import Store
from prioritering.store.plans import plan_version
from prioritering.usecases import change_plan
from prioritering.usecases.change_plan import Beside, Signature
from prioritering.usecases.gather import AsOf
from prioritering.usecases.picture import picture_of
from prioritering.view.asked_sentences import waiting_words
from prioritering.view.picture import Picture
from prioritering.view.ranking_json import ranking_json
from prioritering.view.row import rows_of
from prioritering.view.summary import summary_of
from prioritering.view.view import View
from tests.folders import PROV
from tests.usecases.builders import Import, signed

BY = Signature("Linjechef", "Avtal")
FIRST = "A1,Första,strategiskt,500,Två effekter,Hög,Kort\n"
FOURTH = "A4,Ny skolplattform,prioriterat,?,En effekt,Medel,Kort\n"
PRICED = "A4,Ny skolplattform,prioriterat,650,En effekt,Medel,Kort\n"
VIEW = View(plan="prov", frame="1000")


def shown(store: Store, view: View = VIEW) -> Picture:
    return picture_of(store, view)


def beside(store: Store) -> Beside:
    return Beside(store, PROV, plan_version(store, PROV))


def lock(store: Store, kind: LockKind = LockKind.MUST, project: str = "A4") -> None:
    change_plan.store_lock(beside(store), project, kind, LegalDuty.NOT_ASSESSED, BY)


def assume(store: Store, low: int = 600_000, high: int = 800_000) -> None:
    change_plan.assume_cost(beside(store), "A4", (low, high), BY)


def state(store: Store, project: str = "A4", view: View = VIEW) -> str:
    picture = shown(store, view)
    ids = [item.id for item in picture.board.candidates]
    return rows_of(picture, [ids.index(project)])[0].state[2]


def cost_row(store: Store) -> tuple[str, str]:
    picture = shown(store)
    row = next(row for row in rows_of(picture, picture.board.listed()) if row.id == "A4")
    return row.cost, row.cost_mark


def test_a_stored_lock_counts_in_every_view_and_can_be_taken_back(store: Store, take_in: Import) -> None:
    take_in(FIRST + FOURTH)
    lock(store)
    assert {state(store, view=View(plan="prov", frame=frame)) for frame in ("1", "1000", "ingen")} == {"Med (låst)"}
    assert state(store, view=VIEW.model_copy(update={"assumptions": False})) != "Med (låst)"
    change_plan.take_back(beside(store), "locks", ("A4", ""), BY)
    assert state(store) != "Med (låst)"
    assert [row.withdrawn for row in entry_log.history(store, PROV)] == [True, False]


def test_the_list_in_json_says_whether_a_lock_is_the_groups_or_tried(store: Store, take_in: Import) -> None:
    take_in(FIRST + FOURTH)
    lock(store)

    def said(view: View) -> dict[str, object]:
        projects = ranking_json(shown(store, view))["projekt"]
        assert isinstance(projects, list)
        return {item["id"]: item["las"] for item in projects}

    stored = {"slag": "måste med", "fran": "gruppen", "skal": "Avtal"}
    assert said(VIEW) == {"A1": None, "A4": stored}
    tried = said(VIEW.model_copy(update={"free": ("A4",), "not_now": ("A1",)}))
    assert tried["A4"] == {"slag": "fri", "fran": "provas", "skal": None}
    assert tried["A1"] == {"slag": "inte nu", "fran": "provas", "skal": None}


def test_a_project_that_leaves_the_plan_is_named_and_its_entries_do_not_count(store: Store, take_in: Import) -> None:
    take_in(FIRST + FOURTH)
    lock(store)
    assume(store)
    order = TieOrder.model_validate(signed(project_ids=("A4", "A1")))
    entry_log.keep_entry(store, PROV, order)
    take_in(FIRST + FOURTH.replace("Ny skolplattform", "Skolplattform 2"))
    take_in(FIRST)
    picture = shown(store)
    assert {one.why for one in picture.basis.asked} == {Why.GONE}
    assert picture.notices == (
        "Skolplattform 2 finns inte längre i planen. Gruppens antagande, lås och ordning av lika projekt räknas inte. "
        "Behåll dem, om projektet kommer tillbaka, eller släpp?",
    )
    assert (picture.changes.costs, picture.changes.locks, picture.changes.tie_orders) == ((), (), ())
    for kind, target in (("costs", "A4"), ("locks", "A4"), ("tie_orders", order.project_id)):
        change_plan.take_back(beside(store), kind, (target, ""), BY)
    assert shown(store).notices == ()


def test_several_assumptions_on_a_project_that_leaves_and_comes_back_are_spoken_of_as_several(
    store: Store, take_in: Import
) -> None:
    take_in(FIRST + FOURTH)
    assume(store)
    change_plan.assume_tier(beside(store), "A4", Tier.STRATEGIC, BY)
    take_in(FIRST)
    assert shown(store).notices == (
        "Ny skolplattform finns inte längre i planen. Gruppens antaganden räknas inte. "
        "Behåll dem, om projektet kommer tillbaka, eller släpp?",
    )
    take_in(FIRST + FOURTH)
    assert shown(store).notices == (
        "Planen har åter Ny skolplattform: gäller antagandena fortfarande? Tills ni har svarat räknas de inte.",
    )


@pytest.mark.parametrize("meanwhile", [(), (FIRST.replace("500", "510"),)])
def test_what_is_kept_for_a_project_that_has_left_is_asked_about_again_when_it_comes_back(
    store: Store, take_in: Import, meanwhile: tuple[str, ...]
) -> None:
    take_in(FIRST + FOURTH)
    lock(store)
    take_in(FIRST)
    assert shown(store).notices == (
        "Ny skolplattform finns inte längre i planen. Gruppens lås räknas inte. Behåll det, om projektet kommer "
        "tillbaka, eller släpp?",
    )
    change_plan.keep_on(beside(store), "locks", ("A4", ""), BY)
    # Answered, and yet nothing that counts.
    assert shown(store).notices == ()
    assert waiting_words(shown(store).basis) == ""
    assert [(one.why, one.answerable) for one in shown(store).basis.asked] == [(Why.GONE, False)]
    for rows in meanwhile:
        take_in(rows)
        assert shown(store).notices == ()
    take_in(FIRST + FOURTH)
    assert [(one.why, one.answerable) for one in shown(store).basis.asked] == [(Why.BACK, True)]
    assert state(store) != "Med (låst)"
    change_plan.keep_on(beside(store), "locks", ("A4", ""), BY)
    assert state(store) == "Med (låst)"


def test_what_is_said_of_a_project_that_comes_back_waits_for_an_answer(store: Store, take_in: Import) -> None:
    take_in(FIRST + FOURTH)
    lock(store)
    assume(store)
    for rows in (FIRST, FIRST + FOURTH):
        take_in(rows)
    asked = "Planen har åter Ny skolplattform: gäller antagandet och låset fortfarande? Tills ni har svarat räknas de"
    assert shown(store).notices == (f"{asked} inte.",)
    assert state(store) != "Med (låst)"
    assert cost_row(store) == ("okänd", "")
    change_plan.keep_on(beside(store), "locks", ("A4", ""), Signature("Objektägare", "Gäller än"))
    assert state(store) == "Med (låst)"
    [note] = shown(store).changes.locks
    assert (note.role, note.reason) == ("Objektägare", "Gäller än")
    assert "gäller antagandet fortfarande" in shown(store).notices[0]
    change_plan.take_back(beside(store), "costs", ("A4", ""), BY)
    assert shown(store).notices == ()
    assert cost_row(store) == ("okänd", "")
    # Each answer is an entry beside those it answers.
    assert len(entry_log.history(store, PROV)) == 4


def test_a_question_is_answered_once_and_the_next_hears_of_it(store: Store, take_in: Import) -> None:
    take_in(FIRST + FOURTH)
    lock(store)
    for rows in (FIRST, FIRST + FOURTH):
        take_in(rows)
    change_plan.keep_on(beside(store), "locks", ("A4", ""), BY)
    with pytest.raises(BadArgument, match="redan svarat"):
        change_plan.keep_on(beside(store), "locks", ("A4", ""), BY)
    assert len(entry_log.history(store, PROV)) == 2


def test_a_value_that_the_plan_has_got_is_asked_about_and_shown_as_the_plans(store: Store, take_in: Import) -> None:
    take_in(FIRST + FOURTH)
    assume(store)
    assert shown(store).notices == ()
    take_in(FIRST + PRICED)
    [question] = shown(store).notices
    assert question.replace("\u00a0", " ") == (
        "Planen anger nu 650 tkr för Ny skolplattform. Behåll 600–800 tkr eller släpp? "
        "Tills ni har svarat räknas antagandet; planens värde står bredvid."
    )
    assert cost_row(store) == ("600–800", "antagande; planen anger nu 650")
    assert shown(store, VIEW.model_copy(update={"assumptions": False})).notices == ()
    change_plan.keep_on(beside(store), "costs", ("A4", ""), BY)
    assert (shown(store).notices, cost_row(store)) == ((), ("600–800", "antagande"))
    take_in(FIRST + PRICED.replace("650", "700"))
    assert "Planen anger nu 700" in shown(store).notices[0]
    change_plan.take_back(beside(store), "costs", ("A4", ""), BY)
    assert (shown(store).notices, cost_row(store)) == ((), ("700", ""))


def test_a_level_that_the_plan_has_got_is_asked_about(store: Store, take_in: Import) -> None:
    take_in(FIRST + FOURTH.replace("Medel", ""))
    level = signed(project_id="A4", criterion_id="omfattning", low="Hög", high="Hög")
    entry_log.keep_entry(store, PROV, LevelAssumption.model_validate(level))
    take_in(FIRST + FOURTH.replace("Medel", "Låg"))
    assert "Planen anger nu Omfattning Låg för Ny skolplattform. Behåll Hög" in shown(store).notices[0]


def test_a_class_that_the_plan_has_got_is_asked_about_and_the_assumed_one_counts_till_then(
    store: Store, take_in: Import
) -> None:
    take_in(FIRST + FOURTH.replace("prioriterat", ""))
    change_plan.assume_tier(beside(store), "A4", Tier.DESIRABLE, BY)
    assert not shown(store).notices
    take_in(FIRST + FOURTH)
    (notice,) = shown(store).notices
    assert "Planen anger nu klassen prioriterat för Ny skolplattform. Behåll önskvärt eller släpp?" in notice
    assert {item.id: item.tier for item in shown(store).everything}["A4"] is Tier.DESIRABLE


def test_an_assumed_class_is_counted_and_marked_and_the_plans_own_stays(store: Store, take_in: Import) -> None:
    take_in(FIRST + FOURTH)
    change_plan.assume_tier(beside(store), "A4", Tier.STRATEGIC, BY)
    picture = shown(store)
    row = next(row for row in rows_of(picture, picture.board.listed()) if row.id == "A4")
    assert (row.tier, row.tier_assumed) == ("strategiskt", True)
    assert row.reasons is not None
    assert row.reasons.plan_tier == "prioriterat"
    counted = {tier.name: tier.count for tier in summary_of(picture).tiers}
    assert counted["Strategiskt"].endswith("2")
    alone = shown(store, VIEW.model_copy(update={"assumptions": False}))
    assert [row.tier for row in rows_of(alone, alone.board.listed()) if row.id == "A4"] == ["prioriterat"]
    found = {item["id"]: item for item in ranking_json(picture)["projekt"]}
    assert (found["A4"]["klass"], found["A4"]["klass_antagen"]) == ("strategiskt", True)
    assert (found["A1"]["klass"], found["A1"]["klass_antagen"]) == ("strategiskt", False)


def test_an_assumption_made_against_a_value_the_plan_already_had_is_not_asked_about(
    store: Store, take_in: Import
) -> None:
    take_in(FIRST + PRICED)
    assume(store)
    take_in(FIRST.replace("500", "400") + PRICED)
    take_in(FIRST.replace("500", "400") + FOURTH)
    assert shown(store).notices == ()


def test_an_assumption_made_on_a_page_that_showed_the_older_plan_is_asked_about_at_once(
    store: Store, take_in: Import
) -> None:
    take_in(FIRST + FOURTH)
    older = beside(store)
    take_in(FIRST + PRICED)
    change_plan.assume_cost(older, "A4", (600_000, 800_000), BY)
    assert "Planen anger nu 650" in shown(store).notices[0]


def test_as_of_the_earlier_version_nothing_is_asked(store: Store, take_in: Import) -> None:
    take_in(FIRST + FOURTH)
    assume(store)
    take_in(FIRST)
    then = picture_of(store, VIEW, AsOf(plan_version=1))
    assert (then.notices, len(then.changes.costs)) == ((), 1)


def test_a_reason_kept_before_locks_were_stored_is_asked_about_and_locks_nothing(store: Store, take_in: Import) -> None:
    note = LockNote.model_validate(signed(project_id="A4", kind=LockKind.NOT_NOW))
    # Kept before there was a plan to be beside, as an older database has it.
    entry_log.keep_entry(store, PROV, note)
    take_in(FIRST + FOURTH)
    assert "skrivit ett skäl för låset ”inte nu” på Ny skolplattform" in shown(store).notices[0]
    assert state(store) != "Inte nu (låst)"
    change_plan.keep_on(beside(store), "locks", ("A4", ""), BY)
    assert state(store) == "Inte nu (låst)"


def test_an_assumption_of_a_project_taken_back_by_the_group_is_named(store: Store, take_in: Import) -> None:
    take_in(FIRST)
    added = change_plan.add_project(beside(store), "Ny karta", Tier.DESIRABLE, BY)
    entry_log.keep_entry(store, PROV, CostAssumption.model_validate(signed(project_id=added, low=1, high=1)))
    assert shown(store).notices == ()
    change_plan.take_back(beside(store), "projects", (added, ""), BY)
    assert shown(store).notices[0].startswith("Ny karta finns inte längre")

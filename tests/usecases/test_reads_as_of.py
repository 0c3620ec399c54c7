"""What pages read besides pictures and results can be read as of earlier numbers too: plans, entries, meetings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from prioritering.criteria.model_file import standard_model
from prioritering.meeting.meeting import Naming, setup_from
from prioritering.plan.reader import read_plan
from prioritering.scoring.changes import AddedProject, CostAssumption, LockKind, LockNote, Signed
from prioritering.store import entry_log, meetings
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from prioritering.usecases.fill_in import form_of
from prioritering.usecases.gather import AsOf, moment
from prioritering.usecases.history import history_of, told_entry
from prioritering.usecases.laid_beside import laid_beside
from prioritering.usecases.meeting_picture import meeting_picture
from prioritering.usecases.meeting_room import chosen_meeting, meeting, opening
from prioritering.usecases.picture import group_has_answered, plan_shown
from prioritering.usecases.plan_facts import PlanFacts, plan_facts, shown_remarks
from prioritering.view.document import document_of
from prioritering.view.view import View
from tests.folders import GOOD, PROV, VSO
from tests.store import meeting_steps
from tests.usecases.builders import filled, shown_round, signed

PLAN = "prov"
Read = Callable[[Store, AsOf], object]
READS: dict[str, Read] = {
    "plan_shown": lambda store, at: plan_shown(store, PROV, at),
    "opening": lambda store, at: opening(store, PROV, at),
    "told_entry": lambda store, at: told_entry(store, PROV, 2, at),
    "form_of": lambda store, at: form_of(store, PROV, at),
    "shown_remarks": lambda store, at: shown_remarks(store, PROV, at.plan_version, at.entry),
    "plan_facts": lambda store, at: facts_of(plan_facts(store, PROV, at.plan_version, at.entry)),
    "history_of": lambda store, at: history_of(store, PROV, at),
    "entry_log.history": lambda store, at: entry_log.history(store, PROV, at.entry),
    "laid_beside": lambda store, at: laid_beside(store, PROV, at.plan_version, at.entry),
    "group_has_answered": lambda store, at: group_has_answered(store, PROV, at),
    "meeting_picture": lambda store, at: document_of(meeting_picture(store, View(plan=PLAN), "", at).picture),
}


def facts_of(found: PlanFacts) -> object:
    return found.plan, found.model, found.entry, found.questions()


def assume(store: Store, project: str) -> None:
    entry_log.keep_entry(store, PROV, CostAssumption.model_validate(signed(project_id=project, low=1, high=2)))


@pytest.mark.parametrize("read", READS.values(), ids=READS)
def test_a_read_as_of_then_is_what_it_was_then(store: Store, write_plan: Callable[..., Path], read: Read) -> None:
    import_plan(store, read_plan(write_plan(GOOD)))
    assume(store, "A1")
    then = moment(store, PROV)
    before = read(store, then)
    assert before == read(store, AsOf())
    import_plan(store, read_plan(write_plan(GOOD.replace("Första", "Ny") + "A2,Fiber,strategiskt,3,,Hög,\n")))
    entry_log.keep_entry(
        store, PROV, AddedProject.model_validate(signed(project_id="N01", name="Sen", tier="önskvärt"))
    )
    assume(store, "N01")
    opened = meetings.open_meeting(store, PROV, standard_model(), setup_from(["x"], Naming.BY_ROLE), "x")
    meeting_steps.open_round(store, opened.id, ["A1"], "x")
    meeting_steps.reveal(store, opened.id, "x")
    assert read(store, AsOf()) != before
    assert read(store, then) == before


def test_what_the_group_answers_later_was_a_question_then(store: Store, write_plan: Callable[..., Path]) -> None:
    """A cost that can be read in two ways is asked about on Objektplan and Översikt until the group has assumed one."""
    asking = "A1,Ett,strategiskt,1.500,En effekt,Hög,Kort\nA2,Två,strategiskt,400,En effekt,Hög,Kort\n"
    import_plan(store, read_plan(write_plan(asking)))
    then = moment(store, PROV)

    def asked(at: AsOf) -> tuple[object, ...]:
        remarks = shown_remarks(store, PROV, at.plan_version, at.entry)
        questions = plan_facts(store, PROV, at.plan_version, at.entry).questions()
        return tuple(questions), any(item.id == "belopp_flertydigt" for item in remarks)

    assert asked(AsOf()) == (("A1",), True)
    assume(store, "A1")
    now = moment(store, PROV)
    assert asked(AsOf()) == asked(now) == ((), False)
    assert asked(then) == (("A1",), True)
    entry_log.withdraw(store, PROV, entry_log.Thing("costs", ("A1", "")), Signed.model_validate(signed()))
    assert asked(AsOf()) == (("A1",), True)
    assert asked(now) == ((), False)
    store.kept = type(store.kept)()
    assert (asked(AsOf()), asked(now), asked(then)) == ((("A1",), True), ((), False), (("A1",), True))


def test_an_assumption_answers_the_amount_that_stood_there_and_no_later_one(
    store: Store, write_plan: Callable[..., Path]
) -> None:
    row = "A1,Ett,strategiskt,{},En effekt,Hög,Kort\n"

    def asked_of(cost: str) -> tuple[str, ...]:
        import_plan(store, read_plan(write_plan(row.format(cost))))
        return tuple(plan_facts(store, PROV).questions())

    assert asked_of("?") == ()
    assume(store, "A1")
    assert asked_of("1.500") == ("A1",)
    assume(store, "A1")
    assert tuple(plan_facts(store, PROV).questions()) == ()
    assert [asked_of(cost) for cost in ("400", "1.500", "1.600")] == [(), (), ("A1",)]


def test_what_an_added_project_was_called_then_is_what_is_asked_about_it(
    store: Store, write_plan: Callable[..., Path]
) -> None:
    import_plan(store, read_plan(write_plan(GOOD)))
    entry_log.keep_entry(
        store, PROV, AddedProject.model_validate(signed(project_id="N01", name="Förr", tier="önskvärt"))
    )
    lock = LockNote.model_validate(signed(project_id="N01", kind=LockKind.MUST))
    entry_log.keep_entry(store, PROV, lock)
    gone = AddedProject.model_validate(signed(project_id="N01", name="Förr", tier="önskvärt"))
    entry_log.withdraw(store, PROV, entry_log.Thing("projects", ("N01", "")), gone)
    then = moment(store, PROV)
    before = laid_beside(store, PROV, then.plan_version, then.entry)
    assert [one.about for one in before.asked] == [("Förr",)]
    entry_log.keep_entry(store, PROV, AddedProject.model_validate(signed(project_id="N01", name="Nu", tier="önskvärt")))
    assert laid_beside(store, PROV, then.plan_version, then.entry) == before
    store.kept = type(store.kept)()
    assert laid_beside(store, PROV, then.plan_version, then.entry) == before


def test_a_meeting_asked_for_is_read_as_it_stood_and_one_opened_later_is_not_meant(store: Store) -> None:
    first = filled(store)
    then = moment(store, VSO)
    before = meeting(store, first.id, then)
    meeting_steps.open_round(store, first.id, ["S02"], "objektledare")
    second = shown_round(store)
    assert meeting(store, first.id) != before == meeting(store, first.id, then)
    for asked in ("", first.id, second.id, "finns-inte"):
        assert chosen_meeting(store, VSO, asked, then) == before
    assert chosen_meeting(store, VSO, second.id) == meeting(store, second.id)


def test_a_meeting_that_has_just_been_opened_is_of_the_moment_before_anything_happens_in_it(store: Store) -> None:
    filled(store)
    setup = setup_from(["x"], Naming.BY_ROLE)
    opened = meetings.open_meeting(store, VSO, standard_model(), setup, "x")
    now = moment(store, VSO)
    assert chosen_meeting(store, VSO, "", now) == chosen_meeting(store, VSO, "") == opened
    meeting_steps.open_round(store, opened.id, ["S01"], "x")
    assert chosen_meeting(store, VSO, "", now) == opened


def test_a_meeting_opened_after_a_moment_is_not_meant_then_though_nothing_has_happened_in_it(store: Store) -> None:
    first = filled(store)
    then = moment(store, VSO)
    meetings.open_meeting(store, VSO, standard_model(), setup_from(["x"], Naming.BY_ROLE), "x")
    found = chosen_meeting(store, VSO, "", then)
    assert found is not None
    assert found.id == first.id

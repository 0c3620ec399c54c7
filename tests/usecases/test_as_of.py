"""Every read can be made as of earlier numbers, and then gives what was shown then."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from prioritering.criteria.model_file import standard_model
from prioritering.errors import BadArgument
from prioritering.meeting.meeting import Answer, Kind
from prioritering.plan.object_plan import OwnTier, Tier
from prioritering.plan.reader import read_plan
from prioritering.scoring.changes import CostAssumption
from prioritering.store import ballots, entry_log, meetings
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan, object_plan
from prioritering.usecases.gather import AsOf, gather
from prioritering.usecases.picture import picture_of
from prioritering.usecases.plan_folder import folder_basis
from prioritering.view.document import document_of
from prioritering.view.view import View
from tests.folders import DATA, VSO
from tests.store import meeting_steps
from tests.usecases.builders import as_of_basis, filled, shown_round, signed

VIEW = View(source="median")


def numbers(store: Store, view: View = VIEW) -> AsOf:
    return as_of_basis(gather(store, view))


def test_a_picture_as_of_earlier_numbers_is_what_was_shown_then(store: Store) -> None:
    meeting = filled(store)
    view = VIEW.model_copy(update={"meeting": meeting.id})
    then, before = numbers(store, view), document_of(picture_of(store, view))
    entry_log.keep_entry(store, VSO, CostAssumption.model_validate(signed(project_id="S09", low=1, high=2)))
    member = meetings.members(store, meeting.id)[0]
    changed = Answer(kind=Kind.LEVEL, value="Ingen effekt")
    ballots.save_answer(store, ballots.Voter(meeting.id, member, 1), "S01", "effekttyp", changed)
    now = document_of(picture_of(store, view))
    assert now.rows != before.rows
    assert document_of(picture_of(store, view, then)) == before


def test_a_new_version_of_the_plan_leaves_the_old_one_readable(store: Store, write_plan) -> None:
    import_plan(store, read_plan(write_plan(rows="A1,Första,strategiskt,5,Två effekter,Hög,Kort\n")))
    import_plan(store, read_plan(write_plan(rows="A1,Första,strategiskt,7,Två effekter,Hög,Kort\n")))
    view = View(plan="prov")
    assert picture_of(store, view).board.candidates[0].cost.low == 7000
    assert picture_of(store, view, AsOf(plan_version=1)).board.candidates[0].cost.low == 5000


def test_answers_of_a_round_not_yet_shown_are_never_read_whoever_asks_as_of_when(store: Store) -> None:
    meeting = filled(store)
    view = VIEW.model_copy(update={"meeting": meeting.id})
    first = numbers(store, view)
    meeting_steps.open_round(store, meeting.id, ["S02"], "objektledare")
    member = meetings.members(store, meeting.id)[0]
    hidden = Answer(kind=Kind.LEVEL, value="Ingen effekt")
    ballots.save_answer(store, ballots.Voter(meeting.id, member, 2), "S02", "effekttyp", hidden)
    assert numbers(store, view) == first
    far_ahead = AsOf(event=10**9)
    for as_of in (first, far_ahead):
        basis = gather(store, view, as_of)
        assert basis.group is not None
        assert {sheet.round for sheet in basis.group.sheets} == {1}
    meeting_steps.reveal(store, meeting.id, "objektledare")
    assert numbers(store, view) != first
    old = gather(store, view, first).group
    assert old is not None
    assert {sheet.round for sheet in old.sheets} == {1}


def test_before_the_first_reveal_the_group_has_shown_nothing(store: Store) -> None:
    meeting = filled(store)
    view = VIEW.model_copy(update={"meeting": meeting.id})
    event = gather(store, view).group
    assert event is not None
    assert gather(store, view, AsOf(event=event.event - 1)).group is None


def without_meeting(then: AsOf) -> AsOf:
    return replace(then, meeting=None)


def test_a_picture_as_of_then_is_the_same_when_a_newer_meeting_has_shown_answers_since(store: Store) -> None:
    filled(store)
    then, before = numbers(store), document_of(picture_of(store, VIEW))
    shown_round(store, "Låg")
    now = document_of(picture_of(store, VIEW))
    assert now.basis.meeting != before.basis.meeting
    assert now.rows != before.rows
    stamp = before.basis
    stamped = AsOf(stamp.plan_version, stamp.entry, stamp.event, stamp.meeting)
    for as_of in (then, without_meeting(then), stamped):
        assert document_of(picture_of(store, VIEW, as_of)) == before


def test_a_picture_as_of_then_is_the_same_when_an_older_meeting_shows_more_in_between(store: Store) -> None:
    first = filled(store)
    second = shown_round(store, "Låg")
    seen = [(numbers(store), document_of(picture_of(store, VIEW)))]
    meeting_steps.open_round(store, first.id, ["S02"], "objektledare")
    meeting_steps.reveal(store, first.id, "objektledare")
    meeting_steps.open_round(store, second.id, ["S02"], "objektledare")
    meeting_steps.reveal(store, second.id, "objektledare")
    seen.append((numbers(store), document_of(picture_of(store, VIEW))))
    shown_round(store, "Ingen")
    for then, before in seen:
        assert then.meeting == second.id
        assert document_of(picture_of(store, VIEW, then)) == before
        assert document_of(picture_of(store, VIEW, without_meeting(then))) == before


def test_a_meeting_that_the_view_names_stands_aside_until_it_has_shown_something(store: Store) -> None:
    first = filled(store)
    then = numbers(store)
    second = shown_round(store)
    named = VIEW.model_copy(update={"meeting": second.id})
    for as_of, meeting in ((then, first), (without_meeting(then), first), (AsOf(), second)):
        group = gather(store, named, as_of).group
        assert group is not None
        assert group.meeting_id == meeting.id


def test_a_meeting_of_another_plan_is_refused_by_name(store: Store) -> None:
    meeting = filled(store)
    import_plan(store, read_plan(DATA / "ukfa-2022"))
    with pytest.raises(BadArgument, match="annan plan"):
        gather(store, View(plan="ukfa-2022", source="median"), AsOf(meeting=meeting.id))


def test_what_had_not_been_shown_then_is_not_shown_when_read_again(store: Store) -> None:
    import_plan(store, read_plan(DATA / "vso-2021"))
    then = numbers(store)
    shown_round(store)
    assert gather(store, VIEW, then).group is None


def test_a_number_that_is_still_to_come_is_read_as_the_newest_and_kept_as_that(store: Store) -> None:
    meeting = filled(store)
    far_ahead = AsOf(event=10**9)
    assert gather(store, VIEW, far_ahead).numbers == gather(store, VIEW).numbers
    member = meetings.members(store, meeting.id)[0]
    changed = Answer(kind=Kind.LEVEL, value="Ingen effekt")
    ballots.save_answer(store, ballots.Voter(meeting.id, member, 1), "S01", "effekttyp", changed)
    assert document_of(picture_of(store, VIEW, far_ahead)) == document_of(picture_of(store, VIEW))


def test_there_is_no_version_zero_of_a_plan(store: Store) -> None:
    filled(store)
    with pytest.raises(BadArgument, match="version 0"):
        gather(store, VIEW, AsOf(plan_version=0))
    with pytest.raises(BadArgument, match="version 0"):
        object_plan(store, VSO, 0)


def test_a_blind_save_is_not_counted_among_what_can_be_seen(store: Store) -> None:
    import_plan(store, read_plan(DATA / "vso-2021"))
    filled_meeting = filled(store)
    before = meetings.visible_number(store, filled_meeting.id)
    plan_before = meetings.plan_counts(store, VSO)
    meeting_steps.open_round(store, filled_meeting.id, ["S02"], "objektledare")
    opened = meetings.plan_counts(store, VSO)
    assert opened != plan_before
    member = meetings.members(store, filled_meeting.id)[0]
    voter = ballots.Voter(filled_meeting.id, member, 2)
    ballots.save_answer(store, voter, "S02", "effekttyp", Answer(kind=Kind.LEVEL, value="En effekt"))
    assert meetings.visible_number(store, filled_meeting.id) == before
    assert meetings.plan_counts(store, VSO) == opened


def test_without_assumptions_the_picture_is_the_plan_alone(store: Store) -> None:
    import_plan(store, read_plan(DATA / "vso-2021"))
    alone = picture_of(store, View())
    filled(store)
    assert picture_of(store, View()).board.candidates != alone.board.candidates
    without = picture_of(store, View(assumptions=False))
    assert document_of(without).rows == document_of(alone).rows
    assert "N01" not in without.scored.ids


def test_what_one_writer_changes_every_reader_of_the_file_sees_by_the_numbers(store: Store) -> None:
    filled(store)
    first = gather(store, View()).numbers
    entry_log.keep_entry(store, VSO, CostAssumption.model_validate(signed(project_id="S10", low=1, high=1)))
    second = gather(store, View()).numbers
    assert first != second
    assert gather(store, View(), AsOf(entry=first[3])).numbers == first


def test_the_fingerprint_is_of_the_inputs_and_not_of_the_database(store: Store) -> None:
    filled(store)
    other = Store.open(":memory:")
    import_plan(other, read_plan(DATA / "ukfa-2022"))
    filled(other)
    one, two = gather(store, View()), gather(other, View())
    assert one.fingerprint() == two.fingerprint()
    moved = one.view.model_copy(update={"frame": "5000"})
    assert gather(store, moved).fingerprint() != one.fingerprint()
    assert standard_model() == one.model
    other.close()


def test_removing_a_reason_changes_no_fingerprint(store: Store) -> None:
    meeting = filled(store)
    view = VIEW.model_copy(update={"meeting": meeting.id})
    before = gather(store, view).fingerprint()
    member = meetings.members(store, meeting.id)[0]
    ballots.save_reason(store, ballots.Voter(meeting.id, member, 1), "S01", "därför")
    assert gather(store, view).group != None  # noqa: E711
    assert gather(store, view).fingerprint() == before


def test_the_fingerprint_of_a_groups_answers_is_the_same_in_another_database(store: Store) -> None:
    filled(store)
    other = Store.open(":memory:")
    filled(other)
    assert gather(store, VIEW).fingerprint() == gather(other, VIEW).fingerprint()
    third = Store.open(":memory:")
    import_plan(third, read_plan(DATA / "vso-2021"))
    assert gather(third, VIEW).fingerprint() != gather(other, VIEW).fingerprint()
    other.close()
    third.close()


@pytest.mark.parametrize("named", [False, True])
def test_a_view_that_names_its_meeting_has_the_same_fingerprint_in_another_database(store: Store, named: bool) -> None:
    other = Store.open(":memory:")
    found = set()
    for each in (store, other):
        meeting = filled(each)
        found.add(gather(each, VIEW.model_copy(update={"meeting": meeting.id if named else ""})).fingerprint())
    assert len(found) == 1
    other.close()


@pytest.mark.parametrize("plan", ["vso-2021", "ukfa-2022"])
def test_a_folder_and_the_database_it_was_taken_into_have_one_fingerprint(store: Store, plan: str) -> None:
    import_plan(store, read_plan(DATA / plan))
    view = View(plan=plan)
    assert gather(store, view).fingerprint() == folder_basis(DATA / plan, view).fingerprint()


def test_a_projects_marks_are_always_read_in_the_same_order(store: Store) -> None:
    import_plan(store, read_plan(DATA / "vso-2021"))
    orders = [tuple(project.marks) for project in object_plan(store, VSO).projects]
    assert all(list(order) == sorted(order) for order in orders)


def test_zeros_after_the_comma_change_no_fingerprint() -> None:
    basis = folder_basis(DATA / "vso-2021", VIEW)
    first = basis.plan.budget_cells[0]
    assert first.amount_kr is not None

    def fingerprint(amount: Decimal) -> str:
        cells = (first.model_copy(update={"amount_kr": amount}), *basis.plan.budget_cells[1:])
        return replace(basis, plan=basis.plan.model_copy(update={"budget_cells": cells})).fingerprint()

    assert fingerprint(first.amount_kr.quantize(Decimal("0.000"))) == fingerprint(first.amount_kr)
    assert fingerprint(first.amount_kr + 1) != fingerprint(first.amount_kr)


def test_whose_the_plan_is_and_what_is_only_shown_change_no_fingerprint_and_what_is_computed_with_does() -> None:
    basis = folder_basis(DATA / "vso-2021", VIEW)
    first, *rest = basis.plan.projects

    def fingerprint(project: dict[str, Any] | None = None, **plan: Any) -> str:
        projects = (first.model_copy(update=project or {}), *rest)
        return replace(basis, plan=basis.plan.model_copy(update={"projects": projects, **plan})).fingerprint()

    same = basis.fingerprint()
    assert fingerprint(version=7) == fingerprint(municipality_id="motala") == same
    assert fingerprint(own_tiers=(OwnTier(tier=Tier.DESIRABLE, name="Kan"),)) == same
    assert fingerprint({"other": {"nytt": "x"}}) == same
    noted = fingerprint({"begun": "2020", "remark": "sen"})
    # How a note is parted in columns is only shown, but what it says counts.
    assert fingerprint({"begun": "", "remark": "2020; sen"}) == noted
    assert same not in (noted, fingerprint(period="2031"), fingerprint({"name": "Annat"}))

"""A project with a new id that the group says is the old one: what was said of it follows, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from prioritering.errors import BadArgument, Conflict
from prioritering.meeting.meeting import Answer, Kind, Meeting
from prioritering.plan.reader import read_plan
from prioritering.scoring.asked import Why
from prioritering.scoring.changes import Changes, LegalDuty, LockKind
from prioritering.store import ballots, meetings
from prioritering.store.ballots import Voter
from prioritering.store.connection import Store
from prioritering.store.meetings import Credential
from prioritering.store.plans import import_plan, plan_version
from prioritering.usecases import change_plan, meeting_room
from prioritering.usecases.change_plan import Beside, Signature
from prioritering.usecases.gather import AsOf, gather
from prioritering.usecases.group_result import group_result
from prioritering.usecases.history import history_of, own_latest, undo_latest
from prioritering.usecases.meeting_document import meeting_document
from prioritering.usecases.overtaken_ballots import overtaken_ballots
from prioritering.usecases.own_ballot import own_ballot, save_answer
from prioritering.usecases.picture import picture_of
from prioritering.usecases.renewal import renewal
from prioritering.usecases.same_project import answer_same, take_back_entry
from tests.folders import PROV, write_plan
from tests.store import meeting_steps
from tests.usecases.test_answers_back import BY, VIEW, answer, answered, group, ranked

FIRST = "A1,Första,strategiskt,500,Tidsbesparande,Hög,Kort\n"
OLD = "A4,Ny skolplattform,prioriterat,?,Tidsbesparande,Medel,Kort\n"
NEW = "B7,Ny skolplattform 2,prioriterat,?,Tidsbesparande,Medel,Kort\n"
Import = Callable[[str], None]


@pytest.fixture
def take_in(store: Store, tmp_path: Path) -> Import:
    """Take in a new version of the plan."""
    return lambda rows: import_plan(store, read_plan(write_plan(tmp_path, rows)))


def beside(store: Store) -> Beside:
    return Beside(store, PROV, plan_version(store, PROV), maker="enhet")


def lay_beside(store: Store) -> None:
    """Assume a cost, lock, and order a tie, all of the old project."""
    change_plan.assume_cost(beside(store), "A4", (600_000, 800_000), BY)
    change_plan.store_lock(beside(store), "A4", LockKind.MUST, LegalDuty.YES, BY)
    change_plan.order_tie(beside(store), {"A1", "A4"}, ("A4", "A1"), BY)


def say(store: Store, same: bool = True) -> None:
    found = renewal(store, PROV)
    assert found is not None
    answer_same(beside(store), found, found.questions[0], same, Signature("Objektledare", "Samma upphandling"))


def counting(store: Store) -> Changes:
    return gather(store, VIEW).changes


def about(changes: Changes) -> list[object]:
    return [
        *((entry.project_id, entry.low, entry.high) for entry in changes.costs),
        *((entry.project_id, entry.kind, entry.legal_duty) for entry in changes.locks),
        *(entry.project_ids for entry in changes.tie_orders),
    ]


def test_entries_and_answers_follow_to_the_new_id_once_it_is_said_by_whom_and_why(
    store: Store, take_in: Import
) -> None:
    take_in(FIRST + OLD)
    lay_beside(store)
    meeting = answered(store, "A1", "A4")
    take_in(FIRST + NEW)
    assert about(counting(store)) == []
    assert group(store, meeting) == {"A1"}
    say(store)
    assert about(counting(store)) == [
        ("B7", 600_000, 800_000), ("B7", LockKind.MUST, LegalDuty.YES), ("B7", "A1"),
    ]  # fmt: skip
    assert (group(store, meeting), ranked(store)) == ({"A1", "B7"}, {"A1", "B7"})
    assert gather(store, VIEW).asked == ()
    assert overtaken_ballots(store, PROV) == ()
    told = {(line.role, line.reason, line.about, line.after) for line in history_of(store, PROV)[:7]}
    signed = ("Objektledare", "Samma upphandling")
    assert (*signed, "frågan om Ny skolplattform 2 (B7) är samma projekt som Ny skolplattform (A4)", "ja") in told
    assert (*signed, "kostnaden för Ny skolplattform 2", "600–800\u00a0tkr") in told
    assert (*signed, "kostnaden för Ny skolplattform", "inget") in told
    # As of before the answer, and of the version before, nothing has followed.
    assert about(gather(store, VIEW, AsOf(entry=3)).changes) == []
    assert ranked(store, AsOf(plan_version=1)) == {"A1", "A4"}


def test_no_leaves_them_with_the_old_and_is_not_asked_again(store: Store, take_in: Import) -> None:
    take_in(FIRST + OLD)
    lay_beside(store)
    meeting = answered(store, "A1", "A4")
    take_in(FIRST + NEW)
    say(store, same=False)
    found = renewal(store, PROV)
    assert found is not None
    assert (found.questions, len(found.answers)) == ((), 1)
    assert about(counting(store)) == []
    assert {one.why for one in gather(store, VIEW).asked} == {Why.GONE}
    assert group(store, meeting) == {"A1"}


@pytest.mark.parametrize("by", ["whoever said it", "someone else"])
def test_an_answer_is_undone_with_all_that_followed(store: Store, take_in: Import, by: str) -> None:
    take_in(FIRST + OLD)
    lay_beside(store)
    meeting = answered(store, "A1", "A4")
    take_in(FIRST + NEW)
    say(store)
    if by == "someone else":
        other = beside(store)._replace(maker="en annan")
        take_back_entry(other, "same_projects", ("B7", "A4"), Signature("Objektägare", "Fel projekt"))
    else:
        undo_latest(beside(store), *(told.entry_id for told in own_latest(store, PROV, "enhet")))
    assert about(counting(store)) == []
    assert group(store, meeting) == {"A1"}
    found = renewal(store, PROV)
    assert found is not None
    assert len(found.questions) == 1
    take_in(FIRST + OLD.replace("500", "400"))
    assert len(gather(store, VIEW).asked) == 3


def test_it_is_answered_once_and_not_undone_over_what_others_have_said_since(store: Store, take_in: Import) -> None:
    take_in(FIRST + OLD)
    lay_beside(store)
    take_in(FIRST + NEW)
    found = renewal(store, PROV)
    assert found is not None
    answer_same(beside(store), found, found.questions[0], True, BY)
    with pytest.raises(BadArgument, match="redan svarat"):
        answer_same(beside(store), found, found.changes.maybe_renamed[0], False, BY)
    change_plan.assume_cost(beside(store), "B7", (1000, 1000), Signature("Ekonom", "Ny kalkyl"))
    with pytest.raises(Conflict, match="Du har själv ändrat kostnaden för Ny skolplattform 2"):
        take_back_entry(beside(store), "same_projects", ("B7", "A4"), BY)


def test_what_the_new_id_has_of_its_own_stands(store: Store, take_in: Import) -> None:
    take_in(FIRST + OLD)
    lay_beside(store)
    take_in(FIRST + NEW)
    change_plan.assume_cost(beside(store), "B7", (1000, 1000), BY)
    say(store)
    assert ("B7", 1000, 1000) in about(counting(store))
    assert ("B7", LockKind.MUST, LegalDuty.YES) in about(counting(store))


def test_a_value_that_the_plan_gives_under_the_new_id_is_asked_about(store: Store, take_in: Import) -> None:
    take_in(FIRST + OLD)
    lay_beside(store)
    take_in(FIRST + NEW.replace("?", "650"))
    say(store)
    one, other = gather(store, VIEW).asked
    assert (one.kind, one.why, one.about) == ("costs", Why.VALUE, ("Ny skolplattform 2",))
    assert (other.kind, other.why) == ("locks", Why.COST)
    assert "Planen anger nu 650" in " ".join(picture_of(store, VIEW).notices)


def test_what_waited_under_the_old_id_waits_under_the_new(store: Store, take_in: Import) -> None:
    take_in(FIRST + OLD)
    lay_beside(store)
    meeting = answered(store, "A1", "A4")
    for rows in (FIRST, FIRST + OLD, FIRST + NEW):
        take_in(rows)
    say(store)
    assert {(one.why, one.about) for one in gather(store, VIEW).asked} == {(Why.BACK, ("Ny skolplattform 2",))}
    assert about(counting(store)) == []
    assert [item.name for item in gather(store, VIEW).held] == ["Ny skolplattform 2"]
    answer(store, count=True)
    assert group(store, meeting) == {"A1", "B7"}


def test_answers_on_an_id_that_has_become_another_projects_are_not_counted_on_it(store: Store, take_in: Import) -> None:
    take_in(FIRST + OLD)
    meeting = answered(store, "A1", "A4")
    # A1 takes the name that A4 had, and A4 is out.
    take_in(FIRST.replace("Första", "Ny skolplattform"))
    say(store)
    cells = group_result(store, meeting.id, VIEW).cells
    assert cells["A1", "omfattning"].count == 1
    assert group(store, meeting) == {"A1"}


def test_a_conflict_of_interest_and_earlier_answers_stand_under_the_new_id_in_a_later_round(
    store: Store, take_in: Import
) -> None:
    take_in(FIRST + OLD)
    meeting = answered(store, "A1", "A4")
    take_in(FIRST + NEW)
    say(store)
    meeting_steps.close_round(store, meeting.id, "Objektledare")
    meeting_room.open_round(store, meeting.id, {"B7": ["omfattning"]}, "Objektledare", comes_after=1)
    stands = own_ballot(store, meeting.id, Credential(subject="chefen")).stands("B7")
    assert stands is not None
    assert stands.answers["omfattning"].value == "Hög"
    (member,) = meetings.members(store, meeting.id)
    ballots.save_conflict(store, Voter(meeting.id, member, 2), "B7", True)
    meeting_steps.reveal(store, meeting.id, "Objektledare")
    assert group(store, meeting) == {"A1"}


def chief(store: Store, meeting: Meeting, number: int) -> Voter:
    return Voter(meeting.id, meetings.members(store, meeting.id)[0], number)


def test_a_blind_round_that_goes_on_follows_the_project_to_its_new_id(store: Store, take_in: Import) -> None:
    take_in(FIRST + OLD)
    meeting = answered(store, "A1", "A4")
    meeting_steps.close_round(store, meeting.id, "Objektledare")
    meeting_room.open_round(store, meeting.id, {"A4": ["omfattning", "tidsperspektiv"]}, "Objektledare", comes_after=1)
    level = Answer(kind=Kind.LEVEL, value="Låg")
    save_answer(store, chief(store, meeting, 2), "A4", "omfattning", level)
    take_in(FIRST + NEW)
    assert [one.name for item in overtaken_ballots(store, PROV) for one in item.held] == ["Ny skolplattform"]
    say(store)
    assert overtaken_ballots(store, PROV) == ()
    # The ballot goes on asking with the id that it began with, of the project as the plan has it now.
    here = meeting_room.room(store, meeting.id)
    assert {key: item.project.name for key, item in here.asked().items()} == {"A4": "Ny skolplattform 2"}
    assert here.gone() == ()
    mine = own_ballot(store, meeting.id, Credential(subject="chefen"))
    said, stands = mine.said("A4"), mine.stands("A4")
    assert said is not None
    assert stands is not None
    assert (said.answers["omfattning"].value, stands.answers["omfattning"].value) == ("Låg", "Hög")
    assert [item.is_done for item in meeting_room.progress(store, here)] == [False]
    save_answer(store, chief(store, meeting, 2), "A4", "tidsperspektiv", Answer(kind=Kind.LEVEL, value="Lång"))
    now = meeting_room.room(store, meeting.id)
    assert [item.is_done for item in meeting_room.progress(store, now)] == [True]
    meeting_steps.reveal(store, meeting.id, "Objektledare")
    found = group_result(store, meeting.id, VIEW)
    assert found.cells["B7", "omfattning"].values == (0.25,)
    compared = [(cell.project_id, cell.criterion_id, then.values) for _, _, then, cell in found.compared_rounds()]
    assert compared == [("B7", "omfattning", (0.75,)), ("B7", "tidsperspektiv", (1.0,))]
    rounds = [[row["projekt"] for row in item["projekt"]] for item in meeting_document(store, meeting.id)["rundor"]]
    assert rounds == [["A1", "B7"], ["B7"]]


def test_a_round_about_an_id_that_has_become_another_projects_does_not_ask_about_that(
    store: Store, take_in: Import
) -> None:
    take_in(FIRST + OLD)
    meeting = answered(store, "A1", "A4")
    meeting_steps.close_round(store, meeting.id, "Objektledare")
    meeting_room.open_round(store, meeting.id, {"A1": ["omfattning"]}, "Objektledare", comes_after=1)
    # A1 takes the name that A4 had, and A4 is out.
    take_in(FIRST.replace("Första", "Ny skolplattform"))
    say(store)
    assert meeting_room.room(store, meeting.id).asked() == {}
    with pytest.raises(Conflict, match="tagits bort ur planen"):
        save_answer(store, chief(store, meeting, 2), "A1", "omfattning", Answer(kind=Kind.LEVEL, value="Låg"))


def test_what_nobody_has_answered_is_asked_still_when_a_newer_version_comes(store: Store, take_in: Import) -> None:
    take_in(FIRST + OLD)
    lay_beside(store)
    meeting = answered(store, "A1", "A4")
    take_in(FIRST + NEW)
    take_in(FIRST.replace("500", "510") + NEW)
    found = renewal(store, PROV)
    assert found is not None
    assert found.questions == ()
    [(asked, pair)] = found.waiting
    assert (asked.newer.version, pair.added.id, pair.removed.id) == (2, "B7", "A4")
    answer_same(beside(store), asked, pair, True, BY)
    assert about(counting(store)) == [
        ("B7", 600_000, 800_000), ("B7", LockKind.MUST, LegalDuty.YES), ("B7", "A1"),
    ]  # fmt: skip
    assert group(store, meeting) == {"A1", "B7"}
    after = renewal(store, PROV)
    assert after is not None
    assert after.waiting == ()


@pytest.mark.parametrize("newest", [FIRST + OLD + NEW, FIRST])
def test_a_question_ends_when_the_old_project_is_back_or_the_new_one_is_out(
    store: Store, take_in: Import, newest: str
) -> None:
    take_in(FIRST + OLD)
    lay_beside(store)
    take_in(FIRST + NEW)
    take_in(newest)
    found = renewal(store, PROV)
    assert found is not None
    assert found.waiting == ()

"""What a meeting agreed on goes before its answers, cell by cell, wherever they count, and until it is taken back."""

from __future__ import annotations

import pytest

from prioritering.commands.board_text import board_text
from prioritering.commands.plans import Plans
from prioritering.commands.run import run
from prioritering.criteria.model import Criterion, Model, NumberScale
from prioritering.criteria.model_file import standard_model
from prioritering.errors import BadArgument, Conflict
from prioritering.meeting.meeting import Answer, Kind, Meeting, Naming, setup_from
from prioritering.meeting.rounds import Happening
from prioritering.plan.reader import read_plan
from prioritering.store import ballots, meetings
from prioritering.store.ballots import Voter
from prioritering.store.connection import Store
from prioritering.store.meetings import Credential
from prioritering.store.plans import import_plan
from prioritering.swedish import NBSP
from prioritering.usecases import meeting_room
from prioritering.usecases.agreed_levels import NO_OTHER_REASON, agree, no_longer_agreed
from prioritering.usecases.change_plan import Beside, Signature
from prioritering.usecases.gather import AsOf, gather
from prioritering.usecases.group_result import group_result
from prioritering.usecases.history import history_of, undo_latest
from prioritering.usecases.meeting_document import meeting_document
from prioritering.usecases.next_round import cells_to_discuss
from prioritering.usecases.picture import picture_of
from prioritering.view.document import document_of, from_json, to_json
from prioritering.view.picture import Picture
from prioritering.view.ranking_json import ranking_json
from prioritering.view.view import View
from prioritering.web.parts.result_rows import agreed_list, heat_rows
from prioritering.web.server.ballot_requests import mine
from tests.folders import DATA, UKFA, VSO
from tests.store import meeting_steps
from tests.usecases.builders import filled, shown_round

BY = Signature("Objektledare", "Alla kommuner berörs")
CELL = ("S02", "omfattning")
MEDIAN = View(source="median")


@pytest.fixture
def meeting(store: Store) -> Meeting:
    """A meeting in which two have answered Hög on every project's omfattning."""
    return filled(store)


def beside(store: Store, maker: str = "ledaren") -> Beside:
    return Beside(store, VSO, 1, maker=maker)


def plain(text: str) -> str:
    """Return a text with the spaces that keep a number and its unit together as any others."""
    return text.replace(NBSP, " ")


def level(shown: Picture, project: str = "S02", criterion: str = "omfattning") -> object:
    return next(item for item in shown.board.candidates if item.id == project).mark(criterion).low


def test_an_agreed_level_goes_before_the_median_and_changes_no_other_cell(store: Store, meeting: Meeting) -> None:
    before = picture_of(store, MEDIAN)
    agree(beside(store), meeting.id, CELL, "Låg", BY)
    now = picture_of(store, MEDIAN)
    assert (level(before), level(now)) == ("Hög", "Låg")
    changed = before.scored.shares.low != now.scored.shares.low
    row = [item.id for item in now.scored.candidates].index("S02")
    assert changed.sum() == 1 and changed[row, now.model.ids.index("omfattning")]
    assert picture_of(store, View(source="medel")).scored.shares.low[row].tolist() == (
        now.scored.shares.low[row].tolist()
    )


def test_it_counts_where_the_meetings_answers_do_and_nowhere_else(store: Store, meeting: Meeting) -> None:
    # The group has assumed Hög to Mycket hög there; what is assumed and what the plan says stand as they did.
    before = picture_of(store, View()).scored.shares
    agree(beside(store), meeting.id, CELL, "Låg", BY)
    shares = picture_of(store, View()).scored.shares
    assert (shares.low == before.low).all() and (shares.high == before.high).all()
    assert level(picture_of(store, View(source="median", assumptions=False))) == "Låg"


def test_it_is_marked_and_never_said_to_rest_on_few_answers(store: Store, meeting: Meeting) -> None:
    agree(beside(store), meeting.id, CELL, "Låg", BY)
    document = from_json(to_json(document_of(picture_of(store, MEDIAN))))
    row = next(row for row in document.rows if row.id == "S02")
    assert "Låg (överenskommet)" in row.answers
    assert plain(row.few) == "delvis överenskommet, delvis på 2 svar"
    assert not row.assumed
    assert row.reasons is not None
    part = {part.name: part for part in row.reasons.parts}
    assert (part["Omfattning"].few, part["Omfattning"].agreed) == ("överenskommet", True)
    assert part["Omfattning"].assumption is not None
    assert part["Omfattning"].assumption.reason == BY.reason
    assert (plain(part["Effekttyp"].few), part["Effekttyp"].agreed) == ("median, 2 svar", False)
    for criterion in ("effekttyp", "tidsperspektiv"):
        agree(beside(store), meeting.id, ("S02", criterion), picture_mark(store, criterion), BY)
    assert next(row for row in document_of(picture_of(store, MEDIAN)).rows if row.id == "S02").few == "överenskommet"


def picture_mark(store: Store, criterion: str) -> str:
    return str(level(picture_of(store, MEDIAN), "S02", criterion))


def test_commands_and_files_give_the_agreed_level_too(store: Store, meeting: Meeting) -> None:
    agree(beside(store), meeting.id, CELL, "Låg", BY)
    project = next(item for item in ranking_json(picture_of(store, MEDIAN))["projekt"] if item["id"] == "S02")
    assert project["overenskommet"] == ["omfattning"]
    assert project["svar"]["omfattning"] == 0 and project["svar"]["effekttyp"] == 2
    (cell,) = (
        row for row in meeting_document(store, meeting.id)["gruppen"] if (row["projekt"], row["kriterium"]) == CELL
    )
    assert (cell["overenskommet"], cell["overenskommet_i_ord"], cell["overenskommet_av"]) == (0.25, "Låg", BY.role)
    assert (cell["overenskommet_skal"], cell["median_i_ord"]) == (BY.reason, "Hög")
    told = run(["mote", "--id", meeting.id], Plans(store)).text
    assert "överenskommet" in told and "Det överenskomna går före svaren." in told
    ranked = run(["rangordna", "--plan", "vso-2021", "--mote", meeting.id], Plans(store)).text
    assert "delvis överenskommet, delvis på 2 svar" in plain(ranked)
    written = "\n".join(board_text(document_of(picture_of(store, MEDIAN)), explained=True))
    assert f"Omfattning: Låg (överenskommet) {BY.role}" in written and "(antagande), Objektledare" not in written


def test_as_of_before_it_was_written_the_median_stands(store: Store, meeting: Meeting) -> None:
    entry = gather(store, MEDIAN).entry
    agree(beside(store), meeting.id, CELL, "Låg", BY)
    assert level(picture_of(store, MEDIAN, AsOf(entry=entry))) == "Hög"
    assert group_result(store, meeting.id, MEDIAN, AsOf(entry=entry)).agreed == ()
    assert gather(store, MEDIAN, AsOf(entry=entry)).fingerprint() != gather(store, MEDIAN).fingerprint()
    # Nothing of the plan's own levels has changed.
    assert gather(store, View(), AsOf(entry=entry)).fingerprint() == gather(store, View()).fingerprint()


def test_it_is_told_in_the_history_taken_back_and_undone_by_whoever_wrote_it(store: Store, meeting: Meeting) -> None:
    mine, others = beside(store), beside(store, "en annan")
    agree(mine, meeting.id, CELL, "Låg", Signature("Objektledare", "  "))
    told = history_of(store, VSO)[0]
    name = gather(store, MEDIAN).plan.projects[1].name
    assert (told.about, told.before, told.after) == (f"det ni enades om på Omfattning för {name}", "inget", "Låg")
    assert told.reason == NO_OTHER_REASON
    with pytest.raises(Conflict):
        undo_latest(others, told.entry_id)
    undo_latest(mine, told.entry_id)
    assert level(picture_of(store, MEDIAN)) == "Hög"
    agree(mine, meeting.id, CELL, "Medel", BY)
    (entry,) = group_result(store, meeting.id, MEDIAN).agreed
    no_longer_agreed(mine, entry, Signature("Objektledare", ""))
    assert level(picture_of(store, MEDIAN)) == "Hög"
    with pytest.raises(BadArgument, match="någon annan"):
        no_longer_agreed(mine, entry, BY)


def test_a_later_rounds_answers_leave_it_standing_and_the_page_says_that_they_differ(
    store: Store, meeting: Meeting
) -> None:
    agree(beside(store), meeting.id, CELL, "Låg", BY)
    (said,) = agreed_list(group_result(store, meeting.id, MEDIAN))
    assert plain(said["beside"]) == "Svaren säger något annat: median Hög, 2 svar."
    meeting_steps.open_round(store, meeting.id, {"S02": ["omfattning"]}, "objektledare")
    for member in meetings.members(store, meeting.id):
        answer = Answer(kind=Kind.LEVEL, value="Mycket hög")
        ballots.save_answer(store, Voter(meeting.id, member, 2), *CELL, answer)
    # While the round is blind nothing is said of what it gives.
    (said,) = agreed_list(group_result(store, meeting.id, MEDIAN))
    assert plain(said["beside"]) == "Svaren säger något annat: median Hög, 2 svar."
    meeting_steps.reveal(store, meeting.id, "objektledare")
    assert level(picture_of(store, MEDIAN)) == "Låg"
    (said,) = agreed_list(group_result(store, meeting.id, MEDIAN))
    assert plain(said["beside"]) == (
        "Runda 2 har svarat igen efteråt. Svaren säger något annat: median Mycket hög, 2 svar. "
        "Det ni enades om gäller tills ni tar tillbaka det."
    )
    (entry,) = group_result(store, meeting.id, MEDIAN).agreed
    no_longer_agreed(beside(store), entry, BY)
    assert level(picture_of(store, MEDIAN)) == "Mycket hög"


def test_what_is_agreed_on_is_no_longer_disputed_nor_asked_about_and_the_heat_map_marks_it(
    store: Store, meeting: Meeting
) -> None:
    first = meetings.members(store, meeting.id)[0]
    low = Answer(kind=Kind.LEVEL, value="Ingen")
    ballots.save_answer(store, Voter(meeting.id, first, 1), *CELL, low)
    found = group_result(store, meeting.id, MEDIAN)
    assert [(cell.project_id, cell.criterion_id) for cell in found.disputed] == [CELL]
    agree(beside(store), meeting.id, CELL, "Medel", BY)
    found = group_result(store, meeting.id, MEDIAN)
    assert found.disputed == ()
    assert cells_to_discuss(store, found, MEDIAN, 1, crossing=True).cells == ()
    rows = {row["name"]: row for row in heat_rows(found)}
    cell = rows[found.names["S02"]]["cells"][found.model.ids.index("omfattning")]
    assert (cell["words"], cell["agreed"], cell["few"], cell["disputed"]) == ("Medel", "överenskommet", "", False)
    assert plain(cell["answers"]) == "median Låg–Medel, 2 svar"
    assert rows[found.names["S02"]]["few"].replace(NBSP, " ") == "delvis överenskommet, delvis på 2 svar"


def test_the_next_rounds_ballot_says_what_was_agreed_on(store: Store) -> None:
    import_plan(store, read_plan(DATA / "vso-2021"))
    setup = setup_from(["Objektledare"], Naming.BY_ROLE)
    opened = meetings.open_meeting(store, VSO, standard_model(), setup, "objektledare")
    member, token = meetings.join(store, opened.code, "Objektledare")
    meeting_steps.open_round(store, opened.id, ["S02"], "objektledare")
    ballots.save_answer(store, Voter(opened.id, member, 1), *CELL, Answer(kind=Kind.LEVEL, value="Hög"))
    meeting_steps.reveal(store, opened.id, "objektledare")
    agree(beside(store), opened.id, CELL, "Låg", BY)
    meeting_steps.open_round(store, opened.id, {"S02": ["omfattning"]}, "objektledare")
    told = mine(store, opened.id, Credential(token))["tidigare"]["S02"]["omfattning"]
    assert (told["median"], told["enades"]) == ("Hög", "Låg")


@pytest.mark.parametrize("nothing", ["Jättehög", "", 3.0])
def test_only_a_level_of_the_criterions_can_be_agreed_on(store: Store, meeting: Meeting, nothing: str | float) -> None:
    with pytest.raises(BadArgument, match="finns inte på skalan för omfattning"):
        agree(beside(store), meeting.id, CELL, nothing, BY)
    assert group_result(store, meeting.id, MEDIAN).agreed == ()


def test_a_number_is_agreed_on_within_its_scale_and_said_with_its_unit(store: Store) -> None:
    import_plan(store, read_plan(DATA / "vso-2021"))
    scale = NumberScale(lowest=0, highest=100, measure="timmar/år")
    model = Model(criteria=(*standard_model().criteria, Criterion(id="nytta", name="Nytta", scale=scale)))
    opened = meetings.open_meeting(store, VSO, model, setup_from(["Objektledare"], Naming.BY_ROLE), "objektledare")
    member, _ = meetings.join(store, opened.code, "Objektledare")
    meeting_steps.open_round(store, opened.id, ["S01"], "objektledare")
    ballots.save_answer(store, Voter(opened.id, member, 1), "S01", "nytta", Answer(kind=Kind.LEVEL, value=20.0))
    meeting_steps.reveal(store, opened.id, "objektledare")
    with pytest.raises(BadArgument, match="finns inte på skalan för nytta"):
        agree(beside(store), opened.id, ("S01", "nytta"), 101.0, BY)
    agree(beside(store), opened.id, ("S01", "nytta"), 62.5, BY)
    found = group_result(store, opened.id, MEDIAN)
    assert found.cells["S01", "nytta"].centre(found.how) == 0.625
    (said,) = agreed_list(found)
    assert (plain(said["level"]), plain(said["beside"])) == (
        "62,5 timmar/år",
        "Svaren säger något annat: median 20 timmar/år, 1 svar.",
    )


def test_nothing_is_agreed_on_before_it_is_shown_nor_in_a_meeting_that_has_ended_or_is_anothers(
    store: Store, meeting: Meeting
) -> None:
    with pytest.raises(BadArgument, match="inte visat några svar"):
        agree(beside(store), meeting.id, ("S04", "omfattning"), "Låg", BY)
    import_plan(store, read_plan(DATA / "ukfa-2022"))
    with pytest.raises(BadArgument, match="en annan plan"):
        agree(Beside(store, UKFA, 1), meeting.id, CELL, "Låg", BY)
    meeting_room.record(store, meeting.id, Happening.MEETING_CLOSED, "objektledare")
    with pytest.raises(Conflict, match="avslutat"):
        agree(beside(store), meeting.id, CELL, "Låg", BY)
    assert gather(store, MEDIAN).changes.agreed == ()


def test_each_meeting_has_agreed_on_its_own(store: Store, meeting: Meeting) -> None:
    agree(beside(store), meeting.id, CELL, "Låg", BY)
    newer = shown_round(store)
    assert level(picture_of(store, MEDIAN)) == "Hög"
    agree(beside(store), newer.id, CELL, "Medel", BY)
    assert level(picture_of(store, MEDIAN)) == "Medel"
    assert level(picture_of(store, View(source="median", meeting=meeting.id))) == "Låg"
    assert [entry.level for entry in group_result(store, meeting.id, MEDIAN).agreed] == ["Låg"]


def test_without_one_member_what_was_agreed_on_still_stands(store: Store, meeting: Meeting) -> None:
    first = meetings.members(store, meeting.id)[0]
    ballots.save_answer(store, Voter(meeting.id, first, 1), *CELL, Answer(kind=Kind.LEVEL, value="Ingen"))
    moved = {item.role: item.moves for item in group_result(store, meeting.id, MEDIAN).left_out()}
    assert any(moved.values())
    agree(beside(store), meeting.id, CELL, "Hög", BY)
    assert not any(item.moves for item in group_result(store, meeting.id, MEDIAN).left_out())

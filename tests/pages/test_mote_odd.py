"""Odd meetings have a clear outcome each: one member, all with jäv, forty members, a project gone in the middle."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from prioritering.errors import BadArgument, Conflict
from prioritering.meeting.meeting import Answer, Kind
from prioritering.plan.reader import read_plan
from prioritering.store import ballots, meetings
from prioritering.store.ballots import Voter
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from prioritering.usecases.meeting_document import meeting_document
from prioritering.usecases.meeting_room import open_round
from prioritering.usecases.picture import picture_of
from prioritering.usecases.robust_words import agreement_words
from prioritering.view.meeting_workbook import meeting_workbook
from prioritering.view.view import View
from tests.folders import PROV
from tests.pages.meeting import answer, join, newest, open_one, take
from tests.pages.visit import Visit, cells, words
from tests.store import meeting_steps
from tests.store.lost_key import lose_key

LEVELS = ("Ingen", "Låg", "Medel", "Hög", "Mycket hög")
WORST = {"effekttyp": "Ingen effekt", "omfattning": "Ingen", "tidsperspektiv": "Ingen effekthemtagning"}
BEST = {"effekttyp": "Två effekter", "omfattning": "Mycket hög", "tidsperspektiv": "Kort"}


def everywhere(meeting_id: str) -> list[Visit]:
    """Every page that shows a meeting, drawn without a fault."""
    visits = [Visit(page, f"mote={meeting_id}&poang=median") for page in ("mote", "prioritera", "robusthet")]
    visits += [Visit("projektor", f"mote={meeting_id}&poang=median&bild={step}") for step in ("oenighet", "sakert")]
    assert [visit.faults for visit in visits] == [[]] * len(visits)
    return visits


def test_a_round_with_one_member_has_a_result_and_says_what_one_cannot_tell(database: Store) -> None:
    visit = open_one(("Linjechef",), ("S01", "S02"))
    member = join(database, "Linjechef")
    for project in ("S01", "S02"):
        answer(database, member, project, **BEST)
    take(visit, "Visa svaren i runda 1")
    mote, *_ = everywhere(newest(database).id)
    assert "minst två medlemmar behöver ha bedömt" in mote.text
    assert "För få svar för att räkna utan en medlem." in mote.text
    assert mote.text.count("Ingen bedömning har svar från två, så det går inte att säga om ni tycker olika.") == 2
    assert "Ingen bedömning går starkt isär" not in mote.text
    assert "1 svar" in mote.text
    assert meeting_document(database, newest(database).id)["kendalls_w"] is None


def test_a_round_where_all_have_jav_says_that_there_are_no_answers(database: Store) -> None:
    roles = ("Linjechef", "Objektledare")
    visit = open_one(roles, ("S01", "S02"))
    for role in roles:
        member = join(database, role)
        for project in ("S01", "S02"):
            ballots.save_conflict(database, Voter(newest(database).id, member, 1), project, True)
    take(visit, "Visa svaren i runda 1")
    mote, _, _, wall, _ = everywhere(newest(database).id)
    assert "Det finns inga svar som räknas" in wall.text and "går starkt isär" not in wall.text
    # The plan has levels: it is the meeting that has no answers.
    board = Visit("prioritera", f"poang=median&mote={newest(database).id}")
    assert "Mötet har inga svar som räknas" in board.text and "Inget projekt i planen har" not in board.text
    row = cells(mote.html, "Automatisering")
    assert row[0] == "–" and row[-1] == "saknas" and row[2] == "inga svar jäv 2"
    assert "2 medlemmar (Linjechef och Objektledare)" in mote.text
    assert mote.text.count("Det finns inga svar som räknas, så det går inte att säga om ni tycker olika.") == 2
    assert "För få svar för att räkna utan en medlem." in mote.text
    assert "Ordningen är densamma" not in mote.text and "går starkt isär" not in mote.text
    document = meeting_document(database, newest(database).id)
    assert document["svar"] == [] and len(document["jav"]) == 4
    assert {(item["median"], item["enighet"], item["jav"]) for item in document["gruppen"]} == {(None, None, 2)}
    assert meeting_workbook(document)[:2] == b"PK"


def test_a_round_with_forty_members_shows_them_all(database: Store) -> None:
    roles = tuple(f"Ledamot {number:02}" for number in range(40))
    visit = open_one(roles, ("S01",))
    there = [join(database, role) for role in roles]
    asked = visit.run().press("Visa svaren i runda 1").text
    assert "Ingen av 40 är klar." in asked
    assert re.search(r"Inte klara: Ledamot 00, .*Ledamot 05 och 34 till\.", asked)
    visit.press("Gå tillbaka")
    for number, (role, member) in enumerate(zip(roles, there, strict=True)):
        answer(database, member, "S01", omfattning=LEVELS[number % 5], effekttyp="En effekt", tidsperspektiv="Kort")
        ballots.save_reason(database, Voter(newest(database).id, member, 1), "S01", f"skäl från {role}")
    take(visit, "Visa svaren i runda 1")
    mote, *_ = everywhere(newest(database).id)
    assert "enighet" in cells(mote.html, "Automatisering")[3] and "40 svar" in cells(mote.html, "Automatisering")[3]
    assert all(f"”skäl från {role}”" in mote.text for role in roles)
    # Read at a glance as counts, and whose they are and why one press away.
    (dispute,) = re.findall(r'<ol class="m-disputes">.*?</ol>', mote.html, re.S)
    glance = words(re.sub(r"<details.*?</details>", "", dispute, flags=re.S))
    assert [level for level in LEVELS if f"8 {level}" in glance] == list(LEVELS)
    assert "Ledamot" not in glance
    folded = [words(part) for part in re.findall(r"<details.*?</details>", dispute, re.S)]
    assert ["Vem svarade vad" in folded[0], "40 skäl" in folded[1], len(folded)] == [True, True, 2]
    assert all(role in text for text in folded for role in roles)
    assert len(meeting_document(database, newest(database).id)["svar"]) == 120


def test_the_projector_says_beside_what_a_round_showed_that_the_next_is_being_answered(database: Store) -> None:
    visit = open_one(("Linjechef", "Objektledare"), ("S01",))
    for role, levels in (("Linjechef", BEST), ("Objektledare", WORST)):
        answer(database, join(database, role), "S01", **levels)
    take(visit, "Visa svaren i runda 1")
    assert "Runda" not in Visit("projektor", "bild=oenighet").text
    meeting_steps.open_round(database, newest(database).id, ["S01"], "objektledare")
    told = Visit("projektor", "bild=oenighet").text
    assert "Vi tycker olika om ett projekt" in told and "Runda 2 pågår. Ingen av 2 är klar." in told


def test_a_long_list_of_disputes_begins_with_those_most_apart_and_has_the_others_one_press_away(
    database: Store,
) -> None:
    projects = tuple(f"S{number:02}" for number in range(1, 6))
    visit = open_one(("Linjechef", "Objektledare"), projects)
    for role, levels in (("Linjechef", BEST), ("Objektledare", WORST)):
        member = join(database, role)
        for project in projects:
            answer(database, member, project, **levels)
    html = take(visit, "Visa svaren i runda 1").html
    # The projector has room for three and counts all the others.
    assert "… och 12 bedömningar till på sidan Möte." in Visit("projektor", "bild=oenighet").text
    here, folded = html.split('<details id="olika-fler">')
    assert (here.count("<li><b>"), folded.count("<li><b>")) == (10, 5)
    assert "Visa fem bedömningar till som går isär" in folded and '<ol class="m-disputes" start="11">' in folded


def test_what_came_in_after_the_reveal_is_named_for_what_it_is(database: Store) -> None:
    visit = open_one(("Linjechef", "Objektledare"), ("S01", "S02", "S03", "S04"))
    member, other = join(database, "Linjechef"), join(database, "Objektledare")
    for project in ("S01", "S02", "S03", "S04"):
        answer(database, member, project, **BEST)
    take(visit, "Visa svaren i runda 1")
    voter = Voter(newest(database).id, member, 1)
    ballots.save_reason(database, voter, "S01", "Ett skäl")
    ballots.save_conflict(database, voter, "S02", True)
    answer(database, member, "S03", omfattning="Låg")
    ballots.save_reason(database, voter, "S03", "Ett till")
    for level in ("Låg", BEST["omfattning"]):
        answer(database, member, "S04", omfattning=level)
    answer(database, other, "S01", effekttyp="En effekt")
    ballots.save_conflict(database, Voter(newest(database).id, other, 1), "S02", True)
    ballots.save_conflict(database, Voter(newest(database).id, other, 1), "S02", False)
    text = Visit("mote").text
    said = re.findall(r"(Linjechef|Objektledare): [^()]*\(([^()]*)\), runda 1", text)
    assert sorted(said) == [
        ("Linjechef", "jäv"),
        ("Linjechef", "omfattning och skäl"),
        ("Linjechef", "omfattning, ändrat tillbaka"),
        ("Linjechef", "skäl"),
        ("Objektledare", "effekttyp"),
        ("Objektledare", "jäv tillbakataget"),
    ]


def test_members_and_projects_are_told_in_swedish_order(database: Store) -> None:
    # In the order of their signs Ä stands before Å, and i after T.
    roles = ("Zonchef", "Ärendeägare", "Åklagare", "itchef")
    visit = open_one(roles, ("S01", "S06", "S08"))
    there = [join(database, role) for role in roles]
    for member in there:
        answer(database, member, "S01", **(BEST if member is there[0] else WORST))
        ballots.save_conflict(database, Voter(newest(database).id, member, 1), "S06", True)
    take(visit, "Visa svaren i runda 1")
    for project in ("S06", "S08"):
        ballots.save_reason(database, Voter(newest(database).id, there[0], 1), project, "Ett skäl")
    text = Visit("mote").text
    assert "Jäv: 4 medlemmar (itchef, Zonchef, Åklagare och Ärendeägare)" in text
    assert text.index("itchef, Åklagare och Ärendeägare") > 0
    late = text.split("Kom in efter visningen")[1]
    assert late.index("iPads inom äldreomsorgen (skäl)") < late.index("Tjänster på distans")


def test_orders_that_differ_by_small_steps_are_explained_in_the_same_words_everywhere(database: Store) -> None:
    visit = open_one(("Linjechef", "Objektledare"), ("S01", "S02"))
    for role, (first, second) in (("Linjechef", ("Hög", "Medel")), ("Objektledare", ("Medel", "Hög"))):
        member = join(database, role)
        answer(database, member, "S01", **{**BEST, "omfattning": first})
        answer(database, member, "S02", **{**BEST, "omfattning": second})
    take(visit, "Visa svaren i runda 1")
    said = "Ni rangordnar mycket olika, fast svaren ligger nära varandra: små skillnader räcker för att byta plats."
    mote, _, _, wall, _ = everywhere(newest(database).id)
    assert "Ingen bedömning går starkt isär." in mote.text and "Ingen bedömning går starkt isär." in wall.text
    assert said in mote.text and said in wall.text
    assert meeting_document(database, newest(database).id)["kendalls_w_i_ord"].startswith(said)
    view = View(plan="vso-2021", source="median", meeting=newest(database).id)
    assert agreement_words(picture_of(database, view)).startswith(said)


def test_the_projector_has_room_for_the_disputes_though_much_is_left_out_of_the_agreement(database: Store) -> None:
    projects = tuple(f"S{number:02}" for number in range(1, 11))
    visit = open_one(("Linjechef", "Objektledare"), projects)
    for role, levels in (("Linjechef", BEST), ("Objektledare", WORST)):
        member = join(database, role)
        for project in projects[:3]:
            answer(database, member, project, **levels)
        answer(database, member, "S01", omfattning="Låg")
    mote = take(visit, "Visa svaren i runda 1").text
    left_out = re.compile(r"Inte med i måttet: (.*?), eftersom")
    named, told = (left_out.findall(text)[0] for text in (mote, Visit("projektor", "bild=oenighet").text))
    assert named.count(", ") >= 5 and "till" not in named
    assert told.endswith("och 4 till") and told.count(", ") == 2


def test_a_project_that_leaves_the_plan_during_a_round_is_told_of_and_asked_about_no_more(
    database: Store, write_plan: Callable[..., Path]
) -> None:
    visit = Visit("mote", "plan=prov").press("Öppna mötet och runda 1")
    meeting = meetings.meetings_of(database, PROV)[0]
    member, _ = meetings.join(database, meeting.code, meeting.roles[0])
    for criterion, level in BEST.items():
        for project in ("A1", "A2"):
            given = Answer(kind=Kind.LEVEL, value=level)
            ballots.save_answer(database, Voter(meeting.id, member, 1), project, criterion, given)
    import_plan(database, read_plan(write_plan()))
    visit.run()
    assert "Beta, Gamma, Delta och Epsilon har tagits bort ur planen och bedöms inte längre" in visit.text
    take(visit, "Visa svaren i runda 1")
    assert visit.faults == []
    document = meeting_document(database, meeting.id)
    gone = [row for row in document["svar"] if row["projekt_namn"] is None]
    assert {row["projekt"] for row in gone} == {"A2"}
    assert "A2" not in {row["projekt"] for row in document["gruppen"]}
    assert meeting_workbook(document)[:2] == b"PK"
    with pytest.raises(BadArgument, match="finns inte längre i planen"):
        open_round(database, meeting.id, {"A2": tuple(BEST)}, "objektledare", comes_after=1)


def test_a_meeting_with_nothing_shown_gives_no_file(database: Store) -> None:
    open_one(projects=("S01",))
    with pytest.raises(Conflict, match="inte visat några svar"):
        meeting_document(database, newest(database).id)


def test_a_round_whose_key_is_gone_is_said_to_be_closed_for_good_and_what_to_do(database: Store) -> None:
    visit = open_one(("Linjechef",), ("S01",))
    answer(database, join(database, "Linjechef"), "S01", **BEST)
    lose_key(database, newest(database).id, 1)
    mote, *_ = everywhere(newest(database).id)
    gone = "dess nyckel eller dess dolda svar finns inte bredvid databasen eller går inte att läsa."
    assert f"Runda 1 kan inte visas: {gone}" in mote.text
    standing = "Runda 1 kan varken besvaras eller visas: dess nyckel eller dolda svar går inte att läsa."
    for screen in (mote, Visit("projektor", f"mote={newest(database).id}&bild=lage")):
        assert standing in screen.text
        assert "Runda 1 pågår" not in screen.text
    visit.run()
    assert "Visa svaren i runda 1" not in visit.labels()
    take(visit, "Stäng runda 1")
    # What is hidden stays so, and the meeting goes on.
    assert not newest(database).rounds[0].is_revealed
    assert "Öppna runda 2" in visit.run().labels()

"""A meeting as a document and its files: all that was shown, nothing that was not, and nobody who is anonymous."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from itertools import groupby
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from prioritering.commands.plans import Plans
from prioritering.commands.run import run
from prioritering.criteria.model import Criterion, Model, NumberScale
from prioritering.criteria.model_file import standard_model
from prioritering.errors import BadArgument, Conflict
from prioritering.meeting.meeting import Answer, Kind, Meeting, Naming, setup_from
from prioritering.plan.reader import read_plan
from prioritering.store import ballots, meetings
from prioritering.store.ballots import Voter
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from prioritering.usecases.gather import AsOf
from prioritering.usecases.group_result import group_result
from prioritering.usecases.meeting_document import meeting_document
from prioritering.usecases.room_view import lead_room
from prioritering.view.meeting_workbook import meeting_workbook
from prioritering.view.room_view import room_parameters
from prioritering.view.view import View, to_address
from prioritering.web.frame import context
from prioritering.web.pages.mote.panels import draw_result
from prioritering.web.parts.result_rows import heat_cell
from tests.folders import DATA, VSO
from tests.pages.visit import words
from tests.store import meeting_steps
from tests.usecases.test_taken_back_in_files import local

ROLES = ("Objektägare", "Objektledare", "=Linjechef")
PROJECTS = ("S01", "S02")
LEVELS = ("Ingen", "Medel", "Hög")
FORMULA = '=HYPERLINK("http://ond.example";"klicka")'


def held(store: Store, naming: Naming) -> Meeting:
    """One round that is shown, with a reason that looks like a formula, a "vet ej" and a jäv, and one that is not."""
    import_plan(store, read_plan(DATA / "vso-2021"))
    meeting = meetings.open_meeting(store, VSO, standard_model(), setup_from(ROLES, naming), "objektledare")
    there = [meetings.join(store, meeting.code, role)[0] for role in ROLES]
    meeting_steps.open_round(store, meeting.id, PROJECTS, "objektledare")
    for number, member in enumerate(there):
        voter = Voter(meeting.id, member, 1)
        for project in PROJECTS:
            level(store, voter, project, LEVELS[number])
        ballots.save_reason(store, voter, "S01", FORMULA if number == 0 else f"skäl {number}")
    ballots.save_answer(store, Voter(meeting.id, there[0], 1), "S01", "effekttyp", Answer(kind=Kind.DONT_KNOW))
    ballots.save_conflict(store, Voter(meeting.id, there[2], 1), "S02", True)
    meeting_steps.reveal(store, meeting.id, "objektledare")
    level(store, Voter(meeting.id, there[1], 1), "S02", "Mycket hög")
    meeting_steps.open_round(store, meeting.id, ["S01"], "objektledare")
    level(store, Voter(meeting.id, there[0], 2), "S01", "Låg")
    ballots.save_reason(store, Voter(meeting.id, there[0], 2), "S01", "hemligt skäl")
    return meetings.get_meeting(store, meeting.id)


def level(store: Store, voter: Voter, project: str, name: str) -> None:
    ballots.save_answer(store, voter, project, "omfattning", Answer(kind=Kind.LEVEL, value=name))


@pytest.fixture(scope="module", params=list(Naming))
def given(request: pytest.FixtureRequest) -> Iterator[tuple[Store, Meeting]]:
    store = Store.open(":memory:")
    yield store, held(store, request.param)
    store.close()


def told(document: dict[str, Any], part: str, *fields: str) -> list[tuple[Any, ...]]:
    return [tuple(row[field] for field in fields) for row in document[part]]


def test_every_answer_reason_and_jav_that_was_shown_is_there(given: tuple[Store, Meeting]) -> None:
    store, meeting = given
    document = meeting_document(store, meeting.id)
    assert sorted(told(document, "svar", "projekt", "kriterium", "svar", "kom_in_efter_visningen")) == [
        ("S01", "effekttyp", "vet ej", False),
        *(("S01", "omfattning", name, False) for name in ("Hög", "Ingen", "Medel")),
        ("S02", "omfattning", "Ingen", False),
        ("S02", "omfattning", "Mycket hög", True),
    ]
    assert sorted(told(document, "skal", "projekt", "text")) == [("S01", FORMULA), ("S01", "skäl 1"), ("S01", "skäl 2")]
    assert told(document, "jav", "projekt") == [("S02",)]
    cell = next(row for row in document["gruppen"] if (row["projekt"], row["kriterium"]) == ("S01", "omfattning"))
    assert (cell["antal_svar"], cell["median"], cell["steg_mellan_lagsta_och_hogsta"]) == (3, 0.5, 3)
    assert [item["runda"] for item in document["rundor"]] == [1]


def test_members_are_named_by_role_only_where_the_meeting_does(given: tuple[Store, Meeting]) -> None:
    store, meeting = given
    document = meeting_document(store, meeting.id)
    members = {row["medlem"] for part in ("svar", "skal", "jav") for row in document[part]}
    assert members == (set(ROLES) if meeting.naming is Naming.BY_ROLE else {None})
    if meeting.naming is Naming.ANONYMOUS:
        # In what order members came tells nothing either: rows stand by what they say.
        rows = [(row["projekt"], row["kriterium"], row["svar"]) for row in document["svar"]]
        assert [list(group) for _, group in groupby(rows, lambda row: row[:2])] == [
            sorted(group) for _, group in groupby(rows, lambda row: row[:2])
        ]


def test_nothing_of_a_round_that_is_not_shown_is_in_any_file(given: tuple[Store, Meeting]) -> None:
    store, meeting = given
    document = meeting_document(store, meeting.id)
    assert document["rundor_som_inte_visats"] == [2]
    for text in (json.dumps(document, ensure_ascii=False), in_book(meeting_workbook(document))):
        # Of the levels as a whole word: the mean of what was shown lies between Låg and Medel.
        assert "hemligt" not in text and not re.search('[">]Låg["<]', text)
    (before,) = store.tuples("select min(entry_id) from meeting_event")[0]
    with pytest.raises(Conflict, match="inte visat några svar"):
        meeting_document(store, meeting.id, AsOf(event=before))


def test_the_command_gives_the_same_document(given: tuple[Store, Meeting]) -> None:
    store, meeting = given
    document = meeting_document(store, meeting.id)
    told_as_json = run(["mote", "--id", meeting.id, "--json"], Plans(store)).text
    assert json.loads(told_as_json) == json.loads(json.dumps(document))
    said = run(["mote", "--id", meeting.id], Plans(store)).text
    assert "visade rundor 1." in said and "Rundor som inte visats: 2." in said
    # Words stand to the left and figures to the right of their columns.
    header, *rows = (line for line in said.splitlines() if line.startswith(("id ", "S0")))
    names = ["id", "projekt", "kriterium", "median", "nivå", "spridning", "enighet", "svar", "vet ej", "jäv"]
    assert header.split() == " ".join(names).split()
    asked = [row[header.index("kriterium") :].split()[0] for row in rows]
    assert asked == ["effekttyp", "omfattning", "tidsperspektiv"] * len(PROJECTS)
    # As the page writes it: points of the criterion's hundred, the level, the spread and the agreement.
    page = group_result(store, meeting.id, View())
    there = [heat_cell(page, cell) for cell in page.cells.values()]
    figures = [cell["points"] or "–" for cell in there]
    for name, key in (("nivå", "words"), ("spridning", "span")):
        start, end = (header.index(names[names.index(name) + after]) for after in (0, 1))
        assert [row[start:end].strip() for row in rows] == [cell[key] for cell in there]
    assert [row.split("  ")[1].strip() for row in rows] == [row["projekt_namn"] for row in document["gruppen"]]
    assert [row[header.index("kriterium") :].split()[1] for row in rows] == figures
    ends = [header.index(name) + len(name) for name in ("median", "enighet", "svar", "vet ej", "jäv")]
    assert [row[: ends[1]].split("  ")[-1].strip() for row in rows] == [cell["agreement"] or "–" for cell in there]
    assert all(row[end - 1] != " " and row[end : end + 1] in ("", " ") for row in rows for end in ends)


def test_a_meeting_that_is_not_there_is_one_clear_line(given: tuple[Store, Meeting]) -> None:
    store, _ = given
    done = run(["mote", "--id", "finns-inte", "--json"], Plans(store))
    assert (done.code, done.text) == (2, "fel: mötet finns inte")
    with pytest.raises(BadArgument, match="mötet finns inte"):
        meeting_document(store, "finns-inte")


def test_the_workbook_has_the_same_rows_and_no_text_in_it_is_a_formula(given: tuple[Store, Meeting]) -> None:
    store, meeting = given
    document = meeting_document(store, meeting.id)
    data = meeting_workbook(document)
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    assert "|".join(book.sheet_names) == "Mötet|Rundor|Svar|Skäl|Jäv|Tillbakataget|Ordning|Gruppen|Kriteriernas ordning"
    _, *answers = book.get_sheet_by_name("Svar").to_python()
    assert [row[5] for row in answers] == [row["svar"] for row in document["svar"]]
    assert [row[3] for row in answers] == [row["medlem"] or "" for row in document["svar"]]
    assert FORMULA in [row[4] for row in book.get_sheet_by_name("Skäl").to_python()]
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        pages = [file.read(name).decode() for name in file.namelist() if "worksheets/" in name]
        styles = file.read("xl/styles.xml").decode()
    assert not any("<f>" in page or "<hyperlink" in page for page in pages)
    # Every column is 24 figures wide in Excel's own measure, and the heading stays when one scrolls down.
    assert {width for page in pages for width in re.findall(r'<col [^>]*width="([\d.]+)"', page)} == {"24.7109375"}
    assert all("xSplit" not in page and 'ySplit="1" topLeftCell="A2"' in page for page in pages)
    assert [re.findall(r'<col min="1" max="(\d+)"', page) for page in pages] == [
        [str(len(book.get_sheet_by_name(name).to_python()[0]))] for name in book.sheet_names
    ]
    # Marked as text by Excel's own mark, so that it stays text when somebody edits the cell.
    marked = [place for place, style in enumerate(re.findall(r"<xf .*?xfId.*?>", styles)) if "quotePrefix" in style]
    cells = re.findall(r'<c r="E\d+" s="(\d+)" t="s">', pages[3])
    assert marked and [int(style) in marked for style in cells].count(True) == 1


def in_book(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return "\n".join(file.read(name).decode("utf-8") for name in file.namelist())


def test_the_workbook_is_written_beside_nothing_that_is_there(given: tuple[Store, Meeting], tmp_path: Any) -> None:
    store, meeting = given
    target = tmp_path / "mote.xlsx"
    wanted = ["mote", "--id", meeting.id, "--ut", str(target)]
    assert run(wanted, Plans(store)).code == 0
    assert target.read_bytes()[:2] == b"PK"
    assert "finns redan" in run(wanted, Plans(store)).text
    assert run([*wanted, "--ersatt"], Plans(store)).code == 0


def test_what_the_agreement_rests_on_and_leaves_out_is_told_alike_on_the_page_and_in_the_files(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_plan(store, read_plan(DATA / "vso-2021"))
    criteria = standard_model().model_copy(update={"criteria": standard_model().criteria[1:2]})
    meeting = meetings.open_meeting(store, VSO, criteria, setup_from(ROLES, Naming.BY_ROLE), "objektledare")
    there = [meetings.join(store, meeting.code, role)[0] for role in ROLES]
    meeting_steps.open_round(store, meeting.id, ("S01", "S02", "S03"), "objektledare")
    for member, projects in zip(there, (("S01", "S02"), ("S01", "S02"), ("S03",)), strict=True):
        for place, project in enumerate(projects):
            level(store, Voter(meeting.id, member, 1), project, LEVELS[place])
    meeting_steps.reveal(store, meeting.id, "objektledare")
    document = meeting_document(store, meeting.id)
    left_out = document["kendalls_w"].pop("projekt_utan_par")
    assert [item["projekt"] for item in left_out] == ["S03"]
    figures = {"w": 1.0, "medlemmar": 2, "par": 1, "projekt": 2}
    assert document["kendalls_w"] == {**figures, "medlemmar_utan_par": 1, "roller_utan_par": ["=Linjechef"]}
    said = document["kendalls_w_i_ord"]
    assert "(2 medlemmar i 1 par, 2 projekt)" in said.replace("\u00a0", " ")
    assert "Inte med i måttet: =Linjechef" in said and f"Inte med i måttet: {left_out[0]['projekt_namn']}" in said
    monkeypatch.setattr(context, "store", lambda: store)
    page = draw_result({**to_address(View()), "plan": "vso-2021", "mote": meeting.id})
    assert words(said) in words(page)
    head = CalamineWorkbook.from_filelike(io.BytesIO(meeting_workbook(document))).get_sheet_by_name("Mötet")
    assert dict(row[:2] for row in head.to_python())["Enighet om ordningen, i ord"] == said


def test_the_file_of_a_meeting_has_the_agreement_under_the_weights_that_the_room_saw(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_plan(store, read_plan(DATA / "vso-2021"))
    two = standard_model().model_copy(update={"criteria": standard_model().criteria[:2]})
    meeting = meetings.open_meeting(store, VSO, two, setup_from(ROLES[:2], Naming.BY_ROLE), "objektledare")
    there = [meetings.join(store, meeting.code, role)[0] for role in ROLES[:2]]
    meeting_steps.open_round(store, meeting.id, PROJECTS, "objektledare")
    # Both put one effect type above the other; of the scope they think the opposite.
    for member, scope in zip(there, (("Ingen", "Hög"), ("Hög", "Ingen")), strict=True):
        voter = Voter(meeting.id, member, 1)
        for project, kind, much in zip(PROJECTS, ("En effekt", "Två effekter"), scope, strict=True):
            ballots.save_answer(store, voter, project, "effekttyp", Answer(kind=Kind.LEVEL, value=kind))
            level(store, voter, project, much)
    meeting_steps.reveal(store, meeting.id, "objektledare")
    assert meeting_document(store, meeting.id)["kendalls_w"]["w"] == 0
    view = View(weights=(("effekttyp", 90.0), ("omfattning", 10.0)))
    lead_room(store, meeting.id, room_parameters(view), "objektledare")
    document = meeting_document(store, meeting.id)
    assert document["kendalls_w"]["w"] == 1
    assert document["vikter"] == {"effekttyp": 0.9, "omfattning": 0.1}
    monkeypatch.setattr(context, "store", lambda: store)
    page = words(draw_result({**to_address(view), "plan": "vso-2021", "mote": meeting.id}))
    assert words(document["kendalls_w_i_ord"]) in page
    assert "Vikter: Effekttyp 90 % och Omfattning 10 %." in page


def test_every_sheet_has_its_heading_its_figures_as_figures_and_room_for_words(given: tuple[Store, Meeting]) -> None:
    store, meeting = given
    document = meeting_document(store, meeting.id)
    data = meeting_workbook(document)
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    sheets = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    about = dict(sheets["Mötet"][1:])
    assert (about["Mötets id"], about["Avslutat"], about["Rundor som inte visats"]) == (meeting.id, "", "2")
    assert about["Roller"] == ", ".join(ROLES)
    heading, *rounds = sheets["Rundor"]
    assert heading[:4] == ["Runda", "Öppnad", "Visad", "Stängd"]
    assert heading[4:] == ["Visad utan svar från", "Projekt-id", "Projekt", "Frågade om"]
    moments = [local(document["rundor"][0][key]) for key in ("oppnad", "visad", "stangd")]
    assert [row[:6] for row in rounds] == [[1, *moments, "", key] for key in PROJECTS]
    assert {row[5]: row[6] for row in sheets["Svar"][1:] if row[1] == "S02"} == {"Mycket hög": "ja", "Ingen": "nej"}
    heading, *rows = sheets["Gruppen"]
    assert heading[3:7] == ["Antal svar", "Vet ej", "Jäv", "Median (0–100)"]
    assert [row[3:6] for row in rows] == [[row["antal_svar"], row["vet_ej"], row["jav"]] for row in document["gruppen"]]
    medians = [row["median"] for row in document["gruppen"]]
    assert [row[6] for row in rows] == ["" if share is None else 100 * share for share in medians]
    assert all(isinstance(cell, float) for row in rows for cell in row[3:6])
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        pages = [file.read(name).decode() for name in file.namelist() if "worksheets/" in name]
        styles = file.read("xl/styles.xml").decode().partition("<cellXfs")[2].split("<xf ")[1:]
    for page, (heading, *_) in zip(pages, sheets.values(), strict=True):
        assert re.findall(r'<col min="(\d+)" max="(\d+)" width="(\d+)', page) == [("1", str(len(heading)), "24")]
        assert 'ySplit="1" topLeftCell="A2"' in page
        for style in re.findall(r'<c r="[A-Z]2" s="(\d+)"', page):
            assert 'vertical="top" wrapText="1"' in styles[int(style)]


def test_the_tenth_round_stands_after_the_second_and_vet_ej_among_numbers_as_a_word(store: Store) -> None:
    import_plan(store, read_plan(DATA / "vso-2021"))
    model = Model(criteria=(Criterion(id="nytta", name="Nytta", scale=NumberScale(lowest=0, highest=100)),))
    meeting = meetings.open_meeting(store, VSO, model, setup_from(ROLES, Naming.ANONYMOUS), "objektledare")
    first, second, _ = (meetings.join(store, meeting.code, role)[0] for role in ROLES)
    said = {2: Answer(kind=Kind.LEVEL, value=9.0), 10: Answer(kind=Kind.LEVEL, value=20.0)}
    for number in range(1, 11):
        meeting_steps.open_round(store, meeting.id, ["S01"], "objektledare")
        if number in said:
            ballots.save_answer(store, Voter(meeting.id, first, number), "S01", "nytta", said[number])
            answer = Answer(kind=Kind.DONT_KNOW)
            ballots.save_answer(store, Voter(meeting.id, second, number), "S01", "nytta", answer)
        meeting_steps.reveal(store, meeting.id, "objektledare")
    document = meeting_document(store, meeting.id)
    assert told(document, "svar", "runda", "svar") == [(2, 9.0), (2, "vet ej"), (10, 20.0), (10, "vet ej")]

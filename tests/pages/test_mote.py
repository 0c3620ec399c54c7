"""Möte and Poängsätt: who may run the meeting, what each button does, and what the group then sees."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from prioritering.meeting.meeting import Answer, Kind, Meeting, Member, Naming, RoundState
from prioritering.store import ballots, meetings
from prioritering.store.ballots import Voter
from prioritering.store.connection import Store
from tests.pages.conftest import opened
from tests.pages.visit import Visit, cells, words

FORBIDDEN = "Det krävs rätten att leda möte"
LEVELS = ("Ingen", "Låg", "Medel", "Hög", "Mycket hög")
ROLES = tuple(f"Ledamot {number}" for number in range(10))
# Ten answers a step of 0.25 apart: each step away from the median takes 0.05 from the agreement.
SPREAD = {
    "S01": (2, 2, 2, 2, 2, 2, 2, 3, 3, 3),
    "S02": (2, 2, 2, 2, 2, 2, 3, 3, 3, 3),
    "S03": (1, 1, 1, 2, 2, 2, 2, 3, 3, 3),
    "S04": (1, 1, 1, 2, 2, 2, 3, 3, 3, 3),
    "S05": (0, 0, 0, 0, 0, 2, 2, 2, 2, 2),
    "S06": (0, 0, 0, 0, 2, 2, 2, 3, 3, 3),
}


def open_one(roles: tuple[str, ...] = (), projects: tuple[str, ...] = (), naming: Naming = Naming.BY_ROLE) -> Visit:
    """Open a meeting as its leader does."""
    visit = Visit("mote")
    if roles:
        visit.widget("Roller i mötet").set_value(list(roles))
    if projects:
        visit.widget("Projekt i runda 1").set_value(list(projects))
    visit.widget("När svaren visas").set_value(naming)
    return visit.press("Öppna mötet och runda 1")


def newest(store: Store) -> Meeting:
    return meetings.meetings_of(store, "vso-2021")[0]


def join(store: Store, role: str, subject: str | None = None) -> Member:
    return meetings.join(store, newest(store).code, role, subject)[0]


def answer(store: Store, member: Member, project: str, **answers: str) -> None:
    meeting = newest(store)
    for key, level in answers.items():
        voter = Voter(meeting.id, member, len(meeting.rounds))
        ballots.save_answer(store, voter, project, key, Answer(kind=Kind.LEVEL, value=level))


# Opening


def test_opening_a_meeting_keeps_roles_naming_and_the_chosen_projects(database: Store) -> None:
    visit = open_one(("Linjechef", "Objektägare"), ("S02", "P01"), Naming.ANONYMOUS)
    meeting = newest(database)
    assert visit.address == {"mote": meeting.id}
    assert (meeting.roles, meeting.naming) == (("Linjechef", "Objektägare"), Naming.ANONYMOUS)
    assert [item.project_ids for item in meeting.rounds] == [("S02", "P01")]
    assert f"Kod {meeting.code[:3]} {meeting.code[3:]}" in visit.text
    assert "Svaren visas utan roller" in visit.text


def test_the_first_round_asks_about_the_projects_with_a_basis_unless_others_are_chosen(database: Store) -> None:
    open_one()
    assert newest(database).rounds[0].project_ids == tuple(f"S{number:02}" for number in range(1, 11))


def test_a_meeting_without_roles_is_not_opened(database: Store) -> None:
    visit = Visit("mote")
    visit.widget("Roller i mötet").set_value([])
    visit.press("Öppna mötet och runda 1")
    assert visit.app.error[0].value == "Minst en roll behövs i mötet."
    assert meetings.meetings_of(database, "vso-2021") == ()


def test_the_form_opens_nothing_for_someone_who_no_longer_leads(database: Store) -> None:
    visit = Visit("mote").become("medlem").press("Öppna mötet och runda 1")
    assert visit.app.error == [] and "Objektledaren öppnar mötet" in visit.text
    assert meetings.meetings_of(database, "vso-2021") == ()


# Every button


def leading(store: Store, label: str) -> Visit:
    """A meeting that has come so far that the button is there."""
    visit = open_one(projects=("S01", "S02"))
    join(store, "Linjechef")
    if label in ("Stäng runda 1", "Öppna runda 2"):
        visit.press("Visa svaren i runda 1")
    if label == "Öppna anslutningen":
        visit.press("Stäng anslutningen")
    return visit.run()


def state(store: Store) -> tuple[object, ...]:
    meeting = newest(store)
    left = [item.left_at is not None for item in meetings.members(store, meeting.id)]
    rounds = [(item.state, item.project_ids) for item in meeting.rounds]
    return rounds, meeting.joining_open, frozenset(meeting.shared_roles), meeting.closed_at is not None, left


BLIND, REVEALED, CLOSED = ((state, ("S01", "S02")) for state in RoundState)
BUTTONS = {
    "Visa svaren i runda 1": ([REVEALED], True, frozenset(), False, [False]),
    "Stäng runda 1": ([CLOSED], True, frozenset(), False, [False]),
    "Öppna runda 2": ([CLOSED, (RoundState.BLIND, ("S02",))], True, frozenset(), False, [False]),
    "Stäng anslutningen": ([BLIND], False, frozenset(), False, [False]),
    "Öppna anslutningen": ([BLIND], True, frozenset(), False, [False]),
    "Låt flera vara Objektägare": ([BLIND], True, frozenset({"Objektägare"}), False, [False]),
    "Släpp Linjechef": ([BLIND], True, frozenset(), False, [True]),
    "Avsluta mötet": ([CLOSED], False, frozenset(), True, [False]),
}


@pytest.mark.parametrize("label", BUTTONS)
def test_each_button_does_what_it_says_and_asks_for_the_permission_again(database: Store, label: str) -> None:
    visit = leading(database, label)
    before, version = state(database), meetings.versions(database, newest(database).id)
    # An objektägare may all that an objektledare may, except this.
    visit.become("objektägare").button(label).click()
    visit.run()
    assert FORBIDDEN in visit.app.error[0].value
    assert label not in visit.labels()
    visit.become("objektledare").run()
    assert state(database) == before
    assert meetings.versions(database, newest(database).id) == version
    if label == "Öppna runda 2":
        visit.set("Projekt i runda 2", ["S02"])
    visit.press(label)
    assert visit.faults == []
    assert not visit.app.error
    assert state(database) == BUTTONS[label]


@pytest.mark.parametrize("role", ["läsare", "medlem", "objektägare"])
def test_who_does_not_lead_sees_the_meeting_without_its_buttons(database: Store, role: str) -> None:
    open_one()
    visit = Visit("mote", role=role)
    assert visit.labels() == ["Logga ut"]
    assert "Runda 1 pågår" in visit.text


def test_a_button_that_comes_too_late_is_told_why(database: Store) -> None:
    visit = open_one()
    meetings.reveal(database, newest(database).id, "objektledare")
    visit.button("Visa svaren i runda 1").click()
    visit.run()
    assert visit.app.error[0].value[:1].isupper()
    assert visit.app.error[0].value.endswith(".")


def test_a_closed_meeting_keeps_its_result_and_gives_way_to_a_new_one(database: Store) -> None:
    visit = open_one().press("Avsluta mötet")
    assert "Mötet är avslutat; resultatet står kvar." in visit.text
    assert visit.labels() == ["Öppna ett nytt möte", "Logga ut"]
    visit.press("Öppna ett nytt möte").press("Öppna mötet och runda 1")
    assert len(meetings.meetings_of(database, "vso-2021")) == 2
    assert visit.address == {"mote": newest(database).id}


def test_another_plan_has_no_part_in_the_meeting(database: Store) -> None:
    open_one()
    for page in ("mote", "poangsatt"):
        visit = Visit(page, f"plan=prov&mote={newest(database).id}")
        assert newest(database).code[:3] not in visit.text
        assert "Deltagare" not in visit.text


# What is seen before and after the reveal


def test_nothing_of_what_is_answered_is_on_any_page_before_the_reveal(database: Store) -> None:
    open_one(projects=("S01",))
    member = join(database, "Linjechef")
    answer(database, member, "S01", effekttyp="Två effekter", omfattning="Mycket hög", tidsperspektiv="Kort")
    ballots.save_reason(database, Voter(newest(database).id, member, 1), "S01", "Hemligt skäl")
    visit = Visit("mote")
    assert cells(visit.html, "Linjechef") == ["Linjechef", "1 av 1", "✓ klar"]
    for page in ("mote", "projektor", "prioritera", "poangsatt", "robusthet"):
        shown = Visit(page)
        everything = shown.text + str(shown.components)
        assert "Hemligt" not in everything
        assert "Gruppens bedömning" not in everything
    assert "Gruppens svar" not in [item.label for item in visit.app.button_group]


@pytest.fixture(scope="module")
def shown(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A meeting where ten members have answered on six projects, and the first three have ordered the criteria."""
    path = Path(shutil.copy(filled, tmp_path_factory.mktemp("visat") / "visat.duckdb"))
    with opened(path) as store:
        open_one(ROLES, tuple(SPREAD))
        there = [join(store, role) for role in ROLES]
        for project, steps in SPREAD.items():
            for member, step in zip(there, steps, strict=True):
                answer(store, member, project, omfattning=LEVELS[step])
        meeting = newest(store)
        for member in there[:3]:
            places = {"effekttyp": 3, "omfattning": 1, "tidsperspektiv": 2}
            ballots.save_order(store, Voter(meeting.id, member, 1), places)
        ballots.save_reason(store, Voter(meeting.id, there[0], 1), "S06", "<b>Dyrt</b> & svårt")
        meetings.reveal(store, meeting.id, "objektledare")
        yield store


@pytest.mark.parametrize(
    ("name", "agreement", "shade"),
    [
        ("Automatisering", 85, 0),
        ("Införande nya e-tjänster", 80, 1),
        ("Behovsanpassade", 70, 1),
        ("Införande digitala matinköp", 65, 2),
        ("Beslutsstöd", 50, 2),
        ("Tjänster på distans", 45, 3),
    ],
)
def test_a_cell_is_darker_the_less_the_members_agree(shown: Store, name: str, agreement: int, shade: int) -> None:
    heat = next(part for part in re.findall(r"<table.*?</table>", Visit("mote").html, re.S) if "m-heat" in part)
    row = next(part for part in re.findall(r"<tr>.*?</tr>", heat, re.S) if name in words(part))
    cell = next(part for part in re.findall(r"<td[^>]*>.*?</td>", row, re.S) if "enighet" in part)
    assert f"enighet {agreement} % · 10 svar" in words(cell)
    assert cell.startswith(f'<td class="m-cell m-h{shade}">')
    assert ("≠ olika" in cell) == (agreement < 70)
    assert row.count("inga svar") == 2


def test_the_disputes_are_listed_least_agreed_first_with_how_the_answers_fall(shown: Store) -> None:
    html = Visit("mote").html
    listed = re.findall(r"<li><b>(.*?)</b>", html)
    assert [name.split()[0] for name in listed] == ["Tjänster", "Beslutsstöd", "Införande"]
    first = words(html.split("<li><b>")[1])
    assert "4 Ingen (Ledamot 0, Ledamot 1, Ledamot 2 och Ledamot 3)" in first
    assert "3 Medel (Ledamot 4, Ledamot 5 och Ledamot 6)" in first
    assert "”&lt;b&gt;Dyrt&lt;/b&gt; &amp; svårt”" in html
    assert "<b>Dyrt" not in html


def test_the_link_to_the_members_weights_carries_them_the_group_and_the_meeting(shown: Store) -> None:
    visit = Visit("mote", "poang=medel")
    assert "ger vikterna Effekttyp 11 %, Omfattning 61 % och Tidsperspektiv 28 %" in visit.text
    link = next(part for part in re.findall(r'href="([^"]*)"', visit.html) if "prioritera" in part)
    found = urlsplit(link.replace("&amp;", "&"))
    assert found.path.endswith("/prioritera")
    query = {key: value[0] for key, value in parse_qs(found.query).items()}
    assert query == {
        "vikter": "effekttyp.11~omfattning.61~tidsperspektiv.28",
        "poang": "medel",
        "mote": newest(shown).id,
    }
    followed = Visit("prioritera", found.query)
    assert [item.value for item in followed.app.slider] == [11, 61, 28]
    assert followed.widget("Poäng från").value == "medel"


def test_the_disputed_projects_are_proposed_for_the_next_round(shown: Store) -> None:
    proposed = Visit("mote").widget("Projekt i runda 2 (de omstridda är förvalda)")
    assert proposed.value == ["S06", "S05", "S04"]


def test_the_groups_answer_is_the_median_or_the_mean(shown: Store) -> None:
    visit = Visit("mote")
    assert cells(visit.html, "Införande nya")[3].startswith("50 ")
    visit.set("Gruppens svar", "medel")
    assert visit.address["poang"] == "medel"
    assert cells(visit.html, "Beslutsstöd")[3].startswith("25 ")
    assert cells(visit.html, "Införande nya")[3].startswith("60 ")


def test_the_board_can_take_its_points_from_the_group(shown: Store) -> None:
    visit = Visit("prioritera")
    plan = visit.row("S06")
    visit.set("Poäng från", "median")
    assert visit.address["poang"] == "median"
    assert visit.row("S06") != plan
    assert "styrgruppens median" in Visit("projektor", "bild=rangordning&poang=median").text
    assert Visit("prioritera").set("Poäng från", "planen").row("S06") == plan


def test_the_choice_of_points_is_drawn_only_where_a_group_has_answered(shown: Store) -> None:
    assert "Poäng från" not in [item.label for item in Visit("prioritera", "plan=prov").app.button_group]
    assert "Poäng från" in [item.label for item in Visit("robusthet").app.button_group]


def test_points_from_a_group_that_has_shown_nothing_are_told_and_the_plans_are_used(shown: Store) -> None:
    visit = Visit("prioritera", "plan=prov&poang=median")
    assert "har inte visat några svar" in visit.text
    assert "75 av 100" in visit.row("A2")


def test_the_projector_shows_the_three_widest_disputes(shown: Store) -> None:
    html = Visit("projektor", "bild=oenighet").html
    assert len(re.findall(r"<li><b>", html)) == 3
    assert "enighet 45 %" in words(html)


# Poängsätt


def test_a_code_that_is_not_there_is_told(database: Store) -> None:
    open_one()
    visit = Visit("poangsatt", "kod=AAAAAA", "medlem")
    assert visit.app.warning[0].value == "Koden finns inte; kontrollera den med mötesledaren."


def test_a_code_leads_to_the_roles_that_are_free(database: Store) -> None:
    open_one(("Linjechef", "Objektägare", "Objektledare"))
    join(database, "Linjechef", "prov|linjechefen")
    visit = Visit("poangsatt", role="medlem")
    code = newest(database).code
    visit.widget("Mötets kod").set_value(f"{code[:3].lower()} {code[3:].lower()}")
    visit.press("Fortsätt")
    assert visit.address["kod"] == code
    taken = {item["name"]: item["taken"] for item in visit.components["anslut"]["roles"]}
    assert taken == {"Linjechef": True, "Objektägare": False, "Objektledare": False}


def test_a_closed_door_lets_nobody_choose_a_role(database: Store) -> None:
    open_one().press("Stäng anslutningen")
    visit = Visit("poangsatt", f"kod={newest(database).code}", "medlem")
    assert "anslut" not in visit.components


def test_who_has_joined_gets_the_ballot_with_the_plans_own_words_and_nobodys_answers(database: Store) -> None:
    open_one(projects=("S01", "S02"))
    other = join(database, "Linjechef")
    answer(database, other, "S02", omfattning="Låg")
    join(database, "Objektägare", "prov|anna")
    visit = Visit("poangsatt", role="medlem")
    [(key, data)] = [item for item in visit.components.items() if item[0].startswith("rost-")]
    assert key == f"rost-{newest(database).id}"
    assert [item["id"] for item in data["criteria"]] == ["effekttyp", "omfattning", "tidsperspektiv"]
    second = data["projects"]["S02"]
    assert second["says"] == {"effekttyp": "ej angivet", "omfattning": "Hög", "tidsperspektiv": "Medel"}
    assert ["Klass", "Strategiskt"] in second["facts"]
    assert ["Kostnad", "1\u00a0000\u00a0tkr"] in second["facts"]
    assert ["Kostnad", "okänd"] in data["projects"]["S04"]["facts"]
    assert "Linjechef" not in str(data)
    assert "Låg" not in str({**data, "criteria": []})

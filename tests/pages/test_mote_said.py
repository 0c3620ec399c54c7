"""After the reveal the result stands first on Möte, and every word that members have said can be found there."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from prioritering.json_text import as_json
from prioritering.meeting.meeting import Answer, Kind, Naming
from prioritering.plan.reader import read_plan
from prioritering.store import ballots, meetings
from prioritering.store.ballots import Voter
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from prioritering.usecases.meeting_document import meeting_document
from prioritering.web.pages.mote.said import Utterance, matches
from tests.databases import copied
from tests.folders import PROV
from tests.pages.conftest import opened
from tests.pages.meeting import answer, join, newest, open_one, take
from tests.pages.visit import Visit, words
from tests.store import meeting_steps

ROLES = ("Linjechef", "Objektledare", "Objektägare")
PROJECTS = tuple(f"S{number:02}" for number in range(1, 11))
LEVELS = ("Ingen", "Medel", "Mycket hög")
SEARCH = "Sök bland skäl, vet ej och jäv"


def held(store: Store, naming: Naming) -> None:
    """Ten disputed projects with a reason of everyone's on each, one "vet ej" and one jäv, and a second round."""
    open_one(ROLES, PROJECTS, naming)
    there = [join(store, role) for role in ROLES]
    meeting = newest(store)
    for project in PROJECTS:
        for number, member in enumerate(there):
            answer(store, member, project, omfattning=LEVELS[number])
            ballots.save_reason(store, Voter(meeting.id, member, 1), project, f"skäl {project} från {number} <b>x</b>")
    ballots.save_answer(store, Voter(meeting.id, there[0], 1), "S01", "effekttyp", Answer(kind=Kind.DONT_KNOW))
    ballots.save_conflict(store, Voter(meeting.id, there[1], 1), "S02", True)
    meeting_steps.reveal(store, meeting.id, "objektledare")
    meeting_steps.open_round(store, meeting.id, ["S03"], "objektledare")
    ballots.save_reason(store, Voter(meeting.id, there[0], 2), "S03", "ny tanke om kostnaden")
    meeting_steps.reveal(store, meeting.id, "objektledare")


@pytest.fixture(scope="module", params=list(Naming))
def shown(request: pytest.FixtureRequest, filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Naming]:
    path = copied(filled, tmp_path_factory.mktemp("sagt") / "sagt.duckdb")
    with opened(path) as store:
        held(store, request.param)
        yield request.param


def said(visit: Visit) -> str:
    return visit.components["mote-skal"]["html"]


def test_every_reason_of_every_round_is_there_and_none_is_cut(shown: Naming) -> None:
    text = words(said(Visit("mote")))
    for project in PROJECTS:
        for number in range(3):
            assert text.count(f"”skäl {project} från {number} <b>x</b>”") == 1
    assert "Skäl i runda 2: ”ny tanke om kostnaden”" in text
    assert "Allt som sagts, 33 uppgifter." in text
    assert "Vet ej: Effekttyp: 1 medlem" in text and "Jäv: 1 medlem" in text


def test_roles_stand_at_what_was_said_only_when_the_meeting_names_them(shown: Naming) -> None:
    text = words(said(Visit("mote")))
    named = [role for role in ROLES if f"({role})" in text]
    assert named == (list(ROLES) if shown is Naming.BY_ROLE else [])
    if shown is Naming.ANONYMOUS:
        assert not any(role in text for role in ROLES)


def test_what_was_said_is_found_by_words_of_it_and_of_its_project(shown: Naming) -> None:
    visit = Visit("mote").set(SEARCH, "KOSTNADEN tanke")
    assert "1 av 33 uppgifter passar sökningen." in words(said(visit))
    assert re.findall(r"”(.*?)”", said(visit)) == ["ny tanke om kostnaden"]
    assert "1 av 33 uppgifter" in words(said(visit.set(SEARCH, "ja\u0308v")))
    assert "1 av 33 uppgifter" in words(said(visit.set(SEARCH, "jäv")))
    assert "Inget av det som sagts, 33 uppgifter, passar" in words(said(visit.set(SEARCH, "<b>finns ej</b>")))
    found = words(said(visit.set(SEARCH, "linjechef")))
    assert ("Inget av det som sagts" in found) == (shown is Naming.ANONYMOUS)


@pytest.mark.parametrize(("written", "sought"), [("må", "ma\u030a"), ("ma\u030a", "må")])
def test_what_was_said_is_found_however_its_letters_are_written(written: str, sought: str) -> None:
    assert matches(Utterance("P1", "Skäl", f"det {written} göras", ""), sought)


def test_all_disputes_are_listed(shown: Naming) -> None:
    disputes = Visit("mote").html.split('class="m-disputes"')[1].split("</ol>")[0]
    # On S02 the one in the middle has a conflict of interest: the ends are as far apart without them.
    assert disputes.count("<li><b>") == len(PROJECTS)


def test_nothing_of_what_was_said_is_there_before_the_reveal(database: Store) -> None:
    open_one(ROLES, ("S01",))
    member = join(database, "Linjechef")
    ballots.save_reason(database, Voter(newest(database).id, member, 1), "S01", "hemligt")
    visit = Visit("mote", "sok=hemligt")
    assert "mote-skal" not in visit.components
    assert SEARCH not in [item.label for item in visit.app.text_input]


def test_what_was_said_of_a_project_that_has_left_the_plan_is_still_told(
    database: Store, write_plan: Callable[..., Path]
) -> None:
    Visit("mote", "plan=prov").press("Öppna mötet och runda 1")
    meeting = meetings.meetings_of(database, PROV)[0]
    member, _ = meetings.join(database, meeting.code, meeting.roles[0])
    ballots.save_reason(database, Voter(meeting.id, member, 1), "A2", "borde utgå")
    import_plan(database, read_plan(write_plan()))
    meeting_steps.reveal(database, meeting.id, "objektledare")
    visit = Visit("mote", "plan=prov")
    assert visit.faults == []
    assert "Beta (A2, finns inte längre i planen) Skäl: ”borde utgå”" in words(said(visit))
    assert "Beta, Gamma, Delta och Epsilon har tagits bort ur planen" in visit.text


def test_the_result_stands_first_after_the_reveal_and_the_controls_are_folded(database: Store) -> None:
    visit = open_one(ROLES, ("S01",))
    folded = "Leda mötet: kod, runda, roller och avslut"
    assert folded not in [item.label for item in visit.app.expander]
    answer(database, join(database, "Linjechef"), "S01", omfattning="Hög")
    assert "Här syns bara vem som är klar" in visit.run().text
    take(visit, "Visa svaren i runda 1")
    assert folded in [item.label for item in visit.app.expander]
    order = [item.proto.id.split("-", 2)[-1] for item in visit.app.get("bidi_component")]
    assert order.index("mote-resultat") < order.index("mote-skal")
    assert "Här syns bara vem som är klar" not in visit.text
    html = visit.components["mote-resultat"]["html"]
    assert html.index("Gruppens bedömning") < html.index("Medlemmar")
    # A new blind round is about who is done, and the leader needs the controls again.
    take(visit.set("Projekt i runda 2", ["S01"]), "Öppna runda 2")
    assert folded not in [item.label for item in visit.app.expander]
    html = visit.components["mote-resultat"]["html"]
    assert html.index("Medlemmar") < html.index("Gruppens bedömning")


def test_who_does_not_lead_finds_the_way_in_folded_after_the_reveal(database: Store) -> None:
    visit = open_one(ROLES, ("S01",))
    join(database, "Linjechef")
    take(visit, "Visa svaren i runda 1")
    assert [item.label for item in Visit("mote", role="läsare").app.expander] == ["Gå med i mötet"]


def test_what_was_shown_can_be_taken_along_as_files_and_nothing_before_that(database: Store) -> None:
    visit = open_one(ROLES, ("S01",))
    answer(database, join(database, "Linjechef"), "S01", omfattning="Hög")
    assert visit.run().app.get("download_button") == []
    take(visit, "Visa svaren i runda 1")
    labels = [item.proto.label for item in visit.app.get("download_button")]
    assert labels == ["Hämta svaren i Excel", "Hämta svaren som JSON"]
    document = meeting_document(database, newest(database).id)
    assert json.loads(as_json(document)) == json.loads(json.dumps(document))


def test_the_wall_shows_the_large_way_in_until_the_answers_are_shown_and_then_one_line(database: Store) -> None:
    visit = open_one(ROLES, ("S01",))
    answer(database, join(database, "Linjechef"), "S01", omfattning="Hög")

    def corner() -> tuple[bool, bool]:
        wall = Visit("projektor", f"mote={newest(database).id}&bild=ram").html
        return 'alt="QR-kod till' in wall, "Gå med: kod" in wall

    assert corner() == (True, False)
    take(visit.run(), "Visa svaren i runda 1")
    assert corner() == (False, True)


def test_an_administrator_alone_takes_a_text_away_and_it_says_so_where_it_stood(database: Store) -> None:
    visit = open_one(ROLES, ("S01",))
    member = join(database, "Linjechef")
    answer(database, member, "S01", omfattning="Hög")
    ballots.save_reason(database, Voter(newest(database).id, member, 1), "S01", "Om en person")
    take(visit, "Visa svaren i runda 1")
    remove = "Ta bort texten för gott"
    assert remove not in [button.label for button in Visit("mote", role="objektledare").app.button]
    visit = Visit("mote", role="administratör")
    assert "Om en person" in said(visit) and remove not in visit.labels()
    field = visit.widget("Text som ska bort")
    assert field.options == ["Automatisering av myndighetsprocesser, runda 1: ”Om en person”"]
    field.select_index(0)
    visit.run().press(remove)
    assert visit.faults == [] and not visit.app.error
    assert "Borttaget skäl: texten är borttagen" in words(said(visit))
    assert "Om en person" not in as_json(meeting_document(database, newest(database).id))
    assert remove not in [button.label for button in visit.app.button]

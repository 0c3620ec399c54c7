"""A project that fails a gate, on every page: shown as 'Krav ej uppfyllt', with no place, and no lock helps."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from prioritering.criteria.gate import Verdict
from prioritering.plan.object_plan import Tier
from prioritering.plan.reader import read_plan
from prioritering.store import entry_log, meetings
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from prioritering.usecases import change_plan
from prioritering.usecases.change_plan import Beside, Signature
from tests.criteria.gates import HEADER as GATES
from tests.criteria.gates import MODEL, gated_plan
from tests.criteria.gates import ROWS as GATED
from tests.databases import copied
from tests.folders import PROV, write_plan
from tests.pages.conftest import opened
from tests.pages.test_dialogs import from_row, signed
from tests.pages.visit import Visit, as_read, cells

NOTE = "Krav ej uppfyllt: Alfa (Tillgänglighet). Det tar inget av ramen."
WAITING = "Krav ej prövat: Gamma (Tillgänglighet). Det räknas med."


@pytest.fixture(scope="module")
def with_gate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("krav")
    with opened(folder / "fylld.duckdb", str(gated_plan(folder / "prov"))):
        pass
    return folder / "fylld.duckdb"


@pytest.fixture
def own(with_gate: Path, tmp_path: Path) -> Iterator[Store]:
    with opened(copied(with_gate, tmp_path / "egen.duckdb")) as store:
        yield store


pytestmark = pytest.mark.usefixtures("own")


def test_the_board_lists_it_last_in_a_lane_of_its_own_and_marks_what_has_not_been_tried() -> None:
    visit = Visit("prioritera", "plan=prov&ram=100")
    assert [row["key"] for row in visit.board][-2:] == [next(r["key"] for r in visit.board if r["kind"] == "lane"), "a"]
    assert visit.row("a").endswith(
        "Klass: Strategiskt Tillgänglighet: nej poängsätts inte 100 – ✕ Krav ej uppfyllt Varför?"
    )
    assert "Tillgänglighet ej prövat" in visit.row("c")
    assert "Ramen 100 tkr räcker till båda projekten." in visit.text


def test_the_line_stands_above_the_lane() -> None:
    keys = [row["key"] for row in Visit("prioritera", "plan=prov&ram=100").board]
    assert keys.index("linje") < keys.index("a")


def test_metod_says_what_a_gate_does_where_a_plan_has_one() -> None:
    said = "Krav ej uppfyllt: ett krav i planens modell (Tillgänglighet) är besvarat med nej."
    assert said in Visit("metod", "plan=prov").text
    assert "Krav ej uppfyllt" not in Visit("metod", "plan=vso-2021").text


def test_a_filter_of_class_hides_it_too() -> None:
    keys = [row["key"] for row in Visit("prioritera", "plan=prov&ram=100&klass=prioriterat").board]
    assert "a" not in keys


def test_a_lock_that_is_tried_is_answered_with_why_it_does_not_count() -> None:
    visit = Visit("prioritera", "plan=prov&ram=100&med=a")
    assert "”Måste med” på Alfa räknas inte. Krav ej uppfyllt" in visit.text
    assert "a" not in visit.inside


def test_the_lock_dialog_says_why() -> None:
    visit = from_row(Visit("prioritera", "plan=prov&ram=100"), "las", "a")
    assert any("Krav ej uppfyllt" in item.value for item in visit.app.warning)


def test_an_assumption_answers_the_gate_and_brings_the_project_in(own: Store) -> None:
    visit = from_row(Visit("prioritera", "plan=prov&ram=100"), "anta", "a")
    visit.widget("Vad antas?").set_value("tillganglighet")
    from_row(visit, "anta", "a")
    visit.widget("Är kravet uppfyllt?").set_value(Verdict.YES)
    signed(visit).button("Spara").click()
    from_row(visit, "anta", "a")
    [entry] = entry_log.current(own, PROV).levels
    assert (entry.project_id, entry.criterion_id, entry.low, entry.high) == ("a", "tillganglighet", "ja", "ja")
    assert Visit("prioritera", "plan=prov&ram=100").inside == ["a"]


def test_the_reasons_of_its_row_name_the_gate_and_the_answer() -> None:
    visit = Visit("prioritera", "plan=prov&ram=100").send("tavla", open=["a", "c"])
    why = {row["key"]: row["why"] for row in visit.board}
    assert "Krav, Tillgänglighet: nej." in why["a"]
    assert "<table" not in why["a"]
    assert "Krav, Tillgänglighet: ej prövat." in why["c"]


@pytest.mark.parametrize("part", ["laget", "portfolj"])
def test_robusthet_shows_it_outside_every_case_and_portfolio(part: str) -> None:
    visit = Visit("robusthet", f"plan=prov&ram=100&del={part}")
    assert visit.faults == []
    assert NOTE in visit.text
    assert WAITING in visit.text
    row = next(part for part in re.findall(r"<tr.*?</tr>", visit.html, re.S) if ">Alfa" in part)
    assert "Krav ej uppfyllt" in row


@pytest.mark.parametrize("step", ["rangordning", "ram", "sakert", "beslut"])
def test_the_projector_shows_it_in_each_step_that_ranks(step: str) -> None:
    visit = Visit("projektor", f"plan=prov&ram=100&bild={step}")
    assert visit.faults == []
    assert "Krav ej uppfyllt" in visit.text
    assert "Alfa" in visit.text


def test_objektplan_shows_what_the_plan_says_of_the_gate() -> None:
    text = Visit("objektplan", "plan=prov").text
    assert "Tillgänglighet" in text
    assert "ej prövat" in text


def test_the_ballot_does_not_ask_for_it(own: Store) -> None:
    visit = Visit("mote", "plan=prov")
    visit.press("Öppna mötet och runda 1")
    meeting = meetings.meetings_of(own, PROV)[0]
    meetings.join(own, meeting.code, "Objektägare", "prov|anna")
    data = next(data for key, data in Visit("poangsatt", "plan=prov").components.items() if key.startswith("rost-"))
    assert [item["id"] for item in data["criteria"]] == ["nytta"]
    assert data["criteria"][0]["label"] == "Tal från 0 till 10"


@pytest.mark.parametrize("described", [True, False])
def test_the_dialog_that_answers_a_gate_tells_what_it_is_about_where_the_plan_does(
    own: Store, tmp_path: Path, described: bool
) -> None:
    about = "Följer lösningen lagen om tillgänglighet?"
    if not described:
        model = MODEL.replace(f'beskrivning = "{about}"\n', "")
        import_plan(own, read_plan(write_plan(tmp_path / "utan", GATED, GATES, modell__toml=model)))
    visit = from_row(Visit("prioritera", "plan=prov&ram=100"), "anta", "a")
    visit.widget("Vad antas?").set_value("tillganglighet")
    from_row(visit, "anta", "a")
    assert visit.faults == []
    captions = [as_read(item.value) for item in visit.app.caption]
    assert (about in captions, "" in captions) == (described, False)
    assert visit.widget("Är kravet uppfyllt?").value == Verdict.NOT_TRIED


def test_a_model_of_nothing_but_numbers_has_no_distances_to_set_and_its_page_stands() -> None:
    visit = Visit("prioritera", "plan=prov&ram=100").open("Nivåernas värden")
    assert visit.faults == []
    assert "Nivåernas ordning är given" in visit.text
    assert not [item for item in visit.app.text_input if item.label.startswith("Nytta")]


def test_where_no_project_lacks_underlag_nothing_is_said_of_those_that_do() -> None:
    text = " ".join(Visit("prioritera", "plan=prov&ram=120").text.split())
    assert "Underlag saknas (0) Inga projekt står här." in text
    assert "för de här projekten" not in text


def test_a_new_need_that_fails_a_gate_has_no_basis_on_the_projector(own: Store) -> None:
    change_plan.assume_tier(Beside(own, PROV, 1), "a", Tier.DESIRABLE, Signature("Anna", "Sagt i gruppen"))
    html = Visit("projektor", "plan=prov&bild=behov").html
    assert [cells(html, name) for name in ("Alfa", "Gamma")] == [
        ["Alfa", "Önskvärt antagande", "100", "Krav ej uppfyllt"],
        ["Gamma", "Önskvärt", "30", "finns"],
    ]

"""What the optional columns say stands with the project on Objektplan, and Prioritera is filtered by actor."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.folders import write_plan
from tests.pages.conftest import opened
from tests.pages.visit import Visit
from tests.view.test_depends import HEADER, MODEL, ROWS


@pytest.fixture(scope="module", autouse=True)
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("uppgifter")
    plan = write_plan(folder / "prov", ROWS, HEADER, modell__toml=MODEL)
    with opened(folder / "egen.duckdb", str(plan)):
        yield


def test_objektplan_shows_them_under_the_project_with_names_in_place_of_ids() -> None:
    text = Visit("objektplan", "plan=prov").text
    assert "Alfa Aktör: UF · Beror på: Grund" in text
    assert "Gamma Aktör: UF / KOF" in text


def test_the_names_are_known_also_where_a_choice_hides_the_other_project() -> None:
    assert "Beror på: Grund" in Visit("objektplan", "plan=prov&ovrigt=aktor:UF").text


def test_the_board_is_filtered_by_who_carries_the_project_out() -> None:
    visit = Visit("prioritera", "plan=prov&ram=120").open("Ordning, regel och filter")
    assert visit.widget("Visa aktör").options == ["AMI", "KOF", "UF"]
    visit.set("Visa aktör", ["KOF"])
    assert visit.address["aktor"] == "KOF"
    assert sorted(visit.order) == ["b", "c"]


def test_a_row_inside_says_that_what_it_depends_on_is_outside() -> None:
    assert "beror på Grund, som inte är med" in Visit("prioritera", "plan=prov&ram=120").row("a")


def test_robusthet_says_how_the_dependency_counts_in_the_best_portfolio() -> None:
    visit = Visit("robusthet", "plan=prov&ram=120&del=portfolj")
    assert visit.faults == []
    assert "Alfa tas bara med om Grund är med." in visit.text


@pytest.mark.parametrize(("actor", "count"), [("UF", 5), ("AMI", 7), ("KOF", 5)])
def test_the_ukfa_plan_is_filtered_by_its_actors(actor: str, count: int) -> None:
    text = Visit("prioritera", f"plan=ukfa-2022&aktor={actor}").text
    assert f"Underlag saknas ({count})" in text
    assert f"{17 - count} projekt som saknar underlag döljs av filtret." in text


def test_a_filter_that_hides_all_that_lacks_points_does_not_say_that_there_are_none(tmp_path: Path) -> None:
    rows = "A1,Ett,prioriterat,700,,Hög,Kort,UF\nA2,Två,prioriterat,900,,,,KOF\n"
    header = "id,namn,klass,kostnad_tkr,effekttyp,omfattning,tidsperspektiv,aktor\n"
    with opened(tmp_path / "egen.duckdb", str(write_plan(tmp_path / "prov", rows, header))):
        hidden, shown = (Visit("prioritera", f"plan=prov&aktor={actor}").text for actor in ("UF", "KOF"))
    assert "1 projekt som saknar underlag döljs av filtret." in hidden
    assert "Inga projekt står här" not in hidden
    assert "saknar underlag döljs" not in shown


def test_a_cost_of_a_year_in_kronor_is_shown_in_tkr_under_a_heading_of_one_unit(tmp_path: Path) -> None:
    header = "id,namn,klass,kostnad_tkr,Kostnad 2027 (kr),Drift (kr/år)\n"
    rows = "A1,Ett,prioriterat,700,500 000,20 000-30 000\nA2,Två,prioriterat,900,enligt avtal,?\n"
    with opened(tmp_path / "egen.duckdb", str(write_plan(tmp_path / "prov", rows, header))):
        text = Visit("objektplan", "plan=prov").text
        assert "Kostnad 2027 (tkr): 500 · Drift (tkr/år): 20–30" in text
        assert "Kostnad 2027 (tkr): enligt avtal" in text

"""What one weight does to a project is told with the weight at which it does it, and drawn with the weight of now."""

from __future__ import annotations

import pytest

from prioritering.usecases.sensitivity_shown import Sensitivity, sensitivity_shown
from prioritering.usecases.weight_study import weight_scans
from prioritering.view.view import View
from tests.scoring.builders import number_model, plan, project
from tests.view.builders import picture

TWO = ("nytta", "risk")


def shown(level: float, frame: str = "1000", weights: tuple[float, float] = (25.0, 75.0), at: str = "A") -> Sensitivity:
    """A has all of one criterion and nothing of the other, B as much of both; there is room for one of them."""
    given = plan(
        project("A", 1_000_000, 100, 0, ids=TWO),
        project("B", 1_000_000, level, level, ids=TWO),
    )
    view = View(frame=frame, weights=tuple(zip(TWO, weights, strict=True)), project=at)
    found = picture(given, view, number_model(*TWO))
    return sensitivity_shown(found, weight_scans(found))


def text(found: Sensitivity, at: int = 0) -> str:
    (said,) = found.weights[at].section["texts"]
    return str(said).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("level", "where"), [(99.5, "99,5 %"), (98.5, "98,5 %"), (0.5, "0,5 %"), (50.5, "50,5 %"), (99.0, "99,0 %")]
)
def test_where_a_project_goes_in_is_told_to_a_tenth_of_a_percent(level: float, where: str) -> None:
    assert text(shown(level)) == f"Projekt A ryms vid {where} när vikten på nytta ökar från 0 till 100 %."
    # The other weight turns it the other way.
    assert text(shown(level, at="B")).startswith("Projekt B ryms inte längre säkert vid ")


def test_the_end_of_the_scale_is_told_as_it_is() -> None:
    # As good as the other only where nothing else weighs: the tie is there at the very end.
    assert text(shown(100)) == "Om Projekt A ryms är detsamma var vikten på nytta än sätts."
    assert text(shown(100, at="B")).endswith(
        "ryms inte längre säkert vid 100 % när vikten på nytta ökar från 0 till 100 %."
    )


def test_without_a_frame_it_is_the_place_that_moves() -> None:
    found = text(shown(50.5, frame="ingen"))
    assert found == "Projekt A hamnar på plats 1 vid 50,5 % när vikten på nytta ökar från 0 till 100 %."
    unmoved = text(shown(100, frame="ingen", at="B"))
    assert unmoved == "Projekt B har samma plats var vikten på nytta än sätts."


@pytest.mark.parametrize(("weights", "marked"), [((25.0, 75.0), (25, 75)), ((100.0, 0.0), (100, 0))])
def test_the_weight_of_now_is_marked_in_the_chart_with_its_figure(
    weights: tuple[float, float], marked: tuple[int, int]
) -> None:
    charts = [one.section["chart"] for one in shown(50.5, weights=weights).weights]
    assert [chart.marked for chart in charts] == list(map(float, marked))
    assert [chart.marked_word.replace("\u00a0", " ") for chart in charts] == [f"nu {percent} %" for percent in marked]

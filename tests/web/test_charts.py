"""What the charts of Robusthet say in words and figures."""

import numpy as np
import pytest

from prioritering.web.pages.robusthet.charts import place_map, short


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("x" * 38, "x" * 38),
        ("x" * 39, "x" * 37 + "…"),
        ("x" * 36 + " åäö", "x" * 36 + "…"),
        ("<b>&", "&lt;b&gt;&amp;"),
    ],
)
def test_a_name_beside_a_chart_is_cut_past_thirty_eight_characters_and_never_markup(name: str, shown: str) -> None:
    assert short(name) == shown


def test_the_map_of_places_writes_whole_percents_from_a_half_and_leaves_the_rest_empty() -> None:
    figure = place_map(["A", "B"], np.array([[0.9951, 0.0049, 0.0], [0.005, 0.62, 0.375]]))
    assert [list(row) for row in figure.data[0].text] == [["100", "", ""], ["1", "62", "38"]]
    # In more than fifteen columns there is no room for figures.
    assert place_map(["A"], np.full((1, 16), 1 / 16)).data[0].text is None
    assert place_map(["A"], np.full((1, 15), 1 / 15)).data[0].text is not None

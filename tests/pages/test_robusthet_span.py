"""Robusthet: the span of the unknown costs that is shown is the one that is counted, decimals and all."""

import pytest

from tests.pages.visit import Visit

pytestmark = pytest.mark.usefixtures("shared")


def test_the_end_of_the_span_that_is_not_touched_is_never_cut_but_rounded_outwards_and_shown() -> None:
    # Without a range it goes to the frame, which has decimals here.
    visit = Visit("robusthet", "dragningar=200&ram=60.5")
    assert visit.widget("Högst, tkr").value == 60.5
    visit.set("Lägst, tkr", 20)
    assert (visit.address["okand_lagst"], visit.address["okand_hogst"]) == ("20", "61")
    assert "dras jämnt ur det spann som provas, 20–61 tkr." in visit.text
    assert (visit.widget("Lägst, tkr").value, visit.widget("Högst, tkr").value) == (20, 61)

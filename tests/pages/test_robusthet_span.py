"""Robusthet: the span of the unknown costs that is shown is the one that is counted; what nobody has set is empty."""

import pytest

from tests.pages.visit import Visit, words

pytestmark = pytest.mark.usefixtures("shared")


def ends(visit: Visit) -> list[tuple[str, str]]:
    """What stands in each field, and what stands in grey where it is empty."""
    fields = [visit.widget(label) for label in ("Lägst, tkr", "Högst, tkr")]
    return [(words(field.value), words(field.placeholder)) for field in fields]


def test_what_nobody_has_set_is_empty_with_what_is_counted_in_grey() -> None:
    visit = Visit("robusthet", "dragningar=200&ram=3547")
    assert "Inget är satt." in visit.text
    assert ends(visit) == [("", "0"), ("", "3 547")]
    visit.set("Högst, tkr", "2 000")
    assert visit.address["okand_hogst"] == "2000" and "okand_lagst" not in visit.address
    assert ends(visit) == [("", "0"), ("2 000", "2 000")]
    assert "Det här spannet provas bara i den här vyn" in visit.text
    visit.set("Högst, tkr", "")
    assert "okand_hogst" not in visit.address
    assert ends(visit) == [("", "0"), ("", "3 547")]


def test_the_end_that_is_not_touched_is_never_cut_and_what_is_typed_is_rounded_outwards_and_shown() -> None:
    # Without a range it goes to the frame, which has decimals here.
    visit = Visit("robusthet", "dragningar=200&ram=60.5")
    visit.set("Lägst, tkr", "20,5")
    assert visit.address["okand_lagst"] == "20" and "okand_hogst" not in visit.address
    assert "dras jämnt ur det spann som provas, 20–60,5 tkr." in visit.text
    assert ends(visit) == [("20", "20"), ("", "60,5")]
    visit.set("Högst, tkr", "60,5")
    assert visit.address["okand_hogst"] == "61"


def test_what_is_no_sum_is_told_and_changes_nothing() -> None:
    visit = Visit("robusthet", "dragningar=200&ram=3547")
    visit.set("Högst, tkr", "mycket")
    assert "”mycket” är inte ett belopp som går att använda" in " ".join(item.value for item in visit.app.warning)
    assert "okand_hogst" not in visit.address
    assert visit.faults == []

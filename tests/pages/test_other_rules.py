"""Andra regler on Robusthet: what each rule surely picks, and what it leaves unclear."""

from __future__ import annotations

import pytest

from tests.pages.test_robusthet import robust
from tests.pages.visit import cells

pytestmark = pytest.mark.usefixtures("shared")


def test_a_tie_that_a_rule_cuts_is_told_and_no_row_is_picked() -> None:
    told = cells(robust("del=regler&ram=4000").html, "Poäng per krona")
    assert told[1] == (
        "4 projekt Två till är oklara och tre är utan kostnad. "
        "Införande nya e-tjänster och Beslutsstöd - QlikSense är lika; ett av dem ryms."
    )


def test_where_a_rule_surely_picks_none_the_unclear_are_not_said_to_be_more() -> None:
    told = cells(robust("del=regler&ram=10").html, "Listan, hoppar över")
    assert told[1].startswith("0 projekt Tre är oklara.")


def test_how_a_span_is_summed_is_said_where_the_board_sums_it_by_another_end() -> None:
    spans = "okand_lagst=100&okand_hogst=900"
    visit = robust(f"del=regler&ram=3547&{spans}")
    told = cells(visit.html, "Poäng per krona")
    assert told[3] == "2 000"
    assert "Ett spann räknas med sin mitt, på Prioritera med sitt lägsta." in visit.text
    # Those with a span are in the best portfolio, and are not said to be left out.
    assert "Upphandling verksamhetssystem" in cells(visit.html, "Bästa portföljen")[4]
    assert "är projekt med okänd kostnad och utan spann utelämnade" in visit.text

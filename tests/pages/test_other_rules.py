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

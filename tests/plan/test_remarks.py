"""What a data check says of a row, with its amounts written out."""

from __future__ import annotations

import pytest

from prioritering.plan.remarks import CheckRow


@pytest.mark.parametrize(
    ("detail", "words"),
    [
        ("summan är kr:1500", "summan är 1 500 kr"),
        ("summan är kr:2000", "summan är 2 tkr"),
        ("kostnaden är tkr:1500", "kostnaden är 1,5 tkr"),
        ("kr:-1500 skiljer", "−1 500 kr skiljer"),
    ],
)
def test_an_amount_is_written_in_kronor_where_tkr_would_take_decimals_but_for_the_cost_of_a_project(
    detail: str, words: str
) -> None:
    assert CheckRow(subject="Alfa", detail=detail).words.replace("\u00a0", " ") == words

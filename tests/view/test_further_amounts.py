"""A year's cost and a running cost stand in tkr under a name that says so, with no other unit beside it."""

import pytest

from prioritering.view.further_amounts import told_fact


@pytest.mark.parametrize(
    ("column", "text", "shown"),
    [
        ("Kostnad 2027 (kr)", "500 000", "500"),
        ("Kostnad 2027 (kr)", "2 250 500", "2 250,5"),
        ("kostnad_2027", "500 000 kr", "500"),
        ("kostnad_2027", "500 tkr", "500"),
        ("kostnad_2027", "1 500", "1 500"),
        ("Kostnad 2027 (kr)", "300 tkr", "300"),
        ("Drift (kr/år)", "20 000-30 000", "20–30"),
        ("kostnad_2027_kr", "se bilaga", "se bilaga"),
        ("kostnad_2027_kr", "?", "?"),
        ("kostnad_2027", "1500", "1 500"),
        # What can be read in two ways is asked about as it is written.
        ("kostnad_2027", "1.500 kr", "”1.500 kr”"),
        ("Kostnad 2027 (kr)", "1.500", "”1.500 kr”"),
        ("drift_tkr_ar", "1.500", "”1.500”"),
        ("Avgift (kr)", "500 000 kr", "500 000 kr"),
    ],
)
def test_an_amount_is_shown_in_tkr_without_a_unit_of_its_own(column: str, text: str, shown: str) -> None:
    assert told_fact(column, text).replace("\u00a0", " ") == shown

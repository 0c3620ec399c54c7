"""A figure becomes kronor exactly, or is refused."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritering.money.amounts import AmountError, kronor, whole_kronor


@given(st.integers(-(10**12), 10**12))
def test_whole_kronor_written_in_tkr_come_back_as_they_were(amount: int) -> None:
    assert whole_kronor(Decimal(amount).scaleb(-3)) == whole_kronor(Decimal(amount), "kr") == amount


def test_a_budget_in_kronor_keeps_its_oren() -> None:
    assert kronor(Decimal("23481701.50"), "kr") == Decimal("23481701.50")
    assert kronor(Decimal("0.0005"), "tkr") == Decimal("0.5")


@pytest.mark.parametrize("unit", ["", "öre", "mkr", "TKR", "Kkr"])
def test_any_unit_but_kr_and_tkr_is_refused_rather_than_guessed(unit: str) -> None:
    with pytest.raises(AmountError, match="kr eller tkr förväntas"):
        whole_kronor(Decimal(1), unit)


@pytest.mark.parametrize("amount", ["0.0001", "1.2345", "1.00000000000000000000000000000001", "NaN", "Infinity"])
def test_less_than_a_krona_is_not_rounded_away(amount: str) -> None:
    with pytest.raises(AmountError, match="hela kronor förväntas"):
        whole_kronor(Decimal(amount))


def test_more_digits_than_any_amount_has_are_refused_rather_than_rounded() -> None:
    with pytest.raises(AmountError, match="färre siffror"):
        kronor(Decimal("1." + "1" * 80), "tkr")

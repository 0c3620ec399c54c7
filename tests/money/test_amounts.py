"""A figure becomes kronor exactly, or is refused."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritering.money.amounts import AmountError, down_to_tkr, in_tkr, kronor, nearest_krona, up_to_tkr, whole_kronor


@given(st.integers(-(10**12), 10**12))
def test_whole_kronor_written_in_tkr_come_back_as_they_were(amount: int) -> None:
    assert whole_kronor(Decimal(amount).scaleb(-3)) == whole_kronor(Decimal(amount), "kr") == amount


def test_whole_tkr_are_rounded_up_and_down_to_and_a_whole_one_stays() -> None:
    assert [up_to_tkr(amount) for amount in (0, 1, 999, 1000, 1001)] == [0, 1000, 1000, 1000, 2000]
    assert [down_to_tkr(amount) for amount in (0, 1, 999, 1000, 1999)] == [0, 0, 0, 1000, 1000]


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


@given(st.integers(0, 10**13))
def test_a_sum_typed_in_tkr_is_the_same_kronor_also_by_way_of_a_float(amount: int) -> None:
    assert nearest_krona(float(in_tkr(amount))) == whole_kronor(in_tkr(amount)) == amount


def test_a_float_is_the_figure_that_was_written_and_not_the_nearest_binary_one() -> None:
    assert kronor(2.3) == 2300
    assert nearest_krona(1.0004) == 1000

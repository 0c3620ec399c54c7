"""What stands beside portfolios is worked out once: sums, the next step of the frame, what every rule picks."""

import pytest

from prioritering.analysis.portfolio import Pool
from prioritering.analysis.rules import Picked
from prioritering.usecases.portfolio_figures import MoreFrame, Sums, chosen_by_all, each_voice, next_step, sums_of

POOL = Pool(ids=("a", "b", "c"), points=(10.0, 20.5, 30.0), costs=(1000, None, 3000))
POINTS = ((0, 5.0), (1_000, 10.0), (2_500, 20.0), (2_900, 25.0), (3_400, 30.0))


def test_an_unknown_cost_is_not_in_the_sum_and_its_points_are() -> None:
    assert sums_of(POOL, {0, 1}) == Sums(30.5, 1000)
    assert sums_of(POOL, ()) == Sums(0, 0)


@pytest.mark.parametrize(
    ("frame", "now", "step"),
    [
        # 500 kronor are enough for the next rise; asked for in whole tkr, so that 2 900 is reached as well.
        (2_000, 10.0, MoreFrame(1_000, 25.0)),
        (2_500, 20.0, MoreFrame(1_000, 30.0)),
        (3_399, 25.0, MoreFrame(1_000, 30.0)),
        (3_400, 30.0, None),
        (0, 5.0, MoreFrame(1_000, 10.0)),
    ],
)
def test_the_next_step_of_a_frame_is_the_nearest_rise_in_whole_tkr(
    frame: int, now: float, step: MoreFrame | None
) -> None:
    assert next_step(POINTS, frame) == (now, step)


def test_what_every_rule_picks_is_in_all_of_them() -> None:
    picks = [Picked("regel", frozenset(chosen), 0, 0, frozenset()) for chosen in ({0, 1, 2}, {1, 2}, {0, 2})]
    assert chosen_by_all(picks) == {2}


def test_each_voice_has_its_equal_part_of_the_frame() -> None:
    assert each_voice(3_547_000, 3) == 1_182_333

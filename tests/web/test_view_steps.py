"""Changes of the view in their order: taken back, made again, and gone on with by a hand that has not let go."""

from __future__ import annotations

from prioritering.view.view import View
from prioritering.web.frame.view_steps import _MOST, ViewChange, ViewSteps

ONE, TWO, THREE = (View(plan="prov", frame=frame) for frame in ("100", "200", "300"))


def change(before: View, after: View) -> ViewChange:
    return ViewChange(before, after, ("frame",))


def test_a_hand_that_came_all_the_way_back_and_goes_on_does_not_go_on_with_the_change_before() -> None:
    first = ViewSteps().then(change(ONE, TWO))
    back = first.then(change(TWO, THREE)).further(TWO)
    assert (back.made, back.is_open, back.led_to(TWO)) == (first.made, False, True)
    assert first.then(change(TWO, ONE)).further(THREE).made == (*first.made, change(TWO, THREE))


def test_what_is_taken_back_or_made_again_does_not_go_on() -> None:
    steps = ViewSteps().then(change(ONE, TWO))
    assert (steps.is_open, steps.back().is_open, steps.back().again().is_open) == (True, False, False)
    assert steps.back().led_to(ONE) and not steps.back().led_to(TWO) and steps.back().again().made == steps.made


def test_no_more_are_kept_than_anyone_takes_back_and_none_without_a_change() -> None:
    steps = ViewSteps()
    for _ in range(_MOST + 1):
        steps = steps.then(change(ONE, TWO))
    assert len(steps.made) == _MOST >= 10
    assert not ViewSteps().led_to(ONE)

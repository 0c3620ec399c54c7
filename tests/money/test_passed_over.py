"""Who may be inside past another that is passed over: where too much would have to be followed, less is found."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations, product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from prioritering.arrays import Ints
from prioritering.money import passed_over
from prioritering.money.line_rule import Rule
from prioritering.money.outcomes import RoomLeft
from prioritering.money.passed_over import HeldPast, Queued, held_past_another
from tests.money.test_outcomes import ints

spans = st.tuples(st.integers(0, 3), st.integers(0, 5)).map(lambda two: (two[0], two[0] + two[1]))
ties = st.lists(st.lists(spans, min_size=1, max_size=3), min_size=1, max_size=4)


def found(room: RoomLeft, queue: list[list[tuple[int, int]]], rule: Rule) -> list[bool]:
    return answers(room, queue, rule).flags.tolist()


def answers(room: RoomLeft, queue: list[list[tuple[int, int]]], rule: Rule) -> HeldPast:
    sizes: Ints = ints(*(len(tie) for tie in queue))
    return held_past_another(room, [Queued(cost, True) for tie in queue for cost in tie], sizes, rule)


@settings(max_examples=150, deadline=None)
@given(st.integers(-1, 9), st.integers(0, 3), ties, st.sampled_from(list(Rule)), st.sampled_from([1, 2, 4]))
def test_what_is_found_of_too_much_to_follow_is_part_of_what_all_of_it_gives(
    least: int, more: int, queue: list[list[tuple[int, int]]], rule: Rule, most: int
) -> None:
    room = RoomLeft(least, least + more)
    everything = answers(room, queue, rule)
    assert everything.known.all()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passed_over, "PARTS_IN_TURN", most)
        patch.setattr(passed_over, "MAX_FOLLOWED", 2 * most)
        part = answers(room, queue, rule)
    # What is said to be known of a part is so of all of it, and what is found is known.
    assert (part.flags[part.known] == everything.flags[part.known]).all()
    assert part.known[part.flags].all()
    assert rule is Rule.SKIP or part.known.all()


few = st.tuples(st.integers(0, 3), st.integers(0, 2)).map(lambda two: (two[0], two[0] + two[1]))
queues = st.lists(st.lists(st.builds(Queued, few, st.booleans()), min_size=1, max_size=2), min_size=1, max_size=2)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 7), st.integers(0, 2), queues, st.sampled_from(list(Rule)))
@example(3, 0, [[Queued((1, 1), False)], [Queued((3, 3), True), Queued((1, 1), True)]], Rule.SKIP)
@example(2, 0, [[Queued((3, 3), True)], [Queued((2, 2), True)]], Rule.SKIP)
def test_what_is_found_is_what_every_cost_and_order_gives_also_where_some_may_be_passed_over(
    least: int, more: int, queue: list[list[Queued]], rule: Rule
) -> None:
    whole = [one for tie in queue for one in tie]
    past: set[int] = set()
    for room, costs, order in outcomes(range(least, least + more + 1), queue):
        inside, left = set(), room
        for place in order:
            if costs[place] <= left:
                inside.add(place)
                left -= costs[place]
            elif rule is Rule.STOP:
                break
        ties_of = [number for number, tie in enumerate(queue) for _ in tie]
        passed = [ties_of[place] for place, one in enumerate(whole) if one.counted and place not in inside]
        past |= {place for place in inside if passed and min(passed) <= ties_of[place]}
    answer = held_past_another(RoomLeft(least, least + more), whole, ints(*map(len, queue)), rule)
    assert answer.known.all()
    assert set(answer.flags.nonzero()[0].tolist()) == past


def outcomes(rooms: range, queue: list[list[Queued]]) -> Iterator[tuple[int, tuple[int, ...], list[int]]]:
    """Yield each frame, with each cost of each project and each order inside the ties."""
    starts = [sum(map(len, queue[:number])) for number in range(len(queue))]
    tied = [range(start, start + len(tie)) for start, tie in zip(starts, queue, strict=True)]
    costs = product(*(range(one.cost[0], one.cost[1] + 1) for tie in queue for one in tie))
    for room, cost, orders in product(rooms, list(costs), list(product(*(permutations(tie) for tie in tied)))):
        yield room, cost, [place for order in orders for place in order]


def test_of_a_tie_too_large_to_follow_both_who_is_in_it_and_who_comes_after_may_be_found() -> None:
    # Nine of different costs and 2 after them; the ninth does not fit beside the others, and the last may do then.
    tie = [(10 + n, 10 + n) for n in range(9)]
    assert found(RoomLeft(118, 118), [tie, [(2, 2)]], Rule.SKIP) == [True] * 10
    assert found(RoomLeft(118, 118), [tie, [(2, 2)]], Rule.STOP) == [*[True] * 9, False]
    assert found(RoomLeft(128, 128), [tie, [(2, 2)]], Rule.SKIP) == [False] * 10


def test_after_a_tie_too_large_to_follow_it_is_said_that_no_answer_is_known_but_where_all_of_it_fits() -> None:
    tie = [(10 + n, 10 + n) for n in range(9)]
    after = [(200, 200)]
    assert answers(RoomLeft(118, 118), [tie, after], Rule.SKIP).known.tolist() == [*[True] * 9, False]
    assert answers(RoomLeft(118, 118), [tie, after], Rule.STOP).known.all()
    assert answers(RoomLeft(126, 126), [tie, after], Rule.SKIP).known.all()
    assert answers(RoomLeft(9, 9), [tie, after], Rule.SKIP).known.all()

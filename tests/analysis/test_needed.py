"""Vad krävs: every change named moves the project across, and none that would is left unnamed."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prioritering.analysis.frames import frames_needed
from prioritering.analysis.needed import WayKind, needed
from prioritering.analysis.sensitivity import pinned, with_weight
from prioritering.errors import BadArgument
from prioritering.money.line_rule import Costs, Inside, Lock, Rule
from prioritering.plan.reader import read_plan
from prioritering.scoring.board import Choices, rank, scored_projects
from prioritering.scoring.effective import candidates
from prioritering.scoring.ranking import Order
from prioritering.scoring.weights import equal
from tests.analysis.builders import make_basis
from tests.analysis.test_row_order import permuted
from tests.folders import DATA, printed_model

LEVELS = st.sampled_from([0.0, 0.25, 0.5, 0.75, 1.0])
MARKS = st.one_of(LEVELS, st.sampled_from([(0.0, 1.0), (0.25, 0.5)]))
COSTS = st.one_of(st.integers(0, 9), st.sampled_from([None, (1, 4), (2, 7), (0, 3)]))
MOST = 40
# Instead of ranking at every whole percent of every weight, where weights are not what is asked about.
NO_WEIGHTS = ()


def inside(board, index):
    return bool(board.held[index])


def with_cost(board, index, kronor):
    low, high = (part.copy() for part in board.scored.costs)
    low[index] = high[index] = kronor
    return rank(replace(board.scored, costs=Costs(low, high)), board.choices)


def with_frame(board, frame):
    return rank(board.scored, replace(board.choices, frame=frame))


def with_level(board, index, criterion, share):
    return rank(pinned(board.scored, (index, criterion), share), board.choices)


def after(board, index, way):
    """The board with one way laid on it."""
    if way.kind is WayKind.FRAME:
        return with_frame(board, int(way.value))
    if way.kind is WayKind.COST:
        return with_cost(board, index, int(way.value))
    if way.kind is WayKind.WEIGHT:
        return rank(board.scored, with_weight(board.choices, way.criterion, way.value))
    return with_level(board, index, way.criterion, way.value)


@st.composite
def boards(draw, ordered=False):
    """Small boards with ties, unknown costs, ranges and locks; `ordered` also with agreed orders of ties."""
    count = draw(st.integers(1, 5))
    rows = [[draw(MARKS), draw(MARKS)] for _ in range(count)]
    locked = draw(st.lists(st.sampled_from([0, 0, 0, 0, 1, 2]), min_size=count, max_size=count))
    named = draw(st.lists(st.sampled_from(range(count)), unique=True, max_size=count)) if ordered else []
    choices = Choices(
        weights=(0.4, 0.6),
        frame=draw(st.integers(0, 20)),
        order=draw(st.sampled_from(Order)),
        rule=draw(st.sampled_from(Rule)),
        must=frozenset(f"P{i}" for i in range(count) if locked[i] == Lock.MUST),
        not_now=frozenset(f"P{i}" for i in range(count) if locked[i] == Lock.NOT_NOW),
        tie_orders=(tuple(f"P{i}" for i in named),) if len(named) > 1 else (),
    )
    return rank(make_basis(rows, [draw(COSTS) for _ in range(count)]), choices)


def free(board):
    return np.flatnonzero(board.lock == Lock.FREE).tolist()


@settings(deadline=None, max_examples=60)
@given(boards(ordered=True))
def test_every_way_named_moves_the_project_across(board):
    for answer in needed(board, range(len(board.candidates)), NO_WEIGHTS):
        assert answer.inside == inside(board, answer.index)
        assert answer.state == board.line.inside[answer.index]
        assert answer.sentence.endswith(".") and ". " not in answer.sentence
        for way in answer.ways:
            assert inside(after(board, answer.index, way), answer.index) != answer.inside, way


@settings(deadline=None, max_examples=60)
@given(boards())
def test_frames_are_the_first_ones_found_by_trying_every_krona(board):
    found, now = frames_needed(board), board.choices.frame
    states = [with_frame(board, frame).line.inside for frame in range(now + MOST)]
    for index in free(board):
        yes = [frame for frame in range(now, now + MOST) if states[frame][index] == Inside.YES]
        if board.unplaced[index]:
            assert index not in found.into.keys() | found.out.keys() | found.may.keys()
        elif inside(board, index):
            below = [frame for frame in range(now) if states[frame][index] != Inside.YES]
            assert found.out.get(index) == (below[-1] if below else None)
            assert index not in found.into
        else:
            assert found.into.get(index) == ((yes[0], True) if yes else None)
            maybe = [frame for frame in range(now, now + MOST) if states[frame][index] != Inside.NO]
            assert found.may.get(index) == (None if board.line.inside[index] == Inside.OPEN else maybe[0])


@settings(deadline=None, max_examples=60)
@given(boards())
def test_costs_are_the_limits_found_by_trying_every_krona(board):
    for answer in needed(board, free(board), NO_WEIGHTS):
        index, cost = answer.index, {way.kind: way.value for way in answer.ways}.get(WayKind.COST)
        least = int(board.scored.costs.unknown[index])
        fits = [kronor for kronor in range(least, MOST) if inside(with_cost(board, index, kronor), index)]
        # Cheaper never makes it worse, so what fits has no gaps.
        assert fits == list(range(least, least + len(fits)))
        limit = (fits[-1] + 1 if answer.inside else fits[-1]) if fits else None
        assert cost == limit


@settings(deadline=None, max_examples=40)
@given(boards())
def test_levels_are_the_nearest_that_cross_and_none_is_left_unnamed(board):
    low, high = board.scored.shares
    for answer in needed(board, free(board), NO_WEIGHTS):
        index = answer.index
        named = {way.criterion: way.value for way in answer.ways if way.kind is WayKind.LEVEL}
        for criterion in (0, 1):
            now = (low[index, criterion] + high[index, criterion]) / 2
            steps = [step / 40 for step in range(41)]
            crossing = [s for s in steps if inside(with_level(board, index, criterion, s), index) != answer.inside]
            assert all((share < now) if answer.inside else (share > now) for share in crossing)
            nearest = (max(crossing) if answer.inside else min(crossing)) if crossing else None
            share = named.get(criterion)
            if nearest is not None:
                # The answer is in thousandths, so it is nowhere farther off than the nearest fortieth.
                assert (share >= nearest) if answer.inside else (share <= nearest)
            if share is not None:
                nearer = share + 0.001 if answer.inside else share - 0.001
                assert not (share < nearer < now or now < nearer < share) or (
                    inside(with_level(board, index, criterion, nearer), index) == answer.inside
                )


@settings(deadline=None, max_examples=25)
@given(boards(ordered=True))
def test_the_weight_named_is_the_nearest_whole_percent_of_any_criterion(board):
    percents = [(abs(p - 100 * board.choices.weights[k]), k, p) for k in (0, 1) for p in range(101)]
    tried = {(k, p): rank(board.scored, with_weight(board.choices, k, p)) for _, k, p in percents}
    for answer in needed(board, free(board)):
        assert answer.sentence.endswith(".") and ". " not in answer.sentence
        found = [x for x in percents if inside(tried[x[1:]], answer.index) != answer.inside]
        named = [(way.criterion, way.value) for way in answer.ways if way.kind is WayKind.WEIGHT]
        assert named == ([min(found)[1:]] if found else [])


@settings(deadline=None, max_examples=40)
@given(boards(ordered=True), st.data(), st.sampled_from([NO_WEIGHTS, NO_WEIGHTS, None]))
def test_permuting_the_rows_changes_no_answer(board, data, weights):
    order = list(data.draw(st.permutations(range(len(board.candidates)))))
    other = rank(permuted(board.scored, order), board.choices)
    mine = needed(board, order, weights)
    theirs = needed(other, range(len(order)), weights)
    assert [replace(item, index=0) for item in theirs] == [replace(item, index=0) for item in mine]


def vso(frame=3_547_000, rule=Rule.STOP, **choices):
    folder = read_plan(DATA / "vso-2021", printed_model())
    given_ = scored_projects(candidates(folder.plan, folder.model), folder.model)
    return rank(given_, Choices(equal(3), frame, rule=rule, **choices))


def answer_of(board, project):
    index = [item.id for item in board.candidates].index(project)
    return needed(board, [index])[0]


def sentence(board, project):
    return answer_of(board, project).sentence.replace("\u00a0", " ")


def test_the_sentences_of_the_real_plan():
    board = vso()
    assert sentence(board, "S01") == (
        "Automatisering av myndighetsprocesser ryms också med en ram ned till 2 000 tkr eller en kostnad upp till "
        "3 547 tkr, men inte om effekttyp sänks till ”En effekt” eller om vikten på tidsperspektiv sänks från 33 till "
        "15 %."
    )
    assert sentence(board, "S03") == (
        "Behovsanpassade tillsyner och arbetssätt inom särskilt boende ryms säkert om tidsperspektiv höjs till ”Kort”."
    )
    assert sentence(board, "S05") == (
        "Beslutsstöd - QlikSense ryms inte säkert genom en enda ändring så länge tre okända kostnader före eller "
        "bredvid det inte är satta, men kan rymmas när ramen är över 5 700 tkr."
    )
    assert sentence(board, "S09") == (
        "Upphandling verksamhetssystem Barn och Unga, Vuxna kan rymmas, beroende på vad det kostar och på vad "
        "Upphandling verksamhetssystem Äldre kostar, och ingen enskild ändring av ramen, en vikt eller dess "
        "egna värden gör det säkert."
    )
    # Every level that would move it is kept apart, also those that the sentence leaves out.
    levels = [way.figure for way in answer_of(board, "S01").ways if way.kind is WayKind.LEVEL]
    assert levels == ["”En effekt”", "”Medel”", "”Medel”"]


def test_what_hangs_on_an_order_of_equal_projects_says_so():
    board = rank(make_basis([[0.5], [0.5]], [1000, 1000]), Choices(weights=(1.0,), frame=1500))
    answer = needed(board, [0], ())[0]
    assert answer.state is Inside.OPEN
    assert answer.sentence.replace("\u00a0", " ") == (
        "Projekt 0 kan rymmas, beroende på ordningen mellan lika projekt, och ryms om ramen ökar till 2 tkr, om "
        "kriterium 0 höjs till 0,501 eller om kostnaden är högst 0,5 tkr."
    )


def test_limits_are_whole_tkr_to_the_safe_side_and_exact_beside():
    board = rank(make_basis([[0.9], [0.5]], [1_000_400, 500_300]), Choices(weights=(1.0,), frame=1_200_000))
    first, second = needed(board, [0, 1], ())
    shown = {way.kind: (way.value, way.figure.replace("\u00a0", " ")) for way in (*first.ways, *second.ways)}
    assert shown[WayKind.FRAME] == (1_500_700, "1 501 tkr")
    assert shown[WayKind.COST] == (199_600, "199 tkr")
    kept = {way.kind: (way.value, way.figure.replace("\u00a0", " ")) for way in first.ways}
    # It falls out at one krona less than it costs, and the frame that surely keeps it is shown.
    assert kept[WayKind.FRAME] == (1_000_399, "1 001 tkr")
    assert kept[WayKind.COST] == (1_200_001, "1 200 tkr")


def test_a_frame_that_holds_a_project_at_just_that_krona_is_shown_exactly():
    # Under hoppa the second fits from 2 500 kr, until at 3 000 kr the first takes it all.
    board = rank(make_basis([[0.9], [0.5]], [3000, 2500]), Choices(weights=(1.0,), frame=2000, rule=Rule.SKIP))
    way = next(way for way in needed(board, [1], ())[0].ways if way.kind is WayKind.FRAME)
    assert (way.value, way.figure) == (2500, "2,5\u00a0tkr")


def test_what_fits_only_for_free_has_no_cost_to_go_up_to():
    board = rank(make_basis([[0.9], [0.5]], [900_000, 0]), Choices(weights=(1.0,), frame=900_000))
    (found,) = needed(board, [1])
    assert found.sentence.endswith("men inte om det kostar något.")
    assert "upp till 0" not in found.sentence


def test_where_assumptions_decide_the_sentence_says_so_and_never_surely():
    board = rank(make_basis([[0.9], [0.5]], [(100, 900), 500]), Choices(weights=(1.0,), frame=1000))
    items = tuple(replace(item, assumed_cost=item.cost) for item in board.candidates)
    assumed = rank(replace(board.scored, candidates=items), board.choices)
    assert " säkert om " in needed(board, [1], ())[0].sentence
    text = needed(assumed, [1], ())[0].sentence
    assert "och ryms, enligt gruppens antaganden, om ramen ökar till" in text
    assert "säkert" not in text


def test_locked_projects_say_that_the_group_has_decided():
    board = vso(must=frozenset({"S05"}), not_now=frozenset({"S01"}))
    assert "eftersom det är låst (måste med)" in sentence(board, "S05")
    assert "satt till inte nu" in sentence(board, "S01")
    assert answer_of(board, "S05").inside


def test_a_number_criterion_answers_with_a_number_that_does_it():
    board = rank(make_basis([[0.9], [0.333]], [10, 10]), Choices(weights=(1.0,), frame=10))
    answer = needed(board, [1])[0]
    level = next(way for way in answer.ways if way.kind is WayKind.LEVEL)
    assert (level.figure, level.words) == ("0,901", "kriterium 0 höjs till 0,901")
    assert inside(after(board, 1, level), 1)


def test_without_a_frame_there_is_nothing_to_need():
    with pytest.raises(BadArgument, match="en ram behövs"):
        needed(rank(make_basis([[1]], [1]), Choices(weights=(1.0,))), [0])


def test_a_long_walk_gives_a_frame_that_surely_reaches_and_says_that_less_may_do():
    rng = np.random.default_rng(4)
    rows, costs = rng.random((400, 1)).tolist(), rng.integers(1, 10**6, 400).tolist()
    board = rank(make_basis(rows, costs), Choices(weights=(1.0,), frame=10**6, rule=Rule.SKIP))
    last = int(board.ranking.order[-1])
    frame, exact = frames_needed(board, [last]).into[last]
    assert not exact
    assert inside(with_frame(board, frame), last)
    assert "(kanske räcker mindre)" in needed(board, [last], ())[0].sentence


def test_the_weight_named_is_the_whole_percent_nearest_to_now_at_which_the_line_is_crossed():
    # P0 leads on the first criterion, P1 on the second; they cross where w · 1 = (1 − w) · 0.6, at w = 0.375.
    board = rank(make_basis([[1, 0], [0, 0.6]], [10, 10]), Choices(weights=(0.5, 0.5), frame=10))
    for index in (0, 1):
        ways = [way for way in needed(board, [index])[0].ways if way.kind is WayKind.WEIGHT]
        # 63 % on the other criterion is as near: the earlier criterion is named.
        assert [(way.criterion, way.value) for way in ways] == [(0, 37)]
        assert ways[0].words == "vikten på kriterium 0 sänks från 50 till 37\u00a0%"
        assert ways[0].figure == "37\u00a0%"

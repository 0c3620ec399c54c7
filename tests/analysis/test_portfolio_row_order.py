"""The order of the plan's rows decides nothing: the same projects, by id, whatever order they come in."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from prioritering.analysis.best_and_list import difference, locks_as_demands, pool_of, ranked_choice
from prioritering.analysis.cautions import cautions
from prioritering.analysis.frontier import break_even, frontier, value_curve
from prioritering.analysis.portfolio import best_portfolio
from prioritering.analysis.rules import picks_by_rule
from prioritering.analysis.why_differ import why_differ
from prioritering.errors import Infeasible
from prioritering.money.line_rule import Costs, Rule
from prioritering.scoring.board import Choices, ScoredProjects, rank
from prioritering.scoring.points import Shares
from prioritering.scoring.ranking import Order
from prioritering.view.portfolio_words import choice_words, in_turn, rule_note
from tests.analysis.builders import make_basis

SHARES = st.sampled_from([0.0, 0.25, 0.5, 1 / 3, 2 / 3, 1.0])
COSTS = st.sampled_from([None, 0, 100, 200, 200, 300, 500, (100, 300)])


@st.composite
def two_orders(draw):
    """Draw a small plan with many ties, the same in another order, and how it is looked at."""
    rows = draw(st.lists(st.tuples(SHARES, COSTS), min_size=1, max_size=8))
    scored = make_basis([[share] for share, _ in rows], [cost for _, cost in rows])
    order = draw(st.permutations(range(len(rows))))
    ids = [item.id for item in scored.candidates]
    choices = Choices(
        weights=(1.0,),
        frame=draw(st.integers(0, 1500)),
        order=draw(st.sampled_from(Order)),
        rule=draw(st.sampled_from(Rule)),
        must=frozenset(draw(st.lists(st.sampled_from(ids), max_size=1))),
        tie_orders=tuple(draw(st.permutations(tied)) for tied in _ties(rows, ids) if draw(st.booleans())),
    )
    return scored, permuted(scored, order), choices, order


def _ties(rows, ids):
    levels = sorted({share for share, _ in rows})
    ties = ([key for (share, _), key in zip(rows, ids, strict=True) if share == level] for level in levels)
    return [tied for tied in ties if len(tied) > 1]


def permuted(scored: ScoredProjects, order) -> ScoredProjects:
    rows = np.array(order, dtype=np.int64)
    return replace(
        scored,
        candidates=tuple(scored.candidates[i] for i in order),
        shares=Shares(scored.shares.low[rows], scored.shares.high[rows]),
        costs=Costs(scored.costs.low[rows], scored.costs.high[rows]),
    )


def everything(scored, choices, votes):
    """Return all that is said of the best portfolio and the other rules, by id."""
    board = rank(scored, choices)
    pool, locks = pool_of(board), locks_as_demands(board)
    names = [item.project.name for item in board.candidates]

    def by_id(indexes):
        return sorted(pool.ids[i] for i in indexes)

    try:
        best = best_portfolio(pool, choices.frame, locks)
    except Infeasible as error:
        return error.clashing
    listed = ranked_choice(board, pool)
    differs = difference(pool, names, listed, best)
    rules = picks_by_rule(board, pool, best, votes)
    return {
        "bästa": (by_id(best.indexes), best.points, best.cost, best.equal.others, sorted(best.left_out_unknown)),
        "alla": [pool.ids[choice.index] for choice in in_turn(best.equal.always, pool)],
        "mellan": [pool.ids[choice.index] for choice in in_turn(best.equal.between, pool)],
        "valet": choice_words(best, pool, names),
        "listan": (by_id(listed.sure), by_id(listed.open)),
        "skillnad": (by_id(differs.added), by_id(differs.dropped), differs.cost, differs.sentence),
        "varför": why_differ(board, pool, best),
        "ramar": frontier(pool, locks, choices.frame),
        "kurva": [pool.ids[i] for i in value_curve(pool, locks).order],
        "får kosta": {pool.ids[i]: most for i, most in break_even(pool, locks, choices.frame).items()},
        "att tänka på": cautions(pool, names, best, choices.frame, locks),
        "regler": [(item.rule, by_id(item.chosen), by_id(item.open), by_id(item.only_here)) for item in rules],
        "lika": sorted((by_id(tie.tied), tie.bought) for item in rules for tie in item.ties),
        "noter": [rule_note(item, best, pool, names) for item in rules if item.board is None],
    }


@settings(deadline=None, max_examples=150)
@given(two_orders(), st.data())
def test_the_order_of_the_rows_decides_nothing_that_is_said(orders, data):
    scored, other, choices, order = orders
    count = len(order)
    ballot = st.lists(st.sampled_from([0, 1, 1, 2]), min_size=count, max_size=count)
    votes = np.array(data.draw(st.lists(ballot, min_size=1, max_size=3)), dtype=float)
    shuffled = votes[data.draw(st.permutations(range(len(votes))))][:, list(order)]
    assert everything(scored, choices, votes) == everything(other, choices, shuffled)

"""What Säkert och osäkert shows: the projects by standing with their shares, and the sentences beside them."""

from __future__ import annotations

from typing import Any, NamedTuple

from prioritering import swedish
from prioritering.analysis.inclusion import Outcome, Standing
from prioritering.money.line_rule import NO_LIMIT
from prioritering.scoring.effective import Candidate
from prioritering.usecases.expected_places import expected_place_words
from prioritering.usecases.robust_words import list_heading
from prioritering.usecases.study import Robust
from prioritering.view.depends_words import shares_without_demands
from prioritering.view.gate_words import GATE_CODE, NOT_MET
from prioritering.view.picture import Picture
from prioritering.view.reasons import points_rest_on
from prioritering.view.standing_words import DRAWN, NO_SHARE, STANDINGS, inside_words, standings
from prioritering.view.value_words import cost_shape, no_cost_words

STANDING_ROWS = 100
_NOT_DRAWN = {"best": None, "best_kind": "", "best_width": 0}


class BestBeside(NamedTuple):
    """How often each project is in the best portfolio, None where that is not known, and why the list differs."""

    outcome: Outcome | None
    why: str


def standings_shown(given: Robust, outcome: Outcome, best: BestBeside) -> dict[str, Any]:
    """Return what the part shows: the projects by standing and the sentences beside them; for cases with a frame."""
    order, found = outcome.by_share(given.picture.board.position), standings(given.picture.board, outcome)
    in_best = () if best.outcome is None else standings(given.picture.board, best.outcome)
    expected = () if outcome.places is None else expected_place_words(given.picture.board, outcome.places)
    rows = [
        {
            **_standing_row(given, outcome, i, found[i]),
            "place": expected[i] if expected else "",
            **_best_cells(best.outcome, i, in_best[i] if in_best else None),
        }
        for i in order[:STANDING_ROWS]
    ]
    groups = [{"rows": [row for row in rows if row["kind"] == item.value]} for item in Standing]
    hidden = len(order) - len(rows)
    more = (
        f"{swedish.number(hidden)} projekt med lägre andel visas inte här; de räknas i alla summor." if hidden else ""
    )
    return {
        "groups": [group for group in (*groups, {"rows": _gated_rows(given.picture)}) if group["rows"]],
        "rule": list_heading(given.picture),
        "differs": _differs(given.picture, best),
        "aside": "" if best.outcome is None else shares_without_demands(given.picture),
        "more": more,
        "locked": any(item not in DRAWN for item in found),
    }


def _differs(picture: Picture, best: BestBeside) -> str:
    """Return why the list and the portfolio differ, and that the shares beside it are of other portfolios than it.

    It leaves out what has an unknown cost; in the cases a sum is drawn for each, and such projects may be in.
    """
    if not best.why or best.outcome is None or best.outcome.inside is None:
        return best.why
    unknown = picture.board.free & (picture.scored.costs.high >= NO_LIMIT)
    if not (unknown & (best.outcome.inside > 0)).any():
        return best.why
    return (
        f"{best.why} Så är det med vikterna och nivåerna som de är; i de slumpade fallen dras ett belopp för varje "
        "okänd kostnad, och bästa portföljen kan då ta med också de projekten."
    )


def _tier(picture: Picture, item: Candidate) -> dict[str, Any]:
    assumed = item.assumed_tier is not None
    return {"tier": item.tier or "", "tier_name": picture.plan.tier_name(item.tier), "tier_assumed": assumed}


def _gated_rows(picture: Picture) -> list[dict[str, Any]]:
    """Return the projects that a gate keeps out of every case."""
    kept_out = {"kind": GATE_CODE, "word": NOT_MET, "share": NO_SHARE}
    nothing = {
        "few": "",
        "unknown": False,
        "missing": "",
        "cost_shape": "",
        "width": 0,
        **_NOT_DRAWN,
        "place": "",
    }
    gated = picture.scored.gated
    return [{"id": one.id, "name": one.name, **_tier(picture, one), **kept_out, **nothing} for one in gated]


def _standing_row(given: Robust, outcome: Outcome, index: int, standing: Standing) -> dict[str, Any]:
    item = given.picture.board.candidates[index]
    # What is locked has no share of its own: every case has it so.
    drawn = standing in DRAWN
    share = float(outcome.inside[index]) if outcome.inside is not None and drawn else 0.0
    return {
        "id": item.id,
        "name": item.name,
        **_tier(given.picture, item),
        "few": few_points(given.picture, index),
        "unknown": (unknown := int(given.picture.scored.costs.high[index]) >= NO_LIMIT),
        **_missing(item, unknown),
        "kind": standing.value,
        "word": STANDINGS[standing],
        "share": inside_words(share, standing, outcome.count),
        "width": round(share * 100, 1),
    }


def _missing(item: Candidate, unknown: bool) -> dict[str, str]:
    """Return that nobody knows the cost, in the word and the shape that the board has for how it stands."""
    if not unknown:
        return {"missing": "", "cost_shape": ""}
    return {"missing": no_cost_words(item.cost), "cost_shape": cost_shape(item.cost)}


def _best_cells(best: Outcome | None, index: int, standing: Standing | None) -> dict[str, Any]:
    if best is None or best.inside is None or standing not in DRAWN:
        return _NOT_DRAWN
    share = float(best.inside[index])
    return {
        "best": inside_words(share, standing, best.count),
        "best_kind": standing.value,
        "best_width": round(share * 100, 1),
    }


def few_points(picture: Picture, index: int) -> str:
    """Return that a project's points rest on one or two answers; nothing where they do not."""
    few = points_rest_on(picture, index)
    return f"poäng {few}" if few else ""

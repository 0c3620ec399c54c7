"""The ranked list in its documented JSON form: projects from first to last, money in kronor, points 0–100."""

from __future__ import annotations

from collections.abc import Collection

from prioritering.scoring.effective import Candidate
from prioritering.view.asked_costs import asked_cost_notes, asked_of_cost
from prioritering.view.document import BasisStamp, stamp
from prioritering.view.gate_words import GATE_CODE, gate_answer
from prioritering.view.gated_rows import gated_rows
from prioritering.view.hidden_words import hidden_in
from prioritering.view.picture import Picture
from prioritering.view.reasons import agreed_levels, counted_answers, lock_words
from prioritering.view.row import BoardRow, rows_of
from prioritering.view.unscored_words import unscored_state

_STATES = {
    "in": "ryms",
    "open": "oklart",
    "out": "ryms-inte",
    "must": "med-last",
    "later": "inte-nu",
    "gate": GATE_CODE,
}


def ranking_json(shown: Picture) -> dict[str, object]:
    """Return the list of a picture.

    `lage` is ryms, oklart, ryms-inte, med-last, inte-nu or krav-nej, and `skal` says why in a sentence; both are null
    without a frame, but for what is locked or kept out by a gate. What a gate keeps out comes last, with no place and
    no points. Without both is also what has nothing to be scored by but is locked in: it takes its cost of the frame,
    and stands before what a gate keeps out, not in `underlag_saknas`. There `lage` is inte-nu for what is locked out,
    else null. `krav` is what is said of each gate, by its id. `inom_ram` is null where an unknown cost or a tie
    decides, and without a frame; for what is locked in it says whether all that is locked in fits. `beror_pa_niva` is
    true where an open level of the project's own decides `lage`. `kand_summa_kr` is of costs that are one known figure,
    `minsta_summa_kr` of all, with ranges and assumed costs at their lowest and unknown ones as nothing. `svar` is how
    many of the group's answers each level rests on, null where the plan's levels count. `kostnad_fraga` is what is
    asked of a cost that may be a thousand times wrong, null where nothing is. `las` is null without a lock; its `slag`
    is måste med, inte nu or fri, and `fran` is gruppen for one that the group has stored, with `skal`, or provas for
    one that is only tried. `plats` is null for a project that has none. `dolt_av_filter` is true for what a filter of
    the view hides: it counts like the others. `notiser` and `underlag` are as in the other commands' JSON (see
    `told_and_basis`).
    """
    board, listed = shown.board, shown.board.ranking.order.tolist()
    return {
        "plan": shown.plan.id,
        "kommun": shown.plan.municipality_id,
        "ram_kr": board.choices.frame,
        "vikter": dict(zip(board.scored.model.ids, board.choices.weights, strict=True)),
        "ordning": board.choices.order.value,
        "regel": board.choices.rule.value,
        "kand_summa_kr": sum(board.scored.known_costs) if board.scored.known_costs else None,
        "minsta_summa_kr": board.least_sum if any(item.cost.low is not None for item in board.candidates) else None,
        "okanda": board.unknown_count,
        "projekt": [
            *(_project(shown, index, row) for index, row in zip(listed, rows_of(shown, listed), strict=True)),
            *(_gated(shown, item, row) for item, row in zip(shown.scored.gated, gated_rows(shown), strict=True)),
        ],
        "underlag_saknas": [_unscored(shown, item) for item in board.scored.unscored],
        **told_and_basis(shown, *asked_cost_notes(shown), *filter(None, [hidden_in(shown, named=True)])),
    }


def told_and_basis(shown: Picture, *more: str, without: Collection[str] = ()) -> dict[str, object]:
    """Return what every command's JSON tells beside its answer.

    `notiser` are sentences of what could not be used as asked; `underlag` is what the answer rests on (see
    `BasisStamp`): `plan` and `planversion` (0 for a folder), `andring` (the number of the group's newest entry), `mote`
    and its `handelse` ('' and 0 where the plan's levels count), `kalla` (planen, median or medel), `regelversion` (of
    the computing rules), `modell_fingeravtryck`, `fingeravtryck` (of all that is computed from), and `vy` (each
    parameter of the address with its value, but for those that the answer goes `without`).
    """
    return {"notiser": [*shown.notices, *more], "underlag": _basis_json(stamp(shown), without)}


def _basis_json(found: BasisStamp, without: Collection[str]) -> dict[str, object]:
    return {
        "plan": found.plan,
        "planversion": found.plan_version,
        "andring": found.entry,
        "mote": found.meeting,
        "handelse": found.event,
        "kalla": found.source,
        "regelversion": found.rules,
        "modell_fingeravtryck": found.model_fingerprint,
        "fingeravtryck": found.fingerprint,
        "vy": {key: value for key, value in found.view.items() if key not in without},
    }


def _identity(shown: Picture, item: Candidate) -> dict[str, object]:
    return {
        "id": item.id,
        "namn": item.project.name,
        "klass": item.tier.value if item.tier else None,
        "klass_namn": shown.plan.tier_name(item.tier) or None,
        "klass_antagen": item.assumed_tier is not None,
        "dolt_av_filter": not shown.shown(item),
    }


def _unscored(shown: Picture, item: Candidate) -> dict[str, object]:
    return _identity(shown, item) | {
        "kostnad_fraga": asked_of_cost(shown, item) or None,
        "lage": unscored_state(shown, item.id),
        "las": _lock(shown, item.id),
    }


def _project(shown: Picture, index: int, row: BoardRow) -> dict[str, object]:
    board = shown.board
    item, result = board.candidates[index], board.points
    ids = board.scored.model.ids
    low, high = result.part_low[index], result.part_high[index]
    found: dict[str, object] = _identity(shown, item) | {
        "plats": row.place or None,
        "poang_min": _rounded(result.low[index]),
        "poang_max": _rounded(result.high[index]),
        "kostnad_kr": item.cost.exact,
        "kostnad_min_kr": item.cost.low,
        "kostnad_max_kr": item.cost.high,
        "kostnad_fraga": asked_of_cost(shown, item) or None,
        "inom_ram": row.inside,
        "lage": _STATES.get(row.state[0]),
        "beror_pa_niva": row.on_level,
        "skal": row.reasons.money if row.reasons and row.state[0] in _STATES else None,
        "las": _lock(shown, item.id),
        "krav": _verdicts(shown, item),
        "anmarkning": row.depends or None,
        "bidrag": {key: _rounded((a + b) / 2) for key, a, b in zip(ids, low, high, strict=True)},
        "bidrag_min": {key: _rounded(a) for key, a in zip(ids, low, strict=True)},
        "svar": counted_answers(shown, index),
        "overenskommet": agreed_levels(shown, index),
        "bidrag_max": {key: _rounded(b) for key, b in zip(ids, high, strict=True)},
    }
    return found | _no_points(shown) if shown.pointless(index) else found


def _no_points(shown: Picture) -> dict[str, object]:
    """Return what stands in place of the points of a project that has none."""
    nothing: dict[str, object] = dict.fromkeys(shown.model.ids)
    return {
        "poang_min": None,
        "poang_max": None,
        "bidrag": nothing,
        "bidrag_min": nothing,
        "svar": None,
        "overenskommet": [],
        "bidrag_max": nothing,
    }


def _gated(shown: Picture, item: Candidate, row: BoardRow) -> dict[str, object]:
    """Return a project that a gate keeps out, under the same names as the ranked ones."""
    return _identity(shown, item) | {
        "plats": None,
        "poang_min": None,
        "poang_max": None,
        "kostnad_kr": item.cost.exact,
        "kostnad_min_kr": item.cost.low,
        "kostnad_max_kr": item.cost.high,
        "kostnad_fraga": asked_of_cost(shown, item) or None,
        "inom_ram": row.inside,
        "lage": _STATES[row.state[0]],
        "beror_pa_niva": False,
        "skal": row.reasons.money if row.reasons else None,
        "las": _lock(shown, item.id),
        "krav": _verdicts(shown, item),
        "anmarkning": None,
        **_no_points(shown),
    }


def _verdicts(shown: Picture, item: Candidate) -> dict[str, str]:
    return {gate.id: gate_answer(item.mark(gate.id)) for gate in shown.model.gates}


def _lock(shown: Picture, project_id: str) -> dict[str, object] | None:
    locks = shown.locks
    if project_id in locks.tried:
        return {"slag": lock_words(locks.tried[project_id]), "fran": "provas", "skal": None}
    note = locks.note(project_id)
    return {"slag": note.kind.value, "fran": "gruppen", "skal": note.reason} if note else None


def _rounded(value: float) -> float:
    # What is below is the noise of sums, which may differ between two machines.
    return round(float(value), 9)

"""What the part Bästa portföljen shows: the best portfolio beside the ranked list, what is left out, and the notes."""

from __future__ import annotations

from typing import Any, NamedTuple

from prioritering import swedish
from prioritering.analysis.best_and_list import Listed
from prioritering.analysis.demands import Demands
from prioritering.analysis.portfolio import Pool, Portfolio
from prioritering.scoring.effective import Candidate
from prioritering.usecases import study
from prioritering.usecases.plan_demands import among, asks_more
from prioritering.usecases.portfolio_figures import sums_of
from prioritering.view import portfolio_words
from prioritering.view.depends_words import portfolio_notes
from prioritering.view.gate_words import GATE_STATE, gate_notes
from prioritering.view.picture import Picture
from prioritering.view.portfolio_words import LeftOut, unknown_of
from prioritering.view.row import cost_mark, state_of
from prioritering.view.unknown_words import Where, how_unknown_counts
from prioritering.view.value_words import cost_shape, cost_words

CAPTION = (
    "Samma poäng, kostnader och ram. Rader där listan och portföljen skiljer sig är markerade; det oklara är det inte."
)
PORTFOLIO_ROWS = 200
NOTHING_MISSING = {"missing": "", "cost_shape": ""}
_SPAN = {"mitt": "sin mitt", "lagst": "sitt lägsta", "hogst": "sitt högsta"}


class PortfolioFound(NamedTuple):
    """The best portfolio under `demands`, `wishes` those of them that the view asks for.

    `freed` is the best one without the wishes, where there are any. `most` is what each project left out may cost, by
    index, None while that is not known.
    """

    pool: Pool
    best: Portfolio
    demands: Demands
    wishes: bool
    freed: Portfolio | None
    most: dict[int, int | None] | None


def portfolio_shown(picture: Picture, given: PortfolioFound) -> dict[str, Any]:
    """Return what the part shows of a portfolio beside the list; for pictures with a frame."""
    chosen_from, best, demands = given.pool, given.best, given.demands
    names = _names(picture)
    found = study.beside_list(picture, chosen_from, best, demands, given.freed)
    terms = portfolio_words.terms_of(best, chosen_from, names, picture.frame.kronor, demands)
    terms = terms._replace(among=among(picture, demands))
    out = [] if given.most is None else portfolio_words.left_out(best, chosen_from, given.most)
    sure = sums_of(chosen_from, found.listed.sure)
    sign = "≥ " if best.at_least else ""
    return {
        "proof": portfolio_words.proof(best, terms),
        "choice": portfolio_words.choice_words(best, chosen_from, names),
        "sentence": found.difference.sentence,
        "why": found.why,
        "notes": _notes(picture, chosen_from, best, demands, given.wishes),
        "caption": CAPTION,
        "rows": _rows(picture, chosen_from, best, found.listed),
        "ranked_sum": f"{swedish.number(sure.points, 1)} poäng, {sign}{swedish.tkr(sure.kronor)}",
        "best_sum": f"{swedish.number(best.points, 1)} poäng, {sign}{swedish.tkr(best.cost)}",
        "cautions": study.cautions(picture, chosen_from, best, demands)[:12],
        "out": [_left_out_row(one, chosen_from, names) for one in out[:PORTFOLIO_ROWS]],
        "asks_more": asks_more(picture, demands),
        "if_cheap": terms.if_cheap,
    }


def _names(picture: Picture) -> list[str]:
    return [item.name for item in picture.board.candidates]


def _rows(picture: Picture, chosen_from: Pool, best: Portfolio, listed: Listed) -> list[dict[str, Any]]:
    names, inside, sure = _names(picture), best.indexes, listed.sure
    parts = {choice.index: choice.part for choice in best.chosen if choice.part}
    aside = set(best.left_out_unknown)
    order = picture.board.listed()
    shown = [i for i in order if i in sure or i in listed.open or i in inside or len(names) <= PORTFOLIO_ROWS]
    ranked = [
        {
            "id": chosen_from.ids[i],
            "name": names[i],
            "points": "–" if picture.pointless(i) else swedish.number(chosen_from.points[i]),
            "few": _few(chosen_from, i),
            "cost": None if (cost := chosen_from.costs[i]) is None else swedish.tkr(cost, unit=False),
            **_missing(picture.board.candidates[i], cost is None),
            "cost_mark": _cost_mark(picture, picture.board.candidates[i]),
            "state": state_of(picture, i),
            "best": _best_word(i in inside, parts.get(i, ""), chosen_from.ids[i] in aside),
            "differs": i not in listed.open and (i in sure) != (i in inside),
        }
        for i in shown[:PORTFOLIO_ROWS]
    ]
    return ranked + [_gated_row(picture, item) for item in picture.scored.gated]


def _gated_row(picture: Picture, item: Candidate) -> dict[str, Any]:
    cost = None if item.cost.low is None else cost_words(item.cost)
    return {
        "id": item.id,
        "name": item.name,
        "points": "–",
        "cost": cost,
        **_missing(item, cost is None),
        "cost_mark": cost_mark(picture, item),
        "state": GATE_STATE,
        "best": "–",
        "differs": False,
        "few": "",
    }


def _missing(item: Candidate, unknown: bool) -> dict[str, str]:
    """Return the word and the shape that the board has for how a cost without a figure stands."""
    return {"missing": cost_words(item.cost), "cost_shape": cost_shape(item.cost)} if unknown else NOTHING_MISSING


def _cost_mark(picture: Picture, item: Candidate) -> str:
    """Return whose the cost is when it is not the plan's, and of what range it is the middle."""
    ranging = item.cost.low != item.cost.high
    return ", ".join(filter(None, (cost_mark(picture, item), f"mitten av {cost_words(item.cost)}" if ranging else "")))


def _few(chosen_from: Pool, index: int) -> str:
    few = chosen_from.rests_on[index]
    return f"poäng {few}" if few else ""


def _best_word(inside: bool, part: str, aside: bool) -> str:
    if inside:
        return f"med ({part})" if part else "med"
    return "utelämnat" if aside else "–"


def _left_out_row(one: LeftOut, chosen_from: Pool, names: list[str]) -> dict[str, str]:
    # Of no cost above zero the words say all.
    exact = swedish.kr(one.kronor) if one.kronor else "–"
    points = swedish.number(chosen_from.points[one.project])
    few = _few(chosen_from, one.project)
    return {"name": names[one.project], "few": few, "points": points, "limit": one.limit, "exact": exact}


def _notes(picture: Picture, chosen_from: Pool, best: Portfolio, demands: Demands, wishes: bool) -> list[str]:
    span = _SPAN[picture.view.span]
    notes = [f"Ett spann av poäng räknas med {span}, ett spann av kostnad med sin mitt."]
    if picture.view.span == "mitt":
        notes = ["Ett spann, av poäng eller kostnad, räknas med sin mitt."]
    names = {item.id: item.name for item in picture.board.candidates}
    if rule := portfolio_words.tie_rule(best):
        notes.insert(0, rule)
    if unknown := how_unknown_counts(
        Where.PORTFOLIO, picture, chosen=unknown_of(best, chosen_from, list(names.values()))
    ):
        notes.append(unknown)
    notes += [
        f"{swedish.listing(names[key] for key in ring)} kräver varandra: alla eller ingen."
        for ring in study.mutual(demands.requires)
    ]
    notes += [*gate_notes(picture.scored), *portfolio_notes(picture)]
    if wishes:
        notes.append("Kraven nedan gäller den bästa portföljen, inte den rangordnade listan.")
    return notes

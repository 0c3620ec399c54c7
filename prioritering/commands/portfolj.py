"""`portfolj`: the portfolio of most points within the frame and the demands, beside what the ranked list reaches."""

from __future__ import annotations

import argparse
from collections.abc import Collection, Iterable
from typing import Any

from prioritering import swedish
from prioritering.analysis.best_and_list import CostSpan
from prioritering.analysis.demands import Demands
from prioritering.analysis.demands_file import FORM
from prioritering.analysis.portfolio import Choice, Pool, Portfolio
from prioritering.commands import output
from prioritering.commands.arguments import (
    add_plan_arguments,
    asked_picture,
    asked_view,
    choice,
    parse_figure,
)
from prioritering.commands.parser import HelpAsWritten
from prioritering.commands.plans import Plans
from prioritering.errors import BadArgument, shorten
from prioritering.json_text import as_json
from prioritering.plan.object_plan import Cost
from prioritering.scoring.board import Board
from prioritering.scoring.ranking import RangeFigure
from prioritering.usecases import study
from prioritering.usecases.plan_demands import among, asks_more, without_wishes
from prioritering.usecases.portfolio_figures import sums_of
from prioritering.view import portfolio_words
from prioritering.view.asked_costs import asked_cost_notes, cost_with_mark
from prioritering.view.depends_words import portfolio_notes
from prioritering.view.gate_words import GATE_CODE, gate_notes
from prioritering.view.hidden_words import filters_without_effect
from prioritering.view.picture import Picture
from prioritering.view.ranking_json import told_and_basis
from prioritering.view.reasons import counted_answers
from prioritering.view.row import cost_mark
from prioritering.view.typed_sum import parse_kronor
from prioritering.view.unknown_words import Where, how_unknown_counts
from prioritering.view.unscored_words import unscored_json
from prioritering.view.value_words import cost_words

HELP = "den portfölj som ger mest poäng inom ramen, bredvid listan"
MAX_SECONDS = 3600.0


def add_parser(commands: Any) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("portfolj", help=HELP, epilog=FORM, formatter_class=HelpAsWritten)
    add_plan_arguments(parser)
    parser.add_argument("--krav", metavar="FIL", help="krav på portföljen som TOML, se nedan")
    parser.add_argument("--antagen-kostnad", metavar="ID=TKR,…", help="antagna kostnader där planens är okänd")
    parser.add_argument("--spann", metavar="mitt|lagst|hogst", help="vad som räknas i ett poängspann (annars mitt)")
    parser.add_argument("--kostnadsspann", metavar="mitt|lagst|hogst", default="mitt", help="… i ett kostnadsspann")
    parser.add_argument("--tidsgrans", metavar="SEKUNDER", default=f"{study.SEARCH_SECONDS:.0f}", help="längsta söktid")
    parser.set_defaults(answer=answer)


def answer(args: argparse.Namespace, plans: Plans) -> str:
    """Solve and return what is printed; raises PrioriteringError on bad input or clashing demands."""
    view = asked_view(args)
    if args.spann is not None:
        view = view.model_copy(update={"span": choice(args.spann, RangeFigure, "--spann")})
    shown = asked_picture(args, plans, view)
    study.check_ranked(shown)
    shown, demands = _demanded(args, plans, shown)
    if shown.frame.kronor is None and not demands.limits:
        raise BadArgument("--ram behövs (i tkr), eller en ram i --krav")
    span = choice(args.kostnadsspann, CostSpan, "--kostnadsspann")
    pool = portfolio_words.with_answers(study.portfolio_pool(shown, span, _assumed(args.antagen_kostnad)), shown)
    seconds = parse_figure(args.tidsgrans, "--tidsgrans")
    if not 0 < seconds <= MAX_SECONDS:
        raise BadArgument(f"--tidsgrans ska vara över 0 och högst {MAX_SECONDS:.0f} sekunder")
    best = study.best(shown, pool, demands, seconds, plans.told)
    names = [item.name for item in shown.board.candidates]
    counted = how_unknown_counts(Where.PORTFOLIO, shown, chosen=portfolio_words.unknown_of(best, pool, names, span))
    result = _result(shown, pool, best, demands, counted)
    return as_json(result) if args.json else _text(shown, pool, best, result, plans.called(shown))


def _demanded(args: argparse.Namespace, plans: Plans, shown: Picture) -> tuple[Picture, Demands]:
    """Return the demands of the file and the view together, and the picture under the locks that they name."""
    demands, _, notices = study.wished(shown)
    if notices:
        raise BadArgument(notices[0])
    if args.krav is None:
        return shown, demands
    asked = study.demands_in(plans.path(args.krav), shown)
    if not shown.basis.view.assumptions:
        # The plan alone has no locks in its list; the demands bind the portfolio all the same.
        return shown, study.joined(demands, asked)
    view = shown.view.model_copy(
        update={"must": (*shown.view.must, *asked.must), "not_now": (*shown.view.not_now, *asked.not_now)}
    )
    return study.with_view(shown, view), study.joined(demands, asked)


def _assumed(text: str | None) -> dict[str, int]:
    found: dict[str, int] = {}
    for part in (text or "").split(","):
        key, sign, cost = (piece.strip() for piece in part.partition("="))
        if not part.strip():
            continue
        if not sign:
            raise BadArgument(f"--antagen-kostnad: ”{shorten(part)}” ska skrivas id=tkr")
        found[key] = parse_kronor(cost, f"--antagen-kostnad: kostnaden för {key}")
    return found


def _result(shown: Picture, pool: Pool, best: Portfolio, demands: Demands, counted: str) -> dict[str, Any]:
    board = shown.board
    frame = board.choices.frame
    names = [item.name for item in board.candidates]
    result: dict[str, Any] = {
        "plan": shown.plan.id,
        "kommun": shown.plan.municipality_id,
        "ram_kr": frame,
        "vikter": dict(zip(shown.model.ids, board.choices.weights, strict=True)),
        "valda": [pool.ids[item.index] for item in _in_turn(board, best)],
        "poang": best.points,
        "kostnad_kr": best.cost,
        "svar": _answers(shown),
        "optimal": best.optimal,
        "glapp": best.gap,
        "delar": {pool.ids[item.index]: item.part for item in _in_turn(board, best) if item.part},
        "bevis": portfolio_words.proof(best, _terms(shown, pool, best, demands)),
        "lika_bra": _equally_good(best, pool),
        "val_mellan_lika": [
            *portfolio_words.choice_words(best, pool, names),
            *filter(None, [portfolio_words.tie_rule(best)]),
        ],
        "utelamnade_okand_kostnad": _ids_in_list_order(board, best.left_out_unknown),
        "hogsta_kostnad": _break_even(shown, pool, best, demands),
        "underlag_saknas": unscored_json(shown),
        "krav_ej_uppfyllda": [
            {"id": item.id, "namn": item.project.name, "lage": GATE_CODE} for item in board.scored.gated
        ],
        **told_and_basis(shown, *_notices(shown, counted, best, demands)),
    }
    if frame is not None:
        freed = None
        if asks_more(shown, demands):
            freed = study.best(shown, pool, without_wishes(shown, demands), study.SEARCH_SECONDS)
        result |= _beside(shown, pool, best, demands, freed)
    return result


def _beside(shown: Picture, pool: Pool, best: Portfolio, demands: Demands, freed: Portfolio | None) -> dict[str, Any]:
    found, choices = study.beside_list(shown, pool, best, demands, freed), shown.board.choices
    sure = _in_list_order(shown.board, found.listed.sure)
    sums = sums_of(pool, sure)
    return {
        "rangordnad": {
            "valda": [pool.ids[i] for i in sure],
            "oklara": [pool.ids[i] for i in _in_list_order(shown.board, found.listed.open)],
            # Exact whatever order the projects come in; what is left below nine decimals is noise.
            "poang": round(sums.points, 9),
            "kostnad_kr": sums.kronor,
            "regel": choices.rule.value,
            "ordning": choices.order.value,
        },
        "skillnad": found.difference.sentence,
        "varfor": found.why,
        "varningar": list(study.cautions(shown, pool, best, demands)),
    }


def _answers(shown: Picture) -> dict[str, Any] | None:
    """Return for each ranked project how many answers each level rests on; None where the plan's levels count."""
    if shown.scored.answers is None:
        return None
    board = shown.board
    every = _in_list_order(board, range(len(board.candidates)))
    return {board.candidates[index].id: counted_answers(shown, index) for index in every}


def _in_turn(board: Board, best: Portfolio) -> list[Choice]:
    """Return what is chosen as the list has it, so that no order of the plan's rows decides."""
    turn = {index: place for place, index in enumerate(_in_list_order(board, best.indexes))}
    return sorted(best.chosen, key=lambda choice: (turn[choice.index], choice.part))


def _ids_in_list_order(board: Board, keys: Collection[str]) -> list[str]:
    indexes = (index for index, item in enumerate(board.candidates) if item.id in keys)
    return [board.candidates[index].id for index in _in_list_order(board, indexes)]


def _in_list_order(board: Board, indexes: Iterable[int]) -> list[int]:
    """Return projects from first to last; what has no place, since its cost or its points are unknown, comes last."""
    place = board.ranking.place
    return sorted(board.by_tie_order(indexes), key=lambda index: int(place[index]) or len(place) + 1)


def _ids(choices: Iterable[Choice], pool: Pool) -> list[str]:
    return [pool.ids[choice.index] for choice in portfolio_words.in_turn(choices, pool)]


def _equally_good(best: Portfolio, pool: Pool) -> dict[str, Any] | None:
    equal = best.equal
    if equal is None:
        return None
    return {
        "andra": equal.others,
        "alla_raknade": equal.counted,
        "i_alla": _ids(equal.always, pool) if equal.known else None,
        "valet_star_mellan": _ids(equal.between, pool) if equal.known else None,
    }


def _terms(shown: Picture, pool: Pool, best: Portfolio, demands: Demands) -> portfolio_words.Terms:
    names = [item.name for item in shown.board.candidates]
    terms = portfolio_words.terms_of(best, pool, names, shown.frame.kronor, demands)
    return terms._replace(among=among(shown, demands))


def _break_even(shown: Picture, pool: Pool, best: Portfolio, demands: Demands) -> list[dict[str, Any]]:
    names = [item.name for item in shown.board.candidates]
    found = portfolio_words.left_out(best, pool, study.break_even(shown, pool, demands))
    more, terms = asks_more(shown, demands), _terms(shown, pool, best, demands)
    return [
        {
            "id": pool.ids[one.project],
            "kronor": one.kronor,
            "mening": portfolio_words.left_out_sentence(one, names, more, len(found) == 1, terms),
        }
        for one in found
    ]


def _notices(shown: Picture, counted: str, best: Portfolio, demands: Demands) -> list[str]:
    notices = [
        *asked_cost_notes(shown),
        *gate_notes(shown.scored),
        *portfolio_notes(shown),
        *([counted] if counted else []),
    ]
    if best.left_out_unknown:
        notices[-1:] = [f"{counted} Ange --antagen-kostnad för att räkna med en kostnad.".strip()]
    notices += [
        f"{swedish.listing(group)} kräver varandra: de tas med tillsammans eller inte alls."
        for group in study.mutual(demands.requires)
    ]
    return [*notices, *filter(None, [filters_without_effect(shown.view)])]


def _text(shown: Picture, pool: Pool, best: Portfolio, result: dict[str, Any], called: str) -> str:
    board, sign, frame = shown.board, "≥ " if best.at_least else "", shown.frame.kronor
    within = "" if frame is None else f" inom ramen {swedish.tkr(frame)}"
    first = f"{called}: {swedish.number(best.points, 1)} poäng för {sign}{swedish.tkr(best.cost)}{within}"
    # First what could not be used as asked, then the answer, and last what the answer itself makes one ask.
    own = result["notiser"][len(shown.notices) :]
    said = [*shown.notices, result["bevis"], *result["val_mellan_lika"], result.get("skillnad", "")]
    said += [result.get("varfor", ""), *result.get("varningar", ())]
    said += [*(one["mening"] for one in result["hogsta_kostnad"]), *own]
    # What the points rest on: there is something to say only where they are the group's.
    counted = shown.scored.answers is not None
    rows = [
        (
            pool.ids[item.index],
            board.candidates[item.index].project.name + (f" ({item.part})" if item.part else ""),
            "" if shown.pointless(item.index) else swedish.number(item.points),
            _cost(shown, pool, item),
            *((pool.rests_on[item.index],) if counted else ()),
        )
        for item in _in_turn(board, best)
    ]
    header = ("id", "projekt", "poäng", "tkr", *(("vilar",) if counted else ()))
    table = output.as_table(header, rows, frozenset({2, 3}))
    return output.one_text([first, *said, table])


def _cost(shown: Picture, pool: Pool, item: Choice) -> str:
    unknown = pool.costs[item.index] is None and not item.part
    project = shown.board.candidates[item.index]
    cost = cost_words(project.cost) if unknown else swedish.tkr(item.cost, unit=False)
    span = "" if unknown or item.part or project.unpriced else _of_span(project.cost, item.cost)
    return cost_with_mark(cost, ", ".join(filter(None, (cost_mark(shown, project), span))))


def _of_span(cost: Cost, counted: int) -> str:
    """Return what of a range the counted kronor are; nothing where there is no range. How one is counted is a flag."""
    if cost.low is None or cost.high is None or cost.low == cost.high:
        return ""
    which = {cost.low: "lägst i", cost.high: "högst i"}.get(counted, "mitten av")
    return f"{which} {cost_words(cost)}"

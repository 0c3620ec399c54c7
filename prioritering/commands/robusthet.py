"""`robusthet`: how often each project is inside and on each place, over drawn weights, levels and costs."""

from __future__ import annotations

import argparse
import math
from typing import Any

import numpy as np

from prioritering import swedish
from prioritering.analysis.draws import MAX_DRAWS
from prioritering.analysis.inclusion import Method, Outcome, Standing
from prioritering.analysis.weight_draws import WeightInfo, WeightKind
from prioritering.commands import output
from prioritering.commands.arguments import (
    add_plan_arguments,
    asked_picture,
    asked_view,
    choice,
    parse_figure,
)
from prioritering.commands.plans import Plans
from prioritering.criteria.model import Model
from prioritering.errors import BadArgument, shorten
from prioritering.json_text import as_json
from prioritering.scoring.effective import Candidate
from prioritering.typed_numbers import typed_whole
from prioritering.usecases import study
from prioritering.usecases.expected_places import expected_place_words
from prioritering.usecases.places_shown import SHARED_PLACES
from prioritering.usecases.robust_words import agreement_words
from prioritering.usecases.study import Robust
from prioritering.view.depends_words import shares_without_demands
from prioritering.view.gate_words import GATE_CODE, NOT_MET
from prioritering.view.hidden_words import filters_without_effect
from prioritering.view.picture import Picture
from prioritering.view.ranking_json import told_and_basis
from prioritering.view.reasons import counted_answers, points_rest_on
from prioritering.view.share_words import margin_words, weights_words
from prioritering.view.standing_words import NO_SHARE, STANDINGS, inside_words, standings, study_headline
from prioritering.view.study_notes import study_notes
from prioritering.view.unscored_words import unscored_json
from prioritering.view.view import View

HELP = "hur ofta varje projekt ryms, över tusentals viktningar, nivåer och kostnader"
# The parts of a view that say which weights are tried.
WEIGHTS_TRIED = ("viktinfo", "viktvidd")
WITHOUT_FRAME = "Ingen ram är vald (--ram), så hur säkert något ryms räknas inte; platserna gäller ändå."


def add_parser(commands: Any) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("robusthet", help=HELP)
    spread = View().weight_spread
    near = f"viktningar högst {spread} procentenheter ifrån prövas, eller som länken säger"
    add_plan_arguments(parser, f"{near}; --viktinfo fasta håller dem fasta")
    parser.add_argument(
        "--dragningar",
        metavar="ANTAL",
        help=f"antal slumpade fall (annars {View().draws}, som på sidan)",
    )
    parser.add_argument("--fro", metavar="HELTAL", help="samma frö ger samma fall (annars 1)")
    parser.add_argument(
        "--metod",
        metavar="regel|basta",
        default="regel",
        help="vad som räknas som inom: listans regel eller bästa portföljen",
    )
    kinds = "|".join(kind.value for kind in WeightKind)
    which = (
        "vilka viktningar som prövas: alla, de med samma ordning som vikterna, de nära vikterna, eller bara vikterna"
    )
    parser.add_argument("--viktinfo", metavar=kinds, help=f"{which}; gäller också med --vikter")
    apart = "finns inte i någon länk"
    parser.add_argument("--viktordning", metavar="K1>K2=K3", help=f"kriterierna från tyngst till lättast; {apart}")
    parser.add_argument("--viktspann", metavar="K=20..50,…", help=f"varje vikts lägsta och högsta i procent; {apart}")
    parser.set_defaults(answer=answer)


def answer(args: argparse.Namespace, plans: Plans) -> str:
    """Draw, count and return what is printed; raises PrioriteringError on bad input."""
    shown = asked_picture(args, plans, _view(args))
    method = choice(args.metod, Method, "--metod")
    given = study.robust(shown, _weight_info(args, shown), method)
    outcome = study.shares(given, plans.told)
    own = "" if args.viktordning is None else "--viktordning"
    own = own if args.viktspann is None else "--viktspann"
    result = _result(given, outcome, own)
    return as_json(result) if args.json else _text(given, outcome, result, plans.called(shown), bool(own))


def _view(args: argparse.Namespace) -> View:
    view = asked_view(args)
    given: dict[str, Any] = {}
    if args.dragningar is not None:
        given["draws"] = _whole(args.dragningar, "--dragningar", 1, MAX_DRAWS)
    if args.fro is not None:
        given["seed"] = _whole(args.fro, "--fro", 0, 2**63 - 1)
    if args.viktinfo is not None:
        given["weight_info"] = choice(args.viktinfo, WeightKind, "--viktinfo").value
    return view.model_copy(update=given)


def _result(given: Robust, outcome: Outcome, own: str) -> dict[str, Any]:
    """Return what is printed as JSON; `own` is the flag that sets which weights are tried apart from the view."""
    shown, draws = given.picture, given.study.draws
    choices, margin = shown.board.choices, outcome.widest_margin
    ended = given.span_set or bool(choices.frame)
    return {
        "plan": shown.plan.id,
        "kommun": shown.plan.municipality_id,
        "ram_kr": choices.frame,
        "ordning": choices.order.value,
        "regel": choices.rule.value,
        "metod": given.study.method.value,
        "dragningar": draws.count,
        "fro": draws.seed,
        "vikter": _weights_json(draws.info, shown.model),
        "okand_kostnad_kr": [given.low, given.high] if given.unknown and ended else None,
        # An address has no room for such limits, so what it says of the weights tried is not what was tried.
        **told_and_basis(shown, *_notices(given, own), without=WEIGHTS_TRIED if own else ()),
        "felmarginal": None if margin is None else round(margin, 6),
        "projekt": [*_projects(shown, outcome), *(_gated(item) for item in shown.scored.gated)],
        "underlag_saknas": unscored_json(shown),
    }


def _projects(shown: Picture, outcome: Outcome) -> list[dict[str, Any]]:
    """Return the projects as they are listed (see `Outcome.by_share`).

    `felmarginal` is of `andel_inom`, in percentage points, and null like that share where there is no frame;
    `platsfelmarginaler` are of each of `platsandelar`. `svar` is how many of the group's answers each level rests on,
    null where the plan's levels count. What has no place has null for `forvantad_plats`, `platsandelar` and
    `platsfelmarginaler`: what is locked in without points, and per krona what no draw gives a cost.
    """
    places = outcome.places
    if places is None:
        return []
    share, expected, margins = outcome.inside, places.expected_place, outcome.margins
    found, placed = standings(shown.board, outcome), ~np.isnan(expected)
    # There are no more places than projects that are ranked; what is locked in without points has none.
    of_places, acceptability = (part[:, : shown.scored.ranked_count] for part in (places.margins, places.acceptability))
    return [
        {
            "id": shown.board.candidates[i].id,
            "namn": shown.board.candidates[i].project.name,
            # Below nine decimals is the noise of sums, which may differ between two machines.
            "andel_inom": None if share is None else round(float(share[i]), 9),
            "felmarginal": None if share is None else round(margins[i], 6),
            "lage": None if share is None else found[i].value,
            "forvantad_plats": round(float(expected[i]), 6) if placed[i] else None,
            "svar": counted_answers(shown, i),
            "platsandelar": np.round(acceptability[i], 9).tolist() if placed[i] else None,
            "platsfelmarginaler": np.round(of_places[i], 6).tolist() if placed[i] else None,
        }
        for i in outcome.by_share(shown.board.position)
    ]


def _gated(item: Candidate) -> dict[str, Any]:
    """Return a project that a gate keeps out: it is in no drawn case."""
    nothing = ("andel_inom", "felmarginal", "forvantad_plats", "platsandelar", "platsfelmarginaler")
    return {"id": item.id, "namn": item.project.name, "lage": GATE_CODE, **dict.fromkeys(nothing)}


def _notices(given: Robust, own: str) -> list[str]:
    """Return what must be said of the draws: what the page says, what does not bind, and that there is no frame."""
    shown, framed = given.picture, given.picture.frame.kronor is not None
    said = [*study_notes(shown, given.study.method)]
    if given.unknown and not given.span_set and framed:
        said[0] += " Ange --okand-kostnad lägsta..högsta för ett eget spann."
    aside = shares_without_demands(shown) if framed and given.study.method is Method.BEST else ""
    apart = f"{own} går inte att skriva i en länk: en sida med samma vy prövar andra viktningar." if own else ""
    unused = filters_without_effect(shown.view)
    return [*said, *filter(None, (aside, apart, "" if framed else WITHOUT_FRAME, unused))]


def _weight_info(args: argparse.Namespace, shown: Picture) -> WeightInfo:
    if (args.vikter, args.viktordning, args.viktspann).count(None) < 2:
        raise BadArgument("välj en av --vikter, --viktordning och --viktspann")
    if args.viktinfo is not None and (args.viktordning is not None or args.viktspann is not None):
        raise BadArgument("välj en av --viktinfo, --viktordning och --viktspann")
    if args.viktordning is not None:
        return study.by_order(_order(args.viktordning, shown.model))
    if args.viktspann is not None:
        return _intervals(args.viktspann, shown.model)
    return study.weight_info(shown)


def _order(text: str, model: Model) -> list[int]:
    places: dict[str, int] = {}
    for place, group in enumerate(text.replace(",", ">").split(">"), 1):
        for key in (part.strip() for part in group.split("=")):
            if key not in model.ids or key in places:
                why = "står två gånger" if key in places else f"finns inte; kriterierna är {', '.join(model.ids)}"
                raise BadArgument(f"--viktordning: ”{shorten(key)}” {why}")
            places[key] = place
    # Criteria that are not named share the last place.
    last = len(model.ids)
    return [places.get(key, last) for key in model.ids]


def _intervals(text: str, model: Model) -> WeightInfo:
    spans = dict.fromkeys(model.ids, (0.0, 1.0))
    for part in text.split(","):
        key, _, span = (piece.strip() for piece in part.partition("="))
        low, sign, high = span.partition("..")
        if key not in spans:
            raise BadArgument(f"--viktspann: ”{shorten(key)}” finns inte; kriterierna är {', '.join(model.ids)}")
        if not sign:
            raise BadArgument(f"--viktspann: {key} ska skrivas {key}=lägsta..högsta i procent")
        first, last = (parse_figure(end.strip(), f"--viktspann: {key}") / 100 for end in (low, high))
        spans[key] = first, last
    try:
        return study.by_intervals([a for a, _ in spans.values()], [b for _, b in spans.values()])
    except BadArgument as error:
        raise BadArgument(f"--viktspann: {error}") from error


def _whole(text: str, flag: str, low: int, high: int) -> int:
    try:
        value = typed_whole(text.replace("\u00a0", "").replace(" ", ""), -math.inf, math.inf)
    except ValueError as error:
        raise BadArgument(f"{flag} ska vara ett heltal (”{shorten(text)}”)") from error
    if not low <= value <= high:
        raise BadArgument(f"{flag} ska vara från {low} till {high} (”{shorten(text)}”)")
    return value


def _weights_json(info: WeightInfo, model: Model) -> dict[str, Any]:
    result: dict[str, Any] = {"slag": info.kind.value}
    if info.order:
        result["platser"] = dict(zip(model.ids, info.order, strict=True))
    if info.low:
        result["lagst"] = dict(zip(model.ids, info.low, strict=True))
        result["hogst"] = dict(zip(model.ids, info.high, strict=True))
    return result


def _text(given: Robust, outcome: Outcome, result: dict[str, Any], called: str, own: bool) -> str:
    board, places = given.picture.board, outcome.places
    ids = (item.id for item in board.candidates)
    expected = {} if places is None else dict(zip(ids, expected_place_words(board, places), strict=True))
    rows = [_row(item, outcome.count, expected.get(item["id"], "–")) for item in result["projekt"]]
    header: tuple[str, ...] = (
        "id",
        "projekt",
        "i bästa" if given.study.method is Method.BEST else "inom",
        "säkerhet",
        "väntad plats",
    )
    if given.picture.scored.answers is not None:
        rests = {item.id: points_rest_on(given.picture, i) for i, item in enumerate(board.candidates)}
        header, rows = (*header, "vilar"), [(*row, rests.get(row[0], "")) for row in rows]
    table = output.as_table(header, rows, frozenset({2, 4}))
    first = f"{called}: {swedish.number(result['dragningar'])} fall med frö {result['fro']}"
    method = given.study.method
    ends = (given.low, given.high)
    finding = study_headline(given.picture, outcome, ends, given.study.draws.info, method)
    margins = [margin_words(max(outcome.margins))] if outcome.margins else []
    shown = given.picture
    agreed = agreement_words(shown)
    weights = f"Vikter: {weights_words(given.study.draws.info, shown.view, shown.model, own)}."
    return output.one_text([first, finding, weights, *margins, agreed, *result["notiser"], SHARED_PLACES, table])


def _row(item: dict[str, Any], count: int, expected: str) -> tuple[str, ...]:
    if item["lage"] == GATE_CODE:
        return (item["id"], item["namn"], NO_SHARE, NOT_MET, expected)
    standing = None if item["lage"] is None else Standing(item["lage"])
    share = "ingen ram" if standing is None else inside_words(item["andel_inom"], standing, count)
    return (
        item["id"],
        item["namn"],
        share,
        "" if standing is None else swedish.upper_first(STANDINGS[standing]),
        expected,
    )

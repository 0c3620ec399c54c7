"""`robusthet`: how often each project is inside and on each place, over drawn weights, levels and costs."""

from __future__ import annotations

import argparse
from typing import Any

import numpy as np

from prioritering import swedish
from prioritering.analysis.draws import MAX_DRAWS, Draws, uncertain
from prioritering.analysis.inclusion import Method, Outcome, Setting, Study, run_study, standing
from prioritering.analysis.weight_draws import ALL_WEIGHTS, WeightInfo, by_intervals, by_order, fixed
from prioritering.commands.common import (
    add_plan_arguments,
    choice,
    load_basis,
    parse_choices,
    parse_kronor,
    parse_number,
    print_json,
    print_table,
)
from prioritering.criteria.model import Model
from prioritering.errors import BadArgument, shorten
from prioritering.money.line_rule import NO_LIMIT
from prioritering.scoring.board import Choices, ScoredProjects, rank

HELP = "hur ofta varje projekt ryms, över tusentals viktningar, nivåer och kostnader"
NO_FRAME = "Ingen ram är angiven (--ram), så andel_inom och lage är null; platsandelarna gäller ändå."
_PRINTED = {"saker": "säker", "grazon": "gråzon", "utanfor": "utanför"}


def add_parser(commands: Any) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("robusthet", help=HELP)
    add_plan_arguments(parser)
    parser.add_argument("--dragningar", metavar="ANTAL", default="10000", help="antal dragna fall")
    parser.add_argument("--fro", metavar="HELTAL", default="1", help="samma frö ger samma dragningar")
    parser.add_argument("--okand-kostnad", metavar="TKR..TKR", help="lägsta och högsta antagna okända kostnad")
    parser.add_argument(
        "--metod", metavar="regel|basta", default="regel", help="inom enligt regeln eller bästa portföljen"
    )
    parser.add_argument("--viktordning", metavar="K1>K2=K3", help="kriterierna från tyngst till lättast")
    parser.add_argument("--viktspann", metavar="K=20..50,…", help="varje vikts lägsta och högsta i procent")
    parser.add_argument("--maste", metavar="ID,…", default="", help="projekt som måste med")
    parser.add_argument("--inte-nu", metavar="ID,…", default="", help="projekt som inte är aktuella nu")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Draw, count and print; returns the exit code 0, raises PrioriteringError on bad input."""
    plan, given = load_basis(args)
    choices = _choices(args, given)
    info = _weight_info(args, given.model, choices)
    draws = Draws(_whole(args.dragningar, "--dragningar", 1, MAX_DRAWS), _whole(args.fro, "--fro", 0, 2**63 - 1), info)
    notices: list[str] = []
    low, high = _unknown_span(args.okand_kostnad, given, choices.frame, notices)
    if choices.frame is None:
        notices.append(NO_FRAME)
    setting = Setting(choices.frame, rank(given, choices).lock, choices.order, choices.rule)
    method = choice(args.metod, Method, "--metod")
    outcome = run_study(Study(uncertain(given, low, high), draws, setting, method))
    result = {
        "plan": plan.id,
        "ram_kr": choices.frame,
        "ordning": choices.order.value,
        "regel": choices.rule.value,
        "metod": method.value,
        "dragningar": draws.count,
        "fro": draws.seed,
        "vikter": _weights_json(info, given.model),
        "okand_kostnad_kr": [low, high] if _has_unknown(given) else None,
        "notiser": notices,
        "projekt": _projects(given, outcome),
        "underlag_saknas": [{"id": item.id, "namn": item.project.name} for item in given.unscored],
    }
    if args.json:
        print_json(result)
    else:
        _print_text(plan.name, result, notices)
    return 0


def _projects(given: ScoredProjects, outcome: Outcome) -> list[dict[str, Any]]:
    """Return the projects, most often inside first, then by expected place, then in plan order."""
    places = outcome.places
    if places is None:
        return []
    share, expected = outcome.inside, places.expected_place
    ordered = np.lexsort((expected, np.zeros(len(expected)) if share is None else -share))
    return [
        {
            "id": given.candidates[i].id,
            "namn": given.candidates[i].project.name,
            "andel_inom": None if share is None else round(float(share[i]), 9),
            "lage": None if share is None else standing(float(share[i])).value,
            "forvantad_plats": round(float(expected[i]), 6),
            "platsandelar": [round(float(x), 9) for x in places.acceptability[i]],
        }
        for i in ordered
    ]


def _choices(args: argparse.Namespace, given: ScoredProjects) -> Choices:
    choices = parse_choices(args, given.model)
    known = {item.id for item in given.candidates}
    must, not_now = _ids(args.maste, known, "--maste"), _ids(args.inte_nu, known, "--inte-nu")
    both = sorted(must & not_now)
    if both:
        raise BadArgument(f"{both[0]} kan inte vara både --maste och --inte-nu")
    return Choices(choices.weights, choices.frame, choices.order, choices.rule, choices.span, must, not_now)


def _ids(text: str, known: set[str], flag: str) -> frozenset[str]:
    found = [part.strip() for part in text.split(",") if part.strip()]
    unknown = [key for key in found if key not in known]
    if unknown:
        raise BadArgument(f"{flag}: ”{shorten(unknown[0])}” finns inte bland de poängsatta projekten")
    return frozenset(found)


def _has_unknown(given: ScoredProjects) -> bool:
    return bool((given.costs.high >= NO_LIMIT).any())


def _unknown_span(text: str | None, given: ScoredProjects, frame: int | None, notices: list[str]) -> tuple[int, int]:
    """Return the span in kronor; without one an unknown cost is drawn from nothing to the whole frame, and says so."""
    if text is not None:
        low, sign, high = text.partition("..")
        if not sign:
            raise BadArgument(f"--okand-kostnad ska skrivas som lägsta..högsta i tkr, som 0..3000 (”{shorten(text)}”)")
        span = parse_kronor(low, "--okand-kostnad: lägsta"), parse_kronor(high, "--okand-kostnad: högsta")
        if span[0] > span[1]:
            raise BadArgument("--okand-kostnad: lägsta är större än högsta")
        return span
    if not _has_unknown(given):
        return 0, 0
    unknown = swedish.plural(int((given.costs.high >= NO_LIMIT).sum()), "kostnad är okänd", "kostnader är okända")
    if frame is None:
        notices.append(f"{unknown} och räknas som 0, eftersom ingen ram är angiven.")
        return 0, 0
    notices.append(
        f"{unknown} och inget spann är angivet: dragna mellan 0 och hela ramen ({swedish.tkr(frame)}). "
        "Ange --okand-kostnad lägsta..högsta för ett eget antagande."
    )
    return 0, frame


def _weight_info(args: argparse.Namespace, model: Model, choices: Choices) -> WeightInfo:
    if sum(value is not None for value in (args.vikter, args.viktordning, args.viktspann)) > 1:
        raise BadArgument("välj en av --vikter, --viktordning och --viktspann")
    if args.vikter is not None:
        return fixed(choices.weights)
    if args.viktordning is not None:
        return by_order(_order(args.viktordning, model))
    if args.viktspann is not None:
        return by_intervals(*_intervals(args.viktspann, model))
    return ALL_WEIGHTS


def _order(text: str, model: Model) -> list[int]:
    places: dict[str, int] = {}
    for place, group in enumerate(text.replace(",", ">").split(">"), 1):
        for key in (part.strip() for part in group.split("=")):
            if key not in model.ids or key in places:
                why = "står två gånger" if key in places else f"finns inte; kriterierna är {', '.join(model.ids)}"
                raise BadArgument(f"--viktordning: ”{shorten(key)}” {why}")
            places[key] = place
    last = len(model.ids)
    return [places.get(key, last) for key in model.ids]


def _intervals(text: str, model: Model) -> tuple[list[float], list[float]]:
    spans = dict.fromkeys(model.ids, (0.0, 1.0))
    for part in text.split(","):
        key, _, span = (piece.strip() for piece in part.partition("="))
        low, sign, high = span.partition("..")
        if key not in spans:
            raise BadArgument(f"--viktspann: ”{shorten(key)}” finns inte; kriterierna är {', '.join(model.ids)}")
        if not sign:
            raise BadArgument(f"--viktspann: {key} ska skrivas {key}=lägsta..högsta i procent")
        spans[key] = tuple(parse_number(x.strip(), f"--viktspann: {key}") / 100 for x in (low, high))  # type: ignore[assignment]
    try:
        by_intervals([a for a, _ in spans.values()], [b for _, b in spans.values()])
    except BadArgument as error:
        raise BadArgument(f"--viktspann: {error}") from error
    return [a for a, _ in spans.values()], [b for _, b in spans.values()]


def _whole(text: str, flag: str, low: int, high: int) -> int:
    try:
        value = int(text.replace("\u00a0", "").replace(" ", ""))
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


def _print_text(name: str, result: dict[str, Any], notices: list[str]) -> None:
    print(f"{name}: {swedish.number(result['dragningar'])} dragningar med frö {result['fro']}")
    for notice in notices:
        print(notice)
    rows = []
    for item in result["projekt"]:
        share = item["andel_inom"]
        rows.append(
            (
                item["id"],
                item["namn"],
                "ingen ram" if share is None else swedish.percent(share, 1),
                "" if share is None else _PRINTED[item["lage"]],
                swedish.number(item["forvantad_plats"], 1),
            )
        )
    print_table(("id", "projekt", "inom", "läge", "väntad plats"), rows, frozenset({2, 4}))

"""`portfolj`: the portfolio of most points within the frame and the demands, beside what the ranked list reaches."""

from __future__ import annotations

import argparse
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from prioritering import swedish
from prioritering.analysis.beside import CostSpan, cautions, difference, pool_of, ranked_choice
from prioritering.analysis.demands import NO_DEMANDS, Demands, mutual
from prioritering.analysis.demands_file import FORM, read_demands
from prioritering.analysis.portfolio import Pool, Portfolio, best_portfolio
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
from prioritering.errors import BadArgument, shorten
from prioritering.plan.object_plan import ObjectPlan
from prioritering.scoring.board import Board, Choices, ScoredProjects, rank
from prioritering.scoring.ranking import Span

HELP = "den portfölj som ger mest poäng inom ramen, bredvid rangordningen"
MAX_SECONDS = 3600.0


class _Raw(argparse.RawDescriptionHelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "användning: " if prefix is None else prefix)


def add_parser(commands: Any) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("portfolj", help=HELP, epilog=FORM, formatter_class=_Raw)
    add_plan_arguments(parser)
    parser.add_argument("--krav", metavar="FIL", help="krav på portföljen som TOML, se nedan")
    parser.add_argument("--antagen-kostnad", metavar="ID=TKR,…", help="antagna kostnader där planens är okänd")
    parser.add_argument("--spann", metavar="mitt|lagst|hogst", default="mitt", help="vad som räknas i ett poängspann")
    parser.add_argument("--kostnadsspann", metavar="mitt|lagst|hogst", default="mitt", help="… i ett kostnadsspann")
    parser.add_argument("--tidsgrans", metavar="SEKUNDER", default="60", help="längsta söktid")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Solve and print; returns the exit code 0, raises PrioriteringError on bad input or clashing demands."""
    plan, given = load_basis(args)
    parsed = parse_choices(args, given.model)
    span = choice(args.spann, Span, "--spann")
    demands = NO_DEMANDS if args.krav is None else read_demands(Path(args.krav), plan.projects)
    if parsed.frame is None and not demands.limits:
        raise BadArgument("--ram behövs (i tkr), eller en ram i --krav")
    choices = Choices(parsed.weights, parsed.frame, parsed.order, parsed.rule, span, demands.must, demands.not_now)
    board = rank(given, choices)
    pool = pool_of(board, choice(args.kostnadsspann, CostSpan, "--kostnadsspann"), _assumed(args.antagen_kostnad))
    seconds = parse_number(args.tidsgrans, "--tidsgrans")
    if not 0 < seconds <= MAX_SECONDS:
        raise BadArgument(f"--tidsgrans ska vara över 0 och högst {MAX_SECONDS:.0f} sekunder")
    best = best_portfolio(pool, choices.frame, demands, seconds)
    result = _result(plan, board, pool, best, demands)
    if args.json:
        print_json(result)
    else:
        _print_text(plan.name, given, pool, best, result)
    return 0


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


def _result(plan: ObjectPlan, board: Board, pool: Pool, best: Portfolio, demands: Demands) -> dict[str, Any]:
    names = [item.project.name for item in board.candidates]
    frame = board.choices.frame
    result: dict[str, Any] = {
        "plan": plan.id,
        "ram_kr": frame,
        "vikter": dict(zip(board.scored.model.ids, board.choices.weights, strict=True)),
        "valda": [pool.ids[item.index] for item in best.chosen],
        "poang": best.points,
        "kostnad_kr": best.cost,
        "optimal": best.optimal,
        "gap": best.gap,
        "delar": {pool.ids[item.index]: item.part for item in best.chosen if item.part},
        "utelamnade_okand_kostnad": list(best.left_out_unknown),
        "underlag_saknas": [item.id for item in board.scored.unscored],
        "notiser": _notices(best, demands),
    }
    if frame is not None:
        ranked = ranked_choice(board, pool)
        result["rangordnad"] = {
            "valda": [pool.ids[i] for i in sorted(ranked)],
            "poang": round(math.fsum(pool.points[i] for i in ranked), 9),
            "kostnad_kr": sum(pool.costs[i] or 0 for i in ranked),
            "regel": board.choices.rule.value,
            "ordning": board.choices.order.value,
        }
        result["skillnad"] = difference(pool, names, ranked, best).sentence
        result["varningar"] = list(cautions(pool, names, best, frame, demands))
    return result


def _notices(best: Portfolio, demands: Demands) -> list[str]:
    notices = []
    if best.left_out_unknown:
        notices.append(
            f"Utelämnade eftersom kostnaden är okänd: {', '.join(best.left_out_unknown)}. "
            "Ange --antagen-kostnad för att räkna med dem."
        )
    if best.at_least:
        notices.append("Ett projekt som måste med har okänd kostnad och räknas som 0; kostnaden är minst den angivna.")
    notices += [
        f"{swedish.listing(group)} kräver varandra: de tas med tillsammans eller inte alls."
        for group in mutual(demands.requires)
    ]
    if not best.optimal:
        gap = swedish.percent(best.gap, 2)
        notices.append(f"Tiden tog slut. Ingen portfölj kan ge mer än {gap} fler poäng än den här.")
    return notices


def _print_text(name: str, given: ScoredProjects, pool: Pool, best: Portfolio, result: dict[str, Any]) -> None:
    sign = "≥ " if best.at_least else ""
    proof = "bevisat bäst" if best.optimal else f"gap {swedish.percent(best.gap, 2)}"
    print(f"{name}: {swedish.number(best.points, 1)} poäng för {sign}{swedish.tkr(best.cost)} ({proof})")
    said: Sequence[str] = [result.get("skillnad", ""), *result.get("varningar", ()), *result["notiser"]]
    for line in filter(None, said):
        print(line)
    rows = [
        (
            pool.ids[item.index],
            given.candidates[item.index].project.name + (f" ({item.part})" if item.part else ""),
            swedish.number(item.points, 1),
            "okänd" if pool.costs[item.index] is None and not item.part else swedish.tkr(item.cost, unit=False),
        )
        for item in best.chosen
    ]
    print_table(("id", "projekt", "poäng", "tkr"), rows, frozenset({2, 3}))

"""What the commands share: a parser that speaks one clear Swedish line, and the arguments that name a plan."""

from __future__ import annotations

import argparse
import json
import math
import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from prioritering.criteria.model import Model
from prioritering.criteria.model_file import read_model
from prioritering.errors import BadArgument, shorten
from prioritering.money.line_rule import Rule
from prioritering.plan.object_plan import ObjectPlan
from prioritering.plan.reader import read_plan
from prioritering.scoring.board import Choices, ScoredProjects, scored_projects
from prioritering.scoring.effective import candidates
from prioritering.scoring.ranking import Order
from prioritering.scoring.weights import Weights, equal, from_mapping
from prioritering.settings import plan_folder

MAX_KRONOR = 10**15
E = TypeVar("E", bound=StrEnum)
_TRANSLATED = (
    (r"argument (\S+): expected one argument", r"\1 behöver ett värde"),
    (r"unrecognized arguments: (.*)", r"okänt argument: \1"),
    (r"argument (\S+): ignored explicit argument .*", r"\1 tar inget värde"),
    (r"argument (\S+): invalid choice: (\S+) \(choose from (.*)\)", r"\1: \2 finns inte; välj bland \3"),
    (r"the following arguments are required: (.*)", r"\1 behövs"),
)


class Parser(argparse.ArgumentParser):
    """An argument parser whose help and errors are Swedish, one line each, exit code 2."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"allow_abbrev": False, "add_help": False, "formatter_class": _Help, **kwargs})
        self._optionals.title = "flaggor"
        self._positionals.title = "kommandon"
        self.add_argument("-h", "--help", action="help", help="visa den här hjälpen")

    def error(self, message: str) -> NoReturn:
        """Raise BadArgument with the reason in Swedish."""
        for pattern, swedish in _TRANSLATED:
            message = re.sub(f"^{pattern}$", swedish, message)
        raise BadArgument(message)


class _Help(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "användning: " if prefix is None else prefix)


def add_plan_arguments(parser: argparse.ArgumentParser) -> None:
    """Add --plan, --modell, --vikter, --ram, --ordning, --regel and --json."""
    parser.add_argument("--plan", metavar="ID|MAPP", help="en plans id eller en planmapp")
    parser.add_argument("--modell", metavar="FIL", help="kriterier som TOML (annars planens egna)")
    parser.add_argument("--vikter", metavar="KRITERIUM=TAL,…", help="vikter, skalas till summan 1 (annars lika)")
    parser.add_argument("--ram", metavar="TKR", help="ramen i tkr")
    parser.add_argument("--ordning", metavar="poang|per-krona", default="poang", help="vad listan ordnas efter")
    parser.add_argument("--regel", metavar="stopp|hoppa", default="stopp", help="hur linjen dras")
    parser.add_argument("--json", action="store_true", help="skriv JSON i stället för en tabell")


def load_plan(args: argparse.Namespace) -> tuple[ObjectPlan, Model]:
    """Return the plan and the model that the arguments name; BadArgument, BadModel or BadPlan on faults."""
    if not args.plan:
        raise BadArgument("--plan behövs: en plans id eller en planmapp")
    model = read_model(Path(args.modell)) if args.modell is not None else None
    folder = read_plan(plan_folder(args.plan), model)
    return folder.plan, folder.model


def load_basis(args: argparse.Namespace) -> tuple[ObjectPlan, ScoredProjects]:
    """Return the plan and its arrays, as the page computes them without assumptions."""
    plan, model = load_plan(args)
    return plan, scored_projects(candidates(plan, model), model)


def parse_choices(args: argparse.Namespace, model: Model) -> Choices:
    """Return weights, frame, order and rule from the arguments; BadArgument on faults."""
    return Choices(
        weights=parse_weights(args.vikter, model),
        frame=None if args.ram is None else parse_kronor(args.ram, "--ram"),
        order=choice(args.ordning, Order, "--ordning"),
        rule=choice(args.regel, Rule, "--regel"),
    )


def choice(text: str, options: type[E], flag: str) -> E:
    """Return the option that `text` names; BadArgument lists the options."""
    try:
        return options(text)
    except ValueError as error:
        raise BadArgument(f"{flag}: ”{shorten(text)}” finns inte; välj {' eller '.join(options)}") from error


def parse_weights(text: str | None, model: Model) -> Weights:
    """Return weights from 'effekttyp=30,omfattning=45'; without text equal weights."""
    if text is None:
        return equal(len(model.ids))
    given: dict[str, float] = {}
    for part in text.split(","):
        key, sign, value = (piece.strip() for piece in part.partition("="))
        if not sign or not key:
            raise BadArgument(f"--vikter: ”{shorten(part)}” ska skrivas kriterium=tal")
        if key in given:
            raise BadArgument(f"--vikter: {key} står två gånger")
        given[key] = parse_number(value, f"--vikter: vikten för {key}")
    try:
        return from_mapping(given, model.ids)
    except BadArgument as error:
        raise BadArgument(f"--vikter: {error}") from error


def parse_number(text: str, what: str) -> float:
    """Return a finite number that is zero or larger; BadArgument names `what`."""
    try:
        value = float(text)
    except ValueError as error:
        raise BadArgument(f"{what} är inte ett tal (”{shorten(text)}”)") from error
    if not math.isfinite(value) or value < 0:
        raise BadArgument(f"{what} ska vara ett tal som är noll eller större (”{shorten(text)}”)")
    return value


def parse_kronor(text: str, what: str) -> int:
    """Return whole kronor from a sum in tkr ('3547', '3 547,5'); BadArgument names `what`."""
    compact = re.sub(r"[\s\u00a0\u202f]", "", text).replace(",", ".")
    try:
        kronor = Decimal(compact) * 1000
    except InvalidOperation as error:
        raise BadArgument(f"{what} är inte ett belopp i tkr (”{shorten(text)}”)") from error
    if not kronor.is_finite() or kronor < 0 or kronor > MAX_KRONOR:
        raise BadArgument(f"{what} ska vara ett belopp i tkr som är noll eller större (”{shorten(text)}”)")
    if kronor != kronor.to_integral_value():
        raise BadArgument(f"{what} ska vara hela kronor, alltså högst tre decimaler i tkr (”{shorten(text)}”)")
    return int(kronor)


def print_json(value: object) -> None:
    """Print a value as JSON with Swedish letters as they are."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def print_table(header: Sequence[str], rows: Sequence[Sequence[str]], right: frozenset[int]) -> None:
    """Print rows under a header in aligned columns; the columns in `right` are right-aligned."""
    widths = [max(len(row[column]) for row in (header, *rows)) for column in range(len(header))]
    for row in (header, *rows):
        cells = (
            cell.rjust(width) if column in right else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        print("  ".join(cells).rstrip())

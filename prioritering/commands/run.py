"""Runs a command line and returns what it prints, here or inside a running server."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Sequence
from typing import NamedTuple

from prioritering import __version__
from prioritering.commands import (
    andrat,
    aterstall,
    exportera,
    historik,
    jamfor,
    mall,
    mote,
    ny_period,
    portfolj,
    rangordna,
    robusthet,
    sakerhetskopiera,
    start,
    visa,
)
from prioritering.commands.parser import Parser
from prioritering.commands.plans import Plans
from prioritering.errors import BadArgument, BadPlan, PrioriteringError, StoreBusy

COMMANDS = (
    rangordna, robusthet, portfolj, mall, exportera, andrat, historik, jamfor, mote, ny_period,
    visa, sakerhetskopiera, aterstall, start,
)  # fmt: skip
MAX_PROBLEMS = 50


class Printed(NamedTuple):
    """What a command prints and the exit code: the text goes to standard output on 0, to standard error on 2.

    What is `said` beside the answer goes to standard error.
    """

    code: int
    text: str
    said: str = ""


def run(arguments: Sequence[str], plans: Plans) -> Printed:
    """Run a command: 0 and its text, or 2 and one clear line.

    Raises StoreBusy when another process has the database, so that the caller can ask that process instead.
    """
    try:
        args = _parser().parse_args(list(arguments))
        return Printed(0, _answer_of(args)(args, plans), "\n".join(plans.said))
    except StoreBusy:
        raise
    except PrioriteringError as error:
        return Printed(2, one_line(error))


def _answer_of(args: Namespace) -> Callable[[Namespace, Plans], str]:
    if args.command is None:
        names = (command.__name__.rsplit(".", 1)[1] for command in COMMANDS)
        raise BadArgument(f"ett kommando behövs: {', '.join(names)}")
    answer: Callable[[Namespace, Plans], str] = args.answer
    return answer


def _parser() -> Parser:
    parser = Parser(prog="python -m prioritering", description="Rangordna objektplanens projekt inom en ram.")
    version = f"Prioritering {__version__}"
    parser.add_argument("--version", action="version", version=version, help="visa programmets version")
    commands = parser.add_subparsers(title="kommandon", metavar="KOMMANDO", parser_class=Parser, dest="command")
    for command in COMMANDS:
        command.add_parser(commands)
    return parser


def one_line(error: PrioriteringError) -> str:
    """Return an error as one line, with at most MAX_PROBLEMS of a plan's problems."""
    text = str(error)
    if isinstance(error, BadPlan) and len(error.problems) > MAX_PROBLEMS:
        first = "; ".join(str(problem) for problem in error.problems[:MAX_PROBLEMS])
        text = f"{first}; och {len(error.problems) - MAX_PROBLEMS} fel till"
    return f"fel: {' '.join(text.split())}"

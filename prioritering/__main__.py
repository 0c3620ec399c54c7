"""`python -m prioritering KOMMANDO`: what the pages show, on the command line."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from prioritering.commands import portfolj, rangordna, robusthet
from prioritering.commands.common import Parser
from prioritering.errors import BadPlan, PrioriteringError

COMMANDS = (rangordna, robusthet, portfolj)
MAX_PROBLEMS = 50


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns 0, or 2 after one clear line on standard error."""
    parser = Parser(prog="python -m prioritering", description="Rangordna objektplanens projekt inom en ram.")
    commands = parser.add_subparsers(title="kommandon", metavar="KOMMANDO", parser_class=Parser, dest="command")
    for command in COMMANDS:
        command.add_parser(commands)
    try:
        args = parser.parse_args(arguments)
        if args.command is None:
            parser.error(f"ett kommando behövs: {', '.join(commands.choices)}")
        code: int = args.run(args)
    except PrioriteringError as error:
        print(f"fel: {_one_line(error)}", file=sys.stderr)
        return 2
    return code


def _one_line(error: PrioriteringError) -> str:
    text = str(error)
    if isinstance(error, BadPlan) and len(error.problems) > MAX_PROBLEMS:
        first = "; ".join(str(problem) for problem in error.problems[:MAX_PROBLEMS])
        text = f"{first}; och {len(error.problems) - MAX_PROBLEMS} fel till"
    return " ".join(text.split())


if __name__ == "__main__":
    sys.exit(main())

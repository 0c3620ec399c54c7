"""`exportera`: a plan's own files, byte for byte as they were read."""

from __future__ import annotations

import argparse
from typing import Any

from prioritering import swedish
from prioritering.commands import output
from prioritering.commands.arguments import version_number
from prioritering.commands.plans import Plans
from prioritering.commands.written_files import REPLACE, write_files


def add_parser(commands: Any) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("exportera", help="skriv en plans filer som de lästes in, byte för byte")
    parser.add_argument("--plan", metavar="ID", required=True, help="planens id")
    parser.add_argument("--version", metavar="NUMMER", help="en äldre version (annars den nyaste)")
    parser.add_argument("--ut", metavar="MAPP", required=True, help="mappen att skriva i")
    parser.add_argument(REPLACE, action="store_true", help="skriv över filer som redan finns")
    parser.set_defaults(answer=answer)


def answer(args: argparse.Namespace, plans: Plans) -> str:
    """Write the files and return their names; raises PrioriteringError on bad input."""
    files = plans.files(args.plan, version_number(args.version, "--version"))
    write_files(plans.path(args.ut), {file.name: file.data for file in files}, args.ersatt)
    return output.one_text(
        [f"{swedish.plural(len(files), 'fil', 'filer')} i {args.ut}:", *(file.name for file in files)]
    )

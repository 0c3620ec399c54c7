"""`sakerhetskopiera`: the whole database in a new file, also while the server runs."""

from __future__ import annotations

import argparse
from typing import Any

from prioritering.commands import output
from prioritering.commands.plans import Plans
from prioritering.errors import BadArgument
from prioritering.usecases.safe_copies import back_up


def add_parser(commands: Any) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("sakerhetskopiera", help="kopiera databasen, också medan servern kör")
    parser.add_argument("fil", metavar="FIL", help="den nya filen; den skrivs aldrig över")
    parser.set_defaults(answer=answer)


def answer(args: argparse.Namespace, plans: Plans) -> str:
    """Make the copy and say what it holds; raises PrioriteringError when it could not be made."""
    if not args.fil.strip():
        raise BadArgument("FIL är tomt. Ange vad kopian ska heta, som kopia.duckdb.")
    target = plans.path(args.fil)
    made = plans.of_database(lambda store: back_up(store, target))
    keys = (
        f"Nycklarna till rundor som inte är visade ligger i {made.keys}. Förvara dem skilda från kopian: den som har "
        "båda kan läsa dolda svar."
        if made.keys
        else ""
    )
    return output.one_text((f"Skrev {target}, med", *(f"  {line}" for line in made.holds), keys))

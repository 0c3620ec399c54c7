"""`aterstall`: a copy in the place of the database, once it has been tried; or the database accepted as it is."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import Any

from prioritering.commands import output
from prioritering.commands.plans import Plans
from prioritering.errors import BadArgument
from prioritering.settings import database_path
from prioritering.usecases.safe_copies import accept, missing_from, put_in_place, restoring

WITHOUT_ASKING = "--ja"
ACCEPT = "--godta"
NOTHING_CHANGED = "Inget är ändrat."


def add_parser(commands: Any) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("aterstall", help="lägg tillbaka en säkerhetskopia; servern ska vara stoppad")
    parser.add_argument("fil", metavar="FIL", nargs="?", help="säkerhetskopian, som prövas innan något ändras")
    parser.add_argument(
        ACCEPT, action="store_true", help="godta i stället databasen som den ligger, med det som saknas"
    )
    parser.add_argument(WITHOUT_ASKING, action="store_true", help="fråga inte")
    parser.set_defaults(answer=answer)


def answer(args: argparse.Namespace, plans: Plans) -> str:
    """Say what would change, ask, and do it; raises PrioriteringError when it cannot be done."""
    if (args.fil is None) != args.godta:
        raise BadArgument(f"ange FIL, säkerhetskopian att lägga tillbaka, eller {ACCEPT}")
    if args.fil is not None and not args.fil.strip():
        raise BadArgument("FIL är tomt. Ange vilken säkerhetskopia som ska läggas tillbaka.")
    if plans.in_server:
        raise BadArgument("Servern är igång. Stoppa den först; inget är ändrat.")
    return _accepted(args.ja) if args.godta else _restored(args, plans)


def _restored(args: argparse.Namespace, plans: Plans) -> str:
    database = database_path()
    with restoring(plans.path(args.fil), database) as found:
        if not _agreed(found.said, f"Återställa {database}?", args.ja):
            return NOTHING_CHANGED
        aside = put_in_place(found)
    kept = f"Det som låg där finns kvar i {aside}." if aside else ""
    return output.one_text((*(found.said if args.ja else ()), f"{database} är återställd ur {args.fil}.", kept))


def _accepted(without_asking: bool) -> str:
    database = database_path()
    missing = missing_from(database)
    said = (missing,) if missing else ()
    if not _agreed(said, f"Godta {database} som den är?", without_asking):
        return NOTHING_CHANGED
    accept(database)
    return output.one_text((*(said if without_asking else ()), f"{database} är godtagen som den är."))


def _agreed(said: Iterable[str], question: str, without_asking: bool) -> bool:
    if without_asking:
        return True
    print(output.one_text(said), flush=True)
    try:
        return input(f"{question} Skriv ja: ").strip().casefold() == "ja"
    except EOFError:
        raise BadArgument(
            f"Ingen svarade. Lägg till {WITHOUT_ASKING} för att slippa frågan. {NOTHING_CHANGED}"
        ) from None

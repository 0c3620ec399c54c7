"""The arguments that the commands share, and the view that they describe: the same view as a page's address gives."""

from __future__ import annotations

import argparse
import math
from enum import StrEnum
from typing import Any, TypeVar
from urllib.parse import parse_qs, urlsplit

from prioritering.commands.plans import Plans
from prioritering.errors import BadArgument, shorten
from prioritering.money.amounts import TKR
from prioritering.money.line_rule import Rule
from prioritering.plan.ids import composed
from prioritering.scoring.ranking import Order
from prioritering.typed_numbers import typed_number
from prioritering.view.basis import PLAN
from prioritering.view.copied_link import LAST_COUNTS, NOW_SHOWN, CopiedFrom, not_used, view_of_link
from prioritering.view.picture import Picture
from prioritering.view.typed_sum import parse_kronor
from prioritering.view.view import DEFAULT_SHOWN, EQUAL_SHOWN, SOURCES, View
from prioritering.view.written_frame import NO_FRAME, frame_text

E = TypeVar("E", bound=StrEnum)


def add_plan_name(
    parser: argparse.ArgumentParser, meaning: str = "planens id, eller kommunens och planens: linkoping/vso-2021"
) -> None:
    """Add the arguments that name a plan in the database."""
    parser.add_argument("--plan", metavar="ID", required=True, help=meaning)
    add_municipality(parser)


def add_municipality(parser: argparse.ArgumentParser) -> None:
    """Add the argument that says which municipality's plan is meant."""
    parser.add_argument(
        "--kommun", metavar="KOMMUN", help="kommunens id eller namn, där flera kommuner har en plan med samma id"
    )


def add_plan_arguments(parser: argparse.ArgumentParser, without_weights: str = "annars lika") -> None:
    """Add the arguments that name a plan and a view of it; `without_weights` says what is done without --vikter."""
    parser.add_argument("--plan", metavar="ID|MAPP", help="en plans id (med gruppens antaganden) eller en planmapp")
    add_municipality(parser)
    parser.add_argument(
        "--vy", metavar="ADRESS", help="en adress eller en kopierad länk; flaggorna går före det som står i den"
    )
    parser.add_argument("--modell", metavar="FIL", help="andra kriterier som TOML; planens filer läses då på nytt")
    parser.add_argument("--vikter", metavar="KRITERIUM=TAL,…", help=f"vikter, skalas till summan 1 ({without_weights})")
    parser.add_argument("--ram", metavar="TKR", help="ramen i tkr, eller ingen (annars planens första, som på sidan)")
    parser.add_argument("--ordning", metavar="poang|per-krona", help="vad listan ordnas efter (annars poang)")
    parser.add_argument("--regel", metavar="stopp|hoppa", help="hur linjen dras (annars stopp)")
    parser.add_argument(
        "--okand-kostnad", metavar="TKR..TKR", help="spann som provas för alla okända kostnader, som i länken"
    )
    parser.add_argument("--maste", metavar="ID,…", help="projekt som provas som måste med")
    parser.add_argument("--inte-nu", metavar="ID,…", help="projekt som provas som inte nu")
    parser.add_argument("--fri", metavar="ID,…", help="projekt som provas utan gruppens lås")
    parser.add_argument("--utan-antaganden", action="store_true", help="planen för sig, utan det gruppen lagt till")
    parser.add_argument("--mote", metavar="ID", help="räkna med svaren som mötet har visat, på dess plan")
    parser.add_argument("--poang", metavar="median|medel", help="vilket värde som står för gruppen (annars median)")
    parser.add_argument("--json", action="store_true", help="skriv JSON i stället för en tabell")


def asked_view(args: argparse.Namespace) -> View:
    """Return the view that the arguments describe, with a page's defaults where they say nothing.

    BadArgument on faults.
    """
    view, copied = (View(), None) if args.vy is None else read_link(args.vy, "--vy")
    args.copied = None if copied is None else (view, copied)
    # What a link or a meeting is about they know themselves.
    if args.plan is None and (args.vy is not None or args.mote is not None):
        args.plan, args.kommun = view.plan, args.kommun or view.municipality
    given: dict[str, Any] = {}
    if args.vikter is not None:
        given["weights"] = parse_weights(args.vikter)
    if args.ram is not None:
        given["frame"] = NO_FRAME if args.ram == NO_FRAME else frame_text(parse_kronor(args.ram, "--ram"))
    if args.ordning is not None:
        given["order"] = choice(args.ordning, Order, "--ordning")
    if args.regel is not None:
        given["rule"] = choice(args.regel, Rule, "--regel")
    if args.okand_kostnad is not None:
        given["unknown_low"], given["unknown_high"] = _span(args.okand_kostnad)
    if args.maste is not None:
        given["must"] = ids(args.maste)
    if args.inte_nu is not None:
        given["not_now"] = ids(args.inte_nu)
    if args.fri is not None:
        given["free"] = ids(args.fri)
    if args.utan_antaganden:
        given["assumptions"] = False
    return view.model_copy(update=given | _group(args))


def read_link(text: str, flag: str) -> tuple[View, CopiedFrom | None]:
    """Return the view of a link and what it was copied from, None for a living address; BadArgument names `flag`."""
    query = urlsplit(text).query if "?" in text or "://" in text else text
    asked = parse_qs(query, keep_blank_values=True)
    parameters = {name: texts[-1] for name, texts in asked.items()}
    # By its name, as pages take it: which of the plans that means is asked of the database, where they are.
    named = parameters.pop("kommun") if parameters.get("kommun", "").strip() else ""
    view, copied, unread = view_of_link(parameters)
    notices = (*unread, *not_used(asked))
    # On a page a notice beside the result is enough. A script that reads our output would never see it.
    if notices:
        # Nothing is shown here, of now, of then or of a default.
        said = notices[0]
        for shown in (NOW_SHOWN, DEFAULT_SHOWN, EQUAL_SHOWN, LAST_COUNTS):
            said = said.removesuffix(shown).rstrip()
        raise BadArgument(f"{flag}: {said}")
    return view.model_copy(update={"municipality": composed(named)}), copied


def _group(args: argparse.Namespace) -> dict[str, str]:
    if args.poang is not None and args.poang not in SOURCES:
        raise BadArgument(f"--poang: ”{shorten(args.poang)}” finns inte; välj median eller medel")
    if args.mote is None:
        return {} if args.poang is None else {"source": args.poang}
    return {"source": args.poang or "median", "meeting": args.mote}


def asked_picture(args: argparse.Namespace, plans: Plans, view: View | None = None) -> Picture:
    """Return the picture that the arguments ask for; BadArgument when they name what the plan does not have."""
    wanted = view or asked_view(args)
    shown = plans.picture(args, wanted)
    _check_fits(args, shown, wanted)
    return shown


def _check_fits(args: argparse.Namespace, shown: Picture, wanted: View) -> None:
    """Refuse what a page would leave out with a notice: on the command line a misspelling must not pass."""
    # A lock that cannot count, of what a gate keeps out or what has no points, is no misspelling: the answer says why.
    known = shown.scored.ids
    flags = (
        ("--maste", args.maste, wanted.must),
        ("--inte-nu", args.inte_nu, wanted.not_now),
        ("--fri", args.fri, wanted.free),
    )
    for flag, typed, keys in flags:
        unknown = [key for key in keys if typed is not None and key not in known]
        if unknown:
            raise BadArgument(f"{flag}: ”{shorten(unknown[0])}” finns inte bland projekten")
    if not wanted.assumptions and (args.maste or args.inte_nu):
        raise BadArgument("--maste och --inte-nu räknas inte med --utan-antaganden, som är planen för sig")
    if not wanted.assumptions and args.okand_kostnad is not None:
        raise BadArgument("--okand-kostnad räknas inte med --utan-antaganden, som är planen för sig")
    both = sorted(set(wanted.must) & set(wanted.not_now))
    if both and (args.maste is not None or args.inte_nu is not None):
        raise BadArgument(f"{both[0]} kan inte vara både --maste och --inte-nu")
    unknown = [key for key, _ in wanted.weights if args.vikter is not None and key not in shown.model.ids]
    if unknown:
        raise BadArgument(f"--vikter: okänt kriterium ”{unknown[0]}”; kriterierna är {', '.join(shown.model.ids)}")
    if args.poang is not None and args.poang != PLAN and shown.basis.group is None:
        raise BadArgument("--poang: gruppen har inte visat några svar för den här planen")


def _span(text: str) -> tuple[int, int]:
    """Return the lowest and highest in '0..3000', in whole tkr as an address has them."""
    low, sign, high = text.partition("..")
    if not sign:
        raise BadArgument(f"--okand-kostnad ska skrivas som lägsta..högsta i tkr, som 0..3000 (”{shorten(text)}”)")
    ends = parse_kronor(low, "--okand-kostnad: lägsta"), parse_kronor(high, "--okand-kostnad: högsta")
    if ends[0] > ends[1]:
        raise BadArgument("--okand-kostnad: lägsta är större än högsta")
    if any(end % TKR for end in ends):
        raise BadArgument(f"--okand-kostnad ska vara i hela tkr (”{shorten(text)}”)")
    return ends[0] // TKR, ends[1] // TKR


def choice(text: str, options: type[E], flag: str) -> E:
    """Return the option that `text` names; BadArgument lists the options."""
    try:
        return options(text)
    except ValueError as error:
        raise BadArgument(f"{flag}: ”{shorten(text)}” finns inte; välj {' eller '.join(options)}") from error


def ids(text: str) -> tuple[str, ...]:
    """Return ids from 'S01,S02'."""
    return tuple(dict.fromkeys(part.strip() for part in composed(text).split(",") if part.strip()))


def parse_weights(text: str) -> tuple[tuple[str, float], ...]:
    """Return weights by criterion id from 'effekttyp=30,omfattning=45'."""
    given: dict[str, float] = {}
    for part in text.split(","):
        key, sign, value = (piece.strip() for piece in part.partition("="))
        if not sign or not key:
            raise BadArgument(f"--vikter: ”{shorten(part)}” ska skrivas kriterium=tal")
        if key in given:
            raise BadArgument(f"--vikter: {key} står två gånger")
        given[key] = parse_figure(value, f"--vikter: vikten för {key}")
    if not any(given.values()):
        raise BadArgument("--vikter: minst en vikt ska vara större än noll")
    return tuple(given.items())


def parse_figure(text: str, what: str) -> float:
    """Return a number that is zero or larger; BadArgument names `what`."""
    try:
        value = typed_number(text, -math.inf)
    except ValueError as error:
        raise BadArgument(f"{what} är inte ett tal (”{shorten(text)}”)") from error
    if value < 0:
        raise BadArgument(f"{what} ska vara ett tal som är noll eller större (”{shorten(text)}”)")
    return value


def version_number(text: str | None, flag: str) -> int | None:
    """Return the number of a version as it was typed, None when nothing was; BadArgument names the flag."""
    if text is None:
        return None
    digits = text.lstrip("0")
    if not text.isascii() or not digits.isdigit() or len(digits) > 9:
        raise BadArgument(f"{flag}: ”{shorten(text)}” är inte numret på en version")
    return int(digits)

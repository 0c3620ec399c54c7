"""A copied link: a view's address with every value in it, and what it was copied from in one readable parameter.

A view's living address leaves defaults to the program and always shows now. A copied one shows what was seen when it
was copied: `da=v2.a14.h37.9f3a1c2b07.r6` says version 2 of the plan, the group's entry 14, event 37 in its meetings, a
checksum of what they say (numbers mean nothing in another database), and the version of the computing rules. It stands
last, and `kopierad=1c3f` first, a checksum of the view: a link that a mail has cut, or a hand changed, is told.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import unquote

from prioritering import swedish
from prioritering.errors import BadArgument, shorten
from prioritering.view.view import PARAMETERS, View, from_address, whole_address

COPIED, SEAL = "da", "kopierad"
"""The parameters of a copied link that say what it was copied from, and whether it is the link that was copied."""
OF_THE_PAGE = ("bild",)
"""What a page keeps in the address beside the view, and a link to what it shows has too: the projector's picture."""
ROOM_PARAMETER = "rummet"
"""In the address of a screen that follows a room: the meeting, so that it does when it is opened again."""
BESIDE_THE_VIEW = (*OF_THE_PAGE, "kod", "plats", ROOM_PARAMETER, COPIED, SEAL)
"""What an address may say beside the view: also the way in to a meeting, and a seat."""
LAST_COUNTS = "Det sista räknas."
NOW_SHOWN = "Här visas det som gäller nu."
CUT = f"Länken är avhuggen: slutet, som säger vad den kopierades ur, saknas. {NOW_SHOWN}"
CHECKSUM = 10
"""How many digits of the fingerprint a link carries: enough that no other basis has them by chance."""
_SEAL = 4
AROUND = " \t\r\n\u00a0.,;:!?)]>}”\"'…"
"""What ends the sentence around a link in a mail, and may come along with it."""
_WRITTEN = re.compile(
    rf"v([0-9]{{1,9}})\.a([0-9]{{1,18}})\.h([0-9]{{1,18}})\.([0-9a-f]{{{CHECKSUM}}})\.r([0-9]{{1,6}})"
)


class CopiedFrom(NamedTuple):
    """What a link was copied from: the numbers it was read at, a checksum of what they say, the rules' version.

    `seal` is of the view that was copied; empty in links from before there was one.
    """

    plan_version: int
    entry: int
    event: int
    checksum: str
    rules: int
    seal: str = ""

    def __str__(self) -> str:
        return f"v{self.plan_version}.a{self.entry}.h{self.event}.{self.checksum}.r{self.rules}"

    @property
    def numbers(self) -> tuple[int, int, int]:
        """The three numbers that it was read at."""
        return self.plan_version, self.entry, self.event


def seal_of(view: View) -> str:
    """Return a checksum of all that a view says but for the plan, which the checksum of the basis is of."""
    said = whole_address(view.model_copy(update={"plan": "", "municipality": ""}))
    return hashlib.sha256(repr(sorted(said.items())).encode()).hexdigest()[:_SEAL]


def copied_from_text(text: str) -> CopiedFrom:
    """Return what a link's parameter says it was copied from; BadArgument when it cannot be read."""
    # It stands last in the link.
    found = _WRITTEN.fullmatch(text.rstrip(AROUND))
    if found is None:
        raise BadArgument(f"Länkens {COPIED}=”{shorten(text, 40)}” gick inte att läsa. {NOW_SHOWN}")
    version, entry, event, checksum, rules = found.groups()
    return CopiedFrom(int(version), int(entry), int(event), checksum, int(rules))


def copied_parameters(whole: Mapping[str, str], copied: CopiedFrom) -> dict[str, str]:
    """Return the parameters of a copied link: a whole address, and what it was copied from around it.

    The plan is to be named with its municipality, so that one with the same id in another leaves the link as it is.
    """
    return {SEAL: copied.seal, **whole, COPIED: str(copied)}


def view_of_link(parameters: Mapping[str, str]) -> tuple[View, CopiedFrom | None, tuple[str, ...]]:
    """Return the view of a link, what it was copied from (None for a living address), and what could not be used."""
    view, notices = from_address(parameters)
    text = parameters.get(COPIED)
    if text is None:
        return view, None, (*notices, *([CUT] if SEAL in parameters else ()))
    try:
        return view, copied_from_text(text)._replace(seal=parameters.get(SEAL, "")), notices
    except BadArgument as error:
        return view, None, (*notices, str(error))


def not_used(said: Mapping[str, Collection[str]]) -> Iterator[str]:
    """Yield a sentence on what an address says, each value by its name, that is not used: unknown, or said again."""
    several = sorted(name for name, values in said.items() if len(set(values)) > 1)
    if several:
        yield f"Länken anger {shorten(swedish.listing(several))} flera gånger. {LAST_COUNTS}"
    unknown = sorted(said.keys() - {*PARAMETERS, *BESIDE_THE_VIEW})
    if any(_is_recoded(name) for name in unknown):
        yield f"Länken är en kopierad länk som har kodats om på vägen och inte kan läsas. Be om den igen. {NOW_SHOWN}"
    elif unknown:
        words = "en uppgift" if len(unknown) == 1 else "uppgifter"
        yield f"Länken har {words} som inte används: {shorten(swedish.listing(unknown))}."


def _is_recoded(name: str) -> bool:
    """Return whether the name of a parameter is what a mail's or a chat's program has made of a copied link's first."""
    return unquote(unquote(name)).lower().partition("=")[0] == SEAL

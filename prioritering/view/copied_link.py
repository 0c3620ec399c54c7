"""A copied link: a view's address with every value in it, and what it was copied from in one readable parameter.

A view's living address leaves defaults to the program and always shows now. A copied one shows what was seen when it
was copied: `da=v2.a14.h37.9f3a1c2b07.r5` says version 2 of the plan, the group's entry 14, event 37 in its meetings, a
checksum of what they say (numbers mean nothing in another database), and the version of the computing rules.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from prioritering.errors import BadArgument, shorten
from prioritering.view.view import View, from_address, whole_address

COPIED = "da"
"""The parameter of a copied link that says what it was copied from."""
CHECKSUM = 10
"""How many digits of the fingerprint a link carries: enough that no other basis has them by chance."""
_AROUND = " \t\r\n\u00a0.,;:!?)]>}”\"'"
_WRITTEN = re.compile(
    rf"v([0-9]{{1,9}})\.a([0-9]{{1,18}})\.h([0-9]{{1,18}})\.([0-9a-f]{{{CHECKSUM}}})\.r([0-9]{{1,6}})"
)


class CopiedFrom(NamedTuple):
    """What a link was copied from: the numbers it was read at, a checksum of what they say, the rules' version."""

    plan_version: int
    entry: int
    event: int
    checksum: str
    rules: int

    def __str__(self) -> str:
        return f"v{self.plan_version}.a{self.entry}.h{self.event}.{self.checksum}.r{self.rules}"

    @property
    def numbers(self) -> tuple[int, int, int]:
        """The three numbers that it was read at."""
        return self.plan_version, self.entry, self.event


def copied_from_text(text: str) -> CopiedFrom:
    """Return what a link's parameter says it was copied from; BadArgument when it cannot be read."""
    # It stands last in the link: what ends the sentence around it in a mail may have come along.
    found = _WRITTEN.fullmatch(text.rstrip(_AROUND))
    if found is None:
        raise BadArgument(f"Länkens {COPIED}=”{shorten(text, 40)}” gick inte att läsa. Här visas det som gäller nu.")
    version, entry, event, checksum, rules = found.groups()
    return CopiedFrom(int(version), int(entry), int(event), checksum, int(rules))


def copied_parameters(view: View, copied: CopiedFrom) -> dict[str, str]:
    """Return the parameters of a copied link: all that the view says, defaults too, and what it was copied from.

    Equal weights are said too, by their word; what else is empty in the view is left out. The plan is to be named with
    its municipality, so that one with the same id in another leaves the link as it is.
    """
    return {**whole_address(view), COPIED: str(copied)}


def view_of_link(parameters: Mapping[str, str]) -> tuple[View, CopiedFrom | None, tuple[str, ...]]:
    """Return the view of a link, what it was copied from (None for a living address), and what could not be used."""
    view, notices = from_address(parameters)
    text = parameters.get(COPIED)
    if text is None:
        return view, None, notices
    try:
        return view, copied_from_text(text), notices
    except BadArgument as error:
        return view, None, (*notices, str(error))

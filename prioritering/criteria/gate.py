"""Gates: what a project must meet to be ranked at all. A gate is never weighed and never balloted.

"Ja" lets a project through, "nej" keeps it out whatever its points and locks, and until it has been tried it stays in.
"""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from prioritering.immutable import Immutable


class Verdict(StrEnum):
    """What is said of a project on a gate; what nobody has said is not tried."""

    YES = "ja"
    NO = "nej"
    NOT_TRIED = "ej prövat"


class GateCriterion(Immutable):
    """One thing that a project must meet."""

    id: str = Field(pattern=r"^[a-zåäö0-9_-]{1,40}$")
    name: str = Field(min_length=1, max_length=80)
    description: str = ""

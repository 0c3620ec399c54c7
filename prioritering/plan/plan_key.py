"""What tells one plan from every other: its municipality's id and its own, written `linkoping/vso-2021`."""

from __future__ import annotations

import re
from dataclasses import dataclass

OWN = "egen"
"""The municipality of a plan that names none."""

_PLAIN = str.maketrans("åäæáàâãöøóòôõéèêëíìîïúùûüçñ", "aaaaaaaooooooeeeeiiiiuuuucn")
_ADMINISTRATION = re.compile(r"-(kommun|stad)$")
# Names that end in s by themselves; any other s before "kommun" is a genitive. One name more does, and the id of Grums
# kommun is grum: copied links, keys and meetings hold it, so it stays, and is found by either (usecases/which_plan.py).
_OWN_S = ("as", "fors")


@dataclass(frozen=True, slots=True, order=True)
class PlanKey:
    """A municipality's id and the id that the plan has there. Two municipalities may have plans with one id."""

    municipality: str
    plan: str

    def __str__(self) -> str:
        return f"{self.municipality}/{self.plan}"

    @classmethod
    def parse(cls, text: str) -> PlanKey:
        """Return the key that is written as a text; what has no municipality belongs to `OWN`."""
        municipality, _, plan = text.rpartition("/")
        return cls(municipality or OWN, plan)


def may_be_called(key: PlanKey, municipality: str) -> bool:
    """Return whether a plan's municipality is the one that a text means, by its id or its name."""
    made = municipality_id(municipality)
    return key.municipality in (municipality, made) or f"{key.municipality}s" == made


def municipality_id(name: str) -> str:
    """Return the id made from a municipality's name: Linköpings kommun and LINKÖPING are both `linkoping`."""
    # A step of the schema says the same in SQL, for what was stored before there were such ids.
    bare = with_its_s(name)
    if _ADMINISTRATION.search(_words(name)) and not bare.endswith(_OWN_S):
        bare = bare.removesuffix("s")
    return bare or OWN


def with_its_s(name: str) -> str:
    """Return the same, with the s that may be a genitive's: Grums kommun is `grums`."""
    return _ADMINISTRATION.sub("", _words(name))


def _words(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower().translate(_PLAIN)).strip("-")

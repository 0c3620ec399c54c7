"""Reads demands on a portfolio from TOML; `FORM` is the whole form, shown by `portfolj --help`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import Field, ValidationError, model_validator

from prioritering.analysis.demands import Among, Demands, LeastShare, Limit, OneOf, PartFunding, Requires, ShareOf
from prioritering.errors import BadArgument, shorten
from prioritering.money.amounts import MAX_KRONOR, AmountError, in_tkr, whole_kronor
from prioritering.plan.cells import tier_of, tier_word
from prioritering.plan.object_plan import OwnTier, Project
from prioritering.toml_files import Number, Text, TomlTable, Whole, faults, read_toml

FORM = """\
Kraven skrivs i TOML. Allt är valfritt; projekt anges med id.

maste = ["S01"]                      # måste med
inte_nu = ["S08"]                    # inte nu

[[ram]]                              # en ram till, i valfri enhet
namn = "Årsarbeten"
hogst = 3.5                          # och/eller lagst
behov = { S01 = 1.0, S02 = 0.5 }     # projekt som inte nämns behöver inget

[[ram]]                              # en ram i tkr för några projekts kostnad
namn = "SON"
hogst_tkr = 2000                     # och/eller lagst_tkr
projekt = ["S02", "S03"]             # eller perspektiv = "Brukare", eller klass = "strategiskt",
                                     # också med planens eget namn på klassen

[[kraver]]                           # S01 bara om S09 och S10 är med
projekt = "S01"
av = ["S09", "S10"]
minst = 1                            # utan minst: alla

[[antingen]]                         # högst ett av dem
projekt = ["S09", "S10"]
hogst = 1                            # och/eller lagst

[[andel]]                            # minst 30 % av pengarna till brukarna
perspektiv = "Brukare"               # eller klass, eller projekt = [...]
minst_procent = 30
av = "kostnad"                       # kostnad, poang eller antal

[[delfinansiering]]                  # S01 kan göras i en mindre etapp
projekt = "S01"
namn = "Etapp 1"
kostnad_tkr = 800
andel_poang = 45                     # procent av projektets poäng
"""
_IDS = 'en lista av projektens id förväntas, som ["S01", "S02"]'
_DOUBLE = "tabellen ska skrivas med dubbla hakparenteser, som [[ram]]"
Ids = Annotated[list[str], Field(description=_IDS)]
Needs = Annotated[dict[str, Number], Field(description="tal per projekt förväntas, som { S01 = 1.0 }")]


class _Group(TomlTable):
    """Some projects: listed, or all of a class or a perspective."""

    namn: Text | None = None
    projekt: Ids | None = None
    klass: Text | None = None
    perspektiv: Text | None = None

    def name(self, among: Among) -> str:
        """Return what the group is called in messages."""
        tier_name = tier_word(self.klass, among.own_tiers) if self.klass else None
        return (self.namn or self.perspektiv or tier_name or "de utpekade projekten").strip()

    def members(self, among: Among) -> tuple[str, ...]:
        """Return the ids; BadArgument when the table points nobody out."""
        if self.projekt is not None:
            return _once(self.projekt)
        if self.klass is not None:
            tier = tier_of(self.klass, among.own_tiers)
            return _found("klass", self.klass, [item.id for item in among.projects if item.tier and item.tier is tier])
        if self.perspektiv is not None:
            wanted = self.perspektiv.strip()
            return _found("perspektiv", wanted, [item.id for item in among.projects if wanted in item.perspectives])
        raise BadArgument("projekt, klass eller perspektiv behövs")


class _Ram(_Group):
    hogst: Number | None = None
    lagst: Number | None = None
    hogst_tkr: Number | None = None
    lagst_tkr: Number | None = None
    behov: Needs | None = None

    @model_validator(mode="after")
    def _has_a_frame(self) -> Self:
        if self.behov is None and self.hogst_tkr is None and self.lagst_tkr is None:
            raise ValueError("behov med hogst, eller projekt med hogst_tkr, förväntas")
        return self

    def demand(self, among: Among) -> Limit:
        """Return a further frame: needs in its own unit, or kronor of the projects' cost."""
        if self.behov is not None:
            return Limit(self.name(among), self.hogst, self.lagst, self.behov)
        highest, lowest = _kronor("hogst_tkr", self.hogst_tkr), _kronor("lagst_tkr", self.lagst_tkr)
        return Limit(self.name(among), highest, lowest, members=self.members(among), by_cost=True)


class _Kraver(TomlTable):
    projekt: Text
    av: Ids
    minst: Whole | None = None

    def demand(self, _: Among) -> Requires:
        """Return a dependency."""
        return Requires(self.projekt.strip(), _once(self.av), self.minst)


class _Antingen(TomlTable):
    projekt: Ids
    hogst: Whole | None = None
    lagst: Whole | None = None

    def demand(self, _: Among) -> OneOf:
        """Return an either–or."""
        # Without a figure "antingen" means what the word says: at most one.
        most = 1 if self.hogst is None and self.lagst is None else self.hogst
        return OneOf(_once(self.projekt), most, self.lagst or 0)


class _Andel(_Group):
    minst_procent: Number
    av: Annotated[Literal["kostnad", "poang", "antal"], Field(description="av ska vara kostnad, poang eller antal")] = (
        "kostnad"
    )

    def demand(self, among: Among) -> LeastShare:
        """Return a least share of the cost, the points or the number."""
        return LeastShare(self.name(among), self.members(among), self.minst_procent / 100, ShareOf(self.av))


class _Delfinansiering(TomlTable):
    projekt: Text
    kostnad_tkr: Number
    andel_poang: Number
    namn: Text = "delfinansierad"

    def demand(self, _: Among) -> PartFunding:
        """Return a project funded in part."""
        return PartFunding(self.namn.strip(), _kronor("kostnad_tkr", self.kostnad_tkr) or 0, self.andel_poang / 100)


class _DemandsFile(TomlTable):
    maste: Annotated[Ids, Field(default_factory=list)]
    inte_nu: Annotated[Ids, Field(default_factory=list)]
    ram: Annotated[list[_Ram], Field(default_factory=list, description=_DOUBLE)]
    kraver: Annotated[list[_Kraver], Field(default_factory=list, description=_DOUBLE)]
    antingen: Annotated[list[_Antingen], Field(default_factory=list, description=_DOUBLE)]
    andel: Annotated[list[_Andel], Field(default_factory=list, description=_DOUBLE)]
    delfinansiering: Annotated[list[_Delfinansiering], Field(default_factory=list, description=_DOUBLE)]


def read_demands(path: Path, projects: Iterable[Project], own_tiers: Iterable[OwnTier] = ()) -> Demands:
    """Read a file of demands; BadArgument with one Swedish line naming the file and the place on any fault.

    A class may be named by the plan's own words too.
    """
    return parse_demands(read_toml(path, BadArgument), Among(tuple(projects), tuple(own_tiers)), path.name)


def parse_demands(data: Mapping[str, Any], among: Among, name: str) -> Demands:
    """Return the demands in parsed TOML; `name` is the file's name in messages. Raises BadArgument."""
    try:
        file = _DemandsFile.model_validate(data)
    except ValidationError as error:
        raise BadArgument(f"{name}, {faults(error, _DemandsFile, data)[0]}") from error
    made: dict[str, list[Any]] = {"ram": [], "kraver": [], "antingen": [], "andel": [], "delfinansiering": []}
    for key, demands in made.items():
        for number, table in enumerate(getattr(file, key), 1):
            try:
                demands.append(table.demand(among))
            except BadArgument as error:
                raise BadArgument(f"{name}, {key} {number}: {error}") from error
    parts: dict[str, tuple[PartFunding, ...]] = {}
    for row, part in zip(file.delfinansiering, made["delfinansiering"], strict=True):
        project = row.projekt.strip()
        parts[project] = (*parts.get(project, ()), part)
    return Demands(
        must=frozenset(file.maste),
        not_now=frozenset(file.inte_nu),
        limits=tuple(made["ram"]),
        requires=tuple(made["kraver"]),
        one_of=tuple(made["antingen"]),
        shares=tuple(made["andel"]),
        parts=parts,
    )


def _once(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))


def _found(key: str, wanted: str, ids: list[str]) -> tuple[str, ...]:
    if not ids:
        raise BadArgument(f"inget projekt har {key} ”{shorten(wanted)}”")
    return tuple(ids)


def _kronor(key: str, tkr: float | None) -> int | None:
    if tkr is None:
        return None
    if abs(tkr) > in_tkr(MAX_KRONOR):
        raise BadArgument(f"fältet {key}: ”{tkr:g}”: beloppet är orimligt stort; högst 1 000 000 000 tkr tas emot")
    try:
        return whole_kronor(tkr)
    except AmountError as error:
        raise BadArgument(f"fältet {key}: ”{tkr:g}”: {error}") from error

"""Reads demands on a portfolio from TOML; `FORM` is the whole form, shown by `portfolj --help`."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from prioritering.analysis.demands import Demands, LeastShare, Limit, OneOf, Part, Requires, ShareOf
from prioritering.errors import BadArgument, shorten
from prioritering.plan.object_plan import Project

MAX_BYTES = 1_000_000
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
projekt = ["S02", "S03"]             # eller klass = "strategiskt", eller perspektiv = "Brukare"

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
_KEYS: Mapping[str, frozenset[str]] = {
    "ram": frozenset({"namn", "hogst", "lagst", "hogst_tkr", "lagst_tkr", "behov", "projekt", "klass", "perspektiv"}),
    "kraver": frozenset({"projekt", "av", "minst"}),
    "antingen": frozenset({"projekt", "hogst", "lagst"}),
    "andel": frozenset({"namn", "projekt", "klass", "perspektiv", "minst_procent", "av"}),
    "delfinansiering": frozenset({"projekt", "namn", "kostnad_tkr", "andel_poang"}),
}


def read_demands(path: Path, projects: Iterable[Project]) -> Demands:
    """Read a file of demands; BadArgument with one Swedish line naming the file and the place on any fault."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise BadArgument(f"{path.name}: filen är större än 1 MB")
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadArgument(f"{path}: filen går inte att läsa") from error
    except UnicodeDecodeError as error:
        raise BadArgument(f"{path.name}: filen är inte UTF-8; spara om den som UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise BadArgument(f"{path.name}: filen är inte giltig TOML ({error})") from error
    return parse_demands(data, tuple(projects), path.name)


def parse_demands(data: Mapping[str, Any], projects: tuple[Project, ...], name: str) -> Demands:
    """Return the demands in parsed TOML; `name` is the file's name in messages. Raises BadArgument."""
    unknown = sorted(set(data) - {"maste", "inte_nu", *_KEYS})
    if unknown:
        raise BadArgument(f"{name}: okänt fält ”{unknown[0]}”; fälten är maste, inte_nu, {', '.join(_KEYS)}")
    tables = {
        key: [_Table(key, row, projects, f"{name}, {key} {i}") for i, row in _rows(data, key, name)] for key in _KEYS
    }
    parts: dict[str, tuple[Part, ...]] = {}
    for table in tables["delfinansiering"]:
        project = table.text("projekt")
        parts[project] = (*parts.get(project, ()), table.part())
    return Demands(
        must=frozenset(_ids(data.get("maste", []), f"{name}, maste")),
        not_now=frozenset(_ids(data.get("inte_nu", []), f"{name}, inte_nu")),
        limits=tuple(table.limit() for table in tables["ram"]),
        requires=tuple(table.requires() for table in tables["kraver"]),
        one_of=tuple(table.one_of() for table in tables["antingen"]),
        shares=tuple(table.least_share() for table in tables["andel"]),
        parts=parts,
    )


def _rows(data: Mapping[str, Any], key: str, name: str) -> list[tuple[int, dict[str, Any]]]:
    rows = data.get(key, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BadArgument(f"{name}: [[{key}]] ska skrivas med dubbla hakparenteser")
    return list(enumerate(rows, 1))


def _ids(value: Any, place: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise BadArgument(f'{place}: en lista av projektens id förväntas, som ["S01", "S02"]')
    return tuple(dict.fromkeys(value))


def _is_number(value: Any) -> bool:
    # In Python true is a whole number; in a file of demands it is a slip.
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


class _Table:
    """One table of the file, with its place for messages."""

    def __init__(self, kind: str, row: dict[str, Any], projects: tuple[Project, ...], place: str) -> None:
        self.row, self.projects, self.place = row, projects, place
        unknown = sorted(set(row) - _KEYS[kind])
        if unknown:
            raise BadArgument(f"{place}: okänt fält ”{unknown[0]}”; fälten är {', '.join(sorted(_KEYS[kind]))}")

    def text(self, key: str, instead: str | None = None) -> str:
        """Return a text that is there and not blank, else `instead`; BadArgument without either."""
        value = self.row.get(key, instead)
        if not isinstance(value, str) or not value.strip():
            raise BadArgument(f"{self.place}: {key} ska vara en text")
        return value.strip()

    def number(self, key: str) -> float | None:
        """Return a finite number, or None when the key is left out."""
        value = self.row.get(key)
        if value is not None and not _is_number(value):
            raise BadArgument(f"{self.place}: {key} ska vara ett tal (”{shorten(str(value))}”)")
        return None if value is None else float(value)

    def needed(self, key: str) -> float:
        """Return a number that must be there; BadArgument without it."""
        value = self.number(key)
        if value is None:
            raise BadArgument(f"{self.place}: {key} behövs")
        return value

    def whole(self, key: str) -> int | None:
        """Return a whole number of zero or more, or None when the key is left out."""
        value = self.row.get(key)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int) or value < 0):
            raise BadArgument(f"{self.place}: {key} ska vara ett heltal som är noll eller större")
        return value

    def members(self) -> tuple[str, ...]:
        """The projects that are listed, or all of a class or a perspective."""
        if "projekt" in self.row:
            return _ids(self.row["projekt"], f"{self.place}, projekt")
        for key in ("klass", "perspektiv"):
            if key in self.row:
                wanted = self.text(key)
                found = [
                    p.id for p in self.projects if wanted in (p.perspectives if key == "perspektiv" else (p.tier,))
                ]
                if not found:
                    raise BadArgument(f"{self.place}: inget projekt har {key} ”{shorten(wanted)}”")
                return tuple(found)
        raise BadArgument(f"{self.place}: projekt, klass eller perspektiv behövs")

    def group_name(self) -> str:
        """Return what the group of projects is called in messages."""
        return self.text("namn", self.row.get("perspektiv") or self.row.get("klass") or "de utpekade projekten")

    def limit(self) -> Limit:
        """Return the table as a further frame: needs in its own unit, or kronor of the projects' cost."""
        name = self.group_name()
        if "behov" not in self.row:
            high, low = self.number("hogst_tkr"), self.number("lagst_tkr")
            if high is None and low is None:
                raise BadArgument(f"{self.place}: behov med hogst, eller projekt med hogst_tkr, förväntas")
            highest, lowest = (None if value is None else value * 1000 for value in (high, low))
            return Limit(name, highest, lowest, members=self.members(), by_cost=True)
        need = self.row["behov"]
        if not isinstance(need, dict) or not all(_is_number(value) for value in need.values()):
            raise BadArgument(f"{self.place}: behov ska vara tal per projekt, som {{ S01 = 1.0 }}")
        return Limit(name, self.number("hogst"), self.number("lagst"), {key: float(x) for key, x in need.items()})

    def requires(self) -> Requires:
        """Return the table as a dependency."""
        return Requires(self.text("projekt"), _ids(self.row.get("av"), f"{self.place}, av"), self.whole("minst"))

    def one_of(self) -> OneOf:
        """Return the table as an either–or."""
        # Without a figure "antingen" means what the word says: at most one.
        most = self.whole("hogst") if "hogst" in self.row or "lagst" in self.row else 1
        return OneOf(_ids(self.row.get("projekt"), f"{self.place}, projekt"), most, self.whole("lagst") or 0)

    def least_share(self) -> LeastShare:
        """Return the table as a least share of the cost, the points or the number."""
        try:
            of = ShareOf(self.text("av", "kostnad"))
        except ValueError as error:
            raise BadArgument(f"{self.place}: av ska vara kostnad, poang eller antal") from error
        return LeastShare(self.group_name(), self.members(), self.needed("minst_procent") / 100, of)

    def part(self) -> Part:
        """Return the table as a smaller version of a project."""
        cost, share = self.needed("kostnad_tkr"), self.needed("andel_poang") / 100
        return Part(self.text("namn", "delfinansierad"), round(cost * 1000), share)

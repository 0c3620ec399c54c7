"""What differs between two things that are shown: each project in both in words, the figures, and a sentence on top."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

NOT_THERE, NO_PLACE, MOVED, RENAMED = "finns inte", "–", "bara flyttat", "nytt namn"
IN_ORDER = " i ordningen"


class ShownProject(NamedTuple):
    """One project in one of the two, in words; all are empty where it is not there, and `state` says so.

    `why` is what decides about one that is Oklart; older documents do not say it. `turn` is which it is of those that
    share its place, where the group has put them in order.
    """

    place: str = NO_PLACE
    points: str = ""
    cost: str = ""
    state: str = NOT_THERE
    tier: str = ""
    why: str = ""
    turn: str = ""

    @property
    def placed(self) -> str:
        """The place with the turn in it."""
        return f"{self.place} ({self.turn})" if self.turn else self.place

    @property
    def told(self) -> str:
        """The state with what decides about it."""
        return f"{self.state}, {self.why}" if self.why else self.state


class DifferenceRow(NamedTuple):
    """One project in both; `new_name` is what it is called in each where that is not the same, else both are empty."""

    id: str
    name: str
    first: ShownProject
    second: ShownProject
    new_name: tuple[str, str] = ("", "")

    @property
    def differs(self) -> bool:
        """True when anything of it is shown otherwise."""
        return self.differs_in_why or any(self.new_name) or self.first._replace(why="") != self.second._replace(why="")

    @property
    def called(self) -> str:
        """Its name, and what it was called before."""
        return f"{self.name} (förut {self.new_name[0]})" if self.new_name[0] else self.name

    @property
    def differs_in_why(self) -> bool:
        """True when both say what decides, and not the same."""
        return bool(self.first.why and self.second.why and self.first.why != self.second.why)

    @property
    def change(self) -> str:
        """What has become of it, in a word or two; empty when nothing has."""
        if not self.differs or not self.is_in_both:
            return "bara i en" if self.differs else ""
        if self.first.state != self.second.state:
            return "annat besked"
        one, other = (side._replace(place="", why="", turn="") for side in (self.first, self.second))
        if one != other or self.differs_in_why:
            return "ändrat"
        return RENAMED if any(self.new_name) else MOVED

    @property
    def is_only_moved(self) -> bool:
        """True when it has another place, or turn among those that share it, and nothing else."""
        return self.change == MOVED

    @property
    def is_in_both(self) -> bool:
        """True when neither of the two lacks it."""
        return NOT_THERE not in (self.first.state, self.second.state)


class SumRow(NamedTuple):
    """One figure of the whole in both."""

    what: str
    first: str
    second: str

    @property
    def differs(self) -> bool:
        """True when the two figures are not the same."""
        return self.first != self.second


class Titles(NamedTuple):
    """What the two are called, and what is said of projects that only one of them has."""

    first: str
    second: str
    only_first: str
    only_second: str


THEN_AND_NOW = Titles("Då", "Nu", "är borta sedan dess", "har kommit till sedan dess")


def titles_of(first: str, second: str) -> Titles:
    """Return what two pictures are called that are not a then and a now; told apart when they are called the same."""
    if first == second:
        first, second = f"{first} (A)", f"{second} (B)"
    return Titles(first, second, f"finns bara i {first}", f"finns bara i {second}")


class PictureDifference(NamedTuple):
    """What differs: what the two are called, the sentence on top, every project, and the sums."""

    titles: Titles
    sentence: str
    rows: tuple[DifferenceRow, ...]
    sums: tuple[SumRow, ...]

    @property
    def differs(self) -> bool:
        """True when a project or a sum differs."""
        return any(row.differs for row in self.rows) or any(row.differs for row in self.sums)


def difference_json(found: PictureDifference) -> dict[str, Any]:
    """Return what differs as plain values for JSON."""
    rows = [
        {
            "id": row.id,
            "namn": row.name,
            "namn_forut": row.new_name[0] or None,
            "skiljer": row.differs,
            "hur": row.change or None,
            "sidor": [None if side.state == NOT_THERE else _json(side) for side in (row.first, row.second)],
        }
        for row in found.rows
    ]
    return in_json(found.titles, found.sentence, rows, found.sums)


def in_json(titles: Titles, sentence: str, rows: Sequence[Mapping[str, Any]], sums: Sequence[SumRow]) -> dict[str, Any]:
    """Return any difference as plain values for JSON; `rows` are those of its projects, each saying if it differs."""
    return {
        "jamfort": [titles.first, titles.second],
        "skiljer": any(row["skiljer"] for row in rows) or any(row.differs for row in sums),
        "mening": sentence,
        "projekt": rows,
        "summor": [{"vad": row.what, "skiljer": row.differs, "sidor": [row.first, row.second]} for row in sums],
    }


def _json(side: ShownProject) -> dict[str, str | None]:
    place = None if side.place == NO_PLACE else side.place
    return {
        "plats": place,
        "ordning": side.turn or None,
        "poang": side.points or None,
        "kostnad": side.cost,
        "lage": side.state,
        "skal": side.why or None,
        "klass": side.tier,
    }

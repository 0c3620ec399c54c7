"""Two pictures side by side: how each project is shown in both, also its class, the sums, and a sentence on top.

The two may be pictures as they are computed, or documents that were stored: what is compared is what they show.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from prioritering import swedish
from prioritering.view.cost_sums import AT_LEAST
from prioritering.view.document import PictureDocument
from prioritering.view.gated_rows import gated_rows
from prioritering.view.picture import Picture
from prioritering.view.row import UNSCORED, BoardRow, rows_of
from prioritering.view.summary import Summary, summary_of
from prioritering.view.unscored_rows import Unscored, unscored_rows

NOT_THERE, NO_PLACE, NO_TIER, MOVED = "finns inte", "–", "ej angiven", "bara flyttat"
_MOST_NAMED = 4
_AT_MOST = "≤ "


class Shown(NamedTuple):
    """What one of the two shows: its rows from first to last, those without points, and what stands around them."""

    rows: tuple[BoardRow, ...]
    unscored: tuple[Unscored, ...]
    summary: Summary


class ShownProject(NamedTuple):
    """One project in one of the two, in words; all are empty where it is not there, and `state` says so.

    `why` is what decides about one that is Oklart; older documents do not say it.
    """

    place: str = NO_PLACE
    points: str = ""
    cost: str = ""
    state: str = NOT_THERE
    tier: str = ""
    why: str = ""

    @property
    def told(self) -> str:
        """The state with what decides about it."""
        return f"{self.state}, {self.why}" if self.why else self.state


class DifferenceRow(NamedTuple):
    """One project in both."""

    id: str
    name: str
    first: ShownProject
    second: ShownProject

    @property
    def differs(self) -> bool:
        """True when anything of it is shown otherwise."""
        return self.differs_in_why or self.first._replace(why="") != self.second._replace(why="")

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
        one, other = (side._replace(place="", why="") for side in (self.first, self.second))
        return "ändrat" if one != other or self.differs_in_why else MOVED

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


def shown_in(picture: Picture) -> Shown:
    """Return what a picture shows, without the reasons of its rows."""
    rows = rows_of(picture, picture.board.listed(), explained=())
    return Shown((*rows, *gated_rows(picture, explained=())), unscored_rows(picture), summary_of(picture))


def shown_in_document(document: PictureDocument) -> Shown:
    """Return what a stored picture shows."""
    return Shown((*document.rows, *document.gated), document.unscored, document.summary)


def picture_difference(first: Shown, second: Shown, titles: Titles) -> PictureDifference:
    """Return what differs between two pictures, with every project in the order of the second, then those gone."""
    one, other = shown_projects(first), shown_projects(second)
    ids = [*other, *(key for key in one if key not in other)]
    gone = ("", ShownProject())
    rows = tuple(
        DifferenceRow(key, other.get(key, one.get(key, gone))[0], one.get(key, gone)[1], other.get(key, gone)[1])
        for key in ids
    )
    sums = tuple(SumRow(*row) for row in _sums(first.summary, second.summary))
    return PictureDifference(titles, " ".join(_sentences(rows, sums, titles)), rows, sums)


def shown_projects(shown: Shown) -> dict[str, tuple[str, ShownProject]]:
    """Return the name of each project by its id, and how it is shown.

    Without its running sum: that one changes for all who stand below a project whose cost does.
    """
    found = {row.id: (row.name, _of_row(row)) for row in shown.rows}
    return found | {row.id: (row.name, _of_unscored(row)) for row in shown.unscored}


def _of_row(row: BoardRow) -> ShownProject:
    # Documents in an older format call what is inside by another word; it is shown as it was written.
    state = ", ".join(filter(None, (row.state[2], row.lock_mark)))
    return ShownProject(str(row.place or NO_PLACE), row.points, row.cost, state, _tier(row), row.because)


def _of_unscored(row: Unscored) -> ShownProject:
    return ShownProject(cost=row.cost, state=row.state[2] if row.state else UNSCORED, tier=_tier(row))


def _tier(row: BoardRow | Unscored) -> str:
    # Older documents do not say what the plan calls its classes.
    return row.tier_name or swedish.upper_first(row.tier) or NO_TIER


def _sums(first: Summary, second: Summary) -> Iterator[tuple[str, str, str]]:
    for told, again in zip(figures_of(first), figures_of(second), strict=True):
        yield told[0], told[1], again[1]
    one, other = _of_tiers(first), _of_tiers(second)
    for name in dict.fromkeys((*other, *one)):
        yield f"Ryms av {name}", one.get(name, NO_PLACE), other.get(name, NO_PLACE)


def _of_tiers(summary: Summary) -> dict[str, str]:
    return {row.name: f"{row.count}, {row.sum}{swedish.NBSP}tkr" for row in summary.tiers}


def figures_of(summary: Summary) -> Iterator[tuple[str, str]]:
    """Yield each figure of the whole in words, by what it is called: frame, counts, used, left, costs."""
    held, left = summary.used_kr, summary.left_kr
    # In documents of the first format the unknown ones counted as nothing.
    uncertain = summary.at_most or summary.conditional
    yield "Ram", "ingen" if summary.frame_kr is None else swedish.tkr(summary.frame_kr)
    yield "Ryms", f"{summary.sure if summary.chosen is None else summary.chosen} av {_counted(summary)}"
    yield "Oklart", swedish.plural(summary.open, "projekt", "projekt")
    yield "Med (låst)", swedish.plural(summary.locked, "projekt", "projekt")
    yield "Använt av ramen", NO_PLACE if held is None else f"{AT_LEAST if uncertain else ''}{swedish.tkr(held)}"
    whom = f" {summary.left_words}" if summary.open and summary.left_words else ""
    yield "Kvar av ramen", NO_PLACE if left is None else f"{_AT_MOST if uncertain else ''}{swedish.tkr(left)}{whom}"
    yield "Kända kostnader", summary.known
    yield "Okända kostnader", swedish.plural(summary.unknown, "projekt", "projekt")
    yield "Underlag saknas", swedish.plural(summary.unscored, "projekt", "projekt")


def _counted(summary: Summary) -> int:
    return summary.total if summary.free is None else summary.free


def _sentences(rows: tuple[DifferenceRow, ...], sums: tuple[SumRow, ...], titles: Titles) -> Iterator[str]:
    there = [row for row in rows if row.is_in_both]
    states = [row for row in there if row.first.state != row.second.state]
    if states:
        yield f"{_count(states)} har ett annat besked om ramen: {_named(map(_new_state, states))}."
    moved = [row for row in there if row.first.place != row.second.place]
    if moved:
        yield f"{_count(moved)} har en annan plats: {_named(map(_new_place, moved))}."
    classed = [row for row in there if row.first.tier != row.second.tier]
    if classed:
        yield f"{_count(classed)} har en annan klass: {_named(map(_new_tier, classed))}."
    for words, only in (
        (titles.only_second, [row for row in rows if row.first.state == NOT_THERE]),
        (titles.only_first, [row for row in rows if row.second.state == NOT_THERE]),
    ):
        if only:
            yield f"{_count(only)} {words}: {_named(row.name for row in only)}."
    reasoned = [row for row in there if row.differs_in_why]
    if reasoned:
        unclear = "oklart" if len(reasoned) == 1 else "oklara"
        yield f"{_count(reasoned)} är {unclear} av ett annat skäl: {_named(map(_new_why, reasoned))}."
    others = [row for row in there if row.differs and row not in (*states, *moved, *classed, *reasoned)]
    if others:
        names = _named(row.name for row in others)
        yield f"{_count(others)} har samma plats och besked om ramen men andra poäng eller en annan kostnad: {names}."
    changed = [row for row in sums if row.differs]
    if changed:
        yield f"{swedish.listing(row.what for row in changed)} är inte samma."
    if not changed and not any(row.differs for row in rows):
        yield "Ingenting skiljer: samma platser, besked om ramen, poäng, kostnader, klasser och summor."


def _count(rows: list[DifferenceRow]) -> str:
    return swedish.upper_first("ett projekt" if len(rows) == 1 else f"{swedish.count_word(len(rows))} projekt")


def _new_state(row: DifferenceRow) -> str:
    return f"{row.name} {row.first.state} → {row.second.state}"


def _new_place(row: DifferenceRow) -> str:
    return f"{row.name} {row.first.place} → {row.second.place}"


def _new_tier(row: DifferenceRow) -> str:
    return f"{row.name} {row.first.tier} → {row.second.tier}"


def _new_why(row: DifferenceRow) -> str:
    return f"{row.name} {row.first.why} → {row.second.why}"


def _named(names: Iterable[str]) -> str:
    return swedish.first_few(list(names), _MOST_NAMED)


def difference_json(found: PictureDifference) -> dict[str, Any]:
    """Return what differs as plain values for JSON."""
    return {
        "jamfort": [found.titles.first, found.titles.second],
        "skiljer": found.differs,
        "mening": found.sentence,
        "projekt": [
            {
                "id": row.id,
                "namn": row.name,
                "skiljer": row.differs,
                "hur": row.change or None,
                "sidor": [None if side.state == NOT_THERE else _json(side) for side in (row.first, row.second)],
            }
            for row in found.rows
        ],
        "summor": [{"vad": row.what, "skiljer": row.differs, "sidor": [row.first, row.second]} for row in found.sums],
    }


def _json(side: ShownProject) -> dict[str, str | None]:
    place = None if side.place == NO_PLACE else side.place
    return {
        "plats": place,
        "poang": side.points or None,
        "kostnad": side.cost,
        "lage": side.state,
        "skal": side.why or None,
        "klass": side.tier,
    }

"""Two studies of one kind side by side: how each project is shown in both, the figures above, a sentence on top."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from prioritering import swedish
from prioritering.errors import BadArgument
from prioritering.view.side_by_side import NO_PLACE, SumRow, Titles
from prioritering.view.study_document import PortfolioDocument, StandingsDocument, StudyDocument

OTHER_KIND = "de två är inte av samma slag, så de går inte att jämföra"
_UNKNOWN = "okänd"
_COLUMNS = {
    StandingsDocument: ("säkerhet", "andel", "bästa portföljen", "väntad plats", "klass"),
    PortfolioDocument: ("bästa portföljen", "listan", "poäng", "kostnad, tkr", "får kosta"),
}
_FIRST_WORDS = {
    StandingsDocument: "en annan säkerhet",
    PortfolioDocument: "ett annat besked om bästa portföljen",
}
_MOST_NAMED = 4
_OUTSIDE = "inte med"


class StudyRow(NamedTuple):
    """One project in both: its values by column, in words; none where it is not there."""

    name: str
    first: tuple[str, ...]
    second: tuple[str, ...]

    @property
    def differs(self) -> bool:
        """True when anything of it is shown otherwise."""
        return self.first != self.second


class StudyDifference(NamedTuple):
    """What differs: what the two are called, the sentence on top, the columns, every project, and the figures."""

    titles: Titles
    sentence: str
    columns: tuple[str, ...]
    rows: tuple[StudyRow, ...]
    sums: tuple[SumRow, ...]

    @property
    def differs(self) -> bool:
        """True when a project or a figure differs."""
        return any(row.differs for row in self.rows) or any(row.differs for row in self.sums)


def study_difference(first: StudyDocument, second: StudyDocument, titles: Titles) -> StudyDifference:
    """Return what differs between two studies, in the order of the second, then those gone.

    BadArgument when they are not of one kind. Projects have no ids there: they are told apart by name, and those of
    one name by their turn.
    """
    if type(first) is not type(second):
        raise BadArgument(OTHER_KIND)
    one, other = _by_name(first), _by_name(second)
    keys = [*other, *(key for key in one if key not in other)]
    rows = tuple(StudyRow(key[0], one.get(key, ()), other.get(key, ())) for key in keys)
    told, again = dict(_figures(first)), dict(_figures(second))
    what = dict.fromkeys((*again, *told))
    sums = tuple(SumRow(name, told.get(name, NO_PLACE), again.get(name, NO_PLACE)) for name in what)
    said = list(_sentences(rows, titles, _FIRST_WORDS[type(first)]))
    if changed := [row.what for row in sums if row.differs]:
        said.append(f"{swedish.listing(changed)} är inte samma.")
    if not said:
        said.append("Ingenting skiljer: samma besked om varje projekt, och samma tal.")
    return StudyDifference(titles, " ".join(said), _COLUMNS[type(first)], rows, sums)


def study_difference_json(found: StudyDifference) -> dict[str, Any]:
    """Return what differs as plain values for JSON."""
    return {
        "jamfort": [found.titles.first, found.titles.second],
        "skiljer": found.differs,
        "mening": found.sentence,
        "projekt": [
            {
                "namn": row.name,
                "skiljer": row.differs,
                "sidor": [
                    dict(zip(found.columns, side, strict=True)) if side else None for side in (row.first, row.second)
                ],
            }
            for row in found.rows
        ],
        "summor": [{"vad": row.what, "skiljer": row.differs, "sidor": [row.first, row.second]} for row in found.sums],
    }


def _by_name(document: StudyDocument) -> dict[tuple[str, int], tuple[str, ...]]:
    met: Counter[str] = Counter()
    found = {}
    for name, values in _standings(document) if isinstance(document, StandingsDocument) else _portfolio(document):
        met[name] += 1
        found[name, met[name]] = values
    return found


def _standings(document: StandingsDocument) -> Iterator[tuple[str, tuple[str, ...]]]:
    for group in document.groups:
        for row in group.rows:
            tier = row.tier_name or row.tier or "ej angiven"
            yield row.name, (row.word, row.share, row.best or NO_PLACE, row.place or NO_PLACE, tier)


def _portfolio(document: PortfolioDocument) -> Iterator[tuple[str, tuple[str, ...]]]:
    limits = {row.name: row.limit for row in document.out}
    for row in document.rows:
        best, cost = _OUTSIDE if row.best == NO_PLACE else row.best, _UNKNOWN if row.cost is None else row.cost
        yield row.name, (best, row.state[2], row.points, cost, limits.get(row.name, NO_PLACE))


def _figures(document: StudyDocument) -> Iterator[tuple[str, str]]:
    yield "Ram", document.frame
    if isinstance(document, PortfolioDocument):
        yield "Det säkra i listan", document.ranked_sum
        yield "Bästa portföljen", document.best_sum
    yield from ((swedish.upper_first(word), count) for _, count, word in document.counts)


def _sentences(rows: Sequence[StudyRow], titles: Titles, words: str) -> Iterator[str]:
    there = [row for row in rows if row.first and row.second]
    first = [row for row in there if row.first[0] != row.second[0]]
    if first:
        yield f"{_count(first)} har {words}: {_named(f'{row.name} {row.first[0]} → {row.second[0]}' for row in first)}."
    others = [row for row in there if row.differs and row not in first]
    if others:
        yield f"{_count(others)} har samma besked men andra tal: {_named(row.name for row in others)}."
    for said, only in (
        (titles.only_second, [row for row in rows if not row.first]),
        (titles.only_first, [row for row in rows if not row.second]),
    ):
        if only:
            yield f"{_count(only)} {said}: {_named(row.name for row in only)}."


def _count(rows: Sequence[StudyRow]) -> str:
    return swedish.upper_first("ett projekt" if len(rows) == 1 else f"{swedish.count_word(len(rows))} projekt")


def _named(names: Iterable[str]) -> str:
    return swedish.first_few(list(names), _MOST_NAMED)

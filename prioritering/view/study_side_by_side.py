"""Two studies of one kind side by side: how each project, rule or row is shown in both, and a sentence on top."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from prioritering import swedish
from prioritering.analysis.rules import NAMES, SENTENCES
from prioritering.errors import BadArgument
from prioritering.view.difference import NO_PLACE, SumRow, Titles
from prioritering.view.study_document import (
    PlacesDocument,
    PortfolioDocument,
    RulesDocument,
    SensitivityDocument,
    SettlingDocument,
    StandingsDocument,
    StudyDocument,
)
from prioritering.view.study_pieces import Section

OTHER_KIND = "de två är inte av samma slag, så de går inte att jämföra"
_UNKNOWN = "okänd"
_Cells = Iterator[tuple[str, tuple[str, ...]]]


class _Words(NamedTuple):
    """How two studies of a kind are told apart: what a row is called, its columns, and what its first one is."""

    noun: tuple[str, str]
    columns: tuple[str, ...]
    first: str


_PROJECT = ("ett projekt", "projekt")
# Rules have got other names since older documents were made, where their sentences stand as they did.
_CALLED_NOW = {SENTENCES[key]: name for key, name in NAMES.items()}
_WORDS: Mapping[type[StudyDocument], _Words] = {
    StandingsDocument: _Words(
        _PROJECT, ("säkerhet", "andel", "bästa portföljen", "väntad plats", "klass"), "en annan säkerhet"
    ),
    PortfolioDocument: _Words(
        _PROJECT,
        ("bästa portföljen", "listan", "poäng", "kostnad, tkr", "får kosta"),
        "ett annat besked om bästa portföljen",
    ),
    SettlingDocument: _Words(_PROJECT, ("ram", "det som skulle ändra saken"), "ett annat besked om ramen"),
    RulesDocument: _Words(
        ("en regel", "regler"),
        ("ryms eller är låst", "poäng", "tkr", "skiljer sig från listan", "förbehåll"),
        "ett annat antal",
    ),
    PlacesDocument: _Words(_PROJECT, ("väntad plats", "andel per plats"), "en annan väntad plats"),
    SensitivityDocument: _Words(("en rad", "rader"), ("första talet", "övriga tal"), "ett annat första tal"),
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
    """What differs: what the two are called, the sentence on top, what a row is, the columns, all rows, the figures."""

    titles: Titles
    sentence: str
    row_is: str
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
    words = _WORDS[type(first)]
    said = list(_sentences(rows, titles, words))
    if changed := [row.what for row in sums if row.differs]:
        said.append(f"{_named(changed)} är inte samma.")
    if not said:
        said.append("Ingenting skiljer: samma besked om varje projekt, och samma tal.")
    row_is = words.noun[0].partition(" ")[2]
    return StudyDifference(titles, " ".join(said), row_is, words.columns, rows, sums)


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
    for name, values in _rows(document):
        met[name] += 1
        found[name, met[name]] = values
    return found


def _rows(document: StudyDocument) -> _Cells:
    if isinstance(document, StandingsDocument):
        yield from _standings(document)
    elif isinstance(document, PortfolioDocument):
        yield from _portfolio(document)
    elif isinstance(document, SettlingDocument):
        yield from ((row.name, (row.word, row.sentence)) for row in document.needed.rows)
    elif isinstance(document, RulesDocument):
        for rule in document.rows:
            yield (
                _CALLED_NOW.get(rule.sentence, rule.name),
                (rule.chosen, rule.points, rule.cost, rule.differs, rule.note),
            )
    else:
        yield from _of_sections(document.sections)


def _of_sections(sections: Sequence[Section]) -> _Cells:
    for section in sections:
        for row in () if section.table is None else section.table.rows:
            # One section alone is told by its rows; the rows of several may have the same name.
            name = row[0] if len(sections) == 1 else f"{section.title}: {row[0]}"
            yield name, (row[1], " · ".join(row[2:]))


def _standings(document: StandingsDocument) -> _Cells:
    for group in document.groups:
        for row in group.rows:
            tier = row.tier_name or row.tier or "ej angiven"
            yield row.name, (row.word, row.share, row.best or NO_PLACE, row.place or NO_PLACE, tier)


def _portfolio(document: PortfolioDocument) -> _Cells:
    limits = {row.name: row.limit for row in document.out}
    for row in document.rows:
        best, cost = _OUTSIDE if row.best == NO_PLACE else row.best, _UNKNOWN if row.cost is None else row.cost
        yield row.name, (best, row.state[2], row.points, cost, limits.get(row.name, NO_PLACE))


def _figures(document: StudyDocument) -> Iterator[tuple[str, str]]:
    yield "Ram", document.frame
    if isinstance(document, PortfolioDocument):
        yield "Det säkra i listan", document.ranked_sum
        yield "Bästa portföljen", document.best_sum
    if isinstance(document, SettlingDocument):
        for row in document.next.rows:
            yield f"{row.name}, lämnar gråzonen", row.settled
            yield f"{row.name}, kvar i gråzonen", row.after
    yield from ((swedish.upper_first(word), count) for _, count, word in document.counts)


def _sentences(rows: Sequence[StudyRow], titles: Titles, words: _Words) -> Iterator[str]:
    there = [row for row in rows if row.first and row.second]
    first = [row for row in there if row.first[0] != row.second[0]]
    if first:
        named = _named(f"{row.name} {row.first[0]} → {row.second[0]}" for row in first)
        yield f"{_count(first, words)} har {words.first}: {named}."
    others = [row for row in there if row.differs and row not in first]
    if others:
        yield f"{_count(others, words)} har samma besked men andra tal: {_named(row.name for row in others)}."
    for said, only in (
        (titles.only_second, [row for row in rows if not row.first]),
        (titles.only_first, [row for row in rows if not row.second]),
    ):
        if only:
            yield f"{_count(only, words)} {said}: {_named(row.name for row in only)}."


def _count(rows: Sequence[StudyRow], words: _Words) -> str:
    one, many = words.noun
    return swedish.upper_first(one if len(rows) == 1 else f"{swedish.count_word(len(rows))} {many}")


def _named(names: Iterable[str]) -> str:
    return swedish.first_few(list(names), _MOST_NAMED)

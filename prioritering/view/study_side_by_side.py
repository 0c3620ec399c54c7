"""Two studies of one kind side by side: how each project, rule or row is shown in both, and a sentence on top."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any, NamedTuple

from prioritering import swedish
from prioritering.analysis.rules import NAMES, SENTENCES
from prioritering.errors import BadArgument
from prioritering.view.difference import NO_PLACE, SumRow, Titles, in_json
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

OTHER_KIND = "bara två som visar samma sak går att jämföra"
_UNKNOWN = "okänd"


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


class _Told(NamedTuple):
    """A row of one of the two: its name and values in words, and the project it is of; "" for both where none is."""

    name: str
    values: tuple[str, ...]
    id: str = ""
    project: str = ""


class StudyRow(NamedTuple):
    """One project in both: its values by column, in words; none where it is not there.

    `new_name` is what its project was called before and now, where that is not the same; else both are empty.
    """

    name: str
    first: tuple[str, ...]
    second: tuple[str, ...]
    new_name: tuple[str, str] = ("", "")

    @property
    def differs(self) -> bool:
        """True when anything of it is shown otherwise."""
        return self.first != self.second or any(self.new_name)

    @property
    def called(self) -> str:
        """Its name, and what its project was called before."""
        return f"{self.name} (förut {self.new_name[0]})" if self.new_name[0] else self.name


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

    BadArgument when they are not of one kind. Projects are told apart by id; where one of the two is of the time before
    documents had them by name, and those of one name by their turn.
    """
    if type(first) is not type(second):
        raise BadArgument(OTHER_KIND)
    rows = tuple(_row(*pair) for pair in _pairs(list(_rows(first)), list(_rows(second))))
    figures = _pairs(list(_figures(first)), list(_figures(second)))
    sums = tuple(SumRow(again.name or told.name, _only(told), _only(again)) for told, again in figures)
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
    rows = [
        {
            "namn": row.name,
            "namn_forut": row.new_name[0] or None,
            "skiljer": row.differs,
            "sidor": [
                dict(zip(found.columns, side, strict=True)) if side else None for side in (row.first, row.second)
            ],
        }
        for row in found.rows
    ]
    return in_json(found.titles, found.sentence, rows, found.sums)


_GONE = _Told("", ())


def _pairs(first: Sequence[_Told], second: Sequence[_Told]) -> Iterator[tuple[_Told, _Told]]:
    """Yield each row of both, in the order of the second, then those of the first alone; `_GONE` where it is not."""
    by_id = all(any(row.id for row in rows) for rows in (first, second))
    one, other = _by_key(first, by_id), _by_key(second, by_id)
    for key in dict.fromkeys((*other, *one)):
        yield one.get(key, _GONE), other.get(key, _GONE)


def _by_key(rows: Iterable[_Told], by_id: bool) -> dict[tuple[bool, str, int], _Told]:
    met: Counter[tuple[bool, str]] = Counter()
    found = {}
    for row in rows:
        key = (True, row.id) if by_id and row.id else (False, row.name)
        met[key] += 1
        found[*key, met[key]] = row
    return found


def _row(first: _Told, second: _Told) -> StudyRow:
    renamed = first.id and first.id == second.id and first.project != second.project
    new_name = (first.project, second.project) if renamed else ("", "")
    return StudyRow(second.name or first.name, first.values, second.values, new_name)


def _only(row: _Told) -> str:
    return row.values[0] if row.values else NO_PLACE


def _rows(document: StudyDocument) -> Iterator[_Told]:
    if isinstance(document, StandingsDocument):
        yield from _standings(document)
    elif isinstance(document, PortfolioDocument):
        yield from _portfolio(document)
    elif isinstance(document, SettlingDocument):
        for row in document.needed.rows:
            yield _Told(row.name, (row.word, row.sentence), row.id, row.name)
    elif isinstance(document, RulesDocument):
        for rule in document.rows:
            called = _CALLED_NOW.get(rule.sentence, rule.name)
            yield _Told(called, (rule.chosen, rule.points, rule.cost, rule.differs, rule.note))
    else:
        yield from _of_sections(document.sections, in_words=isinstance(document, SensitivityDocument))


def _of_sections(sections: Sequence[Section], in_words: bool) -> Iterator[_Told]:
    """Yield the rows of the tables; `in_words` with what each figure is, where the tables have other columns each."""
    for section in sections:
        # One section alone is told by its rows; the rows of several may have the same name.
        where = "" if len(sections) == 1 else f"{section.title}: "
        rows, projects = ((), ()) if section.table is None else (section.table.rows, section.table.projects)
        for row, (key, project) in zip_longest(rows, projects[: len(rows)], fillvalue=("", "")):
            figures = list(_in_words(section.table.header, row) if in_words and section.table else row)
            values = (figures[1], ("; " if in_words else " · ").join(figures[2:]))
            yield _Told(f"{where}{row[0]}", values, f"{where}{key}" if key else "", project)


def _in_words(header: Sequence[str], row: Sequence[str]) -> Iterator[str]:
    """Yield a row's cells, each after what its column is called; a weight in percent is one that the figure is at."""
    # An edited file may have fewer of one than of the other.
    for name, cell in zip_longest(header, row, fillvalue=""):
        called = f"vid {name}" if name.endswith("%") else f"{name[:1].lower()}{name[1:]}"
        yield f"{called}: {cell}"


def _standings(document: StandingsDocument) -> Iterator[_Told]:
    for group in document.groups:
        for row in group.rows:
            tier = row.tier_name or row.tier or "ej angiven"
            values = (row.word, row.share, row.best or NO_PLACE, row.place or NO_PLACE, tier)
            yield _Told(row.name, values, row.id, row.name)


def _portfolio(document: PortfolioDocument) -> Iterator[_Told]:
    limits = {row.name: row.limit for row in document.out}
    for row in document.rows:
        best = _OUTSIDE if row.best == NO_PLACE else row.best
        cost = row.missing or _UNKNOWN if row.cost is None else row.cost
        values = (best, row.state[2], row.points, cost, limits.get(row.name, NO_PLACE))
        yield _Told(row.name, values, row.id, row.name)


def _figures(document: StudyDocument) -> Iterator[_Told]:
    yield _Told("Ram", (document.frame,))
    if isinstance(document, PortfolioDocument):
        yield _Told("Det som ryms eller är låst i listan", (document.ranked_sum,))
        yield _Told("Bästa portföljen", (document.best_sum,))
    if isinstance(document, SettlingDocument):
        for row in document.next.rows:
            for said, figure in (("lämnar gråzonen", row.settled), ("kvar i gråzonen", row.after)):
                yield _Told(f"{row.name}, {said}", (figure,), f"{row.id}, {said}" if row.id else "")
    yield from (_Told(swedish.upper_first(word), (count,)) for _, count, word in document.counts)


def _sentences(rows: Sequence[StudyRow], titles: Titles, words: _Words) -> Iterator[str]:
    # A project may stand in several rows.
    if renamed := list(dict.fromkeys(row.new_name for row in rows if any(row.new_name))):
        names = _named(f"{before} → {after}" for before, after in renamed)
        yield f"{_counted(len(renamed), _PROJECT)} har nytt namn: {names}."
    there = [row for row in rows if row.first and row.second]
    first = [row for row in there if row.first[0] != row.second[0]]
    if first:
        named = _named(f"{row.name} {row.first[0]} → {row.second[0]}" for row in first)
        yield f"{_count(first, words)} har {words.first}: {named}."
    others = [row for row in there if row.first != row.second and row not in first]
    if others:
        yield f"{_count(others, words)} har samma besked men andra tal: {_named(row.name for row in others)}."
    for said, only in (
        (titles.only_second, [row for row in rows if not row.first]),
        (titles.only_first, [row for row in rows if not row.second]),
    ):
        if only:
            yield f"{_count(only, words)} {said}: {_named(row.name for row in only)}."


def _count(rows: Sequence[StudyRow], words: _Words) -> str:
    return _counted(len(rows), words.noun)


def _counted(count: int, noun: tuple[str, str]) -> str:
    one, many = noun
    return swedish.upper_first(one if count == 1 else f"{swedish.count_word(count)} {many}")


def _named(names: Iterable[str]) -> str:
    return swedish.first_few(list(names), _MOST_NAMED)

"""A stored study drawn in the terminal: what the page of it shows, field by field, as lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from prioritering import swedish
from prioritering.commands import output
from prioritering.view.curve_tables import curve_tables
from prioritering.view.study_document import (
    PortfolioDocument,
    RulesDocument,
    SettlingDocument,
    StandingRow,
    StandingsDocument,
    StudyDocument,
)
from prioritering.view.study_pieces import Section

_UNKNOWN, _NONE, _ASSUMED, _DIFFERS = "okänd", "–", "antagande", "skiljer"
_UNKNOWN_COST = "okänd kostnad"
_LOCKED = "Det låsta räknas för sig."


def study_text(document: StudyDocument) -> Iterator[str]:
    """Yield the lines of a whole study."""
    counts = ", ".join(f"{word}: {count}" for _, count, word in document.counts)
    yield from (document.headline, *document.notices)
    yield f"{counts}; ram: {document.frame}"
    yield from document.notes_on_study
    if isinstance(document, StandingsDocument):
        yield from _standings(document)
    elif isinstance(document, PortfolioDocument):
        yield from _portfolio(document)
    elif isinstance(document, SettlingDocument):
        yield from _settling(document)
    elif isinstance(document, RulesDocument):
        yield from _rules(document)
    else:
        yield from _sections(document.sections)
    yield from (*document.method, document.agreement)


def _standings(document: StandingsDocument) -> Iterator[str]:
    yield _LOCKED if document.locked else ""
    yield from (document.differs, document.aside)
    rows = [
        (
            row.name,
            swedish.upper_first(row.word),
            row.share,
            _NONE if row.best is None else row.best,
            row.place,
            _marks(row),
        )
        for group in document.groups
        for row in group.rows
    ]
    header = ("projekt", "säkerhet", document.rule, "bästa portföljen", "väntad plats", "")
    yield output.as_table(header, rows, frozenset({2, 3, 4}))
    yield document.more


def _marks(row: StandingRow) -> str:
    tier = swedish.upper_first(row.tier_name) if row.tier else ""
    assumed, unknown = _ASSUMED if row.tier_assumed else "", (row.missing or _UNKNOWN_COST) if row.unknown else ""
    return ", ".join(filter(None, (tier, assumed, unknown, row.few)))


def _portfolio(document: PortfolioDocument) -> Iterator[str]:
    yield from (document.proof, *document.choice, document.sentence, document.why, *document.notes, document.caption)
    rows = [
        (
            row.name,
            row.points,
            (row.missing or _UNKNOWN) if row.cost is None else row.cost,
            f"{row.state[1]} {row.state[2]}",
            row.best,
            ", ".join(filter(None, (row.few, row.cost_mark, _DIFFERS if row.differs else ""))),
        )
        for row in document.rows
    ]
    header = ("projekt", "poäng", "tkr", "listan", "bästa portföljen", "")
    yield output.as_table(header, rows, frozenset({1, 2}))
    yield f"Summa av det som ryms eller är låst: listan {document.ranked_sum}; bästa portföljen {document.best_sum}"
    if document.out:
        yield "Utelämnade, eftersom kostnaden är okänd"
        yield _may_cost(document)
        aside = [(row.name, row.points, row.limit, row.exact, row.few) for row in document.out]
        yield output.as_table(("projekt", "poäng", "får kosta", "exakt", ""), aside, frozenset({1}))
    yield from document.cautions
    yield from () if document.frontier is None else _sections((document.frontier,))


def _may_cost(document: PortfolioDocument) -> str:
    """Return what the limits of those left out hold for, as the page heads them."""
    said, many = "Vad vart och ett får kosta för att vara med i en bästa portfölj", len(document.out) > 1
    if many:
        said += ", när de andra utelämnade inte är med"
    if document.asks_more:
        said += f"{' och' if many else ', när'} kraven inte räknas"
    return f"{said}, {document.if_cheap}" if document.if_cheap else said


def _settling(document: SettlingDocument) -> Iterator[str]:
    first, needed = document.next, document.needed
    yield first.lead
    if first.rows:
        yield first.caption
        facts = [(str(nr), row.name, row.kind, row.settled, row.after) for nr, row in enumerate(first.rows, 1)]
        header = ("nr", "att ta reda på", "slag", "lämnar gråzonen", "kvar i gråzonen")
        yield output.as_table(header, facts, frozenset({0, 3, 4}))
    yield from (needed.lead, needed.caption)
    rows = [
        (row.name, f"{row.shape} {row.word}", f"{row.sentence} {row.exact}".strip(), row.few) for row in needed.rows
    ]
    yield output.as_table(("projekt", "ram", "det som skulle ändra saken", ""), rows, frozenset())
    yield needed.more


def _rules(document: RulesDocument) -> Iterator[str]:
    yield from (document.lead, document.caption)
    for rule in document.rows:
        yield f"{rule.name}: {rule.sentence}"
        yield f"  ryms eller är låst: {rule.chosen}; {rule.points} poäng, {rule.cost} tkr; {rule.differs}"
        yield f"  {rule.note}" if rule.note else ""
    yield document.voices


def _sections(sections: Sequence[Section]) -> Iterator[str]:
    for section in sections:
        yield from (section.title, *section.texts)
        for table, more in curve_tables(section.table, section.chart):
            yield table.caption
            yield output.as_table(table.header, table.rows, frozenset(range(1, len(table.header))))
            yield more
        if section.chart is not None:
            lines = swedish.listing(line.name for line in section.chart.lines)
            drawn = f" Linjerna är {lines}." if lines else ""
            yield f"{section.chart.x_name}: {section.chart.marked_word}.{drawn}"

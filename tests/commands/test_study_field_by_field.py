"""The page of a study, its document and `visa` are equal field by field: every text of a document is in both.

A field that comes later is tried by itself: as a text that both draw, or it is named here with the words of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from prioritering.commands.plans import Plans
from prioritering.commands.run import run
from prioritering.plan.reader import read_plan
from prioritering.scoring.changes import TierAssumption
from prioritering.store import entry_log
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from prioritering.swedish import upper_first
from prioritering.usecases.picture import picture_of
from prioritering.usecases.study_now import KIND_OF_PART, study_now
from prioritering.view.chart_layout import untold
from prioritering.view.stored_document import StoredDocument, document_bytes, read_document
from prioritering.view.study_document import (
    PLACES_PAGE,
    PORTFOLIO_PAGE,
    AsideRow,
    PortfolioDocument,
    PortfolioRow,
    StandingRow,
)
from prioritering.view.study_pieces import Chart, FindOutRow, NeededRow, RuleRow, ShownTable
from prioritering.view.view import View
from tests.commands.test_field_by_field import drawn_words, page_of, plain
from tests.criteria.gates import gated_plan
from tests.folders import VSO
from tests.usecases.builders import filled, signed

KEPT = sorted((Path(__file__).parents[1] / "view/kept").glob("studie-*.json"))
ROWS = (StandingRow, PortfolioRow, AsideRow, FindOutRow, NeededRow, RuleRow)
# Drawn as shapes, widths and classes, or told by what the document rests on; each with its words where it has any.
APART: Mapping[str, Callable[[Any], tuple[Any, ...]]] = {
    **dict.fromkeys(("format", "kind", "basis", "criteria", "weights", "tier", "dark", "id"), lambda made: ()),
    # What tells rows apart where two documents stand side by side; the name is in the row.
    "projects": lambda made: (),
    **dict.fromkeys(("width", "best_kind", "best_width", "cost_shape"), lambda made: ()),
    "counts": lambda made: tuple(text for _, *said in made.counts for text in said),
    # In documents as the plan has it, and with a capital where it is shown.
    "tier_name": lambda row: (upper_first(row.tier_name),) if row.tier else (),
    "word": lambda row: (upper_first(row.word),),
    "tier_assumed": lambda row: ("antagande",) if row.tier_assumed else (),
    "unknown": lambda row: (row.missing or "okänd kostnad",) if row.unknown else (),
    "best": lambda row: ("–" if row.best is None else row.best,),
    "cost": lambda row: (row.missing or "okänd" if row.cost is None else row.cost,),
    "state": lambda row: row.state[1:],
    # A row of its own colour on the page.
    "differs": lambda made: () if isinstance(made.differs, bool) else (made.differs,),
    "locked": lambda made: ("Det låsta räknas för sig.",) if made.locked else (),
    "asks_more": lambda made: ("kraven inte räknas",) if made.asks_more and made.out else (),
    "if_cheap": lambda made: (made.if_cheap,) if made.out else (),
    # None where there is nothing to draw, and in documents from before it came.
    "frontier": lambda made: () if made.frontier is None else (made.frontier,),
    "table": lambda section: () if section.table is None else (section.table,),
    # None in documents from before; its figures that stand in no table are told as one of their own.
    "chart": lambda section: () if section.chart is None else in_words(section.chart),
    "exact": lambda row: () if row.exact == "–" else (row.exact,),
}
KIND_IS_TOLD = (FindOutRow,)


def in_words(chart: Chart) -> tuple[Any, ...]:
    names = (*(line.name for line in chart.lines), *(bar.name for bar in chart.bars))
    return (chart.x_name, chart.y_name, chart.marked_word, names, tuple(untold(chart)))


def texts(made: Any) -> Iterator[str]:
    """Every text in a part of a document, in the words it is drawn in."""
    if isinstance(made, str):
        yield plain(made)
    elif isinstance(made, tuple):
        for item in made:
            yield from texts(item)
    elif is_dataclass(made):
        for field in fields(made):
            apart = APART.get(field.name) if not (field.name == "kind" and isinstance(made, KIND_IS_TOLD)) else None
            yield from texts(getattr(made, field.name) if apart is None else apart(made))
    else:
        raise TypeError(f"{made!r} is not drawn in words, and is not named above")


def rows_in(made: Any) -> Iterator[list[str]]:
    """The texts of each row of every table in a document."""
    if isinstance(made, ROWS):
        yield [text for text in texts(made) if text]
    elif isinstance(made, Chart):
        yield from rows_in(tuple(untold(made)))
    elif isinstance(made, ShownTable):
        yield from ([plain(cell) for cell in row] for row in made.rows)
    elif isinstance(made, tuple):
        for item in made:
            yield from rows_in(item)
    elif is_dataclass(made):
        for field in fields(made):
            yield from rows_in(getattr(made, field.name))


def page_rows(page: str, in_parts: bool) -> list[str]:
    """What each row of the page says; a table that is too wide for a paper goes on in another of the same rows."""
    rows = [drawn_words(f"<tr{row}") for row in page.split("<tr")[1:]]
    if not in_parts:
        return rows
    heads = [drawn_words(head) for head in re.findall(r'<th scope="row">(.*?)</th>', page, re.S)]
    return [" ".join(row for row in rows if row.startswith(head)) for head in heads]


def typed_by_visa(document: StoredDocument, folder: Path) -> list[str]:
    (folder / "studie.json").write_bytes(document_bytes(document))
    done = run(["visa", "studie.json"], Plans(None, folder))
    assert done.code == 0, done.text
    return done.text.split("\n")


def told_apart_by_form(document: StoredDocument, folder: Path) -> list[object]:
    """Return what stands in a document and not on its page, or not in the terminal."""
    page = page_of(document)
    lines = [plain(line) for line in typed_by_visa(document, folder)]
    whole_page, whole_text = drawn_words(page), " ".join(lines)
    lacking: list[object] = [text for text in texts(document) if not (text in whole_page and text in whole_text)]
    drawn = page_rows(page, in_parts=document.kind == PLACES_PAGE)
    # A rule takes three lines in the terminal.
    typed = [" ".join(lines[number : number + (3 if document.kind == "regler" else 1)]) for number in range(len(lines))]
    wanted = list(rows_in(document))
    assert wanted
    for where in (drawn, typed):
        lacking += [row for row in wanted if not any(all(text in line for text in row) for line in where)]
    return lacking


@pytest.mark.parametrize("path", KEPT, ids=lambda path: path.stem)
def test_a_study_kept_from_before_is_drawn_alike_on_its_page_and_in_the_terminal(path: Path, tmp_path: Path) -> None:
    document = read_document(path.read_bytes())
    assert told_apart_by_form(document, tmp_path) == []


@pytest.mark.parametrize("kind", KIND_OF_PART.values())
def test_a_study_with_what_can_stand_in_it_is_drawn_alike(store: Store, tmp_path: Path, kind: str) -> None:
    filled(store)
    entry_log.keep_entry(store, VSO, TierAssumption.model_validate(signed(project_id="S05", tier="önskvärt")))
    view = View(plan="vso-2021", frame="3547", draws=100)
    for given in (
        {"wishes": ("tak:2000:Brukare",)},
        {"source": "median", "order": "per-krona"},
        {"rule": "hoppa", "unknown_low": 10, "unknown_high": 90, "not_now": ("S01",)},
    ):
        study = study_now(picture_of(store, view.model_copy(update=given)), kind)
        assert told_apart_by_form(study, tmp_path) == []


@pytest.mark.parametrize("kind", KIND_OF_PART.values())
def test_a_study_with_gates_is_drawn_alike(store: Store, tmp_path: Path, kind: str) -> None:
    import_plan(store, read_plan(gated_plan(tmp_path / "krav")))
    study = study_now(picture_of(store, View(plan="prov", frame="100", draws=100)), kind)
    assert told_apart_by_form(study, tmp_path) == []


def test_the_terms_of_the_left_out_stand_in_both(store: Store, tmp_path: Path) -> None:
    filled(store)
    view = View(plan="vso-2021", frame="3547", draws=100, wishes=("tak:2000:Brukare",))
    document = study_now(picture_of(store, view), PORTFOLIO_PAGE)
    assert isinstance(document, PortfolioDocument)
    assert document.out
    head = next(line for line in typed_by_visa(document, tmp_path) if line.startswith("Vad vart och ett får kosta"))
    assert plain(head) in drawn_words(page_of(document))


@pytest.mark.parametrize(("not_now", "others"), [((), True), (("S09",), True), (("S09", "S10"), False)])
def test_the_other_left_out_are_named_only_where_there_are_others(
    store: Store, tmp_path: Path, not_now: tuple[str, ...], others: bool
) -> None:
    filled(store)
    view = View(plan="vso-2021", frame="3547", draws=100, not_now=not_now)
    document = study_now(picture_of(store, view), PORTFOLIO_PAGE)
    assert isinstance(document, PortfolioDocument)
    head = next(line for line in typed_by_visa(document, tmp_path) if line.startswith("Vad vart och ett får kosta"))
    assert ("när de andra utelämnade inte är med" in head) is others

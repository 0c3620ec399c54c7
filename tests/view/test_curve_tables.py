"""A curve of very many points: its tables can be read wherever they are drawn, and the document has every row."""

import json
from dataclasses import replace
from pathlib import Path

from prioritering.commands.plans import Plans
from prioritering.commands.run import run
from prioritering.view.curve_tables import CURVE_ROWS, curve_tables
from prioritering.view.stored_document import document_bytes, read_document
from prioritering.view.study_document import PortfolioDocument
from prioritering.view.study_pieces import Chart, ChartLine, Section, ShownTable
from tests.commands.test_field_by_field import page_of
from tests.pages.visit import words

KEPT = Path(__file__).parent / "kept" / "studie-portfolj-2.json"
MANY = 500


def curve(count: int, frame: float) -> Section:
    best = tuple((float(x), float(x)) for x in range(count))
    lines = (ChartLine("Bästa", best, steps=True), ChartLine("Per krona", best, told=False))
    chart = Chart("Ram, tkr", (0.0, float(count)), frame, f"ram {frame:g} tkr", "Poäng", lines)
    table = ShownTable("Mest poäng per ram", ("Ram", "Poäng"), tuple((f"{x} tkr", f"r{x}") for x in range(count)))
    return Section("Vad en annan ram skulle ge", (), table, chart)


def test_few_rows_are_all_drawn_and_nothing_is_said_of_more() -> None:
    section = curve(CURVE_ROWS, 3)
    (first, more), (second, and_more) = curve_tables(section.table, section.chart)
    assert (first, more, and_more) == (section.table, "", "")
    assert len(second.rows) == CURVE_ROWS


def test_of_very_many_those_nearest_to_the_frame_are_drawn_and_the_rest_is_counted() -> None:
    for frame, first in ((0, 0), (250, 220), (MANY + 7, MANY - CURVE_ROWS)):
        section = curve(MANY, frame)
        for table, more in curve_tables(section.table, section.chart):
            assert len(table.rows) == CURVE_ROWS
            assert table.rows[0][0].split()[0] == str(first)
            assert more.replace("\u00a0", " ") == (
                f"Här står de 60 rader som är närmast ram {frame} tkr, och 440 till står i dokumentet (JSON)."
            )


def test_the_frozen_page_and_visa_draw_the_same_rows_and_the_json_has_every_one(tmp_path: Path) -> None:
    kept = read_document(KEPT.read_bytes())
    assert isinstance(kept, PortfolioDocument)
    document = replace(kept, frontier=curve(MANY, 250))
    (tmp_path / "stor.json").write_bytes(document_bytes(document))
    plans = Plans(None, tmp_path)
    drawn, page = run(["visa", "stor.json"], plans).text, page_of(document)
    for shown in (drawn, words(page)):
        assert all(f"r{x}" in shown.split() for x in range(220, 280))
        assert not {"r219", "r280"} & set(shown.split())
        assert "440 till står i dokumentet (JSON)" in shown.replace("\u00a0", " ")
    whole = json.loads(run(["visa", "stor.json", "--json"], plans).text)
    assert len(whole["frontier"]["table"]["rows"]) == MANY

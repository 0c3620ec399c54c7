"""The real plan's states at three frames by both rules, alike on every way out: page, stream, projector, terminal."""

from __future__ import annotations

import json
import re
from itertools import product
from typing import Any

import pytest

from prioritering.commands.plans import Plans
from prioritering.commands.run import run
from prioritering.store.connection import Store
from prioritering.usecases.picture import picture_of
from prioritering.view.document import document_of
from prioritering.view.view import View
from prioritering.web.pages.projektor.steps import draw_projector
from prioritering.web.parts.board_live import draw_board_live
from tests.pages.visit import Visit, words

# Worked out by hand: Ryms, Oklart; the other of the ten are Ryms inte. Then those that depend on a level of their own.
TABLE = {
    2000: ("S01", "", "S01"),
    3547: ("S01 S06", "S09 S10 S04 S07", ""),
    5000: ("S01 S06", "S09 S10 S04 S07 S03 S08", "S02"),
}
SAID = {
    2000: "Ramen 2 000 tkr räcker säkert till 1 av 10 projekt.",
    3547: "Ramen 3 547 tkr räcker säkert till 2 av 10 projekt. "
    "Fyra till ryms om de tre okända kostnaderna är högst 47 tkr tillsammans.",
    5000: "Ramen 5 000 tkr räcker säkert till 2 av 10 projekt. "
    "Sex till ryms om de tre okända kostnaderna är högst 300 tkr tillsammans.",
}
TEN = [f"S{number:02d}" for number in range(1, 11)]
WORD = re.compile(r"(Ryms inte|Ryms|Oklart)")
ON_LEVEL = "beror på nivå"
CASES = list(product(TABLE, ("stopp", "hoppa")))
Answer = dict[str, tuple[str, bool]]


def expected(frame: int) -> Answer:
    inside, opened, marked = (part.split() for part in TABLE[frame])
    states = {key: "Ryms" if key in inside else "Oklart" if key in opened else "Ryms inte" for key in TEN}
    return {key: (state, key in marked) for key, state in states.items()}


def read(text: str) -> tuple[str, bool]:
    """The state and the mark out of a row as it is read."""
    found = WORD.search(text)
    assert found is not None, text
    return found[1], ON_LEVEL in text


def of_rows(rows: list[dict[str, Any]]) -> Answer:
    return {
        row["key"]: read(words(re.sub(r"<details.*?</details>", "", row["html"]))) for row in rows if row["key"] in TEN
    }


@pytest.mark.parametrize(("frame", "rule"), CASES)
def test_page_and_stream(frame: int, rule: str, shared: Store) -> None:
    visit = Visit("prioritera", f"ram={frame}&regel={rule}")
    assert of_rows(visit.board) == expected(frame)
    assert SAID[frame] in visit.text
    drawn = json.loads(draw_board_live({"plan": "vso-2021", "ram": str(frame), "regel": rule}))
    assert of_rows(drawn["rows"]) == expected(frame)
    assert words(drawn["finding"]) == SAID[frame]


@pytest.mark.parametrize(("frame", "rule"), CASES)
def test_projector(frame: int, rule: str, shared: Store) -> None:
    names = {item.name: item.id for item in picture_of(shared, View(plan="vso-2021")).board.candidates}
    html = draw_projector({"plan": "vso-2021", "ram": str(frame), "regel": rule, "bild": "ram"})
    assert SAID[frame] in words(html)
    rows = [words(row) for row in re.findall(r"<tr[^>]*>.*?</tr>", html, re.S) if "s-points" in row]
    found = {key: read(row) for row in rows for name, key in names.items() if name in row}
    # There is no room for the last on a wall that has two lines; those are counted.
    more = re.search(r"… och (\d+) till", words(html))
    assert len(found) == 10 - (int(more[1]) if more else 0) >= 7
    assert found.items() <= expected(frame).items()


@pytest.mark.parametrize(("frame", "rule"), CASES)
def test_terminal_and_json(frame: int, rule: str, shared: Store) -> None:
    typed = ["rangordna", "--plan", "vso-2021", "--ram", str(frame), "--regel", rule]
    text = run(typed, Plans(shared)).text
    assert SAID[frame] in words(text)
    lines = [(re.search(r"\b(S\d\d)\b", line), line) for line in text.split("\n")]
    assert {key[1]: read(line.rpartition("  ")[2]) for key, line in lines if key} == expected(frame)
    codes = {"ryms": ("Ryms", True), "oklart": ("Oklart", None), "ryms-inte": ("Ryms inte", False)}
    for row in json.loads(run([*typed, "--json"], Plans(shared)).text)["projekt"]:
        word, within = codes[row["lage"]]
        assert (word, row["beror_pa_niva"]) == expected(frame)[row["id"]]
        assert row["inom_ram"] is within and row["skal"]
    document = document_of(picture_of(shared, View(plan="vso-2021", frame=str(frame), rule=rule)))  # type: ignore[arg-type]
    assert {row.id: (row.state[2], row.on_level) for row in document.rows} == expected(frame)

"""What has changed since a link was copied, and "Vad skiljer?": of the part that is open, and room for the picture."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from prioritering.commands.plans import Plans
from prioritering.commands.run import run
from prioritering.scoring.changes import LevelAssumption, LockKind, LockNote
from prioritering.store import entry_log
from prioritering.store.connection import Store
from prioritering.usecases.study_now import KIND_OF_PART
from tests.folders import VSO
from tests.pages.test_copied_link import FRAME, assume, link_of
from tests.pages.visit import Visit, words
from tests.usecases.builders import signed

ROW, CELL = re.compile(r"<tr>(.*?)</tr>"), re.compile(r"<t[hd][^>]*>(.*?)</t[hd]>")
HERE = Path(__file__).parent


def all_html(visit: Visit) -> list[str]:
    return [item.proto.body for item in visit.app.get("html")]


def then_shown(visit: Visit) -> str:
    return next(html for html in all_html(visit) if 'class="p-then"' in html)


@pytest.mark.parametrize("part", list(KIND_OF_PART))
def test_on_robusthet_what_differs_is_of_the_part_that_is_open_as_the_command_says_it(
    database: Store, part: str
) -> None:
    address = f"{FRAME}&dragningar=200&del={part}"
    copied = link_of(Visit("robusthet", address))
    assume(database)
    lower = signed(project_id="S01", criterion_id="omfattning", low="Låg", high="Låg")
    entry_log.keep_entry(database, VSO, LevelAssumption.model_validate(lower))
    visit = Visit("robusthet", copied).set("Vad skiljer?", True)
    assert visit.faults == []
    now = f"?plan=vso-2021&{address}&projekt={dict(parse_qsl(copied)).get('projekt', 'S01')}"
    told = run(
        ["jamfor", f"https://prov.example/robusthet?{copied}", f"robusthet{now}", "--json"], Plans(database, HERE)
    )
    found = json.loads(told.text)
    assert found["skiljer"]
    shown = next(html for html in all_html(visit) if 'class="p-difference"' in html)
    rows = [[words(cell) for cell in CELL.findall(row)] for row in ROW.findall(shown)]
    by_name = {row[0]: [text.removesuffix(" (ändrat)") for text in row[1:]] for row in rows}
    for row in found["projekt"]:
        then, now_shown = (side and list(side.values()) for side in row["sidor"])
        nothing = [""] * len(then or now_shown)
        pairs = zip(then or nothing, now_shown or nothing, strict=True)
        assert by_name[words(row["namn"])] == [words(text or "–") for pair in pairs for text in pair]
    for figure in found["summor"]:
        name = f"{figure['vad']} ändrad" if figure["skiljer"] else figure["vad"]
        assert by_name[words(name)] == [words(side) for side in figure["sidor"]]


def test_on_robusthet_without_an_answer_what_differs_is_of_the_ranked_lists(database: Store) -> None:
    copied = link_of(Visit("robusthet", "ram=ingen"))
    assume(database)
    visit = Visit("robusthet", copied).set("Vad skiljer?", True)
    assert visit.faults == []
    assert "Utan ram finns inget svar av det slaget." in visit.text
    assert "Projekt som har ändrats, i den ordning de står nu" in visit.text


def test_on_the_wall_what_has_changed_is_folded_and_names_everything_when_it_is_opened(database: Store) -> None:
    copied = link_of(Visit("projektor", f"{FRAME}&bild=sakert"))
    assume(database)
    assert "<summary>" not in then_shown(Visit("projektor", copied))
    entry_log.keep_entry(database, VSO, LockNote.model_validate(signed(project_id="S06", kind=LockKind.MUST)))
    told = then_shown(Visit("projektor", copied))
    assert "<summary>Ändrat sedan dess: två saker</summary>" in told
    for said in ("Ett nytt antagande: kostnaden för", "Ett nytt lås: Tjänster på distans"):
        assert said in told
        assert said in then_shown(Visit("prioritera", copied))
    assert "<summary>" not in then_shown(Visit("prioritera", copied))

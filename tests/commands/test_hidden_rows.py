"""The board, its frozen page and `visa` say alike how many rows a filter hides."""

import re
from pathlib import Path

from prioritering.commands.plans import Plans
from prioritering.commands.run import run
from prioritering.plan.reader import read_plan
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from prioritering.usecases.picture import picture_of
from prioritering.view.document import document_of, to_json
from prioritering.view.view import View
from prioritering.web.parts.board_rows import board_rows, caption, document_caption
from tests.folders import DATA

VIEW = View(plan="vso-2021", frame="3547", perspectives=("Myndighet",), must=("S10",), not_now=("S09",))


def test_what_has_no_points_is_not_counted_among_the_hidden_rows(store: Store, tmp_path: Path) -> None:
    import_plan(store, read_plan(DATA / "vso-2021"))
    picture = picture_of(store, VIEW)
    document = document_of(picture)
    (tmp_path / "bild.json").write_text(to_json(document), encoding="utf-8")
    drawn = run(["visa", "bild.json"], Plans(None, tmp_path)).text
    board, frozen = caption(board_rows(picture), "poäng"), document_caption(document)
    assert [re.findall(r"\d+(?= projekt döljs)", text) for text in (board, frozen, drawn)] == [["5"]] * 3
    assert "döljs av filtret (perspektiv Myndighet) men räknas" in frozen
    assert "döljs av filtret (perspektiv Myndighet) men räknas" in drawn

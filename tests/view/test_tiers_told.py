"""That no project has a class is said once, over the table; where any has one it is said in each row that has none."""

from __future__ import annotations

import re
from pathlib import Path

from prioritering.commands.plans import Plans
from prioritering.commands.run import run
from prioritering.plan.object_plan import ObjectPlan
from prioritering.view.board_words import has_tiers
from prioritering.view.document import PictureDocument, document_of, to_json
from prioritering.view.view import View
from prioritering.web.parts.board_rows import board_rows, caption, document_caption, document_rows
from prioritering.web.parts.unscored import document_unscored, unscored_of
from tests.scoring.builders import number_model, plan, project
from tests.view.builders import picture

ONCE = "Projekten ordnade efter poäng. Planen anger ingen klass."
EACH = "klass ej angiven"


MODEL, VIEW = number_model(), View(plan="prov", frame="1000")
NONE = plan(*(project(f"p{n}", 300_000, 90 - n).model_copy(update={"tier": None}) for n in range(4)))
BARE = project("tom", 1_000, None)


def drawn(given: ObjectPlan) -> tuple[str, str]:
    """Return what the board and its frozen page draw of each row, and what they say over the table."""
    shown = picture(given, VIEW, MODEL)
    rows, document = board_rows(shown), document_of(shown)
    assert document_caption(document) == caption(rows, "poäng")
    assert len(rows.rows) == len(document_rows(document))
    everything = [row["html"] for row in (*rows.rows, *document_rows(document))]
    return " ".join([*everything, unscored_of(shown)[1], document_unscored(document)]), caption(rows, "poäng")


def printed(document: PictureDocument, folder: Path) -> str:
    (folder / "bild.json").write_text(to_json(document), encoding="utf-8")
    return run(["visa", "bild.json"], Plans(None, folder)).text


def test_where_no_project_has_a_class_the_table_says_so_once(tmp_path: Path) -> None:
    html, over = drawn(NONE)
    assert over == ONCE
    assert "ej angiven" not in html and ">Klass<" not in html
    text = printed(document_of(picture(NONE, VIEW, MODEL)), tmp_path)
    (head,) = (line for line in text.splitlines() if line.startswith("plats"))
    assert ONCE in text and head.split() == ["plats", "projekt", "poäng", "tkr", "summa", "ram"]


def test_beside_the_board_too_it_is_said_once_over_the_table() -> None:
    html, _ = drawn(plan(*NONE.projects, BARE.model_copy(update={"tier": None})))
    # Of the live page and of the frozen one.
    assert html.count("Planen anger ingen klass.") == 2 and "ej angiven" not in html and ">Klass<" not in html


def test_where_one_has_a_class_each_of_the_others_says_that_it_has_none(tmp_path: Path) -> None:
    # Also when it is one without points.
    for given in (plan(*NONE.projects, project("k", 300_000, 10)), plan(*NONE.projects, BARE)):
        html, over = drawn(given)
        assert over == "Projekten ordnade efter poäng, tvärs över klasserna."
        assert html.count(EACH) == 2 * len(NONE.projects)
        text = printed(document_of(picture(given, VIEW, MODEL)), tmp_path)
        assert text.count("ej angiven") >= len(NONE.projects) and re.search(r"^plats +projekt +klass", text, re.M)


def test_a_plan_without_projects_is_not_said_to_lack_classes() -> None:
    assert has_tiers(())

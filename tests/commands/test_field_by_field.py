"""Page, document and `visa` are equal field by field: each field of a document is drawn by both, in the same words.

A field that comes later has to be named here: as words that both draw, or as a figure that is drawn in words.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from prioritering.commands.board_text import board_text
from prioritering.commands.plans import Plans
from prioritering.commands.run import run
from prioritering.plan.reader import read_plan
from prioritering.scoring.changes import CostAssumption, LevelAssumption, LockKind, LockNote, TieOrder, TierAssumption
from prioritering.store import entry_log
from prioritering.store.connection import Store
from prioritering.store.frozen_links import FrozenLink
from prioritering.store.plans import import_plan
from prioritering.usecases.picture import picture_of
from prioritering.view.board_words import lane_headings
from prioritering.view.document import PictureDocument, document_of, to_json
from prioritering.view.reasons import GateReason, PartReason, Reasons
from prioritering.view.row import BoardRow
from prioritering.view.stored_document import StoredDocument, without_reasons
from prioritering.view.summary import Summary, TierSum
from prioritering.view.unscored_rows import Unscored
from prioritering.view.view import View
from prioritering.web.server.frozen_page import Reading, frozen_page
from tests.commands.document_fields import GATE, PART, REASONS, ROW, SUMMARY, TIER, UNSCORED, Words, nothing
from tests.criteria.gates import gated_plan
from tests.folders import VSO
from tests.usecases.builders import filled, signed

VSO_VIEW = View(plan="vso-2021", frame="3547")


@pytest.mark.parametrize(
    ("kind", "rules"),
    [
        (BoardRow, ROW),
        (Reasons, REASONS),
        (PartReason, PART),
        (GateReason, GATE),
        (Unscored, UNSCORED),
        (TierSum, TIER),
        (Summary, SUMMARY),
    ],
)
def test_every_field_there_is_has_its_words_here(kind: Any, rules: Mapping[str, Words]) -> None:
    assert {field.name for field in fields(kind)} == set(rules)


def drawn_words(page: str) -> str:
    return plain(html.unescape(re.sub(r"<[^>]+>", " ", page)))


def plain(text: str) -> str:
    return " ".join(re.sub("[\u2066-\u2069\u2060]", "", text).replace("\u00a0", " ").split())


def page_of(document: StoredDocument) -> str:
    link = FrozenLink(
        entry_id=1,
        name="n",
        plan_key=VSO,
        shows="prioritera",
        title="T",
        ends_on=None,
        role="R",
        made_at=datetime.now(UTC),
    )
    return frozen_page(Reading(link, document))


def page_rows(page: str) -> dict[str, str]:
    found = re.findall(r'<tr class="b-row b-(?!line|lane)\w+">(.*?)</tr>', page, re.S)
    return {drawn_words(re.findall(r'class="b-name">(.*?)</span>', row, re.S)[0]): drawn_words(row) for row in found}


def text_rows(lines: list[str], document: PictureDocument) -> dict[str, str]:
    found = {}
    for row in (*document.rows, *document.gated):
        for number, line in enumerate(lines):
            if f"  {row.name}  " in line and lines[number + 1].startswith("      "):
                found[row.name] = plain(f"{line} {lines[number + 1]}")
                break
    return found


def page_reasons(page: str) -> dict[str, str]:
    page = page.partition('id="varfor-rubrik"')[2]
    found = re.findall(r"<details><summary>(.*?)</summary><div id=\"varfor-[^>]*>(.*?)</details>", page, re.S)
    return {drawn_words(name): drawn_words(why) for name, why in found}


def text_reasons(lines: list[str], document: PictureDocument) -> dict[str, str]:
    found, name = {}, ""
    for line in lines:
        if line.startswith("Varför, "):
            name = line.removeprefix("Varför, ").removesuffix(":")
        elif name and line.startswith("  "):
            found[name] = plain(f"{found.get(name, '')} {line}")
    return found


def said(made: Any, rules: Mapping[str, Words]) -> Iterator[str]:
    for name, words in rules.items():
        yield from (plain(word) for word in words(made) if word) if words is not nothing else ()
        assert hasattr(made, name)


def all_reasons(why: Reasons) -> Iterator[str]:
    yield from said(why, REASONS)
    for part in why.parts:
        yield from said(part, PART)
    for gate in why.gates:
        yield from said(gate, GATE)


def equal_field_by_field(document: PictureDocument) -> None:
    page = page_of(document)
    lines = [line for text in board_text(document, explained=True) for line in text.split("\n") if line]
    whole_page, whole_text = drawn_words(page), plain(" ".join(lines))
    drawn, typed = page_rows(page), text_rows(lines, document)
    why_drawn, why_typed = page_reasons(page), text_reasons(lines, document)
    shown = [row for row in (*document.rows, *document.gated) if row.id not in document.hidden]
    assert list(drawn) == list(typed) == [plain(row.name) for row in shown]
    for row in shown:
        missing = [word for word in said(row, ROW) if not (word in drawn[row.name] and word in typed[row.name])]
        assert (row.name, missing) == (row.name, [])
        assert ("kan bli plats" in drawn[row.name]) is ("kan bli plats" in typed[row.name])
        words = list(all_reasons(row.reasons)) if row.reasons else []
        assert [word for word in words if not (word in why_drawn[row.name] and word in why_typed[row.name])] == []
    around = [
        *said(document.summary, SUMMARY),
        *(word for tier in document.summary.tiers for word in said(tier, TIER)),
        *(word for row in document.unscored if row.id not in document.hidden for word in said(row, UNSCORED)),
        *lane_headings(shown).values(),
        *map(plain, document.notices),
    ]
    if document.summary.frame_kr is not None:
        summary = document.summary
        around += filter(None, (summary.line, summary.tie, summary.second_line, summary.second_tie))
    assert [word for word in around if plain(word) not in whole_page or plain(word) not in whole_text] == []


def test_a_board_with_marks_of_every_kind(store: Store) -> None:
    filled(store)
    for one in (
        TierAssumption.model_validate(signed(project_id="S05", tier="önskvärt")),
        CostAssumption.model_validate(signed(project_id="S09", low=100_000, high=900_000)),
        LevelAssumption.model_validate(signed(project_id="S07", criterion_id="omfattning", low="Låg", high="Hög")),
        LockNote.model_validate(signed(project_id="S03", kind=LockKind.NOT_NOW)),
        TieOrder.model_validate(signed(project_ids=("S10", "S09"))),
    ):
        entry_log.keep_entry(store, VSO, one)
    views = (
        {},
        {"frame": "5000", "rule": "hoppa", "unknown_low": 10, "unknown_high": 90},
        {"order": "per-krona", "frame": "2000"},
        {"order": "per-krona", "frame": "ingen", "assumptions": False},
        {"source": "median", "not_now": ("S02",), "free": ("S06",)},
        {"tiers": ("strategiskt",), "weights": (("omfattning", 3.0), ("effekttyp", 1.0))},
    )
    seen: set[str] = set()
    for given in views:
        document = document_of(picture_of(store, View.model_validate({**VSO_VIEW.model_dump(), **given})))
        equal_field_by_field(document)
        seen |= {name for row in document.rows for name in ROW if getattr(row, name)}
        seen |= {row.lane for row in document.rows}
        seen |= {name for row in document.rows if row.reasons for name in REASONS if getattr(row.reasons, name)}
    # So that the comparison has had something to compare.
    assert {"added", "assumed", "cost_mark", "few", "lock_mark", "on_level", "per_million", "moved"} <= seen
    assert {"med", "inte", "utan kostnad", "tier_assumed", "lock_said", "lock_tried", "tier_assumption"} <= seen


# Named by another field, drawn as a shape, a colour or a place, or tried where it stands.
NOT_WORDS = {"basis", "format", "kind", "criteria", "below", "after", "hidden", "id", "lane", "inside", "cost_shape"}
NOT_WORDS |= {"tier", "bars", "state", "lock", "plan_tier", "points_low", "points_high", "frame_label", "parts"}
# Said for their own.
NOT_WORDS |= {"open_words", "left_words"}


def texts_in(made: Any) -> Iterator[tuple[str, str]]:
    """Every text that stands in a part of a document, with the name of its field."""
    for field in fields(made) if is_dataclass(made) else ():
        value = getattr(made, field.name)
        for item in value if isinstance(value, tuple) else (value,):
            if field.name in NOT_WORDS:
                continue
            if isinstance(item, str) and item:
                yield field.name, plain(item)
            yield from texts_in(item)


def test_every_text_of_a_document_with_a_range_is_on_its_page_and_in_the_terminal(store: Store, tmp_path: Path) -> None:
    filled(store)
    assumed = CostAssumption.model_validate(signed(project_id="S09", low=100_000, high=900_000))
    entry_log.keep_entry(store, VSO, assumed)
    document = document_of(picture_of(store, VSO_VIEW))
    assert document.summary.least
    (tmp_path / "bild.json").write_text(to_json(document), encoding="utf-8")
    drawn, typed = drawn_words(page_of(document)), plain(run(["visa", "bild.json"], Plans(None, tmp_path)).text)
    told = sorted(set(texts_in(document)))
    assert {"headline", "least", "known", "money", "sum"} <= {name for name, _ in told}
    assert [one for one in told if one[1] not in drawn] == []
    assert [one for one in told if one[1] not in typed] == []


def test_a_board_with_gates(store: Store, tmp_path: Path) -> None:
    import_plan(store, read_plan(gated_plan(tmp_path / "krav")))
    document = document_of(picture_of(store, View(plan="prov", frame="100")))
    assert document.gated
    equal_field_by_field(document)


def test_where_no_reasons_are_given_neither_draws_any(store: Store) -> None:
    filled(store)
    bare = without_reasons(document_of(picture_of(store, VSO_VIEW)))
    lines = list(board_text(bare, explained=True))
    assert "Varför" not in page_of(bare)
    assert "Varför" not in "\n".join(lines)
    equal_field_by_field(bare)

"""The document form: everything shown, stored as JSON and drawn again without computing."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from prioritering.errors import BadArgument
from prioritering.scoring.changes import AddedProject
from prioritering.store import entry_log
from prioritering.store.connection import Store
from prioritering.usecases.picture import picture_of
from prioritering.view.document import FORMAT, document_of, fingerprint, from_json, to_json
from prioritering.view.picture import Picture
from prioritering.view.stored_document import read_document
from prioritering.view.summary import summary_of
from prioritering.view.view import PARAMETERS, View, from_address
from prioritering.web.parts.board_rows import board_rows, document_rows
from prioritering.web.parts.budget_effect import cards, effect
from prioritering.web.parts.unscored import document_unscored, unscored_of
from tests.folders import VSO
from tests.usecases.builders import filled, signed

KEPT = sorted((Path(__file__).parent / "kept").glob("bild-*.json"))


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    opened = Store.open(":memory:")
    filled(opened)
    yield opened
    opened.close()


VIEWS = [
    View(),
    View(frame="ingen"),
    View(rule="hoppa", order="per-krona", frame="2000"),  # type: ignore[arg-type]
    View(must=("S02",), not_now=("S01",), weights=(("omfattning", 3.0), ("effekttyp", 1.0))),
    View(source="median"),
    View(tiers=("prioriterat",)),  # type: ignore[arg-type]
    View(assumptions=False, frame="999999"),
]


@pytest.fixture(params=VIEWS, ids=range(len(VIEWS)))
def shown(request: pytest.FixtureRequest, store: Store) -> Picture:
    return picture_of(store, request.param)


def test_a_stored_picture_is_drawn_as_the_page_draws_it(shown: Picture) -> None:
    stored = from_json(to_json(document_of(shown)))
    everyone = [item.id for item in shown.board.candidates]
    assert document_rows(stored) == board_rows(shown, everyone).rows
    assert cards(stored.summary) == cards(summary_of(shown))
    assert effect(stored.summary) == effect(summary_of(shown))
    # A stored picture has no button that adds a project.
    words = " Styrgruppen kan lyfta in nya under året: välj Lägg till projekt."
    way = f'<span class="p-on-screen">{words}</span>'
    assert document_unscored(stored) == unscored_of(shown)[1].replace(way, "")


def test_a_stored_picture_tells_nobody_to_press_a_button_that_it_does_not_have(shown: Picture) -> None:
    stored = replace(document_of(shown), rows=(), gated=(), unscored=())
    panel = document_unscored(stored)
    assert "Önskvärda projekt: inga listade i planen." in panel
    assert "välj Lägg till projekt" not in panel


def test_nothing_is_lost_on_the_way_through_json(shown: Picture) -> None:
    document = document_of(shown)
    assert from_json(to_json(document)) == document


def test_every_format_there_has_been_is_kept() -> None:
    assert [from_json(path.read_text(encoding="utf-8")).format for path in KEPT] == list(range(1, FORMAT + 1))


@pytest.mark.parametrize("path", KEPT, ids=lambda path: path.stem)
def test_a_picture_kept_from_before_can_still_be_drawn(path: Path) -> None:
    kept = from_json(path.read_text(encoding="utf-8"))
    rows = document_rows(kept)
    assert [row["key"] for row in rows if row["kind"] in ("in", "open", "out")] == [row.id for row in kept.rows]
    assert "Ramen" in kept.summary.headline
    html = "".join(row["html"] + row["why"] for row in rows)
    assert "Ny &lt;b&gt;karta&lt;/b&gt;" in html
    assert "<b>karta</b>" not in html
    assert kept.summary.used in effect(kept.summary)
    panel = document_unscored(kept)
    assert all(f'<th scope="row">{row.name}</th>' in panel for row in kept.unscored)
    assert '<span class="p-tag prioriterat">Prioriterat</span>' in panel


def test_of_the_first_format_only_what_it_says_is_conditional_is_hedged() -> None:
    summary = from_json(KEPT[0].read_text(encoding="utf-8")).summary
    assert "<b>≤ 547\u00a0tkr</b>" in cards(summary)
    assert "<b>547\u00a0tkr</b>" in cards(replace(summary, conditional=False))


@pytest.mark.parametrize(("chosen", "kind"), [(True, "in"), (False, "out"), (None, "open")])
def test_a_tie_that_was_chosen_in_by_an_older_program_is_drawn_on_the_side_it_was_put(
    chosen: bool | None, kind: str
) -> None:
    kept = from_json(KEPT[0].read_text(encoding="utf-8"))
    row = replace(kept.rows[0], state=("open", *kept.rows[0].state[1:]), chosen=chosen)
    drawn = document_rows(replace(kept, rows=(row, *kept.rows[1:])))
    assert [one["kind"] for one in drawn if one["key"] == row.id] == [kind]


def test_what_is_not_ranked_is_stored_as_the_page_shows_it() -> None:
    """By the class's name and the remark, with the shape of a cost without figure, and with what is added marked."""
    opened = Store.open(":memory:")
    filled(opened)
    added = AddedProject.model_validate(signed(project_id="N02", name="Ny tavla", tier="önskvärt"))
    entry_log.keep_entry(opened, VSO, added)
    shown = picture_of(opened, View())
    opened.close()
    kept = {row.id: row for row in from_json(to_json(document_of(shown))).unscored}
    assert (kept["N02"].added, kept["N02"].tier_name, kept["N02"].cost_shape) == (True, "Önskvärt", "o-tomt")
    assert not kept["P01"].added
    notes = {item.id: item.project.note for item in shown.scored.unscored}
    assert any(notes.values())
    assert {key: row.note for key, row in kept.items()} == notes


def test_a_picture_of_a_newer_format_is_refused_by_name(shown: Picture) -> None:
    newer = json.loads(to_json(document_of(shown))) | {"format": FORMAT + 1}
    with pytest.raises(BadArgument, match="nyare"):
        from_json(json.dumps(newer))


@pytest.mark.parametrize("number", [0, -1])
def test_a_format_that_there_has_never_been_is_refused_by_number(number: int) -> None:
    for path in sorted(KEPT[0].parent.glob("*.json")):
        text = json.dumps(json.loads(path.read_bytes()) | {"format": number})
        with pytest.raises(BadArgument, match=rf"säger sig vara i format {number}, och det första är 1"):
            read_document(text)


def test_a_picture_of_a_newer_format_is_told_as_that_whatever_else_it_holds() -> None:
    for text in (f'{{"format": {FORMAT + 1}}}', f'{{"format": {FORMAT + 1}, "basis": {{}}, "rows": "annat"}}'):
        with pytest.raises(BadArgument, match="nyare"):
            from_json(text)


def test_what_a_picture_was_computed_from_is_stored_also_where_it_was_the_default(shown: Picture) -> None:
    stamped = document_of(shown).basis.view
    assert set(stamped) == set(PARAMETERS)
    chosen = {name: text for name, text in stamped.items() if text}
    assert from_address(chosen) == (shown.basis.view, ())
    # Every default of today stands there, so that another default tomorrow changes nothing.
    default = View()
    for name, attribute in (("steg", "spacing"), ("dragningar", "draws"), ("fro", "seed"), ("spann", "span")):
        assert stamped[name] == str(getattr(shown.basis.view, attribute)) == str(getattr(default, attribute))


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"format": 1}', '{"format": "ny"}', "\x00"])
def test_what_is_no_picture_is_refused(text: str) -> None:
    with pytest.raises(BadArgument, match="dokumentform"):
        from_json(text)


@pytest.mark.parametrize(
    "edited",
    [{"below": "nope"}, {"after": "nope"}, {"rows": []}, {"weights": [1.0]}],
    ids=lambda edited: next(iter(edited)),
)
def test_an_edited_picture_whose_parts_do_not_belong_together_is_refused(edited: dict[str, object]) -> None:
    kept = json.loads(KEPT[-1].read_bytes())
    with pytest.raises(BadArgument, match="dokumentform"):
        from_json(json.dumps(kept | edited))


def test_an_edited_picture_with_a_place_below_the_first_is_refused() -> None:
    kept = json.loads(KEPT[-1].read_bytes())
    kept["rows"][0]["place"] = -5
    with pytest.raises(BadArgument, match="dokumentform"):
        from_json(json.dumps(kept))


def test_the_fingerprint_tells_a_document_that_has_been_altered(shown: Picture) -> None:
    document = document_of(shown)
    assert fingerprint(document) == fingerprint(from_json(to_json(document)))
    moved = replace(document.rows[0], place=document.rows[0].place + 1)
    assert fingerprint(replace(document, rows=(moved, *document.rows[1:]))) != fingerprint(document)

"""A stored picture drawn in the terminal: what the page of it shows, field by field, as lines of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from prioritering import swedish
from prioritering.commands import output
from prioritering.view.board_words import has_tiers, lane_headings, ordered_words
from prioritering.view.document import PictureDocument
from prioritering.view.document_lines import line_after
from prioritering.view.hidden_words import hidden_in_document, hidden_without_points_in_document
from prioritering.view.reasons import PartReason, Reasons, Said
from prioritering.view.row import AGREED, BoardRow
from prioritering.view.side_by_side import KNOWN_COSTS, figures_of
from prioritering.view.summary import Summary
from prioritering.view.unscored_rows import Unscored, why_unscored

_TIER = "klass"
_BOARD = ("plats", "projekt", _TIER, "poäng", "tkr", "summa", "ram")
_BESIDE = "      "
_ASSUMED = "antagande"


def board_text(document: PictureDocument, explained: bool) -> Iterator[str]:
    """Yield the lines of a whole picture; `explained` with the reasons of each row that has them."""
    summary = document.summary
    yield summary.headline
    yield from document.notices
    yield ", ".join(f"{what} {said}{_besides(what, summary)}" for what, said in figures_of(summary))
    yield f"{ordered_words(summary.ordered_by, has_tiers(document.everything))} {hidden_in_document(document)}".rstrip()
    hidden = set(document.hidden)
    rows = [row for row in (*document.rows, *document.gated) if row.id not in hidden]
    yield from _board(document, rows)
    yield from (summary.used, summary.break_even, summary.rule, summary.unknown_counts, summary.frame_text)
    tiers = [(row.name, row.count, row.open_said, row.sum, str(row.unknown or "")) for row in summary.tiers]
    if tiers:
        yield "Ryms eller är med (låst), efter klass:"
        yield output.as_table(("klass", "antal", "utöver dem", "tkr", "okända"), tiers, frozenset({1, 2, 3, 4}))
    yield from _unscored(document, [row for row in document.unscored if row.id not in hidden])
    yield hidden_without_points_in_document(document)
    if explained:
        for row in rows:
            yield from _why(row)


def _besides(what: str, summary: Summary) -> str:
    # As the page says it, beside the same figure.
    return f" ({summary.least})" if what == KNOWN_COSTS and summary.least else ""


def _board(document: PictureDocument, rows: Sequence[BoardRow]) -> Iterator[str]:
    # Those that a gate keeps out begin anew, as on the page.
    gated = {row.id for row in document.gated}
    ranked = [row for row in rows if row.id not in gated]
    headings = lane_headings(ranked) | lane_headings(row for row in rows if row.id in gated)
    classed = has_tiers(document.everything)
    table = _table(_BOARD, map(_cells, rows), ("plats", "poäng", "tkr", "summa"), classed).split("\n")
    yield table[0]
    for number, row in enumerate(rows):
        yield from line_after(document, [one.id for one in rows], number)
        yield headings.get(row.id, "")
        yield table[number + 1]
        yield f"{_BESIDE}{_beside(row)}"
    yield from line_after(document, [one.id for one in rows], len(rows))


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]], figures: Sequence[str], classed: bool) -> str:
    """Return a table without the column of classes where no project has one; `figures` stand to the right."""
    shown = [place for place, head in enumerate(heads) if classed or head != _TIER]
    kept = [heads[place] for place in shown]
    cells = [tuple(row[place] for place in shown) for row in rows]
    return output.as_table(kept, cells, frozenset(map(kept.index, figures)))


def _cells(row: BoardRow) -> tuple[str, ...]:
    mark = row.cost_mark or (_ASSUMED if row.cost_assumed else "")
    cost = f"{row.cost} ({mark})" if mark else row.cost
    points = f"{row.points} ({row.few})" if row.few else row.points
    tier = _tier(row)
    marks = (row.state[2], row.because, row.lock_mark, "beror på nivå" if row.on_level else "")
    return str(row.place or "–"), row.name, tier, points, cost, row.running, ", ".join(filter(None, marks))


def _tier(row: BoardRow | Unscored) -> str:
    tier = row.tier_name or swedish.upper_first(row.tier) or "ej angiven"
    return f"{tier} ({_ASSUMED})" if row.tier_assumed else tier


def _beside(row: BoardRow) -> str:
    """Return what the page says of a row beside its cells: levels, marks, and what its place may become."""
    moved = f"{'▲' if row.moved > 0 else '▼'}{abs(row.moved)} mot lika vikter" if row.moved else ""
    # As on the page: where points or cost is a span.
    spanned = "–" in row.points or (row.per_million and "–" in row.cost)
    low, high = row.possible
    said = (
        f"{row.tied} delar platsen" if row.tied > 1 else "",
        AGREED if row.agreed else "",
        moved,
        "tillagt" if row.added else "",
        _ASSUMED if row.assumed else "",
        row.gates,
        row.answers,
        row.depends,
        "" if row.points else "poängsätts inte",
        f"kan bli plats {low}–{high}" if low != high and spanned else "",
        row.per_million,
    )
    return "; ".join(filter(None, said))


def _unscored(document: PictureDocument, rows: Sequence[Unscored]) -> Iterator[str]:
    if not rows:
        return
    yield f"Underlag saknas ({len(rows)}): {why_unscored(document.basis.source, len(rows))}"
    aside = ((row.name, _tier(row), row.cost, _marks(row), row.note) for row in rows)
    yield _table(("projekt", _TIER, "tkr", "märkt", "anmärkning"), aside, ("tkr",), has_tiers(document.everything))


def _marks(row: Unscored) -> str:
    state = row.state[2] if row.state else ""
    return ", ".join(filter(None, ("tillagt" if row.added else "", state, row.lock_mark, row.cost_mark)))


def _why(row: BoardRow) -> Iterator[str]:
    why = row.reasons
    if why is None:
        return
    yield f"Varför, {row.name}:"
    yield from (f"  {line}" for line in (*map(_part, why.parts), *_money(row, why), *_locks(row, why)) if line)


def _part(part: PartReason) -> str:
    owned = " (gruppens, inte planens)" if part.group_owned else ""
    few = f" ({part.few})" if part.few else ""
    assumed = f" {'' if part.agreed else f'{_ASSUMED}, '}{_said(part.assumption)}" if part.assumption else ""
    counted = f"{part.share} av skalan, vikt {part.weight}, {part.points} poäng"
    return f"{part.name}{owned}: {part.answer}{few}{assumed}; planen säger {part.plan_says}{_at(part.line)}; {counted}"


def _money(row: BoardRow, why: Reasons) -> Iterator[str]:
    yield why.money
    for gate in why.gates:
        assumed = f" {_ASSUMED}, planen säger {gate.plan_says}. {_said(gate.assumption)}" if gate.assumption else ""
        yield f"Krav, {gate.name}: {gate.answer}.{_at(gate.line)}{assumed}"
    cost = f" Antagande: {row.cost} tkr, {_said(why.cost_assumption)}" if why.cost_assumption else ""
    yield (f"Kostnad i planen: {why.plan_cost}{_at(why.cost_line)}. Planen anger inte vad kostnaden omfattar.{cost}")
    if why.tier_assumption:
        yield f"Klass i planen: {why.plan_tier}. Antagande: {_tier(row)}, {_said(why.tier_assumption)}"
    if why.alias:
        yield f"Kallas i planens text ”{why.alias}”."
    yield why.project_note


def _locks(row: BoardRow, why: Reasons) -> Iterator[str]:
    if why.lock_said:
        yield f"Låst: {why.lock}. {_said(why.lock_said)}"
    yield why.lock_tried
    if why.tie_order:
        yield f"Lika med andra på plats {row.place}; gruppen har ordnat dem. {_said(why.tie_order)}"
    yield f"Krävs enligt lag: {why.legal_duty}."


def _said(entry: Said | None) -> str:
    return "" if entry is None else f"{entry.role}, {entry.day}: {entry.reason}"


def _at(line: int | None) -> str:
    return f" (rad {line})" if line else ""

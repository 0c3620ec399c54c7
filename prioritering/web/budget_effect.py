"""The budget effect beside the board: used, left, at least, by class; as figure, text and table."""

from __future__ import annotations

from typing import Any

from prioritering import swedish
from prioritering.money.fill import NO_LIMIT
from prioritering.plan.models import Tier
from prioritering.share import sentences
from prioritering.share.picture import Picture
from prioritering.web.templates import render


def cards(picture: Picture) -> str:
    """Return the figures of the moment as a row of cards."""
    board, line = picture.board, picture.board.line
    values: dict[str, Any] = {"frame": picture.frame, "total": len(board.candidates), "line": line}
    values |= {
        "known": f"{sentences.AT_LEAST if board.unknown_count else ''}{swedish.tkr(board.known_sum)}",
        "unknown": board.unknown_count,
        "unscored": len(board.basis.unscored),
        "chosen": int(line.chosen.sum()) if line else 0,
        "conditional": bool(sentences.condition(board)),
        "preset": picture.frame.preset,
    }
    return render("prioritera_kort.html", **values)


def effect(picture: Picture) -> str:
    """Return the effect on the frame as a bar, a sentence and a table by class."""
    board, line, frame = picture.board, picture.board.line, picture.frame.kronor
    if line is None or frame is None:
        return render(
            "budgeteffekt.html", bars=(), used="", break_even="", rows=(), frame_text=sentences.frame_text(picture)
        )
    whole = max(frame, line.used, 1)
    bars = [
        {"name": board.candidates[int(i)].project.name, "width": 100 * int(board.basis.costs.low[i]) / whole}
        for i in board.ranking.order
        if line.chosen[i] and board.basis.costs.low[i] > 0
    ]
    return render(
        "budgeteffekt.html",
        bars=bars[:40],
        used=sentences.used_text(picture),
        break_even=sentences.break_even(picture),
        rows=_by_tier(picture),
        frame_text=sentences.frame_text(picture),
    )


def _by_tier(picture: Picture) -> list[dict[str, Any]]:
    board, line = picture.board, picture.board.line
    rows: list[dict[str, Any]] = []
    for tier in (*Tier, None):
        group = [i for i, item in enumerate(board.candidates) if item.project.tier is tier]
        chosen = [i for i in group if line is not None and line.chosen[i]]
        if not group:
            continue
        unknown = sum(1 for i in chosen if board.basis.costs.high[i] >= NO_LIMIT)
        uncertain = any(board.basis.costs.high[i] != board.basis.costs.low[i] for i in chosen)
        total = sum(int(board.basis.costs.low[i]) for i in chosen)
        rows.append(
            {
                "name": tier.capitalize() if tier else "Klass ej angiven",
                "count": f"{len(chosen)} av {len(group)}",
                "sum": f"{sentences.AT_LEAST if uncertain else ''}{swedish.tkr(total, unit=False)}",
                "unknown": unknown,
            }
        )
    return rows

"""The budget effect beside the board: used, left, at least, by class; as figure, text and table."""

from __future__ import annotations

from typing import Any

from prioritering import swedish
from prioritering.money.line_rule import NO_LIMIT
from prioritering.scoring.board import TIERS
from prioritering.view import sentences
from prioritering.view.picture import Picture
from prioritering.web.frame.templates import render

MOST_BARS = 40


def cards(picture: Picture) -> str:
    """Return the figures of the moment as a row of cards."""
    board, line = picture.board, picture.board.line
    values: dict[str, Any] = {"frame": picture.frame, "total": len(board.candidates), "line": line}
    values |= {
        "known": f"{sentences.AT_LEAST if board.unknown_count else ''}{swedish.tkr(board.known_sum)}",
        "unknown": board.unknown_count,
        "unscored": len(board.scored.unscored),
        "chosen": int(line.chosen.sum()) if line else 0,
        "conditional": bool(sentences.condition(board)),
        "preset": picture.frame.preset,
    }
    return render("parts/budgetkort.html", **values)


def effect(picture: Picture) -> str:
    """Return the effect on the frame as a bar, a sentence and a table by class."""
    board, line, frame = picture.board, picture.board.line, picture.frame.kronor
    if line is None or frame is None:
        return render(
            "parts/budgeteffekt.html",
            bars=(),
            used="",
            break_even="",
            rows=(),
            frame_text=sentences.frame_text(picture),
        )
    whole = max(frame, line.used, 1)
    bars = [
        {"name": board.candidates[i].project.name, "width": 100 * int(board.scored.costs.low[i]) / whole}
        for i in board.in_order(line.chosen & (board.scored.costs.low > 0))[:MOST_BARS]
    ]
    return render(
        "parts/budgeteffekt.html",
        bars=bars,
        used=sentences.used_text(picture),
        break_even=sentences.break_even(picture),
        rows=_by_tier(picture),
        frame_text=sentences.frame_text(picture),
    )


def _by_tier(picture: Picture) -> list[dict[str, Any]]:
    board, line = picture.board, picture.board.line
    rows: list[dict[str, Any]] = []
    for number, tier in enumerate(TIERS):
        group = picture.scored.tiers == number
        if line is None or not group.any():
            continue
        chosen = group & line.chosen
        uncertain = bool((chosen & board.uncertain()).any())
        total = int(board.scored.costs.low[chosen].sum())
        rows.append(
            {
                "name": tier.capitalize() if tier else "Klass ej angiven",
                "count": f"{int(chosen.sum())} av {int(group.sum())}",
                "sum": f"{sentences.AT_LEAST if uncertain else ''}{swedish.tkr(total, unit=False)}",
                "unknown": int((board.scored.costs.high[chosen] >= NO_LIMIT).sum()),
            }
        )
    return rows

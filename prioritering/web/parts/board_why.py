"""Why a project stands where it does: one click from a figure to what it is made of."""

from __future__ import annotations

from typing import Any

from prioritering import swedish
from prioritering.money.line_rule import NO_LIMIT, Inside, Lock, Rule
from prioritering.plan.object_plan import Place
from prioritering.scoring.changes import LegalDuty
from prioritering.view.picture import Picture
from prioritering.view.value_words import answer_words, cost_words
from prioritering.web.frame.templates import render


def why(picture: Picture, index: int, running: str) -> str:
    """Return the reasons of one row as HTML: levels, weights and points, money, assumptions and locks."""
    board = picture.board
    item, note = board.candidates[index], picture.lock_note(board.candidates[index].id)
    values = {
        "id": item.id,
        "name": item.project.name,
        "points": swedish.points(board.points.low[index], board.points.high[index]),
        "cost": cost_words(item.cost),
        "parts": [_part(picture, index, number) for number in range(len(picture.model.criteria))],
        "alias": item.project.alias,
        "project_note": item.project.note,
        "plan_cost": cost_words(item.project.cost),
        "cost_line": _line(item.project.cost.place),
        "cost_assumption": item.assumed_cost,
        "money": money_reason(picture, index, running),
        "lock_note": note if board.lock[index] != Lock.FREE else None,
        "legal_duty": note.legal_duty if note else LegalDuty.NOT_ASSESSED,
    }
    return render("parts/tavla_varfor.html", **values)


def _part(picture: Picture, index: int, number: int) -> dict[str, Any]:
    board, criterion = picture.board, picture.model.criteria[number]
    item, share = board.candidates[index], board.scored.shares
    plan_mark = item.project.mark(criterion.id)
    return {
        "criterion": criterion,
        "answer": answer_words(item.mark(criterion.id)),
        "plan_says": plan_mark.printed or answer_words(plan_mark),
        "line": _line(plan_mark.place),
        "assumption": item.assumed_levels.get(criterion.id),
        "weight": swedish.percent(board.choices.weights[number]),
        "share": _share_text(float(share.low[index, number]), float(share.high[index, number])),
        "points": swedish.points(board.points.part_low[index, number], board.points.part_high[index, number]),
    }


def _line(place: Place | None) -> int | None:
    return place.line if place else None


def _share_text(low: float, high: float) -> str:
    first, last = swedish.number(low * 100), swedish.number(high * 100)
    return f"{first}{swedish.NBSP}%" if first == last else f"{first}–{last}{swedish.NBSP}%"


def money_reason(picture: Picture, index: int, running: str) -> str:
    """Return one sentence on why the money reaches this project or not."""
    board, line, frame = picture.board, picture.board.line, picture.frame.kronor
    if line is None or frame is None:
        return "Ingen ram är vald."
    low, high = int(board.scored.costs.low[index]), int(board.scored.costs.high[index])
    unknown = high >= NO_LIMIT
    lock = int(board.lock[index])
    if lock == Lock.MUST:
        return "Låst som måste med: tas först ur ramen, vilka poäng det än har."
    if lock == Lock.NOT_NOW:
        return "Låst som inte nu: tar inget av ramen."
    state = Inside(int(line.inside[index]))
    if state is Inside.YES:
        used = f"används {running} tkr av {swedish.tkr(frame)}"
        return f"Ryms i varje tänkbart utfall. Till och med den här raden {used}."
    if state is Inside.OPEN and line.chosen[index]:
        room = frame - int(line.running[index])
        if picture.view.rule is Rule.SKIP:
            room = line.left
        own = "Kostnaden är okänd. " if unknown else ""
        return (
            f"{own}Ryms om de okända kostnaderna till och med den här raden tillsammans blir högst {swedish.tkr(room)}."
        )
    if state is Inside.OPEN:
        return "Ryms bara om en okänd kostnad blir så hög att något annat faller ut."
    if board.choices.rule is Rule.STOP:
        missing = int(line.running[index]) - frame
        return f"Ryms inte: med allt som står före behövs minst {swedish.tkr(missing)} mer i ramen."
    return f"Ryms inte: kostar {swedish.tkr(low)}, mer än vad som är kvar när turen kommer hit."

"""Why a project stands where it does: one click from a figure to what it is made of, as plain values and words."""

from __future__ import annotations

from dataclasses import dataclass

from prioritering import swedish
from prioritering.criteria.gate import GateCriterion
from prioritering.criteria.model import Origin
from prioritering.money.line_rule import Inside, Lock, Rule
from prioritering.plan.object_plan import Place
from prioritering.scoring.board import Board
from prioritering.scoring.changes import LegalDuty, LockKind, Signed
from prioritering.scoring.effective import Candidate
from prioritering.scoring.weights import whole_percents
from prioritering.view.gate_words import gate_answer
from prioritering.view.picture import Picture
from prioritering.view.unknown_words import hedge, hedge_about
from prioritering.view.value_words import answer_words, cost_words, few_answers, plan_words, rests_on


@dataclass(frozen=True, slots=True)
class Said:
    """Who has made an entry, on which day (YYYY-MM-DD), and why."""

    role: str
    day: str
    reason: str


@dataclass(frozen=True, slots=True)
class PartReason:
    """What one criterion's points are made of; `group_owned` when the criterion is not the plan's.

    `few` says that the level rests on one or two answers of the group's.
    """

    name: str
    group_owned: bool
    answer: str
    plan_says: str
    line: int | None
    assumption: Said | None
    weight: str
    share: str
    points: str
    few: str = ""


@dataclass(frozen=True, slots=True)
class GateReason:
    """What is said of a project on one gate, and what the plan itself says."""

    name: str
    answer: str
    plan_says: str
    line: int | None
    assumption: Said | None


@dataclass(frozen=True, slots=True)
class Reasons:
    """Levels, weights and points, money, assumptions and locks of one project.

    `lock` and `lock_said` are the group's lock where it counts, `lock_tried` a sentence on the one that is tried.
    """

    parts: tuple[PartReason, ...]
    money: str
    alias: str
    project_note: str
    plan_cost: str
    cost_line: int | None
    cost_assumption: Said | None
    lock: str
    lock_said: Said | None
    legal_duty: str
    tie_order: Said | None = None
    lock_tried: str = ""
    plan_tier: str = ""
    tier_assumption: Said | None = None
    gates: tuple[GateReason, ...] = ()


def reasons(picture: Picture, index: int, running: str) -> Reasons:
    """Return the reasons of one project that is ranked; `running` is its sum in words."""
    scored = () if picture.pointless(index) else range(len(picture.model.criteria))
    parts = tuple(_part(picture, index, number) for number in scored)
    return reasons_of(picture, picture.board.candidates[index], money_reason(picture, index, running), parts)


def reasons_of(picture: Picture, item: Candidate, money: str, parts: tuple[PartReason, ...] = ()) -> Reasons:
    """Return the reasons of any project; `money` is why the frame reaches it or not, `parts` what gives it points."""
    note, stored = picture.locks.note(item.id), picture.locks.stored.get(item.id)
    return Reasons(
        parts=parts,
        money=money,
        alias=item.project.alias,
        project_note=item.project.note,
        plan_cost=cost_words(item.project.cost),
        cost_line=_line(item.project.cost.place),
        cost_assumption=_said(item.assumed_cost),
        lock=note.kind.value if note else "",
        lock_said=_said(note),
        # Whether the law requires a project does not hang on which lock is tried.
        legal_duty=(stored.legal_duty if stored else LegalDuty.NOT_ASSESSED).value,
        tie_order=_said(picture.tie_order(item.id)),
        lock_tried=_tried(picture, item.id),
        plan_tier=picture.plan.tier_name(item.project.tier) or "ej angiven",
        tier_assumption=_said(item.assumed_tier),
        gates=tuple(_gate(item, gate) for gate in picture.model.gates),
    )


def _gate(item: Candidate, gate: GateCriterion) -> GateReason:
    return GateReason(
        name=gate.name,
        answer=gate_answer(item.mark(gate.id)),
        plan_says=gate_answer(item.project.mark(gate.id)),
        line=_line(item.project.mark(gate.id).place),
        assumption=_said(item.assumed_levels.get(gate.id)),
    )


def lock_words(kind: LockKind | None) -> str:
    """Return a lock as words, also that there is none."""
    return "fri" if kind is None else kind.value


def _tried(picture: Picture, project_id: str) -> str:
    """Return a sentence on the lock that is tried for a project, and what the group has stored; empty without one."""
    locks = picture.locks
    if project_id not in locks.tried:
        return ""
    stored = locks.stored.get(project_id)
    beside = f" Gruppens lås är {stored.kind.value}: {stored.reason}" if stored else ""
    return f"Provas i den här vyn: {lock_words(locks.tried[project_id])}.{beside}"


def _said(entry: Signed | None) -> Said | None:
    return None if entry is None else Said(entry.role, f"{entry.at:%Y-%m-%d}", entry.reason)


def _part(picture: Picture, index: int, number: int) -> PartReason:
    board, criterion = picture.board, picture.model.criteria[number]
    item, share = board.candidates[index], board.scored.shares
    plan_mark = item.project.mark(criterion.id)
    ends = board.points.part_low[index].tolist(), board.points.part_high[index].tolist()
    return PartReason(
        name=criterion.name,
        group_owned=criterion.source is Origin.GROUP,
        answer=answer_words(item.mark(criterion.id), criterion.measure),
        plan_says=plan_words(plan_mark, criterion.measure),
        line=_line(plan_mark.place),
        assumption=_said(item.assumed_levels.get(criterion.id)),
        weight=f"{whole_percents(board.choices.weights)[number]}{swedish.NBSP}%",
        share=_share_text(float(share.low[index, number]), float(share.high[index, number])),
        points=swedish.point_parts(*ends)[number],
        few=few_answers(answer_counts(picture, index)[number]),
    )


def answer_counts(picture: Picture, index: int) -> list[int | None]:
    """Return how many of the group's answers each level of a project rests on, None where the plan's levels count."""
    answers = picture.scored.answers
    return [None] * len(picture.model.criteria) if answers is None else answers[index].tolist()


def points_rest_on(picture: Picture, index: int) -> str:
    """Return what a project's points rest on when that is few answers ('på 1 svar'), else nothing."""
    # A criterion that weighs nothing gives no points that could rest on anything.
    weighed = zip(answer_counts(picture, index), picture.weights, strict=True)
    return rests_on([count or 0 for count, weight in weighed if weight > 0])


def name_and_answers(picture: Picture, index: int) -> str:
    """Return a project's name, with what its points rest on when that is few answers: 'Kartan (på 1 svar)'."""
    name, few = picture.board.candidates[index].name, points_rest_on(picture, index)
    return f"{name} ({few})" if few else name


def counted_answers(picture: Picture, index: int) -> dict[str, int | None] | None:
    """Return how many answers each level rests on, by criterion, as JSON gives it; None where the plan's count."""
    if picture.scored.answers is None:
        return None
    return dict(zip(picture.model.ids, answer_counts(picture, index), strict=True))


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
    lock = Lock(int(board.lock[index]))
    if lock is Lock.MUST:
        anyhow = "fast underlag saknas och det inte får några poäng" if picture.pointless(index) else ""
        return f"Låst som måste med: tas först ur ramen, {anyhow or 'vilka poäng det än har'}."
    if lock is Lock.NOT_NOW:
        return "Låst som inte nu: tar inget av ramen."
    if board.unplaced[index]:
        return "Kostnaden är inte känd, så projektet har ingen plats per krona och tar inget av ramen."
    state = Inside(int(line.inside[index]))
    hedge = hedge_about(board, (index,)) if index in picture.reach.assumed else ""
    assumed = f", {hedge}" if hedge else ""
    if state is Inside.YES:
        # Under "hoppa" a free project past a tie that the frame cuts is inside whatever is chosen, with no sum to give.
        used = f" Till och med den här platsen används {running} tkr av {swedish.tkr(frame)}."
        return f"Ryms i varje tänkbart utfall{assumed}.{used if line.running[index] >= 0 else ''}"
    if state is Inside.OPEN:
        return _open_reason(board, index, frame)
    return f"Ryms inte{assumed}: {_outside_reason(board, index, frame, bool(hedge))}"


def _open_reason(board: Board, index: int, frame: int) -> str:
    """Return on what it hangs: a choice inside a tie, the unknown costs so far, or that another falls out."""
    line, tie = board.line, board.free & (board.tie == board.tie[index])
    if line is None or line.cut[index]:
        others = [board.candidates[i].name for i in board.in_named_order(board.in_order(tie)) if i != index]
        names = swedish.first_few(others, 3, "projekt till", shown=2)
        whose = hedge_about(board, (index,))
        all_of_them = f"alla, {whose}" if whose else "alla"
        chosen = f"Lika med {names}, och ramen räcker inte till {all_of_them}. Vilka som ryms måste ni välja."
        return f"{chosen}{_own_limit(board, index, frame)}"
    if board.after_cut(index):
        return "Beror på vilka av de lika projekten ovanför som väljs."
    if not line.within[index]:
        return "Ryms bara om en okänd kostnad blir så hög att något annat faller ut."
    taken = board.taken_before(index) | (tie & line.within)
    uncertain = taken & board.uncertain()
    unknown = board.scored.costs.unknown
    own = "Kostnaden är okänd. " if unknown[index] else ""
    limit = swedish.tkr_at_most(frame - int(board.scored.costs.low[taken & ~uncertain].sum()))
    # The limit holds whatever the uncertain costs turn out to be, but not if another that is assumed is wrong.
    met = board.before(index) | tie
    # Its own cost as well, where that is one figure that the group has assumed.
    met[index] = True
    whose = hedge(board, board.assumed & met & ~uncertain)
    when = f"{own}Ryms {whose} och" if whose else f"{own}Ryms om"
    alone = int(uncertain.sum()) == 1
    if alone and uncertain[index]:
        return f"{when} den {'är' if own else 'kostar'} högst {limit}."
    what = "okända" if unknown[uncertain].all() else "osäkra"
    if alone:
        return f"{when} den {what} kostnaden till och med den här platsen blir högst {limit}."
    return f"{when} de {what} kostnaderna till och med den här platsen blir högst {limit} tillsammans."


def _own_limit(board: Board, index: int, frame: int) -> str:
    """Return what a project's own uncertain cost may be at most also when it is chosen first of its tie."""
    if not board.uncertain()[index]:
        return ""
    before = board.taken_before(index)
    if (before & board.uncertain()).any():
        return " Det hänger också på de osäkra kostnaderna."
    room = frame - int(board.scored.costs.low[before].sum())
    whose = hedge(board, board.assumed & board.before(index))
    said = f" Också den som väljs först får kosta högst {swedish.tkr_at_most(room)}"
    most = f"{said}, {whose}." if whose else f"{said}."
    return most if int(board.scored.costs.high[index]) > room else ""


def _outside_reason(board: Board, index: int, frame: int, assumed: bool) -> str:
    """Return why the frame never reaches a project; `assumed`: it is said already that assumed costs decide it."""
    low = board.scored.costs.low
    if board.choices.rule is Rule.STOP:
        met = board.before(index)
        met[index] = True
        if int(low[met].sum()) <= frame:
            return "ramen är slut, och en okänd kostnad är mer än noll."
        needed = _more_needed(
            frame, int(board.scored.costs.least[met].sum()), int(board.scored.costs.unknown[met].sum())
        )
        hedge = hedge_about(board, (index,)) if not assumed and (board.assumed & met).any() else ""
        return f"med allt som står före behövs {needed} mer i ramen{hedge and f', {hedge}'}."
    if board.scored.costs.unknown[index]:
        return "ramen är slut när turen kommer hit, och en okänd kostnad är mer än noll."
    return f"kostar {swedish.tkr(int(low[index]))}, mer än vad som är kvar när turen kommer hit."


def _more_needed(frame: int, least: int, unknown: int) -> str:
    """Return 'minst 453 tkr' from a frame to the least that holds all; 'mer än …' where a krona is for what is unknown.

    As Vad krävs says it of the whole frame: 'när ramen är över 4 000 tkr'.
    """
    above = least % 1000
    if 0 < above <= unknown:
        return f"mer än {swedish.tkr(least - above - frame)}"
    return f"minst {swedish.tkr_at_least(least - frame)}"

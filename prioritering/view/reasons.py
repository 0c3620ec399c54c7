"""Why a project stands where it does: one click from a figure to what it is made of, as plain values and words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from prioritering import swedish
from prioritering.criteria.gate import GateCriterion
from prioritering.criteria.model import Origin
from prioritering.plan.object_plan import Place
from prioritering.scoring.changes import LegalDuty, LockKind, Signed
from prioritering.scoring.effective import Candidate
from prioritering.scoring.weights import whole_percents
from prioritering.view.gate_words import gate_answer
from prioritering.view.money_reason import money_reason
from prioritering.view.picture import Picture
from prioritering.view.value_words import (
    AGREED_ON,
    agreed_words,
    answer_words,
    cost_words,
    few_answers,
    plan_words,
    rests_on,
)


@dataclass(frozen=True, slots=True)
class Said:
    """Who has made an entry, on which day (YYYY-MM-DD), and why."""

    role: str
    day: str
    reason: str


@dataclass(frozen=True, slots=True)
class PartReason:
    """What one criterion's points are made of; `group_owned` when the criterion is not the plan's.

    `few` says that the level was agreed on, or what it rests on instead: few answers, or, where the group has agreed on
    any level, the median or mean of how many. `assumption` is who said it where it is assumed, or `agreed` on.
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
    agreed: bool = False


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


def reasons(picture: Picture, index: int, running: str, on_level: bool) -> Reasons:
    """Return the reasons of one project that is ranked.

    `running` is its sum in words, and `on_level` says that its state depends on a level that is open.
    """
    scored = () if picture.pointless(index) else range(len(picture.model.criteria))
    parts = tuple(_part(picture, index, number) for number in scored)
    money = money_reason(picture, index, running, on_level)
    return reasons_of(picture, picture.board.candidates[index], money, parts)


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
    agreed = criterion.id in item.agreed
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
        few=AGREED_ON if agreed else _figure_of(picture, answer_counts(picture, index)[number]),
        agreed=agreed,
    )


def _figure_of(picture: Picture, count: int | None) -> str:
    """Return that a level rests on few answers, or, where others were agreed on, which figure of how many it is."""
    group = picture.basis.group
    if group is None or not group.agreed or not count:
        return few_answers(count)
    return f"{group.how.value}, {swedish.plural(count, 'svar', 'svar')}"


def answer_counts(picture: Picture, index: int) -> list[int | None]:
    """Return how many of the group's answers each level of a project rests on, None where the plan's levels count."""
    answers = picture.scored.answers
    return [None] * len(picture.model.criteria) if answers is None else answers[index].tolist()


def points_rest_on(picture: Picture, index: int) -> str:
    """Return what a project's points rest on when that is few answers ('på 1 svar'), or agreed on, else nothing."""
    # A criterion that weighs nothing gives no points that could rest on anything.
    counts, agreed = answer_counts(picture, index), picture.board.candidates[index].agreed
    weighed = [number for number, weight in enumerate(picture.weights) if weight > 0]
    told = (
        agreed_words([picture.model.ids[number] in agreed for number in weighed]),
        rests_on([counts[number] or 0 for number in weighed]),
    )
    return ", ".join(filter(None, told))


def name_and_answers(picture: Picture, index: int) -> str:
    """Return a project's name, with what its points rest on (see `points_rest_on`): 'Kartan (på 1 svar)'."""
    name, few = picture.board.candidates[index].name, points_rest_on(picture, index)
    return f"{name} ({on_one_line(few)})" if few else name


def on_one_line(few: str) -> str:
    """Return what points rest on with the figure on the same line as its words, where a narrow column breaks lines."""
    return few.replace("på ", "på\u00a0").replace(" svar", "\u00a0svar")


def projects_of(picture: Picture, indexes: Iterable[int]) -> list[tuple[str, str]]:
    """Return the id and the name of each project, as a document keeps them beside a table."""
    return [(picture.board.candidates[i].id, picture.board.candidates[i].name) for i in indexes]


def counted_answers(picture: Picture, index: int) -> dict[str, int | None] | None:
    """Return how many answers each level rests on, by criterion, as JSON gives it; None where the plan's count."""
    if picture.scored.answers is None:
        return None
    return dict(zip(picture.model.ids, answer_counts(picture, index), strict=True))


def agreed_levels(picture: Picture, index: int) -> list[str]:
    """Return the ids of the criteria on which a meeting agreed on the project's level, as JSON gives it."""
    return [key for key in picture.model.ids if key in picture.board.candidates[index].agreed]


def _line(place: Place | None) -> int | None:
    return place.line if place else None


def _share_text(low: float, high: float) -> str:
    first, last = swedish.number(low * 100), swedish.number(high * 100)
    return f"{first}{swedish.NBSP}%" if first == last else f"{first}–{last}{swedish.NBSP}%"

"""In which words each field of a stored picture is drawn, wherever it is drawn; by the class that has the field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from prioritering.view.reasons import Said

Words = Callable[[Any], tuple[str, ...]]


def nothing(_: Any) -> tuple[str, ...]:
    return ()


def its(name: str) -> Words:
    return lambda made: (getattr(made, name),)


def when(name: str, words: str) -> Words:
    return lambda made: (words,) if getattr(made, name) else ()


def entry(name: str) -> Words:
    def words(made: Any) -> tuple[str, ...]:
        said: Said | None = getattr(made, name)
        return () if said is None else (said.role, said.day, said.reason)

    return words


# Drawn in words by another field, or as a bar beside the words.
FIGURES = dict.fromkeys(
    ("points_low", "points_high", "cost_low_kr", "cost_high_kr", "cost_shape", "running_kr", "sure", "inside", "parts"),
    nothing,
)
ROW: Mapping[str, Words] = {
    **FIGURES,
    "id": nothing,
    "name": its("name"),
    "tier": lambda row: () if row.tier else ("ej angiven",),
    "added": when("added", "tillagt"),
    "lane": nothing,  # a heading over the rows: tried by itself
    "place": lambda row: (str(row.place or "–"),),
    "tied": lambda row: ("dela",) if row.tied > 1 else (),
    "moved": lambda row: ("▲" if row.moved > 0 else "▼", str(abs(row.moved))) if row.moved else (),
    "possible": nothing,  # where a span is: tried by itself
    "points": lambda row: (row.points or "poängsätts inte",),
    "per_million": its("per_million"),
    "answers": its("answers"),
    "assumed": when("assumed", "antagande"),
    "cost": its("cost"),
    "cost_assumed": lambda row: ("antagande",) if row.cost_assumed and not row.cost_mark else (),
    "running": its("running"),
    "state": lambda row: (row.state[2],),
    "because": its("because"),
    "on_level": when("on_level", "beror på nivå"),
    "cost_mark": its("cost_mark"),
    "few": its("few"),
    "lock_mark": its("lock_mark"),
    "agreed": when("agreed", "gruppens ordning"),
    "tier_assumed": when("tier_assumed", "antagande"),
    "gates": its("gates"),
    "depends": its("depends"),
    "tier_name": its("tier_name"),
    "reasons": nothing,  # each of its fields, below
    "chosen": nothing,  # of documents in format 1 only
}
REASONS: Mapping[str, Words] = {
    "parts": nothing,
    "gates": nothing,
    "money": its("money"),
    "alias": its("alias"),
    "project_note": its("project_note"),
    "plan_cost": its("plan_cost"),
    "cost_line": lambda why: (f"rad {why.cost_line}",) if why.cost_line else (),
    "cost_assumption": entry("cost_assumption"),
    "lock": lambda why: (why.lock,) if why.lock_said else (),
    "lock_said": entry("lock_said"),
    "legal_duty": its("legal_duty"),
    "tie_order": entry("tie_order"),
    "lock_tried": its("lock_tried"),
    "plan_tier": lambda why: (why.plan_tier,) if why.tier_assumption else (),
    "tier_assumption": entry("tier_assumption"),
}
PART: Mapping[str, Words] = {
    **{name: its(name) for name in ("name", "answer", "plan_says", "weight", "share", "points", "few")},
    "group_owned": when("group_owned", "gruppens, inte planens"),
    "agreed": when("agreed", "överenskommet"),
    "line": lambda part: (f"rad {part.line}",) if part.line else (),
    "assumption": entry("assumption"),
}
GATE: Mapping[str, Words] = {
    "name": its("name"),
    "answer": its("answer"),
    "plan_says": lambda gate: (gate.plan_says,) if gate.assumption else (),
    "line": lambda gate: (f"rad {gate.line}",) if gate.line else (),
    "assumption": entry("assumption"),
}
UNSCORED: Mapping[str, Words] = {
    **{name: its(name) for name in ("name", "cost", "tier_name", "note", "lock_mark", "cost_mark")},
    "id": nothing,
    "tier": lambda row: () if row.tier else ("ej angiven",),
    "cost_shape": nothing,
    "tier_assumed": when("tier_assumed", "antagande"),
    "added": when("added", "tillagt"),
    "state": lambda row: (row.state[2],) if row.state else (),
}
TIER: Mapping[str, Words] = {
    **{name: its(name) for name in ("name", "count", "sum")},
    "unknown": lambda tier: (str(tier.unknown),) if tier.unknown else (),
    # In words, which tell those without a place apart.
    "open": lambda tier: () if tier.open_words or not tier.open else (f"{tier.open} oklar",),
    "open_words": its("open_words"),
}
SUMMARY: Mapping[str, Words] = {
    **{name: its(name) for name in ("headline", "used", "break_even", "rule", "unknown_counts", "frame_text")},
    **{name: its(name) for name in ("known", "ordered_by")},
    # Under the board or between its rows: tried where they stand.
    **dict.fromkeys(("line", "tie", "second_line", "second_tie"), nothing),
    # In words among the figures, or a bar.
    **dict.fromkeys(("frame_kr", "frame_label", "frame_preset", "total", "used_kr", "left_kr", "known_kr"), nothing),
    **dict.fromkeys(("unknown", "bars", "tiers", "sure", "open", "locked", "at_most", "free"), nothing),
    # The page tells those that are open from those without a place, and both say what is left for whom.
    "open_words": nothing,
    "left_words": lambda summary: (summary.left_words,) if summary.open and summary.left_kr is not None else (),
    "least": its("least"),
    "unscored": nothing,
    **dict.fromkeys(("chosen", "conditional"), nothing),
}

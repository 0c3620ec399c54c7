"""What has changed since a link was copied, in words: of the plan, of what is laid beside it, in meetings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from prioritering import swedish
from prioritering.meeting.meeting import Meeting
from prioritering.plan.compare import AMOUNT, Comparison
from prioritering.view.history_words import ADDED, CRITERION, LOCK_ON, NOTHING, Told
from prioritering.view.renewal_words import change_counts, change_line

SOMETHING = "Något av det som länken visar har ändrats."
_MOST_NAMED = 3
# What an entry is called, one and many, and whether the noun takes "ett".
_NOUNS = {
    "costs": ("antagande", "antaganden", True),
    "locks": ("lås", "lås", True),
    "tie_orders": ("ordning av lika projekt", "ordningar av lika projekt", False),
    "projects": ("tillagt projekt", "tillagda projekt", True),
    "criteria": ("kriterium", "kriterier", True),
    "agreed": ("överenskommen nivå", "överenskomna nivåer", False),
}
_SAME_NOUN = dict.fromkeys(("levels", "tiers", "amounts", "unknown_costs"), "costs")
_OTHER = ("besked", "besked", True)
# "ett nytt", "en ny", "två nya".
_NEW, _CHANGED, _GONE = ("nytt", "ny", "nya"), ("ändrat", "ändrad", "ändrade"), ("borttaget", "borttagen", "borttagna")
_OF_A_NAME = ("costs", "levels", "tiers", "amounts", "agreed")


class FrameChange(NamedTuple):
    """The frame before and now in kronor, None for none, and the budget cell that it is now, by name; "" for none."""

    before: int | None
    after: int | None
    cell: str


def plan_since(versions: tuple[int, int], found: Comparison, other: str, frame: FrameChange | None = None) -> str:
    """Return what the versions since have changed in the plan: by number, and the first values by name.

    `other` is what is said of the plan's other files. The `frame` goes first where it is another: more hangs on it than
    on any other value.
    """
    counted = change_counts(found, in_words=True)
    parts = [*(f"{item.name} är nytt" for item in found.added), *(f"{item.name} är ute" for item in found.removed)]
    parts += [f"{item.before} heter nu {item.called or item.after}" for item in found.renamed]
    cells = found.changed_cells
    if frame is not None:
        parts.insert(0, f"ramen {_kronor(frame.before)} → {_kronor(frame.after)}")
        cells = tuple(one for one in cells if (one.project_id, one.what, one.subject) != ("", AMOUNT, frame.cell))
    named = [*parts, *map(change_line, cells)]
    told = f": {_some(named)}" if named else ""
    return f"Planen: version {versions[0]} → {versions[1]}, {counted}{told}. {other}".strip()


def _kronor(frame: int | None) -> str:
    return "ingen" if frame is None else swedish.tkr(frame)


def entries_since(told: Sequence[Told]) -> Iterator[str]:
    """Yield what the group has laid beside the plan since, counted and by name; `told` are the entries, newest first.

    What was changed and changed back is not told of.
    """
    groups: dict[tuple[str, tuple[str, str, str]], list[str]] = {}
    for kind, about, before, after in _in_all(told):
        if before != after:
            how = _NEW if before == NOTHING else _GONE if after == NOTHING else _CHANGED
            groups.setdefault((_SAME_NOUN.get(kind, kind), how), []).append(_said(kind, about, before, after))
    for (kind, how), said in groups.items():
        yield f"{swedish.upper_first(_counted(len(said), _NOUNS.get(kind, _OTHER), how))}: {_some(said)}."


def _in_all(told: Sequence[Told]) -> Iterator[tuple[str, str, str, str]]:
    """Yield each thing that has been changed, with what stood before the first change and after the last."""
    ends: dict[tuple[str, str], tuple[str, str]] = {}
    for item in reversed(told):
        thing = (item.kind, item.about)
        ends[thing] = (ends[thing][0] if thing in ends else item.before, item.after)
    for (kind, about), (before, after) in ends.items():
        yield kind, about, before, after


def _said(kind: str, about: str, before: str, after: str) -> str:
    # What it is stands before the colon already, and there is one colon.
    about = about.removeprefix({"projects": ADDED, "criteria": CRITERION, "locks": LOCK_ON}.get(kind, ""))
    if kind == "tie_orders":
        # The order names all that it is between.
        return after if before == NOTHING else before if after == NOTHING else f"{before} → {after}"
    if after == NOTHING:
        return f"{about} (var {before})"
    if before == NOTHING and kind in ("projects", "criteria"):
        return about
    value = after if before == NOTHING else f"{before} → {after}"
    # A name may end with a figure, and the next one is then not told from it: "Skola 2 5 tkr".
    return f"{about} ({value})" if kind in _OF_A_NAME else f"{about} {value}"


def _counted(count: int, noun: tuple[str, str, bool], how: tuple[str, str, str]) -> str:
    one, many, takes_ett = noun
    if noun == _NOUNS["projects"] and how == _NEW:
        # Added is new: not "ett nytt tillagt projekt".
        return f"ett {one}" if count == 1 else f"{swedish.count_word(count)} {many}"
    if count == 1:
        return f"ett {how[0]} {one}" if takes_ett else f"en {how[1]} {one}"
    return f"{swedish.count_word(count)} {how[2]} {many}"


def _some(named: Sequence[str]) -> str:
    shown, more = named[:_MOST_NAMED], len(named) - _MOST_NAMED
    return "; ".join([*shown, *([f"och {swedish.number(more)} till"] if more > 0 else [])])


def rounds_since(meeting: Meeting, before: Iterable[int]) -> str:
    """Return which rounds of a meeting have shown their answers since, when those in `before` had; nothing if none."""
    new = [item.number for item in meeting.rounds if item.is_revealed and item.number not in set(before)]
    if not new:
        return ""
    word = "runda" if len(new) == 1 else "rundorna"
    return f"{_meeting(meeting)}: svaren i {word} {swedish.listing(map(str, new))} har visats."


def answers_since(meeting: Meeting) -> str:
    """Return that shown answers of a meeting are others than then."""
    return f"{_meeting(meeting)}: svar som hade visats har ändrats."


def _meeting(meeting: Meeting) -> str:
    return f"Mötet {swedish.day(meeting.opened_at.astimezone())}"

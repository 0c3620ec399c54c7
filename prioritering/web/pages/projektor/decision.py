"""The projector's step Beslut: what the frame surely reaches, by who decides, and beside it what depends."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from prioritering.money.line_rule import Inside, Lock
from prioritering.plan.object_plan import Tier
from prioritering.usecases.meeting_picture import MeetingPicture
from prioritering.view import sentences
from prioritering.view.depends_words import missing_prerequisites
from prioritering.view.gate_words import gate_notes
from prioritering.view.held_parts import HeldPart, held_parts
from prioritering.view.open_words import because
from prioritering.view.picture import Picture
from prioritering.view.reasons import on_one_line, points_rest_on
from prioritering.view.row import cost_mark
from prioritering.view.value_words import cost_words

VENUES: Mapping[Tier | None, str] = MappingProxyType(
    {
        Tier.STRATEGIC: "Förslag till nämnd",
        Tier.PRIORITISED: "Planen anger inte var beslutet fattas",
        Tier.DESIRABLE: "Beslut i styrgruppen",
        None: "Planen anger inte var beslutet fattas",
    }
)
_NO_FRAME = "Välj en ram på sidan Prioritera, så visas vad gruppen kan ta ställning till."
ASSUMED_TIER = "antagen klass"


def decision(shown: MeetingPicture) -> dict[str, Any]:
    """Return what the group can take a stand on, and what has to be known first."""
    picture = shown.picture
    board = picture.board
    if board.line is None:
        # No frame helps where there is nothing to rank.
        ranked = board.scored.ranked_count
        return {"finding": _NO_FRAME if ranked else sentences.headline(picture), "kind": "tomt"}
    return {
        "finding": sentences.headline(picture),
        "kind": "beslut",
        "parts": [_part(picture, part) for part in held_parts(picture)],
        "opened": _by_reason(picture, board.in_order(board.state(Inside.OPEN) | board.unplaced)),
        "gates": gate_notes(picture.scored),
    }


def _part(picture: Picture, part: HeldPart) -> dict[str, Any]:
    kind = "saker" if part.sure else "antaget"
    return {"title": part.title, "kind": kind, "groups": _by_venue(picture, part.indexes)}


def _by_venue(picture: Picture, indexes: tuple[int, ...]) -> list[dict[str, Any]]:
    groups = []
    for tier, venue in VENUES.items():
        if found := [i for i in indexes if picture.board.candidates[i].tier is tier]:
            own = picture.plan.tier_name(tier) or "klass ej angiven"
            assumed = all(picture.board.candidates[i].assumed_tier for i in found)
            # Said once of them all: on each row it would be one line more.
            own += f", {ASSUMED_TIER}" if assumed else ""
            rows = _rows(picture, found, () if assumed else (ASSUMED_TIER,))
            groups.append({"tier": own, "venue": venue, "rows": rows})
    return groups


def _by_reason(picture: Picture, indexes: list[int]) -> list[dict[str, Any]]:
    """Return what is Oklart by what decides about it, in the order in which that is first met."""
    told: dict[str, list[int]] = {}
    for index in indexes:
        told.setdefault(because(picture.board, index), []).append(index)
    return [{"because": reason, "rows": _rows(picture, found)} for reason, found in told.items()]


def _rows(picture: Picture, indexes: list[int], of_tier: tuple[str, ...] = ()) -> list[dict[str, str]]:
    """Return each project's name, what is said of it, as that it rests on few answers, and its cost with whose that is.

    `of_tier` is said of those whose class is assumed, where they stand by their classes.
    """
    items = [(i, picture.board.candidates[i]) for i in indexes]
    return [
        {"name": _named(picture, i, of_tier), "cost": cost_words(item.cost), "cost_mark": cost_mark(picture, item)}
        for i, item in items
    ]


def _named(picture: Picture, index: int, of_tier: tuple[str, ...]) -> str:
    item = picture.board.candidates[index]
    said = ["låst"] if picture.board.lock[index] == Lock.MUST else []
    said += ["provas"] if said and item.id in picture.locks.tried else []
    # What its points rest on decides nothing of what is locked.
    said += [on_one_line(few)] if not said and (few := points_rest_on(picture, index)) else []
    said += of_tier if item.assumed_tier else ()
    said += [missing] if (missing := missing_prerequisites(picture, index)) else []
    return f"{item.name} ({', '.join(said)})" if said else item.name

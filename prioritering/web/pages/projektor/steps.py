"""What the projector shows in each step; drawn once for the same counts, whoever looks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from prioritering import swedish
from prioritering.money.line_rule import Inside, Lock
from prioritering.plan.object_plan import Tier
from prioritering.scoring.effective import Candidate
from prioritering.scoring.ranking import Order
from prioritering.usecases.copied_link import as_of_parameters
from prioritering.usecases.meeting_picture import MeetingPicture, meeting_picture
from prioritering.view import cost_sums, sentences
from prioritering.view import meeting_words as words
from prioritering.view.asked_words import question_sentences, waiting_words
from prioritering.view.ballot_words import held_sentences
from prioritering.view.gate_words import NOT_MET, gate_notes
from prioritering.view.gated_rows import gated_rows
from prioritering.view.lines import places_among
from prioritering.view.picture import Picture
from prioritering.view.row import BoardRow, cost_mark, rows_of
from prioritering.view.rule_words import rule_words
from prioritering.view.unknown_words import of_the_board
from prioritering.view.value_words import cost_words
from prioritering.view.view import from_address
from prioritering.web.frame import context
from prioritering.web.frame.templates import render
from prioritering.web.parts.result_rows import apart_words, dispute_list, meeting_headline
from prioritering.web.server.stream import drawing

STEPS: Mapping[str, str] = MappingProxyType(
    {
        "lage": "Läge",
        "behov": "Nya behov",
        "rangordning": "Rangordning",
        "oenighet": "Oenighet",
        "ram": "Ram",
        "sakert": "Säkert",
        "beslut": "Beslut",
    }
)
# Drawn on the page and not for all screens at once: its work may be long, and is then followed and can be stopped.
ON_THE_PAGE = "sakert"
# As many as are read from the far end of a room.
ROWS, GATED_ROWS = 10, 3
_NO_PLACES = "Inget projekt har plats per krona, eftersom alla saknar kostnad."
VENUES: Mapping[Tier | None, str] = MappingProxyType(
    {
        Tier.STRATEGIC: "Förslag till nämnd",
        Tier.PRIORITISED: "Planen anger inte var beslutet fattas",
        Tier.DESIRABLE: "Beslut i styrgruppen",
        None: "Planen anger inte var beslutet fattas",
    }
)


@drawing("projektor")
def draw_projector(parameters: Mapping[str, str]) -> str:
    """Draw one step."""
    view = from_address(parameters)[0]
    step = parameters.get("bild", "lage")
    shown = meeting_picture(context.store(), view, parameters.get("mote", ""), as_of_parameters(parameters))
    return step_html(step, shown.picture, _CONTENT.get(step, _state)(shown))


def step_html(step: str, picture: Picture, content: Mapping[str, Any]) -> str:
    """Return the HTML of a step with its content: `finding`, `kind` and what that kind is drawn from."""
    names = list(STEPS)
    place = names.index(step) if step in STEPS else 0
    head = {"title": STEPS[names[place]], "place": place + 1, "count": len(STEPS), "plan": picture.plan}
    # How many questions wait is enough for the room; they are answered on Prioritera.
    asked = (*question_sentences(picture.basis, picture.model), *held_sentences(picture.basis))
    notices = [text for text in picture.notices if text not in asked]
    if waiting := waiting_words(picture.basis):
        notices.append(waiting)
    return render("pages/projektor/steg.html", **head, notices=notices, **content)


def _content(finding: str, kind: str, **more: Any) -> dict[str, Any]:
    return {"finding": finding, "kind": kind, **more}


def _state(shown: MeetingPicture) -> dict[str, Any]:
    picture, result = shown.picture, shown.result
    board, least = picture.board, cost_sums.least_sum(picture.board)
    known = f"kända kostnader för de {cost_sums.counted_projects(board)}{f' · {least}' if least else ''}"
    ranked = [
        (cost_sums.known_sum(board), known),
        (swedish.number(board.unknown_count), "har okänd kostnad"),
    ]
    cards = [
        (swedish.number(len(picture.plan.projects)), "projekt i planen"),
        *(ranked if board.candidates else [("inga", "är rangordnade")]),
        (swedish.number(len(picture.scored.unscored)), "saknar underlag"),
    ]
    said = "Inget möte är öppnat än."
    if result is not None:
        said = words.state_words(result.meeting, result.progress, len(result.here.vacant_roles), result.lost.rounds)
    return _content(said, "kort", cards=cards)


def _needs(shown: MeetingPicture) -> dict[str, Any]:
    picture = shown.picture
    new = [item for item in picture.everything if item.project.added or item.tier is Tier.DESIRABLE]
    if not new:
        return _content("Inga nya behov har lyfts in. De läggs till på sidan Prioritera.", "tomt")
    rows = [
        {
            "name": item.project.name,
            "tier": picture.plan.tier_title(item.tier),
            "tier_assumed": item.assumed_tier is not None,
            "cost": cost_words(item.cost),
            "cost_mark": cost_mark(picture, item),
            "basis": _basis_word(picture, item),
        }
        for item in new
    ]
    return _content(f"{swedish.plural(len(new), 'nytt behov', 'nya behov')} att ta ställning till.", "behov", rows=rows)


def _basis_word(picture: Picture, item: Candidate) -> str:
    if item in picture.scored.gated:
        return NOT_MET
    return "finns" if item in picture.given.candidates else "saknas"


def _ranking(shown: MeetingPicture) -> dict[str, Any]:
    picture = shown.picture
    board, group = picture.board, picture.basis.group
    order = [int(i) for i in board.ranking.order]
    if not picture.scored.ranked_count:
        return _content("Inget projekt har underlag att rangordna.", "tomt")
    # What the points rest on, and not what the view asks for: a group may have shown nothing yet.
    source = "planens bedömning" if group is None else f"styrgruppens {group.how}"
    if not board.ranking.place.any():
        return _content(_NO_PLACES, "lista", **_list(picture, order))
    ties = len([i for i in order if board.ranking.place[i] == 1])
    first = board.candidates[order[0]].project.name
    lead = (
        f"{first} står först" if ties == 1 else f"{swedish.count_word(ties).capitalize()} projekt delar första platsen"
    )
    per = " i poäng per krona" if picture.view.order is Order.PER_KRONA else ""
    return _content(f"{lead}{per} efter {source}.", "lista", **_list(picture, order))


def _list(picture: Picture, order: list[int]) -> dict[str, Any]:
    return {
        "rows": _rows(picture, order[:ROWS]),
        "gated": _gated(picture),
        "gates": gate_notes(picture.scored),
        "more": max(0, len(order) - ROWS),
    }


def _rows(picture: Picture, indexes: list[int]) -> list[dict[str, Any]]:
    return [_drawn(row) for row in rows_of(picture, indexes, explained=())]


def _gated(picture: Picture) -> list[dict[str, Any]]:
    """Return the rows that a gate keeps out; a few of them, since `gate_notes` names them all."""
    return [_drawn(row) for row in gated_rows(picture, explained=())[:GATED_ROWS]]


def _drawn(row: BoardRow) -> dict[str, Any]:
    return {
        "place": row.place or "–",
        "tied": row.tied > 1,
        "name": row.name,
        "points": row.points or "–",
        "few": " · ".join(filter(None, ("" if row.points else row.answers, row.few, row.gates, row.depends))),
        "low": round(row.points_low, 1),
        "more": round(row.points_high - row.points_low, 1),
        "cost": row.cost,
        "cost_mark": row.cost_mark,
        "unknown": row.cost_low_kr is None,
        "state": row.state,
        "lock_mark": row.lock_mark,
        "on_level": row.on_level,
        "per_million": row.per_million,
        "lines": (),
    }


def _disagreement(shown: MeetingPicture) -> dict[str, Any]:
    found = shown.result
    if found is None:
        return _content("Ingen har bedömt än. Mötet öppnas på sidan Möte.", "tomt")
    if not found.is_shown:
        return _content(meeting_headline(found), "tomt")
    finding = apart_words(found)
    note = words.concordance_words(found.concordance(), found.names, found.weighed)
    return _content(finding, "oenighet", disputes=dispute_list(found, 3), note=note)


def _frame(shown: MeetingPicture) -> dict[str, Any]:
    picture = shown.picture
    board = picture.board
    if not board.candidates:
        return _content(sentences.headline(picture), "tomt")
    listed = [i for i in board.listed() if board.lock[i] != Lock.NOT_NOW]
    rows = _rows(picture, listed[:ROWS])
    end: list[tuple[str, str]] = []
    for place, line in _lines(picture, listed):
        if place < len(rows):
            rows[place]["lines"] = (*rows[place]["lines"], line)
        elif place == len(listed):
            end.append(line)
    return _content(
        sentences.headline(picture),
        "ram",
        rows=rows,
        gated=_gated(picture),
        gates=gate_notes(picture.scored),
        end=end,
        more=max(0, len(listed) - ROWS),
        note=sentences.which_decide(picture),
        # A short list leaves room for it; under a long one it would fall below the picture's edge.
        rule=rule_words(picture) if len(rows) < ROWS else "",
        counts=of_the_board(picture),
    )


def _lines(picture: Picture, shown: list[int]) -> list[tuple[int, tuple[str, str]]]:
    """Return the lines as style and words, each with how many of the shown rows stand before it."""
    places = places_among(picture.board, shown)
    if places is None:
        return []
    first, second = places
    lines = [(first, ("", sentences.line_text(picture)))]
    return lines if second is None else [*lines, (second, ("s-second", sentences.second_line_text(picture)))]


def _elsewhere(shown: MeetingPicture) -> dict[str, Any]:
    del shown
    return _content("Steget räknas på sidan Projektor.", "tomt")


def _decision(shown: MeetingPicture) -> dict[str, Any]:
    picture = shown.picture
    board = picture.board
    if board.line is None:
        return _content("Välj en ram på sidan Prioritera, så visas vad gruppen kan ta ställning till.", "tomt")
    groups = []
    for tier, venue in VENUES.items():
        names = [_named(picture, i) for i in board.in_order(board.held) if board.candidates[i].tier is tier]
        if names:
            own = picture.plan.tier_name(tier) or "klass ej angiven"
            groups.append({"tier": own, "venue": venue, "names": names})
    opened = [board.candidates[i].project.name for i in board.in_order(board.state(Inside.OPEN) | board.unplaced)]
    return _content(
        sentences.headline(picture), "beslut", groups=groups, opened=opened, gates=gate_notes(picture.scored)
    )


def _named(picture: Picture, index: int) -> str:
    item = picture.board.candidates[index]
    said = ["låst"] if picture.board.lock[index] == Lock.MUST else []
    said += ["provas"] if said and item.id in picture.locks.tried else []
    said += ["antagen klass"] if item.assumed_tier else []
    return f"{item.project.name} ({', '.join(said)})" if said else item.project.name


_CONTENT: Mapping[str, Callable[[MeetingPicture], dict[str, Any]]] = MappingProxyType(
    {
        "lage": _state,
        "behov": _needs,
        "rangordning": _ranking,
        "oenighet": _disagreement,
        "ram": _frame,
        ON_THE_PAGE: _elsewhere,
        "beslut": _decision,
    }
)

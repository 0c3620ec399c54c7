"""What the projector shows in each step; drawn once for the same counts, whoever looks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from prioritering import swedish
from prioritering.plan.object_plan import Tier
from prioritering.scoring.effective import Candidate
from prioritering.scoring.ranking import Order
from prioritering.usecases.copied_link import as_of_parameters
from prioritering.usecases.meeting_picture import MeetingPicture, meeting_picture
from prioritering.view import meeting_words as words
from prioritering.view.asked_sentences import waiting_words
from prioritering.view.gate_words import NOT_MET
from prioritering.view.picture import Picture
from prioritering.view.row import cost_mark
from prioritering.view.value_words import cost_words
from prioritering.view.view import from_address
from prioritering.web.frame import context
from prioritering.web.frame.templates import render
from prioritering.web.pages.projektor.decision import decision
from prioritering.web.pages.projektor.rows import frame, listed
from prioritering.web.pages.projektor.state import state
from prioritering.web.parts.result_rows import apart_words, dispute_list, is_blind, meeting_headline
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
MOST_DISPUTED = 3
# Drawn on the page and not for all screens at once: its work may be long, and is then followed and can be stopped.
ON_THE_PAGE = "sakert"
# How many are named of what the agreement leaves out: Möte names all, and here the disputes need the room.
NAMED_AS_LEFT_OUT = 3
_TO_DISAGREE = (
    "Alla går med i mötet med en kod och väljer sin roll.",
    "Var och en bedömer projekten för sig. Ingen ser de andras svar.",
    "När svaren visas står här vad ni är mest oeniga om, med alla svar bredvid.",
)
_NO_PLACES = "Inget projekt har plats per krona, eftersom alla saknar kostnad."


@drawing("projektor")
def draw_projector(parameters: Mapping[str, str]) -> str:
    """Draw one step."""
    view = from_address(parameters)[0]
    step = parameters.get("bild", "lage")
    shown = meeting_picture(context.store(), view, parameters.get("mote", ""), as_of_parameters(parameters))
    return step_html(step, shown.picture, _CONTENT.get(step, state)(shown))


def step_html(step: str, picture: Picture, content: Mapping[str, Any]) -> str:
    """Return the HTML of a step with its content: `finding`, `kind` and what that kind is drawn from."""
    names = list(STEPS)
    place = names.index(step) if step in STEPS else 0
    head = {
        "title": STEPS[names[place]],
        "place": place + 1,
        "count": len(STEPS),
        "plan": context.name_of_plan(picture.plan),
    }
    # How many questions wait is enough for the room; they are answered on Prioritera.
    notices = [text for text in picture.notices if text not in picture.asked_notices]
    if waiting := waiting_words(picture.basis):
        notices.append(waiting)
    return render("pages/projektor/steg.html", **head, notices=notices, **content)


def _needs(shown: MeetingPicture) -> dict[str, Any]:
    picture = shown.picture
    new = [item for item in picture.everything if item.project.added or item.tier is Tier.DESIRABLE]
    if not new:
        finding = "Inga nya behov har lyfts in. De läggs till på sidan Prioritera."
        title, lines = "Så prövas ett nytt behov", _new_need(picture)
        return {"finding": finding, "kind": "forst", "title_of": title, "lines": lines}
    rows = [
        {
            "name": item.name,
            "tier": picture.plan.tier_title(item.tier),
            "tier_assumed": item.assumed_tier is not None,
            "cost": cost_words(item.cost),
            "cost_mark": cost_mark(picture, item),
            "basis": _basis_word(picture, item),
        }
        for item in new
    ]
    finding = f"{swedish.plural(len(new), 'nytt behov', 'nya behov')} att ta ställning till."
    return {"finding": finding, "kind": "behov", "rows": rows}


def _new_need(picture: Picture) -> tuple[str, ...]:
    """Return what a new need takes to be tried: what a room asks before there is one."""
    names = swedish.listing(item.name for item in picture.model.criteria)
    return (
        "Ge det ett namn, en klass och skälet till att det kommer upp nu.",
        f"Anta en kostnad och hur det bedöms i {names}.",
        "Då får det poäng och står i samma rangordning, inom samma ram, som planens projekt.",
    )


def _basis_word(picture: Picture, item: Candidate) -> str:
    if item in picture.scored.gated:
        return NOT_MET
    return "finns" if item in picture.given.candidates else "saknas"


def _ranking(shown: MeetingPicture) -> dict[str, Any]:
    picture = shown.picture
    board, group = picture.board, picture.basis.group
    order = [int(i) for i in board.ranking.order]
    if not picture.scored.ranked_count:
        return {"finding": "Inget projekt har underlag att rangordna.", "kind": "tomt"}
    # What the points rest on, and not what the view asks for: a group may have shown nothing yet.
    source = "planens bedömning" if group is None else f"styrgruppens {group.how}"
    source += " och det ni enades om" if group and group.agreed else ""
    if not board.ranking.place.any():
        return {"finding": _NO_PLACES, "kind": "lista", **listed(picture, order)}
    ties = len([i for i in order if board.ranking.place[i] == 1])
    first = board.candidates[order[0]].name
    lead = (
        f"{first} står först" if ties == 1 else f"{swedish.count_word(ties).capitalize()} projekt delar första platsen"
    )
    per = " i poäng per krona" if picture.view.order is Order.PER_KRONA else ""
    return {"finding": f"{lead}{per} efter {source}.", "kind": "lista", **listed(picture, order)}


def _disagreement(shown: MeetingPicture) -> dict[str, Any]:
    found = shown.result
    if found is None:
        finding = "Ingen har bedömt än. Mötet öppnas på sidan Möte."
        return {"finding": finding, "kind": "forst", "title_of": "Så syns var ni är oeniga", "lines": _TO_DISAGREE}
    if not found.is_shown:
        return {"finding": meeting_headline(found), "kind": "tomt"}
    # While the next round is answered, what stands here is of the one before.
    finding = meeting_headline(found) if is_blind(found.meeting) else apart_words(found)
    agreed = found.concordance()
    # W itself, with what it rests on, is read on Möte.
    alike = words.alike_words(agreed, found.cells.values())
    note = f"{alike} {words.unmeasured_words(agreed, found.names, NAMED_AS_LEFT_OUT)}".strip()
    most = dispute_list(found, MOST_DISPUTED)
    more = len(found.disputed) - len(most)
    return {"finding": finding, "kind": "oenighet", "disputes": most, "more": more, "note": note}


def _elsewhere(shown: MeetingPicture) -> dict[str, Any]:
    del shown
    return {"finding": "Steget räknas på sidan Projektor.", "kind": "tomt"}


_CONTENT: Mapping[str, Callable[[MeetingPicture], dict[str, Any]]] = MappingProxyType(
    {
        "lage": state,
        "behov": _needs,
        "rangordning": _ranking,
        "oenighet": _disagreement,
        "ram": frame,
        ON_THE_PAGE: _elsewhere,
        "beslut": decision,
    }
)

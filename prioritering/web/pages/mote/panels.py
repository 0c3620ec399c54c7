"""The live drawings of the meeting: drawn once on the server for the same counts, the same on every screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from prioritering import swedish
from prioritering.meeting.results import DISPUTED_FROM
from prioritering.scoring.weights import Weights, whole_percents
from prioritering.usecases.group_result import Result
from prioritering.usecases.meeting_room import names_of_gone
from prioritering.view import meeting_words as words
from prioritering.view.asked_words import some_listed
from prioritering.view.ballot_words import held_words
from prioritering.view.copied_link import COPIED
from prioritering.view.renewal_words import files_wait
from prioritering.view.value_words import few_answers
from prioritering.view.view import View, to_address
from prioritering.web.base import base_path
from prioritering.web.frame import context
from prioritering.web.frame.templates import render
from prioritering.web.parts.result_rows import (
    agreed_list,
    compared_rounds,
    dispute_list,
    heat_rows,
    is_blind,
    meeting_headline,
    open_changes,
    result_of,
)
from prioritering.web.server.stream import drawing

# How many disputes, members, reasons and projects outside a measure are read at a glance; what is more is folded.
MOST_DISPUTES, MOST_MEMBERS, MOST_REASONS = 10, 12, 5


@drawing("resultat", needs="mote")
def draw_result(parameters: Mapping[str, str]) -> str:
    """Draw who is done and, after the reveal, what the group thinks: first what is the news of the moment."""
    found = result_of(context.store(), parameters)
    return render("pages/mote/resultat.html", **people(found), **_shown(found))


@drawing("fynd", needs="mote")
def draw_finding(parameters: Mapping[str, str]) -> str:
    """Draw the finding of the moment as one sentence, and that the plan's files wait where they do."""
    found = result_of(context.store(), parameters)
    # What is shown as it was then waits for nothing.
    waits = "" if COPIED in parameters else files_wait(context.waited_for(found.meeting.plan_key))
    return render("pages/mote/fynd.html", finding=meeting_headline(found), waits=waits)


def _shown(found: Result) -> dict[str, object]:
    if not found.is_shown:
        return {"shown": False, "compared": []}
    left_out, weights, agreement = found.left_out(), found.order_weights, found.concordance()
    unmeasured = words.left_out_of_measure(agreement, found.names)
    named = words.named_of_measure(agreement, found.names)
    return {
        "shown": True,
        "asked": held_words(found.counted_answers.held),
        "alike": words.alike_words(agreement, found.cells.values()),
        "measured": words.measured_words(agreement, found.names, found.weighed, named),
        "unmeasured": unmeasured if named else (),
        "centre": found.how.value,
        "per_krona": found.is_per_krona,
        "limit": swedish.count_word(DISPUTED_FROM),
        "criteria": list(found.criteria.values()),
        "rows": heat_rows(found),
        **_folded(disputes := dispute_list(found)),
        "disputes": disputes,
        "agreed": agreed_list(found),
        "cannot_compare": words.cannot_compare_words(found.cells.values()),
        "left_out": words.left_out_words(left_out, found.names, found.meeting.naming),
        "counted": len(left_out),
        "changes": open_changes(found),
        "compared": compared_rounds(found),
        "order_weights": _weights_words(found, weights),
        "order_few": few_answers(len(found.answers.orders)),
        "weights_link": _weights_link(found, weights),
    }


def _folded(disputes: Sequence[object]) -> dict[str, object]:
    """Return where a long list is folded: nothing of it is cut, and what is most apart is read first."""
    # One or two by themselves are shorter than the words that would fold them.
    first = MOST_DISPUTES if len(disputes) > MOST_DISPUTES + 2 else len(disputes)
    more = swedish.count_word(len(disputes) - first)
    return {"first": first, "more": more, "most_members": MOST_MEMBERS, "most_reasons": MOST_REASONS}


def people(found: Result) -> dict[str, object]:
    """Return what `pages/mote/medlemmar.html` needs: who has joined and who is done, never what anyone has answered."""
    gone = names_of_gone(context.store(), found.here)
    return {
        "blind": is_blind(found.meeting),
        "progress": found.progress,
        "words": words.progress_words(found.progress, len(found.here.vacant_roles)),
        "labels": found.here.labels,
        "gone": some_listed([gone.get(key, key) for key in found.here.gone()]),
        "lost": _lost_words(found),
        "lost_members": found.lost.members,
        "without": words.shown_without_words(_shown_without(found)),
    }


def _lost_words(found: Result) -> list[str]:
    labels, current = found.here.labels, found.meeting.round
    done = {item.member.id for item in found.progress if item.is_done}
    again = [labels[member_id] for member_id in found.lost.again if member_id not in done]
    members = [labels[member_id] for member_id in found.lost.members]
    number = current.number if current else 0
    said = (
        words.lost_words(found.lost.rounds),
        words.lost_answers_words(members, number),
        words.begun_again_words(again),
    )
    return [text for text in said if text]


def _shown_without(found: Result) -> list[tuple[int, list[str]]]:
    labels = found.here.labels
    return [(item.number, [labels[key] for key in item.shown_without]) for item in found.meeting.rounds]


def _weights_words(found: Result, weights: Weights | None) -> str:
    if weights is None:
        return ""
    named = zip(found.criteria.values(), whole_percents(weights), strict=True)
    return swedish.listing(f"{name} {percent}{swedish.NBSP}%" for name, percent in named)


def _weights_link(found: Result, weights: Weights | None) -> str:
    if weights is None:
        return ""
    pairs = tuple(zip(found.model.ids, map(float, whole_percents(weights)), strict=True))
    plan = context.named(found.meeting.plan_key)
    view = View(**plan, weights=pairs, source=found.how.value, meeting=found.meeting.id)
    return f"{base_path()}/prioritera?{urlencode(to_address(view))}"

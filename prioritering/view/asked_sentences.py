"""All that is asked where the plan has overtaken what the group has said: of entries, and of a meeting's answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from prioritering import swedish
from prioritering.criteria.model import Model
from prioritering.scoring.asked import HeldAnswers, Question, Why
from prioritering.view.asked_words import asked_together, held_told_apart, ids_about, question_sentences
from prioritering.view.ballot_words import WHERE_ANSWERED, held_words
from prioritering.view.basis import Basis


def asked_sentences(
    basis: Basis, model: Model, held: Sequence[HeldAnswers], where: str = WHERE_ANSWERED
) -> tuple[str, ...]:
    """Return one sentence for each question; `held` are the answers that are asked about in the same place.

    Where what is said of a project and the answers about it are asked about for one reason it is one, for them all.
    `where` says where questions of answers are answered.
    """
    joined, others = _asked_with_entries(basis, held)
    return (*question_sentences(basis, model, joined), *held_words(others, where))


def _asked_with_entries(
    basis: Basis, held: Sequence[HeldAnswers]
) -> tuple[dict[tuple[Why, str], datetime], tuple[HeldAnswers, ...]]:
    """Return when the meetings were opened whose answers are asked about with entries, and the others' answers."""
    asked = [one for one in basis.asked if not one.kept and len(ids_about(one)) == 1] if basis.view.assumptions else []
    entries = {(one.why, *ids_about(one), _name_before(one)) for one in asked}
    joined = {
        (item.why, item.project_id): item.opened_at
        for item in held
        if item.why and (item.why, item.project_id, item.before) in entries
    }
    others = [item for item in held if not item.why or (item.why, item.project_id) not in joined]
    return joined, held_told_apart(basis, others)


def _name_before(asked: Question) -> str:
    """Return which wholly other name the project had, where that is why it is asked about."""
    return asked.before[0] if asked.why is Why.OTHER and asked.before else ""


def asked_where_counted(basis: Basis, model: Model, where: str = WHERE_ANSWERED) -> tuple[str, ...]:
    """Return the same of what a picture counts: a meeting's answers are asked about where they would be counted."""
    return asked_sentences(basis, model, () if basis.group is None else basis.held, where)


def waiting_words(basis: Basis) -> str:
    """Return how many of `asked_where_counted` wait for an answer, as a sentence for the room; nothing when none does.

    What is asked in one sentence is one question, also where it is about several entries.
    """
    _, others = _asked_with_entries(basis, () if basis.group is None else basis.held)
    alone = held_words(others)
    told = asked_together(basis) if basis.view.assumptions else ()
    asked = [one for groups in told for same in groups for one in same]
    waiting = len(alone) + sum(any(one.answerable for same in groups for one in same) for groups in told)
    lead = "Planen har ändrats: " if alone or any(one.why is not Why.NOTE for one in asked) else ""
    if waiting:
        said = "en fråga väntar." if waiting == 1 else f"{swedish.count_word(waiting)} frågor väntar."
        return f"{lead}{said}" if lead else swedish.upper_first(said)
    if asked:
        count = swedish.count_word(len(asked))
        return f"{lead}{count} av gruppens uppgifter räknas inte längre."
    return ""

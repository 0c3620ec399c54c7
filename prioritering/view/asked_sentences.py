"""All that is asked where the plan has overtaken what the group has said: of entries, and of a meeting's answers."""

from __future__ import annotations

from collections.abc import Sequence

from prioritering.criteria.model import Model
from prioritering.scoring.asked import HeldAnswers, Question, Why
from prioritering.view.asked_words import held_told_apart, ids_about, question_sentences
from prioritering.view.ballot_words import held_words
from prioritering.view.basis import Basis


def asked_sentences(basis: Basis, model: Model, held: Sequence[HeldAnswers]) -> tuple[str, ...]:
    """Return one sentence for each question; `held` are the answers that are asked about in the same place.

    Where what is said of a project and the answers about it are asked about for one reason it is one, for them all.
    """
    asked = [one for one in basis.asked if not one.kept and len(ids_about(one)) == 1] if basis.view.assumptions else []
    entries = {(one.why, *ids_about(one), _name_before(one)) for one in asked}
    joined = {
        (item.why, item.project_id): item.opened_at
        for item in held
        if item.why and (item.why, item.project_id, item.before) in entries
    }
    others = [item for item in held if not item.why or (item.why, item.project_id) not in joined]
    return (*question_sentences(basis, model, joined), *held_words(held_told_apart(basis, others)))


def _name_before(asked: Question) -> str:
    """Return which wholly other name the project had, where that is why it is asked about."""
    return asked.before[0] if asked.why is Why.OTHER and asked.before else ""


def asked_where_counted(basis: Basis, model: Model) -> tuple[str, ...]:
    """Return the same of what a picture counts: a meeting's answers are asked about where they would be counted."""
    return asked_sentences(basis, model, () if basis.group is None else basis.held)

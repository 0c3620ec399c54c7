"""All that is asked where the plan has overtaken what the group has said: of entries, and of a meeting's answers."""

from __future__ import annotations

from collections.abc import Sequence

from prioritering.criteria.model import Model
from prioritering.scoring.asked import HeldAnswers, Why, project_ids
from prioritering.view.asked_words import answers_in, question_sentences
from prioritering.view.ballot_words import held_words
from prioritering.view.basis import Basis


def asked_sentences(basis: Basis, model: Model, held: Sequence[HeldAnswers]) -> tuple[str, ...]:
    """Return one sentence for each question; `held` are the answers that are asked about in the same place.

    Of a project that the group had added and the plan has no more it is one: for the addition and for the answers.
    """
    asked = basis.asked if basis.view.assumptions else ()
    left = {key for one in asked if one.why is Why.LEFT and not one.kept for key in project_ids(one.entry)}
    joined = {item.project_id: item for item in held if item.left and not item.before and item.project_id in left}
    answers = {key: answers_in(item.opened_at) for key, item in joined.items()}
    others = [item for item in held if item.project_id not in joined]
    return (*question_sentences(basis, model, answers), *held_words(others))


def asked_where_counted(basis: Basis, model: Model) -> tuple[str, ...]:
    """Return the same of what a picture counts: a meeting's answers are asked about where they would be counted."""
    return asked_sentences(basis, model, () if basis.group is None else basis.held)

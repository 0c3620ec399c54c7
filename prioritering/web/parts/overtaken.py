"""What is asked where a new version of the plan has overtaken what the group has said, for the pages that ask it."""

from __future__ import annotations

from prioritering.plan.plan_key import PlanKey
from prioritering.usecases.overtaken_ballots import overtaken_ballots
from prioritering.view.ballot_words import ballot_sentences
from prioritering.web.frame import as_then
from prioritering.web.frame.context import store


def overtaken_answers(plan_key: PlanKey) -> tuple[str, ...]:
    """Return what is said and asked of answers about projects that have left the plan, come back or may be others."""
    return tuple(
        sentence
        for item in overtaken_ballots(store(), plan_key, as_then.as_of())
        for sentence in ballot_sentences(item.opened_at, item.held, item.asked)
    )

"""What today's answer is beside a frozen one, and the view that leads to it."""

from __future__ import annotations

from typing import NamedTuple

from prioritering.errors import BadArgument, Infeasible
from prioritering.plan.plan_key import PlanKey
from prioritering.store.connection import Store
from prioritering.usecases.gather import AsOf
from prioritering.usecases.picture import picture_of
from prioritering.usecases.since import changed_since
from prioritering.usecases.study_now import study_kept
from prioritering.usecases.which_plan import in_address
from prioritering.view.document import PictureDocument, document_of, stamp
from prioritering.view.frozen_words import PLAN_GONE, STUDY_UNCHANGED, study_not_counted, study_today_words, today_words
from prioritering.view.picture import Picture
from prioritering.view.stored_document import StoredDocument, view_of_document
from prioritering.view.study_document import RULES_PAGE, StudyDocument
from prioritering.view.view import View, to_address

MOST_AT_ONCE = 200_000
"""Projects times draws that are computed anew while somebody waits for a frozen page: some seconds' work."""


class Today(NamedTuple):
    """How today's answer is beside a frozen one, in words, and the parameters of its address; none without a plan."""

    sentence: str
    address: dict[str, str]


def today_beside(store: Store, plan_key: PlanKey, document: StoredDocument) -> Today:
    """Return what the view of a document gives today: each of its values as it was then, defaults too."""
    try:
        view = _view_of(store, plan_key, document)
        now = picture_of(store, view)
    except BadArgument:
        return Today(PLAN_GONE, {})
    if isinstance(document, PictureDocument):
        return Today(today_words(document, document_of(now)), to_address(view))
    return Today(_study_today(store, document, now), to_address(view))


def _study_today(store: Store, document: StudyDocument, now: Picture) -> str:
    """Return how a study differs; of one that would take long to compute anew, what it rests on that has changed."""
    # Which votes buy a share is nothing that the fingerprint of the picture says.
    if stamp(now).fingerprint == document.basis.fingerprint and document.kind != RULES_PAGE:
        return STUDY_UNCHANGED
    if len(now.board.candidates) * now.view.draws > MOST_AT_ONCE:
        return study_not_counted(document, now, _changed(store, document, now.view))
    try:
        again = study_kept(store, now, document.kind)
    except (BadArgument, Infeasible) as error:
        return f"{study_not_counted(document, now, _changed(store, document, now.view))} I dag: {error}."
    return study_today_words(document, again)


def _changed(store: Store, document: StudyDocument, view: View) -> tuple[str, ...]:
    """Return what has changed of what a document rests on, by name and number; nothing where that cannot be told."""
    then = document.basis
    try:
        return changed_since(store, view, AsOf(then.plan_version, then.entry, then.event))
    except BadArgument:
        # The database has been put back to what it was before the link was frozen.
        return ()


def _view_of(store: Store, plan_key: PlanKey, document: StoredDocument) -> View:
    # It leads on, and computes nothing that is frozen.
    return view_of_document(document).model_copy(update=in_address(store, plan_key))

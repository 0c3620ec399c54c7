"""A link that an older program has frozen, opened by a newer one: only what has become another is told, and why."""

from __future__ import annotations

from dataclasses import replace

import pytest

from prioritering.plan.reader import read_plan
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from prioritering.usecases.frozen_today import today_beside
from prioritering.usecases.picture import picture_of
from prioritering.usecases.study_now import study_now
from prioritering.view.difference import THEN_AND_NOW
from prioritering.view.document import PictureDocument, document_of
from prioritering.view.frozen_words import UNCHANGED
from prioritering.view.side_by_side import picture_difference, shown_in_document
from prioritering.view.study_document import STANDINGS_PAGE
from prioritering.view.view import View
from tests.folders import DATA, VSO

NEWER = " Sedan dess: programmet är nyare."


@pytest.fixture
def now(store: Store) -> PictureDocument:
    import_plan(store, read_plan(DATA / "vso-2021"))
    return document_of(picture_of(store, View(plan="vso-2021", frame="3547")))


def before_the_words(now: PictureDocument) -> PictureDocument:
    """The document as it was written before documents said for whom what is left is."""
    assert now.summary.left_words and now.summary.open
    return replace(now, summary=replace(now.summary, left_words="", open_words="", free=None))


def test_what_an_older_document_does_not_say_is_no_difference(store: Store, now: PictureDocument) -> None:
    older = before_the_words(now)
    assert today_beside(store, VSO, older).sentence == UNCHANGED
    for first, second in ((older, now), (now, older)):
        found = picture_difference(shown_in_document(first), shown_in_document(second), THEN_AND_NOW)
        assert [row.what for row in found.sums if row.differs and row.what == "Kvar av ramen"] == []


def test_a_figure_that_both_have_and_that_differs_is_still_told(store: Store, now: PictureDocument) -> None:
    older = before_the_words(now)
    assert older.summary.left_kr is not None
    other = replace(older, summary=replace(older.summary, left_kr=older.summary.left_kr + 1000))
    assert today_beside(store, VSO, other).sentence == f"Dagens svar skiljer sig: Kvar av ramen är inte samma.{NEWER}"


def test_the_same_basis_told_in_other_words_is_because_of_the_program(store: Store, now: PictureDocument) -> None:
    other = replace(now, summary=replace(now.summary, headline="Ramen räcker till två."))
    said = today_beside(store, VSO, other).sentence
    assert said.startswith("Dagens svar skiljer sig: i dag står det ”")
    assert said.endswith(NEWER)


def test_newer_rules_are_told_as_a_newer_program(store: Store, now: PictureDocument) -> None:
    basis = replace(now.basis, rules=now.basis.rules - 1, fingerprint="0")
    other = replace(now, basis=basis, summary=replace(now.summary, headline="Ramen räcker till två."))
    said = today_beside(store, VSO, other).sentence
    assert said.endswith(" Sedan dess: programmet är nyare och räknar efter nyare regler.")


def test_a_study_told_in_other_words_is_because_of_the_program_too(store: Store, now: PictureDocument) -> None:
    view = View(plan="vso-2021", frame="3547", draws=200)
    study = study_now(picture_of(store, view), STANDINGS_PAGE)
    other = replace(study, headline="Ett annat fynd.", basis=replace(study.basis, fingerprint="0"))
    said = today_beside(store, VSO, other).sentence
    assert said.startswith("Dagens svar skiljer sig")
    assert said.endswith(NEWER)

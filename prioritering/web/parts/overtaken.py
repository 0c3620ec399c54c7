"""What is asked where a new version of the plan has overtaken what the group has said, for the pages that ask it."""

from __future__ import annotations

import streamlit as st

from prioritering.permissions import Permission
from prioritering.usecases.overtaken_ballots import overtaken_ballots
from prioritering.view.asked_sentences import asked_sentences
from prioritering.view.asked_words import question_sentences
from prioritering.view.ballot_words import ballot_sentences
from prioritering.view.picture import Picture
from prioritering.web.frame import as_then
from prioritering.web.frame.as_written import escape
from prioritering.web.frame.context import may, store
from prioritering.web.frame.navigation import page_link


def draw_overtaken(picture: Picture) -> None:
    """Draw what is asked, and for those who may answer the way to where it is answered."""
    for asked in overtaken_words(picture):
        st.info(escape(asked))
    if can_answer(picture):
        page_link("prioritera", "Svara under Antaganden på Prioritera")


def can_answer(picture: Picture) -> bool:
    """True where something is asked, and whoever is at the page may answer it from there."""
    return bool(question_sentences(picture.basis, picture.model)) and may(Permission.CHANGE) and not as_then.is_then()


def overtaken_words(picture: Picture) -> tuple[str, ...]:
    """Return what is said and asked of entries, and of answers about projects that have left the plan or come back."""
    found = overtaken_ballots(store(), picture.plan.key, as_then.as_of())
    held = [one for item in found for one in item.held]
    gone = (ballot_sentences(item.opened_at, (), item.asked) for item in found)
    return (*asked_sentences(picture.basis, picture.model, held), *(sentence for said in gone for sentence in said))

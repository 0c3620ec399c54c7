"""Of what a browser asks for in one blink nothing is left out that is not drawn by another of it."""

from __future__ import annotations

from collections.abc import Callable, Container

import pytest
from streamlit.runtime.fragment import MemoryFragmentStorage, _FragmentLifetime

from prioritering.web.server.app import app_settings
from prioritering.web.server.kept_presses import keep_presses_in_dialogs

ORDER, IS_WITHIN = MemoryFragmentStorage.order_fragment_ids, MemoryFragmentStorage.has_ancestor_in
PART, DIALOG, ROW = "part", "dialog", "row"


@pytest.fixture(params=["once", "more than once"])
def drawn(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> MemoryFragmentStorage:
    """What a session has drawn in a process that serves the app: a part with a row, from which a dialog opened."""
    bare(monkeypatch)
    app_settings()
    if request.param != "once":
        keep_presses_in_dialogs()
    return page()


def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take back what this process may have done to Streamlit, until the test ends."""
    order: Callable[..., list[str]] = getattr(ORDER, "__wrapped__", ORDER)
    is_within: Callable[[MemoryFragmentStorage, str, Container[str]], bool] = getattr(
        IS_WITHIN, "__wrapped__", IS_WITHIN
    )
    monkeypatch.setattr(MemoryFragmentStorage, "order_fragment_ids", order)
    monkeypatch.setattr(MemoryFragmentStorage, "has_ancestor_in", is_within)


def page() -> MemoryFragmentStorage:
    """Draw the part, the row in it and the dialog."""
    storage = MemoryFragmentStorage()
    storage.register(PART, list)
    draw(storage, ROW)
    draw(storage, DIALOG)
    return storage


def draw(storage: MemoryFragmentStorage, name: str) -> None:
    """Draw what lies in the part."""
    lifetime = _FragmentLifetime.FULL_APP_SCOPED if name == DIALOG else _FragmentLifetime.PARENT_SCOPED
    storage.register(name, list, parent_fragment_id=PART, lifetime=lifetime)


def test_a_dialog_that_its_part_has_not_drawn_is_drawn_after_the_part(drawn: MemoryFragmentStorage) -> None:
    assert drawn.order_fragment_ids([DIALOG, PART]) == [PART, DIALOG]
    draw(drawn, ROW)
    assert not drawn.has_ancestor_in(DIALOG, {PART})


def test_what_the_part_has_just_drawn_is_not_drawn_once_more(drawn: MemoryFragmentStorage) -> None:
    drawn.order_fragment_ids([PART, ROW, DIALOG])
    for name in (ROW, DIALOG):
        draw(drawn, name)
    assert drawn.has_ancestor_in(ROW, {PART})
    assert drawn.has_ancestor_in(DIALOG, {PART})
    # The next time nothing has been drawn yet.
    drawn.order_fragment_ids([DIALOG])
    assert not drawn.has_ancestor_in(DIALOG, set())


def test_what_the_part_has_taken_out_is_not_asked_for(drawn: MemoryFragmentStorage) -> None:
    drawn.order_fragment_ids([PART, ROW])
    drawn.clear_stale_descendants(PART, frozenset())
    # Nothing knows any more that it lay in the part: what is not there is left out by whoever looks it up.
    assert not drawn.contains(ROW)
    assert drawn.contains(DIALOG)


def test_streamlit_itself_still_leaves_out_a_dialog_whose_part_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """When this fails, Streamlit has mended it: kept_presses.py has no more use."""
    bare(monkeypatch)
    storage = page()
    storage.order_fragment_ids([PART, DIALOG])
    assert storage.has_ancestor_in(DIALOG, {PART})

"""Pages are drawn a few at a time, in the order they asked, so that a crowd of them leaves time for everybody else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from threading import Event, Thread
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from prioritering.web.frame.turns import DRAWN_IN_TURN, DrawingTurns
from prioritering.web.limits import PAGES_AT_ONCE
from tests.browser.harness import ROOT

PATIENCE, A_WHILE = 60.0, 0.3


class Page:
    """A thread that asks for a turn and keeps it until it is let go."""

    def __init__(self, turns: DrawingTurns) -> None:
        self.turns, self.came, self.go = turns, Event(), Event()
        self.thread = Thread(target=self._draw)
        self.thread.start()

    def _draw(self) -> None:
        with self.turns.turn(), self.turns.turn():
            self.came.set()
            assert self.go.wait(PATIENCE)

    def leave(self) -> None:
        self.go.set()
        self.thread.join(PATIENCE)


@pytest.fixture
def all_taken() -> Iterator[ExitStack]:
    """Every turn of the process is taken until the stack is closed."""
    with ExitStack() as stack:
        for _ in range(PAGES_AT_ONCE):
            stack.callback(held(DRAWN_IN_TURN).leave)
        yield stack


def held(turns: DrawingTurns) -> Page:
    page = Page(turns)
    assert page.came.wait(PATIENCE)
    return page


def test_so_many_have_a_turn_at_once_and_the_others_come_in_the_order_they_asked() -> None:
    turns = DrawingTurns(2)
    pages = [held(turns), held(turns)]
    for waiting in range(1, 4):
        pages.append(Page(turns))
        while len(turns._waiting) < waiting:
            assert not pages[-1].came.wait(0.001)
    for left, first in enumerate(pages):
        assert [page.came.is_set() for page in pages] == [number < left + 2 for number in range(5)]
        first.leave()
        if left + 2 < len(pages):
            assert pages[left + 2].came.wait(PATIENCE)


def test_a_turn_is_given_back_when_what_is_drawn_fails_and_lent_while_it_waits() -> None:
    turns = DrawingTurns(1)
    with pytest.raises(KeyError), turns.turn(), turns.let_others():
        held(turns).leave()
        raise KeyError
    held(turns).leave()
    # Whoever has none lends none.
    with turns.let_others():
        first, second = held(turns), Page(turns)
        assert not second.came.wait(A_WHILE)
        first.leave()
        second.leave()


def part_of_a_page() -> None:
    import streamlit as st

    from prioritering.web.frame.still_in import while_in

    while_in(lambda: st.session_state.update(drawn="Översikt"))()


def drawn(app: AppTest, answer: list[str]) -> Thread:
    thread = Thread(target=lambda: answer.append(str(app.run())))
    thread.start()
    return thread


@pytest.mark.parametrize("part", [False, True], ids=["sidan", "en del av den"])
def test_a_page_and_a_part_of_it_are_drawn_when_their_turn_has_come(
    part: bool, all_taken: ExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = AppTest.from_function(part_of_a_page) if part else AppTest.from_file(str(ROOT / "app.py"))
    app.default_timeout = PATIENCE
    here = SimpleNamespace(headers={}, cookies={}, remote_ip="127.0.0.1")
    monkeypatch.setattr("streamlit.runtime.context._get_client_context", lambda: here)
    found: list[str] = []
    thread = drawn(app, found)
    while not DRAWN_IN_TURN._waiting:
        thread.join(0.01)
        assert thread.is_alive()
    all_taken.close()
    thread.join(PATIENCE)
    assert "Översikt" in found[0]


BEGAN, GO_ON = Event(), Event()


def page_with_long_work() -> None:
    from prioritering.web.frame.long_work import long_work
    from prioritering.web.frame.turns import DRAWN_IN_TURN
    from tests.web.test_turns import BEGAN, GO_ON, PATIENCE

    with DRAWN_IN_TURN.turn():
        long_work("provet", "Räknar", lambda told: BEGAN.set() or GO_ON.wait(PATIENCE))


def test_a_page_that_waits_for_long_work_lets_others_be_drawn_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("prioritering.web.frame.long_work.WAIT_SECONDS", 2 * PATIENCE)
    found: list[str] = []
    with ExitStack() as stack:
        for _ in range(PAGES_AT_ONCE - 1):
            stack.callback(held(DRAWN_IN_TURN).leave)
        thread = drawn(AppTest.from_function(page_with_long_work, default_timeout=PATIENCE), found)
        assert BEGAN.wait(PATIENCE)
        # The last turn: it comes though the page's work goes on.
        held(DRAWN_IN_TURN).leave()
        assert found == []
        GO_ON.set()
        thread.join(PATIENCE)
    assert len(found) == 1

"""When all have left nothing is kept for them, and the next is answered as the first was."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from prioritering.store.bootstrap import Started
from prioritering.store.connection import Store
from prioritering.web.frame import context
from prioritering.web.parts import board_live, studies
from prioritering.web.server import bounds, stream
from prioritering.web.server.giving_back import give_all_back
from prioritering.web.server.stream import rendered, topic_of
from tests.usecases.builders import filled
from tests.web.served import served
from tests.web.test_limits import SHORT, SOCKET, STREAM, Wire

SAID = "what was kept for them is given back"


def test_nothing_is_kept_after_all_have_left_and_the_next_sees_the_same(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(store)
    monkeypatch.setattr(context, "_opened", lambda: (store, Started()))
    parameters = {"plan": "vso-2021", "ram": "3547"}

    def looked_at() -> tuple[str, tuple[int, ...]]:
        counts = topic_of(parameters).read()
        return rendered(board_live.DRAWING, tuple(sorted(parameters.items())), counts), counts

    first = looked_at()
    studies._KEPT.put("vy", "andelar")
    # By name: what is there when the run begins is frozen, and the collector does not tell of it.
    memories = (store.kept, store.kept_large, stream._KEPT, studies._KEPT)
    assert all(len(kept) > 0 for kept in memories)
    give_all_back()
    assert [len(kept) for kept in memories] == [0, 0, 0, 0]
    assert looked_at() == first


def test_a_server_that_all_have_left_gives_back_and_answers_the_next(tmp_path: Path) -> None:
    with served(tmp_path, SHORT) as server:
        log = tmp_path / "server.log"
        for visit, said in enumerate((SOCKET, STREAM), 1):
            with closing(Wire(server, said)) as wire:
                assert wire.status() in (101, 200)
                assert log.read_text(encoding="utf-8").count(SAID) < visit
            while log.read_text(encoding="utf-8").count(SAID) < visit:
                # It answers meanwhile; a monitor keeps nothing here.
                assert server.ask("/halsa").status == 200
        assert server.process.poll() is None


def test_somebody_who_is_here_keeps_what_is_kept() -> None:
    assert not bounds.anyone_here()
    scope = {"type": "http", "method": "GET", "path": "/", "client": ("127.0.0.1", 1), "headers": []}
    with bounds._STREAMS.held(scope):
        assert bounds.anyone_here()
    assert not bounds.anyone_here()

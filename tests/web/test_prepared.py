"""What the server does once it has been imported, before the first visitor."""

import gc

import pytest

from prioritering.web.server.app import prepare


def test_what_has_been_imported_is_looked_through_for_garbage_no_more(
    monkeypatch: pytest.MonkeyPatch, own_loggers: None
) -> None:
    del own_loggers
    left_alone: list[int] = []
    monkeypatch.setattr(gc, "freeze", lambda: left_alone.append(gc.get_count()[0]))
    prepare()
    assert len(left_alone) == 1

"""That the room was left open is kept beside the database, and held against the meeting that is looked at."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from prioritering.web.server.left_open import note_closed, note_open, was_open_after


def test_a_room_that_nobody_has_closed_was_open_after_what_came_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRIORITERING_DB", str(tmp_path / "prov.duckdb"))
    before = datetime.now(UTC) - timedelta(minutes=1)
    assert not was_open_after(before)
    note_open()
    note_open()
    assert was_open_after(before)
    # A meeting that was opened later has had no room.
    assert not was_open_after(before + timedelta(hours=1))
    note_closed()
    note_closed()
    assert not was_open_after(before)
    assert list(tmp_path.iterdir()) == []


def test_where_nothing_can_be_written_the_room_is_opened_all_the_same_and_the_log_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("PRIORITERING_DB", str(tmp_path / "ingen" / "prov.duckdb"))
    note_open()
    assert "could not be written" in caplog.text
    monkeypatch.setenv("PRIORITERING_DB", ":memory:")
    note_open()
    note_closed()
    assert not was_open_after(datetime.fromtimestamp(0, UTC))

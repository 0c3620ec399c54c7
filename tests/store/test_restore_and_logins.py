"""A copy put back lets nobody in who has logged out since it was made, and nobody to what is tried of it."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from stat import S_IMODE

from prioritering.store.backup import back_up
from prioritering.store.connection import Store
from prioritering.store.ended_logins import end_login, ended_logins
from prioritering.store.restore import put_in_place, tried

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)


def copied_before_a_logout(folder: Path) -> tuple[Path, Path]:
    path, copy = folder / "prov.duckdb", folder / "kopia.duckdb"
    with closing(Store.open(path)) as store:
        end_login(store, "före", NOW + timedelta(hours=12), NOW)
        back_up(store, copy)
        end_login(store, "efter", NOW + timedelta(hours=11), NOW)
    return path, copy


def ended_after_restore(path: Path, copy: Path) -> frozenset[str]:
    with tried(copy, path) as trial:
        put_in_place(trial)
    with closing(Store.open(path)) as store:
        return ended_logins(store, NOW)


def test_who_has_logged_out_since_the_copy_was_made_stays_logged_out(tmp_path: Path) -> None:
    assert ended_after_restore(*copied_before_a_logout(tmp_path)) == {"före", "efter"}


def test_where_the_database_cannot_be_read_the_copy_says_who_has_logged_out(tmp_path: Path) -> None:
    path, copy = copied_before_a_logout(tmp_path)
    path.write_bytes(b"trasig")
    assert ended_after_restore(path, copy) == {"före"}


def test_what_is_tried_of_a_copy_lies_where_nobody_else_is_let_in(tmp_path: Path) -> None:
    path, copy = copied_before_a_logout(tmp_path)
    with tried(copy, path) as trial:
        assert tmp_path in trial.tried.parents and trial.tried.parent != tmp_path
        assert S_IMODE(trial.tried.parent.stat().st_mode) == 0o700

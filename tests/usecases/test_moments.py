"""Whatever moment a change comes at, a look shows all of it or nothing, and the next look all of it."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

from prioritering.meeting.meeting import Answer, Kind, Meeting
from prioritering.scoring.changes import CostAssumption
from prioritering.store import ballots, entry_log, looked, meetings
from prioritering.store.ballot_boxes import BOXES_SUFFIX
from prioritering.store.connection import Store
from prioritering.store.duckdb_file import stand_alone
from prioritering.store.round_keys import KEYS_SUFFIX
from prioritering.usecases.meeting_picture import meeting_picture
from prioritering.usecases.picture import picture_of
from prioritering.view.document import document_of, to_json
from prioritering.view.view import View, to_address
from prioritering.web.frame import context
from prioritering.web.pages.mote.panels import draw_result
from prioritering.web.pages.projektor.steps import draw_projector
from tests.folders import VSO
from tests.store import meeting_steps
from tests.usecases.builders import AT, filled, signed

Look = Callable[[Store, Meeting], object]
GROUP = View(plan="vso-2021", source="median")


class Interrupted(Store):
    """A real store where something else is written just before one of the reads.

    It is opened on a copy of a database that a store has just closed, so nothing is looked for or counted in it.
    """

    reads = 0
    at: int | None = None
    meanwhile: Callable[[], object] | None = None

    @classmethod
    def at_once(cls, path: Path) -> Interrupted:
        return cls(duckdb.connect(str(path)), str(path))

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        self.reads += 1
        if self.at == self.reads and self.meanwhile is not None:
            self.at = None
            self.meanwhile()
        with super().cursor() as cursor:
            yield cursor


def second_round(store: Store) -> Meeting:
    """Leave a meeting with one round shown and a blind one where someone has changed their mind."""
    meeting = filled(store)
    meeting_steps.open_round(store, meeting.id, ["S02"], "objektledare")
    voter = ballots.Voter(meeting.id, meetings.members(store, meeting.id)[0], 2)
    ballots.save_answer(store, voter, "S02", "omfattning", Answer(kind=Kind.LEVEL, value="Låg"))
    return meeting


def board_of(store: Store, meeting: Meeting) -> object:
    del meeting
    return to_json(document_of(picture_of(store, GROUP)))


def both_of(store: Store, meeting: Meeting) -> object:
    found = meeting_picture(store, GROUP, meeting.id)
    assert found.result is not None
    return to_json(document_of(found.picture)), found.result.meeting, found.result.progress, found.result.answers.sheets


def drawn(draw: Callable[[dict[str, str]], str], **more: str) -> Look:
    """Return the look at something that is drawn for all screens."""

    def look(store: Store, meeting: Meeting) -> object:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(context, "store", lambda: store)
            return draw({**to_address(GROUP), "plan": "vso-2021", "mote": meeting.id, **more})

    return look


def reveal(store: Store, meeting: Meeting) -> None:
    meeting_steps.reveal(store, meeting.id, "objektledare")


def assume(store: Store, meeting: Meeting) -> None:
    del meeting
    entry = CostAssumption.model_validate(signed(project_id="S07", low=100_000, high=200_000))
    entry_log.keep_entry(store, VSO, entry)


def someone_joins(store: Store, meeting: Meeting) -> None:
    meetings.record(store, meeting.id, meetings.Happening.ROLE_SHARED, "objektledare", "Objektledare")
    meetings.join(store, meeting.code, "Objektledare")


def someone_assumes_and_someone_joins(store: Store, meeting: Meeting) -> None:
    # A look that has seen the one and not the other is neither what was nor what is.
    assume(store, meeting)
    someone_joins(store, meeting)


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Meeting]:
    """A database in which a meeting has come to its second round, to be copied for each moment."""
    path = tmp_path_factory.mktemp("omgang") / "x.duckdb"
    store = Store.open(path)
    meeting = second_round(store)
    store.close()
    stand_alone(path)
    return path, meeting


def copied(path: Path, target: Path) -> Path:
    """Copy a database, and the keys and boxes of its blind rounds beside it."""
    shutil.copytree(f"{path}{BOXES_SUFFIX}", f"{target}{BOXES_SUFFIX}")
    shutil.copy(f"{path}{KEYS_SUFFIX}", f"{target}{KEYS_SUFFIX}")
    return Path(shutil.copy(path, target))


@pytest.mark.parametrize(
    ("look", "happens"),
    [
        (board_of, reveal),
        (both_of, reveal),
        (both_of, someone_assumes_and_someone_joins),
        (drawn(draw_result), reveal),
        (drawn(draw_projector, bild="oenighet"), reveal),
    ],
    ids=["tavlan", "båda", "båda, ändring och ny medlem", "Möte", "Projektor"],
)
def test_a_change_in_the_middle_of_a_look_is_wholly_in_it_or_not_at_all_and_seen_by_the_next(
    held: tuple[Path, Meeting],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    look: Look,
    happens: Callable[[Store, Meeting], None],
) -> None:
    # So that a slow machine asks as many times as a fast one.
    monkeypatch.setattr(looked, "LOOK_SECONDS", float("inf"))
    # One clock and one name for whoever joins: what is seen after the change is the same at whatever moment it came.
    monkeypatch.setattr(meetings, "now", lambda: AT)
    monkeypatch.setattr(secrets, "token_hex", lambda size: "0" * 2 * size)
    path, meeting = held
    store = Interrupted.open(copied(path, tmp_path / "före.duckdb"))
    before, reads = look(store, meeting), store.reads
    happens(store, meeting)
    store.close()
    # By a store that has never seen it otherwise.
    store = Store.open(tmp_path / "före.duckdb")
    after = look(store, meeting)
    store.close()
    assert before != after
    for moment in range(1, reads + 1):
        store = Interrupted.at_once(copied(path, tmp_path / f"{moment}.duckdb"))
        store.reads, store.at, store.meanwhile = 0, moment, lambda s=store, m=meeting: happens(s, m)
        interrupted = look(store, meeting)
        assert store.at is None, "läsningen kom aldrig"
        following = look(store, meeting)
        store.close()
        assert interrupted in (before, after), f"före läsning {moment}"
        assert following == after, f"före läsning {moment}"
    assert reads > 10

"""The one connection of the process to the embedded DuckDB file, shared through cursors.

Measured: a connection shared by threads hands one thread another's answer, so every call takes its own cursor;
writes pass one lock.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import duckdb

from prioritering.errors import StoreError
from prioritering.store.ballot_boxes import BallotBoxes, boxes_beside
from prioritering.store.database_words import translated
from prioritering.store.duckdb_file import AT_START, after_copy, connected
from prioritering.store.held_file import HeldFile
from prioritering.store.kept import Kept, T
from prioritering.store.known_database import check_is_there, counted_in, mark_as_counted, number_known
from prioritering.store.looked import Looked
from prioritering.store.migrations import migrate, waits_for_steps
from prioritering.store.rewritten import exchanged, left_alone, mark_of, written_anew
from prioritering.store.round_keys import RoundKeys, keys_beside
from prioritering.store.round_lock import RoundLock
from prioritering.store.statements import statement
from prioritering.store.tally import NONE_COUNTED, Counted, Tally, counted_of, tally_beside
from prioritering.store.whole_file import files_kept_with, remove_unfinished

LOG = logging.getLogger("prioritering.store")
MEMORY = ":memory:"
_TRIES = 3
_CHECKPOINTS, _PAUSE = 100, 0.02
RowCount = Callable[[Sequence[int]], int]


class Store:
    """An open database with its schema in place. Safe to use from several threads."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, path: str, tally: Tally | None = None) -> None:
        self.path = path
        self.round_lock = RoundLock()
        self.keys = RoundKeys(None) if path == MEMORY else keys_beside(path)
        self.boxes = BallotBoxes(None) if path == MEMORY else boxes_beside(path)
        self.tally = tally or Tally(None)
        self.kept = Kept()
        # Arrays over all projects of a plan: few of them, since each may take megabytes.
        self.kept_large = Kept(32, 200_000_000)
        self.writes = self.saves = 0
        self._connection = connection
        self._knows_count = tally is not None and number_known(connection) is not None
        self._write_lock = threading.RLock()
        # Held while the connection is exchanged for another.
        self._exchange_lock = threading.Lock()
        self._count_lock = threading.Lock()
        self._looked = Looked()
        # It has no thread until it is given something to do.
        self._later = ThreadPoolExecutor(1, "store-afterwards")
        self._file = HeldFile(Path(path))

    @classmethod
    def open(cls, path: Path | str, *, for_trial: bool = False) -> Store:
        """Open or create the database and bring its schema up to date; `":memory:"` gives one that is not kept.

        A copy is kept of what is brought up to date, except of one that is opened `for_trial`: it is a copy itself.

        Raises StoreError, with nothing written, when the file is locked by another process, damaged, another program's,
        newer than the program or lacks what has been saved in it; also when it cannot be created.
        """
        name = str(path)
        tally = None if name == MEMORY else tally_beside(name)
        with translated(name):
            if tally:
                check_is_there(Path(name), tally)
                Path(name).parent.mkdir(parents=True, exist_ok=True)
            connection = connected(name, tally)
            try:
                while name != MEMORY and not for_trial and waits_for_steps(connection):
                    connection, kept = after_copy(connection, Path(name))
                    if kept:
                        break
                migrate(connection)
                if tally:
                    tally.begin(counted_in(connection))
                    mark_as_counted(connection)
            except BaseException:
                connection.close()
                raise
        store = cls(connection, name, tally)
        if tally:
            # The database is held: no other process writes beside it.
            remove_unfinished(files_kept_with(Path(name).resolve(), store.boxes.folder))
            if mark_of(name).exists():
                store.rewrite()
        return store

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Give a cursor of its own for one call; what the database itself says there is raised as StoreError."""
        with translated(self.path):
            with self._exchange_lock:
                cursor = self._connection.cursor()
            with cursor:
                yield cursor

    def rows(self, query: str, values: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """Run a query with bound values and return its rows as dictionaries by column name."""
        with self.cursor() as cursor:
            cursor.execute(query, dict(values) if values else None)
            names = [column[0] for column in cursor.description or ()]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def tuples(self, query: str, values: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        """Run a query with bound values and return its rows as tuples."""
        with self.cursor() as cursor:
            return cursor.execute(query, dict(values) if values else None).fetchall()

    @contextmanager
    def write(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Give a cursor inside a transaction under the write lock: all of it is kept, or nothing."""
        with self._write_lock, self.cursor() as cursor:
            cursor.begin()
            try:
                yield cursor
            except BaseException:
                # Also when the process is told to stop: half a change must not be kept.
                cursor.rollback()
                raise
            self._note_number(cursor)
            cursor.commit()
            self.note_write()
            # While nobody else can save, and told once it stands on disk: see `tally`.
            number, counted = self.tally.number(), self.count_saved()
        self.tally.keep(number, counted)

    def _note_number(self, cursor: duckdb.DuckDBPyConnection) -> None:
        """Let the database know how far the count beside it has come: an older one is then told from it."""
        if self._knows_count and self.tally.on_disk:
            cursor.execute(statement("write/note_counted_number"), {"number": self.tally.on_disk})

    def count_saved(self) -> Counted:
        """Ask the database how much it holds of what is counted; nothing, where it is kept in memory."""
        return counted_of(self._rows_by_kind()) if self.tally.file else NONE_COUNTED

    def note_write(self) -> None:
        """Count a write that has been kept, so that what was newest is asked again."""
        with self._count_lock:
            self.writes += 1

    def note_save(self) -> None:
        """Count a save that lies beside the database: others may want to know of it, and no row is written."""
        with self._count_lock:
            self.saves += 1

    def look(self) -> int:
        """Ask the database how many rows have been written in it, by whomever: a number that only grows."""
        return sum(count for (count,) in self._rows_by_kind())

    def _rows_by_kind(self) -> list[tuple[int, ...]]:
        writes, at = self.writes, time.monotonic()
        kinds = self.tuples(statement("read/rows_written"))
        if self._looked.found(kinds, writes, at):
            self.forget_kept()
        return kinds

    def newest(self, query: str, values: Mapping[str, Any], counted: RowCount = sum) -> tuple[Any, ...]:
        """Return the one row of a query for what is newest: the numbers that answers are kept by."""
        return self.until_written((query, *sorted(values.items())), lambda: self.tuples(query, values)[0], counted)

    def until_written(self, key: Hashable, read: Callable[[], T], counted: RowCount = sum) -> T:
        """Return what is read, anew once something has been written: of what is `counted` among the rows by kind.

        What this store writes is seen at once; what is written beside it, by another store of the same database, at
        the next `look`, half a second later at the most.
        """
        # Before it is read, so that a row that comes in between is asked for once more.
        seen = counted(self._rows_seen())
        known: tuple[int, T] | None = self.kept.get(key)
        if known is None or known[0] != seen:
            known = seen, read()
            self.kept.put(key, known)
        return known[1]

    def _rows_seen(self) -> Sequence[int]:
        # One question for all that a page asks in one run, instead of one for each.
        rows = self._looked.rows_after(self.writes)
        return [count for (count,) in self._rows_by_kind()] if rows is None else rows

    def forget_kept(self) -> None:
        """Keep nothing that has been read or made of it: a text in it has been taken away."""
        self.kept.forget()
        self.kept_large.forget()

    def append(self, query: str, values: Mapping[str, Any]) -> tuple[Any, ...]:
        """Run one inserting statement, tried again when another transaction came between; returns what it gives."""
        for left in reversed(range(_TRIES)):
            try:
                with self.write() as cursor:
                    return cursor.execute(query, dict(values)).fetchone() or ()
            except StoreError as error:
                # Two who write at once are told so by the database; any other fault would be the same the next time.
                clash = isinstance(error.__cause__, duckdb.TransactionException | duckdb.ConstraintException)
                if not (clash and left):
                    raise
        raise AssertionError("the last try returns or raises")

    def will_rewrite(self) -> None:
        """Note on disk that the file is to be written anew, so that the next start does it if this process cannot."""
        if self.path != MEMORY:
            mark_of(self.path).touch()

    def rewrite(self) -> bool:
        """Write the file anew, without the bytes of what has been taken away; return whether it was done.

        Not when others go on reading: then it is done at the next start. Not for use inside a cursor.
        """
        for _ in range(_TRIES if self.path != MEMORY else 0):
            with translated(self.path), self._write_lock, self._exchange_lock:
                # Nobody new gets in meanwhile.
                if left_alone(self._connection):
                    self._connection.execute("checkpoint")
                    file = Path(self.path).resolve()
                    if not exchanged(written_anew(self._file, file, AT_START), file):
                        return False
                    self._connection.close()
                    self._file.let_go()
                    self._connection = connected(self.path)
                    mark_of(self.path).unlink(missing_ok=True)
                    return True
        return self.path == MEMORY

    @contextmanager
    def still(self) -> Iterator[HeldFile]:
        """Let nothing be saved until the block ends, and give the file to copy: all that is saved stands in it.

        StoreError when somebody goes on writing. Not for use inside a cursor, or where a lock of this store is held.
        """
        with self.round_lock.alone(), self._write_lock:
            for left in reversed(range(_CHECKPOINTS)):
                try:
                    self.tuples("checkpoint")
                    break
                except StoreError:
                    # What members have come to in a round is noted without the lock, and takes a moment.
                    if not left:
                        raise
                    time.sleep(_PAUSE)
            yield self._file

    def settle(self) -> None:
        """Move what stands in the log beside the file into it, unless it is being copied or written just now."""
        with suppress(StoreError), self._write_lock:
            # A folder of sealed answers that cannot be read is no reason to leave the log where it is.
            with suppress(StoreError):
                if self.boxes.rounds():
                    self.note_count()
            self.tuples("checkpoint")

    def note_count(self) -> None:
        """Let count and database know that they are of this moment, so that blind answers of an earlier are told of.

        Blind answers are not counted: whether there are new ones or not, the count of this moment is another. It must
        be called at times that no answer decides. Nothing is done where the database cannot be written just now.
        """
        with suppress(StoreError), translated(self.path), self._write_lock:
            self.tally.keep(self.tally.number(), self.count_saved(), anew=True)
            with self.cursor() as cursor:
                self._note_number(cursor)

    def afterwards(self, work: Callable[[], None]) -> None:
        """Do some work that nobody is to wait for, after what has been given before; `close` lets it be finished."""
        self._later.submit(work).add_done_callback(_tell_of_fault)

    def finish(self) -> None:
        """Wait for all work that has been given to be done `afterwards`."""
        self._later.submit(int).result()

    def close(self) -> None:
        """Close the database; the store cannot be used after this."""
        self._later.shutdown()
        self._connection.close()
        self._file.let_go()


def _tell_of_fault(done: Future[None]) -> None:
    if fault := done.exception():
        LOG.error("What was to be done afterwards failed", exc_info=fault)

"""Carries out commands for the same user while this process holds the database."""

from __future__ import annotations

import contextlib
import logging
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, Listener
from pathlib import Path

from prioritering.errors import Cancelled
from prioritering.gateway.key_file import ServerAddress, key_file, write_way
from prioritering.gateway.messages import Command, CommandAnswer, CommandTaken
from prioritering.gateway.talk import NotProven, TooLarge, fresh_number, receive_signed, send_signed
from prioritering.usecases.study import ReportProgress

LOG = logging.getLogger("prioritering.gateway")
Run = Callable[[Sequence[str], Path, ReportProgress], tuple[int, str, str]]
# A long search must not keep a short question waiting.
AT_ONCE = 4
# Bounded, since anybody on the machine can connect and say nothing.
AT_THE_DOOR = 32
SECONDS_TO_ASK = 5.0
SECONDS_TO_END = 2.0
LOOK_EVERY_SECONDS = 0.2
_FAILED = "fel: Servern kunde inte utföra kommandot: ett fel i programmet. Vad som hände står i serverns logg."
FAILED = 2, _FAILED, ""
TOO_LARGE = 2, "fel: Svaret är för stort för att skickas. Stoppa servern och kör kommandot utan den.", ""


class Gateway:
    """Listens on loopback until closed. `run` carries out (arguments, folder, told).

    It returns the exit code, the text and what is said beside it.
    What is told is how far the work has come; it raises Cancelled when the work is to stop.

    Each who connects has a thread of its own, so that all are greeted at once; AT_ONCE of them work, the rest wait for
    their turn. The threads are daemons: a search of an hour must not keep a server that is told to stop.
    """

    def __init__(self, database: Path | str, run: Run) -> None:
        self._run = run
        self._door = threading.BoundedSemaphore(AT_THE_DOOR)
        self._turns = threading.BoundedSemaphore(AT_ONCE)
        self._closed = threading.Event()
        self._serving: set[threading.Thread] = set()
        # Loopback alone, and a port that the system picks: the file beside the database says which.
        self._listener = Listener(("127.0.0.1", 0), family="AF_INET", backlog=AT_THE_DOOR)
        self.file = key_file(database)
        try:
            self.way: ServerAddress = write_way(self.file, int(self._listener.address[1]))
        except BaseException:
            self._listener.close()
            raise
        threading.Thread(target=self._listen, name="kommandon", daemon=True).start()

    def _listen(self) -> None:
        while True:
            self._door.acquire()
            try:
                connection = self._listener.accept()
            except OSError:
                self._door.release()
                # One who hung up in the queue, or too many open files: the next may come in all the same.
                if self._closed.wait(LOOK_EVERY_SECONDS):
                    return
                continue
            if self._closed.is_set():
                connection.close()
                return
            threading.Thread(target=self._serve, args=(connection,), name="kommando", daemon=True).start()

    def _serve(self, connection: Connection) -> None:
        self._serving.add(threading.current_thread())
        try:
            with connection:
                asked = self._asked(connection)
                if asked is not None:
                    self._carry_out(connection, asked)
        except OSError as error:
            LOG.warning("A command could not be answered: %s", type(error).__name__)
        finally:
            self._serving.discard(threading.current_thread())

    def _asked(self, connection: Connection) -> Command | None:
        """Return what is asked, None when it is not proved or cannot be understood."""
        try:
            number = fresh_number()
            connection.send_bytes(number)
            with _hung_up_after(connection, SECONDS_TO_ASK):
                return receive_signed(connection, self.way.key, number, SECONDS_TO_ASK, Command)
        except NotProven:
            LOG.warning("A command without the key was refused")
        except ValueError as error:
            LOG.warning("A command could not be understood: %s", type(error).__name__)
        finally:
            self._door.release()
        return None

    def _carry_out(self, connection: Connection, asked: Command) -> None:
        def told(share: float) -> None:
            """Raise Cancelled when nobody waits for the answer any more."""
            del share
            # Who has asked says no more, so that there is something to read only when the other end has hung up.
            if self._closed.is_set() or _readable(connection):
                raise Cancelled("Servern stängs, så kommandot är avbrutet. Kör det igen.")

        # From here the other end knows that it has found the right server, however long its turn takes to come.
        send_signed(connection, self.way.key, asked.number, CommandTaken())
        try:
            while not self._turns.acquire(timeout=LOOK_EVERY_SECONDS):
                told(0.0)
        except Cancelled as stopped:
            self._answer(connection, asked, (2, f"fel: {stopped}", ""))
            return
        try:
            answer = self._answer_of(asked, told)
        finally:
            self._turns.release()
        self._answer(connection, asked, answer)

    def _answer_of(self, asked: Command, told: ReportProgress) -> tuple[int, str, str]:
        try:
            told(0.0)
            return self._run(asked.argument, Path(asked.mapp), told)
        except Cancelled as stopped:
            return 2, f"fel: {stopped}", ""
        except Exception:
            LOG.exception("A command failed in a way that was not foreseen")
            return FAILED

    def _answer(self, connection: Connection, asked: Command, answer: tuple[int, str, str]) -> None:
        code, text, said = answer
        try:
            send_signed(connection, self.way.key, asked.number, CommandAnswer(kod=code, text=text, sagt=said))
        except TooLarge:
            LOG.exception("The answer to a command was too large to send")
            self._answer(connection, asked, TOO_LARGE)

    def close(self) -> None:
        """Take the key away and stop: no new command is let in, and those under way end at their next word."""
        if self._closed.is_set():
            return
        self._closed.set()
        with contextlib.suppress(OSError):
            self.file.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            # A thread that waits in `accept` is not woken by closing what it listens to.
            socket.create_connection(("127.0.0.1", self.way.port), timeout=1).close()
        with contextlib.suppress(OSError):
            self._listener.close()
        until = time.monotonic() + SECONDS_TO_END
        for thread in tuple(self._serving):
            thread.join(max(0.0, until - time.monotonic()))


@contextlib.contextmanager
def _hung_up_after(connection: Connection, seconds: float) -> Iterator[None]:
    """Hang up on who has begun to say something and does not come to an end; reading would else wait for ever."""
    # A second handle to the same socket, since the first may be another's when the time is up.
    with socket.fromfd(connection.fileno(), socket.AF_INET, socket.SOCK_STREAM) as same:
        timer = threading.Timer(seconds, _hang_up, [same])
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()


def _hang_up(same: socket.socket) -> None:
    with contextlib.suppress(OSError):
        same.shutdown(socket.SHUT_RDWR)


def _readable(connection: Connection) -> bool:
    try:
        return connection.poll()
    except OSError:
        return True

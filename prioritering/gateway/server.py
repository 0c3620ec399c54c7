"""Carries out commands for the same user while this process holds the database."""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection, Listener
from pathlib import Path

from prioritering.gateway.key_file import Way, key_file, write_way
from prioritering.gateway.talk import NotProven, fresh_number, receive_signed, send_signed

LOG = logging.getLogger("prioritering.gateway")
Run = Callable[[Sequence[str], Path], tuple[int, str]]
# A long search must not keep a short question waiting.
AT_ONCE = 4
SECONDS_TO_ASK = 5.0


class Gateway:
    """Listens on loopback until closed; `run` carries out (arguments, folder) and returns exit code and text."""

    def __init__(self, database: Path | str, run: Run) -> None:
        self._run = run
        # Loopback alone, and a port that the system picks: the file beside the database says which.
        self._listener = Listener(("127.0.0.1", 0), family="AF_INET")
        self.file = key_file(database)
        self.way: Way = write_way(self.file, int(self._listener.address[1]))
        self._workers = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="kommando")
        threading.Thread(target=self._listen, name="kommandon", daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                connection = self._listener.accept()
            except OSError:
                return
            # Proving takes place in the workers: who connects and says nothing must not keep others waiting.
            self._workers.submit(self._serve, connection)

    def _serve(self, connection: Connection) -> None:
        with connection:
            try:
                number = fresh_number()
                connection.send_bytes(number)
                asked = receive_signed(connection, self.way.key, number, SECONDS_TO_ASK)
                arguments = [str(part) for part in asked["argument"]]
                code, text = self._run(arguments, Path(str(asked["mapp"])))
                answer = {"kod": code, "text": text}
                send_signed(connection, self.way.key, bytes.fromhex(asked["nummer"]), answer)
            except NotProven:
                LOG.warning("A command without the key was refused")
            except (OSError, ValueError, KeyError, TypeError) as error:
                LOG.warning("A command could not be answered: %s", type(error).__name__)

    def close(self) -> None:
        """Stop listening and take the key away."""
        with contextlib.suppress(OSError):
            self.file.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            self._listener.close()
        self._workers.shutdown(wait=False, cancel_futures=True)

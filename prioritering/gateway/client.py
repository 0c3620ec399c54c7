"""Asks the running server to carry out a command."""

from __future__ import annotations

from collections.abc import Sequence
from multiprocessing.connection import Client
from pathlib import Path

from prioritering.errors import StoreBusy
from prioritering.gateway.key_file import key_file, read_way
from prioritering.gateway.talk import NUMBER, NotProven, fresh_number, receive, receive_signed, send_signed

SECONDS_TO_GREET = 5.0
SECONDS_TO_ANSWER = 3700.0
"""Longer than the longest search that a command can ask for."""


def ask_server(database: Path | str, arguments: Sequence[str], folder: Path, busy: StoreBusy) -> tuple[int, str]:
    """Return the exit code and text of a command that the server holding `database` carries out.

    Raises StoreBusy with one clear line when there is no such server, or it does not answer.
    """
    way = read_way(key_file(database))
    if way is None:
        raise busy
    silent = StoreBusy(f"Databasen {database} används av ett program som inte svarar. Starta om det, eller stäng det.")
    try:
        with Client(("127.0.0.1", way.port), family="AF_INET") as connection:
            number = receive(connection, SECONDS_TO_GREET)
            if len(number) != NUMBER:
                raise silent
            # The answer is signed over a number of ours, so that an old answer cannot be played again.
            mine = fresh_number()
            asked = {"argument": list(arguments), "mapp": str(folder), "nummer": mine.hex()}
            send_signed(connection, way.key, number, asked)
            answer = receive_signed(connection, way.key, mine, SECONDS_TO_ANSWER)
            return int(answer["kod"]), str(answer["text"])
    except (NotProven, OSError, ValueError, KeyError) as error:
        raise silent from error

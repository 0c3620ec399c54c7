"""Asks the running server to carry out a command."""

from __future__ import annotations

from collections.abc import Sequence
from multiprocessing.connection import Client, Connection
from pathlib import Path

from prioritering.errors import StoreBusy, StoreError
from prioritering.gateway.key_file import key_file, read_way
from prioritering.gateway.messages import NUMBER, Command, CommandAnswer, CommandTaken
from prioritering.gateway.talk import NotProven, fresh_number, receive, receive_signed, send_signed

SECONDS_TO_GREET = 5.0


def ask_server(database: Path | str, arguments: Sequence[str], folder: Path, busy: StoreBusy) -> tuple[int, str, str]:
    """Return exit code, text and what is said beside it of a command that the server holding `database` carries out.

    Waits for as long as the server has taken the command, since it may be others' turn first. Raises StoreBusy with
    one clear line when there is no such server or it does not greet, StoreError when it ends before it has answered.
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
            asked = Command(argument=tuple(arguments), mapp=str(folder), nummer=mine.hex())
            send_signed(connection, way.key, number, asked)
            receive_signed(connection, way.key, mine, SECONDS_TO_GREET, CommandTaken)
            return _answer(connection, way.key, mine)
    except (NotProven, OSError, ValueError) as error:
        raise silent from error


def _answer(connection: Connection, key: bytes, number: bytes) -> tuple[int, str, str]:
    try:
        answer = receive_signed(connection, key, number, None, CommandAnswer)
    except NotProven as error:
        raise StoreError("Servern avslutades innan svaret kom. Kör kommandot igen.") from error
    return answer.kod, answer.text, answer.sagt

"""Whose turn it is at a running server, and what is said when a command cannot be answered."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
from collections.abc import Sequence
from multiprocessing.connection import Client, Listener
from pathlib import Path
from typing import Any

import pytest

from prioritering.errors import StoreBusy, StoreError
from prioritering.gateway import client, server
from prioritering.gateway.client import ask_server
from prioritering.gateway.messages import MAX_BYTES, Command, CommandAnswer
from prioritering.gateway.server import AT_ONCE, Gateway
from prioritering.gateway.talk import fresh_number, receive, receive_signed, send_signed
from prioritering.usecases.study import ReportProgress

ROOT = Path(__file__).parents[2]
ASK = ["rangordna"]
BUSY = StoreBusy("upptagen")


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "x.duckdb"


def asking(database: Path, answers: list[object]) -> threading.Thread:
    """Ask for a command in a thread of its own, and note the answer or the error."""

    def ask() -> None:
        try:
            answers.append(ask_server(database, ASK, ROOT, BUSY))
        except StoreError as error:
            answers.append(error)

    thread = threading.Thread(target=ask)
    thread.start()
    return thread


class Turns(threading.BoundedSemaphore):
    """A gateway's turns that tell how many have had to wait for theirs."""

    def __init__(self) -> None:
        super().__init__(AT_ONCE)
        self.refused: set[int] = set()
        self.changed = threading.Condition()

    def acquire(self, blocking: bool = True, timeout: float | None = None) -> bool:
        taken = super().acquire(blocking, timeout)
        if not taken:
            with self.changed:
                self.refused.add(threading.get_ident())
                self.changed.notify_all()
        return taken


def test_more_commands_than_are_carried_out_at_once_wait_for_their_turn(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    patience: list[float | None] = []

    def noted(*arguments: Any) -> Any:
        *_, seconds, kind = arguments
        patience.extend([seconds] if kind is CommandAnswer else [])
        return receive_signed(*arguments)

    monkeypatch.setattr(client, "receive_signed", noted)
    go, begun = threading.Event(), threading.Semaphore(0)

    def wait(*_: object) -> tuple[int, str, str]:
        begun.release()
        go.wait()
        return 0, "klart", ""

    gateway = Gateway(database, wait)
    gateway._turns = turns = Turns()
    answers: list[object] = []
    try:
        threads = [asking(database, answers) for _ in range(AT_ONCE + 2)]
        for _ in range(AT_ONCE):
            assert begun.acquire(timeout=30)
        with turns.changed:
            assert turns.changed.wait_for(lambda: len(turns.refused) == 2, 30)
        assert not begun.acquire(blocking=False)
        assert answers == []
        go.set()
        for thread in threads:
            thread.join(30)
        assert answers == [(0, "klart", "")] * (AT_ONCE + 2)
        # Who has been greeted is never taken for silent, however long the others work.
        assert patience == [None] * (AT_ONCE + 2)
    finally:
        go.set()
        gateway.close()


def test_who_begins_to_say_something_and_never_ends_keeps_nobody_out(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "SECONDS_TO_ASK", 0.5)
    gateway = Gateway(database, lambda *_: (0, "svar", ""))
    slow = [socket.create_connection(("127.0.0.1", gateway.way.port)) for _ in range(server.AT_THE_DOOR)]
    try:
        for one in slow:
            # The length of a message of a hundred bytes, and the first of them.
            one.sendall((100).to_bytes(4, "big") + b"x")
        assert ask_server(database, ASK, ROOT, BUSY) == (0, "svar", "")
    finally:
        for one in slow:
            one.close()
        gateway.close()


def test_who_hangs_up_gives_the_turn_to_the_next(database: Path) -> None:
    begun, ended = threading.Semaphore(0), threading.Semaphore(0)

    def search(asked: Sequence[str], _: Path, told: ReportProgress) -> tuple[int, str, str]:
        if "kort" in asked:
            return 0, "klart", ""
        begun.release()
        try:
            while True:
                told(0.5)
        finally:
            ended.release()

    gateway = Gateway(database, search)
    try:
        left = [Client(("127.0.0.1", gateway.way.port), family="AF_INET") for _ in range(AT_ONCE)]
        for connection in left:
            number = receive(connection, 5)
            content = Command(argument=("lång",), mapp=".", nummer=fresh_number().hex())
            send_signed(connection, gateway.way.key, number, content)
            assert begun.acquire(timeout=30)
        for connection in left:
            connection.close()
        assert ask_server(database, ["kort"], ROOT, BUSY) == (0, "klart", "")
        for _ in left:
            assert ended.acquire(timeout=30)
    finally:
        gateway.close()


def test_a_server_that_stops_ends_the_commands_under_way_and_says_so(database: Path) -> None:
    begun = threading.Event()

    def search(_: Sequence[str], __: Path, told: ReportProgress) -> tuple[int, str, str]:
        begun.set()
        while True:
            told(0.5)

    gateway = Gateway(database, search)
    answers: list[object] = []
    thread = asking(database, answers)
    assert begun.wait(30)
    gateway.close()
    thread.join(30)
    assert answers == [(2, "fel: Servern stängs, så kommandot är avbrutet. Kör det igen.", "")]


def test_a_server_that_ends_before_it_has_answered_is_told_as_it_is(database: Path) -> None:
    code = """
import os, sys, threading
from prioritering.gateway.server import AT_ONCE, Gateway
Gateway(sys.argv[1], lambda *_: os._exit(1))
print("redo", flush=True)
threading.Event().wait()
"""
    command = [sys.executable, "-c", code, str(database)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"redo\n"
        with pytest.raises(StoreError, match="avslutades innan svaret kom"):
            ask_server(database, ASK, ROOT, BUSY)


def test_a_fault_in_the_program_is_told_as_such_and_logged(database: Path, caplog: pytest.LogCaptureFixture) -> None:
    def fail(*_: object) -> tuple[int, str, str]:
        raise IndexError("oväntat")

    gateway = Gateway(database, fail)
    try:
        code, text, _ = ask_server(database, ASK, ROOT, BUSY)
    finally:
        gateway.close()
    assert (code, "ett fel i programmet" in text) == (2, True)
    assert "oväntat" in caplog.text


def test_an_answer_that_is_too_large_is_told_as_such(database: Path) -> None:
    gateway = Gateway(database, lambda *_: (0, "x" * MAX_BYTES, ""))
    try:
        code, text, _ = ask_server(database, ASK, ROOT, BUSY)
    finally:
        gateway.close()
    assert (code, "för stort" in text) == (2, True)


def test_who_hangs_up_in_the_queue_closes_the_door_on_nobody(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting, accept = [1, 2], Listener.accept

    def accepted(listener: Listener) -> Any:
        """What the system does where the one who is first in the queue has gone."""
        if waiting:
            waiting.pop()
            raise ConnectionAbortedError
        return accept(listener)

    monkeypatch.setattr(Listener, "accept", accepted)
    monkeypatch.setattr(server, "LOOK_EVERY_SECONDS", 0.01)
    gateway = Gateway(database, lambda *_: (0, "svar", ""))
    try:
        assert ask_server(database, ASK, ROOT, BUSY) == (0, "svar", "")
    finally:
        gateway.close()

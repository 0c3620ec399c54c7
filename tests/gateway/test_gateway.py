"""While a server holds the database, the command line asks the server: the same answer, and nobody else gets in."""

import json
import os
import shutil
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from multiprocessing.connection import Client
from pathlib import Path
from types import SimpleNamespace

import pytest

from prioritering import __main__ as program
from prioritering.commands.plans import Plans
from prioritering.commands.run import run
from prioritering.errors import StoreBusy
from prioritering.gateway.client import ask_server
from prioritering.gateway.key_file import key_file, read_way, write_way
from prioritering.gateway.messages import Command, CommandTaken, Message
from prioritering.gateway.server import Gateway
from prioritering.gateway.serving import serve_commands
from prioritering.gateway.talk import NotProven, fresh_number, receive, receive_signed, send_signed
from prioritering.store.connection import Store
from tests.commands.held import held
from tests.databases import copied
from tests.usecases.builders import filled

ROOT = Path(__file__).parents[2]
RANK = ["rangordna", "--plan", "vso-2021", "--ram", "3547", "--json"]
BUSY = StoreBusy("upptagen")


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "x.duckdb"


@pytest.fixture(scope="module")
def filled_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a database that has a plan and all that is laid beside it, to be copied."""
    folder = tmp_path_factory.mktemp("fylld")
    with closing(Store.open(folder / "x.duckdb")) as store:
        filled(store)
    return folder


@pytest.fixture
def served(filled_once: Path, database: Path) -> Iterator[tuple[Store, Gateway]]:
    shutil.copytree(filled_once, database.parent, dirs_exist_ok=True)
    store = Store.open(database)
    gateway = serve_commands(store, database)
    assert gateway is not None
    yield store, gateway
    gateway.close()
    store.close()


def typed(database: Path, *arguments: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PRIORITERING_DB": str(database), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "prioritering", *arguments]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_a_command_goes_through_the_running_server_with_the_groups_entries(
    database: Path, served: tuple[Store, Gateway]
) -> None:
    done = typed(database, *RANK)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.rstrip("\n") == run(RANK, Plans(served[0])).text
    costs = {row["id"]: row["kostnad_max_kr"] for row in json.loads(done.stdout)["projekt"]}
    assert (costs["S04"], costs["N01"]) == (800_000, None)


def test_a_bad_argument_is_told_in_one_line_also_through_the_server(
    database: Path, served: tuple[Store, Gateway]
) -> None:
    done = typed(database, "rangordna", "--plan", "vso-2021", "--vikter", "nytta=1")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "nytta" in done.stderr


def test_a_file_is_meant_where_the_command_was_typed(
    database: Path, served: tuple[Store, Gateway], tmp_path: Path
) -> None:
    (tmp_path / "krav.toml").write_text('maste = ["S02"]\n', encoding="utf-8")
    done = typed(
        database, "portfolj", "--plan", "vso-2021", "--ram", "3547", "--krav", "krav.toml", "--json", folder=tmp_path
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "S02" in json.loads(done.stdout)["valda"]


def test_a_program_that_holds_the_database_and_does_not_answer_is_told_in_one_clear_line(
    without_plans: Path, database: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    beside = tmp_path / "y.duckdb"
    for file in (database, beside):
        copied(without_plans, file)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        write_way(key_file(beside), free.getsockname()[1])
    # Each is tried for ten seconds, a second at a time.
    tries: list[float] = []
    monkeypatch.setattr(program, "time", SimpleNamespace(monotonic=lambda: len(tries), sleep=tries.append))
    for file, word in ((database, "används redan"), (beside, "som inte svarar")):
        tries.clear()
        monkeypatch.setenv("PRIORITERING_DB", str(file))
        with held(file):
            assert program.main(RANK) == 2
        out, told = capsys.readouterr()
        assert (out, told.count("\n"), len(tries)) == ("", 1, 11)
        assert word in told


def test_only_the_same_user_can_read_the_key(served: tuple[Store, Gateway]) -> None:
    assert stat.S_IMODE(served[1].file.stat().st_mode) == 0o600


@pytest.mark.skipif(os.name != "posix", reason="who may read a file is told by its mode on POSIX alone")
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o602])
def test_a_key_that_others_can_read_or_change_is_refused(database: Path, mode: int) -> None:
    gateway = Gateway(database, lambda *_: (0, "", ""))
    try:
        gateway.file.chmod(mode)
        with pytest.raises(StoreBusy, match="används inte"):
            ask_server(database, RANK, ROOT, BUSY)
    finally:
        gateway.close()


@pytest.mark.skipif(os.name != "posix" or os.getuid() != 0, reason="a file is given away by root alone")
def test_another_users_key_is_refused(database: Path) -> None:
    gateway = Gateway(database, lambda *_: (0, "", ""))
    try:
        os.chown(gateway.file, 12345, 12345)
        with pytest.raises(StoreBusy, match="används inte"):
            ask_server(database, RANK, ROOT, BUSY)
    finally:
        gateway.close()


@pytest.mark.parametrize(
    "content",
    ['{"port": 65536, "nyckel": "%s"}', '{"port": 1e400, "nyckel": "%s"}', '{"port": 0, "nyckel": "%s"}', "[]", ""],
)
def test_a_key_file_that_makes_no_sense_is_as_none(database: Path, content: str) -> None:
    write_way(key_file(database), 1)
    key_file(database).write_text(content.replace("%s", "00" * 32), encoding="utf-8")
    assert read_way(key_file(database)) is None


def test_a_database_reached_by_another_path_has_the_same_key(database: Path, tmp_path: Path) -> None:
    link = tmp_path / "annan.duckdb"
    link.symlink_to(database)
    gateway = Gateway(link, lambda *_: (0, "svar", ""))
    try:
        assert ask_server(database, RANK, ROOT, BUSY) == ask_server(link, RANK, ROOT, BUSY) == (0, "svar", "")
    finally:
        gateway.close()


def test_the_key_is_gone_when_the_server_has_stopped(database: Path) -> None:
    gateway = Gateway(database, lambda *_: (0, "", ""))
    assert read_way(key_file(database)) is not None
    gateway.close()
    assert read_way(key_file(database)) is None


@pytest.fixture
def noted(database: Path) -> Iterator[tuple[Gateway, list[object]]]:
    """A way in whose commands are only noted down."""
    carried: list[object] = []

    def note(*asked: object) -> tuple[int, str, str]:
        carried.append(asked)
        return 0, "", ""

    gateway = Gateway(database, note)
    yield gateway, carried
    gateway.close()


def test_without_the_key_no_command_is_carried_out(database: Path, noted: tuple[Gateway, list[object]]) -> None:
    gateway, carried = noted
    with Client(("127.0.0.1", gateway.way.port), family="AF_INET") as forger:
        number = receive(forger, 5)
        content = Command(argument=RANK, mapp=".", nummer=fresh_number().hex())
        send_signed(forger, b"fel nyckel" * 4, number, content)
        with pytest.raises(NotProven):
            receive(forger, 5)
    assert carried == []
    assert ask_server(database, RANK, ROOT, BUSY) == (0, "", "")


def test_a_signed_command_cannot_be_sent_again(noted: tuple[Gateway, list[object]]) -> None:
    gateway, carried = noted
    first = Client(("127.0.0.1", gateway.way.port), family="AF_INET")
    number = receive(first, 5)
    content = Command(argument=RANK, mapp=".", nummer=fresh_number().hex())
    send_signed(first, gateway.way.key, number, content)
    # That the command is taken, and then its answer.
    receive(first, 5)
    receive(first, 5)
    with Client(("127.0.0.1", gateway.way.port), family="AF_INET") as again:
        receive(again, 5)
        send_signed(again, gateway.way.key, number, content)
        with pytest.raises(NotProven):
            receive(again, 5)
    assert len(carried) == 1
    first.close()


class Mistaken(Message):
    """What somebody who has the key may send all the same."""

    argument: object = ("rangordna",)
    mapp: object = "."
    nummer: object = "00" * 32


@pytest.mark.parametrize(
    "said",
    [Mistaken(argument="rangordna"), Mistaken(argument=[1]), Mistaken(mapp=None), Mistaken(nummer="00"), Message()],
)
def test_what_is_signed_and_is_no_command_is_not_carried_out(
    database: Path, noted: tuple[Gateway, list[object]], said: Message, caplog: pytest.LogCaptureFixture
) -> None:
    gateway, carried = noted
    with Client(("127.0.0.1", gateway.way.port), family="AF_INET") as other:
        send_signed(other, gateway.way.key, receive(other, 5), said)
        with pytest.raises(NotProven):
            receive(other, 5)
    assert carried == []
    assert "could not be understood" in caplog.text
    assert ask_server(database, RANK, ROOT, BUSY) == (0, "", "")


def test_who_connects_and_says_nothing_keeps_nobody_waiting(database: Path) -> None:
    gateway = Gateway(database, lambda *_: (0, "svar", ""))
    try:
        with Client(("127.0.0.1", gateway.way.port), family="AF_INET"):
            assert ask_server(database, RANK, ROOT, BUSY) == (0, "svar", "")
    finally:
        gateway.close()


def test_an_answer_from_another_program_on_the_port_is_not_believed(database: Path) -> None:
    gateway = Gateway(database, lambda *_: (0, "äkta", ""))
    try:
        write_way(key_file(database), gateway.way.port)
        with pytest.raises(StoreBusy, match="som inte svarar"):
            ask_server(database, RANK, ROOT, BUSY)
    finally:
        gateway.close()


def test_a_message_that_is_cut_or_unsigned_is_refused(database: Path) -> None:
    gateway = Gateway(database, lambda *_: (0, "", ""))
    try:
        for raw in (b"", b"x", b"x" * 200):
            with Client(("127.0.0.1", gateway.way.port), family="AF_INET") as odd:
                receive(odd, 5)
                odd.send_bytes(raw)
                with pytest.raises(NotProven):
                    receive_signed(odd, gateway.way.key, b"", 5, CommandTaken)
        assert ask_server(database, RANK, ROOT, BUSY) == (0, "", "")
    finally:
        gateway.close()


def test_a_database_in_memory_has_no_way_in() -> None:
    store = Store.open(":memory:")
    assert serve_commands(store, ":memory:") is None
    store.close()


def test_commands_side_by_side_without_a_server_all_get_their_answer(with_plans: Path, database: Path) -> None:
    copied(with_plans, database)
    with ThreadPoolExecutor(4) as several:
        done = list(several.map(lambda _: typed(database, *RANK), range(4)))
    assert [(one.returncode, one.stderr) for one in done] == [(0, "")] * 4

"""Where an answer is written: any letter, any place, and never a traceback."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO

import pytest

from prioritering.commands.run import COMMANDS
from prioritering.commands.written_files import write_files
from prioritering.errors import BadArgument
from prioritering.store.bootstrap import bootstrap
from prioritering.store.connection import Store
from tests.commands.typed import ROOT, Done, run
from tests.folders import write_plan

FULL = Path("/dev/full")


def written(to: int | IO[bytes], *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    variables = {key: value for key, value in os.environ.items() if key not in ("PYTHONIOENCODING", "PYTHONUTF8")}
    command = [sys.executable, "-m", "prioritering", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env={**variables, **environment}, stdout=to, stderr=subprocess.PIPE, check=False
    )


@pytest.fixture
def plan(tmp_path: Path) -> str:
    """A plan whose name has letters that western screens lack."""
    (tmp_path / "plan.toml").write_text('id = "p"\nnamn = "Łódź"\nperiod = "2026"\n', encoding="utf-8")
    header, row = "id,namn,klass,kostnad_tkr,omfattning", "1,Karta,strategiskt,1500,Hög"
    (tmp_path / "projekt.csv").write_text(f"{header}\n{row}\n", encoding="utf-8")
    return str(tmp_path)


@pytest.mark.parametrize(("encoding", "name"), [("cp1252", "?ód?"), ("ascii", "??d?")])
def test_what_a_screen_cannot_show_does_not_stop_the_answer(encoding: str, name: str, plan: str) -> None:
    done = written(subprocess.PIPE, "rangordna", "--plan", plan, PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode(encoding).startswith(name)


def test_a_file_is_written_in_utf_8_whatever_the_screens_encoding(plan: str) -> None:
    done = written(subprocess.PIPE, "rangordna", "--plan", plan, LC_ALL="C", PYTHONCOERCECLOCALE="0", PYTHONUTF8="0")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode("utf-8").startswith("Łódź")


@pytest.mark.parametrize(
    "typed",
    [
        ("rangordna", "--plan", "vso-2021", "--ram", "3547", "--json"),
        ("robusthet", "--plan", "vso-2021", "--ram", "3547", "--dragningar", "200", "--metod", "basta", "--json"),
        ("rangordna", "--plan", "vso-2021", "--ram", "-1"),
        ("robusthet", "--help"),
    ],
    ids=["rangordna", "robusthet", "fault", "help"],
)
def test_a_process_of_its_own_writes_and_ends_as_the_command_does_here(typed: tuple[str, ...]) -> None:
    """The other tests of the command line run in their own process; this holds them to what a shell gets."""
    done = written(subprocess.PIPE, *typed)
    assert Done(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")) == run(*typed)


@pytest.mark.skipif(not FULL.exists(), reason="a disk that is always full is found on Linux alone")
def test_a_full_disk_is_told_in_one_clear_line() -> None:
    with FULL.open("wb") as full:
        done = written(full, "rangordna", "--plan", "vso-2021", "--json")
    assert (done.returncode, done.stderr.decode()) == (2, "fel: Svaret kunde inte skrivas: disken är full.\n")


@contextmanager
def nobody_reads() -> Iterator[IO[bytes]]:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb", closefd=True) as closed:
        yield closed


# Every command writes in one place, which is held below.
@pytest.mark.parametrize("command", ["rangordna", "help"])
def test_a_reader_that_has_seen_enough_ends_it_without_a_word(command: str, plan: str) -> None:
    asked = (command, "--plan", plan, "--ram", "2000", "--json") if command != "help" else ("rangordna", "--help")
    with nobody_reads() as closed:
        done = written(closed, *asked)
    assert (done.returncode, done.stderr) == (0, b"")


def test_every_command_leaves_its_writing_to_the_one_place_that_minds_a_closed_pipe() -> None:
    every = [Path(str(module.__file__)) for module in COMMANDS]
    assert len(every) == 14
    # One asks before it restores, the other says where it starts; both mind it themselves.
    by_itself = re.compile(r"\bprint\(|\bsys\.std|input\(")
    assert [path.stem for path in every if by_itself.search(path.read_text(encoding="utf-8"))] == ["aterstall", "start"]


def test_an_answer_is_whole_though_nobody_hears_what_is_said_beside_it(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "planer/prov")
    asked = [sys.executable, "-m", "prioritering", "rangordna", "--plan", "prov", "--json"]
    where = {"PRIORITERING_DB": str(tmp_path / "egen.duckdb"), "PRIORITERING_PLANER": str(folder.parent)}
    with closing(Store.open(tmp_path / "egen.duckdb")) as store:
        assert not bootstrap(store, [folder]).problems
    (folder / "projekt.csv").write_text("inget", encoding="utf-8")
    said = subprocess.run(asked, cwd=ROOT, env=os.environ | where, capture_output=True, check=False)
    assert b"obs: " in said.stderr
    with nobody_reads() as closed:
        done = subprocess.run(
            asked, cwd=ROOT, env=os.environ | where, stdout=subprocess.PIPE, stderr=closed, check=False
        )
    assert (done.returncode, done.stdout) == (0, said.stdout)


def test_a_question_that_nobody_can_read_changes_nothing(tmp_path: Path) -> None:
    with nobody_reads() as closed:
        done = written(closed, "aterstall", "--godta", PRIORITERING_DB=str(tmp_path / "egen.duckdb"))
    assert (done.returncode, done.stderr.decode()[:18]) == (2, "fel: Ingen svarade")


def test_of_several_files_that_are_there_the_first_is_named_and_none_is_written(tmp_path: Path) -> None:
    files = {"a.csv": b"ny", "b/c.csv": b"ny", "d.csv": b"ny"}
    write_files(tmp_path / "ut", dict.fromkeys(list(files)[1:], b"gammal"), replace=False)
    with pytest.raises(BadArgument, match=r"b/c\.csv finns redan\. Lägg till --ersatt för att skriva över\."):
        write_files(tmp_path / "ut", files, replace=False)
    assert not (tmp_path / "ut/a.csv").exists()
    write_files(tmp_path / "ut", files, replace=True)
    assert [(tmp_path / "ut" / name).read_bytes() for name in files] == [b"ny"] * 3


def test_two_files_outside_the_folder_are_refused_by_the_first_ones_name(tmp_path: Path) -> None:
    with pytest.raises(BadArgument, match=r"a\.csv ligger utanför mappen"):
        write_files(tmp_path / "ut", {"inne.csv": b"", "../a.csv": b"", "../b.csv": b""}, replace=True)
    assert list(tmp_path.iterdir()) == []

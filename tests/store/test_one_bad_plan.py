"""A folder that is at fault, in whatever way, is told by its name and stops neither the start nor another plan."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path

import pytest

from prioritering.errors import BadPlan
from prioritering.plan.reader import read_plan
from prioritering.settings import plan_folders, plan_key_in
from prioritering.store.bootstrap import bootstrap
from prioritering.store.connection import Store
from prioritering.store.plan_files import kept_files
from prioritering.usecases.faulty_plans import faulty_plans
from tests.commands.typed import run
from tests.folders import HEAD, PROV, own, write_plan

GOOD = own("frisk")
BAD = {
    "status": HEAD + '[[faktum]]\nid = "a"\nnamn = "b"\nstatus = {a = 1}\n',
    "siffror": HEAD + "okand = " + "1" * 5000 + "\n",
    "djup": HEAD + "okand = " + "[" * 3000 + "]" * 3000 + "\n",
    "punkter": HEAD + ".".join("a" * 20_000) + " = 1\n",
    "lang": HEAD + f'kommun = "{"x" * 900_000}"\n',
    "inget": "\x00",
}


class BrokenDisk(type(Path())):  # type: ignore[misc]
    """A folder that gives an error that nobody has foreseen."""

    def is_dir(self) -> bool:
        """Fail."""
        raise ZeroDivisionError


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """A plan with nothing wrong, read after the others."""
    return write_plan(tmp_path / "z", plan__toml=HEAD.replace("prov", "frisk"))


@pytest.mark.parametrize("name", BAD)
def test_the_others_start_and_the_fault_is_told_with_its_folder(
    store: Store, tmp_path: Path, good: Path, name: str
) -> None:
    bad = write_plan(tmp_path / name, plan__toml=BAD[name])
    started = bootstrap(store, [bad, good])
    assert started.versions == {GOOD: 1}
    [told] = faulty_plans(store, started)
    assert told.folder == name
    assert told.error.problems


def test_every_command_answers_for_the_others(tmp_path: Path, good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, head in BAD.items():
        write_plan(tmp_path / "planer" / name, plan__toml=head)
    good.rename(tmp_path / "planer" / "z")
    monkeypatch.setenv("PRIORITERING_PLANER", str(tmp_path / "planer"))
    monkeypatch.setenv("PRIORITERING_DB", str(tmp_path / "d.duckdb"))
    assert run("rangordna", "--plan", "frisk").returncode == 0
    for name in BAD:
        done = run("rangordna", "--plan", str(tmp_path / "planer" / name))
        assert done.returncode == 2
        assert done.stderr.startswith("fel: plan.toml")
        assert done.stderr.count("\n") == 1


def test_an_error_that_nobody_has_foreseen_stops_one_plan_only(
    store: Store, tmp_path: Path, good: Path, caplog: pytest.LogCaptureFixture
) -> None:
    broken = BrokenDisk(write_plan(tmp_path / "trasig"))
    started = bootstrap(store, [broken, good])
    assert started.versions == {GOOD: 1}
    assert str(started.problems[str(broken)]) == (
        "trasig: planen gick inte att läsa in (ZeroDivisionError); serverns logg säger var"
    )
    assert "ZeroDivisionError" in caplog.text
    assert [item.folder for item in faulty_plans(store, started)] == ["trasig"]


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
def test_a_file_whose_name_is_no_text_is_left_out_and_told(store: Store, tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "prov", bilaga__txt="x")
    (folder / os.fsdecode(b"\xff\xfe.txt")).write_bytes(b"x")
    started = bootstrap(store, [folder])
    assert started.versions == {PROV: 1}
    assert started.notices[str(folder)][-1].startswith("Planen sparar inte ”??.txt”")
    assert {item.name for item in kept_files(store, PROV, 1)} == {"plan.toml", "projekt.csv", "bilaga.txt"}


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
def test_a_folder_whose_name_is_no_text_is_told_by_what_can_be_read_of_it(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"pl\xff")
    write_plan(folder, plan__toml="x")
    [told] = faulty_plans(store, bootstrap(store, [folder]))
    assert (told.folder, told.id) == ("pl?", "pl?")


@pytest.mark.skipif(os.name == "nt", reason="paths end earlier there")
def test_folders_very_deep_in_each_other_are_not_followed_to_the_end(tmp_path: Path) -> None:
    folder, depth = write_plan(tmp_path / "prov"), 1200
    with chdir(folder):
        for _ in range(depth):
            Path("a").mkdir()
            os.chdir("a")
        try:
            assert read_plan(folder).plan.id == "prov"
        finally:
            # What clears up after the tests would not come to the end of it either.
            for _ in range(depth):
                os.chdir("..")
                Path("a").rmdir()


def test_a_link_to_the_folder_itself_is_not_followed(store: Store, tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "prov")
    (folder / "igen").symlink_to(folder)
    started = bootstrap(store, [folder])
    assert (started.versions, started.notices) == ({PROV: 1}, {})


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is closed to root")
def test_a_folder_that_is_closed_to_us_is_told(
    write_plan: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_plan()
    monkeypatch.setenv("PRIORITERING_PLANER", str(folder))
    folder.chmod(0)
    try:
        assert plan_folders()[-1] == folder
        assert plan_key_in(folder).plan == folder.name
        with pytest.raises(BadPlan, match="mappen går inte att läsa"):
            read_plan(folder)
    finally:
        folder.chmod(0o700)

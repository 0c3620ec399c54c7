"""The readable files say what we chose; the locks say what is installed. They may not drift apart."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = ["requirements.lock", "tests/requirements.lock"]


def chosen(path: str) -> set[str]:
    """Every ``name==version`` of a readable file and of the files it includes."""
    text = (ROOT / path).read_text(encoding="utf-8")
    included = re.findall(r"^-r (\S+)", text, re.M)
    own = {line.lower() for line in re.findall(r"^[\w.-]+==\S+", text, re.M)}
    return own.union(*(chosen((Path(path).parent / other).as_posix()) for other in included))


def locked(path: str) -> dict[str, list[str]]:
    """Every ``name==version`` of a lock with its hashes."""
    entries = re.split(r"^(?=[a-z0-9])", (ROOT / path).read_text(encoding="utf-8"), flags=re.M)
    pairs = ((re.match(r"[\w.-]+==[^\s;]+", entry), entry) for entry in entries)
    return {found[0]: re.findall(r"--hash=sha256:[0-9a-f]{64}\b", entry) for found, entry in pairs if found}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_every_version_that_was_chosen(lock: str) -> None:
    wanted = chosen(lock.replace(".lock", ".txt"))
    assert wanted
    assert wanted - set(locked(lock)) == set()


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_version_has_a_hash_and_no_address(lock: str) -> None:
    assert [entry for entry, hashes in locked(lock).items() if not hashes] == []
    assert not re.search(r"https?://|file:|index-url|find-links", (ROOT / lock).read_text(encoding="utf-8"))


def test_the_tests_run_on_the_versions_that_the_app_runs_on() -> None:
    assert set(locked("requirements.lock")) - set(locked("tests/requirements.lock")) == set()

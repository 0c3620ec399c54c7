"""docs/drift.md followed line by line, from nothing to a copy put back, where a test can: other folders, no root.

What only a machine of one's own shows is stood in for by a word of the same name: packages and users of the system,
systemd, and the environment, which is the one that the tests have. All else is done as it is written.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.web.nginx import free_port
from tests.web.served import ROOT, listens

GUIDE = (ROOT / "docs" / "drift.md").read_text(encoding="utf-8")
UNIT = "prioritering.service"
# As another user, without its rights: what it runs, it runs as whoever runs the tests.
STAND_INS = {
    "apt-get": "exit 0",
    "useradd": "exit 0",
    "systemctl": "exit 0",
    "sudo": 'shift 2; exec "$@"',
    "install": """for word in "$@"; do case "$word" in -o|-g|prioritering) ;; *) set -- "$@" "$word";; esac; shift; done
exec /usr/bin/install "$@" """,
}


def written(heading: str) -> list[str]:
    """Return the commands of a chapter's blocks, each on one line."""
    chapter = GUIDE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    blocks = re.findall(r"^```\n(.*?)^```", chapter, re.S | re.M)
    return [line for block in blocks for line in block.replace("\\\n", " ").splitlines() if line.strip()]


class Machine:
    """A folder that stands for the machine: where things are installed and kept, and on which port it answers."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        words = folder / "bin"
        words.mkdir()
        for name, script in STAND_INS.items():
            (words / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
            (words / name).chmod(0o755)
        for place in ("opt", "var/lib", "etc/systemd/system"):
            (folder / place).mkdir(parents=True)
        self.environment = {**os.environ, "PATH": f"{words}:{os.environ['PATH']}"}

    def here(self, text: str) -> str:
        """Return what is written in the guide or the unit with the places that this machine has."""
        for there in ("/opt/prioritering", "/var/lib/prioritering", "/etc/systemd/system"):
            text = text.replace(there, f"{self.folder}{there}")
        return text.replace("ADRESSEN", str(ROOT)).replace("8501", str(self.port))

    def run(self, lines: list[str], answer: str = "") -> str:
        """Run commands in one shell, which stops at the first that fails; return what they print."""
        script = "\n".join(map(self.here, lines))
        given = {"cwd": self.folder, "env": self.environment, "input": answer}
        done = subprocess.run(["bash", "-euc", script], capture_output=True, text=True, check=False, **given)
        assert done.returncode == 0, f"{script}\n{done.stdout}{done.stderr}"
        return done.stdout

    @contextmanager
    def started(self) -> Iterator[None]:
        """Run what the installed unit starts, as it says, until the block ends; it is told to stop as systemd does."""
        unit = self.here((self.folder / "etc/systemd/system" / UNIT).read_text(encoding="utf-8"))
        said = dict(re.findall(r"^(\w+)=(.*)$", unit, re.M))
        settings = dict(one.split("=", 1) for one in re.findall(r"^Environment=(.*)$", unit, re.M))
        process = subprocess.Popen(
            shlex.split(said["ExecStart"]),
            cwd=said["WorkingDirectory"],
            env={**self.environment, **settings},
            umask=int(said["UMask"], 8),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            while not listens(self.port):
                assert process.poll() is None
            yield
            process.send_signal(signal.SIGTERM)
            assert process.wait(60) in (0, -signal.SIGTERM)
        finally:
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    if sys.platform != "linux" or any(shutil.which(name) is None for name in ("bash", "curl", "git")):
        pytest.skip("vägledningen är för Linux med bash, curl och git")
    if not (ROOT / ".git").exists():
        pytest.skip("programmet är här inget git-förråd att hämta")
    return Machine(tmp_path_factory.mktemp("maskin"))


def test_the_guide_leads_from_nothing_to_a_server_whose_copy_can_be_put_back(machine: Machine) -> None:
    *installing, asking = written("1. Installera")
    copying, restoring = of_copies()
    install(machine, installing)
    promised = re.search(r"Svaret ska vara `(.*?)`", GUIDE)
    assert promised
    with machine.started():
        answer = json.loads(machine.run([asking]))
        assert answer == {**json.loads(promised[1]), "version": answer["version"]}
        assert "Skrev " in machine.run(copying)
    [made] = (machine.folder / "var/lib/prioritering/kopior").glob("*-natt.duckdb")
    # Nobody else may read what it keeps.
    kept = [file for file in (machine.folder / "var/lib/prioritering").rglob("*") if file.is_file()]
    assert [file for file in kept if file.stat().st_mode & 0o077] == []
    told = machine.run(["cd /opt/prioritering", restoring.replace("2026-11-28.duckdb", made.name)], answer="ja\n")
    assert f"är återställd ur {made}" in told
    with machine.started():
        assert json.loads(machine.run([asking])) == answer


def install(machine: Machine, lines: list[str]) -> None:
    at = next(number for number, line in enumerate(lines) if "-m venv" in line)
    machine.run(lines[:at])
    # The environment of the tests stands for the one that is made, where all of the lock is there already.
    (machine.folder / "opt/prioritering/.venv").symlink_to(sys.prefix)
    assert "pip install --require-hashes" in lines[at + 1]
    told = machine.run(["cd /opt/prioritering", f"{lines[at + 1]} --dry-run --no-index", *lines[at + 2 :]])
    assert "Would install" not in told
    assert (machine.folder / "var/lib/prioritering").stat().st_mode & 0o777 == 0o700


def of_copies() -> tuple[list[str], str]:
    """Return how a copy is made, by hand and then as cron does it and clears away, and how it is put back."""
    lines = written("7. Säkerhetskopia")
    stop = lines.index("systemctl stop prioritering")
    by_hand, of_cron = lines[: stop - 3], lines[stop - 3 : stop]
    setting, *nightly = of_cron
    assert (setting.partition("=")[0], lines[stop + 2]) == ("PRIORITERING_DB", "systemctl start prioritering")
    # In a crontab % is written with a stroke before it.
    commands = [line.partition(" prioritering ")[2].replace("\\%", "%") for line in nightly]
    commands[0] = commands[0].replace(".duckdb", "-natt.duckdb")
    return [*by_hand, f"export {setting}", *commands], lines[stop + 1]

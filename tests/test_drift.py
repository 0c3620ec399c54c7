"""What docs/drift.md tells IT to do can be done: its files are there, its unit and its container file hold together."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

import pytest

from prioritering import swedish
from prioritering.settings import DATABASE, LOG_FORMAT, PLANS
from prioritering.web import limits
from prioritering.web.frame.long_work import LEFT_AFTER_SECONDS
from prioritering.web.server.health import health_routes

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "drift"
GUIDE = (ROOT / "docs" / "drift.md").read_text(encoding="utf-8")
UNIT = (FOLDER / "prioritering.service").read_text(encoding="utf-8")
INSTALLED = "/opt/prioritering"


def test_every_file_and_every_make_target_that_the_guide_names_is_there() -> None:
    links = re.findall(r"\]\(([^)#]+)", GUIDE)
    paths = re.findall(r"(?:^|\s)(docs/drift/[\w.]+)", GUIDE, re.M)
    installed = re.findall(rf"{INSTALLED}/(docs[\w./-]+)", GUIDE + UNIT)
    assert links
    assert paths
    assert [link for link in links if not (ROOT / "docs" / link).exists()] == []
    assert [path for path in [*paths, *installed] if not (ROOT / path).exists()] == []
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"`make (\w+)", GUIDE))
    assert targets
    assert {target for target in targets if f"\n{target}:" not in makefile} == set()


def test_the_settings_and_the_addresses_are_those_that_the_program_has() -> None:
    unit = dict(re.findall(r"^Environment=(\w+)=(.*)$", UNIT, re.M))
    assert {DATABASE, PLANS, LOG_FORMAT} <= set(unit)
    named = set(re.findall(r"\bPRIORITERING_\w+", GUIDE + UNIT + (FOLDER / "Dockerfile").read_text(encoding="utf-8")))
    assert named <= {DATABASE, PLANS, LOG_FORMAT}
    # The guide's commands are for the database that the service uses.
    assert set(re.findall(rf"{DATABASE}=(\S+)", GUIDE)) == {unit[DATABASE]}
    assert {path for route in health_routes() if (path := getattr(route, "path", ""))} <= set(
        re.findall(r"`(/\w+)`", GUIDE)
    )


def spaced(number: int) -> str:
    return swedish.number(number).replace(swedish.NBSP, " ")


def paced(pace: limits.Pace, between: str = " och ") -> str:
    return spaced(pace.at_once) + between + spaced(int(pace.a_second))


def test_the_limits_are_those_that_the_program_holds() -> None:
    said = GUIDE.partition("## 6. Gränser")[2].partition("\n## ")[0]
    rows = {
        name: tuple(cells)
        for name, *cells in ([cell.strip() for cell in line.strip("| ").split("|")] for line in said.splitlines())
        if cells
    }
    bounds = {
        "öppna sidor (websocket)": limits.MOST_SOCKETS,
        "händelseströmmar": limits.MOST_STREAMS,
        "anslutningar till möten på en gång": limits.MOST_JOINS,
        "anrop som inte har kommit fram helt": limits.MOST_BODIES,
    }
    assert {name: tuple(map(str, bound)) for name, bound in bounds.items()}.items() <= rows.items()
    connections = ("–", str(limits.MOST_CONNECTIONS_OF_ONE), str(limits.MOST_CONNECTIONS))
    assert rows["förbindelser av alla slag"] == connections
    flat = " ".join(said.split())
    for words in (
        f"`Retry-After: {limits.AGAIN_SECONDS}`",
        f"utan ett helt anrop stängs efter {limits.HEAD_SECONDS:.0f} sekunder",
        f"{spaced(limits.BODY_BYTES)} byte",
        f"vara tyst i {limits.SILENT_SECONDS:.0f} sekunder och ta {limits.BODY_SECONDS:.0f} sekunder",
        f"högst {limits.MOST_WAITING} stycken",
        f"{('Noll', 'En', 'Två')[limits.PAGES_AT_ONCE]} sidor ritas åt gången",
        f"{limits.LOGINS.at_once} gånger i en följd och sedan {limits.LOGINS.a_second} i sekunden; därefter 429",
        f"lämnar sin plats inom {LEFT_AFTER_SECONDS:.0f} sekunder",
        f"{limits.FORGET_SECONDS:.0f} sekunder efter att alla har lämnat",
        f"från en öppen sida (websocket) får vara {limits.MESSAGE_BYTES // 1_000_000} MB",
        f"2 MB och {spaced(limits.MESSAGE_PIECES)} värden",
        f"från en sida {paced(limits.PAGE_MESSAGES.page, ' på en gång och sedan ')} i sekunden",
        f"från en person {paced(limits.PAGE_MESSAGES.person)}, från en adress {paced(limits.PAGE_MESSAGES.address)}",
        f"från alla {paced(limits.PAGE_MESSAGES.total)}.",
        f"över {limits.MOST_AHEAD} som väntar, eller {limits.AHEAD_BYTES // 1_000_000} MB",
        f"kopplas ifrån efter {limits.UNREAD_SECONDS:.0f} sekunder, eller vid {limits.UNREAD_BYTES // 1_000_000} MB",
    ):
        assert words in flat


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze finns inte på maskinen")
def test_systemd_finds_nothing_to_say_about_the_unit(tmp_path: Path) -> None:
    unit = tmp_path / "prioritering.service"
    # A tree that is only a copy of the files has no environment of its own: the one that runs the tests stands for it.
    here = UNIT.replace(f"{INSTALLED}/.venv/bin/python", sys.executable).replace(INSTALLED, str(ROOT))
    unit.write_text(here, encoding="utf-8")
    done = subprocess.run(["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    # It does say something about what is wrong.
    unit.write_text(unit.read_text(encoding="utf-8") + "Fel=ja\n", encoding="utf-8")
    wrong = subprocess.run(["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, check=False)
    assert "Fel" in wrong.stderr


# The container file, by the rules of hadolint that it could break


def instructions() -> list[tuple[str, str]]:
    """Return the instructions of the Dockerfile, each on one line."""
    text = (FOLDER / "Dockerfile").read_text(encoding="utf-8")
    lines = re.sub(r"\\\n\s*", "", "\n".join(line for line in text.splitlines() if not line.startswith("#"))).split(
        "\n"
    )
    return [(word, rest.strip()) for line in lines if line.strip() for word, _, rest in [line.partition(" ")]]


def values(word: str) -> list[str]:
    return [rest for name, rest in instructions() if name == word]


def test_the_image_is_of_a_stated_version_and_runs_as_nobody_in_particular() -> None:
    stages = values("FROM")
    assert len(stages) == 2
    # DL3006, DL3007: a version that is said; both stages of the same Python.
    assert len({stage.split(" AS ")[0] for stage in stages}) == 1
    assert all(re.match(r"python:3\.\d+\.\d+-slim-\w+", stage) for stage in stages)
    # DL3002: the last user is not root, and is set after all that root does.
    names = [name for name, _ in instructions()]
    assert values("USER") == ["prioritering"]
    assert "RUN" not in names[names.index("USER") :]
    assert "COPY" not in names[names.index("USER") :]


def test_the_image_is_built_by_hadolints_rules() -> None:
    # DL3000, DL3020, DL3025, DL4000, DL4003, DL4006.
    assert all(place.startswith("/") for place in values("WORKDIR"))
    assert values("ADD") == values("MAINTAINER") == []
    assert len(values("CMD")) == len(values("HEALTHCHECK")) == 1
    assert values("CMD")[0].startswith("[")
    assert "CMD [" in values("HEALTHCHECK")[0]
    for run in values("RUN"):
        assert "|" not in run
        assert "sudo" not in run
        assert not re.search(r"\bapt(-get)?\b", run)
        if "pip install" in run:
            # DL3013, DL3042: only what the lock says, and nothing kept of the fetching.
            assert "--no-cache-dir" in run
            assert "--require-hashes --no-deps -r requirements.lock" in run


def test_what_is_copied_into_the_image_is_there_and_let_through_and_holds_the_whole_app() -> None:
    ignore = (FOLDER / "Dockerfile.dockerignore").read_text(encoding="utf-8").split()
    allowed = [line[1:] for line in ignore if line.startswith("!")]
    copied = [path for copy in values("COPY") if not copy.startswith("--from") for path in copy.split()[:-1]]
    assert ignore[0] == "*"
    assert {path for path in copied if not (ROOT / path).exists()} == set()
    assert {path for path in copied if not any(fnmatch(path, one) for one in allowed)} == set()
    assert {"app.py", "pages", "prioritering", "data", "requirements.lock", ".streamlit/config.toml"} <= set(copied)
    assert "secrets" not in "".join(copied + allowed)


def test_the_image_and_the_unit_start_the_same_server() -> None:
    [command] = values("CMD")
    words = [word.strip('"') for word in command.strip("[]").split(", ")]
    [started] = re.findall(rf"^ExecStart={INSTALLED}/(.*)$", UNIT, re.M)
    assert " ".join(words).replace("0.0.0.0", "127.0.0.1") == started
    assert f"EXPOSE {started.split()[-1]}" in [" ".join(one) for one in instructions()]
    assert f":{started.split()[-1]}/halsa'" in values("HEALTHCHECK")[0]

"""Faulty plans, models, demands and addresses that must be read or refused: ``python -m tests.tools.fuzz``.

Each is made of a sound one with a seeded random number, and taken as far as it goes: a plan is read, taken into a
database and ranked, demands are solved for, and some are asked of a real server. A fault is an error that is none of
ours, one that takes too long, a refusal that is not one line with exit code 2, something written by what only reads,
or a figure in JSON that is none.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import re
import shutil
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from urllib.parse import urlencode

from prioritering.analysis.demands_file import FORM
from prioritering.commands.plans import Plans
from prioritering.commands.run import run
from prioritering.errors import PrioriteringError
from prioritering.plan.reader import read_plan
from prioritering.settings import plan_key_in
from prioritering.store.bootstrap import bootstrap
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from prioritering.usecases import study
from prioritering.usecases.picture import picture_of
from prioritering.view.document import document_of, to_json
from prioritering.view.view import PARAMETERS, from_address, to_address
from tests.folders import DATA, HEAD
from tests.plan.saved import HEADING, PROJECTS, workbook
from tests.tools.fuzz_web import Web
from tests.tools.in_time import TooSlow, at_most
from tests.tools.mutated import NUMBERS, TEXTS, mutated_bytes, mutated_text

SECONDS = 5.0
"""The longest that a single one may take."""
REFUSED = 2
EACH_OF_THE_WEB = 20
"""One in so many is asked of a server."""
# The form of the help, with locks that can be met.
DEMANDS = FORM.split("\n", 1)[1].replace('maste = ["S01"]', 'maste = ["S06"]')
PLANS = ("vso-2021", "ukfa-2022")
ADDRESS = {
    **{"plan": "vso-2021", "kommun": "linkoping", "vikter": "effekttyp.30~omfattning.45", "ram": "3547", "rad": "2"},
    **{"ordning": "per-krona", "regel": "hoppa", "spann": "lagst", "steg": "vaxande", "varden": "effekttyp.0-50-100"},
    **{"med": "S01~S02", "inte": "S03", "fri": "S04", "klass": "strategiskt", "perspektiv": "Brukare", "aktor": "x"},
    **{"ovrigt": "ansvarig:Chef", "antaganden": "ja", "poang": "median", "mote": "abc", "okand_lagst": "0"},
    **{"okand_hogst": "400", "dragningar": "2000", "fro": "1", "viktinfo": "spann", "viktvidd": "10", "del": "kravs"},
    **{"projekt": "S01", "krav": "kraver:S01:S02~hogst:1:S03:S04~tak:100:Brukare~del:S01:100:50"},
}


@dataclass(frozen=True)
class Case:
    """One faulty thing: its seed and number, from which it is made anew, and its kind."""

    seed: int
    number: int

    @property
    def rng(self) -> random.Random:
        """Random numbers of its own, so that it is the same whichever others are tried."""
        return random.Random(f"{self.seed}-{self.number}")

    @property
    def kind(self) -> str:
        """What it is: some of each among any few that follow each other."""
        if self.number % EACH_OF_THE_WEB == EACH_OF_THE_WEB // 2:
            return "webb"
        return ("mapp", "krav", "adress", "mapp", "modell", "bok")[self.number % 6]


@dataclass(frozen=True)
class Outcome:
    """What came of a case: läst, nekad, fel or för långsam, after how many seconds, with what was said."""

    case: Case
    what: str
    seconds: float
    told: str

    @property
    def at_fault(self) -> bool:
        """Whether it is for us to mend."""
        return self.what in ("fel", "för långsam")


class Bench:
    """A database with the plans of data/, and a folder to make the faulty ones in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = Store.open(":memory:")
        bootstrap(self.store, [DATA / name for name in PLANS])

    @cached_property
    def web(self) -> Web:
        """A running server, started when it is first asked."""
        return Web(Path(tempfile.mkdtemp(dir=self.folder)), ADDRESS)

    def close(self) -> None:
        """Close the database, and stop the server where one was started."""
        self.store.close()
        if "web" in vars(self):
            self.web.close()

    def take(self, case: Case) -> str:
        """Take a case as far as it goes and return what is said at the end; an error of ours is let out."""
        rng, place = case.rng, self.folder / str(case.number)
        place.mkdir()
        try:
            return getattr(self, f"_{case.kind}")(rng, place)
        finally:
            shutil.rmtree(place)

    def _mapp(self, rng: random.Random, place: Path) -> str:
        files = dict(_folder(rng.choice(("small", *PLANS))))
        for name in rng.sample(sorted(files), min(len(files), rng.choice((1, 1, 2, 3)))):
            files[name] = mutated_bytes(rng, files[name])
        return self._plan(place, files)

    def _modell(self, rng: random.Random, place: Path) -> str:
        files = dict(_folder("small"))
        files["modell.toml"] = mutated_bytes(rng, files["modell.toml"])
        return self._plan(place, files)

    def _bok(self, rng: random.Random, place: Path) -> str:
        return self._plan(place, {"plan.toml": HEAD.encode(), "projekt.xlsx": _book(rng)})

    def _plan(self, place: Path, files: dict[str, bytes]) -> str:
        for name, data in files.items():
            (place / name).write_bytes(data)
        plan_key_in(place)
        with self._nothing_written():
            plan = read_plan(place)
        import_plan(self.store, plan)
        with self._nothing_written():
            told = self._run("rangordna", "--plan", str(place), "--ram", "1000", "--json")
        json.loads(told, parse_constant=_no_number)
        return told

    def _krav(self, rng: random.Random, place: Path) -> str:
        (place / "krav.toml").write_bytes(mutated_bytes(rng, DEMANDS.encode()))
        flags = ("--krav", str(place / "krav.toml"), "--ram", "3547", "--tidsgrans", "1")
        with self._nothing_written():
            return self._run("portfolj", "--plan", "vso-2021", *flags)

    def _adress(self, rng: random.Random, place: Path) -> str:
        del place
        names = rng.sample(PARAMETERS, rng.choice((1, 2, 5)))
        found = {"plan": "vso-2021"} | {name: _parameter(rng, name) for name in names}
        view, notices = from_address(found)
        if (again := from_address(to_address(view))) != (view, ()):
            raise AssertionError(f"{view} is read back as {again}")
        shown = picture_of(self.store, view)
        study.wished(shown)
        told = to_json(document_of(shown))
        json.loads(told, parse_constant=_no_number)
        if notices:
            return "\n".join(notices)
        with self._nothing_written():
            return (
                self._run("portfolj", "--tidsgrans", "1", "--vy", f"/?{urlencode(found)}") if rng.randrange(2) else told
            )

    def _webb(self, rng: random.Random, place: Path) -> str:
        del place
        return self.web.take(rng)

    def _run(self, *arguments: str) -> str:
        done = run(arguments, Plans(self.store, self.folder))
        if done.code:
            if done.code != REFUSED or not done.text.startswith("fel: ") or len(done.text.splitlines()) != 1:
                raise AssertionError(f"{done.code} is no refusal in one line: {done.text}")
            raise PrioriteringError(done.text)
        return done.text

    @contextmanager
    def _nothing_written(self) -> Iterator[None]:
        """Raise AssertionError when something is kept meanwhile, also by what is refused."""
        before = self.store.look()
        try:
            yield
        finally:
            if (now := self.store.look()) != before:
                raise AssertionError(f"{now - before} rows were written by what only reads")


def _no_number(text: str) -> float:
    raise AssertionError(f"{text} is written as if it were a figure")


def _parameter(rng: random.Random, name: str) -> str:
    if rng.randrange(3):
        return mutated_text(rng, ADDRESS[name])
    return rng.choice((*TEXTS, *NUMBERS))


@cache
def _folder(name: str) -> dict[str, bytes]:
    if name != "small":
        return {path.name: path.read_bytes() for path in sorted((DATA / name).iterdir()) if path.is_file()}
    # The model and the table that README explains criteria with.
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    model, table = (re.findall(rf"```{form}\n(.*?)```", readme, re.DOTALL)[-1] for form in ("toml", "csv"))
    return {"plan.toml": HEAD.encode(), "modell.toml": model.encode(), "projekt.csv": table.encode()}


def _book(rng: random.Random) -> bytes:
    rows = [list(row) for row in (HEADING, *PROJECTS)]
    for _ in range(rng.choice((0, 1, 3))):
        row = rng.choice(rows)
        # What is no figure that a workbook has is a text there.
        row[rng.randrange(len(row))] = rng.choice((*TEXTS, *NUMBERS))[:300]
    data = workbook(rows)
    if rng.randrange(3) == 0:
        return mutated_bytes(rng, data)
    # Its parts are changed and packed again, so that the file is sound and what stands in it is not.
    file, asked = io.BytesIO(), rng.randrange(4)
    with zipfile.ZipFile(io.BytesIO(data)) as book, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for index, name in enumerate(book.namelist()):
            part = book.read(name)
            packed.writestr(name, mutated_bytes(rng, part) if index % 4 == asked else part)
    return file.getvalue()


def tried(case: Case, take: Callable[[Case], str], seconds: float = SECONDS) -> Outcome:
    """Return what comes of a case."""
    began = time.monotonic()
    try:
        with at_most(4 * seconds):
            what, told = "läst", take(case)
    except PrioriteringError as error:
        what, told = "nekad", str(error)
    except TooSlow:
        what, told = "för långsam", traceback.format_exc(limit=-6)
    except BaseException as error:
        # What the reader of workbooks ends with when it gives up is no Exception.
        if isinstance(error, KeyboardInterrupt):
            raise
        what, told = "fel", traceback.format_exc(limit=-6)
    took = time.monotonic() - began
    slow = took > seconds and what in ("läst", "nekad")
    return Outcome(case, "för långsam" if slow else what, took, told)


def outcomes(seed: int, numbers: Iterable[int], seconds: float = SECONDS) -> Iterator[Outcome]:
    """Yield what comes of each case of a seed."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        for count, number in enumerate(numbers):
            # A database and a server anew at times: all that are taken in stay there.
            if count % 1000 == 0:
                stack.close()
                bench = stack.enter_context(closing(Bench(Path(folder))))
            # The last that is seen, if it takes the whole process with it.
            print(number, end="\r", file=sys.stderr)
            case = Case(seed, number)
            if case.kind == "webb":
                # That it starts is no part of how long the case takes.
                bench.web.wait()
            yield tried(case, bench.take, seconds)


def main() -> int:
    """Try them, tell of the faults at once, and say at the end how many there were."""
    parser = argparse.ArgumentParser(description="Att trasiga filer och adresser läses eller nekas, i tid.")
    parser.add_argument("--antal", type=int, default=10_000, help="hur många")
    parser.add_argument("--fro", type=int, default=1, help="slumpfrö")
    parser.add_argument("--bara", type=int, help="bara det här numret")
    asked = parser.parse_args()
    numbers = range(asked.antal) if asked.bara is None else [asked.bara]
    counts, longest, faults = Counter[str](), 0.0, 0
    for done in outcomes(asked.fro, numbers):
        counts[f"{done.case.kind} {done.what}"] += 1
        longest, faults = max(longest, done.seconds), faults + done.at_fault
        if done.at_fault or asked.bara is not None:
            print(f"{done.case.number} {done.case.kind} {done.what} {done.seconds:.1f} s\n{done.told}", flush=True)
    print(", ".join(f"{what}: {count}" for what, count in sorted(counts.items())))
    print(f"{faults} fel bland {counts.total()}; den längsta tog {longest:.1f} s (högst {SECONDS:.0f}).")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

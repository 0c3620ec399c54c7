"""Which tests run a statement, and how long they take: the unit tests are run once with coverage told apart by test.

Of a table the first and the last case are run. Those between are taken to run the same statements in the same time,
and perhaps others of the same file: a case that does not, costs time when a fault is tried and no more. All the tests
are to have passed before.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from coverage import CoverageData

from tests.tools.faults import Statement, importers, mentions, statement
from tests.tools.quoted import speaks_of, written

PACKAGE = "prioritering"
# How many times dearer a test counts that does not speak of the function where the fault is.
OF_ELSE = 8
UNIT = ["tests", "--ignore=tests/browser", "--ignore=tests/bench"]
PLUGINS = ["-p", "tests.tools.plugin", "-p", "no:cacheprovider"]
PYTEST = [sys.executable, "-m", "pytest", *PLUGINS]
# pytest-cov ends a context with |run; a process that a test starts has the test's name from pytest's own variable.
CONTEXT = re.compile(r"(?P<test>.+?)(?:\|(?P<phase>\w+)| \((?P<step>\w+)\))", re.DOTALL)
SETTINGS = """[run]
include = {include}
parallel = true
data_file = {data}
context = ${{PYTEST_CURRENT_TEST-}}
"""


@dataclass(frozen=True)
class Reach:
    """What the tests reach.

    ``contexts`` has for each file and line the contexts that ran it; the empty one is importing. ``seconds`` has every
    test with its time, ``mentions`` for each file the lines that use a name, ``between`` for each case of a table that
    was run those that were not, ``written`` the source of each test function.
    """

    contexts: Mapping[str, Mapping[int, Iterable[str]]]
    seconds: Mapping[str, float]
    importers: Mapping[str, Iterable[str]]
    mentions: Mapping[str, Mapping[str, Iterable[int]]]
    between: Mapping[str, Collection[str]] = field(default_factory=dict)
    written: Mapping[str, str] = field(default_factory=dict)

    def tests(
        self, path: str, statement: Statement, texts: Collection[str] = (), spoken: Collection[str] = ()
    ) -> list[str]:
        """The tests that run a statement or may, the most telling first.

        Of a table those are the cases that have one of ``texts``, of all those that speak of what is ``spoken``.

        One that is run by importing shows itself wherever its names are used: first in the tests that run a line that
        does, then in the others of the file, and after them in those of the files that import it.
        """
        if not statement.at_import:
            ran = self._named(self._ran(path, statement.lines)) | self._perhaps(path)
            return self._sorted(path, ran, texts, spoken)
        files = [path, *self.importers.get(path, ())]
        lines = {file: self._using(file, statement.names) for file in files}
        using = self._named({context for file in files for context in self._ran(file, lines[file])})
        own = self._named(self._ran(path)) - using
        others = {test for file in files for test in self._named(self._ran(file))} - own - using
        return [test for tests in (using, own, others) for test in self._sorted(path, tests, texts, spoken)]

    def _ran(self, path: str, lines: Iterable[int] | None = None) -> set[str]:
        by_line = self.contexts.get(path, {})
        return {context for line in (by_line if lines is None else lines) for context in by_line.get(line, ())}

    def _perhaps(self, path: str) -> set[str]:
        """The cases that were not run, of tables that run the file: one of them may run what the ends leave out."""
        return {case for test in self._named(self._ran(path)) for case in self.between.get(test, ())}

    def _using(self, path: str, names: Iterable[str]) -> set[int]:
        return {line for name in names for line in self.mentions.get(path, {}).get(name, ())}

    def _sorted(self, path: str, tests: Iterable[str], texts: Collection[str], spoken: Collection[str]) -> list[str]:
        """The most telling first; of a table each further case counts as so many times dearer.

        The cases of a table mostly notice the same faults. Those that have a text of the code's own count as the first.
        """
        cases: Counter[str] = Counter()
        found: list[tuple[float, str]] = []
        for test in sorted(tests, key=lambda test: (self._dearness(path, test), test)):
            function = test.split("[")[0]
            cases[function] += 1
            told = any(text in test[len(function) :] for text in texts)
            about = 1 if speaks_of(self.written.get(function, ""), spoken) else OF_ELSE
            found.append((self._dearness(path, test) * about * (1 if told else cases[function]), test))
        return [test for _, test in sorted(found, key=lambda dearness_and_test: dearness_and_test[0])]

    def _dearness(self, path: str, test: str) -> float:
        # A test that runs little of the code says more of each line; so does one that stands in the same room, or whose
        # file or own name has a word of the code's file.
        far = 1 if Path(test).parts[1] in Path(path).parts else 4
        named = 1 if _words(test.split("[", maxsplit=1)[0]) & _words(path) else 2
        return far * named * max(self.seconds[test], 0.01) * self._breadth.get(test, 1)

    @cached_property
    def _breadth(self) -> Counter[str]:
        contexts = Counter(
            context for lines in self.contexts.values() for contexts in lines.values() for context in contexts
        )
        found: Counter[str] = Counter()
        for context, lines in contexts.items():
            if parts := CONTEXT.fullmatch(context):
                found[parts["test"]] += lines
        return found + Counter({case: found[test] for test in found for case in self.between.get(test, ())})

    def _named(self, contexts: Iterable[str]) -> set[str]:
        found: set[str] = set()
        for context in contexts:
            parts = CONTEXT.fullmatch(context)
            if not parts:
                continue
            if "setup" in (parts["phase"], parts["step"]):
                # What a fixture made is used by other tests of the file too, when it is made once for all of them.
                file = parts["test"].split("::")[0] + "::"
                found |= {test for test in self.seconds if test.startswith(file)}
            elif parts["test"] in self.seconds:
                found.add(parts["test"])
        return found | {case for test in found for case in self.between.get(test, ())}


def _words(path: str) -> set[str]:
    """The words of a file's name and of its own folder, by how they begin: ``robust`` of ``robusthet``."""
    *_, folder, name = Path(path).parts
    words = {word[:6] for word in re.split(r"[_.:]", f"{folder}_{name}") if len(word) > 2}
    return words - {"test", "tests", "page", "words"}


def within(tests: Iterable[str], seconds: Mapping[str, float], most: float) -> list[str]:
    """The first tests that take at most ``most`` seconds together, and always the first one."""
    chosen: list[str] = []
    for test in tests:
        most -= seconds[test]
        if chosen and most < 0:
            break
        chosen.append(test)
    return chosen


def asked_about(places: Iterable[tuple[str, int]], sources: Mapping[str, str]) -> list[str]:
    """The files that are to be followed to know what runs the lines at some places (file and line).

    A line that importing runs shows itself in the files that import it too.
    """
    using, found = importers(sources), set[str]()
    for path, line in places:
        found.add(path)
        if statement(sources[path], line).at_import:
            found |= using[path]
    return sorted(found)


def measure(root: Path, data: Path, sources: Mapping[str, str], asked: Iterable[str], processes: int) -> Reach:
    """Run the unit tests of a copy of the tree once; to follow only the files that are asked about takes less time.

    A test that fails without any fault can tell nothing and is left out, in a line of its own.
    """
    # Not named as the data with a suffix: coverage clears such files away.
    settings = data.with_name("settings.rc")
    include = "".join(f"\n    {root / path}" for path in asked)
    settings.write_text(SETTINGS.format(include=include, data=data), encoding="utf-8")
    command = [
        *PYTEST,
        *UNIT,
        "-n",
        str(processes),
        "--dist",
        "worksteal",
        "--cov",
        f"--cov-config={settings}",
        "--cov-context=test",
    ]
    done = subprocess.run(
        [*command, "--cov-report=", "--durations=0", "--durations-min=0", "-vv"],
        cwd=root,
        env={**os.environ, "MUTANTER_COVERAGE": str(settings), "MUTANTER_ENDS": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode not in (0, 1):
        sys.exit(f"Proven kan inte köras.\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
    failing = failed(done.stdout)
    for test in failing:
        print(f"Utelämnas, går inte igenom ens utan fel: {test}")
    passing = {test: time for test, time in seconds(done.stdout).items() if test not in failing}
    between = cases_between(_collected(root), passing, failing)
    times = {case: passing[test] for test, cases in between.items() for case in cases}
    using = {path: mentions(source) for path, source in sources.items()}
    return Reach(_contexts(root, data), times | passing, importers(sources), using, between, written(root))


def ends(tests: Iterable[str]) -> list[str]:
    """The first and the last case of each table, and every test that is none; each as it stands among the tests."""
    return [test for cases in _tables(tests).values() for test in dict.fromkeys((cases[0], cases[-1]))]


def _tables(tests: Iterable[str]) -> dict[str, list[str]]:
    """The cases of each table by its test, in the order that they stand."""
    tables: dict[str, list[str]] = {}
    for test in tests:
        tables.setdefault(test.split("[")[0], []).append(test)
    return tables


def cases_between(every: Iterable[str], passing: Collection[str], failing: Collection[str]) -> dict[str, list[str]]:
    """For each case that was run and passed, the cases of its table that were not run.

    pytest fails when a test is not found, which would count every fault as noticed: the program ends where one that
    was run is not among ``every``.
    """
    tables = _tables(every)
    if lost := [test for test in passing if test not in tables.get(test.split("[")[0], ())]:
        sys.exit(f"Proven går inte att hitta igen: {', '.join(lost[:10])}")
    return {
        test: cases
        for test in passing
        if (cases := [case for case in tables[test.split("[")[0]] if case not in passing and case not in failing])
    }


def failed(output: str) -> list[str]:
    """The tests that pytest's summary names as failed."""
    return re.findall(r"^(?:FAILED|ERROR) ([^\s\[]+(?:\[.*?\])?)(?= - |$)", output, re.MULTILINE)


def seconds(output: str) -> dict[str, float]:
    """Each test's time in pytest's list of durations: setup, call and teardown together."""
    found: dict[str, float] = {}
    for time, test in re.findall(r"^(\d+\.\d+)s (?:setup|call|teardown) +(.+)$", output, re.MULTILINE):
        found[test] = found.get(test, 0.0) + float(time)
    return found


def _contexts(root: Path, data: Path) -> dict[str, dict[int, list[str]]]:
    measured = CoverageData(str(data))
    measured.read()
    return {
        Path(file).relative_to(root).as_posix(): measured.contexts_by_lineno(file) for file in measured.measured_files()
    }


def _collected(root: Path) -> list[str]:
    command = [*PYTEST, *UNIT, "--collect-only"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    return [line for line in done.stdout.splitlines() if "::" in line]

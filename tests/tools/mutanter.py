"""How many small faults the unit tests notice: ``python -m tests.tools.mutanter --antal 300 --fro 1``.

A seeded sample of faults over the whole package is made, one at a time, in copies of the tree. Each is met by the tests
that reach it, the quickest first. A fault in code that no test reaches counts as not noticed.
"""

from __future__ import annotations

import argparse
import os
import queue
import shlex
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from difflib import unified_diff
from multiprocessing import Manager
from pathlib import Path

from cosmic_ray.mutating import mutate_and_test
from cosmic_ray.work_item import MutationSpec, TestOutcome

from tests.tools import faults as small
from tests.tools import reach as reaching
from tests.tools.faults import Fault

ROOT = Path(__file__).parents[2]
PROCESSES = 2


@dataclass(frozen=True)
class Trial:
    """A fault, the tests it meets, how many more reach it, and the seconds that these tests take without it."""

    fault: Fault
    tests: list[str] = field(default_factory=list)
    left_out: int = 0
    expected: float = 0.0


@dataclass(frozen=True)
class Result:
    """What came of a trial: ``outcome`` is märkt, hängde, omärkt or onådd; ``seconds`` is how long it took."""

    trial: Trial
    outcome: str
    seconds: float = 0.0

    @property
    def noticed(self) -> bool:
        """Whether some test failed or never ended."""
        return self.outcome in ("märkt", "hängde")


def copy_tree(target: Path) -> None:
    """The files that git knows or would take in, so that a fault is never made in the tree itself."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
    for name in filter(None, names):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)


def trials(chosen: list[Fault], sources: dict[str, str], reach: reaching.Reach, most: float) -> Iterator[Trial]:
    """Each fault with the tests that reach it, cut at ``most`` seconds."""
    for fault in chosen:
        every = reach.tests(fault.path, small.statement(sources[fault.path], fault.start[0]))
        tests = reaching.within(every, reach.seconds, most)
        yield Trial(fault, tests, len(every) - len(tests), sum(reach.seconds[test] for test in tests))


def enter(copies: queue.Queue[str]) -> None:
    """A process takes a copy of the tree as its own."""
    os.chdir(copies.get())


def run(trial: Trial, seed: int) -> Result:
    """Make the fault in this process's copy and meet it with its tests."""
    if not trial.tests:
        return Result(trial, "onådd")
    fault, began = trial.fault, time.monotonic()
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".txt") as listing:
        listing.write("\n".join(trial.tests))
        listing.flush()
        command = [*reaching.PYTEST, "-x", "-q", f"--hypothesis-seed={seed}", f"@{listing.name}"]
        spec = MutationSpec(fault.path, fault.operator, fault.occurrence, fault.start, fault.end)
        # Generous, for the machine may have other things to do.
        result = mutate_and_test([spec], shlex.join(command), timeout=60 + 5 * trial.expected)
    if result.test_outcome not in (TestOutcome.KILLED, TestOutcome.SURVIVED):
        raise RuntimeError(f"{fault}: {result.output}")
    hung = result.output == "timeout"
    outcome = "omärkt" if result.test_outcome is TestOutcome.SURVIVED else "hängde" if hung else "märkt"
    return Result(trial, outcome, time.monotonic() - began)


def run_all(todo: list[Trial], copies: list[Path], seed: int) -> Iterator[Result]:
    """The results as they come, from one process for each copy."""
    with Manager() as manager:
        free: queue.Queue[str] = manager.Queue()
        for copy in copies:
            free.put(str(copy))
        with ProcessPoolExecutor(len(copies), initializer=enter, initargs=(free,)) as pool:
            for done in as_completed([pool.submit(run, trial, seed) for trial in todo]):
                yield done.result()


def change(fault: Fault, source: str) -> str:
    """The changed lines, before and after."""
    after = small.mutated(fault, source)
    diff = list(unified_diff(source.splitlines(), after.splitlines(), lineterm="", n=0))[2:]
    return "\n".join(f"    {line}" for line in diff if not line.startswith("@@"))


def report(results: list[Result], sources: dict[str, str], seconds: float) -> None:
    """Print the faults that went unnoticed, then the shares and the time."""
    for result in sorted((result for result in results if not result.noticed), key=lambda result: result.trial.fault):
        fault = result.trial.fault
        more = f", {result.trial.left_out} långsammare prov hanns inte med" if result.trial.left_out else ""
        print(f"{fault.path}:{fault.start[0]} {result.outcome}{more}\n{change(fault, sources[fault.path])}")
    reached = [result for result in results if result.outcome != "onådd"]
    noticed, hung = (sum(result.noticed for result in results), sum(result.outcome == "hängde" for result in results))
    print(
        f"\n{noticed} av {len(results)} fel märktes ({noticed / len(results):.0%}), varav {hung} för att proven hängde."
    )
    if reached:
        each = sum(result.seconds for result in reached) / len(reached)
        print(f"{len(reached)} nåddes av prov; av dem märktes {noticed / len(reached):.0%}, {each:.1f} s för varje.")
    print(f"{seconds / 60:.1f} minuter i allt.")


def main() -> None:
    """Sample, measure, try and report."""
    parser = argparse.ArgumentParser(description="Hur stor del av små fel i koden som enhetsproven märker.")
    parser.add_argument("--antal", type=int, default=300, help="antal fel")
    parser.add_argument("--fro", type=int, default=1, help="slumpfrö")
    parser.add_argument("--sekunder", type=float, default=20, help="längsta provtid per fel")
    wanted = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        first, data = Path(folder).resolve() / "0", Path(folder).resolve() / "coverage"
        copy_tree(first)
        paths = sorted((first / reaching.PACKAGE).rglob("*.py"))
        sources = {path.relative_to(first).as_posix(): path.read_text(encoding="utf-8") for path in paths}
        reach = reaching.measure(first, data, small.importers(sources), PROCESSES)
        print(f"Proven mättes på {(time.monotonic() - began) / 60:.1f} minuter.", flush=True)
        every = [fault for path, source in sources.items() for fault in small.faults(path, source)]
        todo = list(trials(small.sample(every, wanted.antal, wanted.fro), sources, reach, wanted.sekunder))
        # Copied after the measuring, so that all have the compiled files.
        copies = [first, *(Path(folder).resolve() / str(number) for number in range(1, PROCESSES))]
        for copy in copies[1:]:
            shutil.copytree(first, copy)
        results = []
        for result in run_all(todo, copies, wanted.fro):
            results.append(result)
            where = f"{result.trial.fault.path}:{result.trial.fault.start[0]}"
            print(f"{len(results)}/{len(todo)} {result.outcome} {result.seconds:.0f} s {where}", flush=True)
        report(results, sources, time.monotonic() - began)


if __name__ == "__main__":
    main()

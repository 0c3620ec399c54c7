"""How many small faults the types and the unit tests notice: ``python -m tests.tools.mutanter --antal 300 --fro 1``.

A seeded sample of faults over the whole package is made, one at a time, in copies of the tree. Each that the types let
through is met by the tests that reach it, those that are nearest and quickest first. A fault in code that no test
reaches counts as not noticed. What is left out beforehand, by which rules, stands in `tests.tools.left_out`.
"""

from __future__ import annotations

import argparse
import json
import queue
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from difflib import unified_diff
from pathlib import Path

from tests.tools import faults as small
from tests.tools import left_out, typed
from tests.tools import reach as reaching
from tests.tools.faults import Fault
from tests.tools.quoted import spoken

ROOT = Path(__file__).parents[2]
PROCESSES = 2


@dataclass(frozen=True)
class Trial:
    """A fault, the tests it meets with the seconds that each takes without it, and how many more reach it."""

    fault: Fault
    tests: dict[str, float] = field(default_factory=dict)
    left_out: int = 0


@dataclass(frozen=True)
class Result:
    """What came of a trial: ``outcome`` is typfel, märkt, hängde, omärkt or onådd; ``seconds`` is how long it took."""

    trial: Trial
    outcome: str
    seconds: float = 0.0

    @property
    def noticed(self) -> bool:
        """Whether the types refuse it, or some test failed or never ended."""
        return self.outcome in ("typfel", "märkt", "hängde")


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
        source, line = sources[fault.path], fault.start[0]
        about = small.texts_on(source, line), spoken(source, line)
        every = reach.tests(fault.path, small.statement(source, line), *about)
        tests = reaching.within(every, reach.seconds, most)
        yield Trial(fault, {test: reach.seconds[test] for test in tests}, len(every) - len(tests))


class Copy:
    """A copy of the tree, and a warm process in it that tries one fault at a time."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root = root
        self.seed = seed
        command = [sys.executable, "-m", "tests.tools.warm"]
        self.process = subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def run(self, trial: Trial) -> Result:
        """Make the fault in the copy, meet it with its tests, and take it away."""
        if not trial.tests:
            return Result(trial, "onådd")
        began, file = time.monotonic(), self.root / trial.fault.path
        source = file.read_text(encoding="utf-8")
        file.write_text(small.mutated(trial.fault, source), encoding="utf-8")
        try:
            outcome = self._answer(trial.tests)
        finally:
            file.write_text(source, encoding="utf-8")
        return Result(trial, outcome, time.monotonic() - began)

    def _answer(self, tests: dict[str, float]) -> str:
        assert self.process.stdin
        assert self.process.stdout
        timeout = f"--timeout={60 + 5 * max(tests.values()):.0f}"
        arguments = [*reaching.PLUGINS, "-x", "-q", f"--hypothesis-seed={self.seed}", timeout, *tests]
        asked = {"arguments": arguments, "seconds": tests, "least": 10}
        print(json.dumps(asked), file=self.process.stdin, flush=True)
        return str(json.loads(self.process.stdout.readline()))

    def close(self) -> None:
        """End the process."""
        self.process.communicate()


def run_all(todo: list[Trial], roots: list[Path], seed: int) -> Iterator[Result]:
    """The results as they come, from a process in each copy."""
    free: queue.Queue[Copy] = queue.Queue()

    def run(trial: Trial) -> Result:
        copy = free.get()
        try:
            return copy.run(trial)
        finally:
            free.put(copy)

    with ExitStack() as copies, ThreadPoolExecutor(len(roots)) as pool:
        for root in roots:
            free.put(copies.enter_context(closing(Copy(root, seed))))
        try:
            for done in as_completed([pool.submit(run, trial) for trial in todo]):
                yield done.result()
        except BaseException:
            # Told at once, and not when all the others have been tried.
            pool.shutdown(wait=False, cancel_futures=True)
            raise


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
    outcomes = Counter(result.outcome for result in results)
    noticed, by_types = sum(result.noticed for result in results), outcomes["typfel"]
    print(f"\n{noticed} av {len(results)} fel märktes ({noticed / len(results):.0%}):", end=" ")
    print(f"{by_types} av typerna, {outcomes['märkt']} av proven, {outcomes['hängde']} för att proven hängde.")
    if tried := len(results) - by_types:
        each = sum(result.seconds for result in results) / tried
        share = (noticed - by_types) / tried
        print(f"Av de {tried} som typerna släpper igenom märktes {share:.0%}, {each:.1f} s för varje.")
    print(f"{seconds / 60:.1f} minuter i allt.")


def drawn(sources: dict[str, str], size: int, seed: int) -> list[Fault]:
    """The sample; what is left out is counted aloud, by its rule."""
    rules: Counter[str] = Counter()
    kept: list[Fault] = []
    for path, source in sources.items():
        for fault in small.every_fault(path, source):
            rule = left_out.why(path, source, fault.operator, fault.start)
            if rule:
                rules[rule] += 1
            else:
                kept.append(fault)
    print(f"Utanför lämnas {rules.total()} av {rules.total() + len(kept)} fel:")
    for rule, count in rules.most_common():
        print(f"  {count} {rule}")
    return small.sample(kept, size, seed, sources)


def main() -> None:
    """Sample, ask the types, measure, try and report."""
    parser = argparse.ArgumentParser(description="Hur stor del av små fel i koden som typerna och enhetsproven märker.")
    parser.add_argument("--antal", type=int, default=300, help="antal fel")
    parser.add_argument("--fro", type=int, default=1, help="slumpfrö")
    parser.add_argument("--sekunder", type=float, default=20, help="längsta provtid per fel")
    wanted = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        first, for_types, data = (Path(folder).resolve() / name for name in ("0", "typer", "coverage"))
        copy_tree(first)
        paths = sorted((first / reaching.PACKAGE).rglob("*.py"))
        sources = {path.relative_to(first).as_posix(): path.read_text(encoding="utf-8") for path in paths}
        chosen = drawn(sources, wanted.antal, wanted.fro)
        asked = reaching.asked_about([(fault.path, fault.start[0]) for fault in chosen], sources)
        with ThreadPoolExecutor(1) as beside:
            # The types take one core for a while, in a copy of their own: the faults are made in it.
            copy_tree(for_types)
            types = beside.submit(typed.refused, chosen, sources, for_types)
            reach = reaching.measure(first, data, sources, asked, PROCESSES)
            refused = types.result()
        minutes = (time.monotonic() - began) / 60
        print(f"Typerna avvisade {len(refused)}, och proven var mätta, efter {minutes:.1f} minuter.", flush=True)
        results = [Result(Trial(fault), "typfel") for fault in refused]
        left = [fault for fault in chosen if fault not in set(refused)]
        todo = list(trials(left, sources, reach, wanted.sekunder))
        # Copied after the measuring, so that all have the compiled files.
        copies = [first, *(Path(folder).resolve() / str(number) for number in range(1, PROCESSES))]
        for copy in copies[1:]:
            shutil.copytree(first, copy)
        for result in run_all(todo, copies, wanted.fro):
            results.append(result)
            where = f"{result.trial.fault.path}:{result.trial.fault.start[0]}"
            first_met = next(iter(result.trial.tests), "")
            tests = f"{len(result.trial.tests)} prov, {first_met}"
            print(f"{len(results)}/{len(chosen)} {result.outcome} {result.seconds:.0f} s {where} ({tests})", flush=True)
        report(results, sources, time.monotonic() - began)


if __name__ == "__main__":
    main()

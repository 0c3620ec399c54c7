"""The search for small faults draws from all the code, and meets each fault with the tests that reach it."""

from __future__ import annotations

import random
from pathlib import Path

from tests.tools.faults import TUNING, Statement, faults, importers, mentions, mutated, sample, statement, tuning
from tests.tools.reach import Reach, failed, seconds, within

SOURCE = """\
LIMIT: "int | None" = 3


@wraps(
    inner
)
def först(å: int | None, b: dict[str, int | str]) -> int | str:
    if (
        å
        > LIMIT
    ):
        return å + 1
    return b
"""
TESTS = {"tests/a.py::quick": 0.1, "tests/a.py::slow": 9.0, "tests/b.py::other[1|2]": 2.0, "tests/c.py::far": 0.0}


USING = "LIMIT = 3\nOTHER = 4\nif OTHER > LIMIT: pass"

FILES = {"x.py": SOURCE}


def reach() -> Reach:
    contexts = {
        "p/x.py": {
            1: ["", "tests/c.py::far (call)"],
            3: ["tests/a.py::slow|run", "tests/b.py::other[1|2]|run"],
            4: ["tests/a.py::quick|setup"],
        },
        "p/y.py": {9: ["tests/c.py::far|run"]},
        "p/z.py": {1: [""]},
    }
    return Reach(contexts, TESTS, {"p/x.py": ["p/y.py"], "p/z.py": ["p/y.py"]}, {"p/x.py": mentions(USING)})


def test_each_fault_changes_the_code() -> None:
    every = list(faults("x.py", SOURCE))
    assert every
    assert {mutated(fault, SOURCE) == SOURCE for fault in every} == {False}
    assert {line for fault in every for line in [fault.start[0]]} == {1, 4, 8, 10, 12}


def test_what_stands_in_an_annotation_is_no_fault_even_after_a_swedish_letter() -> None:
    assert [fault for fault in faults("x.py", SOURCE) if fault.start[0] == 7] == []


def test_what_guards_remembers_or_parts_the_work_is_no_fault() -> None:
    source = "@lru_cache(maxsize=8)\ndef f(a, b):\n    return zip(a, b, strict=True)\nMOST_PASSED = 7\nOTHER = 7\n"
    assert [fault.start[0] for fault in faults("prioritering/analysis/frames.py", source)] == [5, 5]
    assert {fault.start[0] for fault in faults("x.py", source)} == {4, 5}
    protocol = "class A({}):\n    @property\n    def b(self) -> int: ...\n"
    assert [list(faults("x.py", protocol.format(base))) == [] for base in ("Protocol", "Other")] == [True, False]


def test_each_constant_that_is_left_out_is_there() -> None:
    root = Path(__file__).parents[2]
    for path, names in TUNING.items():
        source = (root / path).read_text(encoding="utf-8")
        assert len(tuning(path, source)) == len(names), path
        assert all(names.values())


def test_the_same_seed_gives_the_same_sample_and_another_seed_another() -> None:
    every = list(faults("x.py", SOURCE))
    shuffled = random.Random(4).sample(every, len(every))
    assert sample(every, 4, 1, FILES) == sample(shuffled, 4, 1, FILES)
    assert len({tuple(sample(every, 4, seed, FILES)) for seed in range(5)}) > 1


def test_a_sample_has_one_fault_at_a_place_of_a_kind() -> None:
    places = [fault.place for fault in sample(faults("x.py", SOURCE), 1000, 1, FILES)]
    assert sorted(places) == sorted({fault.place for fault in faults("x.py", SOURCE)})


def test_a_fault_that_cannot_be_made_is_never_drawn() -> None:
    dotted = "try:\n    pass\nexcept (socket.error, OSError):\n    pass\n"
    every = list(faults("x.py", dotted))
    assert any(fault.operator == "core/ExceptionReplacer" for fault in every)
    drawn = sample(every, 1000, 1, {"x.py": dotted})
    assert all(mutated(fault, dotted) for fault in drawn)


def test_a_statement_has_its_head_with_decorators_and_knows_whether_importing_runs_it() -> None:
    assert [(found.lines, found.at_import) for found in (statement(SOURCE, line) for line in (1, 5, 7, 9, 12))] == [
        (range(1, 2), True),
        (range(4, 8), True),
        (range(4, 8), True),
        (range(8, 12), False),
        (range(12, 13), False),
    ]


def test_the_files_that_import_a_file_are_found_by_module_and_by_name() -> None:
    sources = {
        "p/__init__.py": "",
        "p/a.py": "from p import b\nimport p.c",
        "p/b.py": "",
        "p/c.py": "from p.b import X",
    }
    assert importers(sources) == {
        "p/__init__.py": {"p/a.py"},
        "p/a.py": set(),
        "p/b.py": {"p/a.py", "p/c.py"},
        "p/c.py": {"p/a.py"},
    }


def inside(line: int) -> list[str]:
    return reach().tests("p/x.py", statement("def f():\n" + "    pass\n" * 4, line))


def test_of_tests_that_run_a_statement_the_quickest_comes_first() -> None:
    assert inside(3) == ["tests/b.py::other[1|2]", "tests/a.py::slow"]


def test_what_a_fixture_runs_is_met_by_every_test_of_the_file() -> None:
    assert inside(4) == ["tests/a.py::quick", "tests/a.py::slow"]


def test_what_nothing_runs_has_no_tests() -> None:
    assert inside(2) == []


def test_what_importing_runs_is_met_where_its_name_is_used_then_by_the_file_and_then_by_its_importers() -> None:
    line = statement("LIMIT = 3", 1)
    assert reach().tests("p/x.py", line) == [
        "tests/b.py::other[1|2]",
        "tests/a.py::slow",
        "tests/c.py::far",
        "tests/a.py::quick",
    ]
    assert reach().tests("p/z.py", line) == ["tests/c.py::far"]


def test_a_test_that_runs_little_code_or_stands_in_the_same_room_comes_before_a_quicker_one() -> None:
    narrow, wide, near = "tests/q/a.py::narrow", "tests/q/a.py::wide", "tests/p/a.py::near"
    lines = {1: [f"{narrow}|run", f"{wide}|run", f"{near}|run"], **{line: [f"{wide}|run"] for line in range(2, 10)}}
    found = Reach({"p/x.py": lines}, {narrow: 0.2, wide: 0.1, near: 0.3}, {}, {})
    assert found.tests("p/x.py", Statement(range(1, 2), at_import=False)) == [near, narrow, wide]


def test_tests_are_taken_within_the_time_but_never_none() -> None:
    assert within(["tests/a.py::quick", "tests/b.py::other[1|2]", "tests/a.py::slow"], TESTS, 3.0) == [
        "tests/a.py::quick",
        "tests/b.py::other[1|2]",
    ]
    assert within(["tests/a.py::slow"], TESTS, 3.0) == ["tests/a.py::slow"]


def test_a_tests_time_is_that_of_all_its_steps() -> None:
    listed = "1.50s call     tests/a.py::t[a b]\n0.25s setup    tests/a.py::t[a b]\n0.00s teardown tests/b.py::u\nannat"
    assert seconds(listed) == {"tests/a.py::t[a b]": 1.75, "tests/b.py::u": 0.0}


def test_failing_tests_are_read_from_the_summary() -> None:
    summary = "[gw0] [  1%] PASSED tests/a.py::t\nFAILED tests/a.py::t[a - b] - assert 1\nERROR tests/b.py::u\n2 failed"
    assert failed(summary) == ["tests/a.py::t[a - b]", "tests/b.py::u"]

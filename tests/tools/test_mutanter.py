"""The search for small faults draws from all the code, and meets each fault with the tests that reach it."""

from __future__ import annotations

import ast
import random
import re
from pathlib import Path

import pytest

from tests.tools import left_out
from tests.tools.faults import Statement, every_fault, faults, importers, mentions, mutated, sample, statement, texts_on
from tests.tools.quoted import spoken, written
from tests.tools.reach import Reach, asked_about, cases_between, ends, failed, seconds, within
from tests.tools.tuning import TUNING

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
    source = "@lru_cache(maxsize=8)\ndef f(a, b):\n    return zip(a, b, strict=True)\n{}MOST_PASSED = 7\nOTHER = 7\n"
    for same in ("", "SAME = "):
        written = source.format(same)
        assert [fault.start[0] for fault in faults("prioritering/analysis/frames.py", written)] == [5, 5]
        assert {fault.start[0] for fault in faults("x.py", written)} == {4, 5}
    protocol = "class A({}):\n    @property\n    def b(self) -> int: ...\n"
    assert [list(faults("x.py", protocol.format(base))) == [] for base in ("Protocol", "Other")] == [True, False]


def test_each_constant_that_is_left_out_is_there_told_by_no_document_and_hardly_another_with_one_more() -> None:
    root = Path(__file__).parents[2]
    told = set(re.findall(r"\b[A-Z_]+\b", (root / "tests/test_drift.py").read_text(encoding="utf-8")))
    for path, names in TUNING.items():
        values = left_out.constants(path, (root / path).read_text(encoding="utf-8"))
        assert values.keys() == names.keys(), path
        assert all(names.values())
        assert not told & names.keys()
        numbers = [
            part.value for value in values.values() for part in ast.walk(value) if isinstance(part, ast.Constant)
        ]
        assert all(number >= 2 for number in numbers if isinstance(number, int | float)), path


def exchanged(source: str) -> list[str]:
    """What a line becomes when its comparison or sign is exchanged."""
    kinds = ("core/ReplaceComparison", "core/ReplaceBinary")
    drawn = (fault for fault in faults("x.py", source) if fault.operator.startswith(kinds))
    return sorted(" ".join(mutated(fault, source).split()) for fault in drawn)


def test_an_order_is_exchanged_for_another_an_equality_of_texts_and_an_identity_only_for_its_opposite() -> None:
    assert exchanged("b < c") == ["b != c", "b <= c", "b == c", "b > c", "b >= c"]
    assert exchanged("b == c") == ["b != c", "b < c", "b <= c", "b > c", "b >= c"]
    for side in ("'å'", "f'{c}'", "[c]", "True", "b''"):
        assert exchanged(f"'å' if b == {side} else d") == [f"'å' if b != {side} else d"]
    assert exchanged("b is c") == ["b is not c"]
    assert exchanged("b is None") == ["b is not None"]


def test_a_sign_is_exchanged_for_one_of_its_own_kind() -> None:
    assert exchanged("b + c") == ["b % c", "b * c", "b ** c", "b - c", "b / c", "b // c"]
    assert exchanged("b & c") == ["b - c", "b ^ c", "b | c"]
    assert exchanged("b << c") == ["b >> c"]


def test_what_is_left_out_has_its_rule() -> None:
    source = "x: int | None = a < b\n@dataclass(slots=True)\nclass A: pass\nzip(a, b, strict=True)\nc = d + e\n"
    found = {left_out.why("x.py", source, fault.operator, fault.start) for fault in every_fault("x.py", source)}
    assert found == {None, left_out.TYPES, left_out.GUARDS, left_out.COMPARISONS, left_out.SIGNS}
    path = "prioritering/analysis/weight_draws.py"
    assert left_out.why(path, "A, PILOT = 1, 2", "core/NumberReplacer", (1, 14)) == left_out.CONSTANTS
    assert left_out.why(path, "A, PILOT = 1, 2", "core/NumberReplacer", (1, 11)) is None


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


@pytest.mark.parametrize("source", ["a = {**b}\n", "match a:\n    case 1 | 2:\n        pass\n"])
def test_what_would_not_be_python_is_never_drawn(source: str) -> None:
    every = [fault for fault in faults("x.py", source) if "Binary" in fault.operator]
    drawn = [mutated(fault, source) for fault in sample(every, 1000, 1, {"x.py": source})]
    assert every
    assert all(ast.parse(made) for made in drawn)


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


def test_the_files_that_are_followed_are_those_of_the_faults_and_of_what_importing_runs_those_that_import_it() -> None:
    sources = {"p/a.py": "X = 3\ndef f():\n    return X\n", "p/b.py": "from p.a import X\n", "p/c.py": "C = 1\n"}
    assert asked_about([("p/a.py", 3)], sources) == ["p/a.py"]
    assert asked_about([("p/a.py", 1), ("p/c.py", 1)], sources) == ["p/a.py", "p/b.py", "p/c.py"]


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


def test_each_further_case_of_a_table_counts_as_so_many_times_dearer() -> None:
    cases = {f"tests/p/a.py::table[{case}]": 0.1 for case in range(4)} | {"tests/p/a.py::last": 0.25}
    found = Reach({"p/x.py": {1: [f"{test}|run" for test in cases]}}, cases, {}, {})
    order = found.tests("p/x.py", Statement(range(1, 2), at_import=False))
    assert [test.split("::")[1] for test in order] == ["table[0]", "table[1]", "last", "table[2]", "table[3]"]


def test_of_a_table_the_ends_are_run_and_those_between_are_taken_to_reach_as_much_and_perhaps_more() -> None:
    every = ["tests/a.py::one", *(f"tests/a.py::table[{case}]" for case in "pqrs"), "tests/a.py::pair[x]"]
    assert ends(every) == ["tests/a.py::one", "tests/a.py::table[p]", "tests/a.py::table[s]", "tests/a.py::pair[x]"]
    passing = {"tests/a.py::one": 3.0, "tests/a.py::table[s]": 0.1}
    between = cases_between(every, passing, ["tests/a.py::table[p]"])
    assert between == {"tests/a.py::table[s]": ["tests/a.py::table[q]", "tests/a.py::table[r]"]}
    seconds = dict.fromkeys(between["tests/a.py::table[s]"], 0.1) | passing
    contexts = {"p/x.py": {1: ["tests/a.py::table[s]|run", "tests/a.py::one|run"], 2: ["tests/a.py::one|run"]}}
    found = Reach(contexts, seconds, {}, {}, between)
    reached = found.tests("p/x.py", Statement(range(1, 2), at_import=False))
    assert sorted(test[12:] for test in reached) == ["one", "table[q]", "table[r]", "table[s]"]
    perhaps = found.tests("p/x.py", Statement(range(2, 3), at_import=False))
    assert sorted(test[12:] for test in perhaps) == ["one", "table[q]", "table[r]"]
    assert found.tests("p/y.py", Statement(range(2, 3), at_import=False)) == []


def test_a_test_that_cannot_be_found_again_ends_the_run() -> None:
    with pytest.raises(SystemExit, match="gone"):
        cases_between(["tests/a.py::one"], {"tests/a.py::gone": 1.0}, [])


def test_of_a_table_the_cases_that_have_a_text_of_the_code_come_before_a_second_of_another() -> None:
    cases = {f"tests/a.py::test[{case}]": 0.1 for case in ("ram-1", "rad-0", "viktvidd-1", "fro-0")}
    found = Reach({"p/x.py": {1: [f"{test}|run" for test in cases]}}, cases, {}, {})
    line = Statement(range(1, 2), at_import=False)
    source = '    _Field("viktvidd", "weight_spread", _whole(1, 100), "procent från 1"),\n'
    texts = texts_on(f"_FIELDS = (\n{source})\n", 2)
    assert texts == {"viktvidd", "weight_spread", "procent", "från"}
    assert [test[17:-1] for test in found.tests("p/x.py", line, texts)] == ["fro-0", "viktvidd-1", "rad-0", "ram-1"]


@pytest.mark.parametrize("named", ["tests/q/test_robust_margin.py::t", "tests/q/test_odd.py::test_robust_or_not"])
def test_a_test_whose_file_or_name_has_a_word_of_the_codes_name_comes_before_a_quicker_one(named: str) -> None:
    other = "tests/q/test_other.py::t"
    seconds = {other: 0.2, named: 0.3}
    found = Reach({"p/robusthet/method.py": {1: [f"{test}|run" for test in seconds]}}, seconds, {}, {})
    assert found.tests("p/robusthet/method.py", Statement(range(1, 2), at_import=False)) == [named, other]


def test_a_test_that_speaks_of_what_a_function_says_comes_before_a_quicker_one(tmp_path: Path) -> None:
    source = 'def draw():\n    if a:\n        button(f"Ta bort en text {a}")\n\n\ndef other():\n    "Ta bort en text"\n'
    assert spoken(source, 3) == {"draw", "Ta bort en text"}
    assert spoken(source, 4) == frozenset()
    (tmp_path / "tests" / "q").mkdir(parents=True)
    test = '@mark(\n"Ta bort en text")\ndef test_a():\n    pass\n\ndef test_b():\n    redraw()\n'
    (tmp_path / "tests" / "q" / "test_x.py").write_text(test, encoding="utf-8")
    sources = written(tmp_path)
    assert sources["tests/q/test_x.py::test_b"] == "def test_b():\n    redraw()"
    seconds = {"tests/q/test_x.py::test_a[1]": 0.3, "tests/q/test_x.py::test_b": 0.2}
    found = Reach({"p/y.py": {3: [f"{test}|run" for test in seconds]}}, seconds, {}, {}, written=sources)
    line = Statement(range(3, 4), at_import=False)
    assert found.tests("p/y.py", line, (), spoken(source, 3)) == list(seconds)
    assert found.tests("p/y.py", line) == list(reversed(seconds))


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

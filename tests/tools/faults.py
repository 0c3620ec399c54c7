"""Every small fault that Cosmic Ray can make in the code, and a seeded sample of them."""

from __future__ import annotations

import ast
import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

# These change nothing for the values that we compare in this way: None, True, False and members of enums.
SAME_MEANING = {
    f"core/ReplaceComparisonOperator_{before}_{after}"
    for before, after in [("Is", "Eq"), ("Eq", "Is"), ("IsNot", "NotEq"), ("NotEq", "IsNot")]
}
# Most of Cosmic Ray's operators exchange one of these for another, and have nothing to look for elsewhere.
SIGNS = {"+", "-", "*", "/", "//", "%", "**", "<<", ">>", "&", "|", "^"}
# A little more or less of these changes how the work is parted or how much is remembered, and no answer that anybody
# sees. What decides an answer, a wait or what is shown is not among them.
TUNING: dict[str, dict[str, str]] = {
    "prioritering/analysis/draws.py": {"CELLS_PER_PART": "draws made at a time"},
    "prioritering/analysis/frames.py": {"MOST_PASSED": "steps of a walk before it gives up"},
    "prioritering/analysis/inclusion.py": {"CELLS_PER_BEST_PART": "draws searched at a time"},
    "prioritering/analysis/knapsack.py": {
        "CASES_PER_BLOCK": "cases solved at a time",
        "CELLS_PER_BLOCK": "cells solved at a time",
        "LOOK_AHEAD": "items tried for a first bound",
        "MAX_STATES": "states that memory holds",
    },
    "prioritering/analysis/worth_knowing.py": {"MOST_WORK": "cells counted before fewer facts are tried"},
    "prioritering/money/outcomes.py": {
        "MAX_INTERVALS": "amounts followed before they are joined",
        "MAX_PARTS": "parts of a tie looked at before they are joined",
        "PARTS_IN_TURN": "parts of a tie followed one by one",
    },
    "prioritering/store/box_versions.py": {"_LEAST_SLOT": "bytes until a slot grows"},
    "prioritering/store/kept.py": {"MOST_KEPT": "results remembered"},
}
Position = tuple[int, int]


@dataclass(frozen=True, order=True)
class Fault:
    """One fault: change number ``occurrence`` of those that ``operator`` can make in the file ``path``.

    Positions are (line from 1, column in characters from 0), as in Cosmic Ray.
    """

    path: str
    start: Position
    end: Position
    operator: str
    occurrence: int

    @property
    def place(self) -> tuple[str, Position, str]:
        """Where and of what kind it is: ``+`` to ``-`` and ``+`` to ``*`` share a place."""
        return self.path, self.start, self.operator.split("_")[0]


def faults(path: str, source: str) -> Iterator[Fault]:
    """Every fault in one file, other than in what no user of the app could meet."""
    nodes = list(ast_nodes(get_ast(source)))
    signs = [node for node in nodes if getattr(node, "value", None) in SIGNS]
    silent = [*annotations(source), *guards(source), *tuning(path, source)]
    for name in sorted(set(operator_names()) - SAME_MEANING):
        if get_operator(name).arguments():
            continue
        operator = get_operator(name)()
        where = signs if name.startswith("core/ReplaceBinaryOperator") else nodes
        positions = (position for node in where for position in operator.mutation_positions(node))
        for occurrence, (start, end) in enumerate(positions):
            if not any(first <= start < last for first, last in silent):
                yield Fault(path, start, end, name, occurrence)


def annotations(source: str) -> list[tuple[Position, Position]]:
    """Where annotations and the decorators of classes begin and end: no user meets a class that could be altered.

    A protocol is all annotation, its decorators too.
    """
    found: list[ast.AST | None] = []
    for node in ast.walk(ast.parse(source)):
        found += [getattr(node, "annotation", None), getattr(node, "returns", None)]
        found += _on_class(node) if isinstance(node, ast.ClassDef) else []
    return _ends(source, found)


def _on_class(node: ast.ClassDef) -> list[ast.expr]:
    is_protocol = any(isinstance(base, ast.Name) and base.id == "Protocol" for base in node.bases)
    members = [part for part in node.body if isinstance(part, ast.FunctionDef)] if is_protocol else []
    return [part for one in (node, *members) for part in one.decorator_list]


def guards(source: str) -> list[tuple[Position, Position]]:
    """Where ``strict=`` and ``frozen=`` stand, which guard against what never happens, and what remembers answers."""
    found: list[ast.AST | None] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.keyword) and node.arg in ("strict", "frozen", "maxsize"):
            found.append(node.value)
        if isinstance(node, ast.FunctionDef):
            named = [(part.func if isinstance(part, ast.Call) else part, part) for part in node.decorator_list]
            found += [part for name, part in named if isinstance(name, ast.Name) and name.id in ("cache", "lru_cache")]
    return _ends(source, found)


def tuning(path: str, source: str) -> list[tuple[Position, Position]]:
    """Where the values of a file's constants of `TUNING` stand."""
    names = TUNING.get(path, {})
    body = [node for node in ast.parse(source).body if isinstance(node, ast.Assign)]
    return _ends(source, [node.value for node in body if set(_given(node)) & names.keys()])


def _ends(source: str, parts: Iterable[ast.AST | None]) -> list[tuple[Position, Position]]:
    lines = source.splitlines()
    found: list[tuple[Position, Position]] = []
    for part in parts:
        if isinstance(part, ast.expr):
            ends = ((part.lineno, part.col_offset), (part.end_lineno or 0, part.end_col_offset or 0))
            first, last = ((line, _characters(lines[line - 1], column)) for line, column in ends)
            # A decorator is taken away with its sign.
            sign = lines[first[0] - 1][: first[1]].endswith("@")
            found.append(((first[0], first[1] - sign), last))
    return found


def _characters(line: str, column: int) -> int:
    # Python counts the bytes of a line, Cosmic Ray its characters: they part at the first å.
    return len(line.encode()[:column].decode())


def sample(all_faults: Iterable[Fault], size: int, seed: int, sources: Mapping[str, str]) -> list[Fault]:
    """At most ``size`` faults that can be made in the sources: places are drawn first, then a fault in each.

    An arithmetic sign can be exchanged for eleven others, a condition only negated; drawn without regard to places the
    signs would be nearly the whole sample.
    """
    places: dict[tuple[str, Position, str], list[Fault]] = {}
    for fault in sorted(all_faults):
        places.setdefault(fault.place, []).append(fault)
    draw = random.Random(seed)
    drawn = (draw.choice(places[place]) for place in draw.sample(sorted(places), len(places)))
    return list(islice((fault for fault in drawn if can_be_made(fault, sources[fault.path])), size))


def can_be_made(fault: Fault, source: str) -> bool:
    """Whether the tool can make the fault: it stumbles over an exception with a dotted name in a tuple."""
    try:
        mutated(fault, source)
    except AttributeError:
        return False
    return True


def mutated(fault: Fault, source: str) -> str:
    """The file with the fault in it."""
    code = mutate_code(source, get_operator(fault.operator)(), fault.occurrence)
    if code is None or code == source:
        raise ValueError(f"no fault was made: {fault}")
    return str(code)


@dataclass(frozen=True)
class Statement:
    """A statement's lines, of a compound one only its head with decorators.

    Also whether it is run by importing, and the names that it gives something.
    """

    lines: range
    at_import: bool
    names: tuple[str, ...] = ()


def statement(source: str, line: int) -> Statement:
    """The innermost statement around a line."""
    around = [found for found in _statements(source) if line in found.lines]
    return max(around, key=lambda found: found.lines.start, default=Statement(range(line, line + 1), at_import=True))


@cache
def _statements(source: str) -> tuple[Statement, ...]:
    return tuple(_walk(ast.parse(source), at_import=True))


def _walk(node: ast.AST, *, at_import: bool) -> Iterator[Statement]:
    if isinstance(node, ast.stmt):
        yield Statement(_head(node), at_import, _given(node))
    inside = at_import and not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    for child in ast.iter_child_nodes(node):
        yield from _walk(child, at_import=inside)


def _head(node: ast.stmt) -> range:
    first = min([node.lineno, *(decorator.lineno for decorator in getattr(node, "decorator_list", []))])
    body = getattr(node, "body", None)
    last = max(node.lineno, body[0].lineno - 1) if body else node.end_lineno or node.lineno
    return range(first, last + 1)


def _given(node: ast.stmt) -> tuple[str, ...]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return (node.name,)
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    return tuple(found.id for target in targets if target for found in ast.walk(target) if isinstance(found, ast.Name))


def mentions(source: str) -> dict[str, set[int]]:
    """The lines that use each name."""
    found: dict[str, set[int]] = {}
    for node in ast.walk(ast.parse(source)):
        name = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else None
        if name and isinstance(node.ctx, ast.Load):
            found.setdefault(name, set()).update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return found


def importers(sources: Mapping[str, str]) -> dict[str, set[str]]:
    """For each file of a package, the files that import it or a name from it."""
    files = {
        Path(path).with_suffix("").as_posix().replace("/", ".").removesuffix(".__init__"): path for path in sources
    }
    found: dict[str, set[str]] = {path: set() for path in sources}
    for path, source in sources.items():
        for node in ast.walk(ast.parse(source)):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            for name in names:
                if name in files:
                    found[files[name]].add(path)
    return found

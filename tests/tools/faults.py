"""Every small fault that Cosmic Ray can make in the code, and a seeded sample of them."""

from __future__ import annotations

import ast
import random
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

from tests.tools import left_out
from tests.tools.left_out import Position

# Most of Cosmic Ray's operators exchange one of these for another, and have nothing to look for elsewhere.
SIGNS = {"+", "-", "*", "/", "//", "%", "**", "<<", ">>", "&", "|", "^"}


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
    """Every fault in one file, other than those that are left out by a rule."""
    return (fault for fault in every_fault(path, source) if not left_out.why(path, source, fault.operator, fault.start))


def every_fault(path: str, source: str) -> Iterator[Fault]:
    """Every fault that the tool can make in one file."""
    nodes = list(ast_nodes(get_ast(source)))
    signs = [node for node in nodes if getattr(node, "value", None) in SIGNS]
    for name in sorted(operator_names()):
        if get_operator(name).arguments():
            continue
        operator = get_operator(name)()
        where = signs if name.startswith("core/ReplaceBinaryOperator") else nodes
        positions = (position for node in where for position in operator.mutation_positions(node))
        for occurrence, (start, end) in enumerate(positions):
            yield Fault(path, start, end, name, occurrence)


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
    """Whether the tool can make the fault, and what it makes is Python.

    It stumbles over an exception with a dotted name in a tuple, and takes the stars of ``{**a}`` for a sign of numbers.
    """
    try:
        ast.parse(mutated(fault, source))
    except (AttributeError, SyntaxError):
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


def texts_on(source: str, line: int) -> frozenset[str]:
    """The words of three letters and more in the texts that begin on a line."""
    texts = (
        node.value
        for node in ast.walk(_parsed(source))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.lineno == line
    )
    return frozenset(word for text in texts for word in re.findall(r"\w{3,}", text))


@cache
def _parsed(source: str) -> ast.Module:
    return ast.parse(source)


@cache
def _statements(source: str) -> tuple[Statement, ...]:
    return tuple(_walk(_parsed(source), at_import=True))


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

"""Which small faults are left out, each by a rule with a reason: what no user could meet says nothing of the tests.

A rule goes by the form of the code or by a name in a list, never by whether a test notices.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

from tests.tools.tuning import TUNING

Position = tuple[int, int]
Span = tuple[Position, Position]

# As the report says it.
TYPES = "typangivelser och dekoratörer på klasser"
GUARDS = "vakter mot det som aldrig sker, minnen och mellanrum i HTML"
CONSTANTS = "namngivna konstanter som delar upp arbete eller minne"
COMPARISONS = "jämförelser av ett slag som värdena inte har"
SIGNS = "räknetecken av ett slag som värdena inte har"

_COMPARISON, _SIGN = "core/ReplaceComparisonOperator_", "core/ReplaceBinaryOperator_"
_NEGATED = {("Eq", "NotEq"), ("NotEq", "Eq"), ("Is", "IsNot"), ("IsNot", "Is")}
# Numbers are exchanged among themselves, and so are flags and sets, which can be subtracted too.
_OF_NUMBERS = {"Add", "Sub", "Mul", "Div", "FloorDiv", "Mod", "Pow"}
_OF_FLAGS = {"BitOr", "BitAnd", "BitXor"}
# Guards against what never happens, what is remembered, and what only parts tags or bytes in another way.
_SILENT_ARGUMENTS = {
    "strict",
    "frozen",
    "slots",
    "maxsize",
    "trim_blocks",
    "lstrip_blocks",
    "compresslevel",
    "auto_reload",
}


def why(path: str, source: str, operator: str, start: Position) -> str | None:
    """The rule by which a fault at a place is left out, or None."""
    if reason := _by_operator(operator):
        return reason
    spans = _spans(path, source)
    if operator.startswith(_COMPARISON) and tuple(operator.removeprefix(_COMPARISON).split("_")) not in _NEGATED:
        spans = (*spans, *((span, COMPARISONS) for span in _equalities(source)))
    return next((reason for (first, last), reason in spans if first <= start < last), None)


def _by_operator(operator: str) -> str | None:
    # Identity is asked of None, flags and members of enums: no number is compared so, and none of them is in order.
    if operator.startswith(_COMPARISON):
        pair = operator.removeprefix(_COMPARISON).split("_")
        return COMPARISONS if {"Is", "IsNot"} & set(pair) and tuple(pair) not in _NEGATED else None
    if operator.startswith(_SIGN):
        before, after = operator.removeprefix(_SIGN).split("_")
        kinds = (_OF_NUMBERS, _OF_FLAGS | {"Sub"} if before in _OF_FLAGS else set(), {"LShift", "RShift"})
        return None if any({before, after} <= kind for kind in kinds) else SIGNS
    return None


@cache
def _spans(path: str, source: str) -> tuple[tuple[Span, str], ...]:
    rules = ((annotations(source), TYPES), (guards(source), GUARDS), (tuning(path, source), CONSTANTS))
    return tuple((span, reason) for spans, reason in rules for span in spans)


@cache
def _equalities(source: str) -> tuple[Span, ...]:
    """Where something is asked to be equal to a text, a flag or a list, which no code of ours puts in order."""
    lines, found = source.splitlines(), list[Span]()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            for before, after in pairwise(sides):
                if _is_no_number(before) or _is_no_number(after):
                    found.append((_span(lines, before)[1], _span(lines, after)[0]))
    return tuple(found)


def _is_no_number(node: ast.expr) -> bool:
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str | bytes | bool | None)
    return isinstance(node, ast.JoinedStr | ast.Tuple | ast.List | ast.Set | ast.Dict)


def annotations(source: str) -> list[Span]:
    """Where annotations and the decorators of classes begin and end: no user meets a class that could be altered.

    A protocol is all annotation, its decorators too.
    """
    found: list[ast.AST | None] = []
    for node in ast.walk(ast.parse(source)):
        found += [getattr(node, "annotation", None), getattr(node, "returns", None)]
        found += _on_class(node) if isinstance(node, ast.ClassDef) else []
    return list(_ends(source, found))


def _on_class(node: ast.ClassDef) -> list[ast.expr]:
    is_protocol = any(isinstance(base, ast.Name) and base.id == "Protocol" for base in node.bases)
    members = [part for part in node.body if isinstance(part, ast.FunctionDef)] if is_protocol else []
    return [part for one in (node, *members) for part in one.decorator_list]


def guards(source: str) -> list[Span]:
    """Where the arguments stand that change no answer, and what remembers answers."""
    found: list[ast.AST | None] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.keyword) and node.arg in _SILENT_ARGUMENTS:
            found.append(node.value)
        if isinstance(node, ast.FunctionDef):
            named = [(part.func if isinstance(part, ast.Call) else part, part) for part in node.decorator_list]
            found += [part for name, part in named if isinstance(name, ast.Name) and name.id in ("cache", "lru_cache")]
    return list(_ends(source, found))


def tuning(path: str, source: str) -> list[Span]:
    """Where the values of a file's constants of `TUNING` stand."""
    return list(_ends(source, constants(path, source).values()))


def constants(path: str, source: str) -> dict[str, ast.expr]:
    """The values of a file's constants of `TUNING`, by name."""
    names, found = TUNING.get(path, {}), dict[str, ast.expr]()
    for node in ast.parse(source).body:
        if isinstance(node, ast.Assign):
            pairs = [pair for target in node.targets for pair in _named_values(target, node.value)]
            found |= {name: value for name, value in pairs if name in names}
    return found


def _named_values(target: ast.expr, value: ast.expr) -> list[tuple[str, ast.expr]]:
    many = isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple)
    pairs = zip(target.elts, value.elts, strict=True) if many else [(target, value)]
    return [(name.id, of) for name, of in pairs if isinstance(name, ast.Name)]


def _ends(source: str, parts: Iterable[ast.AST | None]) -> Iterator[Span]:
    lines = source.splitlines()
    for part in parts:
        if isinstance(part, ast.expr):
            first, last = _span(lines, part)
            # A decorator is taken away with its sign.
            sign = lines[first[0] - 1][: first[1]].endswith("@")
            yield (first[0], first[1] - sign), last


def _span(lines: list[str], part: ast.expr) -> Span:
    ends = ((part.lineno, part.col_offset), (part.end_lineno or 0, part.end_col_offset or 0))
    first, last = ((line, _characters(lines[line - 1], column)) for line, column in ends)
    return first, last


def _characters(line: str, column: int) -> int:
    # Python counts the bytes of a line, Cosmic Ray its characters: they part at the first å.
    return len(line.encode()[:column].decode())

"""Which tests speak of what a function says: those whose source has its name, or a text of its own.

A test that quotes a sentence of a function is about it, however many others draw the page that it stands on.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Collection
from functools import cache
from pathlib import Path

_LEAST_LETTERS = 8


def spoken(source: str, line: int) -> frozenset[str]:
    """The name of the function around a line, and its texts of some words: one word alone may be anybody's."""
    around = [node for node in _functions(source) if node.lineno <= line <= (node.end_lineno or node.lineno)]
    if not around:
        return frozenset()
    inner = max(around, key=lambda node: node.lineno)
    values = [part.value for part in ast.walk(inner) if isinstance(part, ast.Constant)]
    texts = [value.strip() for value in values if isinstance(value, str)]
    return frozenset((inner.name, *(text for text in texts if len(text) >= _LEAST_LETTERS and " " in text)))


def speaks_of(test: str, said: Collection[str]) -> bool:
    """Whether a test's source has one of the names or texts, as a whole word each."""
    return any(text in test and re.search(rf"(?<!\w){re.escape(text)}(?!\w)", test) for text in said)


def written(root: Path) -> dict[str, str]:
    """The source of each test function of a tree by its name among pytest's, without its case."""
    found: dict[str, str] = {}
    for file in sorted((root / "tests").rglob("test_*.py")):
        source = file.read_text(encoding="utf-8")
        lines = source.splitlines()
        for node in _functions(source):
            if node.name.startswith("test_"):
                first = min([node.lineno, *(part.lineno for part in node.decorator_list)])
                name = f"{file.relative_to(root).as_posix()}::{node.name}"
                found[name] = "\n".join(lines[first - 1 : node.end_lineno])
    return found


@cache
def _functions(source: str) -> tuple[ast.FunctionDef | ast.AsyncFunctionDef, ...]:
    every = ast.walk(ast.parse(source))
    return tuple(node for node in every if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))

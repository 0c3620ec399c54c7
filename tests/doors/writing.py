"""Which use cases write: found in the code itself, so that a new one without a row in the table is noticed."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.test_architecture import PACKAGE, SOURCES, tree

ROOMS = ("store", "usecases")
Definition = ast.FunctionDef | ast.AsyncFunctionDef
# Methods are told by what they are called on: these are never a list's or a text's.
OBJECTS = ("beside", "self", "store")


class Function(NamedTuple):
    """A function or a method: its room, its name, and what of the package's own it calls or hands on."""

    room: str
    name: str
    uses: frozenset[str]
    opens: bool


def functions() -> Iterator[Function]:
    """Yield each function and method of the store and the use cases."""
    for path in SOURCES:
        room = path.relative_to(PACKAGE).parts[0]
        if room in ROOMS:
            known = own_names(path)
            for node in ast.walk(tree(path)):
                if isinstance(node, Definition):
                    uses = frozenset(told(name, path) for name in used(node, known))
                    yield Function(room, told(node.name, path), uses, opens_for_writing(node))


def told(name: str, path: Path) -> str:
    """Return a name that means one thing: a private one is its own file's."""
    return f"{path}:{name}" if name.startswith("_") else name


def own_names(path: Path) -> set[str]:
    """Return the names in a file that are the package's: defined here or imported from it."""
    source = tree(path)
    here = {node.name for node in source.body if isinstance(node, Definition)}
    return here | {
        alias.asname or alias.name
        for node in ast.walk(source)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("prioritering")
        for alias in node.names
    }


def used(function: Definition, known: set[str]) -> Iterator[str]:
    """Yield what a function calls or hands on, by its bare name; a public name means one thing in the package."""
    for node in ast.walk(function):
        if isinstance(node, ast.Name) and node.id in known:
            yield node.id
        elif (
            isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in known | {*OBJECTS}
        ):
            yield node.attr


def opens_for_writing(function: Definition) -> bool:
    """Return whether a function takes the store's lock for writing itself."""
    calls = [node.func for node in ast.walk(function) if isinstance(node, ast.Call)]
    return any(
        isinstance(call, ast.Attribute) and call.attr == "write" and isinstance(call.value, ast.Name | ast.Attribute)
        for call in calls
    )


def writing_use_cases() -> set[str]:
    """Return the public functions of the use cases that reach a write of the store."""
    every = list(functions())
    writes = {one.name for one in every if one.opens}
    while more := {one.name for one in every if one.uses & writes} - writes:
        writes |= more
    return {one.name for one in every if one.room == "usecases" and one.name in writes and ":" not in one.name}

"""Prints every Swedish string of the product by module, from Python, templates, scripts and TOML, to be read together.

`python -m tests.tools.ord` prints all of them, `python -m tests.tools.ord ruta vågrät` the lines that hold any of the
words.
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
PRODUCT = ("prioritering", "pages")
# What is put in by the program is shown as this.
FILLED = "{…}"
_TAG = re.compile(r"<!--.*?-->|<(?:style|script)\b.*?</(?:style|script)>|</?[a-zA-Z][^>]*>", re.S)
_SAID_IN_TAG = re.compile(r"\b(?:aria-label|title|alt|placeholder|data-label)=\"([^\"]+)\"")
_JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}", re.S)
_JINJA_VALUE = re.compile(r"\{\{.*?\}\}", re.S)
_IN_JINJA = re.compile(r"\"([^\"\n]+)\"|'([^'\n]+)'")
_IN_SCRIPT = re.compile(r"\"((?:[^\"\\\n]|\\.)*)\"|'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`")
_COMMENT = re.compile(r"/\*.*?\*/|(?<![:\"'`])//[^\n]*", re.S)
# A word that begins as in a sentence or has a Swedish letter, or several words; no code, no address, no class of CSS.
_CODE = re.compile(r"[<>=;]|\(\w*\)|^[a-z0-9_./:#\-\[\]{}*,%…\s]+$|^[A-Z_0-9]+$|^[\w\-]+\.\w+|_", re.S)
_SQL = re.compile(r"^\s*(SELECT|INSERT|UPDATE|DELETE|CREATE|WITH|ALTER|DROP|BEGIN|SET|COPY)\b")


class Said(NamedTuple):
    """A string that the product may say: where it stands, and its words."""

    file: str
    line: int
    text: str


def every() -> list[Said]:
    """Return all strings of the product, by file and line."""
    found = []
    for path in sorted(path for folder in PRODUCT for path in (ROOT / folder).rglob("*")):
        if read := _READERS.get(path.suffix):
            name, text = path.relative_to(ROOT).as_posix(), path.read_text("utf-8")
            found += [Said(name, line, words) for line, said in read(text) if (words := _words(said))]
    return sorted(set(found))


def _words(said: str) -> str:
    """Return a string as it is read; "" for what is no Swedish."""
    text = " ".join(said.replace("\u00a0", " ").split())
    bare = text.replace(FILLED, "").strip()
    if not re.search(r"[A-Za-zÅÄÖåäö]{2}", bare) or _SQL.match(text):
        return ""
    several = (" " in bare and not _CODE.search(bare)) or re.fullmatch(r"[a-zé]+(?: [a-zé]+)+[,.:]?", bare)
    return text if re.search("[åäöÅÄÖ]", bare) or several or re.fullmatch(r"[A-ZÅÄÖ][a-zåäöé]+[.!?:]?", bare) else ""


def _of_python(text: str) -> Iterator[tuple[int, str]]:
    tree = ast.parse(text)
    # A sentence of a docstring is English, and what is written out as a value is met within its f-string.
    passed = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            passed |= {id(part) for part in node.values}
            yield node.lineno, "".join(_piece(part) for part in node.values)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in passed:
            yield node.lineno, node.value


def _piece(part: ast.expr) -> str:
    return part.value if isinstance(part, ast.Constant) and isinstance(part.value, str) else FILLED


def _of_template(text: str) -> Iterator[tuple[int, str]]:
    for pattern in (_SAID_IN_TAG, _IN_JINJA):
        for met in pattern.finditer(text):
            inside = pattern is _SAID_IN_TAG or "{" in text[max(0, met.start() - 200) : met.start()]
            said = next(part for part in met.groups() if part)
            if inside and "{%" not in said:
                yield _line(text, met.start()), _JINJA_VALUE.sub(FILLED, said)
    bare = _JINJA_VALUE.sub(FILLED, _JINJA.sub(lambda met: "\n" * met[0].count("\n"), text))
    for number, line in enumerate(_TAG.sub(lambda met: "\0" + "\n" * met[0].count("\n"), bare).split("\n"), 1):
        for said in line.split("\0"):
            yield number, unescape(said)


def _of_script(text: str) -> Iterator[tuple[int, str]]:
    text = _COMMENT.sub(lambda met: "\n" * met[0].count("\n"), text)
    for met in _IN_SCRIPT.finditer(text):
        said = next((part for part in met.groups() if part), "")
        yield _line(text, met.start()), re.sub(r"\$\{[^}]*\}", FILLED, said).replace("\\u00a0", "\u00a0")


def _of_toml(text: str) -> Iterator[tuple[int, str]]:
    def inside(value: object) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict | list):
            for part in value.values() if isinstance(value, dict) else value:
                yield from inside(part)

    for said in inside(tomllib.loads(text)):
        at = text.find(said.split("\n")[0])
        yield _line(text, max(at, 0)), said


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


_READERS: Mapping[str, Callable[[str], Iterator[tuple[int, str]]]] = MappingProxyType(
    {".py": _of_python, ".html": _of_template, ".js": _of_script, ".toml": _of_toml}
)


def main(asked: list[str]) -> None:
    """Print the strings, each file under its name; with words `asked` for only those that hold one of them."""
    file = ""
    for said in every():
        if asked and not any(word.casefold() in said.text.casefold() for word in asked):
            continue
        if said.file != file:
            file = said.file
            print(f"\n{file}")
        print(f"{said.line:5}  {said.text}")


if __name__ == "__main__":
    main(sys.argv[1:])

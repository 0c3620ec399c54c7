"""The walls of the house: what may import what, how long things may be, and that README says what the code says."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from prioritering.glossary import GLOSSARY, as_markdown

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "prioritering"
OUTER = {"store", "usecases", "web"}
SOURCES = sorted(PACKAGE.rglob("*.py"))
DOMAIN = [path for path in SOURCES if path.relative_to(PACKAGE).parts[0] not in OUTER]
CODE = [*SOURCES, ROOT / "app.py", *sorted((ROOT / "pages").glob("*.py"))]
SQL = re.compile(
    r"\b(select\s.+\sfrom|insert\s+into|update\s+\w+\s+set|delete\s+from|create\s+(table|view))\b", re.I | re.S
)
OUTSIDE = {"requests", "httpx", "urllib3", "aiohttp", "http.client", "urllib.request", "ftplib", "smtplib", "telnetlib"}


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def long_functions(path: Path, most: int) -> list[str]:
    return [
        f"{name(path)}:{node.lineno} {node.name}"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (node.end_lineno or 0) - node.lineno >= most
    ]


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("path", DOMAIN, ids=name)
def test_the_domain_knows_neither_the_web_nor_the_database(path: Path) -> None:
    # The commands are an edge of their own, beside the pages: they may open the database.
    forbidden = {"streamlit", "plotly", "duckdb", "starlette", "prioritering.web"}
    if "commands" not in path.parts:
        forbidden |= {"prioritering.store"}
    found = {
        module for module in imports(path) if any(module == bad or module.startswith(bad + ".") for bad in forbidden)
    }
    assert found == set()


@pytest.mark.parametrize("path", DOMAIN, ids=name)
def test_the_domain_holds_no_sql(path: Path) -> None:
    texts = [
        node.value
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    assert [text for text in texts if SQL.search(text)] == []


@pytest.mark.parametrize("path", CODE, ids=name)
def test_nothing_imports_a_library_that_calls_other_machines(path: Path) -> None:
    assert OUTSIDE & set(imports(path)) == set()


@pytest.mark.parametrize("path", sorted((ROOT / "pages").glob("*.py")), ids=name)
def test_a_page_is_thin_and_asks_for_its_permission(path: Path) -> None:
    assert lines(path) <= 120
    assert re.search(r"^(\w+\.)?require\(", path.read_text(encoding="utf-8"), re.M)


@pytest.mark.parametrize("path", [*CODE, *sorted((ROOT / "tests").rglob("*.py"))], ids=name)
def test_no_file_has_three_hundred_lines(path: Path) -> None:
    assert lines(path) < 300


@pytest.mark.parametrize("path", CODE, ids=name)
def test_no_function_is_longer_than_forty_lines(path: Path) -> None:
    assert long_functions(path, 40) == []


def test_the_glossary_in_readme_is_the_one_in_the_code() -> None:
    assert as_markdown() in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_glossary_has_each_word_once() -> None:
    assert len({term.swedish for term in GLOSSARY}) == len(GLOSSARY) == len({term.code for term in GLOSSARY})


def test_readme_names_every_setting_that_the_code_reads() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    read = {word for path in SOURCES for word in re.findall(r'"(PRIORITERING_\w+)"', path.read_text(encoding="utf-8"))}
    assert {setting for setting in read if setting not in readme} == set()


def test_readme_says_why_each_dependency_is_there() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = re.findall(r"^([\w-]+)==", (ROOT / "requirements.txt").read_text(encoding="utf-8"), re.M)
    tools = re.findall(r"^([\w-]+)==", (ROOT / "tests/requirements.txt").read_text(encoding="utf-8"), re.M)
    assert [package for package in named + tools if package not in readme] == []

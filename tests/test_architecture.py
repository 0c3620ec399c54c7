"""The walls of the house: what may import what, how long things may be, and that README says what the code says."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from prioritering.glossary import GLOSSARY, glossary_table

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "prioritering"
EDGES = {"web", "commands", "gateway"}
OUTER = {"store", "usecases", *EDGES}
SOURCES = sorted(PACKAGE.rglob("*.py"))
DOMAIN = [path for path in SOURCES if path.relative_to(PACKAGE).parts[0] not in {*OUTER, "__main__.py"}]
CODE = [*SOURCES, ROOT / "app.py", *sorted((ROOT / "pages").glob("*.py"))]
SQL = re.compile(
    r"\b(select\s.+\sfrom|insert\s+into|update\s+\w+\s+set|delete\s+from|create\s+(table|view))\b", re.I | re.S
)
OUTSIDE = {"requests", "httpx", "urllib3", "aiohttp", "http.client", "urllib.request", "ftplib", "smtplib", "telnetlib"}
# What computes an answer, by the package or module that holds it: to be reached through the use cases only.
COMPUTING = (
    "prioritering.analysis",
    "prioritering.criteria.model_file",
    "prioritering.money",
    "prioritering.scoring.board",
    "prioritering.scoring.both_rules",
    "prioritering.scoring.effective",
    "prioritering.scoring.gaps",
    "prioritering.scoring.level_dependence",
    "prioritering.scoring.points",
    "prioritering.scoring.ranking",
    "prioritering.scoring.reach",
    "prioritering.scoring.row_facts",
    "prioritering.meeting.results",
    "prioritering.meeting.group",
    "prioritering.plan.reader",
)
# Small helpers that word or shape what is already there; nothing is computed from a plan in them.
NOT_AN_ANSWER = {
    "prioritering.analysis.agreement.in_words",
    "prioritering.analysis.margin.decimals",
    "prioritering.money.amounts.in_tkr",
    "prioritering.meeting.group.around",
    "prioritering.money.amounts.kronor",
    "prioritering.money.amounts.nearest_krona",
}

# Names that several modules define on purpose. All other names mean one thing each.
SHARED_NAMES = {
    "HELP": "what a command does, as its list of commands says it",
    "add_parser": "every command adds its own arguments",
    "answer": "every command gives an answer",
    "draw_page": "every page draws itself",
    "LOG": "every module writes to the log of its room",
    "T": "the type variable of a generic function",
    "MAX_BYTES": "the largest file of keys, and the largest message through the gateway",
}


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imports(path: Path) -> tuple[str, ...]:
    """Return every imported module, and every imported name with its module before it."""
    found: list[str] = []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found += (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += (node.module, *(f"{node.module}.{alias.name}" for alias in node.names))
    return tuple(found)


def room(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 and parts[0] == "prioritering" and (PACKAGE / parts[1]).is_dir() else ""


def rooms() -> dict[str, set[str]]:
    """Return which rooms each room imports from."""
    found: dict[str, set[str]] = {}
    for path in SOURCES:
        mine = path.relative_to(PACKAGE).parts[0]
        if (PACKAGE / mine).is_dir():
            found.setdefault(mine, set()).update({room(module) for module in imports(path)} - {"", mine})
    return found


def reached(start: str, edges: dict[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        for other in edges.get(waiting.pop(), set()) - seen:
            seen.add(other)
            waiting.append(other)
    return seen


def offences(paths: list[Path], forbidden: set[str]) -> list[str]:
    return [
        f"{name(path)}: {module}"
        for path in paths
        for module in imports(path)
        if any(module == bad or module.startswith(f"{bad}.") for bad in forbidden)
    ]


def test_the_domain_knows_neither_the_web_nor_the_database() -> None:
    forbidden = {"streamlit", "plotly", "duckdb", "starlette", *(f"prioritering.{part}" for part in OUTER)}
    assert offences(DOMAIN, forbidden) == []


def test_the_domain_holds_no_sql() -> None:
    found = [
        f"{name(path)}:{node.lineno}"
        for path in DOMAIN
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.search(node.value)
    ]
    assert found == []


def test_the_words_of_a_view_compute_no_answer() -> None:
    """A basis and the picture of it are computed; what is said of them is read off."""
    view = PACKAGE / "view"
    assert computed_in([path for path in sorted(view.glob("*.py")) if path.stem not in {"basis", "picture"}]) == []


def computed_in(paths: list[Path]) -> list[str]:
    """Return the functions that compute an answer, and the modules that hold them, imported by these files."""
    return [
        f"{name(path)}: {module}"
        for path in paths
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and node.module
        for module in (f"{node.module}.{alias.name}" for alias in node.names)
        if module.startswith(COMPUTING) and module.rsplit(".", 1)[-1].islower() and module not in NOT_AN_ANSWER
    ]


def test_a_part_of_the_house_is_imported_by_its_full_name() -> None:
    """`import prioritering.analysis.rules`, `from ..analysis import rules` and `*` would pass the walls unseen."""
    found = [
        f"{name(path)}:{node.lineno}"
        for path in CODE
        for node in ast.walk(tree(path))
        if (isinstance(node, ast.Import) and any(alias.name.split(".")[0] == "prioritering" for alias in node.names))
        or (isinstance(node, ast.ImportFrom) and (node.level or any(alias.name == "*" for alias in node.names)))
    ]
    assert found == []


def public_names(path: Path) -> set[str]:
    """Return the classes, functions and values that a module defines for others to use."""
    found = set()
    for node in tree(path).body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            found.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found |= {each.id for target in targets for each in ast.walk(target) if isinstance(each, ast.Name)}
    return {word for word in found if not word.startswith("_")}


def test_a_public_name_is_defined_in_one_module() -> None:
    """A use case may bear the name of what it hands on, defined in a module that it imports."""
    places: dict[str, list[Path]] = {}
    for path in SOURCES:
        for word in public_names(path) - SHARED_NAMES.keys():
            places.setdefault(word, []).append(path)
    found = []
    for word, paths in places.items():
        use_cases = [path for path in paths if path.is_relative_to(PACKAGE / "usecases")]
        inner = [path for path in paths if path not in use_cases]
        modules = {".".join(path.relative_to(ROOT).with_suffix("").parts) for path in inner}
        handed_on = len(use_cases) == len(inner) == 1 and modules & set(imports(use_cases[0]))
        if len(paths) > 1 and not handed_on:
            found.append(f"{word}: {', '.join(map(name, paths))}")
    assert sorted(found) == []


def test_no_room_imports_itself_by_a_detour() -> None:
    edges = rooms()
    assert [start for start in edges if start in reached(start, edges)] == []


def test_the_frame_of_the_pages_knows_neither_pages_nor_server() -> None:
    """Inside web/ the way is one too: pages and server stand on parts, and all of them on the frame."""
    above = {"frame": ("server", "pages", "parts"), "components": ("server", "pages", "parts"), "parts": ("pages",)}
    for part, forbidden in above.items():
        inside = [path for path in SOURCES if path.is_relative_to(PACKAGE / "web" / part)]
        assert offences(inside, {f"prioritering.web.{upper}" for upper in forbidden}) == []


def test_a_page_knows_no_other_page() -> None:
    """What two pages share is a part."""
    pages = PACKAGE / "web/pages"
    found = [
        f"{name(path)}: {module}"
        for path in SOURCES
        if path.is_relative_to(pages)
        for module in imports(path)
        if module.startswith("prioritering.web.pages.") and module.split(".")[3] != path.relative_to(pages).parts[0]
    ]
    assert found == []


def test_nothing_imports_a_library_that_calls_other_machines() -> None:
    assert [f"{name(path)}: {found}" for path in CODE if (found := OUTSIDE & set(imports(path)))] == []


def test_a_page_is_thin_and_asks_for_its_permission() -> None:
    pages = {path: path.read_text(encoding="utf-8") for path in sorted((ROOT / "pages").glob("*.py"))}
    assert [name(path) for path, text in pages.items() if len(text.splitlines()) > 120] == []
    assert [name(path) for path, text in pages.items() if not re.search(r"^(\w+\.)?require\(", text, re.M)] == []


def test_a_decimal_comma_is_written_in_one_place() -> None:
    scripts = sorted((PACKAGE / "web/components").glob("*.js"))
    texts = {path: path.read_text(encoding="utf-8") for path in (*SOURCES, *scripts) if path.stem != "swedish"}
    own = re.compile(
        r"""replace\(["']\.["'], ["'],["']\)|toLocaleString\(|toFixed\(|NumberFormat"""
        # What a chart parts figures with, and a figure that is read back from its Swedish form.
        r"""|separators=f?["']|number\([^()\n]*\)\.replace\("""
    )
    assert [name(path) for path, text in texts.items() if own.search(text)] == []


def test_what_a_tkr_is_stands_in_one_place() -> None:
    # Seconds become milliseconds there, and a figure that may have been read a thousand times too small is asked about.
    others = {"access_log", "cells", "typed_numbers"}
    found = [
        f"{name(path)}:{node.lineno}"
        for path in SOURCES
        if path.stem not in others
        for node in ast.walk(tree(path))
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult | ast.Div | ast.FloorDiv | ast.Mod)
        if any(isinstance(side, ast.Constant) and side.value == 1000 for side in (node.left, node.right))
    ]
    assert found == []


def test_every_colour_and_shape_that_is_used_is_given_somewhere() -> None:
    files = [path for kind in ("css", "html", "js", "py") for path in (PACKAGE / "web").rglob(f"*.{kind}")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    # One with more after it is put together when it is drawn, as --drawn-light is.
    used = set(re.findall(r"var\((--[\w-]*\w)\s*[,)]", text))
    assert used - set(re.findall(r"""(--[\w-]+)(?:\s*:|["'],)""", text)) == set()


def test_no_file_has_three_hundred_lines_and_no_function_forty() -> None:
    everything = [*CODE, *sorted((ROOT / "tests").rglob("*.py"))]
    assert [name(path) for path in everything if len(path.read_text(encoding="utf-8").splitlines()) >= 300] == []
    assert [found for path in CODE for found in long_functions(path, 40)] == []


def long_functions(path: Path, most: int) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (node.end_lineno or 0) - node.lineno >= most:
            yield f"{name(path)}:{node.lineno} {node.name}"


def test_the_glossary_in_readme_is_the_one_in_the_code() -> None:
    assert glossary_table() in (ROOT / "README.md").read_text(encoding="utf-8")


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


def test_every_file_that_the_guide_for_changes_names_is_there() -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:prioritering|data|tests|pages)/[\w./-]+)`", guide)
    assert named
    assert [file for file in named if not (ROOT / file).exists()] == []

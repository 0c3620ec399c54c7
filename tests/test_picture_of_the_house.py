"""The picture of the layers in README is the one that the imports make."""

from __future__ import annotations

import re

from tests.test_architecture import PACKAGE, ROOT, SOURCES, imports, reached

# The box that holds the modules beside the rooms.
COMMON = "gemensamt"


def boxes() -> dict[str, set[str]]:
    """Return which rooms each room imports from, with the modules beside the rooms as one box and the start as one."""

    def box(first: str) -> str:
        if (PACKAGE / first).is_dir():
            return first
        return {"__main__": "main", "__init__": ""}.get(first, COMMON) if (PACKAGE / f"{first}.py").exists() else ""

    found: dict[str, set[str]] = {}
    for path in SOURCES:
        mine = box(path.relative_to(PACKAGE).parts[0].removesuffix(".py"))
        others = {box(module.split(".")[1]) for module in imports(path) if module.startswith("prioritering.")}
        found.setdefault(mine, set()).update(others - {"", mine})
    return found


def test_the_picture_in_readme_is_made_of_the_imports() -> None:
    """Every arrow is an import, and every import follows the arrows.

    What the box of common modules uses is drawn, and leads no further: a room that uses the box does not thereby use
    what the box does.
    """
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    picture = re.search(r"```mermaid\n(.*?)```", readme, re.DOTALL)
    assert picture
    drawn: dict[str, set[str]] = {}
    for start, end in re.findall(r"^\s*(\w+) --> (\w+)$", picture[1], re.MULTILINE):
        drawn.setdefault(start, set()).add(end)
    real, common = boxes(), drawn.pop(COMMON)
    assert common == real.pop(COMMON)
    assert {(a, b) for a, ends in drawn.items() for b in ends if b not in real.get(a, set())} == set()
    assert {(a, b) for a, ends in real.items() for b in ends if b not in reached(a, drawn)} == set()
    label = re.search(rf'{COMMON}\["(.*?)"\]', picture[1])
    beside = {path.name for path in PACKAGE.glob("*.py")} - {"__init__.py", "__main__.py"}
    assert label
    assert set(re.findall(r"\w+\.py", label[1])) == beside

"""The components' files: each is one module with one way in, and none stands unused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from prioritering.web.components import component as factory

FOLDER = Path(factory.__file__).parent
NAMES = sorted(file.stem for file in FOLDER.glob("*.html"))
DECLARED = re.compile(r"^(?:async )?(?:function|const|let|class) (\w+)", re.MULTILINE)


@pytest.mark.parametrize("name", NAMES)
def test_a_component_is_one_module_whose_last_part_is_its_way_in(name: str) -> None:
    script = factory.script(name)
    assert script.count("export default") == 1
    assert "export default" in factory.asset(f"{name}.js")


@pytest.mark.parametrize("name", NAMES)
def test_no_two_parts_of_a_module_declare_the_same_name(name: str) -> None:
    declared = DECLARED.findall(factory.script(name))
    assert len(declared) == len(set(declared))


def test_every_file_belongs_to_a_component() -> None:
    used = {*NAMES, *(part for parts in factory.BEFORE.values() for part in parts)}
    assert {file.stem for file in FOLDER.iterdir() if file.suffix in {".js", ".css"}} == used


@pytest.mark.parametrize("name", NAMES)
def test_css_and_script_are_text_and_not_the_path_of_a_file(name: str) -> None:
    assert factory.script(name).count("\n") > 1
    assert "\n" in factory.style(name)

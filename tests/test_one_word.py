"""One thing has one word on the screen, in the texts of the code as in the documents."""

from __future__ import annotations

import re
from pathlib import Path

from tests.folders import DATA

ROOT = DATA.parent

# What has been written of the same thing before, and the word of the glossary. A plan's own words are its own: a forum
# of an objektplan has "Deltagare".
OTHER_WORDS = {"ledam[oö]t": "medlem", "deltagar(?:na|lista)": "medlem", r"\bomgång": "runda"}
WRITTEN = (".py", ".html", ".js", ".toml", ".sql", ".md")


def texts() -> list[Path]:
    folders = (path for name in ("prioritering", "pages", "docs") for path in (ROOT / name).rglob("*"))
    return [ROOT / "README.md", *(path for path in folders if path.suffix in WRITTEN)]


def test_who_answers_is_a_member_and_what_they_answer_in_a_round_wherever_it_is_written() -> None:
    other = re.compile("|".join(OTHER_WORDS), re.IGNORECASE)
    every = texts()
    assert len(every) > 400
    said = {str(path.relative_to(ROOT)): other.findall(path.read_text(encoding="utf-8")) for path in every}
    assert {path: found for path, found in said.items() if found} == {}

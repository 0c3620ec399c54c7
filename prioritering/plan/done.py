"""Which projects the plan's own column Status says are done."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from prioritering.plan.object_plan import Project
from prioritering.plan.project_facts import column_of

_STATUS = "status"
_DONE = re.compile(r"(kla(r|rt|ra)|avsluta(d|t|de)|(slutför|genomför)(d|t|da)|färdig(t|a)?)\.?")
# After such a word it may say when, and nothing else: "Klart för beslut" is not done, nor is "klart till 80 %".
_WHEN = re.compile(
    r"i|den|under|våren|sommaren|hösten|vintern|kvartal|kv|(q|kv)?[1-4]|(19|20)?[0-9]{2}|[1-9]"
    r"|(jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-z]*"
)
_BETWEEN = re.compile(r"[\s.,:;()/–-]+")


def is_done(project: Project) -> bool:
    """Return whether the plan's own column Status says that a project is done; without the column nothing does."""
    return any(done_among([project]))


def says_how_far(project: Project) -> bool:
    """Return whether the plan's own column Status says anything of a project."""
    return bool(_said(project, _columns([project])))


def done_among(projects: Collection[Project]) -> Iterator[Project]:
    """Yield the projects that are done, in order."""
    columns = _columns(projects)
    return (project for project in projects if columns and _says_done(_said(project, columns).casefold()))


def _columns(projects: Collection[Project]) -> frozenset[str]:
    """Return the headings by which the column stands: asked once, since a plan may have many columns and projects."""
    every = frozenset[str]().union(*(project.other for project in projects))
    return frozenset(heading for heading in every if column_of(heading) == _STATUS)


def _said(project: Project, columns: Collection[str]) -> str:
    # Of two that a version read by earlier rules may have, the first that says something counts.
    return next((text for heading, text in project.other.items() if text and heading in columns), "")


def _says_done(text: str) -> bool:
    words = [word for word in _BETWEEN.split(text) if word]
    return bool(words and _DONE.fullmatch(words[0])) and all(map(_WHEN.fullmatch, words[1:]))

"""The figures of a group as Möte, Prioritera and the meeting's file give them, against what the test has worked out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from tests.browser.meeting import Watched
from tests.browser.own_arithmetic import Group, written

HEAT = """() => [...document.querySelectorAll('.m-heat tbody tr')].map((row) => [
  row.querySelector('th').innerText,
  row.cells[0].innerText.split(' ')[0],
  ...[...row.querySelectorAll('.m-cell, td:last-child')].map((cell) => cell.querySelector('b')?.innerText ?? ''),
])"""
BOARD = """() => [...document.querySelectorAll('tr.b-row')].filter((row) => row.querySelector('.b-under b')).map(
  (row) => ['.b-name', '.b-rank', '.b-under b'].map((part) => row.querySelector(part).innerText))"""


def heat_rows(group: Group, names: Mapping[str, str]) -> list[list[str]]:
    """Return the rows of the heat map as they should be: most points first, the plan's order inside a tie."""
    points, places = group.points(), group.places()
    return [
        [
            names[key],
            str(places[key]),
            *(written(group.median(key, criterion)) for criterion in group.scales),
            written(points[key]),
        ]
        for key in sorted(names, key=lambda key: -(points[key] or 0))
    ]


def comes_to_be(page: Page, read: str, wanted: list[list[str]]) -> None:
    """Wait until the page shows the rows; when it never does, the difference is the message."""
    text = json.dumps(wanted, ensure_ascii=False, separators=(",", ":"))
    try:
        page.wait_for_function(f"(wanted) => JSON.stringify(({read})()) === wanted", arg=text)
    except PlaywrightTimeout:
        found = page.evaluate(read)
        assert found == wanted, [pair for pair in zip_longest(found, wanted) if pair[0] != pair[1]]


def on_mote(leader: Watched, group: Group, names: Mapping[str, str]) -> None:
    """Check medians, points, places, disputes and Kendall's W on Möte."""
    comes_to_be(leader.page, HEAT, heat_rows(group, names))
    assert leader.page.locator(".m-disputes > li").count() == sum(map(len, group.disputed().values()))
    basis = f"({len(group.members)} medlemmar i {group.pairs()} par, {len(names)} projekt, parvis där svar saknas)"
    leader.page.get_by_text(f"Kendalls W är {written(group.kendalls_w(), 2)} {basis}").wait_for(state="attached")


def on_prioritera(page: Page, group: Group, names: Mapping[str, str]) -> None:
    """Check points and places on Prioritera with the group's median as its source."""
    comes_to_be(page, BOARD, [[name, place, points] for name, place, *_, points in heat_rows(group, names)])


def downloaded(leader: Watched) -> dict[str, Any]:
    """Return the meeting's file as Möte gives it out."""
    leader.visit.settle()
    with leader.page.expect_download() as started:
        leader.page.get_by_role("button", name="Hämta svaren som JSON").click()
    found: dict[str, Any] = json.loads(Path(started.value.path()).read_bytes())
    return found


def in_the_file(document: Mapping[str, Any], group: Group) -> None:
    """Check every median, Kendall's W, every answer and every conflict of interest in the meeting's file."""
    medians = {(row["projekt"], row["kriterium"]): row["median"] for row in document["gruppen"]}
    own = {(key, criterion): group.median(key, criterion) for key in group.projects for criterion in group.scales}
    assert medians == {cell: round(float(value) / 100, 6) for cell, value in own.items() if value is not None}
    assert document["kendalls_w"] == {
        "w": pytest.approx(group.kendalls_w(), abs=1e-6),
        "medlemmar": len(group.members),
        "par": group.pairs(),
        "projekt": len(group.projects),
        "medlemmar_utan_par": 0,
        "roller_utan_par": [],
        "projekt_utan_par": [],
    }
    given = {(row["runda"], row["medlem"], row["projekt"], row["kriterium"]): row["svar"] for row in document["svar"]}
    assert given == group.said
    assert {(row["runda"], row["medlem"], row["projekt"]) for row in document["jav"]} == group.conflicts

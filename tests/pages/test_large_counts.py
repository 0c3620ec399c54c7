"""Many projects: their number is written as other numbers are."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from prioritering.plan.reader import read_plan
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from tests.pages.visit import Visit


@pytest.mark.parametrize("frame", ["", "&ram=3000", "&ram=3000&regel=hoppa&okand_lagst=1&okand_hogst=2"])
@pytest.mark.parametrize("page", ["oversikt", "prioritera"])
def test_a_number_of_projects_has_its_thousands_parted(
    database: Store, write_plan: Callable[..., Path], page: str, frame: str
) -> None:
    kinds = (",5", "strategiskt,?")
    rows = "".join(f"A{number},Projekt,{kinds[number % 2]},,Hög,\n" for number in range(2401))
    import_plan(database, read_plan(write_plan(rows)))
    visit = Visit(page, f"plan=prov{frame}")
    assert visit.faults == []
    assert "2\u00a0401" in visit.text.replace("&nbsp;", "\u00a0") or "2 401" in visit.text
    assert re.findall(r".{30}(?<![\d–])(?:2401|1201|1200)\b.{20}", visit.text) == []

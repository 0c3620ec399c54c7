"""The order of the plan's rows decides nothing of what `portfolj` prints."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from prioritering.commands.plans import Plans
from prioritering.commands.run import run
from prioritering.store.connection import Store
from tests.folders import write_plan

HEADER = "id,namn,klass,kostnad_tkr,a\n"
MODEL = '[[kriterium]]\nid = "a"\nnamn = "A"\nlagsta = 0\nhogsta = 4\n'
ROWS = st.lists(
    st.tuples(st.sampled_from(["?", "0", "100", "200", "200", "300", "100-300"]), st.sampled_from(["", *"01223"])),
    min_size=1,
    max_size=7,
)


@pytest.fixture(scope="module")
def empty() -> Any:
    opened = Store.open(":memory:")
    yield opened
    opened.close()


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ROWS, st.integers(0, 900), st.sampled_from(["poang", "per-krona"]), st.sampled_from(["", "P0"]), st.data())
def test_the_same_projects_in_another_order_give_the_same_portfolio_in_the_same_order(
    empty: Store, tmp_path: Path, rows: list[tuple[str, str]], frame: int, order: str, lock: str, data: st.DataObject
) -> None:
    lines = [f"P{number},Projekt {number},prioriterat,{cost},{level}\n" for number, (cost, level) in enumerate(rows)]
    asked = ["--ram", str(frame), "--ordning", order, *(["--maste", lock] if lock else [])]

    def printed(drawn: list[str], *more: str) -> str:
        folder = write_plan(tmp_path, "".join(drawn), HEADER, modell__toml=MODEL)
        done = run(["portfolj", "--plan", str(folder), *asked, *more], Plans(empty))
        # What may be locked in may cost more than the frame, which is told alike too.
        return done.text

    def found(drawn: list[str]) -> Any:
        text = printed(drawn, "--json")
        if not text.startswith("{"):
            return text
        result = json.loads(text)
        # What the plan says is another text, and what is not ranked is listed as it stands in the plan.
        del result["underlag"]
        return {**result, "underlag_saknas": sorted(item["id"] for item in result["underlag_saknas"])}

    shuffled = data.draw(st.permutations(lines))
    assert found(shuffled) == found(lines)
    assert printed(shuffled) == printed(lines)

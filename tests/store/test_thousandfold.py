"""What the reader takes for an amount that may be a thousand times larger is what the checks ask about."""

import re
from pathlib import Path

import duckdb
from hypothesis import given
from hypothesis import strategies as st

import prioritering.store
from prioritering.plan.figures import may_be_thousandfold

CHECKS = Path(prioritering.store.__file__).parent / "sql" / "checks"
FIGURES = st.from_regex(r"[0-9]{1,4}([., ][0-9]{1,4}){0,2}", fullmatch=True)
RANGES = st.tuples(FIGURES, st.sampled_from(("..", "-", " – ", " till ", " Till ")), FIGURES).map("".join)


def pattern(name: str) -> str:
    (found,) = re.findall(r"~ '(\(\?i\)\(\.\*.*?)'", (CHECKS / f"{name}.sql").read_text(encoding="utf-8"))
    return str(found)


def test_both_checks_know_it_by_the_same_pattern() -> None:
    assert pattern("belopp_flertydigt") == pattern("kostnad_okand")


@given(st.lists(FIGURES | RANGES, min_size=1, max_size=30))
def test_the_checks_pattern_is_the_readers(texts: list[str]) -> None:
    asked = {"texts": texts, "pattern": pattern("belopp_flertydigt")}
    query = "select regexp_full_match(text, $pattern) from (select unnest($texts::varchar[]) as text)"
    with duckdb.connect() as connection:
        found = [match for (match,) in connection.execute(query, asked).fetchall()]
    assert found == [may_be_thousandfold(text) for text in texts]

"""What the reader takes for an amount that may be a thousand times larger is what the checks ask about."""

import itertools
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

import prioritering.store
from prioritering.plan.cells import parse_cost
from prioritering.plan.figures import may_be_thousandfold
from prioritering.plan.reader import read_plan
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan

CHECKS = Path(prioritering.store.__file__).parent / "sql" / "checks"
FIGURES = st.from_regex(r"[0-9]{1,4}([., ][0-9]{1,4}){0,2}", fullmatch=True)
RANGES = st.tuples(FIGURES, st.sampled_from(("..", "-", " – ", " till ", " Till ")), FIGURES).map("".join)


def pattern() -> str:
    (found,) = re.findall(
        r"regexp_full_match\(.*?,\s*'(\(\?i\)\(\.\*.*?)'\s*\)",
        (CHECKS / "belopp_flertydigt.sql").read_text(encoding="utf-8"),
        re.S,
    )
    return str(found)


@pytest.fixture(scope="module")
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        yield connection


@given(texts=st.lists(FIGURES | RANGES, min_size=1, max_size=30))
def test_the_checks_pattern_is_the_readers(database: duckdb.DuckDBPyConnection, texts: list[str]) -> None:
    asked = {"texts": texts, "pattern": pattern()}
    query = "select regexp_full_match(text, $pattern) from (select unnest($texts::varchar[]) as text)"
    found = [match for (match,) in database.execute(query, asked).fetchall()]
    assert found == [may_be_thousandfold(text) for text in texts]


WHOLE = ("0", "1500", "1 500", "1.500", "1.250.000", "1,250,000")
WITH_DECIMALS = ("2 250,5", "1250.5", "1.250,5", "1,250.5", "12.345,678")
JOINED = ("..", "-", " – ", " till ")


def test_the_database_reads_the_cost_of_a_year_as_the_reader_does(
    store: Store, write_plan: Callable[..., Path]
) -> None:
    in_kronor, in_tkr = (
        (*ends, *map("".join, itertools.product(ends, JOINED, ends))) for ends in (WHOLE, WHOLE + WITH_DECIMALS)
    )
    texts = [*(f"{text} kr" for text in in_kronor), *(f"{text}{unit}" for text in in_tkr for unit in ("", "kkr"))]
    rows = "".join(f'A{number},X{number},,5,"{text}"\n' for number, text in enumerate(texts))
    import_plan(store, read_plan(write_plan(rows, "id,namn,klass,kostnad_tkr,kostnad_2027\n")))
    found = {text: ends for text, *ends in store.tuples("select raw_text, low_kr, high_kr from further_cost", {})}
    assert found == {text: [(cost := parse_cost(text)).low, cost.high] for text in texts}

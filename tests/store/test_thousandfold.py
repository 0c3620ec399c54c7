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
from prioritering.plan.project_facts import column_of, is_amount
from prioritering.plan.reader import read_plan
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from prioritering.store.statements import views
from prioritering.typed_numbers import THOUSANDFOLD
from tests.databases import read_old_headings

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


def test_what_may_be_a_thousand_times_larger_is_one_pattern_in_the_reader_and_in_every_statement() -> None:
    written = [
        text for path in CHECKS.parent.rglob("*.sql") for text in re.findall(r"\[1-9\][^()']*", path.read_text())
    ]
    assert len(written) == 3
    assert set(written) == {THOUSANDFOLD.pattern}


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


HEADINGS = st.sampled_from(("Drift", "drift", "DRIFT", "Kostnad", "kostnad", "Kóstnad")).flatmap(
    lambda word: st.tuples(
        st.just(word),
        st.sampled_from((" ", "_", " (", "-", "")),
        st.sampled_from(("2027", "1999", "1827", "tkr", "kr", "kr per", "i kr", "kronor", "27")),
        st.sampled_from(("", " ", "/", "_", " (", ", ")),
        st.sampled_from(("år", "a\u030ar", "AR", "tkr", "kr)", "kronor", "i kr", "i_kronor)", "")),
    ).map("".join)
)


@given(headings=st.lists(HEADINGS, min_size=1, max_size=40))
def test_an_old_answer_is_about_the_column_that_the_reader_knows_by_its_heading(
    database: duckdb.DuckDBPyConnection, headings: list[str]
) -> None:
    database.execute(
        "create or replace table change_entry (entry_id integer, plan_key varchar, kind varchar, "
        "project_id varchar, criterion_id varchar, content json, withdrawn boolean, role varchar, reason varchar, "
        "made_at timestamptz, maker varchar, undoes bigint)"
    )
    database.executemany(
        "insert into change_entry values (?, 'egen/prov', 'amounts', 'A1', ?, '{}', false, '', '', now(), '', null)",
        [[place, text] for place, text in enumerate(headings)],
    )
    read_old_headings(database)
    found = database.execute(f"select criterion_id from ({views()['change_about']}) order by entry_id").fetchall()
    assert [name for (name,) in found] == [column_of(text) for text in headings]


def test_the_database_knows_a_further_cost_by_what_the_reader_knows_it_by(
    store: Store, write_plan: Callable[..., Path]
) -> None:
    heads = (
        "drift_tkr_ar",
        "Kostnad 2027",
        "Kostnad 2028 (kr)",
        "KOSTNAD-2029 tkr",
        "kostnad_2030_i_kronor",
        "Driftår",
    )
    import_plan(
        store, read_plan(write_plan(f"A1,X,,5{',7' * len(heads)}\n", f"id,namn,klass,kostnad_tkr,{','.join(heads)}\n"))
    )
    found = dict(store.tuples("select column_name, known_as from further_cost", {}))
    assert found == {head: column_of(head) for head in heads if is_amount(head)}
    assert len(found) == 5

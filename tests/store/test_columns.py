"""Every column has a meaning, a unit and a source, and nothing is documented that does not exist."""

import re
import tomllib
from contextlib import closing
from pathlib import Path

import pytest

import prioritering.store
from prioritering.plan.columns import table_specs
from prioritering.store.connection import Store
from prioritering.store.statements import views

COLUMNS = Path(prioritering.store.__file__).parent / "sql" / "view_columns.toml"
QUERY = "select table_name, column_name from information_schema.columns"


@pytest.fixture(scope="module")
def documented():
    return tomllib.loads(COLUMNS.read_text(encoding="utf-8"))


def test_every_real_column_is_documented(both_plans, documented):
    common = documented["common"]
    missing = [
        (relation, column)
        for relation, column in both_plans.tuples(QUERY)
        if column not in documented.get(relation, {}) and column not in common
    ]
    assert missing == []


def test_every_documented_column_exists(both_plans, documented):
    real = set(both_plans.tuples(QUERY))
    listed = {(name, column) for name, columns in documented.items() if name != "common" for column in columns}
    assert listed - real == set()
    assert set(documented["common"]) <= {column for _, column in real}


def test_every_column_of_every_file_is_in_the_view_of_that_file():
    found = {}
    for query in views().values():
        for file in re.findall(r"where file = '(\w+)'", query):
            found.setdefault(file, set()).update(re.findall(r"cells ->> '(\w+)'", query))
    found.pop("faktum")
    assert found == {name: set(spec.columns) for name, spec in table_specs().items()}


def test_every_documented_column_has_meaning_unit_and_source(documented):
    for columns in documented.values():
        for entry in columns.values():
            assert set(entry) == {"meaning", "unit", "source"}
            assert all(entry.values())


@pytest.mark.parametrize("kind", ["columns", "constraints", "views", "sequences", "settings"])
def test_the_tests_own_empty_database_is_as_one_that_the_program_makes(store: Store, kind: str) -> None:
    own = [row for row in store.rows(f"select * from duckdb_{kind}()") if not row.get("internal")]
    with closing(Store.open(":memory:")) as made:
        theirs = [row for row in made.rows(f"select * from duckdb_{kind}()") if not row.get("internal")]
    assert len(own) > 3

    def without_numbers(rows: list[dict[str, object]]) -> list[str]:
        return sorted(str({key: value for key, value in row.items() if not key.endswith("_oid")}) for row in rows)

    assert without_numbers(own) == without_numbers(theirs)

"""What the checks and views say of the two plans they say of any plan: no query knows a plan's own words."""

import csv
import json
import re
from pathlib import Path

import duckdb
import pytest

import prioritering.store
from prioritering.plan.columns import table_specs
from prioritering.plan.reader import read_plan
from prioritering.store.connection import Store
from prioritering.store.facts import check_rows, facts
from prioritering.store.plans import import_plan, plan_list
from prioritering.store.statements import migration_files
from prioritering.web.pages.objektplan.matrices import bearer_matrix
from tests import folders

BEARERS = {"norr": 300, "söder": 700}


def rows_of(file: str, *rows: dict[str, str]) -> str:
    columns = table_specs()[file].columns
    lines = [",".join({"status": "angivet", "rad": "1", **row}.get(name, "") for name in columns) for row in rows]
    return "\n".join((",".join(columns), *lines, ""))


def budget(*further: dict[str, str]) -> str:
    same = {"etikett": "X", "matt": "budget", "enhet": "kr"}
    cells = [
        {**same, "id": f"c-{name}", "kostnadsbarare": name, "slag": "cell", "klass": "VU", "belopp": str(kronor)}
        for name, kronor in BEARERS.items()
    ]
    return rows_of("budget", *cells, *({**same, "slag": "summa", **row} for row in further))


def test_only_a_key_between_all_cost_bearers_is_held_against_the_budget(store, write_plan):
    keys = [
        {"id": "1", "nyckel": "Alla", "kostnadsbarare": "norr", "andel_procent": "40", "text": "40/60"},
        {"id": "2", "nyckel": "Alla", "kostnadsbarare": "söder", "andel_procent": "60", "text": "40/60"},
        {"id": "3", "nyckel": "Några", "kostnadsbarare": "norr", "andel_procent": "99", "text": "99"},
    ]
    import_plan(
        store, read_plan(write_plan(budget__csv=budget(), fordelningsnycklar__csv=rows_of("fordelningsnycklar", *keys)))
    )
    found = check_rows(store, "andel_mot_nyckel", "prov")
    assert [(row.subject, row.detail) for row in found] == [
        ("norr", "30,0 % av budgeten, 40 % av de gemensamma posterna"),
        ("söder", "70,0 % av budgeten, 60 % av de gemensamma posterna"),
    ]


def test_a_sum_printed_twice_is_shown_from_where_it_first_stands(store, write_plan):
    sums = budget({"id": "första", "belopp": "1000", "rad": "5"}, {"id": "igen", "belopp": "1001", "rad": "9"})
    import_plan(store, read_plan(write_plan(budget__csv=sums)))
    matrix = bearer_matrix(facts(store, "budget_cell", "prov"), facts(store, "budget_share", "prov"), "kr")
    assert [cell.text for cell in matrix.lines[-1].cells[:3]] == ["", "", "1\u00a0000,00"]
    assert matrix.lines[-1].place == "rad\u00a05"


@pytest.mark.parametrize(
    ("term", "found"),
    [("Önskvärda projekt", 1), ("önskvärt projekt", 1), ("Strategiska projekt", 0), ("Önskvärda effekter", 0)],
)
def test_a_class_that_the_plan_defines_but_does_not_use_is_found(store, write_plan, term, found):
    words = rows_of("definitioner", {"begrepp": term, "text": "så"})
    import_plan(store, read_plan(write_plan(definitioner__csv=words)))
    assert len(check_rows(store, "klass_utan_projekt", "prov")) == found


def test_plans_are_listed_by_period_and_then_by_name(store, tmp_path):
    for key, name, period in (("x", "Ö", "2026"), ("z", "A", "2026"), ("y", "B", "2025")):
        head = f'id = "{key}"\nnamn = "{name}"\nperiod = "{period}"\n'
        import_plan(store, read_plan(folders.write_plan(tmp_path / key, plan__toml=head)))
    assert [info.plan_id for info in plan_list(store)] == ["y", "z", "x"]


def test_a_plan_read_in_before_the_column_had_its_name_says_what_it_said(tmp_path: Path) -> None:
    file = tmp_path / "gammal.duckdb"
    text = 'ordet "prioriteras_2022": står i texten'
    cells = {"projekt": "A1", "aktor": "X", "text": text, "prioriteras_2022": "ja", "status": "angivet"}
    with duckdb.connect(str(file)) as connection:
        for step in migration_files():
            if step.stem < "020":
                connection.execute(step.read_text(encoding="utf-8"))
                connection.execute("insert into schema_migration (name) values ($name)", {"name": step.stem})
        values = {"cells": json.dumps(cells, ensure_ascii=False)}
        connection.execute("insert into plan_row values ('prov', 1, 'aktiviteter', 0, $cells)", values)
    opened = Store.open(file)
    assert opened.tuples("select project_id, activity, prioritised from activity") == [("A1", text, True)]
    opened.close()


def test_no_meaning_of_a_column_is_told_in_a_plans_own_words() -> None:
    described = (Path(prioritering.store.__file__).parent / "sql" / "view_columns.toml").read_text(encoding="utf-8")
    words = set()
    for file, column in (("budget.csv", "kostnadsbarare"), ("aktiviteter.csv", "aktor")):
        with (folders.DATA / "ukfa-2022" / file).open(encoding="utf-8") as rows:
            words |= {row[column] for row in csv.DictReader(rows)} - {""}
    assert len(words) > 3
    assert [word for word in sorted(words) if re.search(rf"\b{re.escape(word)}\b", described)] == []

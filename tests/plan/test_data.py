"""The data files agree with their description, and each raw text with its value."""

import csv
import re
import tomllib
from decimal import Decimal

import pytest

from prioritering.criteria.model_file import standard_model
from prioritering.plan.columns import fold, project_spec, table_specs
from tests.folders import DATA
from tests.tools.kolumner import README
from tests.tools.kolumner import described as written

PLANS = ("vso-2021", "ukfa-2022")
FILES = [path for plan in PLANS for path in sorted((DATA / plan).glob("*.csv"))]


def described() -> dict[str, list[str]]:
    """Columns by file as data/README.md lists them."""
    found: dict[str, list[str]] = {}
    for section in re.split(r"^## ", (DATA / "README.md").read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        file, _, body = section.partition("\n")
        found[file] = re.findall(r"^\| `([^`]+)` \| .+ \|", body, flags=re.MULTILINE)
    return {file: columns for file, columns in found.items() if columns}


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_column_of_every_file_is_described(path):
    header = path.read_text(encoding="utf-8").partition("\n")[0].split(",")
    listed = described()[path.name]
    if path.name == "projekt.csv":
        assert set(header) <= set(listed)
    else:
        assert header == listed


def test_the_tables_of_columns_are_those_that_the_reader_goes_by():
    text = README.read_text(encoding="utf-8")
    assert written(text) == text, "kör python -m tests.tools.kolumner"
    listed = described()
    for written_by_hand in ("plan.toml", "modell.toml"):
        listed.pop(written_by_hand)
    known = {spec.file: set(spec.columns) for spec in (project_spec(), *table_specs().values())}
    known["projekt.csv"] |= set(standard_model().ids)
    assert {file: set(columns) for file, columns in listed.items()} == known


@pytest.mark.parametrize("heading", ["Kostnad (tkr)", "KOSTNAD TKR", " kostnad_tkr ", "kostnad-tkr"])
def test_a_heading_is_known_in_the_ways_people_write_it(heading):
    assert fold(heading) == "kostnad_tkr"


def test_the_projects_own_file_is_not_one_of_the_optional_ones():
    assert project_spec().file == "projekt.csv"
    assert "projekt" not in table_specs()
    assert project_spec().required == ("id", "namn", "klass", "kostnad_tkr")


def test_every_column_has_a_unit():
    text = (DATA / "README.md").read_text(encoding="utf-8")
    assert not re.findall(r"^\| `[^`]+` \| [^|]+ \| *\|", text, flags=re.MULTILINE)


@pytest.mark.parametrize(
    ("plan", "file", "column"),
    [("vso-2021", "budget", "belopp"), ("vso-2021", "arsarbeten", "arsarbeten"), ("ukfa-2022", "budget", "belopp")],
)
def test_every_raw_amount_is_its_value_in_the_documents_own_notation(plan, file, column):
    for row in rows(DATA / plan / f"{file}.csv"):
        if row["status"] == "angivet":
            raw = row["ratext"].replace(",", "" if plan == "ukfa-2022" else ".").replace(" ", "")
            assert Decimal(raw) == Decimal(row[column])


@pytest.mark.parametrize("plan", PLANS)
def test_every_stated_value_has_a_place(plan):
    for path in sorted((DATA / plan).glob("*.csv")):
        for row in rows(path):
            if row.get("status") == "angivet":
                assert row.get("rad") or row.get("rader"), (path.name, row)


@pytest.mark.parametrize("plan", PLANS)
def test_every_fact_of_the_document_has_status_raw_text_and_place(plan):
    facts = tomllib.loads((DATA / plan / "plan.toml").read_text(encoding="utf-8"))["faktum"]
    assert len({fact["id"] for fact in facts}) == len(facts)
    for fact in facts:
        assert fact["status"] in {"angivet", "tomt", "härlett"}
        assert fact["status"] != "angivet" or (fact["varde"] and fact["ratext"] and fact["rad"])

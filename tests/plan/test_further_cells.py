"""The optional columns of two versions compared: another spelling of a heading or of a figure is no change."""

from __future__ import annotations

from pathlib import Path

import pytest

from prioritering.plan.compare import compare
from prioritering.plan.reader import read_plan
from tests.folders import write_plan

FIRST = "id,namn,klass,kostnad_tkr,"


def told(tmp_path: Path, before: tuple[str, str], after: tuple[str, str]) -> list[tuple[str, str, str]]:
    old, new = (
        read_plan(write_plan(tmp_path / name, f'A1,Ett,,500,"{cell}"\nA2,Två,,600,\n', f"{FIRST}{heading}\n"))
        for name, (heading, cell) in (("a", before), ("b", after))
    )
    found = compare(old.plan, new.plan, (old.model, new.model))
    return [(cell.what, cell.before, cell.after) for cell in found.cells]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (("Kostnad 2027 (tkr)", "1 500"), ("kostnad_2027", "1500")),
        (("Kostnad 2027 (kr)", "250000"), ("kostnad_2027", "250")),
        (("Drift (tkr/år)", "100-200"), ("drift_tkr_ar", "100..200,0")),
        (("Beror på", "A2"), ("beror_pa", "A2;A2")),
        (("Kommentar", "Hej"), ("KOMMENTAR ", "Hej")),
        (("Kommentar", ""), ("Egen", "")),
        (("aktor", "UF / AMI"), ("Aktör", "UF/ami")),
        (("status", "pågår"), ("Status", "Pågår")),
        (("ansvarig", "IT-chef"), ("ansvarig", "it-chef")),
    ],
)
def test_what_is_only_written_in_another_way_is_no_change(
    tmp_path: Path, before: tuple[str, str], after: tuple[str, str]
) -> None:
    assert told(tmp_path, before, after) == []


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        (("Kostnad 2027 (tkr)", "1 500"), ("kostnad_2027", "1.500"), ("Kostnad 2027 (tkr)", "1 500", "1.500")),
        (("Kostnad 2027 (kr)", "250000"), ("kostnad_2027", "300"), ("Kostnad 2027 (tkr)", "250000 kr", "300")),
        (("Kommentar", "1 500"), ("kommentar", "1500"), ("kommentar", "1 500", "1500")),
        (("Drift (tkr/år)", "ca 50"), ("drift_tkr_ar", "ca 60"), ("Drift (tkr/år)", "ca 50", "ca 60")),
        (("beror_pa", "A2"), ("beror_pa", ""), ("Beror på", "Två", "tomt")),
        (("aktor", "UF / AMI"), ("aktor", "AMI / UF"), ("Aktör", "UF / AMI", "AMI / UF")),
        (("status", "pågår"), ("status", "Klart"), ("Status", "pågår", "Klart")),
        (("Kommentar", "se bilaga"), ("Kommentar", "Se bilaga"), ("Kommentar", "se bilaga", "Se bilaga")),
        (("Kommentar", "Hej"), ("Egen", "Hej"), None),
    ],
)
def test_another_value_is_told_under_the_heading_that_the_column_has_where_it_is_shown(
    tmp_path: Path, before: tuple[str, str], after: tuple[str, str], change: tuple[str, str, str] | None
) -> None:
    expected = [change] if change else [("Egen", "tomt", "Hej"), ("Kommentar", "Hej", "tomt")]
    assert told(tmp_path, before, after) == expected


def test_what_a_project_has_come_to_depend_on_is_told_by_id_where_both_have_one_name(tmp_path: Path) -> None:
    rows = "A1,Ett,,500,{0}\nA2,Två,,600,\n{0},{1},,600,\n"
    old, new = (
        read_plan(write_plan(tmp_path / key, rows.format(key, "Tre"), f"{FIRST}beror_pa\n")) for key in ("A3", "A4")
    )
    cells = compare(old.plan, new.plan, (old.model, new.model)).cells
    assert [(cell.what, cell.before, cell.after) for cell in cells] == [("Beror på", "A3", "A4")]

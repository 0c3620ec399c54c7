"""A fault in a TOML file is one Swedish line: the file, the place, the field, what stands there, what is expected."""

import os
from pathlib import Path
from typing import Annotated

import pytest
from pydantic import Field, ValidationError

from prioritering.errors import BadArgument, BadModel
from prioritering.toml_files import Number, Text, TomlSyntaxError, TomlTable, Whole, faults, parse_toml, read_toml


class Inner(TomlTable):
    id: Text
    tal: Number | None = None
    antal: Whole | None = None


class Outer(TomlTable):
    namn: Text
    del_: Annotated[list[Inner], Field(alias="del", default_factory=list)]
    ord: Annotated[list[str], Field(default_factory=list, description="en lista av ord förväntas")]


def told(text: str) -> list[str]:
    data = parse_toml(text)
    with pytest.raises(ValidationError) as caught:
        Outer.model_validate(data)
    return [str(fault) for fault in faults(caught.value, Outer, data)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "fältet namn: fältet saknas; en text förväntas"),
        ("namn = 7", "fältet namn: ”7”: en text förväntas"),
        ('namn = " "', "fältet namn: ” ”: en text förväntas".replace("” ”", "””")),
        ('namn = "A"\nfarg = 1', "okänt fält ”farg”; fälten är namn, del, ord"),
        ('namn = "A"\nord = "x"', "fältet ord: ”x”: en lista av ord förväntas"),
        ('namn = "A"\nord = ["x", 3]', "fältet ord: ”3”: en lista av ord förväntas"),
        ('namn = "A"\n[[del]]\nid = "x"\ntal = true', "del 1 (x), fältet tal: ”true”: ett tal förväntas"),
        ('namn = "A"\n[[del]]\nid = "x"\ntal = inf', "del 1 (x), fältet tal: ”inf”: ett tal förväntas"),
        ('namn = "A"\n[[del]]\nid = "x"\ntal = [1]', "del 1 (x), fältet tal: ett tal förväntas"),
        (
            'namn = "A"\n[[del]]\nid = "x"\n[[del]]\nid = "y"\nantal = -1',
            "del 2 (y), fältet antal: ”-1”: ett heltal som är noll eller större förväntas",
        ),
        ('namn = "A"\n[del]\nid = "x"', "fältet del: en lista inom hakparenteser förväntas"),
        ('namn = "A"\ndel = [3]', "del 1: ”3”: en tabell förväntas"),
    ],
)
def test_a_fault_says_where_it_is_what_stands_there_and_what_is_expected(text: str, expected: str) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize("number", [-2.5, 0.0, 1e12])
def test_a_number_may_be_below_zero(number: float) -> None:
    (inner,) = Outer.model_validate(parse_toml(f'namn = "A"\n[[del]]\nid = "x"\ntal = {number}')).del_
    assert inner.tal == number


def test_all_faults_come_at_once_in_the_files_order() -> None:
    found = told('namn = ""\n[[del]]\nid = "x"\ntal = "a"\n[[del]]\nantal = 1.5\n')
    assert [line.partition(":")[0] for line in found] == [
        "fältet namn",
        "del 1 (x), fältet tal",
        "del 2, fältet id",
        "del 2, fältet antal",
    ]


@pytest.mark.parametrize(("text", "row"), [("a = 1\nb = \n", 2), ('a = 1\nb = "x\n', 2), ("a = [1,\n2,\n", 2)])
def test_a_text_that_is_not_toml_is_told_by_row(text: str, row: int) -> None:
    with pytest.raises(TomlSyntaxError) as caught:
        parse_toml(text)
    assert caught.value.row == row


def test_a_file_too_large_to_be_written_by_hand_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "krav.toml"
    path.write_bytes(b"#" * 1_000_001)
    with pytest.raises(BadArgument, match=r"krav\.toml: filen är större än 1 MB"):
        read_toml(path, BadArgument)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the machine has no named pipes")
@pytest.mark.timeout(60)
def test_a_pipe_or_a_device_that_would_be_read_for_ever_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "modell.toml"
    os.mkfifo(path)
    with pytest.raises(BadModel, match=r"^modell\.toml: en vanlig fil förväntas$"):
        read_toml(path, BadModel)
    path.unlink()
    path.symlink_to("/dev/zero")
    with pytest.raises(BadModel, match=r"^modell\.toml: en vanlig fil förväntas$"):
        read_toml(path, BadModel)


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "krav.toml"
    path.write_text('\ufeffnamn = "Å"', encoding="utf-8")
    assert read_toml(path, BadArgument) == {"namn": "Å"}

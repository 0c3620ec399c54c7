"""The ready-made weightings are read from the same file as the standard criteria."""

from pathlib import Path

import pytest

from prioritering.criteria.model_file import standard_model
from prioritering.criteria.weightings import read_weightings, standard_weightings
from prioritering.errors import BadModel


def test_equal_weights_come_first_and_every_weighting_names_standard_criteria() -> None:
    names = list(standard_weightings())
    assert names == ["Lika vikt", "Snabb effekt", "Störst omfattning", "Flest effekter"]
    assert not standard_weightings()["Lika vikt"]
    assert {key for shares in standard_weightings().values() for key in shares} <= set(standard_model().ids)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[[viktning]]\n", "viktning 1, fältet namn: fältet saknas"),
        ('[[viktning]]\nnamn = "A"\nvikt = 3\n', "viktning 1: okänt fält ”vikt”; fälten är namn, vikter"),
        ('[[viktning]]\nnamn = "A"\n[[viktning]]\nnamn = "A"\n', "två viktningar har samma namn"),
        ('[[viktning]]\nnamn = "A"\nvikter = { nytta = -1 }\n', "noll eller större"),
        ('[[viktning]]\nnamn = "A"\nvikter = { nytta = 0 }\n', "viktning 1: minst en av vikterna"),
        ('[[viktning]]\nnamn = "A"\nvikter = { nytta = true }\n', "tal"),
        ('[[viktning]]\nnamn = "A"\nvikter = 7\n', "tal"),
        ("[[viktning", "TOML"),
    ],
)
def test_a_faulty_weighting_is_told_in_one_line(tmp_path: Path, text: str, expected: str) -> None:
    path = tmp_path / "egna.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadModel, match=expected) as fault:
        read_weightings(path)
    assert str(fault.value).startswith("egna.toml")
    assert "\n" not in str(fault.value)

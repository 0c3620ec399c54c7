"""A model file: worded levels or a number; every fault is one Swedish line."""

from pathlib import Path

import pytest

from prioritering.criteria.gate import GateCriterion
from prioritering.criteria.model import NumberScale, WordedScale
from prioritering.criteria.model_file import read_model, standard_model
from prioritering.errors import BadModel
from tests.folders import printed_model

NUMBER = '[[kriterium]]\nid = "nytta"\nnamn = "Nytta"\nlagsta = 0\nhogsta = 10\n'


def written(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "modell.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_number_criterion_gives_its_share_of_the_fixed_scale(tmp_path: Path) -> None:
    scale = read_model(written(tmp_path, NUMBER)).criterion("nytta").scale
    assert isinstance(scale, NumberScale)
    assert [scale.unit(x) for x in (0, 2.5, 10)] == [0, 0.25, 1]


def test_levels_give_shares_between_the_lowest_and_the_highest_whatever_order_they_stand_in(tmp_path: Path) -> None:
    text = '[[kriterium]]\nid="a"\nnamn="A"\n' + "".join(
        f'[[kriterium.niva]]\nnamn="{name}"\nvarde={value}\n' for name, value in (("Hög", 4), ("Ingen", 1), ("Låg", 2))
    )
    scale = read_model(written(tmp_path, text)).criterion("a").scale
    assert isinstance(scale, WordedScale)
    assert [level.name for level in scale.levels] == ["Ingen", "Låg", "Hög"]
    assert [scale.unit(name) for name in ("Ingen", "Låg", "Hög")] == pytest.approx([0, 1 / 3, 1])


def test_the_plans_own_criteria_have_a_zero_that_is_printed() -> None:
    for criterion in printed_model().criteria:
        assert isinstance(criterion.scale, WordedScale)
        assert criterion.scale.levels[0].value == 0
        assert criterion.scale.levels[0].name.startswith("Ingen")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "minst ett"),
        ("kriterium = 3", "minst ett"),
        ("[[kriterium", "TOML"),
        (b"\xff\xfe", "UTF-8"),
        (NUMBER + NUMBER, "samma id"),
        (NUMBER.replace("10", "0"), "lagsta ska vara mindre"),
        (NUMBER.replace("= 10", "= nan"), "hogsta|highest"),
        (NUMBER.replace("10", '"tio"'), "fältet hogsta: ”tio”: ett tal förväntas"),
        (NUMBER.replace("lagsta = 0\nhogsta = 10", ""), "antingen"),
        (NUMBER + '[[kriterium.niva]]\nnamn="x"\nvarde=1\n', "antingen"),
        (NUMBER.replace('id = "nytta"', 'id = "N Y"'), "id"),
        (NUMBER.replace('namn = "Nytta"', ""), "namn"),
        ('[[kriterium]]\nid="a"\nnamn="A"\n[[kriterium.niva]]\nnamn="x"\nvarde=1\n', "minst två"),
        ('[[kriterium]]\nid="a"\nnamn="A"\n' + '[[kriterium.niva]]\nnamn="x"\nvarde=1\n' * 2, "skilja"),
        (
            '[[kriterium]]\nid="a"\nnamn="A"\n[[kriterium.niva]]\nnamn="x"\nvarde=-1\n'
            + '[[kriterium.niva]]\nnamn="y"\nvarde=1\n',
            "-1",
        ),
        # The criteria are numbered from one, as they stand in the file.
        (NUMBER.replace("10", "0"), r"modell\.toml, kriterium 1 \(nytta\): "),
        (NUMBER + NUMBER.replace('"nytta"', '"b"').replace("10", "0"), r"modell\.toml, kriterium 2 \(b\): "),
        (NUMBER + "vikt = 3\n", "okänt fält"),
        # At the top of the file, where a gate that is spelt wrongly would else be no gate.
        ("status = [1]\n" + NUMBER, "okänt fält ”status”"),
        (NUMBER + '[[kraven]]\nid = "lag"\nnamn = "Lagkrav"\n', "okänt fält ”kraven”; fälten är kriterium, krav"),
        (NUMBER + '[[viktning]]\nnamn = "Nytta"\n', "okänt fält ”viktning”"),
    ],
)
def test_a_faulty_model_is_explained_in_one_line(tmp_path: Path, text: str | bytes, expected: str) -> None:
    with pytest.raises(BadModel, match=expected) as fault:
        read_model(written(tmp_path, text))
    assert "\n" not in str(fault.value)
    assert "modell.toml" in str(fault.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadModel, match=r"saknas\.toml"):
        read_model(tmp_path / "saknas.toml")


def test_a_model_without_gates_is_written_without_them_and_all_else_stays() -> None:
    plain = standard_model().model_copy(update={"gates": ()})
    assert list(plain.model_dump()) == ["criteria"]
    gated = plain.model_copy(update={"gates": (GateCriterion(id="g", name="G"),)})
    assert list(gated.model_dump()) == ["criteria", "gates"]

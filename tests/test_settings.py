"""Where the database and the plans are."""

import re
from pathlib import Path

import pytest

from prioritering import settings
from prioritering.errors import BadArgument
from tests import folders

CHECKOUT = Path(__file__).parents[1]


def test_the_database_is_outside_the_checkout_by_default(monkeypatch):
    monkeypatch.delenv(settings.DATABASE, raising=False)
    assert CHECKOUT not in Path(settings.database_path()).parents


def test_the_setting_decides(monkeypatch, tmp_path):
    monkeypatch.setenv(settings.DATABASE, str(tmp_path / "a.duckdb"))
    assert settings.database_path() == tmp_path / "a.duckdb"
    monkeypatch.setenv(settings.DATABASE, ":memory:")
    assert settings.database_path() == ":memory:"
    monkeypatch.delenv(settings.DATABASE)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert settings.database_path() == tmp_path / "prioritering" / "prioritering.duckdb"


def test_extra_plans_are_a_plan_folder_or_a_folder_of_them(monkeypatch, tmp_path):
    one = folders.write_plan(tmp_path / "en")
    two = folders.write_plan(tmp_path / "flera" / "två")
    monkeypatch.setenv(settings.PLANS, f"{one}:{tmp_path / 'flera'}:")
    assert settings.plan_folders()[2:] == (one, two)
    assert settings.plan_folder("två") == two
    assert settings.plan_folder(str(one)) == one


def test_an_unknown_plan_lists_the_ids(monkeypatch):
    monkeypatch.delenv(settings.PLANS, raising=False)
    with pytest.raises(BadArgument, match="ukfa-2022, vso-2021"):
        settings.plan_folder("ingen")


@pytest.fixture
def samples(monkeypatch, tmp_path):
    """Where the file of the sample plans is to be; it is read anew before and after."""
    settings.sample_plans.cache_clear()
    monkeypatch.setattr(settings, "DATA_FOLDER", tmp_path)
    yield tmp_path / settings.SAMPLES_FILE
    settings.sample_plans.cache_clear()


def test_without_their_file_there_are_no_sample_plans(samples):
    assert settings.sample_plans() == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("planer = [", "exempel.toml, rad 1"),
        ('planer = "vso"', "exempel.toml, fältet planer: ”vso”: en lista av planer förväntas"),
        ("planer = [1]", "exempel.toml, fältet planer"),
        ('plan = ["vso"]', "exempel.toml, okänt fält ”plan”; fälten är planer"),
    ],
)
def test_a_fault_in_the_file_of_the_sample_plans_is_told_by_file_and_field(samples, text, said):
    samples.write_text(text, encoding="utf-8")
    with pytest.raises(BadArgument, match=re.escape(said)):
        settings.sample_plans()


@pytest.mark.parametrize(
    ("head", "key"),
    [
        ('id = "bygg"\nnamn = 7.5\n', "egen/bygg"),
        ("id = 2026\n", "egen/2026"),
        ('\ufeffid = " bygg "\nkommun = "Motala kommun"\n', "motala/bygg"),
        ('id = ["bygg"]\nkommun_id = "kinda"\n', "kinda/mappen"),
        ("id = \n", "egen/mappen"),
    ],
)
def test_a_plan_has_its_key_however_faulty_the_rest_of_its_head_is(tmp_path, head, key):
    written = folders.write_plan(tmp_path / "mappen", plan__toml=head)
    assert str(settings.plan_key_in(written)) == key

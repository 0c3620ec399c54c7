"""Where the database and the plans are."""

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

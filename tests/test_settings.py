"""Where the database and the plans are."""

import re
import tomllib
from pathlib import Path

import pytest
import xlsxwriter

from prioritering import settings
from prioritering.errors import BadArgument
from prioritering.plan.on_disk import typed_path
from prioritering.store.bootstrap import bootstrap
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


@pytest.mark.parametrize("plan_id", ["min-plan", None])
def test_a_workbook_that_is_filled_in_and_lies_among_plan_folders_is_told(monkeypatch, tmp_path, store, plan_id):
    folders.write_plan(tmp_path / "en")
    head = [["Id", plan_id], ["Namn", "Min"], ["Period", "2026"]]
    projects = [["Id", "Namn", "Klass", "Kostnad (tkr)"], ["A1", "Ett", None, 5]]
    with xlsxwriter.Workbook(tmp_path / "plan.xlsx") as book:
        for name, rows in (("Plan", head), ("Projekt", projects)):
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    monkeypatch.setenv(settings.PLANS, str(tmp_path))
    started = bootstrap(store)
    told = "plan.xlsx: arbetsboken ligger bland planmapparna och läses inte; flytta den till en egen mapp"
    assert [str(error) for error in started.problems.values()] == ([told] if plan_id else [])
    assert "prov" in {key.plan for key in started.versions}


@pytest.mark.parametrize(
    ("text", "said"),
    [("~ingen-sådan/planer", "datorn har ingen hemmapp för ”~ingen-sådan”"), ("a\0b", "ett nolltecken")],
)
def test_what_can_be_no_path_is_told_with_the_setting_that_says_it(text, said):
    with pytest.raises(BadArgument, match=f"PRIORITERING_PLANER ”.*{said}"):
        typed_path(text, settings.PLANS)


@pytest.mark.parametrize("setting", [settings.PLANS, settings.DATABASE])
def test_a_setting_that_names_the_home_of_nobody_is_told(monkeypatch, setting):
    monkeypatch.setenv(setting, "~ingen-sådan/x")
    with pytest.raises(BadArgument, match=f"{setting} ”~ingen-sådan/x” går inte att följa"):
        settings.plan_folders() if setting == settings.PLANS else settings.database_path()


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("fil", "det är en fil och ingen mapp"),
        ("fil/under", "planmappen finns inte"),
        ("slinga", "planmappen finns inte"),
        ("saknas", "planmappen finns inte"),
        ("å" * 200, "planmappen går inte att nå"),
    ],
)
def test_an_odd_plan_folder_is_told_and_stops_no_other(monkeypatch, tmp_path, store, name, told):
    (tmp_path / "fil").write_text("x", encoding="utf-8")
    (tmp_path / "slinga").symlink_to(tmp_path / "slinga")
    good = folders.write_plan(tmp_path / "bra")
    monkeypatch.setenv(settings.PLANS, f"{tmp_path / name}:{good}")
    started = bootstrap(store, settings.plan_folders()[-2:])
    assert [str(error) for error in started.problems.values() if told in str(error)] != []
    assert len(started.problems) == len(started.versions) == 1


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


def test_the_servers_own_settings_can_be_read_and_ask_nothing_of_others():
    # Streamlit goes on without the whole file when it cannot be read: with its statistics, and in other colours.
    kept = tomllib.loads((CHECKOUT / ".streamlit/config.toml").read_text(encoding="utf-8"))
    assert kept["browser"]["gatherUsageStats"] is False
    assert kept["server"]["address"] == "127.0.0.1"

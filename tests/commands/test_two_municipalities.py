"""Two municipalities have a plan with one id: the command line answers for the one that is named, and asks else."""

import json
from pathlib import Path
from typing import Any

import pytest

from prioritering.commands.arguments import read_link
from prioritering.commands.plans import Plans
from prioritering.commands.run import run
from prioritering.plan.plan_key import PlanKey
from prioritering.plan.reader import read_plan
from prioritering.settings import DATABASE, PLANS
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from prioritering.usecases.change_plan import Beside, Signature, assume_cost
from prioritering.usecases.plan_folder import folder_basis
from prioritering.usecases.which_plan import the_plan
from prioritering.view.view import to_address
from tests.folders import DATA, GOOD, write_plan

MOTALA, KINDA = PlanKey("motala", "bygg"), PlanKey("kinda", "bygg")
IDS = {MOTALA: "A1", KINDA: "K1"}
NAMED = [
    ("--plan", "{0}/bygg"),
    ("--plan", "bygg", "--kommun", "{0}"),
    ("--vy", "http://x/prioritera?plan=bygg&kommun={0}"),
]


@pytest.fixture
def folders(tmp_path: Path) -> Path:
    for key, project in IDS.items():
        head = f'id = "bygg"\nnamn = "Bygg"\nperiod = "2026"\nkommun_id = "{key.municipality}"\n'
        write_plan(tmp_path / "planer" / key.municipality, GOOD.replace("A1", project), plan__toml=head)
    return tmp_path / "planer"


@pytest.fixture
def twins(store: Store, folders: Path) -> Store:
    for folder in (*sorted(folders.iterdir()), DATA / "vso-2021"):
        import_plan(store, read_plan(folder))
    for key, low in ((MOTALA, 1_000), (KINDA, 2_000)):
        assume_cost(Beside(store, key), IDS[key], (low, low), Signature(key.municipality, "prov"))
    return store


def printed(store: Store | None, *arguments: str) -> Any:
    done = run([*arguments, "--json"], Plans(store))
    assert done.code == 0, done.text
    return json.loads(done.text)


@pytest.mark.parametrize(("plan", "key"), [("bygg", "grum"), ("park", "grums")])
@pytest.mark.parametrize("named", ["Grums", "Grums kommun"])
def test_a_municipality_with_plans_under_two_ids_is_known_by_its_name_for_each(
    twins: Store, tmp_path: Path, plan: str, key: str, named: str
) -> None:
    for plan_id, line in (("bygg", ""), ("park", 'kommun_id = "grums"\n')):
        head = f'id = "{plan_id}"\nnamn = "Plan"\nperiod = "2026"\nkommun = "Grums kommun"\n{line}'
        import_plan(twins, read_plan(write_plan(tmp_path / plan_id, plan__toml=head)))
    assert printed(twins, "rangordna", "--plan", plan, "--kommun", named, "--ram", "1000")["kommun"] == key
    link = f"http://x/prioritera?plan={plan}&kommun={named.replace(' ', '+')}&ram=1000"
    assert printed(twins, "rangordna", "--vy", link)["kommun"] == key
    assert the_plan(twins, plan, named).municipality == key


@pytest.mark.parametrize("named", NAMED)
@pytest.mark.parametrize("command", ["rangordna", "robusthet", "portfolj"])
@pytest.mark.parametrize("key", IDS)
def test_each_is_answered_for_by_its_municipality(
    twins: Store, command: str, key: PlanKey, named: tuple[str, ...]
) -> None:
    answer = printed(twins, command, *(part.format(key.municipality) for part in named), "--ram", "1000")
    assert (answer["plan"], answer["kommun"]) == ("bygg", key.municipality)
    assert IDS[key] in json.dumps(answer)
    assert all(IDS[other] not in json.dumps(answer) for other in IDS if other != key)


@pytest.mark.parametrize("command", ["rangordna", "robusthet", "portfolj"])
def test_the_answer_says_whose_a_plan_is_only_where_another_has_its_name(twins: Store, command: str) -> None:
    told = [run([command, "--plan", plan, "--ram", "1000"], Plans(twins)).text for plan in ("motala/bygg", "vso-2021")]
    assert [text.partition(": ")[0] for text in told] == ["motala", "Vård, stöd och omsorg"]
    assert told[0].startswith("motala: Bygg: ")


@pytest.mark.parametrize("named", ["Motala", "Motala kommun", "MOTALA"])
def test_the_municipality_is_known_by_its_name_too(twins: Store, named: str) -> None:
    answer = printed(twins, "rangordna", "--plan", "bygg", "--kommun", named, "--ram", "1000")
    assert answer["kommun"] == "motala"
    assert [entry["roll"] for entry in printed(twins, "historik", "--plan", "motala/bygg", "--kommun", named)] == [
        "motala"
    ]


def test_a_name_whose_id_is_another_than_it_gives_is_known_by_the_plans_own_spelling(
    twins: Store, tmp_path: Path
) -> None:
    head = 'id = "bygg"\nnamn = "Bygg"\nperiod = "2026"\nkommun = "Ödeshögs kommun"\nkommun_id = "odh"\n'
    import_plan(twins, read_plan(write_plan(tmp_path / "odh", plan__toml=head)))
    for named in ("odh", "Ödeshög", "ödeshögs kommun"):
        assert printed(twins, "rangordna", "--plan", "bygg", "--kommun", named, "--ram", "1000")["kommun"] == "odh"


@pytest.mark.parametrize("named", ["Grums", "grums", "Grums kommun", "grum"])
def test_a_name_that_ends_in_s_by_itself_is_known_with_it(twins: Store, tmp_path: Path, named: str) -> None:
    head = 'id = "bygg"\nnamn = "Bygg"\nperiod = "2026"\nkommun = "Grums kommun"\n'
    folder = write_plan(tmp_path / "grums", plan__toml=head)
    import_plan(twins, read_plan(folder))
    assert printed(twins, "rangordna", "--plan", "bygg", "--kommun", named, "--ram", "1000")["kommun"] == "grum"
    link = f"http://x/prioritera?plan=bygg&kommun={named.replace(' ', '+')}&ram=1000"
    assert printed(twins, "rangordna", "--vy", link)["kommun"] == "grum"
    assert printed(None, "rangordna", "--plan", str(folder), "--kommun", named, "--ram", "1000")["kommun"] == "grum"
    if " " not in named:
        assert printed(twins, "rangordna", "--plan", f"{named}/bygg", "--ram", "1000")["kommun"] == "grum"


@pytest.mark.parametrize("named", ["Grums", "grums", "Grums kommun", "grum"])
def test_it_is_known_so_also_before_its_plan_is_in_the_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    head = 'id = "bygg"\nnamn = "Bygg"\nperiod = "2026"\nkommun = "Grums kommun"\n'
    monkeypatch.setenv(PLANS, str(write_plan(tmp_path / "grums", plan__toml=head)))
    for number, command in enumerate(("rangordna", "historik")):
        monkeypatch.setenv(DATABASE, str(tmp_path / f"{number}.duckdb"))
        done = run([command, "--plan", "bygg", "--kommun", named], Plans())
        assert done.code == 0, done.text


@pytest.mark.parametrize("command", ["rangordna", "robusthet", "portfolj"])
@pytest.mark.parametrize("named", ["Motala", "Motala%20kommun", "MOTALA+KOMMUN", "motala"])
def test_a_link_may_call_the_municipality_by_its_name_as_the_pages_do(twins: Store, command: str, named: str) -> None:
    answer = printed(twins, command, "--vy", f"http://x/prioritera?plan=bygg&kommun={named}&ram=1000")
    assert (answer["plan"], answer["kommun"], IDS[KINDA] in json.dumps(answer)) == ("bygg", "motala", False)


def test_a_link_that_calls_the_municipality_by_its_name_is_compared_and_answered_for_under_its_id(
    twins: Store, tmp_path: Path
) -> None:
    head = 'id = "bygg"\nnamn = "Bygg"\nperiod = "2026"\nkommun = "Ödeshögs kommun"\nkommun_id = "odh"\n'
    folder = write_plan(tmp_path / "odh", plan__toml=head)
    import_plan(twins, read_plan(folder))
    named = "http://x/prioritera?plan=bygg&kommun=Ödeshögs kommun&ram=1000"
    assert printed(twins, "rangordna", "--vy", named)["kommun"] == "odh"
    done = run(["jamfor", named, named.replace("Ödeshögs kommun", "odh")], Plans(twins))
    assert done.code == 0, done.text
    # Of a folder too: what is shown holds the plan's own ids.
    view, _ = read_link(named, "--vy")
    assert to_address(folder_basis(folder, view).view)["kommun"] == "odh"


@pytest.mark.parametrize("named", ["", "%20", "Kinda kommun, Motala", "<b>"])
def test_a_link_whose_municipality_is_no_plans_is_refused(twins: Store, named: str) -> None:
    done = run(["rangordna", "--vy", f"http://x/prioritera?plan=bygg&kommun={named}"], Plans(twins))
    assert (done.code, "kommun" in done.text) == (2, True), done.text


@pytest.mark.parametrize("key", IDS)
def test_history_and_files_are_those_of_the_named_one(twins: Store, key: PlanKey, tmp_path: Path) -> None:
    assert [entry["roll"] for entry in printed(twins, "historik", "--plan", str(key))] == [key.municipality]
    done = run(
        ["exportera", "--plan", "bygg", "--kommun", key.municipality, "--ut", str(tmp_path / "ut")], Plans(twins)
    )
    assert done.code == 0, done.text
    assert IDS[key] in (tmp_path / "ut" / "projekt.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["rangordna", "historik", "andrat"])
def test_the_id_alone_is_refused_with_what_to_write_for_each(twins: Store, command: str) -> None:
    done = run([command, "--plan", "bygg"], Plans(twins))
    assert (done.code, done.text) == (
        2,
        "fel: --plan: ”bygg” finns i flera kommuner; skriv kinda/bygg (eller --kommun kinda) "
        "och motala/bygg (eller --kommun motala)",
    )


def test_a_municipality_that_has_no_such_plan_or_says_against_the_plan_is_told(twins: Store) -> None:
    done = run(["historik", "--plan", "vso-2021", "--kommun", "kinda"], Plans(twins))
    assert (done.code, "”vso-2021” finns inte i kommunen ”kinda”" in done.text) == (2, True)
    done = run(["historik", "--plan", "motala/bygg", "--kommun", "kinda"], Plans(twins))
    assert (done.code, "är en annan kommun än i --plan motala/bygg" in done.text) == (2, True)


@pytest.mark.parametrize("command", ["rangordna", "robusthet", "portfolj"])
@pytest.mark.parametrize(
    "named",
    [("--plan", "vso-2021", "--kommun", "motala"), ("--vy", "http://x/prioritera?plan=vso-2021&kommun=motala")],
)
def test_a_municipality_that_lacks_the_plan_is_never_answered_with_anothers(
    store: Store, command: str, named: tuple[str, ...]
) -> None:
    done = run([command, *named, "--ram", "1000"], Plans(store))
    assert (done.code, done.text) == (
        2,
        "fel: Planen ”vso-2021” finns inte i kommunen ”motala”; den finns i linkoping.",
    )


def test_a_link_that_names_a_municipality_alone_means_its_plan_and_no_other(twins: Store) -> None:
    assert printed(twins, "rangordna", "--vy", "http://x/prioritera?kommun=kinda&ram=1000")["kommun"] == "kinda"
    done = run(["rangordna", "--vy", "http://x/prioritera?kommun=nora&ram=1000"], Plans(twins))
    assert (done.code, done.text) == (2, "fel: Kommunen ”nora” har ingen plan här.")


def test_folders_that_no_database_has_yet_are_told_apart_too(folders: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRIORITERING_DB", str(folders.parent / "ny.duckdb"))
    monkeypatch.setenv(PLANS, str(folders))
    assert printed(None, "rangordna", "--plan", "kinda/bygg")["kommun"] == "kinda"
    done = run(["rangordna", "--plan", "motala/bygg"], Plans())
    assert done.code == 0, done.text
    assert run(["rangordna", "--plan", "bygg"], Plans()).code == 2


def test_a_folder_of_two_parts_is_a_folder(folders: Path) -> None:
    done = run(["rangordna", "--plan", "planer/kinda", "--json"], Plans(folder=folders.parent))
    assert done.code == 0, done.text
    assert json.loads(done.text)["kommun"] == "kinda"


def test_a_link_from_before_that_names_no_plan_gives_the_first_sample_plan(twins: Store) -> None:
    assert printed(twins, "rangordna", "--vy", "http://x/prioritera?ram=3547")["plan"] == "vso-2021"


def test_a_folder_is_not_answered_for_under_another_municipality(folders: Path) -> None:
    for path in (str(folders / "kinda"), "planer/kinda"):
        for named in ("kinda", "Kinda kommun"):
            done = run(["rangordna", "--plan", path, "--kommun", named], Plans(folder=folders.parent))
            assert done.code == 0, done.text
    done = run(["rangordna", "--plan", str(folders / "kinda"), "--kommun", "motala"], Plans(folder=folders.parent))
    assert (done.code, done.text.endswith("finns inte i kommunen ”motala”; den finns i kinda.")) == (2, True)


def test_of_folders_that_a_running_server_has_not_taken_in_none_is_guessed_and_all_are_named(
    store: Store, folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PLANS, str(folders))
    for key in IDS:
        assert printed(store, "rangordna", "--plan", str(key))["kommun"] == key.municipality
    done = run(["rangordna", "--plan", "bygg"], Plans(store))
    assert (done.code, "skriv kinda/bygg (eller --kommun kinda) och motala/bygg" in done.text) == (2, True)
    done = run(["rangordna", "--plan", "bygg", "--kommun", "nora"], Plans(store))
    assert (done.code, done.text) == (
        2,
        "fel: Planen ”bygg” finns inte i kommunen ”nora”; den finns i kinda och motala.",
    )

"""`jamfor`: two pictures side by side, each a stored document, a link or a version of a plan."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from prioritering.commands import document_file
from prioritering.commands.plans import Plans
from prioritering.commands.run import Printed, run
from prioritering.plan.plan_key import PlanKey
from prioritering.plan.reader import read_plan
from prioritering.scoring.changes import CostAssumption
from prioritering.store import entry_log
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from prioritering.usecases.copied_link import ANOTHER, copied_link
from prioritering.usecases.frozen_links import FrozenLink, LinkWish, freeze, frozen_file, withdraw_link
from prioritering.usecases.gather import AsOf
from prioritering.usecases.picture import picture_of
from prioritering.usecases.since import difference_since
from prioritering.usecases.study_now import KIND_OF_PART, study_now
from prioritering.view.document import document_of, to_json
from prioritering.view.stored_document import StoredDocument, document_bytes
from prioritering.view.study_document import STANDINGS_PAGE
from prioritering.view.view import View
from tests.folders import PROV, write_plan
from tests.usecases.builders import signed

BEFORE = "A1,Karta,strategiskt,5,Två effekter,Hög,Kort\nA2,Fiber,strategiskt,4,Två effekter,Medel,Kort\n"
AFTER = BEFORE.replace("Medel", "Mycket hög")
VIEW = View(plan="prov", frame="10")


@pytest.fixture
def link(store: Store, tmp_path: Path) -> str:
    """A link that was copied from the first of two versions."""
    import_plan(store, read_plan(write_plan(tmp_path / "a", BEFORE)))
    copied = f"http://127.0.0.1:8501/prioritera?{urlencode(copied_link(store, VIEW))}"
    (tmp_path / "bild.json").write_text(to_json(document_of(picture_of(store, VIEW))), encoding="utf-8")
    import_plan(store, read_plan(write_plan(tmp_path / "b", AFTER)))
    return copied


def compared(store: Store, folder: Path, first: str, second: str) -> Printed:
    return run(["jamfor", first, second], Plans(store, folder))


def as_given(store: Store, folder: Path, first: str, second: str) -> Any:
    done = run(["jamfor", first, second, "--json"], Plans(store, folder))
    assert done.code == 0, done.text
    return json.loads(done.text)


def places(found: Any) -> dict[str, list[str]]:
    return {row["namn"]: [side["plats"] for side in row["sidor"]] for row in found["projekt"]}


@pytest.mark.parametrize("first", ["länk", "bild.json", "prov@1"])
@pytest.mark.parametrize("second", ["?plan=prov&ram=10", "prov@2"])
def test_each_kind_gives_what_stood_then_beside_what_stands_now(
    store: Store, tmp_path: Path, link: str, first: str, second: str
) -> None:
    found = as_given(store, tmp_path, link if first == "länk" else first, second)
    assert places(found) == {"Fiber": ["2", "1"], "Karta": ["1", "2"]}
    assert "Två projekt har en annan plats: Fiber 2 → 1 och Karta 1 → 2." in found["mening"]
    assert found["skiljer"] is True


def test_what_is_the_same_is_said_to_be(store: Store, tmp_path: Path, link: str) -> None:
    found = compared(store, tmp_path, link, "bild.json")
    assert found.code == 0
    assert found.text.startswith("Ingenting skiljer")


def test_the_command_says_what_the_page_says(store: Store, tmp_path: Path, link: str) -> None:
    told = compared(store, tmp_path, link, "?plan=prov&ram=10")
    said = difference_since(store, VIEW, AsOf(plan_version=1)).sentence
    assert told.text.splitlines()[0] == said
    assert "som då" in told.said


def test_rangordna_of_a_copied_link_is_as_then_and_says_so(store: Store, tmp_path: Path, link: str) -> None:
    done = run(["rangordna", "--vy", link, "--json"], Plans(store, tmp_path))
    assert [row["namn"] for row in json.loads(done.text)["projekt"]] == ["Karta", "Fiber"]
    assert "Planen: version 1 → 2" in done.said
    now = run(["rangordna", "--vy", "?plan=prov&ram=10", "--json"], Plans(store, tmp_path))
    assert [row["namn"] for row in json.loads(now.text)["projekt"]] == ["Fiber", "Karta"]
    assert now.said == ""


def test_what_a_copied_link_was_copied_from_is_not_dropped_unsaid_for_a_plan_folder(
    store: Store, tmp_path: Path, link: str
) -> None:
    folder = str(tmp_path / "a")
    done = run(["rangordna", "--plan", folder, "--vy", link, "--json"], Plans(store, tmp_path))
    assert done.code == 0, done.text
    assert "en planmapp finns bara som den är nu" in done.said
    living = run(["rangordna", "--plan", folder, "--vy", "?ram=10", "--json"], Plans(store, tmp_path))
    assert (living.code, living.said) == (0, "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("prov@9", "finns inte i version 9"),
        ("prov@x", "inte numret på en version"),
        ("saknas.json", "är varken"),
        ("finns-inte@1", "finns inte"),
        ("?plan=prov&regel=x", "kunde inte läsas"),
        ("?plan=prov&da=v9.a0.h0.0123456789.r5", "version 9 av planen, men här finns bara"),
        ("?plan=prov&da=v1.a0.h0.0123456789.r5", ANOTHER),
        ("?plan=prov&da=x", "gick inte att läsa"),
        ("trasig.json", "går att läsa"),
        ("ny.json", "nyare än det här programmet"),
        ("mapp", "är varken"),
        ("http://127.0.0.1:8501/fryst/finns-inte-alls-0123", "återkallad"),
        ("återkallad", "återkallad"),
        ("robusthet.json", "A visar Prioritera och B visar Robusthet; bara två som visar samma sak går att jämföra"),
        ("x" * 5000, "är varken"),
    ],
)
def test_what_cannot_be_compared_is_told_in_one_line(
    store: Store, tmp_path: Path, link: str, text: str, said: str
) -> None:
    (tmp_path / "trasig.json").write_bytes(b'{"format": 2}\xff')
    (tmp_path / "ny.json").write_text('{"format": 999}', encoding="utf-8")
    (tmp_path / "mapp").mkdir()
    withdrawn = frozen(store, "Borta", document_of(picture_of(store, VIEW)))
    withdraw_link(store, withdrawn.name, "Objektledare")
    text = withdrawn.name if text == "återkallad" else text
    (tmp_path / "robusthet.json").write_bytes(document_bytes(study_now(picture_of(store, VIEW), STANDINGS_PAGE)))
    done = compared(store, tmp_path, "bild.json", text)
    assert (done.code, len(done.text.splitlines())) == (2, 1)
    assert said in done.text


def frozen(store: Store, title: str, document: StoredDocument) -> FrozenLink:
    return freeze(store, PlanKey("egen", "prov"), document, LinkWish(title), "Objektledare")


def test_a_frozen_link_is_compared_by_its_name_its_address_or_the_file_that_was_exported(
    store: Store, tmp_path: Path, link: str
) -> None:
    kept = frozen(store, "I mars", document_of(picture_of(store, VIEW, AsOf(plan_version=1))))
    (tmp_path / "ut.json").write_bytes(frozen_file(store, kept))
    now = "?plan=prov&ram=10"
    by_name = as_given(store, tmp_path, kept.name, now)
    assert by_name["jamfort"] == ["I mars", "adressen B"]
    assert places(by_name) == {"Fiber": ["2", "1"], "Karta": ["1", "2"]}
    address = f"https://prov.example/app/fryst/{kept.name}"
    for typed in (address, f"{address}/json", f"{address}?utm=x"):
        assert as_given(store, tmp_path, typed, now) == by_name
    assert as_given(store, tmp_path, "ut.json", now)["projekt"] == by_name["projekt"]
    assert as_given(store, tmp_path, link, kept.name)["skiljer"] is False


def test_every_value_that_differs_stands_in_the_table_also_the_class(store: Store, tmp_path: Path, link: str) -> None:
    other = BEFORE.replace("A2,Fiber,strategiskt,4,", "A2,Fiber,önskvärt,7,")
    import_plan(store, read_plan(write_plan(tmp_path / "c", other)))
    told = compared(store, tmp_path, link, "?plan=prov&ram=10").text
    lines = [" ".join(line.split()) for line in told.splitlines()]
    assert "id projekt plats ram poäng tkr klass" in lines
    [fiber] = [line for line in lines if line.startswith("A2 Fiber 2 ")]
    assert "4 → 7 Strategiskt → Önskvärt annat besked" in fiber
    [karta] = [line for line in lines if line.startswith("A1 Karta 1 ")]
    assert "→" not in karta


def test_a_file_that_is_larger_than_any_document_is_refused_unread(
    store: Store, tmp_path: Path, link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(document_file, "MOST_BYTES", 1_000)
    (tmp_path / "stor.json").write_text("[" + " " * 999 + "]", encoding="utf-8")
    for command in (("jamfor", "stor.json", link), ("visa", "stor.json")):
        told = run([*command], Plans(store, tmp_path)).text
        assert told.endswith("stor.json: filen är för stor för att vara ett dokument")


@pytest.mark.parametrize(("part", "kind"), KIND_OF_PART.items())
def test_a_frozen_study_is_compared_with_another_and_with_what_a_link_or_a_version_gives(
    store: Store, tmp_path: Path, link: str, part: str, kind: str
) -> None:
    view = VIEW.model_copy(update={"draws": 200, "frame": "4", "part": part, "project": "A2"})
    then = study_now(picture_of(store, view, AsOf(plan_version=1)), kind)
    kept = frozen(store, "Studien i mars", then)
    (tmp_path / "studie.json").write_bytes(document_bytes(study_now(picture_of(store, view), kind)))
    from_file = as_given(store, tmp_path, kept.name, "studie.json")
    differs = [row["namn"] for row in from_file["projekt"] if row["skiljer"]]
    assert any(("Bästa portföljen" if kind == "regler" else "Fiber") in name for name in differs), differs
    assert differs[0] in from_file["mening"]
    address = f"http://127.0.0.1:8501/robusthet?plan=prov&ram=4&dragningar=200&del={part}&projekt=A2"
    for typed in (address, address.partition("8501/")[2]):
        assert as_given(store, tmp_path, kept.name, typed)["projekt"] == from_file["projekt"]
    # Both alone: which study they are of is in the page's name.
    assert as_given(store, tmp_path, *[address.partition("8501/")[2]] * 2)["projekt"][0].keys() == {
        "namn",
        "namn_forut",
        "skiljer",
        "sidor",
    }
    assert as_given(store, tmp_path, address, kept.name)["skiljer"] is True
    same = compared(store, tmp_path, address, "studie.json")
    assert same.text.startswith("Ingenting skiljer")
    table = compared(store, tmp_path, kept.name, "studie.json").text
    first = from_file["projekt"][0]
    for what, value in first["sidor"][1].items():
        assert what in table
        assert value in table


def test_a_version_is_looked_at_through_the_view_of_what_it_stands_beside(
    store: Store, tmp_path: Path, link: str
) -> None:
    kept = frozen(store, "I mars", document_of(picture_of(store, VIEW, AsOf(plan_version=1))))
    for seen in (link, kept.name, "bild.json"):
        for first, second in ((seen, "prov@1"), ("prov@1", seen)):
            found = as_given(store, tmp_path, first, second)
            assert found["skiljer"] is False, found["mening"]


def test_a_project_that_only_moved_is_told_apart_from_one_with_another_answer(
    store: Store, tmp_path: Path, link: str
) -> None:
    moved = as_given(store, tmp_path, "?plan=prov&ram=10&poang=planen", link)
    assert {row["namn"]: row["hur"] for row in moved["projekt"]} == {"Karta": "bara flyttat", "Fiber": "ändrat"}
    other = as_given(store, tmp_path, "?plan=prov&ram=10", "?plan=prov&ram=4")
    assert {row["namn"]: row["hur"] for row in other["projekt"]} == {"Fiber": None, "Karta": "annat besked"}
    assert "annat besked" in compared(store, tmp_path, "?plan=prov&ram=10", "?plan=prov&ram=4").text


def test_an_earlier_version_is_said_to_be_counted_with_what_the_group_has_laid_beside_the_plan_today(
    store: Store, tmp_path: Path, link: str
) -> None:
    assert link
    assert compared(store, tmp_path, "prov@1", "prov@2").said == ""
    entry = CostAssumption.model_validate(signed(project_id="A2", low=1_000_000, high=3_000_000))
    entry_log.keep_entry(store, PROV, entry)
    said = (
        "obs: prov@1 räknas med det som gruppen har lagt bredvid planen i dag, "
        "inte med det som fanns när versionen gällde."
    )
    assert compared(store, tmp_path, "prov@1", "prov@2").said == said
    assert compared(store, tmp_path, "prov@1", "?plan=prov&antaganden=nej").said == ""

"""`jamfor`: two pictures side by side, each a stored document, a link or a version of a plan."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from prioritering.commands.plans import Plans
from prioritering.commands.run import Printed, run
from prioritering.plan.reader import read_plan
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from prioritering.usecases.copied_link import ANOTHER, copied_link
from prioritering.usecases.gather import AsOf
from prioritering.usecases.picture import picture_of
from prioritering.usecases.since import difference_since
from prioritering.view.document import document_of, to_json
from prioritering.view.view import View
from tests.folders import write_plan

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


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("prov@9", "finns inte i version 9"),
        ("prov@x", "inte numret på en version"),
        ("saknas.json", "är varken"),
        ("finns-inte@1", "finns inte"),
        ("?plan=prov&regel=x", "gick inte att använda"),
        ("?plan=prov&da=v9.a0.h0.0123456789.r5", ANOTHER),
        ("?plan=prov&da=x", "gick inte att läsa"),
        ("trasig.json", "går att läsa"),
        ("ny.json", "nyare än det här programmet"),
        ("mapp", "är varken"),
        ("x" * 5000, "är varken"),
    ],
)
def test_what_cannot_be_compared_is_told_in_one_line(
    store: Store, tmp_path: Path, link: str, text: str, said: str
) -> None:
    (tmp_path / "trasig.json").write_bytes(b'{"format": 2}\xff')
    (tmp_path / "ny.json").write_text('{"format": 999}', encoding="utf-8")
    (tmp_path / "mapp").mkdir()
    done = compared(store, tmp_path, link, text)
    assert (done.code, len(done.text.splitlines())) == (2, 1)
    assert said in done.text

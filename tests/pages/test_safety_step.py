"""The projector's step Säkert gives the answer that Robusthet gives, and says what it rests on."""

import re

import pytest

from prioritering.commands.plans import Plans
from prioritering.commands.run import run
from prioritering.store.connection import Store
from prioritering.usecases.picture import picture_of
from prioritering.view.study_notes import two_answers
from prioritering.view.unknown_words import Where, how_unknown_counts
from prioritering.view.view import View
from prioritering.web.frame import long_work
from prioritering.web.pages.projektor.steps import STEPS
from tests.pages.visit import Visit, words

pytestmark = pytest.mark.usefixtures("shared")
LIST = re.compile(r'<section class="s-[\w -]+"><h2>(.*?)</h2>(.*?)</section>', re.S)
ITEM = re.compile(r"<li[^>]*><span>(.*?)</span><b>(.*?)</b></li>")


def on_the_projector(address: str) -> list[tuple[str, str, str]]:
    """Name, word and share of each project, in the order that the lists have them."""
    html = Visit("projektor", f"bild=sakert&{address}").html
    return [
        (words(name), word, words(share)) for word, part in LIST.findall(html) for name, share in ITEM.findall(part)
    ]


def word_of(item: tuple[str, str, str]) -> str:
    return item[1]


def on_the_command_line(store: Store, *asked: str) -> list[tuple[str, str, str]]:
    done = run(["robusthet", *asked], Plans(store))
    assert done.code == 0, done.text
    _, *rows = done.text[done.text.index("\nid ") :].strip().splitlines()
    cells = (re.split(r"\s{2,}", row) for row in rows)
    return [(words(name), word, words(share)) for _, name, share, word, *_ in cells]


def on_robusthet(address: str) -> list[tuple[str, str, str]]:
    html = Visit("robusthet", address).html
    table = next(part for part in re.findall(r"<table.*?</table>", html, re.S) if "Andel av fallen" in part)
    rows = [part for part in re.findall(r"<tr>.*?</tr>", table, re.S) if 'scope="row"' in part]
    named = [words(re.sub(r"<span.*", "", re.findall(r'<th scope="row">(.*?)</th>', row, re.S)[0])) for row in rows]
    found = [(words(cell) for cell in re.findall(r"<td[^>]*>.*?</td>", row, re.S)) for row in rows]
    return [(name, *list(row)[:2]) for name, row in zip(named, found, strict=True)]  # type: ignore[misc]


@pytest.mark.parametrize(
    "address",
    [
        "plan=prov&ram=1000",
        "ram=5000",
        "plan=prov&ram=700&regel=hoppa&viktinfo=fasta",
        "ram=3547&okand_hogst=400&fro=7",
        "ram=3547&med=S09&inte=S02",
    ],
)
def test_the_step_lists_what_robusthet_lists_with_the_same_words_and_shares(address: str) -> None:
    found = on_the_projector(address)
    assert found
    # List by list: on the projector the two that are locked stand together.
    assert sorted(found, key=word_of) == sorted(on_robusthet(address), key=word_of)
    locked = {word for _, word, _ in found} & {"Med (låst)", "Inte nu (låst)"}
    assert len(locked) == (2 if "med=" in address else 0)


def test_what_is_locked_stands_under_one_another_so_that_the_others_get_their_names_in_sight() -> None:
    def columns(locks: str) -> list[list[str]]:
        html = Visit("projektor", f"bild=sakert&ram=3547{locks}").html
        found = re.findall(r"<div(?: class=\"s-empty\")?>(<section.*?</section>)</div>", html, re.S)
        return [re.findall(r"<h2>(.*?)</h2>", column) for column in found]

    assert columns("") == [["Säkert"], ["Gråzon"], ["Utanför"]]
    assert columns("&med=S09&inte=S02") == [["Med (låst)", "Inte nu (låst)"], ["Säkert"], ["Gråzon"], ["Utanför"]]
    assert columns("&inte=S02") == [["Säkert"], ["Gråzon"], ["Utanför"], ["Inte nu (låst)"]]


@pytest.mark.parametrize(
    ("address", "typed"),
    [
        ("", ""),
        ("ram=5000&fro=7", "--ram 5000 --fro 7"),
        (
            "ram=3547&regel=hoppa&vikter=effekttyp.50~omfattning.30~tidsperspektiv.20&med=S06",
            "--ram 3547 --regel hoppa --vikter effekttyp=50,omfattning=30,tidsperspektiv=20 --maste S06",
        ),
    ],
)
def test_the_command_line_draws_the_same_cases_and_gives_the_very_same_shares(
    shared: Store, address: str, typed: str
) -> None:
    shown = sorted(on_robusthet(address))
    assert any(share not in ("0 %", "100 %", "–") for _, _, share in shown)
    assert sorted(on_the_command_line(shared, "--plan", "vso-2021", *typed.split())) == shown
    assert sorted(on_the_command_line(shared, "--vy", f"?plan=vso-2021&{address}")) == shown


def test_the_finding_is_the_one_of_robusthet_and_the_unknown_costs_are_spoken_of_as_drawn(shared: Store) -> None:
    here, there = (Visit(page, "bild=sakert&plan=prov&ram=1000") for page in ("projektor", "robusthet"))
    finding = re.findall(r'class="s-finding">(.*?)</p>', here.html, re.S)[0]
    assert words(finding).startswith("Av 5 projekt är")
    assert words(finding) in there.text
    shown = picture_of(shared, View(plan="prov", frame="1000"))
    assert words(how_unknown_counts(Where.DRAWS, shown)) in here.text
    assert "2 000 slumpade fall. Vikter: " in here.text
    # With one word for two answers, both say how they part.
    assert words(two_answers()) in here.text and words(two_answers()) in there.text
    # The finding says it as well, so on a crowded wall the projects stay and the note is what gives way first.
    last = re.findall(r'<p class="s-note"[^>]*data-away="99">(.*?)</p>', here.html, re.S)
    rows = [int(away) for away in re.findall(r'<li [^>]*data-away="(\d+)"', here.html)]
    assert [words(text) for text in last] == [words(two_answers())] and len(rows) == 5 and max(rows) < 99


def test_the_step_stands_after_the_line_and_before_the_decision() -> None:
    steps = list(STEPS)
    assert steps[steps.index("ram") + 1] == "sakert" == steps[steps.index("beslut") - 1]
    visit = Visit("projektor", "plan=prov&ram=1000&bild=ram").send("bildval", "step", "sakert")
    assert visit.address["bild"] == "sakert"
    assert "6 av 7 Säkert" in visit.text
    assert visit.send("bildval", "step", "beslut").address["bild"] == "beslut"


def test_without_a_frame_or_a_scored_project_the_step_says_why_it_is_empty() -> None:
    assert "Ingen ram är vald" in Visit("projektor", "plan=prov&ram=ingen&bild=sakert").text
    assert "inget projekt kan poängsättas" in Visit("projektor", "plan=ukfa-2022&bild=sakert").text.lower()


class Impatient(Visit):
    """A visitor who looks while long work is still going on."""

    def _waited(self) -> Visit:
        return self


def test_while_it_is_computed_the_step_says_so_and_the_others_can_be_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_work, "WAIT_SECONDS", 0.0)
    visit = Impatient("projektor", "ram=4321&fro=11&dragningar=50000&bild=sakert")
    assert "Räknar hur säkert det är" in visit.text
    assert "Avbryt" in visit.labels()
    assert visit.components["bildval"]["now"] == "sakert"
    assert visit.send("bildval", "step", "beslut").address["bild"] == "beslut"
    assert "Räknar" not in visit.text

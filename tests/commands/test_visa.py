"""`visa` draws a document in the terminal, field by field what the document and its page say."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from prioritering.commands.plans import Plans
from prioritering.commands.run import Printed, run
from prioritering.store.connection import Store
from prioritering.usecases.change_plan import Beside, Signature, assume_cost
from prioritering.usecases.frozen_links import LinkWish, freeze, frozen_file, withdraw_link
from prioritering.usecases.picture import picture_of
from prioritering.view.document import FORMAT, PictureDocument, document_of
from prioritering.view.view import View
from tests.databases import copied
from tests.folders import VSO

KEPT = Path(__file__).parents[1] / "view/kept"
VIEW = View(plan="vso-2021", frame="3547")


@pytest.fixture
def store(with_plans: Path, tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(copied(with_plans, tmp_path / "prov.duckdb"))
    yield opened
    opened.close()


def shown(*typed: str, store: Store | None = None, folder: Path | None = None) -> Printed:
    return run(["visa", *typed], Plans(store, folder))


def test_a_frozen_link_is_drawn_by_its_name_or_its_whole_address(store: Store) -> None:
    document = document_of(picture_of(store, VIEW))
    link = freeze(store, VSO, document, LinkWish("Ramen i mars"), "Objektledare")
    done = shown(link.name, store=store)
    assert done.code == 0, done.text
    assert done.text.startswith("Ramen i mars – Fryst ")
    assert done.text.split("\n")[0].endswith(", av Objektledare")
    assert "Vikter: Effekttyp " in done.text.split("\n")[-1]
    for tier in document.summary.tiers:
        # Those that are open are told in words, by the same name as on the page.
        assert tier.open_words == "4 oklara"
        assert [tier.name, tier.count, tier.open_words, tier.sum] in [
            [cell.strip() for cell in line.split("  ") if cell.strip() and not cell.strip().isdecimal()]
            for line in done.text.split("\n")
        ]
    assert shown(f"http://prov.example/fryst/{link.name}", store=store) == done
    assert shown(f"http://prov.example/fryst/{link.name}>.", store=store) == done
    assert shown(f"http://prov.example/fryst/{link.name}/json", store=store) == done
    assert shown(link.name, "--json", store=store).text == frozen_file(store, link).decode()
    says_every_field(done.text, document)
    assert f"Varför, {document.rows[0].name}:" in done.text
    assert "Varför" not in shown(link.name, "--utan-skal", store=store).text


def says_every_field(text: str, document: PictureDocument) -> None:
    lines = text.split("\n")
    assert document.summary.headline in lines
    drawn = [line for line in lines if any(f"  {row.name}  " in line for row in document.rows)]
    assert len(drawn) == len(document.rows)
    for line, row in zip(drawn, document.rows, strict=True):
        cells = [cell.strip() for cell in line.split("  ") if cell.strip()]
        assert cells[:6] == [str(row.place), row.name, row.tier_name, row.points, row.cost, row.running]
        assert cells[6].startswith(row.state[2])
    # The lines stand where the board has them.
    first = next(number for number, line in enumerate(lines) if line.startswith("── "))
    assert lines[first].startswith(f"── {document.summary.line}")
    below = next(row.name for row in document.rows if row.id == document.below)
    assert f"  {below}  " in lines[first + 1]
    second = next(number for number, line in enumerate(lines) if line == f"┄┄ {document.summary.second_line}")
    after = next(row.name for row in document.rows if row.id == document.after)
    assert f"  {after}  " in lines[second - 2]
    for sentence in (document.summary.used, document.summary.rule, document.summary.frame_text):
        assert sentence in lines


def test_the_sum_with_ranges_and_assumptions_stands_beside_the_known_costs_and_nowhere_else(store: Store) -> None:
    assume_cost(Beside(store, VSO), "S04", (600_000, 800_000), Signature("Objektledare", "Anbud"))
    document = document_of(picture_of(store, VIEW))
    link = freeze(store, VSO, document, LinkWish("Med antagande"), "Objektledare")
    text, summary = shown(link.name, store=store).text, document.summary
    assert f", Kända kostnader {summary.known} ({summary.least}), " in text
    assert text.count("med spann och antaganden") == 1


@pytest.mark.parametrize("path", sorted(KEPT.glob("*.json")), ids=lambda path: path.stem)
def test_every_kind_and_format_there_has_been_is_drawn_from_a_file(path: Path) -> None:
    done = shown(path.name, folder=KEPT)
    kept = json.loads(path.read_bytes())
    assert done.code == 0, done.text
    # The studies are tried field by field by themselves.
    rows = kept["rows"] if "summary" in kept else []
    assert [row["name"] for row in rows if row["name"] not in done.text] == []
    headline = kept.get("headline", kept.get("summary", {}).get("headline"))
    # The joiner that keeps a range on one line of a page is drawn by some terminals.
    assert headline.replace("\u2060", "") in done.text and "\u2060" not in done.text
    assert [row["points"] for row in rows if row["points"] not in done.text] == []
    assert json.loads(shown(str(path), "--json").text) == kept


def test_what_cannot_be_shown_is_said_in_one_line(store: Store, tmp_path: Path) -> None:
    link = freeze(store, VSO, document_of(picture_of(store, VIEW)), LinkWish("Snart borta"), "Objektledare")
    withdraw_link(store, link.name, "Objektledare")
    (tmp_path / "nyare.json").write_text(f'{{"format": {FORMAT + 1}}}', encoding="utf-8")
    (tmp_path / "annat.json").write_bytes(b"\xff\xfe")
    for typed, said in (
        (link.name, "återkallad"),
        ("finns-inte", "ingen fil här och ingen fryst länk"),
        ("a" * 5000, "ingen fil här"),
        ("nyare.json", "en nyare version av programmet öppnar det"),
        ("annat.json", "annat.json: innehållet är inte ett dokument som går att läsa; ett sparat dokument ger en"),
    ):
        done = shown(typed, store=store, folder=tmp_path)
        assert (done.code, said in done.text, "\n" in done.text) == (2, True, False), done.text


@pytest.mark.parametrize("command", ["rangordna", "robusthet", "portfolj", "jamfor"])
def test_the_answer_of_another_command_is_said_to_be_that_and_what_is_expected(
    store: Store, tmp_path: Path, command: str
) -> None:
    asked = ["vso-2021@1", "vso-2021@1"] if command == "jamfor" else ["--plan", "vso-2021", "--ram", "1000"]
    (tmp_path / "svar.json").write_text(run([command, *asked, "--json"], Plans(store)).text, encoding="utf-8")
    said = (
        f"svar.json: filen är svaret från {command} --json och inget sparat dokument; ett sparat dokument ger en fryst"
    )
    for typed in (["visa", "svar.json"], ["visa", "--json", "svar.json"], ["jamfor", "vso-2021@1", "svar.json"]):
        done = run(typed, Plans(store, tmp_path))
        assert (done.code, said in done.text, "\n" in done.text) == (2, True, False), done.text


def test_a_file_gives_a_terminal_no_orders(tmp_path: Path) -> None:
    kept = json.loads((KEPT / "bild-2.json").read_bytes())
    kept["summary"]["headline"] = "\x1b[2JRamen\x9b1m"
    (tmp_path / "bild.json").write_text(json.dumps(kept), encoding="utf-8")
    done = shown("bild.json", folder=tmp_path)
    assert "[2JRamen1m" in done.text
    assert not {"\x1b", "\x9b"} & set(done.text)


@pytest.mark.parametrize(
    "text", ["http://prov.example/prioritera?plan=vso-2021&da=v1.a0.h0.0123456789.r5", "?ram=3547"]
)
def test_a_link_to_a_view_is_no_document_and_says_which_commands_take_it(store: Store, text: str) -> None:
    done = shown(text, store=store)
    assert done.code == 2
    assert "rangordna --vy" in done.text
    assert "jamfor" in done.text


def test_a_class_is_written_in_a_study_as_on_its_page() -> None:
    drawn = shown("studie-robusthet-1.json", folder=KEPT).text
    assert ("Strategiskt" in drawn, " strategiskt" in drawn) == (True, False)

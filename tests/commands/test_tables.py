"""What the commands print for people, word for word, on a plan whose points are worked out by hand."""

import json
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from prioritering.commands.output import one_text
from prioritering.commands.plans import Plans
from prioritering.commands.run import run

ROWS = """a,Alfa,strategiskt,100,8.25
b,Beta,prioriterat,?,6
c,Gamma,önskvärt,50.5,2..4
d,Delta,önskvärt,0,3
e,Epsilon,önskvärt,10,
"""
MODEL = '[[kriterium]]\nid="nytta"\nnamn="Nytta"\nlagsta=0\nhogsta=10\n'


@pytest.fixture
def plan(write_plan: Callable[..., Path], tmp_path: Path) -> tuple[str, ...]:
    model = tmp_path / "m.toml"
    model.write_text(MODEL, encoding="utf-8")
    folder = write_plan(rows=ROWS, header="id,namn,klass,kostnad_tkr,nytta\n")
    return ("--plan", str(folder), "--modell", str(model))


def printed(*arguments: str) -> list[str]:
    done = run(arguments, Plans(None))
    assert done.code == 0, done.text
    return done.text.replace("\u00a0", " ").splitlines()


def test_thousands_of_ranked_projects_are_counted_with_the_thousands_apart(write_plan: Callable[..., Path]) -> None:
    rows = "".join(f"{number},Projekt {number},,1,Tidsbesparande,Hög,Kort\n" for number in range(1200))
    assert printed("rangordna", "--plan", str(write_plan(rows=rows)))[0].startswith("Prov: 1 200 rangordnade, kända")


def test_the_ranked_list_says_of_each_project_whether_the_frame_reaches_it(plan: tuple[str, ...]) -> None:
    # 120 tkr less Alfa's 100 leaves 20: Beta's unknown cost may be less or more, and Gamma's 50,5 is more.
    # Delta costs nothing, but is tied with Gamma: it is inside only where it goes first and Beta leaves something.
    head = [
        "Prov: 4 rangordnade, kända kostnader för de rangordnade: 150,5 tkr",
        "Underlag saknas för 1 projekt; det rangordnas inte.",
    ]
    columns = "  plats  id  projekt  poäng    tkr  ram"
    assert printed("rangordna", *plan, "--ram", "120") == [
        *head,
        "Ramen 120 tkr räcker säkert till 1 av 4 projekt. Ett till ryms om den okända kostnaden är högst 20 tkr. "
        "Därefter är Gamma och Delta lika, men ramen räcker inte till båda. Ni måste välja.",
        "Regeln ”stanna” lämnar högst 20 tkr oanvända; med ”hoppa över” ryms också Delta.",
        "Den okända kostnaden är mer än noll, hur mycket vet ingen: Ryms är det som ryms vad den än blir.",
        columns,
        "      1  a   Alfa        83    100  Ryms",
        "      2  b   Beta        60  okänd  Oklart, beror på okänd kostnad",
        "delad 3  c   Gamma    20–40   50,5  Ryms inte",
        "delad 3  d   Delta       30      0  Oklart, kostnad och val avgör",
    ]
    choose = "Alfa står först av 4 projekt. Välj en ram för att se hur långt pengarna räcker."
    assert printed("rangordna", *plan)[:5] == [*head, choose, columns, "      1  a   Alfa        83    100  Ingen ram"]


def test_the_portfolio_is_told_with_its_points_its_cost_and_what_sets_it_apart(plan: tuple[str, ...]) -> None:
    assert printed("portfolj", *plan, "--ram", "120") == [
        "Prov: 112,5 poäng för 100 tkr inom ramen 120 tkr",
        "Bevisat bäst: ingen annan kombination ger lika många poäng.",
        "Den bästa portföljen tar in Delta (30 poäng, 0 tkr), jämfört med det som säkert ryms i listan: +30,0 poäng "
        "för lika mycket pengar.",
        "Listan stannar vid Beta, vars kostnad är okänd; bästa portföljen räknar inte med det och får plats med fler.",
        "Alfa tar 83 % av ramen ensamt, mer än en fjärdedel.",
        # At 69,5 tkr Beta goes with Gamma and Delta: 60 + 30 + 30 points, more than the 112,5.
        "Beta har okänd kostnad och är utelämnat. Det är med i en bästa portfölj om det kostar högst 69 tkr.",
        "Den okända kostnaden är utelämnad ur den bästa portföljen. Ange --antagen-kostnad för att räkna med en "
        "kostnad.",
        "id  projekt  poäng  tkr",
        "a   Alfa        83  100",
        "d   Delta       30    0",
    ]


def test_an_unknown_cost_and_one_of_nothing_add_nothing_to_what_the_list_costs(plan: tuple[str, ...]) -> None:
    told = "\n".join(printed("portfolj", *plan, "--ram", "120", "--regel", "hoppa", "--maste", "b", "--json"))
    result = json.loads(told)
    assert result["rangordnad"] == {
        # Locked in at a cost that nobody knows, so nothing else is sure, not even what costs nothing.
        "valda": ["b"],
        "oklara": ["a", "c", "d"],
        "poang": 60.0,
        "kostnad_kr": 0,
        "regel": "hoppa",
        "ordning": "poang",
    }
    assert result["kostnad_kr"] == 100_000


@pytest.mark.parametrize("order", ["poang", "per-krona"])
def test_no_order_of_the_rows_decides_in_which_order_projects_are_named(
    write_plan: Callable[..., Path], tmp_path: Path, order: str
) -> None:
    model = tmp_path / "m.toml"
    model.write_text(MODEL, encoding="utf-8")
    rows = "b,Beta,,100,5\na,Alfa,,100,5\nd,Delta,,50,9\nc,Gamma,,?,7\ne,Epsilon,,?,7\n"

    def told(text: str) -> Any:
        folder = write_plan(rows=text, header="id,namn,klass,kostnad_tkr,nytta\n")
        asked = ("--plan", str(folder), "--modell", str(model), "--ram", "150", "--regel", "hoppa", "--ordning", order)
        result = json.loads("\n".join(printed("portfolj", *asked, "--json")))
        return [result[key] for key in ("rangordnad", "lika_bra", "val_mellan_lika", "varfor")]

    found = told(rows)
    assert found == told("".join(reversed(rows.splitlines(keepends=True))))
    assert (found[1]["i_alla"], found[1]["valet_star_mellan"]) == (["d"], ["a", "b"])
    assert found[2][1] == "Valet står mellan Alfa och Beta."


def test_shares_of_the_best_portfolio_are_not_told_as_those_of_the_list(plan: tuple[str, ...]) -> None:
    by_rule, best = (
        printed("robusthet", *plan, "--ram", "120", "--okand-kostnad", "0..20", *how)
        for how in ((), ("--metod", "basta"))
    )
    assert " i den bästa portföljen inom ramen 120 tkr" in best[1] and "bästa" not in by_rule[1]
    heads = [next(line.split() for line in told if line.startswith("id ")) for told in (by_rule, best)]
    assert [head[2:4] for head in heads] == [["inom", "säkerhet"], ["i", "bästa"]]


def test_an_expected_place_is_told_with_a_decimal(plan: tuple[str, ...]) -> None:
    told = printed("robusthet", *plan, "--ram", "120", "--okand-kostnad", "0..20", "--dragningar", "10000")
    assert told[0] == "Prov: 10 000 fall med frö 1"
    assert told[1:5] == [
        "Av 4 projekt är två säkra inom ramen 120 tkr när också nivåerna varierar, ett ligger i gråzonen och ett "
        "utanför, om den okända kostnaden är 0–20 tkr.",
        "Vikter: alla viktningar nära vikterna, högst 10 procentenheter ifrån.",
        "Felmarginalen (95 %) är högst 1 procentenhet.",
        "Den okända kostnaden dras jämnt ur det spann som provas, 0–20 tkr.",
    ]
    assert told[6] == "Lika poäng delar den bästa platsen (1, 2, 2, 4), så en plats kan delas av flera."
    told = told[2:]
    assert [line.split() for line in told[5:8]] == [
        ["id", "projekt", "inom", "säkerhet", "väntad", "plats"],
        ["a", "Alfa", "100", "%", "Säkert", "1,0"],
        ["b", "Beta", "100", "%", "Säkert", "2,0"],
    ]
    # Figures stand to the right of their columns, words to the left.
    assert told[5:8] == [
        "id  projekt   inom  säkerhet  väntad plats",
        "a   Alfa     100 %  Säkert             1,0",
        "b   Beta     100 %  Säkert             2,0",
    ]
    # Gamma's drawn level is as often below Delta's as above it.
    assert {line.split()[1]: line.split()[-1] for line in told[8:]} == {"Delta": "3,5", "Gamma": "3,5"}


@pytest.mark.parametrize(("typed", "kronor"), [("0", 0), ("0.001", 1), ("3 547,5", 3_547_500), ("1" + "0" * 9, 10**12)])
def test_a_frame_is_taken_from_nothing_to_the_largest_sum(plan: tuple[str, ...], typed: str, kronor: int) -> None:
    assert json.loads("\n".join(printed("rangordna", *plan, "--ram", typed, "--json")))["ram_kr"] == kronor


def test_a_frame_beyond_the_largest_sum_is_refused(plan: tuple[str, ...]) -> None:
    done = run(["rangordna", *plan, "--ram", "1000000000.0010"], Plans(None))
    assert done.code == 2
    assert done.text.startswith(
        "fel: --ram: ”1000000000.0010” är inte ett belopp som går att använda: beloppet är orimligt stort"
    )


def test_what_a_link_says_of_the_weights_is_drawn_by_and_else_those_near_the_views(plan: tuple[str, ...]) -> None:
    def kind(*arguments: str) -> str:
        told = "\n".join(printed("robusthet", *plan, "--dragningar", "100", *arguments, "--json"))
        return str(json.loads(told)["vikter"]["slag"])

    assert [kind(), kind("--vy", "?ram=120"), kind("--vy", "?viktinfo=fasta")] == ["spann", "spann", "fasta"]
    assert kind("--vy", "?viktinfo=alla") == "alla"
    assert kind("--vy", "?viktinfo=fasta", "--viktordning", "nytta") == "ordning"


def test_the_first_of_a_links_faults_is_told(plan: tuple[str, ...]) -> None:
    done = run(["rangordna", *plan, "--vy", "?fro=x&ram=okänd ram"], Plans(None))
    assert (done.code, done.text.partition(" kunde")[0]) == (2, "fel: --vy: Länkens ram")
    done = run(["portfolj", *plan, "--ram", "120", "--vy", "?krav=kraver:a:X9~antingen:Z"], Plans(None))
    assert (done.code, done.text) == (
        2,
        "fel: Ett krav i länken räknas inte: kraver: projektet ”X9” finns inte bland dem som kan väljas.",
    )


def test_per_krona_one_without_a_cost_is_not_said_to_be_ranked(write_plan: Callable[..., Path], tmp_path: Path) -> None:
    model = tmp_path / "m.toml"
    model.write_text(MODEL, encoding="utf-8")
    for rows, by_points, per_krona in (
        ("a,Alfa,,100,5\nb,Beta,,?,7\n", "Prov: 2 rangordnade, ", "Prov: 1 rangordnat, "),
        ("a,Alfa,,?,5\nb,Beta,,?,7\n", "Prov: 2 rangordnade, ", "Prov: inget projekt är rangordnat"),
        ("a,Alfa,,?,5\n", "Prov: 1 rangordnat, ", "Prov: inget projekt är rangordnat"),
    ):
        asked = ("--plan", str(write_plan(rows=rows, header="id,namn,klass,kostnad_tkr,nytta\n")), "--modell", model)
        for order, begins in (("poang", by_points), ("per-krona", per_krona)):
            told = printed("rangordna", *map(str, asked), "--ram", "150", "--ordning", order)
            assert told[0].startswith(begins) and (begins.endswith(" ") or told[0] == begins)
    assert told[1] == "Inget kan rangordnas per krona: det enda projektet saknar kostnad."


@pytest.mark.parametrize("mark", ["\u202e", "\u2067", "\u2068", "\u2069", "\u200f"])
def test_a_name_turns_nothing_in_a_sentence_and_words_from_the_right_stand_by_themselves_in_the_table(
    write_plan: Callable[..., Path], mark: str
) -> None:
    rows = f"a,Al{mark}fa,strategiskt,100,5,nej\nb,Beta \u05d0\u05d1,strategiskt,100,5,ja\n"
    folder = write_plan(rows=rows, header="id,namn,klass,kostnad_tkr,nytta,lag\n")
    gate = f'[[krav]]\nid="lag"\nnamn="La{mark}g"\n'
    (folder / "modell.toml").write_text(MODEL + gate, encoding="utf-8")
    lines = printed("rangordna", "--plan", str(folder))
    (sentence,) = [line for line in lines if line.startswith("Krav ej uppfyllt: ")]
    assert sentence.startswith("Krav ej uppfyllt: Alfa (Lag). ")
    assert not set("\u202e\u2067\u2068\u2069\u200f") & set(sentence)
    (row,) = [line for line in lines if "  b   " in line]
    assert "Beta \u2068\u05d0\u05d1\u2069" in row


def test_of_every_letter_there_is_those_that_a_terminal_obeys_are_left_out_and_nothing_else_but_what_turns() -> None:
    letters = "".join(chr(number) for number in range(sys.maxunicode + 1) if not 0xD800 <= number <= 0xDFFF)
    left_out = set(letters) - set(one_text(letters.split("\n")))
    obeyed = {letter for letter in letters if unicodedata.category(letter) == "Cc"} - {"\n"}
    assert obeyed <= left_out
    assert {unicodedata.category(letter) for letter in left_out - obeyed} == {"Cf"}


@pytest.mark.parametrize(
    ("how", "told"),
    [((), "200 (mitten av 100–300)"), (("--kostnadsspann", "lagst"), "100 (lägst i 100–300)"),
     (("--kostnadsspann", "hogst"), "300 (högst i 100–300)")],
)  # fmt: skip
def test_a_portfolio_says_what_of_a_range_of_cost_is_counted_as_the_page_does(
    write_plan: Callable[..., Path], tmp_path: Path, how: tuple[str, ...], told: str
) -> None:
    model = tmp_path / "m.toml"
    model.write_text(MODEL, encoding="utf-8")
    rows = "a,Alfa,strategiskt,100..300,8\nb,Beta,strategiskt,100,8\n"
    folder = write_plan(rows=rows, header="id,namn,klass,kostnad_tkr,nytta\n")
    asked = ("portfolj", "--plan", str(folder), "--modell", str(model), "--ram", "500", *how)
    lines = run(asked, Plans(None)).text.replace("\u00a0", " ").splitlines()
    assert [line.split("80", 1)[1].strip() for line in lines[-2:]] == [told, "100"]

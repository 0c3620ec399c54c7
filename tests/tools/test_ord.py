"""Every Swedish string of the product is gathered to be read together, and what was mended there stays mended."""

from __future__ import annotations

import re

import pytest

from tests.tools.ord import FILLED, Said, every, main


@pytest.fixture(scope="module")
def gathered() -> list[Said]:
    return every()


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("prioritering/view/open_words.py", "beror på okänd kostnad"),
        ("prioritering/view/sentences.py", "Ingen ram är vald, så ingen linje dras."),
        ("prioritering/web/pages/metod/ordlista.html", "Ordlista"),
        ("prioritering/web/components/board.html", "Poäng av 100 och varför"),
        ("prioritering/web/components/weights.js", f"Högst {FILLED} %: resten är låst."),
        ("prioritering/criteria/standard.toml", "Snabb effekt"),
    ],
)
def test_strings_are_gathered_from_code_templates_scripts_and_tables(
    gathered: list[Said], file: str, text: str
) -> None:
    assert text in {said.text for said in gathered if said.file == file}


def test_what_is_no_word_on_the_screen_is_left_out(gathered: list[Said]) -> None:
    texts = {said.text for said in gathered}
    assert not [text for text in texts if re.match(r"(?:Return|Draw) ", text)]
    assert not [text for text in texts if "SELECT" in text or text.startswith("/*")]


# What was written of the same thing before, or that nobody in the room would say, each with what is written now.
_NOT_SAID = {
    r"\bdragning(?:en|ar|arna)?\b": "fall",
    r"tänkbart utfall|utfall som är möjliga": "fall",
    r"\btavlan\b": "listan",
    r"om okända är noll": "utan de okända kostnaderna",
    r"gick inte att använda \(väntat": "kunde inte läsas",
    r"visas svaren utan roller|står rollen vid svaret": "anonymt, med roll",
    r"Gör antagande|Ge underlag": "Anta kostnad eller nivå",
    r"enighet om ordningen$": "ni rangordnar …",
    r"Rangordning, (?:stopp|”)": "Listan, stannar vid ramen",
    # A project has a "besked om ramen", and what is true now "gäller nu".
    r"(?i)(?:annat|byter inte|tidigare|plats och) läge|läget (?:nu|som|i korthet)|\blägen": "om ett möte",
    r"Ryms bara om$|åker då ut": "Oklart, faller ut om",
    r"\bett osäkra\b": "en osäker",
    r"(?i)\bladda om\b": "läs in sidan igen",
    r"(?i)håller (?:vikternas|samma) ordning": "med samma ordning som vikterna",
    r"rangordnad lista|bredvid rangordningen": "listan",
    r"(?:enda|vilken) siffra\b": "tal, värde",
    r"\bSwing\b": "Jämför",
    r"(?i)\bi titeln\b|\btiteln får|sin titel": "länkens namn",
    r"(?i)\bappen\b|\bverktyget\b|driver tjänsten": "Prioritering",
    r"i spåret|opoängsatta": "under ”Underlag saknas”, utan poäng",
    r"telefonen (?:är )?slut": "urladdad",
    r"poängkälla": "varifrån poängen kommer",
    r"förvaltningsåtgärd": "projekt",
}


@pytest.mark.parametrize("before", _NOT_SAID)
def test_what_was_mended_is_not_written_again(gathered: list[Said], before: str) -> None:
    assert [said for said in gathered if re.search(before, said.text)] == []


def test_large_numbers_are_spaced_wherever_they_are_written(gathered: list[Said]) -> None:
    # A year, a port of the network, an address, what may be typed, and pages of a journal are written as they are.
    whole = re.compile(r"(?<![\d/:.\-–#])(?!19\d\d|20\d\d)\d{4,}(?![\d:.\-–])")
    passed = ("prioritering/commands/", "prioritering/web/server/", "prioritering/__main__.py")
    shown = [said for said in gathered if not said.file.startswith(passed) and whole.search(said.text)]
    typed = re.compile(r"skriv|läses som|Windows-1252|I tusental|\\u")
    assert [said for said in shown if not typed.search(said.text)] == []


def test_the_lines_that_hold_a_word_are_printed_under_their_file(capsys: pytest.CaptureFixture[str]) -> None:
    main(["styrgruppen vilka"])
    head, line = capsys.readouterr().out.strip().splitlines()
    assert head == "prioritering/web/pages/oversikt/om.html" and line.split("  ")[-1].startswith("Här avgör")

"""The components write and read numbers in the browser just as swedish.py does on the server."""

from __future__ import annotations

import pytest

from prioritering.swedish import all_decimals
from prioritering.web.components.component import asset
from tests.browser.harness import Visit

pytestmark = pytest.mark.browser

NUMBERS = (0, 7, 999, 1000, 2250.5, 1_234_567, 1_234_567.125, 0.1, -4, -1234.5, 100_000)
TYPED = {" 1 234,5 ": 1234.5, "1.5": 1.5, "-3": -3, "": None, "två": None, "1,2,3": None}


def test_a_number_is_written_and_read_the_same_in_the_browser_as_on_the_server(visit: Visit) -> None:
    page = visit.open("metod")
    script = f"(values) => {{ {asset('swedish.js')} return values.map((value) => numberWords(value)); }}"
    written = page.evaluate(script, list(NUMBERS))
    assert written == [all_decimals(value) for value in NUMBERS]
    assert page.evaluate(typed(), written) == list(NUMBERS)
    assert page.evaluate(typed(), list(TYPED)) == list(TYPED.values())


def typed() -> str:
    read = "const value = typedNumber(text); return Number.isNaN(value) ? null : value;"
    return f"(texts) => {{ {asset('swedish.js')} return texts.map((text) => {{ {read} }}); }}"

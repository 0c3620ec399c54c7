"""The link of a view on another device."""

from __future__ import annotations

from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
import segno

from prioritering.web.parts.qr import _DRAWN, _MASK, page_url, qr_image

SVG = "{http://www.w3.org/2000/svg}"


def drawing(url: str, quiet: int) -> ET.Element:
    kind, _, content = qr_image(url, quiet).partition(",")
    assert kind.startswith("data:image/svg+xml")
    return ET.fromstring(unquote(content))


def test_the_address_of_another_page_carries_the_view() -> None:
    url = page_url("http://10.1.2.3:8501/oversikt", "prioritera", {"plan": "ukfa-2022", "ram": "1 000"})
    assert url == "http://10.1.2.3:8501/prioritera?plan=ukfa-2022&ram=1+000"


def test_a_path_that_the_app_is_served_under_is_kept() -> None:
    assert page_url("https://kommun.example/prio/oversikt", "metod", {}) == "https://kommun.example/prio/metod"


@pytest.mark.parametrize("quiet", [2, 4])
def test_the_code_is_as_wide_as_its_squares_and_the_quiet_around_them(quiet: int) -> None:
    url = "http://10.1.2.3:8501/poangsatt?kod=ABC234"
    squares = segno.make(url, error="m", micro=False).symbol_size(border=quiet)[0]
    assert drawing(url, quiet).get("viewBox") == f"0 0 {4 * squares} {4 * squares}"


def test_the_code_is_black_on_white_whatever_the_theme() -> None:
    colours = {
        path.get(name) for path in drawing("http://10.1.2.3/", 4).iter(f"{SVG}path") for name in ("fill", "stroke")
    }
    assert colours - {None} == {"#000", "#fff"}


def test_an_address_cannot_become_markup() -> None:
    assert not set('<>"') & set(qr_image('http://10.1.2.3/"><script>alert(1)</script>'))


def test_a_code_for_the_room_has_the_pattern_that_reads_best_and_one_for_paper_is_drawn_at_once() -> None:
    url = "http://10.1.2.3:8501/poangsatt?kod=ABD235"
    best = segno.make(url, error="m", micro=False)
    assert best.mask != _MASK
    assert qr_image(url) == best.svg_data_uri(border=2, **_DRAWN)
    at_once = segno.make(url, error="m", micro=False, mask=_MASK)
    assert qr_image(url, near=True) == at_once.svg_data_uri(border=2, **_DRAWN)

"""The link of a view on another device."""

from __future__ import annotations

import pytest

from prioritering.web.parts.qr import page_url, qr_svg, reaches_others


def test_the_address_of_another_page_carries_the_view() -> None:
    url = page_url("http://10.1.2.3:8501/oversikt", "prioritera", {"plan": "ukfa-2022", "ram": "1 000"})
    assert url == "http://10.1.2.3:8501/prioritera?plan=ukfa-2022&ram=1+000"


def test_a_path_that_the_app_is_served_under_is_kept() -> None:
    assert page_url("https://kommun.example/prio/oversikt", "metod", {}) == "https://kommun.example/prio/metod"


@pytest.mark.parametrize("host", ["127.0.0.1:8501", "localhost", "127.9.9.9", "[::1]:8501"])
def test_an_address_of_this_machine_reaches_nobody_else(host: str) -> None:
    assert not reaches_others(f"http://{host}/oversikt")


@pytest.mark.parametrize("host", ["10.1.2.3:8501", "prioritering.kommun.example", "[fd00::1]"])
def test_an_address_in_the_net_does(host: str) -> None:
    assert reaches_others(f"http://{host}/oversikt")


def test_the_title_of_the_code_cannot_become_markup() -> None:
    assert "<script>" not in qr_svg("http://10.1.2.3/", "<script>alert(1)</script>")

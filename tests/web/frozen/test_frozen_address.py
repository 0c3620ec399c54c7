"""The address of what is frozen, as it comes back from a mail and as it stands on paper."""

from __future__ import annotations

import pytest

from prioritering.permissions import Role
from prioritering.usecases.frozen_links import FrozenLink
from prioritering.web.parts.qr import qr_drawing
from tests.web.devices import HOME
from tests.web.frozen.reader import browser, page, remembered


@pytest.mark.usefixtures("login")
def test_on_paper_a_link_says_its_own_address_and_draws_it_in_the_page(link: FrozenLink) -> None:
    html, address = page(link, Role.READER, ".")[1], f"{HOME}/fryst/{link.name}"
    assert f"Fryst länk: {address}</p>" in html
    # No picture is asked for.
    assert qr_drawing(address) in html
    assert "<img" not in html


def test_on_paper_a_link_that_only_this_machine_reaches_has_no_code_that_leads_a_phone_to_itself(
    link: FrozenLink,
) -> None:
    html = browser(base="http://127.0.0.1:8501", client="127.0.0.1").get(f"/fryst/{link.name}").text
    assert f"Fryst länk: http://127.0.0.1:8501/fryst/{link.name}</p>" in html
    assert "QR-kod" not in html


@pytest.mark.usefixtures("login")
@pytest.mark.parametrize("end", [".", "%3E", ",", ").", "%E2%80%A6", "%22", "%20"])
def test_a_link_opens_with_the_end_of_the_sentence_that_a_mail_has_taken_into_it(link: FrozenLink, end: str) -> None:
    assert page(link, Role.READER, end)[0] == 200
    led = browser().get(f"/fryst/{link.name}{end}?logga-in")
    assert remembered(led.headers["location"]) == f"/fryst/{link.name}"

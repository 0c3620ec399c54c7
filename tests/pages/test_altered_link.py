"""A copied link that is not the one that was copied says so on the page it opens, now as then."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

import pytest

from prioritering.store.connection import Store
from prioritering.usecases.copied_link import NOT_AS_COPIED
from prioritering.view.copied_link import CUT
from tests.pages.test_copied_link import FRAME, THEN, assume, link_of
from tests.pages.visit import Visit


def altered(link: str, **change: str) -> str:
    return urlencode({**dict(parse_qsl(link)), **change})


@pytest.mark.parametrize("page", ["prioritera", "robusthet", "projektor"])
def test_a_link_that_was_cut_in_a_mail_says_so_and_shows_now(database: Store, page: str) -> None:
    link = link_of(Visit("prioritera", FRAME))
    assume(database)
    visit = Visit(page, link.partition("&viktinfo")[0])
    assert CUT in visit.text
    assert THEN not in visit.text
    assert not {"kopierad", "da"} & set(visit.address)
    assert CUT not in visit.press("Stäng").text


def test_a_link_with_other_weights_than_were_copied_says_so_whether_anything_has_changed_or_not(
    database: Store,
) -> None:
    link = link_of(Visit("prioritera", FRAME))
    other = altered(link, vikter="effekttyp.90~omfattning.10~tidsperspektiv.0")
    now = Visit("prioritera", other)
    assert NOT_AS_COPIED in now.text
    assert THEN not in now.text
    assume(database)
    then = Visit("prioritera", other)
    assert NOT_AS_COPIED in then.text
    assert THEN in then.text
    assert NOT_AS_COPIED not in Visit("prioritera", link).text


def test_what_is_tried_as_then_gives_a_link_of_its_own_that_is_whole(database: Store) -> None:
    link = link_of(Visit("prioritera", FRAME))
    assume(database)
    then = Visit("prioritera", link)
    then.app.query_params["ram"] = "900"
    then.run()
    there = Visit("prioritera", urlencode(then.address))
    assert (there.address["ram"], THEN in there.text, NOT_AS_COPIED in there.text) == ("900", True, False)

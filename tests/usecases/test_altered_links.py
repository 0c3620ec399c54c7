"""A copied link that a mail has cut, or a hand has changed, is told of: what it shows is not what was copied."""

import pytest

from prioritering.store.connection import Store
from prioritering.usecases.copied_link import NOT_AS_COPIED, OpenedLink, copied_link, opened_link
from prioritering.view.copied_link import CUT, view_of_link
from prioritering.view.view import View
from tests.usecases.builders import filled

VIEW = View(source="median", weights=(("effekttyp", 30.0), ("omfattning", 45.0), ("tidsperspektiv", 25.0)))


def cut(link: dict[str, str], last: str) -> dict[str, str]:
    """What is left of a link that ends within the value of a parameter."""
    names = [*link]
    kept = {name: link[name] for name in names[: names.index(last)]}
    return {**kept, last: link[last][: len(link[last]) // 2]}


@pytest.mark.parametrize("last", ["kommun", "vikter", "regel", "del"])
def test_a_link_that_is_cut_anywhere_is_told_of_and_shows_now(store: Store, last: str) -> None:
    filled(store)
    _, copied, notices = view_of_link(cut(copied_link(store, VIEW), last))
    assert copied is None
    assert notices[-1] == CUT


@pytest.mark.parametrize("change", [{"vikter": "effekttyp.90"}, {"ram": "9999"}, {"regel": "hoppa"}, {"med": "S02"}])
def test_a_link_that_is_changed_by_hand_is_not_said_to_be_the_one_that_was_copied(
    store: Store, change: dict[str, str]
) -> None:
    filled(store)
    link = copied_link(store, VIEW)

    def found(said: dict[str, str]) -> OpenedLink:
        view, copied, _ = view_of_link(said)
        assert copied is not None
        return opened_link(store, view, copied)

    assert (found(link).altered, found(link).notice) == (False, "")
    changed = found({**link, **change})
    assert (changed.altered, changed.notice) == (True, NOT_AS_COPIED)
    # Links from before there was such a checksum are believed.
    assert not found({name: text for name, text in {**link, **change}.items() if name != "kopierad"}).altered


@pytest.mark.parametrize("frame", ["", "ingen", "3547", "9999.5"])
def test_the_frame_of_a_link_is_read_as_it_was_whoever_chose_it(store: Store, frame: str) -> None:
    filled(store)
    link = copied_link(store, VIEW.model_copy(update={"frame": frame}))
    view, copied, notices = view_of_link(link)
    assert copied is not None
    assert (view.frame, notices) == (frame, ())
    assert link["ram"] == (frame or "planens-3547")
    assert not opened_link(store, view, copied).altered

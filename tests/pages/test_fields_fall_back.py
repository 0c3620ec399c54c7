"""A field in a browser that has forgotten what was set shows what is computed with, and a lost drawing is made good."""

from __future__ import annotations

from typing import Any

import pytest

from prioritering.web.frame import address
from tests.pages.visit import Visit

pytestmark = pytest.mark.usefixtures("shared")
FOLDED = {
    "prioritera": ("Ordning, regel och filter", "Nivåernas värden – spelar avstånden någon roll?"),
    "robusthet": ("Ordning och regel", "Så räknades det"),
}
CHOSEN = (
    "vikter=effekttyp.50~omfattning.30~tidsperspektiv.20&ram=5000&regel=hoppa&ordning=per-krona&spann=hogst&steg=vaxande"
    "&okand_lagst=100&okand_hogst=900&viktvidd=70&dragningar=500&fro=7&del=portfolj&perspektiv=Brukare&klass=strategiskt"
)
# What no field offers, but an address may ask for.
BEYOND = "viktvidd=100&klass=önskvärt&varden=effekttyp.0-50-5000"


def fields(visit: Visit) -> dict[str, tuple[list[Any], list[Any]]]:
    """Every field of the view by its key: what a browser without a memory of it shows, and what is computed with."""
    app = visit.app
    found: dict[str | None, tuple[list[Any], list[Any]]] = {}
    for item in (*app.slider, *app.number_input, *app.radio, *app.selectbox, *app.text_input, *app.toggle):
        choices = getattr(item, "options", None) if item.type in ("radio", "selectbox") else None
        if choices == []:
            # A list with nothing to choose from is shut.
            continue
        default = item.proto.default
        shown = list(default) if item.type == "slider" else [default]
        value = [item.index] if choices is not None else [item.value]
        found[item.key] = shown, value
    for item in app.button_group:
        found[item.key] = list(item.proto.default), list(item.indices)
    # What has no key is not of the view.
    return {key: both for key, both in found.items() if key}


@pytest.mark.parametrize("page", ["prioritera", "robusthet"])
@pytest.mark.parametrize("asked", ["", CHOSEN, BEYOND])
def test_what_a_field_falls_back_to_in_a_browser_is_what_is_computed_with(page: str, asked: str) -> None:
    visit = Visit(page, asked)
    for label in FOLDED[page]:
        visit.open(label)
    # Once more, so that nothing is set anew.
    visit.run()
    assert visit.faults == []
    found = fields(visit)
    assert {"ramval", "viktinfo" if page == "robusthet" else "ordning"} <= set(found)
    assert {key: both for key, both in found.items() if both[0] != both[1]} == {}


def test_what_was_set_a_moment_ago_is_set_again_but_never_over_what_the_user_has_chosen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(address, "SET_AGAIN_SECONDS", 1e9)
    visit = Visit("robusthet")
    # A run that takes the place of the last one's drawing, which has then reached nobody.
    visit.run()
    assert is_set(visit, "viktvidd")
    visit.set("Högst så långt, i procentenheter", 20).run()
    assert visit.address["viktvidd"] == "20"
    assert not is_set(visit, "viktvidd")
    assert is_set(visit, "okand_hogst")


def test_what_has_long_been_shown_is_left_alone_while_somebody_types(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(address, "SET_AGAIN_SECONDS", 0.0)
    visit = Visit("robusthet")
    visit.run()
    assert not is_set(visit, "viktvidd")
    assert not is_set(visit, "okand_hogst")


def is_set(visit: Visit, key: str) -> bool:
    """Whether the browser was told to show a value in this run, whatever it showed."""
    return bool(next(item for item in (*visit.app.slider, *visit.app.text_input) if item.key == key).proto.set_value)


# Each choice by buttons of the view: the page, the address where there is one, and what it is called.
BUTTONS = [
    ("robusthet", "dragningar=200", "Visa"),
    ("robusthet", "dragningar=200&del=regler", "Visa"),
    ("robusthet", "dragningar=200&del=regler", "Fördjupning"),
    ("robusthet", "dragningar=200&del=kanslighet", "Vikt"),
    ("robusthet", "dragningar=200&poang=median", "Poäng från"),
    ("prioritera", "poang=median", "Poäng från"),
]


@pytest.mark.parametrize(("page", "asked", "label"), BUTTONS)
def test_a_choice_that_a_browser_says_is_emptied_stays_as_it_was(page: str, asked: str, label: str) -> None:
    visit = Visit(page, asked)
    before = visit.address
    emptied(visit, label)
    assert visit.faults == []
    assert visit.address == before
    assert visit.widget(label).indices


def emptied(visit: Visit, label: str) -> None:
    """Let a browser say that none of the buttons is chosen, which it does not let anybody choose."""
    states = visit.app._tree.get_widget_states()
    mine = visit.widget(label).proto.id
    for state in states.widgets:
        if state.id == mine:
            state.string_array_value.data[:] = []
            state.string_array_value.SetInParent()
    visit.app._run(states)
    visit.run()

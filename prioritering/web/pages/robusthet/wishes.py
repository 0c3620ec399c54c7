"""Demands on the best portfolio, made with lists and figures and kept in the address."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from prioritering.analysis.wishes import PEOPLE, groups, words
from prioritering.errors import BadArgument
from prioritering.money.amounts import in_tkr
from prioritering.money.line_rule import Lock
from prioritering.plan.object_plan import Tier
from prioritering.swedish import as_sentence, sort_key
from prioritering.typed_numbers import check_one_reading, plain, typed_figure
from prioritering.view.picture import Picture
from prioritering.view.typed_sum import parse_kronor
from prioritering.web.frame import address
from prioritering.web.frame.as_written import escape, in_list
from prioritering.web.parts.counted_fold import counted_fold
from prioritering.web.parts.undo_view import Spot, draw_view_undo

KINDS_OF_WISH = {
    "kraver": "Ett projekt kräver ett annat",
    "hogst": "Antingen–eller",
    "andel": "Minst en andel till en grupp",
    "tak": "En ram för en grupp",
    "del": "Ett projekt kan göras i mindre etapp",
    PEOPLE: "Personer: en ram i årsarbeten",
}
# More than a municipality has; it is only to be a number.
MOST_PERSON_YEARS = 1_000_000
_OF = {"kostnad": "kostnaden", "poang": "poängen", "antal": "antalet projekt"}


def draw_wishes(picture: Picture, used: tuple[str, ...]) -> None:
    """Draw the demands in force, each removable, and the form that adds one."""
    names = {item.id: item.name for item in picture.board.candidates}
    must = [
        item.id for item, lock in zip(picture.board.candidates, picture.board.lock, strict=True) if lock == Lock.MUST
    ]
    title = f"Krav på portföljen ({len(used)})"
    box = counted_fold(title, "krav_pa_portfoljen", unfolded=bool(used))
    # The lists are made only when they are open: a large plan has long ones.
    if not box.open:
        return
    with box:
        for number, wish in enumerate(used):
            text, button = st.columns([0.82, 0.18], vertical_alignment="center")
            text.write(escape(words(wish, names, must, picture.plan.own_tiers)))
            label = f"Ta bort krav {number + 1}"
            button.button("Ta bort", key=f"krav-bort-{number}", help=label, on_click=_removed, args=(used, wish))
        kind = st.selectbox("Nytt krav", list(KINDS_OF_WISH), format_func=KINDS_OF_WISH.__getitem__, key="krav_slag")
        new = _form(picture, str(kind), names)
        st.button("Lägg till kravet", disabled=new is None, on_click=_added, args=(used, new))
        draw_view_undo(picture, Spot.WISHES)
        st.caption(
            "”Måste med” och ”inte nu” sätts på Prioritera. Ramar i annat än kronor och årsarbeten ges i en fil på "
            "kommandoraden: python -m prioritering portfolj --krav FIL."
        )


def _removed(used: tuple[str, ...], wish: str) -> None:
    address.change(wishes=tuple(other for other in used if other != wish))


def _added(used: tuple[str, ...], wish: str | None) -> None:
    if wish is not None:
        address.change(wishes=tuple(dict.fromkeys((*used, wish))))


def _form(picture: Picture, kind: str, names: dict[str, str]) -> str | None:
    """Draw the fields of one kind of demand; returns it as text, None while something is missing."""
    ids = sorted(names, key=lambda key: sort_key(names[key]))
    if kind == "kraver":
        one = st.selectbox("Projektet", ids, format_func=in_list(names), key="krav_ett")
        others = st.multiselect("kräver", [key for key in ids if key != one], format_func=in_list(names), key="krav_av")
        return ":".join(("kraver", str(one), *others)) if one and others else None
    if kind == "hogst":
        chosen = st.multiselect("Högst ett av", ids, format_func=in_list(names), key="krav_av_dem")
        return ":".join(("hogst", "1", *chosen)) if len(chosen) > 1 else None
    if kind == "del":
        one = st.selectbox("Projektet", ids, format_func=in_list(names), key="krav_etapp")
        cost = _typed("Etappens kostnad, tkr", "krav_etapp_tkr", _tkr)
        share = st.slider("Andel av poängen, %", 1, 100, 50, key="krav_etapp_andel")
        return f"del:{one}:{plain(cost)}:{share}" if one and cost is not None else None
    if kind == PEOPLE:
        return _people(ids, names)
    found = sorted(groups(item.counted for item in picture.board.candidates), key=sort_key)
    called = {name: picture.plan.tier_name(Tier(name)) if name in tuple(Tier) else name for name in found}
    group = st.selectbox(
        "Perspektiv eller klass", found, format_func=in_list(called), key="krav_grupp", placeholder="Inget"
    )
    if group is None:
        return None
    if kind == "tak":
        most = _typed("Gruppens ram, tkr", "krav_tak", _tkr)
        return None if most is None else f"tak:{plain(most)}:{group}"
    share = st.slider("Minst, %", 0, 100, 30, key="krav_andel")
    of = st.selectbox("av", list(_OF), format_func=_OF.__getitem__, key="krav_av_vad")
    return f"andel:{share}:{of}:{group}"


def _typed(label: str, key: str, read: Callable[[str], float]) -> float | None:
    """Draw a field for a figure with a decimal comma or point; None while it is empty or not read, which it then says.

    The browser's own field for numbers drops a comma that its language does not use: 3,5 would become 35.
    """
    text = st.text_input(escape(label), key=key).strip()
    if not text:
        return None
    try:
        return read(text)
    except BadArgument as error:
        st.warning(escape(as_sentence(str(error))))
        return None


def _tkr(text: str) -> float:
    return float(in_tkr(parse_kronor(text)))


def _person_years(text: str) -> float:
    found = typed_figure(text, "ett antal årsarbeten; skriv till exempel 3,5", high=MOST_PERSON_YEARS)
    check_one_reading(text, found, MOST_PERSON_YEARS)
    return found


def _people(ids: list[str], names: dict[str, str]) -> str | None:
    """Draw the second frame: how many person-years there are, and what each project with a known need takes."""
    highest = _typed("Årsarbeten som finns", "krav_arsarbeten", _person_years)
    chosen = st.multiselect("Projekt vars behov är känt", ids, format_func=in_list(names), key="krav_behover")
    needs = [_typed(f"{names[key]}, årsarbeten", f"krav_behov_{key}", _person_years) for key in chosen]
    st.caption("Projekt utan angivet behov är okända och utelämnas ur den bästa portföljen.")
    if highest is None or not needs or None in needs:
        return None
    stated = (f"{key}={plain(need)}" for key, need in zip(chosen, needs, strict=True) if need is not None)
    return ":".join((PEOPLE, plain(highest), *stated))

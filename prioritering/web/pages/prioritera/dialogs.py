"""The dialogs that lay something beside the plan: locks, assumptions, added projects, the group's own criteria."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial

import streamlit as st
from pydantic import ValidationError

from prioritering import swedish
from prioritering.criteria.gate import GateCriterion, Verdict
from prioritering.criteria.model import MOST_IN_UNIT, Criterion, Level, NumberScale, WordedScale
from prioritering.errors import BadArgument
from prioritering.plan.object_plan import Mark, Tier
from prioritering.scoring.effective import Candidate
from prioritering.text_length import check_length
from prioritering.typed_numbers import check_one_reading, typed_figure
from prioritering.usecases import change_plan
from prioritering.usecases.change_plan import Signature
from prioritering.usecases.same_project import take_back_entry
from prioritering.view.picture import Picture
from prioritering.view.typed_sum import kronor_question, parse_kronor, range_question
from prioritering.view.value_words import range_words
from prioritering.web.frame.as_written import escape, in_list, option
from prioritering.web.frame.still_in import dialog
from prioritering.web.parts.signing import save_and_close, sign
from prioritering.web.parts.undo import beside_of

# No id of a criterion: a star cannot be in one.
_TIER = "*klass"


def ask(what: str, target: object = "") -> None:
    """Ask for a dialog in this run; for callbacks of buttons."""
    st.session_state["dialog"] = (what, target)


def find(picture: Picture, project_id: str) -> Candidate | None:
    """Return a project of the picture by id, scored or not."""
    return next((item for item in picture.everything if item.id == project_id), None)


@dialog("Anta kostnad eller nivå")
def assume_dialog(picture: Picture, item: Candidate) -> None:
    """Assume a cost, a class or a level; it is kept beside the plan's own value and marked everywhere."""
    st.markdown("**Projekt:** " + escape(item.name))
    st.caption("Antagandet sparas bredvid planens värde och märks överallt. Planen ändras inte.")
    names = {"": "Kostnad", _TIER: "Klass"} | picture.model.names
    what = st.selectbox("Vad antas?", list(names), format_func=in_list(names))
    if what == _TIER:
        _assume_tier(picture, item)
        return
    gate = next((gate for gate in picture.model.gates if gate.id == what), None)
    if gate is not None:
        _assume_verdict(picture, item, gate)
        return
    if what:
        answer = _level_inputs(picture.model.criterion(what), item.mark(what))
        by = sign()
        if st.button("Spara", type="primary"):
            save_and_close(
                lambda: change_plan.assume_level(beside_of(picture), picture.model.criterion(what), item.id, answer, by)
            )
        return
    low = st.text_input("Lägst, tkr", placeholder="till exempel 800")
    high = st.text_input("Högst, tkr (lämna tomt för ett enda värde)")
    asked = kronor_question(picture, item.id, low, high)
    for sentence in asked:
        st.warning(escape(sentence))
    # What is asked first comes with the press that would save it.
    sure = not asked or st.checkbox("Beloppet är i tkr", key="belopp_i_tkr")
    by = sign()
    # Secrecy until a procurement is decided (OSL 2009:400, 19 kap. 3 §): what is kept here is seen by all who may
    # read the plan, and is never erased.
    st.caption("Skriv inte in uppgifter som omfattas av upphandlingssekretess.")
    if st.button("Spara", type="primary") and sure:
        save_and_close(lambda: _write_cost(picture, item.id, (low, high), by))


def _assume_tier(picture: Picture, item: Candidate) -> None:
    # It begins where the project is, so that nothing else is assumed by pressing only Spara.
    now = list(Tier).index(item.tier) if item.tier else len(Tier) - 1
    tier = st.selectbox("Klass (var beslutet fattas)", list(Tier), now, _tier_title(picture))
    by = sign()
    if st.button("Spara", type="primary"):
        save_and_close(lambda: change_plan.assume_tier(beside_of(picture), item.id, tier, by))


def _assume_verdict(picture: Picture, item: Candidate, gate: GateCriterion) -> None:
    if gate.description:
        st.caption(escape(gate.description))
    said = st.radio("Är kravet uppfyllt?", list(Verdict), index=len(Verdict) - 1, horizontal=True, key="krav_svar")
    by = sign()
    if st.button("Spara", type="primary"):
        save_and_close(
            lambda: change_plan.assume_verdict(beside_of(picture), gate, item.id, said or Verdict.NOT_TRIED, by)
        )


def _level_inputs(criterion: Criterion, now: Mark) -> tuple[str | float, str | float]:
    # They begin at what is counted with now: what nobody has said is not to be kept by pressing only Spara.
    scale = criterion.scale
    if isinstance(scale, NumberScale):
        span = (float(now.low), float(now.high)) if now.known and now.high is not None and now.low is not None else None
        low, high = st.slider("Från och till", scale.lowest, scale.highest, span or (scale.lowest, scale.highest))
        better = " Lägre är bättre." if scale.lower_is_better else ""
        said = range_words(low, high, scale.measure)
        st.caption(escape(f"Antas: {said}. Skalan går från {scale.range_words}.{better}"))
        return low, high
    levels = [level.name for level in scale.levels]
    lowest, highest = (levels.index(str(level)) if level in levels else None for level in (now.low, now.high))
    first = st.selectbox("Lägst", levels, lowest, option, placeholder="Välj nivå")
    last = st.selectbox("Högst", levels, highest, option, placeholder="Välj nivå")
    return first or "", last or ""


def _write_cost(picture: Picture, project_id: str, texts: tuple[str, str], by: Signature) -> None:
    low = parse_kronor(texts[0])
    high = parse_kronor(texts[1]) if texts[1].strip() else low
    change_plan.assume_cost(beside_of(picture), project_id, (low, high), by)


def _tier_title(picture: Picture) -> Callable[[Tier], str]:
    return lambda tier: option(picture.plan.tier_title(tier))


@dialog("Sätt ett spann för alla okända kostnader")
def unknown_costs_dialog(picture: Picture) -> None:
    """Say what every unknown cost may be; it counts on all pages until a project gets an assumption of its own."""
    unpriced = [item.name for item in picture.board.candidates if item.unpriced]
    # Many long names would push what is to be filled in off a small screen.
    names = swedish.first_few(unpriced, 3, "projekt till", shown=2)
    now = picture.changes.unknown_costs
    counts = "".join(f" Gruppens spann är nu {swedish.tkr_range(common.low, common.high)}." for common in now)
    told = f"Spannet gäller {names}, på alla sidor. Ett antagande för ett enskilt projekt går före.{counts}"
    st.caption(escape(told))
    low = st.text_input("Lägst, tkr", placeholder="till exempel 100", key="spann_lagst")
    high = st.text_input("Högst, tkr", placeholder="till exempel 900", key="spann_hogst")
    asked = range_question(picture, low, high)
    if asked:
        st.warning(escape(asked))
    sure = not asked or st.checkbox("Beloppen är i tkr", key="spann_i_tkr")
    by = sign()
    # Individual figures of a procurement that is being prepared do not belong in an open view; the common range does.
    st.caption("Projekt med pågående upphandling ska stå kvar i det gemensamma spannet, inte få en egen siffra.")
    if st.button("Spara", type="primary") and sure:
        save_and_close(
            lambda: change_plan.assume_unknown_costs(beside_of(picture), (parse_kronor(low), parse_kronor(high)), by)
        )


@dialog("Ordna de lika projekten")
def tie_dialog(picture: Picture, tied: tuple[str, ...]) -> None:
    """Put tied projects in order; it holds only while they are tied, and is no lock."""
    names = {item.id: item.name for item in picture.everything if item.id in tied}
    st.caption(
        "De delar plats, och ramen räcker inte till alla. Välj alla i den ordning de ska gå. Ordningen gäller bara "
        "så länge just de är lika; den är inget lås."
    )
    # No way to take them all at once: the order would be the plan's rows, which nobody has chosen.
    chosen = st.multiselect(
        "I den här ordningen", list(names), format_func=in_list(names), key="lika_ordning", select_all=False
    )
    by = sign("Varför den ordningen?")
    if st.button("Spara", type="primary"):
        save_and_close(lambda: change_plan.order_tie(beside_of(picture), tied, chosen, by))


@dialog("Lägg till projekt")
def add_project_dialog(picture: Picture) -> None:
    """Add a need that came up during the year, in any class."""
    name = st.text_input("Projektets namn")
    tier = st.selectbox("Klass (var beslutet fattas)", list(Tier), 2, _tier_title(picture))
    by = sign("Varför kommer det upp nu?")
    st.caption("Kostnad och nivåer ges sedan som antaganden. Utan nivåer står projektet under ”Underlag saknas”.")
    if st.button("Lägg till", type="primary"):
        save_and_close(lambda: change_plan.add_project(beside_of(picture), name.strip(), tier, by))


@dialog("Lägg till kriterium")
def add_criterion_dialog(picture: Picture) -> None:
    """Add one of the group's own criteria; it is shown as not coming from the plan."""
    st.caption(
        "Gruppens kriterium märks överallt som ”gruppens, inte planens”. "
        "Till exempel målkoppling, angelägenhet eller genomförbarhet."
    )
    name = st.text_input("Namn")
    kind = st.radio("Skala", ("Nivåer i ord", "Tal"), horizontal=True)
    if kind == "Tal":
        # Texts, since the browser's own field for numbers drops a comma that its language does not use.
        ends = st.text_input("Lägsta", "0"), st.text_input("Högsta", "10")
        unit = st.text_input("Enhet (frivilligt)", placeholder="till exempel kr/år")
        lower = st.checkbox("Lägre är bättre")
        made: Callable[[], WordedScale | NumberScale] = partial(_number_scale, ends, unit.strip(), lower)
    else:
        levels = st.text_area("Nivåer, lägsta först, en per rad", "Ingen\nLåg\nMedel\nHög", height=130)
        made = partial(_worded_scale, levels)
    by = sign()
    if st.button("Lägg till", type="primary"):
        save_and_close(
            lambda: change_plan.add_criterion(beside_of(picture), name.strip(), _sound(made), picture.model, by)
        )


def _worded_scale(text: str) -> WordedScale:
    names = [line.strip() for line in text.splitlines() if line.strip()]
    step = 100 / max(1, len(names) - 1)
    return WordedScale(levels=tuple(Level(name=name, value=round(step * i, 1)) for i, name in enumerate(names)))


def _number_scale(ends: tuple[str, str], unit: str, lower_is_better: bool) -> NumberScale:
    check_length("Enheten", unit, MOST_IN_UNIT)
    low, high = (typed_figure(text, "ett tal; skriv till exempel 2,5", -math.inf) for text in ends)
    for text, value in zip(ends, (low, high), strict=True):
        check_one_reading(text, value, math.inf)
    return NumberScale(lowest=low, highest=high, measure=unit, lower_is_better=lower_is_better)


def _sound(made: Callable[[], WordedScale | NumberScale]) -> WordedScale | NumberScale:
    try:
        return made()
    except ValidationError as error:
        raise BadArgument(
            "Skalan behöver minst två olika nivåer, eller ett lägsta som är mindre än det högsta."
        ) from error


def withdraw_dialog(picture: Picture, word: str, about: tuple[str, tuple[str, str], str]) -> None:
    """Open the dialog that takes a change back, by the word of the button that was pressed."""
    dialog(word)(_withdraw)(picture, word, about)


def _withdraw(picture: Picture, word: str, about: tuple[str, tuple[str, str], str]) -> None:
    """Take a change back; it stays in the history."""
    kind, target, label = about
    st.write(escape(label))
    by = sign()
    if st.button(word, type="primary", key="dialog_bort"):
        save_and_close(lambda: take_back_entry(beside_of(picture), kind, target, by))


@dialog("Behåll")
def keep_dialog(picture: Picture, kind: str, target: tuple[str, str], label: str) -> None:
    """Say that an entry still holds, though the plan has changed; it is a new entry."""
    st.write(escape(label))
    by = sign("Varför gäller det fortfarande?")
    if st.button("Behåll", type="primary", key="dialog_behall"):
        save_and_close(lambda: change_plan.keep_on(beside_of(picture), kind, target, by))

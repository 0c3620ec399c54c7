"""Remarks: what in a plan does not add up, is missing or can be read in two ways, in plain neutral Swedish.

A remark comes from the plan's own list of observations, from a data check that returned rows, or from both: an
observation that names a check is shown only as long as the check still finds something.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from prioritering.immutable import Immutable
from prioritering.plan.object_plan import Place
from prioritering.plan.project_facts import fact_heading
from prioritering.swedish import money, tkr

_KRONOR = re.compile(r"(t?)kr:(-?\d+)")
_WORDING = {
    "aktivitet_ej_markt": ("Aktiviteter som inte är märkta som prioriterade", "aktiviteter"),
    "andel_mot_nyckel": ("Andelar av budgeten som inte är fördelningsnyckelns", "nycklar"),
    "arsarbeten_mot_budget": ("Årsarbeten och budget som inte följs åt", "arsarbeten"),
    "arsarbeten_summerar_inte": ("Summor av årsarbeten som skiljer sig från cellerna", "arsarbeten"),
    "avvikelse_utan_orsak": ("Avvikelser utan egen orsak", "avvikelser"),
    "belopp_flertydigt": ("Belopp som kan läsas på två sätt", "kostnad"),
    "belopp_i_ord": ("Kostnader i ord i stället för ett belopp", "kostnad"),
    "belopp_i_kronor": ("Belopp som kan stå i kronor i en kolumn för tkr", "kostnad"),
    "budget_mot_prognos": ("Budgeten skiljer sig från prognosen", "budget"),
    "budget_summerar_inte": ("Summor i budgeten som skiljer sig från cellerna", "budget"),
    "budget_tom": ("Budgetbelopp som planen inte redovisar", "budget"),
    "definition_saknas": ("Ord som används utan förklaring", "projekt"),
    "delar_mot_total": ("Delar som inte blir den angivna totalen", "drift"),
    "flera_skrivningar": ("Samma sak skriven på flera sätt", "dokument"),
    "forum_ej_faststallt": ("Forum som inte är fastställda", "forum"),
    "klass_utan_projekt": ("Klass utan projekt", "projekt"),
    "koppling_till_okant": ("Kopplingar till något som inte finns i planen", "mal"),
    "kostnad_mot_vu": ("Kända kostnader som är större än vidareutvecklingens budget", "kostnad"),
    "kostnad_per_ar": ("Kostnader per år som inte blir projektets kostnad", "kostnad"),
    "kostnad_okand": ("Projekt med frågetecken som kostnad", "kostnad"),
    "mal_utan_projekt": ("Mål utan strategiskt projekt", "mal"),
    "namn_skiljer": ("Namn som skiljer mellan tabell och text", "projekt"),
    "niva_spann": ("Nivåer angivna som spann", "projekt"),
    "niva_tom": ("Projekt där en nivå saknas", "projekt"),
    "osaker_lasning": ("Celler som kan läsas på flera sätt", "mal"),
    "overlapp_finns": ("Projekt och mål som kan gälla samma behov", "projekt"),
    "paverkan_saknas": ("Styrande dokument utan angiven påverkan", "styrande"),
    "perspektiv_flera": ("Projekt med flera huvudsakliga perspektiv", "projekt"),
    "projekt_utan_mal": ("Strategiska projekt utan uttalad målkoppling", "mal"),
    "styrning_utan_vu": ("Vidareutveckling utan pengar och årsarbeten", "budget"),
    "tal_saknas": ("Tal som nämns men inte anges", "projekt"),
    "tal_skrivs_olika": ("Belopp som planen skriver på ett annat sätt", "kostnad"),
    "underlag_saknas": ("Projekt utan kostnad och nivåer", "projekt"),
}


# What these ask is answered by a cost that the group assumes, so their rows change without a new version.
MAYBE_KRONOR = "belopp_i_kronor"
QUESTIONS = ("belopp_flertydigt", "belopp_i_ord", MAYBE_KRONOR)
_HANDLING = {
    "belopp_flertydigt": "Räknas som okänt tills gruppen antar ett värde, eller planen skriver 1500 eller 1,5.",
    "belopp_i_ord": "Räknas som okänt tills gruppen antar en kostnad, eller planen anger ett belopp eller spann.",
    "belopp_i_kronor": "Räknas som det står, tills gruppen antar en kostnad eller planen skriver enheten, som 900 tkr.",
}
_AS_IT_STANDS = "Visas som det står i planen."
NO_NAMES: Mapping[str, str] = MappingProxyType({})


class CheckRow(Immutable):
    """One offending row of a data check; `kr:123` in `detail` is an amount in kronor still to be written out.

    `tkr:123` is one too, and is written in tkr whatever it is, as the costs of projects are everywhere. `column_name`
    is what a further column that it is about is known by, or the id of a criterion; else empty.
    """

    subject: str
    detail: str
    column_name: str = ""
    line: int | None = None
    line_to: int | None = None

    def told(self, criteria: Mapping[str, str]) -> str:
        """Return the row as text, its column as it is called where it is shown; `criteria` are the criteria's names."""
        column = self.column_name and (criteria.get(self.column_name) or fact_heading(self.column_name))
        about = f"{self.subject}, {column}" if column and self.words else self.subject
        return f"{about}: {self.words or column}"

    @property
    def words(self) -> str:
        """What is said of the subject, with amounts in Swedish form."""
        return _KRONOR.sub(_amount, self.detail)


class Observation(Immutable):
    """One documented contradiction; `concerns` names the part of the page it touches, empty when none."""

    id: str
    title: str
    text: str
    concerns: str
    handling: str
    check: str
    lines: tuple[tuple[int, int], ...]


class Remark(Immutable):
    """Something worth knowing about a plan; `shown` is False when it touches no figure that is shown."""

    id: str
    title: str
    text: str
    concerns: str
    handling: str
    places: tuple[Place, ...]
    rows: tuple[str, ...] = ()

    @property
    def shown(self) -> bool:
        """True when the remark touches something on the page."""
        return bool(self.concerns)


def remarks(
    observations: Iterable[Observation],
    checks: Mapping[str, tuple[CheckRow, ...]],
    document: str,
    notices: tuple[str, ...] = (),
    criteria: Mapping[str, str] = NO_NAMES,
) -> tuple[Remark, ...]:
    """Return a plan's remarks: its observations in order, then what the checks found beyond them, and the notices.

    `checks` holds the offending rows by the check's name; a check without rows found nothing. `notices` are what was
    said when the plan's files were read, `criteria` the names of the criteria by id.
    """
    listed = tuple(observations)
    told = {name: tuple(row.told(criteria) for row in rows) for name, rows in checks.items()}
    named = {item.check for item in listed}
    shown = (item for item in listed if not item.check or checks.get(item.check))
    found = [_observed(item, told.get(item.check, ()), document) for item in shown]
    beyond = {name: rows for name, rows in checks.items() if rows and name not in named}
    found += [_computed(name, rows, told[name], document) for name, rows in beyond.items()]
    return (*found, *((_of_reading(notices),) if notices else ()))


def _observed(item: Observation, told: tuple[str, ...], document: str) -> Remark:
    return Remark(
        id=item.id,
        title=item.title,
        text=item.text,
        concerns=item.concerns,
        handling=item.handling,
        places=tuple(Place(document=document, line=first, line_to=last) for first, last in item.lines),
        rows=told,
    )


def _of_reading(notices: tuple[str, ...]) -> Remark:
    return Remark(
        id="inlasning",
        title="Så lästes filerna",
        text="",
        concerns="projekt",
        handling="Det som inte används sparas med planen.",
        places=(),
        rows=notices,
    )


def _computed(name: str, rows: tuple[CheckRow, ...], told: tuple[str, ...], document: str) -> Remark:
    title, concerns = _WORDING[name]
    places = {(row.line, row.line_to or row.line): None for row in rows if row.line}
    return Remark(
        id=name,
        title=title,
        text="",
        concerns=concerns,
        handling=_HANDLING.get(name, _AS_IT_STANDS),
        places=tuple(Place(document=document, line=first, line_to=last) for first, last in places),
        rows=told,
    )


def _amount(match: re.Match[str]) -> str:
    return (tkr if match[1] else money)(int(match[2]))

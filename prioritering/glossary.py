"""The words of the domain: Swedish on the screen and in files, English in the code. README's table equals this one."""

from __future__ import annotations

from typing import NamedTuple


class Term(NamedTuple):
    """One word of the domain, its name in the code, and what it means here."""

    swedish: str
    code: str
    meaning: str


GLOSSARY: tuple[Term, ...] = (
    Term("förvaltningsobjekt", "governance_object", "De system och arbetssätt som styrs tillsammans."),
    Term("objektplan", "object_plan", "Årets plan för ett förvaltningsobjekt: projekt, mål, budget och roller."),
    Term("styrgrupp", "steering_group", "De som prioriterar mellan planens projekt."),
    Term("medlem", "member", "Den som svarar i ett möte, under sin roll."),
    Term("runda", "round", "Del av ett möte: alla svarar var för sig, sedan visas svaren."),
    Term("läge", "stage", "Hur långt ett möte har kommit: mötet, en runda eller en medlem. Aldrig om ett projekt."),
    Term("nämnd", "committee", "Politiskt organ; beslutar om det som planen kallar strategiskt."),
    Term("nämndmål", "committee_goal", "Mål som nämnden har satt och som projekt kan bidra till."),
    Term("kostnadsbärare", "cost_bearer", "Den som betalar en del av budgeten."),
    Term("fördelningsnyckel", "allocation_key", "Hur en kostnad delas mellan kostnadsbärarna."),
    Term("ram", "frame", "Pengarna som rangordningen prövas mot. Gruppen väljer den."),
    Term("Ram (om ett projekt)", "inside", "Om ramen räcker: Ryms, Oklart, Ryms inte, Med (låst), Inte nu (låst)."),
    Term("Säkerhet", "standing", "Hur ofta det ryms när allt osäkert varierar: säkert, gråzon eller utanför."),
    Term("vidmakthållande (VM)", "maintenance", "Att hålla det som finns i drift."),
    Term("vidareutveckling (VU)", "enhancement", "Att förbättra det som finns."),
    Term("nyutveckling", "new_development", "Att ta fram något som inte fanns."),
    Term("huvudaktivitet", "main_activity", "Planens indelning av arbetet."),
    Term("klass", "tier", "Var beslutet fattas, inte hur viktigt projektet är."),
    Term("strategiskt", "strategic", "Klass: styrgruppen lämnar förslag till nämnd."),
    Term("prioriterat", "prioritised", "Klass: projekt som planen kallar prioriterade."),
    Term("önskvärt", "desirable", "Klass: styrgruppen beslutar själv."),
    Term("effekttyp", "effect_type", "Vilket slags effekt ett projekt ger: tidsbesparande, kvalitetshöjande."),
    Term("effektomfattning", "effect_scope", "Hur stor del av förvaltningen som påverkas, och hur mycket."),
    Term("tidsperspektiv", "benefit_horizon", "Hur snart effekten hämtas hem."),
    Term("perspektiv", "perspective", "Vem effekten gäller, till exempel brukare. Filtrerar, poängsätts aldrig."),
    Term("effekthemtagning", "benefit_realisation", "Att se till att effekten verkligen kommer."),
    Term("prognos", "forecast", "Vad det väntas bli."),
    Term("utfall", "actual", "Vad det blev."),
    Term("årsarbete", "fte", "En heltid under ett år."),
    Term("styrande dokument", "governing_document", "Dokument som planen bygger på."),
    Term("protokoll", "minutes", "Vad mötet beslutade, paragraf för paragraf."),
    Term("justering", "approval", "När protokollet har godkänts."),
    Term("återremiss", "remit_back", "Ärendet skickas tillbaka för mer underlag."),
    Term("bordläggning", "defer", "Ärendet tas upp vid ett senare möte."),
    Term("diarienummer", "registry_no", "Ärendets nummer i diariet."),
)


def glossary_table() -> str:
    """Return the glossary as the table that stands in README."""
    rows = [f"| {term.swedish} | `{term.code}` | {term.meaning} |" for term in GLOSSARY]
    return "\n".join(["| svenska | i koden | betydelse |", "| --- | --- | --- |", *rows])

"""What is asked of levels that a meeting agreed on, where the plan has come to say something else of the same."""

from __future__ import annotations


def value_question(said: str, kept: str, same: bool) -> str:
    """Return what is asked of an agreed level, `kept`, where the plan has given a value: `said` is that as a sentence.

    `same` says that the two are one.
    """
    until = "Tills ni har svarat räknas den överenskomna nivån där mötets svar räknas; planens värde står bredvid."
    if same:
        return f"{said}, som mötet har enats om. Behåll den överenskomna nivån eller släpp? {until}"
    return f"{said}. Behåll det ni enades om, {kept}, eller släpp? {until}"


def value_questions(names: str) -> str:
    """Return the same of many projects, by name, as one sentence."""
    return (
        f"Planen anger nu värden där ett möte har enats om nivån för {names}. Behåll eller släpp var och en av de "
        "överenskomna nivåerna? Tills ni har svarat räknas de där mötets svar räknas; planens värden står bredvid."
    )


def points_question(said: str, names: str) -> str:
    """Return what is asked of agreed levels that give other points than they did: `said` is of which criteria."""
    asked = "Gäller det ni enades om fortfarande? Tills ni har svarat räknas det inte."
    return f"{said} än när mötet enades om nivån för {names}. {asked}"

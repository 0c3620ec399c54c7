"""Översikt calls what is missing by what the plan has in its stead: a blank is no dash and no question mark."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from prioritering.plan.reader import read_plan
from prioritering.scoring.gaps import gaps
from prioritering.web.pages.oversikt.gaps_panel import gap_list


def test_each_way_to_leave_a_level_out_has_a_line_of_its_own(write_plan: Callable[..., Path]) -> None:
    levels = ("", "?", "?", "–", "–", "–", "får inte visas")
    rows = (f"A{n},Projekt {n},strategiskt,100,En effekt,{level},Kort\n" for n, level in enumerate(levels))
    folder = read_plan(write_plan("".join(rows)))
    said = [(gap.count, gap.noun, gap.what) for gap in gap_list(gaps(folder.plan, folder.model), 0)]
    assert said == [
        (2, "bedömningar", "med nivå ”?”"),
        (1, "bedömning", "med tom nivå"),
        (3, "bedömningar", "med streck i stället för nivå"),
        (1, "bedömning", "vars nivå inte får visas"),
    ]


def test_a_number_that_can_be_read_in_two_ways_is_no_question_mark(write_plan: Callable[..., Path]) -> None:
    model = "".join(
        f'[[kriterium]]\nid = "{key}"\nnamn = "{key}"\nlagsta = 0\nhogsta = 2000\n' for key in ("nytta", "risk")
    )
    rows = "A1,Ett,strategiskt,100,1.500,1\nA2,Två,strategiskt,100,?,1\n"
    folder = read_plan(write_plan(rows, "id,namn,klass,kostnad_tkr,nytta,risk\n", modell__toml=model))
    said = [(gap.count, gap.what) for gap in gap_list(gaps(folder.plan, folder.model), 0)]
    assert said == [(1, "med nivå ”?”"), (1, "med tal som kan läsas på två sätt")]


def test_each_way_to_leave_a_cost_out_leads_to_where_it_stands_and_to_where_it_is_filled_in(
    write_plan: Callable[..., Path],
) -> None:
    costs = ("", "?", "–", "1.500", "se bilaga", "får inte visas")
    rows = (f"A{n},Projekt {n},strategiskt,{cost},En effekt,Hög,Kort\n" for n, cost in enumerate(costs))
    folder = read_plan(write_plan("".join(rows)))
    found = {gap.what: [page for page, _ in gap.leads] for gap in gap_list(gaps(folder.plan, folder.model), 0)}
    assert found.pop("vars kostnad inte får visas") == ["objektplan"]
    assert [leads for leads in found.values() if leads != ["objektplan", "fyll_i"]] == []
    assert len(found) == 5


def test_what_one_project_or_one_judgement_lacks_is_not_spoken_of_as_many(write_plan: Callable[..., Path]) -> None:
    rows = "A1,Ett,strategiskt,?,En effekt,,Kort\nA2,Två,,,,,\n"
    folder = read_plan(write_plan(rows))
    found = gap_list(gaps(folder.plan, folder.model), 0)
    led = {gap.what: [label for _, label in gap.ways] for gap in found}
    assert led["med kostnad ”?”"] == ["Se det på Objektplan", "Fyll i kostnader"]
    assert led["med tom nivå"] == ["Se den på Objektplan", "Fyll i nivåer"]
    assert led["helt utan underlag"] == ["Fyll i det", "Bedöm det i ett möte", "Se det på Objektplan"]
    meant = " ".join(gap.meaning for gap in found)
    assert "Planen ger det ingen nivå. Utan gruppens nivåer eller svar står det utan poäng" in meant
    assert " de " not in meant

"""Every documented contradiction is a remark with places, or a documented handling when it touches nothing shown."""

from datetime import UTC, datetime

import pytest

from prioritering.criteria.model_file import standard_model
from prioritering.plan import remarks as wording
from prioritering.plan.reader import read_plan
from prioritering.scoring.changes import AmountAssumption, CostAssumption, LevelAssumption
from prioritering.store import entry_log
from prioritering.store.bootstrap import bootstrap
from prioritering.store.facts import plan_remarks
from prioritering.store.plans import import_plan, object_plan
from prioritering.store.statements import check_names
from tests.folders import PROV, UKFA, VSO

CONTRADICTIONS = [f"I-{number:02}" for number in range(1, 48)]
COMPUTED = {
    *("I-01", "I-02", "I-04", "I-06", "I-07", "I-08", "I-09", "I-10", "I-11", "I-12", "I-16", "I-17", "I-18", "I-22"),
    *("I-26", "I-28", "I-29", "I-30", "I-33", "I-34", "I-35", "I-38", "I-39", "I-40", "I-44", "I-47"),
}


def by_id(store):
    found = {}
    for plan in (VSO, UKFA):
        for remark in plan_remarks(store, plan):
            found.setdefault(remark.id, []).append(remark)
    return found


@pytest.mark.parametrize("number", CONTRADICTIONS)
def test_each_of_the_47_contradictions_is_covered(both_plans, number):
    for remark in by_id(both_plans)[number]:
        assert remark.title
        assert remark.handling
        assert remark.places


def test_only_the_coincidence_of_figures_touches_nothing_shown(both_plans):
    assert {name for name, found in by_id(both_plans).items() if not found[0].shown} == {"I-43"}


def test_what_can_be_computed_is_computed_by_a_check(both_plans):
    found = by_id(both_plans)
    assert {name for name in CONTRADICTIONS if any(item.rows for item in found[name])} == COMPUTED


def test_every_check_has_a_wording(both_plans):
    assert set(wording._WORDING) == set(check_names())


def test_remarks_are_neutral_in_tone(both_plans):
    words = ("fel", "brist", "slarv", "tyvärr", "måste")
    for found in by_id(both_plans).values():
        for remark in found:
            text = f" {remark.title} {remark.text} ".casefold()
            assert not any(f" {word} " in text or f" {word}." in text for word in words)


def test_amounts_are_written_in_swedish(both_plans):
    rows = [row for found in by_id(both_plans).values() for remark in found for row in remark.rows]
    assert not any("kr:" in row for row in rows)
    assert "Kända kostnader: 6\u00a0700\u00a0tkr mot vidareutveckling 3\u00a0547\u00a0tkr" in rows


def test_an_observation_disappears_when_its_check_finds_nothing_more(store, write_plan):
    header = "id,rubrik,text,ror,hantering,kontroll,rader\n"
    rows = header + "X-1,Okänd kostnad,Står som ?,kostnad,Visas,kostnad_okand,3\nX-2,Prosa,Text,projekt,Visas,,4-5; 7\n"
    import_plan(store, read_plan(write_plan("A1,X,,?,,,\n", iakttagelser__csv=rows)))
    assert {"X-1", "X-2"} <= {remark.id for remark in plan_remarks(store, PROV)}
    import_plan(store, read_plan(write_plan("A1,X,,7,,,\n", iakttagelser__csv=rows)))
    found = {remark.id: remark for remark in plan_remarks(store, PROV)}
    assert "X-1" not in found
    assert [(place.line, place.line_to) for place in found["X-2"].places] == [(4, 5), (7, 7)]


def found_in(store, write_plan, *costs):
    import_plan(store, read_plan(write_plan("".join(f"A{n},X,,{cost},,Hög,\n" for n, cost in enumerate(costs)))))
    return {remark.id: remark.rows for remark in plan_remarks(store, PROV)}


@pytest.mark.parametrize("costs", [("1500", "2000"), ("1500", "1 500"), ('"1500,5"', "12000")])
def test_a_plain_amount_gives_no_remark(store, write_plan, costs):
    assert not {"tal_skrivs_olika", "belopp_flertydigt", "belopp_i_kronor"} & set(found_in(store, write_plan, *costs))


def test_an_amount_that_can_be_read_in_two_ways_is_asked_about_and_is_no_question_mark_of_the_plans(store, write_plan):
    found = found_in(store, write_plan, "1.500", "?", "1.25", "900-1.250", "1.500 tkr")
    asked = [row.partition(" kan")[0] for row in found["belopp_flertydigt"]]
    assert asked == ["A0: ”1.500”", "A3: ”900-1.250”", "A4: ”1.500 tkr”"]
    assert found["kostnad_okand"] == ("A1: X",)


def test_what_was_said_when_the_files_were_read_is_a_remark(store, write_plan):
    import_plan(store, read_plan(write_plan("A1,X,,7,,Hög,Kort\nSumma,,,7,,,\n")))
    (rows,) = [remark.rows for remark in plan_remarks(store, PROV) if remark.id == "inlasning"]
    assert rows == ("projekt.csv: rad 3 är en summarad eller en anmärkning och läses inte (”Summa; 7”).",)


def test_an_amount_of_the_budget_that_can_be_read_in_two_ways_is_unknown(store, write_plan):
    budget = "etikett,belopp,enhet,ram\nVU,1.500,tkr,ja\nVM,1500,tkr,ja\nÖvrigt,?,tkr,\n"
    import_plan(store, read_plan(write_plan(budget__csv=budget)))
    cells = {cell.id: cell.amount_kr for cell in object_plan(store, PROV).budget_cells}
    assert cells == {"vu": None, "vm": 1_500_000, "ovrigt": None}
    found = {remark.id: remark.rows for remark in plan_remarks(store, PROV)}
    assert found["belopp_flertydigt"][0].startswith("VU: ”1.500”")
    # The plan does state it, so it is not said to be left out as well.
    assert found["budget_tom"] == ("Övrigt: ej redovisat",)


def test_a_running_cost_a_cost_of_a_year_and_a_number_of_a_criterion_that_can_be_read_in_two_ways_are_asked_about(
    store, write_plan
):
    model = '[[kriterium]]\nid = "brukare"\nnamn = "Brukare"\nlagsta = 0\nhogsta = 5000\nenhet = "st"\n'
    header = "id,namn,klass,kostnad_tkr,drift_tkr_ar,kostnad_2027,brukare,version\n"
    rows = "A1,X,,900,1.500,1.200,1.500 st,1.500\nA2,Y,,900,100,,300,\n"
    import_plan(store, read_plan(write_plan(rows, header, modell__toml=model)))

    def asked():
        return [row.partition(" kan")[0] for row in found() if row]

    def found():
        return next((item.rows for item in plan_remarks(store, PROV) if item.id == "belopp_flertydigt"), ())

    assert asked() == ["A1, Drift (tkr/år): ”1.500”", "A1, Kostnad 2027 (tkr): ”1.200”", "A1, Brukare: ”1.500 st”"]
    signed = {"role": "Objektledare", "reason": "Så menas det", "plan_version": 1, "at": datetime.now(UTC)}
    entry_log.keep_entry(
        store, PROV, LevelAssumption(project_id="A1", criterion_id="brukare", low=1500, high=1500, **signed)
    )
    assert asked() == ["A1, Drift (tkr/år): ”1.500”", "A1, Kostnad 2027 (tkr): ”1.200”"]


def test_an_amount_of_a_year_that_can_be_read_in_one_way_only_is_not_asked_about(store, write_plan):
    header = "id,namn,klass,kostnad_tkr,kostnad_2027,kostnad_2028\n"
    import_plan(store, read_plan(write_plan('A1,X,,900,1.250.000 kr,"1.250,5"\n', header)))
    assert "belopp_flertydigt" not in {item.id for item in plan_remarks(store, PROV)}


def test_an_answer_belongs_to_the_text_that_it_answered_and_to_no_later_one(store, write_plan):
    model = '[[kriterium]]\nid = "brukare"\nnamn = "Brukare"\nlagsta = 0\nhogsta = 9000\nenhet = "st"\n'
    header = "id,namn,klass,kostnad_tkr,drift_tkr_ar,kostnad_2027,brukare\n"

    def asked_of(cost, running, of_year, users):
        row = f"A1,X,,{cost},{running},{of_year},{users}\n"
        import_plan(store, read_plan(write_plan(row, header, modell__toml=model)))
        found = next((item.rows for item in plan_remarks(store, PROV) if item.id == "belopp_flertydigt"), ())
        return [text.partition(" kan")[0] for text in found]

    assert len(asked_of("1.100", "1.200", "1.300", "1.400")) == 4
    signed = {"role": "Objektledare", "reason": "Så menas det", "plan_version": 1, "at": datetime.now(UTC)}
    about = {"project_id": "A1", "low": 1500, "high": 1500, **signed}
    for entry in (
        CostAssumption(**about),
        AmountAssumption(column="drift_tkr_ar", **about),
        AmountAssumption(column="kostnad_2027", **about),
        LevelAssumption(criterion_id="brukare", **about),
    ):
        entry_log.keep_entry(store, PROV, entry)
    assert asked_of("1.100", "1.200", "1.300", "1.400") == []
    assert asked_of("2.100", "1.200", "2.300", "1.400") == ["A1: ”2.100”", "A1, Kostnad 2027 (tkr): ”2.300”"]
    assert asked_of("1.100", "2.200", "1.300", "2.400") == ["A1, Drift (tkr/år): ”2.200”", "A1, Brukare: ”2.400”"]


def test_a_plan_without_observations_gets_the_remarks_of_the_checks(store, write_plan):
    bootstrap(store, [write_plan("A1,X,,?,,Hög,\nA2,Y,,,,,\n")])
    found = {remark.id: remark for remark in plan_remarks(store, PROV)}
    assert found["kostnad_okand"].rows == ("A1: X",)
    assert found["underlag_saknas"].rows == ("A2: Y",)
    blank = (item.name for item in standard_model().criteria if item.id != "omfattning")
    assert found["niva_tom"].rows == tuple(f"A1: {name}" for name in blank)


def test_a_level_that_is_a_range_is_said_with_the_criterions_own_name(store, write_plan):
    import_plan(store, read_plan(write_plan("A1,X,,900,Tidsbesparande,Medel..Hög,Kort\n")))
    found = {remark.id: remark.rows for remark in plan_remarks(store, PROV)}
    assert found["niva_spann"] == ("A1, Omfattning: Medel..Hög",)

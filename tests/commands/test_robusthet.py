"""`robusthet` as a user runs it."""

import json

import pytest

from prioritering.analysis.draws import MAX_DRAWS
from prioritering.analysis.margin import margin
from prioritering.view.study_notes import two_answers
from tests.commands.typed import run
from tests.folders import DATA


def answer(*arguments):
    done = run("robusthet", *arguments, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


def one_line(*arguments):
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("fel: ")
    assert done.stderr.count("\n") == 1
    return done.stderr


MODEL = '[[kriterium]]\nid="a"\nnamn="A"\nlagsta=0\nhogsta=1\n[[kriterium]]\nid="b"\nnamn="B"\nlagsta=0\nhogsta=1\n'
HEADER = "id,namn,klass,kostnad_tkr,a,b\n"


@pytest.fixture
def plan(write_plan, tmp_path):
    """Write a plan with two number criteria; returns its arguments."""

    def write(rows):
        model = tmp_path / "m.toml"
        model.write_text(MODEL, encoding="utf-8")
        return ("--plan", str(write_plan(rows=rows, header=HEADER)), "--modell", str(model))

    return write


def test_the_real_plan_is_sorted_and_every_share_is_one():
    result = answer(
        "--plan", "vso-2021", "--ram", "3547", "--dragningar", "10000", "--fro", "1", "--okand-kostnad", "0..3000"
    )
    assert (result["dragningar"], result["fro"], result["ram_kr"], result["okand_kostnad_kr"]) == (
        10_000,
        1,
        3_547_000,
        [0, 3_000_000],
    )
    drawn = "De tre okända kostnaderna dras jämnt ur det spann som provas, 0–3\u00a0000\u00a0tkr."
    assert result["notiser"] == [drawn, two_answers()]
    projects = result["projekt"]
    assert len(projects) == 10
    assert len(result["underlag_saknas"]) == 17
    for item in projects:
        assert 0 <= item["andel_inom"] <= 1
        assert item["lage"] in ("saker", "grazon", "utanfor")
        assert sum(item["platsandelar"]) == pytest.approx(1)
    shares = [item["andel_inom"] for item in projects]
    assert shares == sorted(shares, reverse=True)


def test_the_same_seed_gives_the_same_figures_and_another_seed_others():
    same = ("--plan", "vso-2021", "--ram", "3547", "--dragningar", "500", "--okand-kostnad", "0..3000")
    assert answer(*same, "--fro", "7") == answer(*same, "--fro", "7")
    assert answer(*same, "--fro", "7")["projekt"] != answer(*same, "--fro", "8")["projekt"]


def test_a_small_case_with_known_shares(plan):
    # SMAA-2 by hand: C = (0.6, 0.6) is first when both weights are at most 0.6, which is 0.2 of all weights.
    rows = "A,A,strategiskt,10,1,0\nB,B,strategiskt,10,0,1\nC,C,strategiskt,10,0.6,0.6\n"
    result = answer(*plan(rows), "--ram", "10", "--dragningar", "40000", "--viktinfo", "alla")
    share = {item["id"]: item for item in result["projekt"]}
    assert [share[key]["platsandelar"][0] for key in "ABC"] == pytest.approx([0.4, 0.4, 0.2], abs=0.01)
    assert share["C"]["andel_inom"] == share["C"]["platsandelar"][0]
    assert share["C"]["platsandelar"][2] == 0


def test_no_figure_has_decimals_that_are_noise(plan):
    rows = "A,A,strategiskt,10,1,0\nB,B,strategiskt,10,0,1\nC,C,strategiskt,10,0.6,0.6\n"
    result = answer(*plan(rows), "--ram", "10", "--dragningar", "700", "--viktinfo", "alla")
    for item in result["projekt"]:
        assert item["andel_inom"] == round(item["andel_inom"], 9)
        assert item["platsandelar"] == [round(share, 9) for share in item["platsandelar"]]
        for key in ("forvantad_plats", "felmarginal"):
            assert item[key] == round(item[key], 6)
        assert item["platsfelmarginaler"] == [round(margin, 6) for margin in item["platsfelmarginaler"]]


def test_both_methods_and_all_weight_information_are_taken(plan):
    rows = "A,A,strategiskt,10,1,0\nB,B,strategiskt,5,0,0.9\nC,C,strategiskt,5,0.2,0.2\n"
    arguments = (*plan(rows), "--ram", "10", "--dragningar", "2000")
    best = answer(*arguments, "--metod", "basta")
    assert {item["id"] for item in best["projekt"] if item["andel_inom"] > 0} == {"A", "B", "C"}
    ordered = answer(*arguments, "--viktordning", "b>a")
    assert {item["id"]: item["lage"] for item in ordered["projekt"]}["B"] == "grazon"
    assert ordered["vikter"] == {"slag": "ordning", "platser": {"a": 2, "b": 1}}
    spans = answer(*arguments, "--viktspann", "b=60..70")
    assert {item["id"]: item["lage"] for item in spans["projekt"]} == {"A": "utanfor", "B": "saker", "C": "utanfor"}
    fixed = answer(*arguments, "--vikter", "a=1,b=0", "--viktinfo", "fasta")
    assert {item["id"]: item["andel_inom"] for item in fixed["projekt"]} == {"A": 1, "B": 0, "C": 0}
    locked = answer(*arguments, "--maste", "C", "--inte-nu", "A", "--regel", "hoppa")
    assert {item["id"]: item["andel_inom"] for item in locked["projekt"]} == {"A": 0, "B": 1, "C": 1}


def test_what_is_locked_has_a_word_of_its_own(plan):
    arguments = (*plan("A,A,strategiskt,10,1,0\nB,B,strategiskt,10,0,1\n"), "--ram", "5", "--dragningar", "50")
    locked = (*arguments, "--maste", "A", "--inte-nu", "B")
    assert {item["id"]: item["lage"] for item in answer(*locked)["projekt"]} == {"A": "med-last", "B": "inte-nu"}
    text = run("robusthet", *locked).stdout
    assert "Med (låst)" in text
    assert "Inte nu (låst)" in text
    assert "mer än ramen" in text


def test_weights_near_those_of_the_view_are_tried_unless_something_else_is_asked_for(plan):
    arguments = (*plan("A,A,strategiskt,10,1,0\nB,B,strategiskt,10,0,1\n"), "--ram", "10", "--dragningar", "200")
    near = answer(*arguments)["vikter"]
    assert near == {"slag": "spann", "lagst": {"a": 0.4, "b": 0.4}, "hogst": {"a": 0.6, "b": 0.6}}
    for kind in ("alla", "ordning", "spann", "fasta"):
        assert answer(*arguments, "--viktinfo", kind)["vikter"]["slag"] == kind
    around = answer(*arguments, "--vikter", "a=30,b=70")["vikter"]
    assert around["lagst"] == pytest.approx({"a": 0.2, "b": 0.6})
    assert answer(*arguments, "--vy", "?ram=10&viktvidd=5")["vikter"]["lagst"] == pytest.approx({"a": 0.45, "b": 0.45})


def test_each_share_has_its_margin_of_error_in_percentage_points(plan):
    # Wilson 1927 by hand for none of 10 000: z² / (n + z²) with z = 1.96, 0.038 %.
    rows = "A,A,strategiskt,10,1,0\nB,B,strategiskt,10,0,1\nC,C,strategiskt,10,0,0\n"
    result = answer(*plan(rows), "--ram", "10", "--dragningar", "10000")
    margins = {item["id"]: item["felmarginal"] for item in result["projekt"]}
    assert margins["C"] == pytest.approx(0.0384, abs=0.0001)
    assert margins["A"] == pytest.approx(margins["B"]) == pytest.approx(0.98, abs=0.01)
    placed = answer(*plan(rows), "--dragningar", "100")
    assert {item["felmarginal"] for item in placed["projekt"]} == {None}
    for given in (result, placed):
        every = [margin for item in given["projekt"] for margin in item["platsfelmarginaler"]]
        every += [item["felmarginal"] for item in given["projekt"] if item["felmarginal"] is not None]
        assert given["felmarginal"] == max(every)
        for item in given["projekt"]:
            counted = [round(margin(share, given["dragningar"]), 6) for share in item["platsandelar"]]
            assert item["platsfelmarginaler"] == pytest.approx(counted)


def test_without_a_span_unknown_costs_are_drawn_up_to_the_frame_and_it_says_so(plan):
    result = answer(*plan("A,A,strategiskt,?,1,0\n"), "--ram", "100", "--dragningar", "1000")
    assert result["okand_kostnad_kr"] == [0, 100_000]
    assert "dras jämnt från 0 till hela ramen" in result["notiser"][0]
    assert result["projekt"][0]["andel_inom"] == 1


def test_per_krona_without_a_frame_or_a_range_an_unknown_cost_has_no_place(plan):
    rows = "A,A,strategiskt,?,1,1\nB,B,strategiskt,0,1,1\nC,C,strategiskt,10,1,1\nD,D,strategiskt,20,1,1\n"
    arguments = (*plan(rows), "--ordning", "per-krona", "--dragningar", "50")
    result = answer(*arguments)
    assert {item["id"]: item["forvantad_plats"] for item in result["projekt"]} == {"B": 1, "C": 2, "D": 3, "A": None}
    assert {item["id"]: item["platsandelar"] for item in result["projekt"]}["A"] is None
    assert result["okand_kostnad_kr"] is None
    assert "utelämnat ur platserna" in result["notiser"][0]
    assert "A   A        ingen ram" in run("robusthet", *arguments).stdout
    # A range gives it a place of its own.
    tried = answer(*arguments, "--okand-kostnad", "15..15")
    assert {item["id"]: item["forvantad_plats"] for item in tried["projekt"]}["A"] == 3


def test_which_weights_were_tried_is_said(plan):
    arguments = (*plan("A,A,strategiskt,10,1,0\nB,B,strategiskt,10,0,1\n"), "--ram", "10", "--dragningar", "50")
    for more, words in (
        ((), "Vikter: alla viktningar nära vikterna, högst 10 procentenheter ifrån."),
        (("--viktinfo", "fasta"), "Vikter: bara vikterna som de är."),
        (("--viktspann", "b=60..70"), "Vikter: alla viktningar inom a 0–100\u00a0% och b 60–70\u00a0%."),
        (("--viktordning", "b>a"), "Vikter: alla viktningar med ordningen b, a, från tyngst till lättast."),
    ):
        assert words in run("robusthet", *arguments, *more).stdout


@pytest.mark.parametrize("flags", [("--viktspann", "b=60..70"), ("--viktordning", "b>a")])
def test_weights_that_no_link_can_say_are_not_said_to_be_the_views(plan, flags):
    arguments = (*plan("A,A,strategiskt,10,1,0\nB,B,strategiskt,10,0,1\n"), "--ram", "10", "--dragningar", "50")
    told = f"{flags[0]} går inte att skriva i en länk: en sida med samma vy prövar andra viktningar."
    own, near = answer(*arguments, *flags), answer(*arguments)
    assert told in own["notiser"]
    assert told not in near["notiser"]
    assert near["underlag"]["vy"].keys() - own["underlag"]["vy"].keys() == {"viktinfo", "viktvidd"}


@pytest.mark.parametrize("command", ["rangordna", "portfolj"])
@pytest.mark.parametrize("flags", [("--viktspann", "b=60..70"), ("--viktordning=b>a",), ("--viktinfo", "alla")])
def test_what_weights_to_try_is_refused_where_none_are_tried(command, flags):
    done = run(command, "--plan", "vso-2021", *flags)
    flag = flags[0].partition("=")[0]
    assert done.returncode == 2
    assert done.stderr.strip() == (
        f"fel: {flag} gäller bara robusthet, som prövar flera viktningar; här räknas vikterna som de är"
    )


def test_a_reversed_range_in_a_link_is_told_and_not_counted():
    link = "?plan=vso-2021&ram=3547&okand_lagst=900&okand_hogst=100"
    result = answer("--vy", link, "--dragningar", "50")
    assert "Länkens spann för okända kostnader är omvänt. Det räknas inte." in result["notiser"]
    assert result["okand_kostnad_kr"] == [0, 3_547_000]


def test_without_a_frame_there_are_places_but_no_standing(plan):
    result = answer(*plan("A,A,strategiskt,?,1,0\n"))
    assert (result["projekt"][0]["andel_inom"], result["projekt"][0]["lage"]) == (None, None)
    assert result["projekt"][0]["platsandelar"] == [1.0]
    assert "Ingen ram" in " ".join(result["notiser"])


def test_the_table_is_swedish():
    done = run("robusthet", "--plan", "vso-2021", "--ram", "3547", "--dragningar", "200")
    assert done.returncode == 0
    assert "gråzon" in done.stdout
    assert "väntad plats" in done.stdout
    assert "Felmarginalen (95\u00a0%) är högst" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--ram", "-5"), "inte vara negativt"),
        (("--ram", "nan"), "--ram"),
        (("--ram", "1", "--dragningar", "0"), "--dragningar"),
        (("--ram", "1", "--dragningar", "många"), "heltal"),
        (("--ram", "1", "--fro", "-1"), "--fro"),
        (("--ram", "1", "--fro", str(2**63)), "--fro ska vara från 0 till 9223372036854775807"),
        (("--ram", "1", "--dragningar", str(MAX_DRAWS + 1)), f"--dragningar ska vara från 1 till {MAX_DRAWS}"),
        (("--ram", "1", "--viktspann", "effekttyp=-1..9"), "noll eller större"),
        (("--ram", "1", "--okand-kostnad", "300"), "0..3000"),
        (("--ram", "1", "--okand-kostnad", "300..100"), "större än högsta"),
        (("--ram", "1", "--okand-kostnad=-3..100"), "inte vara negativt"),
        (("--ram", "1", "--okand-kostnad", "0,5..100"), "i hela tkr"),
        (("--ram", "1", "--okand-kostnad", "0..100", "--utan-antaganden"), "planen för sig"),
        (("--ram", "1", "--metod", "gissa"), "--metod"),
        (("--ram", "1", "--viktordning", "effekttyp>x"), "”x” finns inte"),
        (("--ram", "1", "--viktordning", "effekttyp>effekttyp"), "två gånger"),
        (("--ram", "1", "--viktspann", "effekttyp=60..100,omfattning=60..100"), "går inte ihop"),
        (("--ram", "1", "--viktspann", "effekttyp=60"), "lägsta..högsta"),
        (("--ram", "1", "--viktspann", "x=0..1"), "”x” finns inte"),
        (("--ram", "1", "--vikter", "effekttyp=1", "--viktordning", "effekttyp"), "välj en av"),
        (("--ram", "1", "--viktinfo", "nära"), "--viktinfo"),
        (("--ram", "1", "--viktinfo", "alla", "--viktspann", "effekttyp=0..9"), "välj en av --viktinfo"),
        (("--ram", "1", "--viktinfo", "alla", "--viktordning", "effekttyp"), "välj en av --viktinfo"),
        (("--ram", "1", "--maste", "X"), "”X” finns inte"),
        (("--ram", "1", "--maste", "S01", "--inte-nu", "S01"), "både"),
    ],
)
def test_bad_arguments_give_one_clear_line(arguments, words):
    assert words in one_line("robusthet", "--plan", "vso-2021", *arguments)


def test_a_plan_where_nothing_can_be_scored_says_so():
    assert "inget projekt kan poängsättas" in one_line("robusthet", "--plan", str(DATA / "ukfa-2022"), "--ram", "100")


def test_one_project_and_all_costs_unknown_are_answered(plan):
    alone = answer(*plan("A,A,strategiskt,50,1,0\n"), "--ram", "40")
    assert alone["projekt"][0]["lage"] == "utanfor"
    rows = "A,A,strategiskt,?,1,0\nB,B,strategiskt,?,0,1\n"
    unknown = answer(*plan(rows), "--ram", "0", "--okand-kostnad", "1..1000")
    assert [item["andel_inom"] for item in unknown["projekt"]] == [0, 0]


def test_ten_thousand_projects_are_answered(plan):
    rows = "".join(f"p{i},P,strategiskt,{i % 90 + 1},{i % 7 / 7:.3f},{i % 11 / 11:.3f}\n" for i in range(10_000))
    result = answer(*plan(rows), "--ram", "5000", "--dragningar", "50")
    assert len(result["projekt"]) == 10_000
    assert len(result["projekt"][0]["platsandelar"]) == 100


def test_one_draw_and_any_seed_that_the_machine_can_hold_are_enough(plan):
    arguments = (*plan("A,A,strategiskt,10,1,0\n"), "--ram", "10")
    for draws, seed in (("1", "0"), ("1 000", str(2**63 - 1))):
        result = answer(*arguments, "--dragningar", draws, "--fro", seed)
        assert (result["dragningar"], result["fro"]) == (int(draws.replace(" ", "")), int(seed))


def test_criteria_that_are_not_named_in_the_order_share_the_last_place_and_those_named_alike_share_theirs(plan):
    arguments = (*plan("A,A,strategiskt,10,1,0\n"), "--ram", "10", "--dragningar", "20")
    for typed, places in (("b", {"a": 2, "b": 1}), ("b>a", {"a": 2, "b": 1}), ("a=b", {"a": 1, "b": 1})):
        assert answer(*arguments, f"--viktordning={typed}")["vikter"] == {"slag": "ordning", "platser": places}
    spans = answer(*arguments, "--viktspann", "b=60..70")["vikter"]
    assert spans == {"slag": "spann", "lagst": {"a": 0, "b": 0.6}, "hogst": {"a": 1, "b": 0.7}}

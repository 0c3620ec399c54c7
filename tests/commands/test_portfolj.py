"""`portfolj` as a user runs it."""

import json

import pytest

from prioritering.analysis.demands_file import FORM
from tests.commands.test_robusthet import one_line
from tests.commands.typed import run


def answer(*arguments):
    done = run("portfolj", "--plan", "vso-2021", *arguments, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


@pytest.fixture
def demands(tmp_path):
    def write(text):
        path = tmp_path / "krav.toml"
        path.write_text(text, encoding="utf-8")
        return ("--krav", str(path))

    return write


def test_the_best_of_the_vso_plan_within_its_vu_frame():
    result = answer("--ram", "3547")
    assert result["valda"] == ["S06", "S07", "S03", "S08"]
    assert (result["kostnad_kr"], result["optimal"], result["glapp"]) == (2_700_000, True, 0)
    assert result["poang"] == pytest.approx(302.666666667)
    assert result["utelamnade_okand_kostnad"] == ["S09", "S10", "S04"]
    # The list's own three states: S07 is not surely inside, since the costs before it are unknown.
    assert (result["rangordnad"]["valda"], result["rangordnad"]["oklara"]) == (
        ["S01", "S06"],
        ["S09", "S10", "S04", "S07"],
    )
    assert "tar bort Automatisering" in result["skillnad"]
    assert result["varfor"].startswith("Listan stannar vid Upphandling verksamhetssystem Barn och Unga, Vuxna och ")
    # 847 tkr is left and S08 (67 points, 700 tkr) may be exchanged: 1 547 tkr for matinköp with its 75 points.
    assert {one["id"]: one["kronor"] for one in result["hogsta_kostnad"]} == dict.fromkeys(
        ("S09", "S10", "S04"), 1_547_000
    )
    matinkop = next(one["mening"] for one in result["hogsta_kostnad"] if one["id"] == "S04")
    assert "Det är med i en bästa portfölj om det kostar högst 1\u00a0547\u00a0tkr" in matinkop
    assert result["bevis"] == "Bevisat bäst: ingen annan kombination ger lika många poäng."
    assert result["lika_bra"] == {
        "andra": 0,
        "alla_raknade": True,
        "i_alla": ["S06", "S07", "S03", "S08"],
        "valet_star_mellan": [],
    }


def test_equally_good_portfolios_are_told_the_same_in_text_and_json():
    # At 4 000 tkr S02 and S05 cost and give the same, and there is room for one of them.
    result = answer("--ram", "4000")
    assert result["bevis"] == "Bevisat bäst, och en annan är lika bra."
    assert result["lika_bra"]["valet_star_mellan"] == ["S02", "S05"]
    text = run("portfolj", "--plan", "vso-2021", "--ram", "4000").stdout
    said = (
        result["bevis"],
        *result["val_mellan_lika"],
        result["skillnad"],
        result["varfor"],
        *result["varningar"],
        *(one["mening"] for one in result["hogsta_kostnad"]),
        *result["notiser"],
    )
    assert [line for line in said if line not in text.splitlines()] == []


def test_a_plan_where_nothing_is_scored_has_no_portfolio():
    done = run("portfolj", "--plan", "ukfa-2022", "--ram", "1000")
    assert (done.returncode, done.stdout) == (2, "")
    assert "inget projekt kan poängsättas" in done.stderr


def test_the_unknown_costs_are_told_of_as_on_the_page():
    told = answer("--ram", "3547", "--maste", "S09")["notiser"][0]
    assert "matinköp har okänd kostnad och är utelämnade ur den bästa portföljen. Upphandling " in told
    assert "är låst och med; kostnaden är okänd, så summan är minst den som visas." in told
    tried = answer("--vy", "?plan=vso-2021&ram=3547&okand_lagst=100&okand_hogst=900")["notiser"][0]
    assert tried == "De tre okända kostnaderna räknas som mitten av det spann som provas, 500\u00a0tkr."


def test_what_is_locked_out_is_not_said_to_be_left_out_for_its_unknown_cost():
    result = answer("--ram", "3547", "--inte-nu", "S09")
    assert [one["id"] for one in result["hogsta_kostnad"]] == result["utelamnade_okand_kostnad"] == ["S10", "S04"]
    name = "Upphandling verksamhetssystem Barn och Unga, Vuxna"
    assert name not in " ".join(one["mening"] for one in result["hogsta_kostnad"])
    assert result["notiser"][0].startswith(
        "Upphandling verksamhetssystem Äldre och Införande digitala matinköp har okänd kostnad och är utelämnade ur "
    )
    every = answer("--ram", "3547", "--inte-nu", "S04,S09,S10")
    assert (every["hogsta_kostnad"], every["utelamnade_okand_kostnad"]) == ([], [])
    assert "utelämna" not in " ".join(every["notiser"])


def test_where_no_cost_above_zero_fits_the_terminal_says_so_and_never_at_most_zero():
    # S02 and S05, locked in, cost all of the frame.
    asked = ("--ram", "2000", "--maste", "S02,S05")
    result = answer(*asked)
    assert [one["kronor"] for one in result["hogsta_kostnad"]] == [0, 0, 0]
    assert all("vid någon kostnad över noll" in one["mening"] for one in result["hogsta_kostnad"])
    assert "högst 0" not in run("portfolj", "--plan", "vso-2021", *asked).stdout


def test_an_assumed_cost_lets_an_unknown_in():
    result = answer("--ram", "3547", "--antagen-kostnad", "S04=300")
    assert "S04" in result["valda"]
    assert result["utelamnade_okand_kostnad"] == ["S09", "S10"]


def test_lowest_and_highest_of_a_range_are_choices():
    points = [answer("--ram", "2000", "--spann", span)["poang"] for span in ("lagst", "mitt", "hogst")]
    assert points[0] <= points[1] <= points[2]


def test_the_documented_form_of_demands_is_read_and_kept(demands):
    text = FORM.replace("Kraven skrivs i TOML. Allt är valfritt; projekt anges med id.\n", "")
    clash = one_line("portfolj", "--plan", "vso-2021", "--ram", "3547", *demands(text))
    assert "kraven går inte ihop" in clash
    assert "S01 kräver minst 1 av S09 och S10" in clash
    # With the procurements' cost assumed it is possible: a stage of S01 that must go with one of them.
    assumed = ("--antagen-kostnad", "S09=600,S10=600")
    result = answer("--ram", "3547", *assumed, *demands(text))
    assert "S01" in result["valda"]
    assert "S08" not in result["valda"]
    assert len({"S09", "S10"} & set(result["valda"])) == 1
    assert result["optimal"]


def test_dependencies_in_a_ring_are_noted(demands):
    ring = '[[kraver]]\nprojekt="S01"\nav=["S02"]\n[[kraver]]\nprojekt="S02"\nav=["S01"]\n'
    result = answer("--ram", "3547", *demands(ring))
    assert ("S01" in result["valda"]) == ("S02" in result["valda"])
    assert any("S01 och S02 kräver varandra" in text for text in result["notiser"])


def test_a_frame_of_people_alone_is_enough(demands):
    people = '[[ram]]\nnamn="Årsarbeten"\nhogst=1\nbehov={S01=1.0,S02=1.0,S03=1.0,S05=1.0,S06=1.0,S07=1.0,S08=1.0}\n'
    result = answer("--ram", "ingen", *demands(people))
    assert result["valda"] == ["S01"]
    assert "rangordnad" not in result


def test_contradictory_locks_are_named(demands):
    line = one_line("portfolj", "--plan", "vso-2021", "--ram", "9", *demands('maste=["S01"]\ninte_nu=["S01"]'))
    assert "S01 är låst både som ”måste med” och ”inte nu”" in line


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('maste = "S01"', "en lista av projektens id"),
        ('maste = ["X9"]', "”X9” finns inte"),
        ("okand = 1", "okänt fält ”okand”"),
        ("[ram]\nhogst = 1", "dubbla hakparenteser"),
        ('[[ram]]\nnamn = "A"', "behov med hogst"),
        ('[[ram]]\nnamn = "A"\nhogst = "x"\nbehov = {S01 = 1}', "fältet hogst: ”x”: ett tal förväntas"),
        ('[[ram]]\nnamn = "A"\nhogst = nan\nbehov = {S01 = 1}', "fältet hogst: ”nan”: ett tal förväntas"),
        ('[[ram]]\nnamn = "A"\nhogst = -1\nbehov = {S01 = 1}', "noll eller större"),
        ('[[ram]]\nnamn = "A"\nhogst = 1\nbehov = {S01 = "en"}', "tal per projekt"),
        ('[[ram]]\nnamn = "A"\nhogst_tkr = 1\nklass = "viktigt"', "inget projekt har klass"),
        ('[[kraver]]\nprojekt = "S01"\nav = ["S01"]', "kräva sig självt"),
        ('[[kraver]]\nprojekt = "S01"\nav = ["S02"]\nminst = 3', "minst ska vara"),
        ('[[antingen]]\nprojekt = ["S01"]', "minst två projekt"),
        ('[[andel]]\nprojekt = ["S01"]', "andel 1, fältet minst_procent: fältet saknas; ett tal förväntas"),
        ('[[andel]]\nprojekt = ["S01"]\nminst_procent = 300', "från 0 till 100"),
        ('[[andel]]\nprojekt = ["S01"]\nminst_procent = 30\nav = "vikt"', "kostnad, poang eller antal"),
        ('[[delfinansiering]]\nprojekt = "S01"\nkostnad_tkr = -1\nandel_poang = 4', "delfinansiering av S01"),
        ('[[delfinansiering]]\nprojekt = "S01"\nkostnad_tkr = 0.0005\nandel_poang = 4', "hela kronor förväntas"),
        ("[[andel]]\nminst_procent = 30", "andel 1: projekt, klass eller perspektiv behövs"),
        ("[[ram", "rad 1: filen är inte giltig TOML"),
    ],
)
def test_faulty_demands_give_one_clear_line(demands, text, words):
    assert words in one_line("portfolj", "--plan", "vso-2021", "--ram", "3547", *demands(text))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--ram", "ingen"), "--ram behövs"),
        (("--ram", "x"), "--ram"),
        (("--ram", "1", "--krav", "finns-inte.toml"), "går inte att läsa"),
        (("--ram", "1", "--antagen-kostnad", "S04"), "id=tkr"),
        (("--ram", "1", "--antagen-kostnad", "S01=5"), "har en kostnad i planen"),
        (("--ram", "1", "--antagen-kostnad", "S99=5"), "finns inte bland"),
        (("--ram", "1", "--spann", "max"), "--spann"),
        (("--ram", "1", "--tidsgrans", "0"), "--tidsgrans"),
        (("--ram", "1", "--tidsgrans", "3600.5"), "över 0 och högst 3600 sekunder"),
    ],
)
def test_bad_arguments_give_one_clear_line(arguments, words):
    assert words in one_line("portfolj", "--plan", "vso-2021", *arguments)


def test_help_shows_the_form_of_demands():
    done = run("portfolj", "--help")
    assert done.returncode == 0
    assert "[[delfinansiering]]" in done.stdout
    assert "användning: python -m prioritering portfolj" in done.stdout


@pytest.mark.parametrize("wish", ["personer:1:S01=1", "personer:2:S06=1.5:S07=1:S03=0.5"])
def test_with_demands_it_is_best_among_those_that_keep_them_and_the_why_is_theirs(wish):
    result = answer("--vy", f"?plan=vso-2021&ram=3547&krav={wish}")
    assert result["bevis"].startswith("Bevisat bäst bland dem som uppfyller kraven: ingen annan av dem ger")
    assert result["varfor"].startswith("Kraven gäller den bästa portföljen men inte listan: utan kraven hade")
    assert "Behovet är okänt eller större än kravet tillåter för" in result["varfor"]
    assert answer("--vy", "?plan=vso-2021&ram=3547")["varfor"].startswith("Listan ")


@pytest.mark.parametrize("seconds", ["0.5", "1", "3600"])
def test_any_time_up_to_an_hour_may_be_given(seconds):
    assert answer("--ram", "3547", "--tidsgrans", seconds)["optimal"]


def test_in_the_table_a_cost_is_unknown_for_all_of_a_project_and_known_for_a_part_of_it(demands):
    part = '[[delfinansiering]]\nprojekt = "S09"\nkostnad_tkr = 100\nandel_poang = 0.5\n'
    lines = run("portfolj", "--plan", "vso-2021", "--ram", "3547", *demands(f'maste = ["S10"]\n{part}')).stdout
    costs = {line[:3]: line.split()[-1] for line in lines.splitlines() if line.startswith("S")}
    assert (costs["S09"], costs["S10"], costs["S07"]) == ("100", "okänd", "500")
    (named,) = (line for line in lines.splitlines() if line.startswith("S09"))
    assert "(delfinansierad)" in named

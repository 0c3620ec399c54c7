"""A project that depends on another: never alone in the best portfolio, and marked where the other is outside."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prioritering.commands.plans import Plans
from prioritering.commands.run import run
from prioritering.plan.project_facts import actors_called
from prioritering.plan.reader import PlanFolder, read_plan
from prioritering.usecases import study
from prioritering.usecases.meeting_picture import MeetingPicture
from prioritering.view.depends_words import locks_alone, portfolio_notes, shares_without_demands
from prioritering.view.picture import Picture
from prioritering.view.ranking_json import ranking_json
from prioritering.view.row import rows_of
from prioritering.view.view import View, from_address, to_address
from prioritering.web.pages.projektor.decision import decision
from tests.folders import DATA, write_plan
from tests.view.builders import picture

MODEL = '[[kriterium]]\nid = "nytta"\nnamn = "Nytta"\nlagsta = 0\nhogsta = 10\n'
HEADER = "id,namn,klass,kostnad_tkr,nytta,aktor,beror_pa\n"
# Alfa is best for its cost but needs Grund, which is dear and gives little; Beta and Gamma stand alone.
ROWS = """\
a,Alfa,strategiskt,50,10,UF,g
b,Beta,prioriterat,60,8,KOF,
c,Gamma,önskvärt,40,7,UF / KOF,
g,Grund,strategiskt,90,1,AMI,
u,Utan,strategiskt,10,,,a
"""


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> PlanFolder:
    return read_plan(write_plan(tmp_path_factory.mktemp("beror"), ROWS, HEADER, modell__toml=MODEL))


def shown(read: PlanFolder, **view: Any) -> Picture:
    return picture(read.plan, View(**{"frame": "120", **view}), read.model)


def chosen(found: Picture) -> list[str]:
    pool = study.portfolio_pool(found)
    demands, _, _ = study.wished(found)
    return sorted(pool.ids[item.index] for item in study.best(found, pool, demands, 5.0).chosen)


@pytest.mark.parametrize(
    ("frame", "best"), [("110", ["b", "c"]), ("190", ["a", "c", "g"]), ("250", ["a", "b", "c", "g"])]
)
def test_the_best_portfolio_takes_neither_without_the_other(read: PlanFolder, frame: str, best: list[str]) -> None:
    assert chosen(shown(read, frame=frame)) == best


def test_it_says_so_in_words(read: PlanFolder) -> None:
    assert portfolio_notes(shown(read)) == ("Planens beroenden räknas: Alfa tas bara med om Grund är med.",)
    assert portfolio_notes(picture(read_plan(DATA / "vso-2021").plan, View())) == ()


def test_of_many_that_depend_on_others_five_are_named_and_the_rest_counted(tmp_path: Path) -> None:
    rows = "g,Grund,,90,1,,\n" + "".join(f"p{n},Del {n},,10,5,,g\n" for n in range(1, 8))
    many = read_plan(write_plan(tmp_path, rows, HEADER, modell__toml=MODEL))
    (said,) = portfolio_notes(shown(many, frame="120"))
    assert said.endswith("Del 5 tas bara med om Grund är med. Det gäller 2 till.")


def test_what_follows_the_locks_alone_says_that_dependencies_and_demands_are_left_aside(read: PlanFolder) -> None:
    assert locks_alone(shown(read), "Jämförelsen") == "Jämförelsen följer låsen, men räknar inte med planens beroenden."
    asked = shown(read, wishes=("antal:perspektiv:Brukare:1",))
    assert locks_alone(asked, "Jämförelsen").endswith("planens beroenden och kraven på portföljen.")
    assert locks_alone(picture(read_plan(DATA / "vso-2021").plan, View()), "Jämförelsen") == ""


def test_the_shares_leave_only_the_demands_aside(read: PlanFolder) -> None:
    assert shares_without_demands(shown(read)) == ""
    asked = shown(read, wishes=("antal:perspektiv:Brukare:1",))
    assert shares_without_demands(asked).startswith(
        "Andelen i bästa portföljen följer låsen och planens beroenden, men"
    )
    alone = picture(read_plan(DATA / "vso-2021").plan, View(wishes=("antal:perspektiv:Brukare:1",)))
    assert shares_without_demands(alone).startswith("Andelen i bästa portföljen följer låsen, men")


@pytest.mark.parametrize("frame", ["60", "110", "140", "190", "250"])
def test_where_nothing_is_uncertain_the_shares_are_the_best_portfolio_itself(read: PlanFolder, frame: str) -> None:
    found = shown(read, frame=frame, weight_info="fasta")
    share = study.best_shares(study.robust(found)).inside
    assert share is not None
    inside = sorted(item.id for item, part in zip(found.board.candidates, share, strict=True) if part == 1)
    assert set(share.tolist()) <= {0.0, 1.0}
    assert inside == chosen(found)


def test_the_command_draws_best_portfolios_that_keep_what_depends_on_what(read: PlanFolder, tmp_path: Path) -> None:
    folder = write_plan(tmp_path, ROWS, HEADER, modell__toml=MODEL)
    done = run(["robusthet", "--plan", str(folder), "--ram", "120", "--metod", "basta", "--json"], Plans(None))
    told = json.loads(done.text)
    assert told["notiser"] == []
    # Alfa is the best for its cost, and is never in without Grund, which there is no room for beside it.
    shares = {item["id"]: item["andel_inom"] for item in told["projekt"]}
    best = study.best_shares(study.robust(shown(read))).inside
    assert best is not None
    assert shares["a"] == 0
    assert (best == 0).tolist() == [shares[item.id] == 0 for item in shown(read).board.candidates]


GATED = MODEL + '[[krav]]\nid = "tillganglighet"\nnamn = "Tillgänglighet"\n'
BARRED = """\
a,Alfa,strategiskt,50,10,UF,g,
b,Beta,prioriterat,60,8,KOF,,
c,Gamma,önskvärt,40,7,KOF,a,
d,Delta,önskvärt,40,6,KOF,u,
g,Grund,strategiskt,10,9,AMI,,nej
u,Utan,strategiskt,10,,,,
"""


@pytest.fixture(scope="module")
def hindered(tmp_path_factory: pytest.TempPathFactory) -> PlanFolder:
    """Alfa needs what a gate keeps out, Gamma needs Alfa, and Delta needs what nobody has scored."""
    header = HEADER.strip() + ",tillganglighet\n"
    return read_plan(write_plan(tmp_path_factory.mktemp("hinder"), BARRED, header, modell__toml=GATED))


def test_what_depends_on_what_can_never_be_in_is_in_no_portfolio_and_it_says_so_by_name(hindered: PlanFolder) -> None:
    found = shown(hindered, frame="500")
    assert chosen(found) == ["b"]
    assert portfolio_notes(found) == (
        "Kan inte vara med i någon portfölj: "
        "Alfa, eftersom Grund, som det beror på, inte uppfyller Tillgänglighet; "
        "Gamma, eftersom Alfa, som det beror på, inte heller kan vara med; "
        "Delta, eftersom Utan, som det beror på, saknar underlag.",
    )
    locked = shown(hindered, frame="500", not_now=("u",))
    assert portfolio_notes(locked)[0].endswith(
        "Delta, eftersom Utan, som det beror på, saknar underlag och är låst till ”inte nu”."
    )


def test_what_is_locked_in_is_in_and_it_says_without_what(hindered: PlanFolder) -> None:
    found = shown(hindered, frame="500", must=("a",))
    assert chosen(found) == ["a", "b", "c"]
    assert portfolio_notes(found)[-1] == (
        "Alfa är låst som ”måste med” och tas med, fast Grund, som det beror på, inte uppfyller Tillgänglighet."
    )
    assert chosen(shown(hindered, frame="500", must=("c",))) == ["b", "c"]


def test_what_depends_on_what_is_locked_out_is_in_no_portfolio_either(read: PlanFolder) -> None:
    found = shown(read, frame="500", not_now=("g",))
    assert chosen(found) == ["b", "c"]
    assert portfolio_notes(found) == (
        "Kan inte vara med i någon portfölj: Alfa, eftersom Grund, som det beror på, är låst till ”inte nu”.",
    )


def test_what_can_never_be_in_is_in_no_drawn_portfolio_but_keeps_its_place_in_the_list(hindered: PlanFolder) -> None:
    drawn = study.robust(shown(hindered, frame="500"))
    ids = [item.id for item in drawn.picture.board.candidates]
    best = dict(zip(ids, study.best_shares(drawn).inside.tolist(), strict=True))
    assert (best["a"], best["b"], best["c"], best["d"]) == (0, 1, 0, 0)
    listed = dict(zip(ids, study.shares(drawn).inside.tolist(), strict=True))
    assert listed["a"] == 1


_NEEDS = st.lists(st.sets(st.integers(0, 5)), min_size=6, max_size=6)


@settings(max_examples=40, deadline=None)
@given(_NEEDS, st.sets(st.integers(0, 5)), st.sets(st.integers(0, 5)))
def test_no_portfolio_has_a_project_without_all_that_it_depends_on(
    needs: list[set[int]], gated: set[int], out: set[int]
) -> None:
    # A project needs only earlier ones, so that there is no ring.
    listed = [",".join(f"p{m}" for m in sorted(needs[n]) if m < n) for n in range(6)]
    rows = "".join(f'p{n},P{n},,10,{9 - n},,"{listed[n]}",{"nej" if n in gated else ""}\n' for n in range(6))
    with TemporaryDirectory() as folder:
        header = HEADER.strip() + ",tillganglighet\n"
        read = read_plan(write_plan(Path(folder), rows, header, modell__toml=GATED))
    if len(gated) == 6:
        return
    found = set(chosen(shown(read, frame="500", not_now=tuple(f"p{n}" for n in out))))
    may: set[int] = set()
    for n in range(6):
        if n not in gated | out and {m for m in needs[n] if m < n} <= may:
            may.add(n)
    assert found == {f"p{n}" for n in may}


def test_a_project_inside_is_marked_when_what_it_depends_on_is_outside(read: PlanFolder) -> None:
    found = shown(read, frame="120")
    marks = {row.id: row.depends for row in rows_of(found, found.board.listed())}
    assert marks == {"a": "beror på Grund, som inte är med", "b": "", "c": "", "g": ""}
    wide = shown(read, frame="500")
    assert {row.depends for row in rows_of(wide, wide.board.listed())} == {""}
    projects: Any = ranking_json(found)["projekt"]
    assert projects[0]["anmarkning"] == "beror på Grund, som inte är med"


def test_one_that_may_be_inside_is_marked_too_and_the_decision_says_it_of_both(tmp_path: Path) -> None:
    rows = ROWS.replace("b,Beta,prioriterat,60,8,KOF,", "b,Beta,prioriterat,?,8,KOF,g")
    found = shown(read_plan(write_plan(tmp_path, rows, HEADER, modell__toml=MODEL)), frame="120", not_now=("g",))
    marks = {row.id: row.depends for row in rows_of(found, found.board.listed()) if row.depends}
    assert marks == dict.fromkeys("ab", "beror på Grund, som inte är med")
    told = decision(MeetingPicture(found))
    assert [row["name"] for part in told["parts"] for group in part["groups"] for row in group["rows"]] == [
        "Alfa (beror på Grund, som inte är med)"
    ]
    assert [row["name"] for group in told["opened"] for row in group["rows"]] == [
        "Beta (beror på Grund, som inte är med)",
        "Gamma",
    ]


def test_a_project_without_points_that_one_inside_depends_on_is_not_in(tmp_path: Path) -> None:
    rows = ROWS + "x,Xi,strategiskt,5,9,UF,u\n"
    found = read_plan(write_plan(tmp_path, rows, HEADER, modell__toml=MODEL))
    with_frame = shown(found, frame="500")
    marks = {row.id: row.depends for row in rows_of(with_frame, with_frame.board.listed())}
    assert {key: mark for key, mark in marks.items() if mark} == {"x": "beror på Utan, som inte är med"}


def test_what_is_locked_out_is_outside_and_what_is_locked_in_inside(read: PlanFolder) -> None:
    locked = shown(read, frame="500", not_now=("g",))
    assert rows_of(locked, locked.board.listed())[0].depends == "beror på Grund, som inte är med"
    held = shown(read, frame="140", must=("g",))
    assert {row.id: row.depends for row in rows_of(held, held.board.listed())}["a"] == ""


def test_the_view_filters_by_actor_and_hides_rows_without_changing_places(read: PlanFolder) -> None:
    view, notices = from_address({"aktor": "KOF", "ram": "120"})
    assert (notices, to_address(view)) == ((), {"aktor": "KOF", "ram": "120"})
    found = picture(read.plan, view, read.model)
    assert [item.id for item in found.board.candidates if found.shown(item)] == ["b", "c"]
    assert found.board.ranking.place.tolist() == shown(read).board.ranking.place.tolist()


def test_an_actor_is_one_however_the_plan_or_the_link_spells_it(tmp_path: Path) -> None:
    header = "id,namn,klass,kostnad_tkr,effekttyp,omfattning,tidsperspektiv,aktor\n"
    actors = ("AMI", "ami", "AMI / UF", "UF", "Vård  och omsorg", "vård och omsorg")
    rows = "".join(f"{key},{key},,5,,Hög,Kort,{actor}\n" for key, actor in zip("abcdef", actors, strict=True))
    plan = read_plan(write_plan(tmp_path, rows, header)).plan
    for named in ("AMI", "ami", "Ami"):
        found = picture(plan, View(actors=(named,)))
        assert ([item.id for item in found.everything if found.shown(item)], found.notices) == (["a", "b", "c"], ())
        assert found.view.actors == ("AMI",)
    assert picture(plan, View(actors=("AMI", "ami"))).notices == ()
    assert sorted(actors_called(plan.projects).values()) == ["AMI", "UF", "Vård och omsorg"]


def test_an_actor_that_the_plan_does_not_have_is_told_and_all_are_shown(read: PlanFolder) -> None:
    found = picture(read.plan, View(frame="120", actors=("BUN",)), read.model)
    assert found.view.actors == ()
    assert found.notices == ("Länkens aktörer finns inte i planen. Alla visas.",)


def test_a_view_without_the_filter_has_the_fingerprint_it_had(read: PlanFolder) -> None:
    plain, filtered = shown(read), shown(read, actors=("UF",))
    assert plain.basis.fingerprint() != filtered.basis.fingerprint()
    assert shown(read, actors=()).basis.fingerprint() == plain.basis.fingerprint()


def test_the_ukfa_plan_can_be_filtered_by_its_three_actors() -> None:
    plan = read_plan(DATA / "ukfa-2022").plan
    counts = {}
    for name in ("UF", "AMI", "KOF"):
        found = picture(plan, View(actors=(name,)))
        counts[name] = sum(found.shown(item) for item in found.everything)
    assert counts == {"UF": 5, "AMI": 7, "KOF": 5}

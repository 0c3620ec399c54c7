"""Poängsätt: the way in by code and role, and a ballot that holds nobody's answers."""

from prioritering.meeting.meeting import PlanAnswers
from prioritering.store import meetings
from prioritering.store.connection import Store
from tests.folders import PROV, UKFA
from tests.pages.meeting import answer, join, newest, open_one
from tests.pages.visit import Visit


def test_a_code_that_is_not_there_is_told(database: Store) -> None:
    open_one()
    visit = Visit("poangsatt", "kod=AAAAAA", "medlem")
    assert visit.app.warning[0].value == "Koden finns inte; kontrollera den med mötesledaren."


def test_going_on_without_a_code_leads_nowhere(database: Store) -> None:
    visit = Visit("poangsatt", role="medlem")
    for typed in ("", "   "):
        visit.widget("Mötets kod").set_value(typed)
        visit.press("Fortsätt")
        assert "kod" not in visit.address
        assert not visit.app.warning


def test_a_code_leads_to_the_roles_that_are_free(database: Store) -> None:
    open_one(("Linjechef", "Objektägare", "Objektledare"))
    join(database, "Linjechef", "prov|linjechefen")
    visit = Visit("poangsatt", role="medlem")
    code = newest(database).code
    visit.widget("Mötets kod").set_value(f"{code[:3].lower()} {code[3:].lower()}")
    visit.press("Fortsätt")
    assert visit.address["kod"] == code
    taken = {item["name"]: item["taken"] for item in visit.components["anslut"]["roles"]}
    assert taken == {"Linjechef": True, "Objektägare": False, "Objektledare": False}


def test_the_whole_link_to_a_meeting_does_where_its_code_is_asked_for(database: Store) -> None:
    open_one(("Linjechef",))
    visit = Visit("poangsatt", role="medlem")
    code = newest(database).code
    visit.widget("Mötets kod").set_value(f"Gå med: https://kommunen.example/poangsatt?plan=vso-2021&kod={code}")
    visit.press("Fortsätt")
    assert visit.address["kod"] == code
    assert "anslut" in visit.components


def test_a_code_that_is_typed_says_which_plan_whatever_is_open(database: Store) -> None:
    open_one(("Linjechef",))
    # Whoever writes the room's address by hand meets the plan that is first.
    visit = Visit("poangsatt", "plan=ukfa-2022", "medlem", as_it_is=True)
    assert visit.address["plan"] == "ukfa-2022"
    visit.widget("Mötets kod").set_value(newest(database).code)
    visit.press("Fortsätt")
    assert "anslut" in visit.components
    assert visit.address["plan"] == "vso-2021"
    assert "Objektplan VSO 2021" in visit.text
    # So it stays when the page is drawn again.
    assert visit.run().address["plan"] == "vso-2021"


def test_to_choose_another_plan_is_to_leave_the_code(database: Store) -> None:
    open_one(("Linjechef",))
    visit = Visit("poangsatt", f"kod={newest(database).code}", "medlem", as_it_is=True)
    assert "anslut" in visit.components
    visit.widget("Plan").set_value(UKFA)
    visit.run()
    assert visit.address == {"plan": "ukfa-2022"}
    assert "anslut" not in visit.components
    assert "Objektplan VSO 2021" not in visit.text


def test_a_closed_door_lets_nobody_choose_a_role(database: Store) -> None:
    open_one().press("Ta inte emot fler")
    visit = Visit("poangsatt", f"kod={newest(database).code}", "medlem")
    assert "anslut" not in visit.components


def test_who_has_joined_gets_the_ballot_with_the_plans_own_words_and_nobodys_answers(database: Store) -> None:
    open_one(projects=("S01", "S02"))
    other = join(database, "Linjechef")
    answer(database, other, "S02", omfattning="Låg")
    join(database, "Objektägare", "prov|anna")
    visit = Visit("poangsatt", role="medlem")
    [(key, data)] = [item for item in visit.components.items() if item[0].startswith("rost-")]
    assert key == f"rost-{newest(database).id}"
    assert [item["id"] for item in data["criteria"]] == ["effekttyp", "omfattning", "tidsperspektiv"]
    second = data["projects"]["S02"]
    assert second["says"] == {"effekttyp": "ej angivet", "omfattning": "Hög", "tidsperspektiv": "Medel"}
    assert ["Klass", "Strategiskt"] in second["facts"]
    assert data["projects"]["S01"]["texts"][0] == "Under 2020 har 3 processer automatiserats."
    assert data["plan_answers"] == "efter eget svar"
    assert ["Kostnad", "1\u00a0000\u00a0tkr"] in second["facts"]
    assert ["Kostnad", "okänd"] in data["projects"]["S04"]["facts"]
    assert "Linjechef" not in str(data)
    assert "Låg" not in str({**data, "criteria": []})


def test_a_meeting_of_another_plan_in_the_address_is_told_of_with_a_way_to_it(database: Store) -> None:
    open_one(projects=("S01",))
    there = newest(database).id
    visit = Visit("poangsatt", f"plan=prov&mote={there}", role="medlem")
    assert "Mötet i länken hör till en annan plan." in visit.text
    assert f'href="/poangsatt?plan=vso-2021&amp;mote={there}">Gå till mötet i länken' in visit.html
    # Nothing else is shown here, so nothing is said of what is.
    assert "Sidan visar" not in visit.text
    # Not in the meeting that the address names, but in another of the plan's own.
    Visit("mote", "plan=prov").press("Öppna mötet och runda 1")
    own = meetings.meetings_of(database, PROV)[0]
    meetings.join(database, own.code, own.roles[0], "prov|anna")
    visit = Visit("poangsatt", f"plan=prov&mote={there}", role="medlem")
    assert "Mötet i länken hör till en annan plan. Sidan visar den här planens eget." in visit.text
    assert f"rost-{own.id}" in visit.components
    assert "Mötet i länken" not in Visit("poangsatt", f"plan=prov&mote={own.id}", role="medlem").text


def test_what_the_plan_does_not_define_is_said_once_and_at_no_level(database: Store) -> None:
    open_one(projects=("S01",))
    join(database, "Objektägare", "prov|anna")
    visit = Visit("poangsatt", role="medlem")
    [data] = [data for key, data in visit.components.items() if key.startswith("rost-")]
    scope = next(item for item in data["criteria"] if item["id"] == "omfattning")
    assert scope["undefined"] == "Låg och Medel är inte definierade i planen."
    assert "definier" not in str(data["criteria"][1]["levels"] + data["criteria"][2]["levels"]).lower()
    assert [level["description"] for level in scope["levels"]][:3] == ["Ingen påverkan på någon process.", "", ""]


def test_the_leader_chooses_when_the_plans_answer_is_shown(database: Store) -> None:
    visit = Visit("mote")
    visit.widget("Planens svar visas för medlemmen").set_value(PlanAnswers.HIDDEN)
    visit.press("Öppna mötet och runda 1")
    assert newest(database).plan_answers is PlanAnswers.HIDDEN

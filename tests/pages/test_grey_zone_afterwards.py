"""What is worth finding out may also bring a project into the grey zone, and the table says so where it does."""

import pytest

from tests.pages.visit import Visit, words

pytestmark = pytest.mark.usefixtures("shared")
BOTH_WAYS = "; några kommer i stället in i den, och räknas i den sista kolumnen."


@pytest.mark.parametrize(("address", "entered"), [("ram=5000", True), ("ram=3547", False)])
def test_columns_that_do_not_add_up_to_the_grey_zone_of_now_say_why(address: str, entered: bool) -> None:
    visit = Visit("robusthet", f"del=kravs&dragningar=2000&{address}")
    assert "Lämnar gråzonen I gråzonen efteråt" in words(visit.html)
    assert (BOTH_WAYS in visit.text) is entered

"""The margin of error that Robusthet tells is that of what stands on the page."""

import pytest

from tests.pages.visit import Visit

pytestmark = pytest.mark.usefixtures("shared")


def test_the_margin_of_error_holds_for_every_column_of_shares_that_is_shown() -> None:
    told = "Felmarginalen (95 %) är högst {} procentenheter."
    # The best portfolio has a project in about half of the draws, the list none.
    assert told.format("2,2") in Visit("robusthet", "ram=3547").open("Så räknades det").text
    assert told.format("1,8") in Visit("robusthet", "ram=3547&del=kravs").open("Så räknades det").text
    assert told.format("2,2") in Visit("robusthet", "ram=3547&del=platser").open("Så räknades det").text

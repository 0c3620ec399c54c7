from tests.tools.granska import COULD_NOT_ASK, verdict

SOUND = {"name": "numpy", "version": "2.4.6", "vulns": []}
FLAWED = {
    "name": "jinja2",
    "version": "2.0",
    "vulns": [{"id": "PYSEC-1", "fix_versions": ["2.1"]}, {"id": "PYSEC-2", "fix_versions": []}],
}
UNKNOWN = {"name": "plotly", "skip_reason": "Dependency not found"}


def test_a_found_flaw_fails_and_is_named_with_its_remedy() -> None:
    assert verdict({"dependencies": [SOUND, FLAWED]}) == (
        1,
        [
            "jinja2 2.0: PYSEC-1, rättad i 2.1",
            "jinja2 2.0: PYSEC-2, rättad i ingen version",
            "2 versioner granskade, 2 kända sårbarheter.",
        ],
    )


def test_sound_versions_pass_and_those_not_asked_about_are_counted() -> None:
    assert verdict({"dependencies": [SOUND, UNKNOWN]}) == (
        0,
        ["1 versioner granskade, 0 kända sårbarheter. 1 kunde inte granskas."],
    )


def test_a_machine_that_cannot_ask_says_so_in_one_line_and_passes() -> None:
    assert verdict(None) == verdict({"dependencies": [UNKNOWN]}) == (0, [COULD_NOT_ASK])

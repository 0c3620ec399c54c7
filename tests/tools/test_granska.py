from pathlib import Path

import pytest

from tests.tools.granska import COULD_NOT_ASK, fault_of, verdict

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
    # As pip-audit says it.
    said = "ERROR:pip_audit._cli:timed out\nERROR:pip_audit._cli:Tip: your network may be blocking this service."
    failed = "Traceback\npip_audit._service.interface.ServiceError: 503 Server Error\n"
    assert verdict(None, said) == verdict(None, failed) == verdict({"dependencies": [UNKNOWN]}) == (0, [COULD_NOT_ASK])


def test_an_audit_that_breaks_off_for_another_reason_fails_and_says_which() -> None:
    assert verdict(None, "Traceback\nKeyError: 'vulns'\n") == (2, ["pip-audit gav inget svar: KeyError: 'vulns'"])
    assert verdict(None) == (2, ["pip-audit gav inget svar: utan ett ord"])


HASH = "--hash=sha256:7defb6ca730676dfc99a299768e2769f51585fcb3dc960ea71aacc368929d65e"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (None, "Låsfilen {lock} finns inte."),
        ("# tom\n", "{lock} låser inte något med kontrollsumma; lås på nytt med make las."),
        (
            f"numpy==2.4.6 \\\n    {HASH}\nattrs==26.1.0\n",
            "{lock} låser inte attrs==26.1.0 med kontrollsumma; lås på nytt med make las.",
        ),
        (f"numpy==2.4.6 \\\n    {HASH}\nattrs==26.1.0 \\\n    {HASH}\n    # via numpy\n", None),
    ],
)
def test_a_lock_that_is_not_there_or_has_no_hash_is_told_of_and_not_taken_for_a_service_that_does_not_answer(
    tmp_path: Path, text: str | None, fault: str | None
) -> None:
    lock = tmp_path / "prov.lock"
    if text is not None:
        lock.write_text(text, encoding="utf-8")
    assert fault_of(str(lock)) == (fault and fault.format(lock=lock))


@pytest.mark.parametrize("lock", ["requirements.lock", "tests/requirements.lock"])
def test_our_own_locks_can_be_audited(lock: str) -> None:
    assert fault_of(str(Path(__file__).parents[2] / lock)) is None

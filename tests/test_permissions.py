"""Who may do what, and how a login's claims become roles."""

import pytest

from prioritering.errors import BadArgument, NotAllowed
from prioritering.permissions import (
    GRANTS,
    NEIGHBOUR,
    NOBODY,
    THIS_MACHINE,
    AccessSettings,
    Permission,
    Role,
    User,
    check_allowed,
    roles_from,
    settings_from,
    user_from,
)

ENTRA = settings_from({"ansprak": ["groups"], "roller": {"objektledare": ["g-1"], "läsare": ["g-2", "g-3"]}})
CLAIMS = {"is_logged_in": True, "iss": "https://login.example", "sub": "abc", "iat": 1_000, "groups": ["g-1", "g-9"]}
MAY = {
    Role.READER: {Permission.READ},
    Role.MEMBER: {Permission.READ, Permission.VOTE},
    Role.LEADER: {Permission.READ, Permission.VOTE, Permission.CHANGE, Permission.LEAD},
    Role.OWNER: {Permission.READ, Permission.VOTE, Permission.CHANGE, Permission.OPEN},
    Role.ADMINISTRATOR: set(Permission),
}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("permission", Permission)
def test_each_role_has_exactly_its_permissions(role: Role, permission: Permission) -> None:
    user = User(frozenset({role}))
    assert user.may(permission) == (permission in MAY[role])
    if permission not in MAY[role]:
        with pytest.raises(NotAllowed, match=f"{permission.value}.*{role.value}"):
            check_allowed(user, permission)


@pytest.mark.parametrize("permission", Permission)
def test_nobody_may_nothing(permission: Permission) -> None:
    with pytest.raises(NotAllowed):
        check_allowed(NOBODY, permission)


def test_the_one_machine_may_all_and_a_neighbour_takes_part() -> None:
    assert all(THIS_MACHINE.may(permission) for permission in Permission)
    assert {p for p in Permission if NEIGHBOUR.may(p)} == GRANTS[Role.MEMBER]


def test_groups_become_roles_by_exact_match() -> None:
    assert roles_from({"groups": ["g-1", "g-2"]}, ENTRA) == {Role.LEADER, Role.READER}
    assert roles_from({"groups": "g-1"}, ENTRA) == {Role.LEADER}
    for groups in (["G-1"], ["g-1 "], ["g"], [1], None, {"g-1": True}):
        assert roles_from({"groups": groups}, ENTRA) == frozenset()
    assert roles_from({"roles": ["g-1"]}, ENTRA) == frozenset()


def test_everyone_who_is_logged_in_can_be_given_a_role() -> None:
    assert roles_from({}, settings_from({"alla": "läsare"})) == {Role.READER}


def test_a_person_is_issuer_and_subject_together() -> None:
    user = user_from(CLAIMS, ENTRA, now=1_001)
    assert (user.roles, user.subject) == ({Role.LEADER}, "https://login.example|abc")
    assert user.known_as == "objektledare"


@pytest.mark.parametrize("change", [{"is_logged_in": False}, {"sub": ""}, {"iat": None}, {"iat": "1000"}])
def test_claims_that_prove_nothing_are_nobody(change: dict[str, object]) -> None:
    assert user_from({**CLAIMS, **change}, ENTRA, now=1_001) == NOBODY


def test_a_login_may_be_set_to_last_thirty_days_and_no_longer() -> None:
    assert settings_from({"timmar": 720}).timmar == 720
    for hours in (720.1, 0, -1):
        with pytest.raises(BadArgument, match=r"timmar går inte att använda"):
            settings_from({"timmar": hours})


def test_a_login_lasts_half_a_day_when_nothing_is_said() -> None:
    unsaid = settings_from({"ansprak": ["groups"], "roller": {"objektledare": ["g-1"]}})
    assert user_from(CLAIMS, unsaid, now=1_000 + 12 * 3_600).roles
    assert user_from(CLAIMS, unsaid, now=1_000 + 12 * 3_600 + 1) == NOBODY


def test_a_login_ends_after_its_hours() -> None:
    short = settings_from({"timmar": 1, "ansprak": ["groups"], "roller": {"objektledare": ["g-1"]}})
    assert user_from(CLAIMS, short, now=1_000 + 3_600).roles
    assert user_from(CLAIMS, short, now=1_000 + 3_601) == NOBODY


@pytest.mark.parametrize(
    ("table", "named"),
    [
        ({"roller": {"kung": ["g"]}}, "roller"),
        ({"alla": "kung"}, "alla"),
        ({"timmar": 0}, "timmar"),
        ({"natverk": "kanske"}, "natverk"),
        ({"grupper": []}, "grupper"),
        ({"roller": {"medlem": "g-1"}}, "medlem"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(table: dict[str, object], named: str) -> None:
    with pytest.raises(BadArgument, match=named):
        settings_from(table)


def test_without_a_table_nobody_is_let_in_by_a_login() -> None:
    assert settings_from({}) == AccessSettings()
    assert user_from(CLAIMS, AccessSettings(), now=1_001).roles == frozenset()

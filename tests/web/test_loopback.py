"""Which addresses mean the machine itself."""

from __future__ import annotations

import pytest

from prioritering.web.loopback import is_loopback, is_this_machine, only_here


def test_loopback_addresses_are_told_from_others_also_ipv4_inside_ipv6() -> None:
    assert all(is_loopback(address) for address in ("127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"))
    assert not any(is_loopback(address) for address in ("10.0.0.1", "::ffff:10.0.0.1", "localhost", "", "128.0.0.1"))


def test_the_name_of_this_machine_counts_as_it() -> None:
    assert is_this_machine("localhost")
    assert is_this_machine("localhost.")
    assert not is_this_machine("localhost.kommun.example")


@pytest.mark.parametrize("host", ["127.0.0.1:8501", "localhost", "127.9.9.9", "[::1]:8501", "[::ffff:127.0.0.1]"])
def test_a_link_to_this_machine_reaches_nobody_else(host: str) -> None:
    assert only_here(f"http://{host}/oversikt")


@pytest.mark.parametrize("host", ["10.1.2.3:8501", "prioritering.kommun.example", "[fd00::1]"])
def test_a_link_to_an_address_in_the_net_does(host: str) -> None:
    assert not only_here(f"http://{host}/oversikt")


def test_a_link_without_a_host_is_promised_to_nobody() -> None:
    assert only_here("/poangsatt?kod=ABC234")

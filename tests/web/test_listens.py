"""Where the server says that it listens is where it was started to, by either of the two programs that start it."""

import click
import pytest
import streamlit as st

from prioritering.web.server.listens import Listens, listens

BY_STREAMLIT = {"server.address": "10.1.2.3", "server.port": 8601}


@pytest.mark.parametrize(
    ("params", "where"),
    [
        ({"host": "10.9.8.7", "port": 8700}, Listens("10.9.8.7", 8700)),
        ({"host": "10.9.8.7"}, Listens("10.1.2.3", 8601)),
        ({"port": 8700}, Listens("10.1.2.3", 8601)),
        ({}, Listens("10.1.2.3", 8601)),
    ],
)
def test_the_program_that_was_given_host_and_port_is_believed(
    monkeypatch: pytest.MonkeyPatch, params: dict[str, object], where: Listens
) -> None:
    monkeypatch.setattr(st, "get_option", BY_STREAMLIT.__getitem__)
    command = click.Context(click.Command("uvicorn"))
    command.params = params
    with command:
        assert listens() == where
    assert listens() == Listens("10.1.2.3", 8601)

"""The base path of the environment counts under uvicorn, and where `streamlit run` has said one, that one stands."""

from __future__ import annotations

import pytest
from streamlit import config

from prioritering.web.base import take_base_path

STREAMLIT_RUN = "command-line argument or environment variable"


@pytest.mark.parametrize(
    ("said", "defined", "taken"),
    [
        ("prio", "<default>", ["prio"]),
        (" prio ", "config.toml", ["prio"]),
        ("prio", STREAMLIT_RUN, []),
        ("", "<default>", []),
        ("  ", "<default>", []),
        ("", STREAMLIT_RUN, []),
    ],
)
def test_the_environment_says_the_path_unless_it_says_nothing_or_streamlit_has_heard_it(
    said: str, defined: str, taken: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    options: list[str] = []
    monkeypatch.setenv("STREAMLIT_SERVER_BASE_URL_PATH", said)
    monkeypatch.setattr(config, "get_where_defined", lambda option: defined)
    monkeypatch.setattr(config, "set_option", lambda option, value: options.append(value))
    take_base_path()
    assert options == taken

"""HTML templates; every value is escaped, so text from plans and members can never become markup."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from prioritering import swedish
from prioritering.direction import isolated
from prioritering.money.amounts import in_tkr

# A day, or a range of figures, with or without thousands and decimals.
_FIGURE = r"\d+(?:[,\u00a0]\d+)*"
_WHOLE = re.compile(rf"\b\d{{4}}-\d\d-\d\d\b|\b{_FIGURE}–{_FIGURE}\b")


@cache
def environment() -> Environment:
    """Return the one environment: autoescape on, a missing value is an error, Swedish number filters."""
    env = Environment(
        loader=FileSystemLoader(Path(__file__).parents[1]),
        autoescape=True,
        # A misspelt name would else be an empty place, and an empty place means something in a plan.
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        finalize=_finished,
    )
    env.filters["tkr"] = swedish.tkr
    env.filters["stor_forst"] = swedish.upper_first
    env.filters["i_tkr"] = in_tkr
    env.filters["tal"] = swedish.number
    env.filters["hela_tal"] = _whole_figures
    return env


def _whole_figures(text: str) -> Markup:
    """Return a text with each of its days and ranges kept on one line, where a browser would break it after a dash."""
    return as_made(_WHOLE.sub(r'<span class="p-whole">\g<0></span>', str(escape(isolated(text)))))


def _finished(value: Any) -> Any:
    # What is markup already was made of values that have been here.
    return isolated(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def render(template: str, **values: Any) -> str:
    """Return a template filled with `values`, for `st.html`."""
    return _template(template).render(values)


def as_part(template: str, **values: Any) -> Markup:
    """Return a template filled with `values`, to be put into another."""
    return as_made(render(template, **values))


def as_made(html: str) -> Markup:
    """Return what `render` has made, or one of our own files, as what is not to be escaped once more."""
    return Markup(html)  # noqa: S704 - every value in it has been escaped


@cache
def _template(name: str) -> Template:
    return environment().get_template(name)

"""Drives a page as a browser would, without one: what is drawn, what is pressed, what components send."""

from __future__ import annotations

import json
import re
import time
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.testing.v1 import AppTest

from tests.login_settings import login_table

ROOT = Path(__file__).parents[2]
PAGES = tuple(sorted(file.stem for file in (ROOT / "pages").glob("*.py")))
PLANS = ("vso-2021", "ukfa-2022")
ON_VSO = {"plan": "vso-2021"}
ROLES = ("läsare", "medlem", "objektledare", "objektägare", "administratör")
# app.py lies beside pages/, which AppTest takes for the pages of an app without st.navigation; run from here it is not.
_SCRIPT = f"import runpy\nrunpy.run_path({str(ROOT / 'app.py')!r}, run_name='__main__')\n"
_TAG = re.compile(r"<[^>]*>")


def words(html: str) -> str:
    """Return what a reader sees of some HTML: no tags, no entities, single ordinary spaces."""
    return " ".join(unescape(_TAG.sub(" ", html)).replace("\u00a0", " ").replace("\u2060", "").split())


def as_read(markdown: str) -> str:
    """Return what a reader sees of escaped text."""
    return re.sub(r"[\u2060\u2068\u2069]", "", re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown))


def cells(html: str, row: str) -> list[str]:
    """Return the cells of the first table row whose text holds `row`."""
    found = next(part for part in re.findall(r"<tr[^>]*>.*?</tr>", html, re.S) if row in words(part))
    return [words(cell) for cell in re.findall(r"<t[hd][^>]*>.*?</t[hd]>", found, re.S)]


def log_in(app: AppTest, role: str) -> None:
    """Let whoever is at a page have a role, from the next run on."""
    app.secrets["auth"] = login_table("http://prov.example")
    app.secrets["atkomst"] = {"roller": {name: [name] for name in ROLES}}
    app.user.update({"is_logged_in": True, "sub": "anna", "iss": "prov", "iat": time.time(), "roles": [role]})


class Visit:
    """One session on one page. `role` is the logged-in person's role, None is this machine without login.

    VSO is meant by an address that names no plan, unless it is opened as it stands (`as_it_is`).
    """

    def __init__(self, page: str, address: str = "", role: str | None = "objektledare", as_it_is: bool = False) -> None:
        self.app = AppTest.from_string(_SCRIPT, default_timeout=60)
        self.app.context["url"] = f"http://prov.example/{page}"
        self.become(role)
        for name, value in {**({} if as_it_is else ON_VSO), **parse_qs(address)}.items():
            self.app.query_params[name] = value
        self.to(page)

    def become(self, role: str | None) -> Visit:
        """Be someone with another role from the next run on."""
        if role is not None:
            log_in(self.app, role)
        return self

    def to(self, page: str) -> Visit:
        """Go to a page by its link, which carries the address along."""
        self.app.switch_page(str(ROOT / "pages" / f"{page}.py"))
        return self.run()

    def run(self) -> Visit:
        self.app.run()
        return self._waited()

    @property
    def address(self) -> dict[str, Any]:
        return dict(self.app.query_params)

    @property
    def html(self) -> str:
        """All HTML on the page, that of the live drawings with it."""
        own = [item.proto.body for item in self.app.get("html") if "<style>" not in item.proto.body]
        live = [data["html"] for data in self.components.values() if data.get("html")]
        return "\n".join((*own, *live))

    @property
    def text(self) -> str:
        """All that can be read on the page."""
        app = self.app
        said = (*app.info, *app.warning, *app.error, *app.caption, *app.markdown)
        return " ".join((words(self.html), *(as_read(item.value) for item in said))).replace("\u00a0", " ")

    @property
    def faults(self) -> list[str]:
        """What went wrong while the page was drawn: exceptions and the box that stands for them."""
        boxes = re.findall(r'<section class="p-box p-error".*?</section>', self.html, re.S)
        return [item.value for item in self.app.exception] + [words(box) for box in boxes]

    @property
    def components(self) -> dict[str, dict[str, Any]]:
        """The data of each component, by the component's own key."""
        return {key: json.loads(item.proto.json or "{}") for key, item in self._parts().items()}

    @property
    def board(self) -> list[dict[str, str]]:
        """The rows of the board, lines and lanes with them."""
        rows: list[dict[str, str]] = self.components["tavla"]["rows"]
        return rows

    @property
    def order(self) -> list[str]:
        """The projects on the board from top to bottom."""
        return [row["key"] for row in self.board if row["kind"] in ("row", "in", "open", "out")]

    @property
    def inside(self) -> list[str]:
        """The projects above the line."""
        return [row["key"] for row in self.board if row["kind"] == "in"]

    def row(self, project_id: str) -> str:
        """What a row of the board says."""
        return words(next(row["html"] for row in self.board if row["key"] == project_id))

    def labels(self) -> list[str]:
        """The buttons that can be pressed."""
        return [as_read(item.label) for item in self.app.button if not item.disabled]

    def button(self, label: str) -> Any:
        """Return the last drawn button with a label: a dialog's stand after the page's own."""
        return next(item for item in reversed(list(self.app.button)) if as_read(item.label) == label)

    def press(self, label: str) -> Visit:
        self.button(label).click()
        return self.run()

    def widget(self, label: str) -> Any:
        """Return the last drawn field with a label."""
        app = self.app
        kinds = (
            app.selectbox, app.text_input, app.text_area, app.radio, app.number_input, app.slider, app.toggle,
            app.multiselect, app.button_group, app.checkbox,
        )  # fmt: skip
        return next(item for kind in kinds for item in reversed(list(kind)) if as_read(item.label) == label)

    def set(self, label: str, value: Any) -> Visit:
        """Give a field a value and let the page follow."""
        self.widget(label).set_value(value)
        return self.run()

    def open(self, label: str) -> Visit:
        """Open what is folded; only what stands open is drawn."""
        found = next(item for item in self.app.expander if item.label.startswith(label))
        return self._run_with(WidgetState(id=found.proto.id, bool_value=True))

    def send(self, key: str, event: str | None = None, value: Any = None, **state: Any) -> Visit:
        """Let a component send what its script would: an event with a value, or its state."""
        identity = self._parts()[key].proto.id
        sent = []
        if event is not None:
            name = f"$$STREAMLIT_INTERNAL_KEY_{identity}__events"
            sent.append(WidgetState(id=name, json_trigger_value=json.dumps([{"event": event, "value": value}])))
        if state:
            sent.append(WidgetState(id=identity, json_value=json.dumps(state)))
        return self._run_with(*sent)

    def _run_with(self, *more: WidgetState) -> Visit:
        """Run with states that AppTest has no element for."""
        states = self.app._tree.get_widget_states()
        states.widgets.extend(more)
        self.app._run(states)
        return self._waited()

    def _waited(self) -> Visit:
        """Follow long work to its end, as the page itself does by asking again; each run waits a while for it."""
        left = 100
        while left and any(item.label == "Avbryt" for item in self.app.button):
            self.app.run()
            left -= 1
        return self

    def _parts(self) -> dict[str, Any]:
        found = self.app.get("bidi_component")
        return {item.proto.id.split("-", 2)[-1]: item for item in found}


def prov(address: str = "ram=1000", role: str = "läsare") -> Visit:
    """Prioritera on our own plan: 500, 300, 200, 400 and an unknown cost, in falling order of points."""
    return Visit("prioritera", f"plan=prov&{address}", role)

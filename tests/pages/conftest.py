"""A real database for each test or file, filled with the plans once and then copied."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import _lru_cache_wrapper, cache
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.testing.v1.element_tree import Block, Node
from streamlit.testing.v1.local_script_runner import LocalScriptRunner

from prioritering.gateway.serving import stop_serving_commands
from prioritering.store.bootstrap import Started
from prioritering.store.connection import Store
from prioritering.store.kept import forget_everything
from prioritering.web.frame import context
from tests.databases import copied
from tests.folders import write_plan

OPENED = context._opened
HEADER = "id,namn,klass,kostnad_tkr,effekttyp,omfattning,tidsperspektiv,perspektiv\n"
ROWS = """\
A1,Alfa <b>fet</b> *kursiv*,strategiskt,500,"Tidsbesparande, Kvalitetshöjande",Mycket hög,Kort,Brukare
A2,Beta,prioriterat,300,Tidsbesparande,Hög,Kort,Myndighet
A3,Gamma,önskvärt,200,Tidsbesparande,Hög,Medel,Brukare
A4,Delta,strategiskt,400,Tidsbesparande,Medel,Medel,Utförare
A5,Epsilon,,?,Tidsbesparande,Låg,Lång,Myndighet
A6,Zeta,prioriterat,100,,,,Utförare
"""


@pytest.fixture(scope="session", autouse=True)
def browserless() -> Iterator[None]:
    """Streamlit's own parts that need a server: who is connected, and a search for installed components."""
    here = SimpleNamespace(headers={}, cookies={}, remote_ip="127.0.0.1")
    # The server's own start: it also says what the live drawings are drawn by.
    import_module("app")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("streamlit.testing.v1.local_script_runner.require_widgets_deltas", waited)
        patch.setattr("streamlit.runtime.context._get_client_context", lambda: here)
        patch.setattr("streamlit.components.v2.manifest_scanner.scan_component_manifests", list)
        patch.setattr(Block, "__iter__", nodes)
        yield


def waited(runner: LocalScriptRunner, timeout: float) -> None:
    """Wait until a page has been drawn; Streamlit's own asks a thousand times a second, also of a busy machine."""
    thread = runner._script_thread
    assert thread is not None
    thread.join(timeout)
    if thread.is_alive():
        runner.request_stop()
        raise RuntimeError(f"the page was not drawn within {timeout} s")


def nodes(block: Block) -> Iterator[Node]:
    """All nodes of a block from the top; Streamlit's own hands each up through every block around it."""
    left: list[Node] = [block]
    while left:
        node = left.pop()
        yield node
        if isinstance(node, Block):
            left.extend(reversed(node.children.values()))


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database into which the app has taken the plans of data/ and one of our own with every class."""
    folder = tmp_path_factory.mktemp("sidor")
    head = 'id = "prov"\nnamn = "Prov & <i>sådant</i>"\nperiod = "2026"\n'
    plan = write_plan(folder / "prov", ROWS, HEADER, plan__toml=head)
    with opened(folder / "fylld.duckdb", str(plan)):
        pass
    return folder / "fylld.duckdb"


@pytest.fixture
def database(filled: Path, tmp_path: Path) -> Iterator[Store]:
    """The app's store on a database of the test's own, to write in."""
    with opened(copied(filled, tmp_path / "egen.duckdb")) as store:
        yield store


@pytest.fixture(scope="module")
def shared(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The app's store on one database for a whole file, for tests that only look."""
    with opened(copied(filled, tmp_path_factory.mktemp("delad") / "delad.duckdb")) as store:
        yield store


@contextmanager
def opened(path: Path, plans: str = "") -> Iterator[Store]:
    """Let the app use a database, with nothing remembered of any other; afterwards the one that it used before.

    A copy of one that the app has filled is not compared with the folders of data/ once more.
    """
    with pytest.MonkeyPatch.context() as patch:
        if path.exists() and not plans:
            patch.setattr(context, "take_in", lambda _: Started())
        patch.setenv("PRIORITERING_DB", str(path))
        patch.setenv("PRIORITERING_PLANER", plans)
        forget()
        held = OPENED()
        patch.setattr(context, "_opened", lambda: held)
        yield held[0]
        # Else each test leaves a thread that holds its database.
        stop_serving_commands()
        held[0].close()
    forget()


def forget() -> None:
    """Empty what one process keeps of its one database; what is kept for ever depends on no database."""
    OPENED.forget()
    context._watch.forget()
    forget_everything()
    for kept in _bounded_caches(len(sys.modules)):
        kept.cache_clear()


@cache
def _bounded_caches(modules: int) -> tuple[_lru_cache_wrapper[Any], ...]:
    """Those of our modules: looked for anew when there are more `modules` in the process."""
    del modules
    ours = [module for name, module in sys.modules.items() if name.startswith("prioritering.")]
    found = {id(value): value for module in ours for value in vars(module).values()}
    kept = [value for value in found.values() if isinstance(value, _lru_cache_wrapper)]
    return tuple(one for one in kept if one.cache_parameters()["maxsize"] is not None)

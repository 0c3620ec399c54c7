"""The edges of the house (pages, server, commands) call use cases and draw what they give; they compute nothing."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Collection, Iterator

import pytest

from tests.test_architecture import CODE, COMPUTING, EDGES, PACKAGE, ROOT, SOURCES, imports, name, offences, tree

EDGE_FILES = [PACKAGE / "__main__.py", *CODE[len(SOURCES) :]]
EDGE_FILES += [path for path in SOURCES if path.relative_to(PACKAGE).parts[0] in EDGES]
MODULES = {".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for path in SOURCES}
# What words and reads what is already there; its functions may be called, and its modules imported whole.
WORDS = ("direction", "errors", "glossary", "json_text", "permissions", "settings", "swedish", "text_length")
WORDS += ("typed_numbers", "view")
# A basis is gathered and a picture computed by a use case alone, though they stand among the words.
A_PICTURE = ("prioritering.view.basis", "prioritering.view.picture")
# Small functions of the other rooms that read or write what is already there; no answer comes out of them.
NOT_AN_ANSWER = {
    "prioritering.analysis.wishes.groups",
    "prioritering.analysis.wishes.words",
    "prioritering.meeting.meeting.setup_from",
    "prioritering.money.amounts.in_tkr",
    "prioritering.plan.ids.composed",
    "prioritering.plan.on_disk.is_folder",
    "prioritering.plan.on_disk.typed_path",
    "prioritering.plan.project_facts.actors_called",
    "prioritering.plan.project_facts.fact_heading",
    "prioritering.plan.project_facts.heading",
    "prioritering.plan.project_facts.ids_in",
    "prioritering.plan.project_facts.is_fact",
    "prioritering.plan.project_facts.cells_by_column",
    "prioritering.plan.project_facts.stated_facts",
    "prioritering.plan.side_files.line_ranges",
    "prioritering.scoring.effective.level_choices",
    "prioritering.scoring.weights.whole_percents",
    "prioritering.view.picture.differs_from_plan",
    "prioritering.view.picture.frame_cells",
    "prioritering.view.picture.tries",
}
# What an answer is computed from: put together by the use cases, so that there is one way to it.
PARTS_OF_A_BASIS = {f"prioritering.view.basis.{part}" for part in ("Basis", "GroupAnswers", "ShownAnswers")}
# Values that an edge makes of what was typed or asked for. All other classes may be named there, not called.
TYPED = {
    "prioritering.analysis.inclusion.Standing",
    "prioritering.criteria.model.Level",
    "prioritering.criteria.model.NumberScale",
    "prioritering.criteria.model.WordedScale",
    "prioritering.meeting.meeting.Answer",
    "prioritering.meeting.meeting.Kind",
    "prioritering.plan.compare.CellChange",
    "prioritering.plan.object_plan.Place",
    "prioritering.plan.object_plan.Status",
    "prioritering.plan.object_plan.Tier",
}
# What adds up and what ranks: Python's own, and numpy's by any name.
COMPUTES = {"sum", "fsum", "cumsum", "nansum", "mean", "nanmean", "median", "argsort", "lexsort", "dot", "average"}
NAMED = (ast.Name, ast.Attribute)


def inner(module: str) -> bool:
    """Say whether a module stands within the use cases, so that an edge may only read what it gives."""
    return module.startswith("prioritering.") and module.split(".")[1] not in {*EDGES, "usecases"}


def words(module: str) -> bool:
    return module.split(".")[1] in WORDS and not module.startswith(A_PICTURE)


def taken(source: ast.Module) -> Iterator[tuple[str, str, str]]:
    """Return each name that a file takes from an inner module: the module, the name, and what it is called here."""
    for node in ast.walk(source):
        if isinstance(node, ast.ImportFrom) and node.module and inner(node.module):
            for alias in node.names:
                yield node.module, alias.name, alias.asname or alias.name


def is_class(word: str) -> bool:
    return word.strip("_")[:1].isupper() and not word.strip("_").isupper()


def whole_modules(source: ast.Module) -> list[str]:
    """Return the modules that are imported whole, by which anything in them could be called."""
    found = []
    for node in ast.walk(source):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names if alias.name.split(".")[0] == "prioritering"]
        elif isinstance(node, ast.ImportFrom):
            if node.level:
                found.append("." * node.level + (node.module or ""))
            full = [f"{node.module}.{alias.name}" for alias in node.names]
            found += [module for module in full if module in MODULES and inner(module) and not words(module)]
            found += [module for module in full if module.startswith("prioritering.") and module.endswith(".*")]
    return found


def functions(source: ast.Module) -> list[str]:
    """Return the functions that are taken past the use cases."""
    found = [f"{module}.{word}" for module, word, _ in taken(source) if not words(module) and word.islower()]
    return [function for function in found if function not in MODULES | NOT_AN_ANSWER]


def made_or_asked(source: ast.Module) -> list[str]:
    """Return the classes that are called, or asked to compute by a method of their own."""
    classes = {here: f"{module}.{word}" for module, word, here in taken(source) if is_class(word) and not words(module)}
    found = []
    for node in ast.walk(source):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            full = classes.get(node.func.id, "")
            found += [full] if full and full not in TYPED else []
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and not node.attr.isupper():
            full = classes.get(node.value.id, "")
            found += [f"{full}.{node.attr}"] if full and (full not in TYPED or node.attr != "model_validate") else []
    return found


def methods_of_the_store() -> set[str]:
    """Return what can be asked of the database, but for closing it."""
    [store] = (
        node
        for node in tree(PACKAGE / "store/connection.py").body
        if isinstance(node, ast.ClassDef) and node.name == "Store"
    )
    named = {node.name for node in store.body if isinstance(node, ast.FunctionDef)}
    return {method for method in named if not method.startswith("_")} - {"close"}


def called(node: ast.expr) -> str:
    """Return what a name, an attribute or what is called is called, without what it is an attribute of."""
    node = node.func if isinstance(node, ast.Call) else node
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def is_store(node: ast.expr | None, held: Collection[str] = ()) -> bool:
    return node is not None and (called(node) in held or called(node).strip("_").lower() in {"store", "open_store"})


def holding_a_store(source: ast.Module) -> set[str]:
    """Return the names that a store is kept under: given a value that is one, or said to be one by their type."""
    held = set()
    for node in ast.walk(source):
        if isinstance(node, ast.Assign):
            held |= {called(target) for target in node.targets if is_store(node.value)}
        elif isinstance(node, ast.AnnAssign | ast.NamedExpr) and is_store(node.value):
            held.add(called(node.target))
        elif isinstance(node, ast.withitem) and node.optional_vars and is_store(node.context_expr):
            held.add(called(node.optional_vars))
        if isinstance(node, ast.arg | ast.AnnAssign) and node.annotation and "Store" in ast.unparse(node.annotation):
            held.add(node.arg if isinstance(node, ast.arg) else called(node.target))
    return held - {""}


def asked_of_the_store(source: ast.Module) -> list[str]:
    """Return what is asked of a store by whatever name it is held, or by a method that it alone has, or of its inside.

    What is no class of ours may have the same methods, as a file has `write`: they count on a store only.
    """
    alone, held = methods_of_the_store() - {"append", "look", "open", "write"}, holding_a_store(source)
    found = []
    for node in ast.walk(source):
        if isinstance(node, ast.Attribute) and node.attr.startswith("_") and is_store(node.value, held):
            found.append(f"{called(node.value)}.{node.attr}")
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            method, on_a_store = node.func.attr, is_store(node.func.value, held)
            found += [f"{called(node.func.value)}.{method}"] * (method in alone or (on_a_store and method != "close"))
    return found


def imported_by_name(source: ast.Module) -> list[str]:
    """Return what imports a module by a text, which no other check here can read."""
    by_name = {"importlib", "import_module", "__import__", "runpy", "pkgutil"}
    found = [called(node) for node in ast.walk(source) if isinstance(node, NAMED)]
    for node in ast.walk(source):
        if isinstance(node, ast.Import | ast.ImportFrom):
            found += [alias.name.split(".")[0] for alias in node.names]
    return [word for word in found if word in by_name]


def added_or_ranked(source: ast.Module) -> list[str]:
    """Return the calls that add up or put in order by figures, which is computing whoever's function it is."""
    calls = [node.func for node in ast.walk(source) if isinstance(node, ast.Call)]
    named = [call.id if isinstance(call, ast.Name) else call.attr for call in calls if isinstance(call, NAMED)]
    return [word for word in named if word in COMPUTES]


CHECKS = (whole_modules, functions, made_or_asked, asked_of_the_store, imported_by_name, added_or_ranked)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_edges_compute_nothing(check: Callable[[ast.Module], list[str]]) -> None:
    assert [f"{name(path)}: {found}" for path in EDGE_FILES for found in check(tree(path))] == []


@pytest.mark.parametrize(
    "line",
    [
        "import prioritering.analysis.rules",
        "import prioritering.analysis.rules as words",
        "import prioritering",
        "from prioritering import scoring",
        "from prioritering.scoring import ranking",
        "from prioritering.scoring import board as ordered",
        "from prioritering.scoring.weights import *",
        "from prioritering.view import picture",
        "from ..scoring import ranking",
        "from prioritering.scoring.weights import equal",
        "from prioritering.scoring.gates import verdict as said",
        "from prioritering.plan.projects import anything_new",
        "from prioritering.plan.reader import _read",
        "from prioritering.view.basis import fingerprint",
        "from prioritering.scoring.board import Board\nBoard(1)",
        "from prioritering.scoring.board import Board as Drawn\nDrawn(1)",
        "from prioritering.view.basis import Basis\nBasis.model_validate({})",
        "from prioritering.analysis.inclusion import Standing\nStanding.of(0.5)",
        "store.rows('select 1')",
        "context.store().rows('select 1')",
        "self._store.write()",
        "open_store('x').look()",
        "facts.store.append('x')",
        "anything.tuples('select 1')",
        "db = context.store()\ndb.write()",
        "def kept(db: Store | None) -> None:\n    db.append('x', {})",
        "with open_store('x') as db:\n    db.look()",
        "context.store()._connection.execute('select 1')",
        "db = context.store()\ndb._connection",
        "import importlib\nimportlib.import_module('prioritering.scoring.board')",
        "from importlib import import_module as fetched\nfetched('prioritering.scoring.board')",
        "__import__('prioritering.scoring.board')",
        "sum(costs)",
        "points.sum()",
        "np.lexsort([a, b])",
    ],
)
def test_no_way_past_the_use_cases_is_left_open(line: str) -> None:
    assert [found for check in CHECKS for found in check(ast.parse(line))] != []


@pytest.mark.parametrize(
    "line",
    [
        "from prioritering import swedish",
        "from prioritering.view import sentences",
        "from prioritering.usecases import study",
        "from prioritering.usecases.study import best",
        "from prioritering.money.line_rule import NO_LIMIT, Rule\nRule.STOP",
        "from prioritering.errors import BadArgument\nBadArgument('x')",
        "store.close()",
        "db = context.store()\ndb.close()",
        "with open('x') as file:\n    file.write('x')",
        "lines.append(1)",
        "file.write('x')",
    ],
)
def test_what_draws_and_words_is_let_through(line: str) -> None:
    assert [found for check in CHECKS for found in check(ast.parse(line))] == []


def test_the_templates_add_up_and_rank_nothing() -> None:
    assert templates_with(r"\|\s*(sum|sort|dictsort|groupby|max|min)\b") == []


def test_the_templates_let_no_text_through_as_it_is() -> None:
    assert templates_with(r"\|\s*safe\b|\bautoescape\b|Markup") == []


def templates_with(what: str) -> list[str]:
    templates = sorted(path for edge in EDGES for path in (PACKAGE / edge).rglob("*.html"))
    assert len(templates) > 50
    return [name(path) for path in templates if re.search(what, path.read_text(encoding="utf-8"))]


def test_the_edges_never_reach_past_the_use_cases_to_the_store() -> None:
    assert len(EDGE_FILES) > 100
    assert offences(EDGE_FILES, {"prioritering.store", "duckdb"}) == []


def test_the_edges_put_no_basis_together() -> None:
    """Not even with a part of another basis: what is computed from is gathered by a use case alone."""
    assert offences(EDGE_FILES, {*PARTS_OF_A_BASIS, "prioritering.usecases.gather.gather"}) == []


def test_every_small_function_that_is_let_through_is_used() -> None:
    used = {module for path in EDGE_FILES for module in imports(path)}
    assert (NOT_AN_ANSWER | TYPED) - used == set()


def test_what_computes_is_there_under_its_name() -> None:
    assert [module for module in COMPUTING if module not in MODULES] == []

"""What each kind of module keeps out of, as far as its syntax shows."""

import ast
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src" / "homeward"
WRITES = {
    "save",
    "create",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "delete",
    "select_for_update",
}
FRAMEWORK = ("django.db", "django.http", "django.utils.timezone", "django.contrib", "django.core")
BARRED_NAMES = {"utils", "helpers", "services", "managers", "misc"}


def modules(kind: str) -> Iterator[tuple[str, ast.Module]]:
    """Each feature's module of that name, or the modules of its package."""
    for path in sorted({*SOURCE.glob(f"*/{kind}.py"), *SOURCE.glob(f"*/{kind}/**/*.py")}):
        yield str(path.relative_to(SOURCE)), ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def calls(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func.attr


def fetched(tree: ast.Module) -> Iterator[ast.AST]:
    """What stands in `get_object_or_404(...)`: the one row that a page is about."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "get_object_or_404":
            yield from ast.walk(node)


def test_views_ask_queries_for_all_but_the_row_they_are_about() -> None:
    found = [
        f"{where}:{node.lineno}"
        for where, tree in modules("views")
        for allowed in [set(fetched(tree))]
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager"}
        if node not in allowed
    ]
    assert found == []


def test_only_actions_write() -> None:
    found = [
        f"{where}: {verb}"
        for kind in ("views", "forms", "queries", "rules")
        for where, tree in modules(kind)
        for verb in calls(tree)
        if verb in WRITES
    ]
    assert found == []


def test_rules_know_no_framework() -> None:
    found = [
        f"{where}: {name}"
        for where, tree in modules("rules")
        for name in imported(tree)
        if name.startswith(FRAMEWORK)
    ]
    assert found == []


def test_no_module_is_named_after_nothing() -> None:
    found = [
        str(path.relative_to(SOURCE))
        for path in SOURCE.glob("*/**/*.py")
        if path.stem in BARRED_NAMES
    ]
    assert found == []


def test_every_feature_says_what_it_is() -> None:
    silent = [
        path.parent.name
        for path in SOURCE.glob("*/__init__.py")
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert silent == []

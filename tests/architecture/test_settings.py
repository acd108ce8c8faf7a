"""docs/settings.md: every variable that is read, with its default."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAME = re.compile(r"\b(?:HOMEWARD|DATABASE)_[A-Z_]*[A-Z]\b")
ASKED_BY = {"env", "flag", "secret", "get", "setdefault"}


def table() -> dict[str, tuple[str, bool]]:
    """Default, and whether a file can hold the value, by name."""
    lines = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    found = [row for row in cells if len(row) == 4 and NAME.fullmatch(row[0].strip("`"))]
    assert len({row[0] for row in found}) == len(found)
    return {row[0].strip("`"): (row[1].strip("`"), row[2] == "yes") for row in found}


def trees(*folders: str) -> Iterator[ast.Module]:
    for folder in folders:
        for path in (ROOT / folder).rglob("*.py"):
            yield ast.parse(path.read_text(encoding="utf-8"))


def asked() -> Iterator[tuple[str, str, str | None]]:
    """The function, the variable, and a default that is written as a text."""
    for tree in trees("src/homeward", "scripts", "tests/journeys", "tests/real_data"):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                by = node.func.attr if isinstance(node.func, ast.Attribute) else ""
                by = node.func.id if isinstance(node.func, ast.Name) else by
                name = node.args[0].value
                if by in ASKED_BY and isinstance(name, str) and NAME.fullmatch(name):
                    rest = node.args[1:]
                    default = rest[0].value if rest and isinstance(rest[0], ast.Constant) else None
                    yield by, name, default


def test_every_variable_that_is_read_is_in_the_table() -> None:
    read = {name for _by, name, _default in asked()}
    assert len(read) > 20
    assert read - table().keys() == set()


def test_the_table_names_none_that_nobody_reads() -> None:
    named = set()
    for path in (ROOT / "src" / "homeward").rglob("*.py"):
        named |= set(NAME.findall(path.read_text(encoding="utf-8")))
    named |= {name for _by, name, _default in asked()}
    assert table().keys() - named == set()


def test_defaults_are_those_of_the_code() -> None:
    said = table()
    for by, name, default in asked():
        if by in {"env", "get"} and default:
            assert said[name][0] == default, name


def test_a_file_may_hold_what_is_read_by_env() -> None:
    said = table()
    by_env = {name for by, name, _default in asked() if by in {"env", "flag", "secret"}}
    assert {name for name, (_default, file) in said.items() if file} == by_env

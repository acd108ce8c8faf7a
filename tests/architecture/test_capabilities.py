"""docs/capabilities.md: every capability once, with its page and its test where it is served."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = ROOT / "docs" / "capabilities.md"
ISSUES = range(4, 11)
IN_ANGLES = re.compile(r"<[^>]*>")


class Row(NamedTuple):
    id: str
    what: str
    page: str
    test: str
    state: str


def rows() -> list[Row]:
    lines = DOCUMENT.read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [Row(*row) for row in cells if re.fullmatch(r"[A-P]\d+", row[0])]


def addresses(resolver: URLResolver | None = None, before: str = "/") -> Iterator[str]:
    """Every address of the url table, its converters left empty."""
    for entry in (resolver or get_resolver()).url_patterns:
        address = before + IN_ANGLES.sub("<>", str(entry.pattern))
        if isinstance(entry, URLPattern):
            yield address
        else:
            yield from addresses(entry, address)


def names_in(path: Path) -> set[str]:
    return set(re.findall(r"^def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE))


def test_each_capability_stands_once_and_under_its_area() -> None:
    ids = [row.id for row in rows()]
    assert len(ids) == len(set(ids))
    # Numbered through, 1 to the last, whatever the area's letter.
    assert sorted(int(each[1:]) for each in ids) == list(range(1, len(ids) + 1))
    letter = ""
    for line in DOCUMENT.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            letter = line[3]
        elif found := re.match(r"\| ([A-P])\d+ \|", line):
            assert found[1] == letter, line


def test_each_state_is_one_of_three_and_says_what_is_missing() -> None:
    for row in rows():
        named = [
            int(n) for part in re.findall(r"\(([\d, ]+)\)", row.state) for n in part.split(",")
        ]
        assert set(named) <= set(ISSUES), row
        assert row.what, row
        if row.state.startswith("open ("):
            assert not row.page, row
            assert not row.test, row
        else:
            assert row.page, row
            assert row.test, row
            assert row.state == "done" or (row.state.startswith("partly: ") and named), row


def test_the_counts_are_those_of_the_rows() -> None:
    states = [row.state.split(":")[0].split(" ")[0] for row in rows()]
    said = f"{states.count('done')} are done, {states.count('partly')} partly, "
    assert f"{said}{states.count('open')} open." in DOCUMENT.read_text(encoding="utf-8")


def test_each_page_is_in_the_url_table() -> None:
    there = set(addresses())
    named = [(row.id, IN_ANGLES.sub("<>", row.page.strip("`"))) for row in rows() if row.page]
    assert [each for each in named if each[1] not in there] == []


def test_each_test_is_there() -> None:
    named = [(row.id, *row.test.strip("`").split("::")) for row in rows() if row.test]
    assert named
    for number, file, name in named:
        folder = ROOT if file.startswith("tests/") else ROOT / "src" / "homeward"
        assert name in names_in(folder / file), (number, file, name)

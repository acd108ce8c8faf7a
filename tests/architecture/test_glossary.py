"""docs/glossary.md: in the order of the alphabet, each term once."""

from pathlib import Path

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "glossary.md"


def test_terms_stand_once_and_in_order() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| ")][1:]
    terms = [row.split("|")[1].strip().casefold() for row in rows]
    assert terms == sorted(set(terms))
    assert all(row.count("|") == 4 for row in rows)

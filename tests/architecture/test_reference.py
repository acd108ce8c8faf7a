"""The reference pages say what the code, the tests and their data say."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
sys.path.insert(0, str(ROOT / "scripts"))

import reference  # noqa: E402
import reference_lists  # noqa: E402

# How many requirements of levels 1 and 2 each chapter of ASVS 5.0.0 has.
CHAPTERS = {
    1: 27, 2: 11, 3: 19, 4: 10, 5: 9, 6: 35, 7: 18, 8: 7, 9: 7, 10: 29, 11: 14, 12: 9, 13: 13,
    14: 9, 15: 13, 16: 16, 17: 7,
}  # fmt: skip
IN_ALL = 253
# Of a hundred terms so many may wait for their translation.
MOST_UNTRANSLATED = 10


def test_what_is_kept_is_what_is_made() -> None:
    stale = [
        str(page.relative_to(ROOT))
        for page, text in reference.pages().items()
        if page.read_text(encoding="utf-8") != text
    ]
    assert not stale, f"run python scripts/reference.py: {stale}"


def test_every_requirement_of_both_levels_stands_once() -> None:
    ids = [row["id"] for row in reference_lists.requirements()]
    assert len(set(ids)) == len(ids) == IN_ALL
    chapters = [int(re.fullmatch(r"v5\.0\.0-(\d+)\.\d+\.\d+", each)[1]) for each in ids]
    assert {number: chapters.count(number) for number in CHAPTERS} == CHAPTERS


def test_each_answer_has_its_evidence_or_its_reason() -> None:
    for row in reference_lists.requirements():
        assert row["level"] in {"1", "2"}, row
        assert row["state"] in reference_lists.STATES, row
        assert row["what"], row
        if row["state"] in {"met", "partly"}:
            assert row["evidence"], row
        if row["state"] != "met":
            assert row["note"], row
        for path in row["evidence"].split():
            assert (ROOT / path).exists(), (row["id"], path)


def test_each_test_that_the_threats_name_exists() -> None:
    named = re.findall(r"`([\w/]+/test_\w+\.py)`", (DOCS / "threats.md").read_text("utf-8"))
    assert named
    for path in named:
        folder = ROOT if path.startswith("tests/") else ROOT / "src" / "homeward"
        assert (folder / path).exists(), path


def test_the_glossary_is_translated_and_nothing_that_is_gone() -> None:
    terms = {term for term, _code, _meaning in reference_lists.terms()}
    known = reference_lists.translations()
    assert set(known) <= terms
    assert all(all(row.values()) for row in known.values())
    missing = sorted(terms - set(known))
    assert len(missing) * 100 <= len(terms) * MOST_UNTRANSLATED, missing

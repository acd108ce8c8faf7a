"""The documentation's site, as `make docs` has built it: it asks no other host for anything."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
SITE = ROOT / "build" / "site"
# What a browser loads by itself. A link that somebody presses is no such thing.
LOADED = re.compile(
    r"<(?:script|img|iframe|source|video|audio|embed)\b[^>]*?\bsrc=[\"']?(https?:)?//"
    r"|<link\b(?![^>]*rel=[\"']?(?:canonical|next|prev|alternate))[^>]*?\bhref=[\"']?(https?:)?//",
    re.IGNORECASE,
)
IN_STYLES = re.compile(r"(?:@import|url\()\s*[\"']?(?:https?:)?//", re.IGNORECASE)


@pytest.mark.skipif(not SITE.exists(), reason="`make docs` builds it")
def test_no_page_loads_anything_from_another_host() -> None:
    pages = list(SITE.rglob("*.html"))
    assert (SITE / "reference" / "dictionary.html") in pages
    sources = {path.relative_to(DOCS).with_suffix(".html") for path in DOCS.rglob("*.md")}
    assert sources <= {page.relative_to(SITE) for page in pages}
    outside = {
        str(page.relative_to(SITE)): found[0]
        for page in pages
        if (found := LOADED.search(page.read_text(encoding="utf-8")))
    }
    assert not outside
    for style in SITE.rglob("*.css"):
        assert not IN_STYLES.search(style.read_text(encoding="utf-8")), style


def test_a_script_or_style_of_another_host_would_be_found() -> None:
    for loading in (
        '<script src="https://cdn.example/a.js">', "<img src=//other.example/a.png>",
        '<link rel="stylesheet" href="https://fonts.example/css">',
    ):  # fmt: skip
        assert LOADED.search(loading)
    assert not LOADED.search('<link rel="canonical" href="https://homeward.example/">')
    assert not LOADED.search('<a href="https://owasp.org">')
    assert IN_STYLES.search("@import url(https://fonts.example/a.css)")

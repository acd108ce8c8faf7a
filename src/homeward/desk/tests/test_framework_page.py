from pathlib import Path

from django.utils import translation

from homeward.desk import framework

DOCS = Path(__file__).parents[4] / "docs" / "framework.md"


def test_the_document_says_what_the_pages_say() -> None:
    with translation.override("en"):
        assert DOCS.read_text(encoding="utf-8") == framework.as_markdown()


def test_the_page_links_what_the_reader_may_open(cast, client_of) -> None:
    text = client_of(cast.officer).get("/framework/").content.decode()
    assert "Programme mapping" in text
    assert 'href="/directory/"' in text
    assert "of another role" in text

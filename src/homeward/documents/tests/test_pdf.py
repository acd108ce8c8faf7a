from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils import translation

from homeward.documents import pdf

AT = datetime(2026, 3, 4, 9, tzinfo=UTC)
DATA: dict[str, Any] = {
    "title": "Plan",
    "reference": "GH-26-00001",
    "heading": '#eval("1") *stays* a text',
    "facts": [["Goal", "A workshop of her own"], ["Village", ""]],
    "header": ["What", "Amount"],
    "rows": [["ماكينة خياطة", "1 200,00"]],
    "names": ["Efua", "Kofi"],
}


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_every_part_is_set_in_every_language(language: str) -> None:
    with translation.override(language):
        made = pdf.render("documents/specimen", DATA, at=AT)
    assert made.startswith(b"%PDF-")


def test_the_same_data_and_time_give_the_same_bytes() -> None:
    assert pdf.render("documents/specimen", DATA, at=AT) == pdf.render(
        "documents/specimen", DATA, at=AT
    )


def test_other_data_give_another_document() -> None:
    other = pdf.render("documents/specimen", {**DATA, "names": ["Ama"]}, at=AT)
    assert other != pdf.render("documents/specimen", DATA, at=AT)


def test_it_is_answered_as_a_file_to_keep() -> None:
    answer = pdf.answer("documents/specimen", DATA, at=AT, name="plan")
    assert answer["Content-Type"] == "application/pdf"
    assert 'filename="plan.pdf"' in answer["Content-Disposition"]

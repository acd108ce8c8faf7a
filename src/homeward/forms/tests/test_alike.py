import pytest

from homeward.forms import instances, kobo, xlsform
from homeward.forms.alike import alike
from homeward.forms.tests import sheets

FORM = xlsform.read(
    sheets.form(
        [
            ["type", "name", "label"],
            ["decimal", "rent", "Rent"],
            ["geopoint", "home", "Home"],
            ["text", "house", "House number"],
        ]
    )
).definition


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("3", "3"), ("3.0", "3"), ("3.50", "3.5"), ("-0.250", "-0.25"), ("30", "30"),
        ("100.00", "100"), ("0.0", "0"), ("3.0.0", "3.0.0"), ("much", "much"), ("", ""),
    ],
)  # fmt: skip
def test_a_decimal_has_one_spelling(written: str, kept: str) -> None:
    assert alike({"rent": written}, FORM) == {"rent": kept}


def test_a_place_has_one_and_a_text_stays() -> None:
    answers = {"home": "5.6037 -0.1870 0.0 10.0", "house": "3.0"}
    assert alike(answers, FORM) == {"home": "5.6037 -0.187 0 10", "house": "3.0"}


def test_collect_and_kobotoolbox_are_read_alike() -> None:
    xml = '<data id="data"><rent>3.0</rent><meta><instanceID>uuid:1</instanceID></meta></data>'
    assert instances.answers_of(xml, FORM) == {"rent": "3"}
    assert kobo.answers_of({"rent": "3.0"}, FORM) == {"rent": "3"}
    assert kobo.answers_of({"rent": 3.0}, FORM) == {"rent": "3"}

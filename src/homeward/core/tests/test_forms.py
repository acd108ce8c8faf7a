from datetime import date

import pytest
from django import forms
from django.utils import translation

from homeward.core.forms import BaseForm, ThreePartDateField


class DateForm(BaseForm):
    on = ThreePartDateField(label="First day")


class OptionalForm(BaseForm):
    on = ThreePartDateField(label="First day", required=False)


def typed(day: str, month: str, year: str) -> dict[str, str]:
    return {"on_day": day, "on_month": month, "on_year": year}


def test_three_parts_make_a_date() -> None:
    form = DateForm(typed("7", "12", "2026"))
    assert form.is_valid()
    assert form.cleaned_data["on"] == date(2026, 12, 7)


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        (("31", "11", "2026"), "31 11 2026 is not a date."),
        (("7", "12", "26"), "7 12 26 is not a date."),
        (("7", "9" * 20, "2026"), f"7 {'9' * 20} 2026 is not a date."),
        (("7", "December", "2026"), "7 December 2026 is not a date."),
        (("7", "", "2026"), "Give the day, the month and the year."),
        (("", "", ""), "Give the day, the month and the year."),
    ],
)
def test_what_is_no_date_is_refused_and_stays_as_typed(
    parts: tuple[str, str, str], message: str
) -> None:
    form = DateForm(typed(*parts))
    assert form.errors["on"] == [message]
    for part in filter(None, parts):
        assert f'value="{part}"' in str(form["on"])


def test_a_date_that_may_be_missing_is_none_not_today() -> None:
    form = OptionalForm(typed("", "", ""))
    assert form.is_valid()
    assert form.cleaned_data["on"] is None


def test_a_known_date_is_shown_in_its_parts() -> None:
    html = str(DateForm(initial={"on": date(2026, 3, 4)})["on"])
    assert [f'value="{n}"' in html for n in (4, 3, 2026)] == [True] * 3


def test_an_unchanged_date_has_not_changed() -> None:
    initial = {"on": date(2026, 3, 4)}
    assert not DateForm(typed("4", "3", "2026"), initial=initial).has_changed()
    assert DateForm(typed("5", "3", "2026"), initial=initial).has_changed()


def test_in_a_right_to_left_sentence_the_parts_keep_their_order() -> None:
    with translation.override("ar"):
        form = DateForm(typed("31", "11", "2026"))
        assert "\u206631 11 2026\u2069" in form.errors["on"][0]


def test_browsers_leave_the_telling_of_errors_to_us() -> None:
    class Named(BaseForm):
        name = forms.CharField()

    assert "required" not in str(Named()["name"])

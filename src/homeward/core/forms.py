"""Forms of the house: errors are told by us, dates are asked in three parts."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language_bidi, gettext_lazy
from django.utils.translation import gettext as _

PARTS = ("day", "month", "year")
YEAR_DIGITS = 4


def in_order(typed: list[str]) -> str:
    """The parts as they were typed: in a right-to-left sentence bare numbers change places."""
    text = " ".join(typed)
    return f"\u2066{text}\u2069" if get_language_bidi() else text


class BaseForm(forms.Form):
    """A form whose errors come in our summary, in the page's language."""

    # The browser's own bubbles speak its language, one at a time, and vanish.
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)


class RuledCharField(forms.CharField):
    """Text that a rule asks for, and not the form: its refusal says so with all other reasons.
    Shown as a field that has to be filled."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, **kwargs})


class RuledMultipleChoiceField(forms.MultipleChoiceField):
    """Choices that a rule asks for; see RuledCharField."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, **kwargs})


class ThreePartDateWidget(forms.Widget):
    """Day, month and year as three inputs: no order to guess, no picker to fight."""

    template_name = "core/widgets/date.html"
    use_fieldset = True

    def format_value(self, value: Any) -> dict[str, str]:
        if isinstance(value, date):
            return {"day": str(value.day), "month": str(value.month), "year": str(value.year)}
        return value if isinstance(value, dict) else dict.fromkeys(PARTS, "")

    def value_from_datadict(
        self, data: Mapping[str, Any], files: Any, name: str
    ) -> dict[str, str] | date | None:
        given = {part: str(data.get(f"{name}_{part}") or "").strip() for part in PARTS}
        return given if any(given.values()) else None

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return not any(f"{name}_{part}" in data for part in PARTS)

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return f"{id_}_day" if id_ else ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        labels = {"day": _("Day"), "month": _("Month"), "year": _("Year")}
        values = self.format_value(value)
        context["parts"] = [(part, labels[part], values.get(part, "")) for part in PARTS]
        context["is_bad"] = bool(attrs and attrs.get("aria-invalid"))
        return context


class ThreePartDateField(forms.Field):
    """A whole date. What is typed stays as it was typed when it is not one."""

    widget = ThreePartDateWidget
    default_error_messages = {
        "required": gettext_lazy("Give the day, the month and the year."),
        "incomplete": gettext_lazy("Give the day, the month and the year."),
        "invalid": gettext_lazy("%(typed)s is not a date."),
    }

    def to_python(self, value: Any) -> date | None:
        if value is None or isinstance(value, date):
            return value
        typed = [value.get(part, "") for part in PARTS]
        if not all(typed):
            raise ValidationError(self.error_messages["incomplete"], code="incomplete")
        try:
            day, month, year = (int(part) for part in typed)
            if len(typed[2]) != YEAR_DIGITS:
                raise ValueError(year)
            return date(year, month, day)
        except (ValueError, OverflowError) as error:
            raise ValidationError(
                self.error_messages["invalid"], code="invalid", params={"typed": in_order(typed)}
            ) from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(data) != initial)
        except ValidationError:
            return True

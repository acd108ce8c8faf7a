"""Forms of pairs."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from homeward.core.forms import BaseForm, RuledCharField
from homeward.duplicates.choices import OFFERED, Said
from homeward.persons.forms import set_choices

WHY_LENGTH = 1000


def _why(label: Any, help_text: Any = "") -> forms.CharField:
    """Whether it is needed says the rule, and the hint beside it."""
    return RuledCharField(
        label=label,
        help_text=help_text,
        max_length=WHY_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AnswerForm(BaseForm):
    said = forms.ChoiceField(
        label=gettext_lazy("Are the two files one person’s?"),
        choices=[(said.value, said.label) for said in OFFERED],
        widget=forms.RadioSelect,
    )
    principal = forms.ChoiceField(
        label=gettext_lazy("Which file do lists show?"),
        help_text=gettext_lazy("Both files stay; this one is shown first."),
        required=False,
    )
    why = _why(
        gettext_lazy("Why"),
        gettext_lazy("Needed for two persons, and for linking without merging."),
    )

    def __init__(self, *args: Any, files: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if files:
            set_choices(self, "principal", list(files))
        else:
            del self.fields["principal"]

    def answer(self) -> Said:
        return Said(self.cleaned_data["said"])


class PartForm(BaseForm):
    side = forms.ChoiceField(
        label=gettext_lazy("Which file is taken out?"), widget=forms.RadioSelect
    )
    why = _why(gettext_lazy("Why they are not one person’s"))

    def __init__(self, *args: Any, sides: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "side", list(sides))

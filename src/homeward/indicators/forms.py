"""Forms of definitions, agreements and values to compare with."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from homeward.core.foreign import json_of
from homeward.core.forms import BaseForm, ThreePartDateField
from homeward.indicators import choices, sources
from homeward.indicators.models import Definition
from homeward.persons.forms import set_choices
from homeward.programmes.models import Programme

LENGTH = 2000


def _words(label: Any, rows: int = 3, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, max_length=LENGTH, help_text=help_text, required=False,
        widget=forms.Textarea(attrs={"rows": rows}),
    )  # fmt: skip


class DefinitionForm(BaseForm):
    """A draft may be unfinished: what is missing is said when it is to be put in use."""

    meaning = _words(gettext_lazy("What it tells"))
    numerator = _words(gettext_lazy("Numerator, in words"), 2)
    denominator = _words(gettext_lazy("Denominator, in words"), 2)
    source = forms.ChoiceField(label=gettext_lazy("Computed from"))
    unit = forms.ChoiceField(label=gettext_lazy("Unit"), choices=choices.Unit.choices)
    measure = forms.ChoiceField(label=gettext_lazy("Measure"), choices=choices.Measure.choices)
    formula = _words(
        gettext_lazy("Formula"), 8,
        gettext_lazy("Which rows are counted (of), which reached it (reached), and of which nobody"
                     " knows (unknown); within_months where time must have passed."),
    )  # fmt: skip
    dimensions = forms.MultipleChoiceField(
        label=gettext_lazy("Told apart by"), choices=choices.Dimension.choices,
        widget=forms.CheckboxSelectMultiple, required=False,
    )  # fmt: skip
    periods = forms.MultipleChoiceField(
        label=gettext_lazy("Periods"), choices=choices.PeriodKind.choices,
        widget=forms.CheckboxSelectMultiple, required=False,
    )  # fmt: skip
    dated_by = forms.CharField(
        label=gettext_lazy("Which day puts it into a period"), max_length=200, required=False
    )
    cited = forms.CharField(
        label=gettext_lazy("Document that asks for it"), max_length=300, required=False
    )
    change_note = forms.CharField(
        label=gettext_lazy("What changes against the version in use"),
        max_length=300, required=False,
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "source", [(one.code, one.label) for one in sources.SOURCES.values()])

    def clean_formula(self) -> Any:
        text = self.cleaned_data["formula"].strip()
        try:
            return json_of(text) if text else {}
        except ValueError as wrong:
            raise ValidationError(_("The formula can’t be read: it is no JSON.")) from wrong


def label_of(name: str) -> Any:
    """What a field of a definition is called."""
    field = DefinitionForm.base_fields.get(name)
    return field.label if field else _("In use from")


def said_by(definition: Definition) -> dict[str, Any]:
    """What a draft's form begins with."""
    names = DefinitionForm.base_fields
    return {name: getattr(definition, name) for name in names} | {
        "formula": definition.formula_text
    }


class NewForm(DefinitionForm):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    code = forms.SlugField(
        label=gettext_lazy("Code"), max_length=60,
        help_text=gettext_lazy("Letters, digits and hyphens; it stays for good."),
    )  # fmt: skip
    direction = forms.ChoiceField(
        label=gettext_lazy("Which way is better"), choices=choices.Direction.choices,
        widget=forms.RadioSelect,
    )  # fmt: skip
    field_order = ("name", "code", "direction")


class ProgrammeForm(BaseForm):
    programme = forms.ChoiceField(label=gettext_lazy("Programme"))

    def __init__(self, *args: Any, programmes: Sequence[Programme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.programmes = {str(one.pk): one for one in programmes}
        set_choices(self, "programme", [(pk, str(one)) for pk, one in self.programmes.items()])

    @property
    def chosen(self) -> Programme | None:
        return self.programmes.get(self.cleaned_data["programme"])

    @property
    def asked(self) -> Programme:
        return self.programmes[self.cleaned_data["programme"]]


class MarkForm(ProgrammeForm):
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), choices=choices.MarkKind.choices, widget=forms.RadioSelect
    )
    value = forms.DecimalField(
        label=gettext_lazy("Value"), max_digits=18, decimal_places=4,
        help_text=gettext_lazy("A share as a part of one: 0.8 is 80 percent."),
    )  # fmt: skip
    currency = forms.CharField(
        label=gettext_lazy("Currency, where it is money"), max_length=3, required=False
    )
    valid_from = ThreePartDateField(label=gettext_lazy("Holds from"))
    valid_until = ThreePartDateField(label=gettext_lazy("Until, where it ends"), required=False)
    source = forms.CharField(label=gettext_lazy("Who states it, and where"), max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["programme"].required = False
        set_choices(
            self, "programme",
            [("", _("Every programme")), *((pk, str(o)) for pk, o in self.programmes.items())],
        )  # fmt: skip

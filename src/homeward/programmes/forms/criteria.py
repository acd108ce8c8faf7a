"""A criterion typed by hand; facts typed to try criteria; an exception."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from homeward.core.forms import BaseForm, ThreePartDateField
from homeward.places.names import country_choices, language_choices
from homeward.programmes.forms.fields import CurrencyField, amount_field
from homeward.programmes.rules import criteria
from homeward.programmes.rules.criteria import (
    WORDS,
    Aid,
    Criterion,
    Facts,
    Kind,
    Leaf,
    Measure,
    OneOf,
    Span,
    Traits,
    Within,
)

UNKNOWN, OTHER = "", "-"
Choices = Sequence[tuple[str, Any]]

# What is asked of the two ends, by what they measure.
LABELS = {
    Measure.YEARS: (_("At least (years)"), _("At most (years)")),
    Measure.PERSONS: (_("At least (persons)"), _("At most (persons)")),
    Measure.MONTHS: (_("At least (months)"), _("At most (months)")),
    Measure.DAY: (_("From"), _("Until")),
    Measure.MONEY: (_("At least"), _("At most")),
}
HINTS = {
    Kind.SKILL: _("One on each line: the address of an ESCO skill, or words."),
    Kind.AREA: _("An area holds all areas inside it. Hold Ctrl to choose several."),
    Kind.NATIONALITY: _("Hold Ctrl to choose several."),
    Kind.LANGUAGE: _("Hold Ctrl to choose several."),
    Kind.MONTHS_SINCE_AID: _("Who has had no aid meets it."),
}


def kind_choices() -> list[tuple[str, Any]]:
    """The way of return is not among them: it stands in published packages alone."""
    return [(kind.value, kind.label) for kind in Kind if not WORDS[kind].package_only]


class CriterionForm(BaseForm):
    """The form of one kind; its faults are those that `criteria.parse` tells."""

    def __init__(
        self, *args: Any, kind: Kind, areas: Choices = (), leaf: Leaf | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs, initial=_initial(leaf))
        self.kind = kind
        measure = WORDS[kind].measure
        if measure is None:
            self.fields["any_of"] = _values_field(kind, areas)
        else:
            self.fields |= _end_fields(measure)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            tree = {"version": criteria.VERSION, "criterion": self._node(cleaned)}
            for fault in criteria.faults(tree):
                name = fault.at.split("/")[1] if "/" in fault.at else None
                self.add_error(name if name in self.fields else None, str(fault.problem.label))
        return cleaned

    @property
    def leaf(self) -> Criterion:
        """The criterion that was typed; only for a valid form."""
        node = self._node(self.cleaned_data)
        return criteria.parse({"version": criteria.VERSION, "criterion": node})

    def _node(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        if "any_of" in self.fields:
            values = cleaned.get("any_of") or []
            typed = values.splitlines() if isinstance(values, str) else values
            return {"kind": self.kind.value, "any_of": [v.strip() for v in typed if v.strip()]}
        ends = {name: _plain(cleaned.get(name)) for name in ("least", "most", "currency")}
        return {"kind": self.kind.value} | {k: v for k, v in ends.items() if v not in (None, "")}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _initial(leaf: Leaf | None) -> dict[str, Any]:
    match leaf:
        case OneOf(kind=Kind.SKILL, any_of=values):
            return {"any_of": "\n".join(sorted(values))}
        case OneOf(any_of=values):
            return {"any_of": sorted(values)}
        case Within(least=least, most=most, currency=currency):
            return {"least": least, "most": most, "currency": currency}
    return {}


def _values_field(kind: Kind, areas: Choices) -> forms.Field:
    hint = HINTS.get(kind, "")
    if kind == Kind.SKILL:
        return forms.CharField(label=kind.label, widget=forms.Textarea, help_text=hint)
    listed = WORDS[kind].values
    if listed is not None:
        return forms.MultipleChoiceField(
            label=kind.label, choices=listed.choices, widget=forms.CheckboxSelectMultiple
        )
    choices: Any = {
        Kind.AREA: areas,
        Kind.NATIONALITY: country_choices,
        Kind.LANGUAGE: language_choices,
    }[kind]
    return forms.MultipleChoiceField(
        label=kind.label,
        choices=choices,
        help_text=hint,
        widget=forms.SelectMultiple(attrs={"size": 8}),
    )


def _end_fields(measure: Measure) -> dict[str, forms.Field]:
    names = dict(zip(("least", "most"), LABELS[measure], strict=True))
    if measure == Measure.DAY:
        return {n: ThreePartDateField(label=label, required=False) for n, label in names.items()}
    if measure == Measure.MONEY:
        amounts = {n: amount_field(label, required=False) for n, label in names.items()}
        return {**amounts, "currency": CurrencyField()}
    return {
        name: forms.IntegerField(label=label, required=False, min_value=0, max_value=600)
        for name, label in names.items()
    }


class TryForm(BaseForm):
    """Facts of somebody who need not exist; only what the criteria ask about is asked.

    What is left empty is unknown. It is a GET form: nothing that is typed is kept.
    """

    def __init__(
        self, *args: Any, criterion: Criterion, names: dict[str, str], on: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        found = [leaf for _at, leaf in criteria.leaves(criterion)]
        for kind in Kind:
            asked = [leaf for leaf in found if leaf.kind == kind]
            if asked:
                self.fields |= _fact_fields(kind, asked, names)

    @property
    def facts(self) -> Facts:
        given = self.cleaned_data
        return Facts(
            on=self.on,
            age=_span(given.get("age")),
            sex=given.get("sex") or None,
            household_size=_span(given.get("household_size")),
            household=_traits(given.get("household")),
            vulnerabilities=_traits(given.get("vulnerability")),
            area=given.get("area") or None,
            nationalities=_set(given.get("nationality")),
            returns_on=_span(given.get("returns_on")),
            aid=_aid(given, self.on),
            languages=_set(given.get("language")),
            skills=_set(given.get("skill")),
            residence=_traits(given.get("residence")),
            months_in_area=_span(given.get("months_in_area")),
        )


def _fact_fields(kind: Kind, asked: list[Leaf], names: dict[str, str]) -> dict[str, forms.Field]:
    if kind in {Kind.RETURN_DATE, Kind.MONTHS_SINCE_RETURN}:
        return {"returns_on": ThreePartDateField(label=_("Date of return"), required=False)}
    if kind in {Kind.MONTHS_SINCE_AID, Kind.EARLIER_AID}:
        return _aid_fields()
    if WORDS[kind].measure is not None:
        number = forms.IntegerField(label=kind.label, required=False, min_value=0, max_value=1000)
        return {kind.value: number}
    values = {value for leaf in asked if isinstance(leaf, OneOf) for value in leaf.any_of}
    named = [(value, criteria.value_name(kind, value, names)) for value in sorted(values)]
    return {
        kind.value: forms.ChoiceField(
            label=kind.label,
            required=False,
            choices=[(UNKNOWN, _("Unknown")), *named, (OTHER, _("None of these"))],
        )
    }


def _aid_fields() -> dict[str, forms.Field]:
    return {
        "had_aid": forms.ChoiceField(
            label=_("Earlier aid"),
            required=False,
            choices=[(UNKNOWN, _("Unknown")), ("no", _("None")), ("yes", _("Received"))],
        ),
        "aid_on": ThreePartDateField(label=_("Last received on"), required=False),
        "aid_amount": amount_field(_("Amount received"), required=False),
        "aid_currency": CurrencyField(required=False),
    }


def _span(value: Any) -> Span | None:
    return None if value is None else Span.of(value)


def _traits(value: str | None) -> Traits | None:
    if not value:
        return None
    return Traits() if value == OTHER else Traits(frozenset({value}), closed=False)


def _set(value: str | None) -> frozenset[str] | None:
    if not value:
        return None
    return frozenset() if value == OTHER else frozenset({value})


def _aid(given: dict[str, Any], on: date) -> tuple[Aid, ...] | None:
    had = given.get("had_aid")
    if had == "no":
        return ()
    if had != "yes":
        return None
    amount, day = given.get("aid_amount"), given.get("aid_on")
    return (Aid(day, amount, given.get("aid_currency") or ""),) if day else None


class PublishForm(BaseForm):
    valid_from = ThreePartDateField(label=_("From which day"))
    note = forms.CharField(
        label=_("Why they change"),
        required=False,
        widget=forms.Textarea,
        max_length=2000,
        help_text=_("Needed from the second version on. It is shown with the version."),
    )


class DiscardForm(BaseForm):
    """Nothing is asked: the page says what is lost."""


class ExceptionForm(BaseForm):
    criterion_at = forms.ChoiceField(label=_("Criterion that need not be met"))
    for_whom = forms.CharField(
        label=_("For which group"),
        max_length=300,
        help_text=_("A group, never a person. An exception for one case is asked for in the case."),
    )
    reason = forms.CharField(label=_("Why"), widget=forms.Textarea, max_length=2000)
    ends_on = ThreePartDateField(label=_("Until"))

    def __init__(self, *args: Any, leaves: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["criterion_at"].choices = leaves  # type: ignore[attr-defined]


class DecisionForm(BaseForm):
    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[("approve", _("Approve it")), ("refuse", _("Refuse it"))],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=_("Why"), widget=forms.Textarea, max_length=2000)

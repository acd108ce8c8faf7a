"""Consultations, definitions, delegations and adoptions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from homeward.access.models import User
from homeward.actors.models import Actor
from homeward.committees.models import Decision
from homeward.core.forms import BaseForm, RuledMultipleChoiceField, ThreePartDateField
from homeward.indicators.models import Indicator
from homeward.mechanisms.models import Mechanism
from homeward.places.models import Area
from homeward.programmes.models import Programme, ScopingRecord
from homeward.services.choices import Dimension
from homeward.steering.choices import (
    AdoptionStatus,
    Bound,
    Consulted,
    DifferenceState,
    Method,
    TakenUp,
    Task,
)
from homeward.steering.forms.asked import long_text, rows
from homeward.steering.queries import areas, stated

SAYINGS = 3
WEIGHED = [(code, label) for code, label in TakenUp.choices if code != TakenUp.OPEN]
SETTLED = [(code, label) for code, label in DifferenceState.choices if code != DifferenceState.OPEN]


class ConsultationForm(BaseForm):
    title = forms.CharField(label=_("Title"), max_length=200)
    method = forms.ChoiceField(label=_("How"), choices=Method.choices)
    held_on = ThreePartDateField(label=_("Held on"))
    area = forms.ModelChoiceField(label=_("Area"), queryset=Area.objects.none(), required=False)
    record = forms.ModelChoiceField(
        label=_("Scoping record"), queryset=ScopingRecord.objects.none(), required=False
    )
    about = forms.CharField(
        label=_("What was asked"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    kinds = RuledMultipleChoiceField(
        label=_("Who was consulted"), choices=Consulted.choices,
        widget=forms.CheckboxSelectMultiple, help_text=_("Kinds of people, never names."),
    )  # fmt: skip

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows(
            self,
            area=areas.areas_of(programme),
            record=programme.scoping_records.all(),
        )
        for code, label in Consulted.choices:
            self.fields[f"n_{code}"] = forms.IntegerField(
                label=_("%(kind)s: how many") % {"kind": label}, min_value=1, max_value=100_000,
                required=False,
            )  # fmt: skip
        for number in range(1, SAYINGS + 1):
            self.fields[f"by_{number}"] = forms.ChoiceField(
                label=_("Said by"), choices=Consulted.choices, required=False
            )
            self.fields[f"said_{number}"] = forms.CharField(
                label=_("What they said"), max_length=2000, required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )  # fmt: skip

    def given(self) -> dict[str, Any]:
        data = self.cleaned_data
        plain = ("title", "method", "held_on", "area", "record", "about")
        return {name: data[name] for name in plain} | {
            "groups": {kind: data[f"n_{kind}"] for kind in data["kinds"]},
            "sayings": [
                (data[f"by_{n}"], data[f"said_{n}"])
                for n in range(1, SAYINGS + 1)
                if data[f"said_{n}"].strip()
            ],
        }


class SayingForm(BaseForm):
    said_by = forms.ChoiceField(label=_("Said by"), choices=Consulted.choices)
    text = long_text(label=_("What they said"))


class WeighForm(BaseForm):
    taken_up = forms.ChoiceField(label=_("In the design"), choices=WEIGHED)
    why = long_text(label=_("What was done with it, or why not"))


class DayForm(BaseForm):
    on = ThreePartDateField(label=_("They were told what came of it on"))


class DefinitionForm(BaseForm):
    text = forms.CharField(
        label=_("What you call a sustainable reintegration"), max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )  # fmt: skip
    dimensions = forms.MultipleChoiceField(
        label=_("Dimensions"), choices=Dimension.choices, widget=forms.CheckboxSelectMultiple,
        required=False,
    )  # fmt: skip
    change_note = forms.CharField(label=_("What changed"), max_length=300, required=False)


class ThresholdForm(BaseForm):
    indicator = forms.ModelChoiceField(label=_("Indicator"), queryset=Indicator.objects.none())
    bound = forms.ChoiceField(label=_("Bound"), choices=Bound.choices)
    value = forms.DecimalField(
        label=_("Value"), max_digits=18, decimal_places=4,
        help_text=_("In the indicator’s own unit; a share as a part of one."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows(self, indicator=Indicator.objects.all())


class InForceForm(BaseForm):
    valid_from = ThreePartDateField(label=_("In force from"))
    decision = forms.ModelChoiceField(
        label=_("Decision that it rests on"), queryset=Decision.objects.none(), required=False
    )
    basis = forms.CharField(
        label=_("Or the document, if it was decided elsewhere"), max_length=300, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows(self, decision=stated.decisions_to_cite())
        self.fields["decision"].label_from_instance = stated.label_of  # type: ignore[attr-defined]


class DelegationForm(BaseForm):
    giver = forms.ModelChoiceField(label=_("Who delegates"), queryset=Actor.objects.none())
    receiver = forms.ModelChoiceField(
        label=_("To whom"), queryset=Actor.objects.none(),
        help_text=_("Is it missing? Enter the municipality among the actors first."),
    )  # fmt: skip
    tasks = RuledMultipleChoiceField(
        label=_("What"), choices=Task.choices, widget=forms.CheckboxSelectMultiple
    )
    areas = forms.ModelMultipleChoiceField(label=_("Where"), queryset=Area.objects.none())
    mechanism = forms.ModelChoiceField(
        label=_("Referral system"), queryset=Mechanism.objects.none(), required=False
    )
    act = forms.CharField(label=_("Act, with its number"), max_length=300)
    act_on = ThreePartDateField(label=_("Day of the act"))
    conditions = forms.CharField(
        label=_("Under which conditions"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    valid_from = ThreePartDateField(label=_("From"))
    valid_until = ThreePartDateField(label=_("Until"), required=False)

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        country = by.organisation.country_id if by.organisation else ""
        rows(
            self,
            giver=stated.actors(country=country),
            receiver=stated.actors(country=country),
            areas=Area.objects.filter(country=country, level__lte=2).order_by("level", "name"),
            mechanism=Mechanism.objects.filter(country=country),
        )


class EndForm(BaseForm):
    on = ThreePartDateField(label=_("Last day"))
    because = long_text(label=_("Why it ends"))


class AdoptionForm(BaseForm):
    status = forms.ChoiceField(label=_("How it stands"), choices=AdoptionStatus.choices)
    on = ThreePartDateField(label=_("Since"))
    source = forms.CharField(label=_("Where it is written"), max_length=300)
    decision = forms.ModelChoiceField(
        label=_("Decision that it rests on"), queryset=Decision.objects.none(), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows(self, decision=stated.decisions_to_cite())
        self.fields["decision"].label_from_instance = stated.label_of  # type: ignore[attr-defined]


class DifferenceForm(BaseForm):
    step_code = forms.ChoiceField(label=_("Step"), required=False)
    text = long_text(label=_("In what it differs"))
    due_on = ThreePartDateField(label=_("To be settled by"), required=False)

    def __init__(self, *args: Any, steps: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        whole = ("", _("The whole procedure"))
        self.fields["step_code"].choices = [whole, *steps]  # type: ignore[attr-defined]


class SettleForm(BaseForm):
    state = forms.ChoiceField(label=_("What becomes of it"), choices=SETTLED)
    why = long_text(label=_("Why it is kept, or how it was closed"))

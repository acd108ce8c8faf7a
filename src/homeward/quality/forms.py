"""Forms of standards, checks and limits."""

from collections.abc import Sequence
from datetime import date
from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from homeward.access.models import User
from homeward.access.permissions import can
from homeward.core.forms import BaseForm, RuledCharField, ThreePartDateField
from homeward.quality import queries
from homeward.quality.actions import PointGiven
from homeward.quality.choices import DrawnFrom, Kind, Scale, SeenAgain, Verdict
from homeward.quality.models import CheckedReferral, StandardItem, StandardVersion
from homeward.quality.rules.data import LIMITED
from homeward.services.choices import Category

MOST_SERVICES = 500
NO_NAMES = _("Name nobody: it goes to the provider.")


class StandardForm(BaseForm):
    title = forms.CharField(label=_("Title"), max_length=200)
    code = forms.SlugField(
        label=_("Short name"), max_length=40, help_text=_("Letters, digits and dashes.")
    )
    category = forms.ChoiceField(
        label=_("Kind of service"), required=False, choices=[("", _("Every kind"))]
    )
    source = RuledCharField(
        label=_("Where it is written"),
        max_length=300,
        help_text=_("A law, a handbook, an agreement, with its page or paragraph."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ChoiceField", self.fields["category"])
        field.choices = [("", _("Every kind")), *Category.choices]


class VersionForm(BaseForm):
    source = RuledCharField(label=_("Where it is written"), max_length=300)
    changes = forms.CharField(label=_("What is new"), widget=forms.Textarea, max_length=2000)


class PointForm(BaseForm):
    number = forms.CharField(label=_("Number"), max_length=20)
    text = forms.CharField(label=_("The standard"), max_length=1000, widget=forms.Textarea)
    look_at = forms.CharField(
        label=_("What is looked at"), max_length=1000, widget=forms.Textarea,
        help_text=_("So that two people who look come to the same verdict."),
    )  # fmt: skip
    scale = forms.ChoiceField(label=_("Scale"), choices=Scale.choices, initial=Scale.THREE)
    by_call = forms.BooleanField(label=_("It can be heard on the telephone"), required=False)


class SheetForm(BaseForm):
    file = forms.FileField(label=_("File"), help_text=_("CSV or a workbook, at most 8 MB."))


class AdoptForm(BaseForm):
    from_on = ThreePartDateField(label=_("From"))


class _CheckForm(BaseForm):
    """What a drawn check and a chosen one have in common."""

    version = forms.ModelChoiceField(
        label=_("Standard"), queryset=StandardVersion.objects.none(),
        help_text=_("Of those that your organisation has adopted."),
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=_("Kind"), choices=Kind.choices, initial=Kind.SPOT, widget=forms.RadioSelect
    )
    assignee = forms.ModelChoiceField(
        label=_("Who checks"), queryset=User.objects.none(),
        help_text=_("Never somebody of the organisation that is checked."),
    )  # fmt: skip
    due_on = ThreePartDateField(label=_("Day"))

    def __init__(self, *args: Any, reader: User, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = queries.standards.adoptions(on, organisation=reader.organisation_id)
        _rows(
            self,
            version=StandardVersion.objects.filter(
                pk__in=held.values_list("version_id", flat=True)
            ).select_related("standard"),
            assignee=queries.checks.colleagues(reader),
        )


class PlanForm(_CheckForm):
    chosen_because = RuledCharField(
        label=_("Why this one"),
        max_length=300,
        help_text=_("As a complaint, or because it was never checked. Name nobody."),
    )

    field_order = ["chosen_because", "version", "kind", "assignee", "due_on"]


class DrawForm(_CheckForm):
    drawn_from = forms.ChoiceField(
        label=_("Drawn from"), choices=DrawnFrom.choices, initial=DrawnFrom.SERVICES,
        widget=forms.RadioSelect,
    )  # fmt: skip
    size = forms.IntegerField(label=_("How many"), min_value=1, max_value=MOST_SERVICES)
    by_provider = forms.BooleanField(label=_("From each provider in proportion"), required=False)
    from_on = ThreePartDateField(
        label=_("Begun from"), required=False, help_text=_("Of referrals.")
    )
    until_on = ThreePartDateField(label=_("Begun until"), required=False)

    field_order = [
        "drawn_from", "size", "by_provider", "from_on", "until_on", "version", "kind", "assignee",
        "due_on",
    ]  # fmt: skip

    def __init__(self, *args: Any, reader: User, on: date, **kwargs: Any) -> None:
        super().__init__(*args, reader=reader, on=on, **kwargs)
        if not can(reader, "quality.draw_referrals"):
            cast("forms.ChoiceField", self.fields["drawn_from"]).choices = [
                (DrawnFrom.SERVICES.value, DrawnFrom.SERVICES.label)
            ]
            for name in ("from_on", "until_on"):
                del self.fields[name]


class FillForm(BaseForm):
    """A check along its standard: a verdict and a note for each point, then the whole."""

    held_on = ThreePartDateField(label=_("Held on"))
    summary = forms.CharField(
        label=_("In short"), required=False, widget=forms.Textarea, max_length=2000,
        help_text=NO_NAMES,
    )  # fmt: skip
    reply_by = ThreePartDateField(
        label=_("Reply until"), required=False,
        help_text=_("Needed where something is not or partly met."),
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        items: Sequence[StandardItem],
        referrals: Sequence[CheckedReferral],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.items, self.referrals = items, referrals
        for item in items:
            self._pair(item.pk, f"{item.number} {item.text}", item.look_at, item.verdicts)
        for held in referrals:
            label = _("Was the person served as reported?")
            self._pair(held.pk, label, "", Verdict.choices, kept=True)

    def _pair(
        self, pk: UUID, label: Any, hint: str, verdicts: Sequence[Any], *, kept: bool = False
    ) -> None:
        self.fields[f"v_{pk}"] = forms.ChoiceField(
            label=label, help_text=hint, choices=verdicts, required=False,
            widget=forms.RadioSelect,
        )  # fmt: skip
        # Shown as a question that has to be answered; the rule says so with all other reasons.
        self.fields[f"v_{pk}"].rule = True  # type: ignore[attr-defined]
        self.fields[f"n_{pk}"] = forms.CharField(
            label=_("What was found") if kept else _("What you saw"), required=False,
            max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        )  # fmt: skip

    def pairs(self) -> list[dict[str, Any]]:
        return [
            {"item": item, "verdict": self[f"v_{item.pk}"], "note": self[f"n_{item.pk}"]}
            for item in self.items
        ]

    def of_referrals(self) -> list[dict[str, Any]]:
        return [
            {"held": held, "verdict": self[f"v_{held.pk}"], "note": self[f"n_{held.pk}"]}
            for held in self.referrals
        ]

    def points(self) -> dict[UUID, PointGiven]:
        return {item.pk: self._given(item.pk) for item in self.items}

    def judged(self) -> dict[UUID, PointGiven]:
        return {held.pk: self._given(held.pk) for held in self.referrals}

    def _given(self, pk: UUID) -> PointGiven:
        data = self.cleaned_data
        return PointGiven(verdict=data[f"v_{pk}"], note=data[f"n_{pk}"])


class WhyForm(BaseForm):
    why = RuledCharField(label=_("Why"), max_length=300)


class ReplyForm(BaseForm):
    text = RuledCharField(label=_("Reply"), widget=forms.Textarea, max_length=4000)


class ImprovementForm(BaseForm):
    text = RuledCharField(label=_("What is agreed"), max_length=500)
    due_on = ThreePartDateField(label=_("Until"), required=False)


class SeenForm(BaseForm):
    seen = forms.ChoiceField(
        label=_("What you see"), choices=SeenAgain.choices, widget=forms.RadioSelect
    )
    note = RuledCharField(label=_("What was seen"), max_length=500)
    seen_on = ThreePartDateField(label=_("Seen on"))
    again_on = ThreePartDateField(
        label=_("Look again on"), required=False, help_text=_("Where it is not so yet.")
    )


class LimitForm(BaseForm):
    line = forms.ChoiceField(label=_("Of what"))
    value = forms.IntegerField(
        label=_("Limit"), min_value=1, max_value=1000,
        help_text=_("Days until something is entered; minutes of an interview."),
    )  # fmt: skip
    valid_from = ThreePartDateField(label=_("Holds from"))
    source = RuledCharField(label=_("Where it is written"), max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["line"]).choices = list(LIMITED.items())


def _rows(form: forms.BaseForm, **found: Any) -> None:
    for name, rows in found.items():
        cast("forms.ModelChoiceField[Any]", form.fields[name]).queryset = rows

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django import forms
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from homeward.access.choices import DataClass
from homeward.access.models import User
from homeward.core.forms import BaseForm, ThreePartDateField
from homeward.oversight import queries, rules
from homeward.oversight.choices import Decision, Risk, Way
from homeward.oversight.models import ProcessingRecord

AREA = forms.Textarea(attrs={"rows": 4})
DECISIONS = [(d.value, d.label) for d in (Decision.TELL, Decision.NOT)]


def text(name: str) -> forms.CharField:
    """A text of the record of processing, with its model's label."""
    field: models.Field[Any, Any] = ProcessingRecord._meta.get_field(name)  # type: ignore[assignment]
    return forms.CharField(
        label=field.verbose_name,
        required=not field.blank,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class RecordForm(BaseForm):
    controller = text("controller")
    joint_controllers = text("joint_controllers")
    processors = text("processors")
    purposes = text("purposes")
    persons = text("persons")
    categories = text("categories")
    recipients = text("recipients")
    transfers = text("transfers")
    retention = text("retention")
    security = text("security")
    reviewed_on = ThreePartDateField(label=_("Reviewed on"))


def moment(day: Any, at: time | None) -> datetime:
    return timezone.make_aware(datetime.combine(day, at or time(0)))


def end_of(day: Any) -> datetime:
    return moment(day, time.max)


class ReportForm(BaseForm):
    title = forms.CharField(
        label=_("In one line"), max_length=160, help_text=_("Name no person here or below.")
    )
    what = forms.CharField(label=_("What happened"), widget=AREA)
    happened_on = ThreePartDateField(label=_("Happened on"))
    aware_on = ThreePartDateField(label=_("Noticed on"))
    aware_time = forms.TimeField(
        label=_("Noticed at"),
        help_text=_("For example 14:30. The 72 hours run from then."),
        widget=forms.TimeInput(format="%H:%M"),
    )
    data_classes = forms.TypedMultipleChoiceField(
        label=_("Kinds of data"),
        choices=DataClass.choices,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    about_persons = forms.IntegerField(
        label=_("About how many persons"), required=False, min_value=0
    )

    @property
    def given(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return {
            "title": cleaned["title"],
            "what": cleaned["what"],
            "happened_at": moment(cleaned["happened_on"], None),
            "aware_at": moment(cleaned["aware_on"], cleaned["aware_time"]),
            "data_classes": cleaned["data_classes"],
            "about_persons": cleaned["about_persons"],
        }


class AssessForm(BaseForm):
    risk = forms.ChoiceField(
        label=_("Risk for the persons"),
        choices=[(r.value, r.label) for r in Risk if r != Risk.UNKNOWN],
        widget=forms.RadioSelect,
    )
    assessment = forms.CharField(label=_("Likely consequences"), widget=AREA)
    measures = forms.CharField(label=_("Measures taken"), widget=AREA)
    authority = forms.ChoiceField(
        label=_("The supervisory authority"), choices=DECISIONS, widget=forms.RadioSelect
    )
    why_not_authority = forms.CharField(
        label=_("Why the authority is not told"), required=False, widget=AREA
    )
    persons = forms.ChoiceField(
        label=_("The affected persons"), choices=DECISIONS, widget=forms.RadioSelect
    )
    why_not_persons = forms.CharField(
        label=_("Why the persons are not told"), required=False, widget=AREA
    )

    @property
    def given(self) -> rules.Assessment:
        cleaned = self.cleaned_data
        return rules.Assessment(
            risk=Risk(cleaned["risk"]),
            authority=Decision(cleaned["authority"]),
            why_not_authority=cleaned["why_not_authority"],
            persons=Decision(cleaned["persons"]),
            why_not_persons=cleaned["why_not_persons"],
        )


class AuthorityForm(BaseForm):
    told_on = ThreePartDateField(label=_("Told on"))
    told_time = forms.TimeField(label=_("Told at"), widget=forms.TimeInput(format="%H:%M"))
    reference = forms.CharField(label=_("Reference of the authority"), max_length=100)
    why_late = forms.CharField(
        label=_("Reason for the delay"),
        required=False,
        widget=AREA,
        help_text=_("Only when it is told later than 72 hours after it was noticed."),
    )


class FindForm(BaseForm):
    """By the read log: what one user read in a time."""

    user: forms.ModelChoiceField[User] = forms.ModelChoiceField(
        label=_("Whose sign-in was used"), queryset=None
    )
    since = ThreePartDateField(label=_("From"))
    until = ThreePartDateField(label=_("To"))

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = queries.colleagues(by)  # type: ignore[attr-defined]


class CasesForm(BaseForm):
    references = forms.CharField(
        label=_("Case references"),
        help_text=_("One or more, with a space between. Everybody in the household is added."),
    )


class ToldForm(BaseForm):
    way = forms.ChoiceField(label=_("How"), choices=Way.choices, widget=forms.RadioSelect)
    text = forms.CharField(label=_("What they are told"), widget=forms.Textarea(attrs={"rows": 12}))


class CloseForm(BaseForm):
    lessons = forms.CharField(label=_("What is done so that it does not happen again"), widget=AREA)

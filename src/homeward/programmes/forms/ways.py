"""Forms of the ways: one stage at a time, and the day from which a version holds."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from homeward.core.forms import BaseForm, ThreePartDateField
from homeward.programmes.actions.ways import StageSaid
from homeward.programmes.choices import Stage, StageCondition
from homeward.programmes.models import WayStage
from homeward.tasks.choices import TaskKind

# What a stage may begin: waits of a case whose page is the case's own.
WAITS = (
    TaskKind.RECORD_CONSENT,
    TaskKind.FINISH_INTAKE,
    TaskKind.SUBMIT_APPLICATION,
    TaskKind.ANNOUNCE_ARRIVAL,
    TaskKind.ASK_HOST,
    TaskKind.CONFIRM_DEPARTURE,
    TaskKind.CONFIRM_FACTS,
    TaskKind.DRAFT_PLAN,
    TaskKind.START_SUPPORT,
    TaskKind.CLOSE_CASE,
)


class StageForm(BaseForm):
    name_en = forms.CharField(label=_("Name in English"), max_length=60, required=False)
    name_fr = forms.CharField(label=_("Name in French"), max_length=60, required=False)
    name_ar = forms.CharField(
        label=_("Name in Arabic"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"dir": "rtl"}),
    )
    to_enter = forms.MultipleChoiceField(
        label=_("Must be true to enter it"),
        choices=StageCondition.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    to_leave = forms.MultipleChoiceField(
        label=_("Must be true to leave it"),
        choices=StageCondition.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    wait = forms.ChoiceField(
        label=_("What waits in it"),
        required=False,
        choices=[("", _("Nothing begins by itself")), *((k.value, k.label) for k in WAITS)],
    )
    days_before_travel = forms.IntegerField(
        label=_("Done so many days before the travel"),
        min_value=0,
        max_value=365,
        required=False,
        help_text=_("Leave it empty where no rule states it."),
    )
    source = forms.CharField(label=_("Where this is stated"), max_length=200, required=False)

    def said(self, stage: Stage) -> StageSaid:
        data = self.cleaned_data
        return StageSaid(
            stage=stage,
            names={code: data[f"name_{code}"] for code in ("en", "fr", "ar")},
            to_enter=[StageCondition(code) for code in data["to_enter"]],
            to_leave=[StageCondition(code) for code in data["to_leave"]],
            wait=data["wait"],
            days_before_travel=data["days_before_travel"],
            source=data["source"],
        )


def first_words(stage: WayStage | None) -> dict[str, Any]:
    if stage is None:
        return {}
    names = {f"name_{code}": stage.names.get(code, "") for code in ("en", "fr", "ar")}
    return names | {
        "to_enter": stage.to_enter,
        "to_leave": stage.to_leave,
        "wait": stage.wait,
        "days_before_travel": stage.days_before_travel,
        "source": stage.source,
    }


class PublishWayForm(BaseForm):
    valid_from = ThreePartDateField(label=_("From which day"))
    note = forms.CharField(
        label=_("Why it changes"),
        required=False,
        widget=forms.Textarea,
        max_length=2000,
        help_text=_("Needed from the second version on. It is shown with the version."),
    )

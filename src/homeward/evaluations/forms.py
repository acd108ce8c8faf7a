"""Forms of evaluations and lessons."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy

from homeward.access.models import Organisation, User
from homeward.core.forms import BaseForm, ThreePartDateField
from homeward.evaluations import queries
from homeward.evaluations.choices import Taken, Told, Treatment
from homeward.evaluations.models import Evaluation, Extract, Result
from homeward.indicators.models import Indicator
from homeward.plans.models import Session
from homeward.programmes.models import Programme
from homeward.surveys.models import Instrument

LEAST = 5
USUAL = 10


def _rows(form: forms.BaseForm, **found: Any) -> None:
    for name, rows in found.items():
        cast("forms.ModelChoiceField[Any]", form.fields[name]).queryset = rows


class EvaluationForm(BaseForm):
    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    about = forms.CharField(label=gettext_lazy("What it is for"), widget=forms.Textarea)
    evaluator_org = forms.ModelChoiceField(
        label=gettext_lazy("Evaluator"),
        queryset=Organisation.objects.none(),
        help_text=gettext_lazy("An independent organisation. It sees frozen extracts, no file."),
    )
    assessed_org = forms.ModelChoiceField(
        label=gettext_lazy("Assessed party"),
        queryset=Organisation.objects.none(),
        help_text=gettext_lazy("It may reply before anything is published."),
    )
    programme = forms.ModelChoiceField(
        label=gettext_lazy("Programme"),
        queryset=Programme.objects.none(),
        required=False,
        help_text=gettext_lazy("Leave empty for all programmes that the agreements cover."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _rows(
            self,
            evaluator_org=queries.evaluators(),
            assessed_org=queries.organisations(),
            programme=queries.programmes(),
        )


class QuestionForm(BaseForm):
    text = forms.CharField(label=gettext_lazy("Question"), widget=forms.Textarea)
    indicator = forms.ModelChoiceField(
        label=gettext_lazy("Indicator"), queryset=Indicator.objects.none(), required=False
    )
    outcome = forms.CharField(
        label=gettext_lazy("Outcome"),
        max_length=60,
        help_text=gettext_lazy("A column of numbers of the extract, as final_composite."),
    )
    treatment = forms.ChoiceField(label=gettext_lazy("Who is compared"), choices=Treatment.choices)
    covariates = forms.CharField(
        label=gettext_lazy("Among people alike in"),
        required=False,
        help_text=gettext_lazy(
            "Columns known before, parted by commas: sex, age_band, household, origin_country,"
            " baseline_composite."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _rows(self, indicator=Indicator.objects.all())

    def clean_covariates(self) -> list[str]:
        return parted(self.cleaned_data["covariates"])


class ExtractForm(BaseForm):
    instrument = forms.ModelChoiceField(
        label=gettext_lazy("Survey"), queryset=Instrument.objects.none(), to_field_name="code"
    )
    arrived_from = ThreePartDateField(label=gettext_lazy("Arrived from"))
    arrived_until = ThreePartDateField(label=gettext_lazy("Arrived until"))
    smallest = forms.IntegerField(
        label=gettext_lazy("Smallest group that stays apart"),
        min_value=LEAST,
        initial=USUAL,
        help_text=gettext_lazy("A value, or a mix of values, that fewer people have is merged."),
    )
    facts = forms.MultipleChoiceField(
        label=gettext_lazy("What to take along of each person"),
        choices=Told.choices,
        initial=[Told.SEX, Told.AGE_BAND],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Only what the questions need: the fewer, the less is withheld."),
    )
    items = forms.CharField(
        label=gettext_lazy("Answers to take along"),
        required=False,
        help_text=gettext_lazy("Codes of the survey's items, parted by commas. Never free text."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _rows(self, instrument=Instrument.objects.all())

    def clean_instrument(self) -> str:
        return str(self.cleaned_data["instrument"].code)

    def clean_items(self) -> list[str]:
        return parted(self.cleaned_data["items"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        begins, ends = data.get("arrived_from"), data.get("arrived_until")
        if begins and ends and begins > ends:
            self.add_error("arrived_until", gettext_lazy("The last day is before the first."))
        return data


def parted(text: str) -> list[str]:
    """Words parted by commas, each once, in their order."""
    return list(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))


class ComputeForm(BaseForm):
    extract = forms.ModelChoiceField(label=gettext_lazy("Extract"), queryset=Extract.objects.none())
    draws = forms.IntegerField(
        label=gettext_lazy("Draws for the intervals"),
        min_value=0,
        max_value=2_000,
        initial=0,
        help_text=gettext_lazy("0 takes the formula; 500 draws take some seconds."),
    )

    def __init__(self, *args: Any, evaluation: Evaluation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        frozen = [extract.pk for extract in queries.frozen(evaluation)]
        _rows(self, extract=evaluation.extracts.filter(pk__in=frozen))


class ReportForm(BaseForm):
    conclusion = forms.CharField(
        label=gettext_lazy("What you conclude, and what can't be concluded"),
        widget=forms.Textarea,
    )
    reply_by = ThreePartDateField(label=gettext_lazy("The assessed party may reply until"))


class TextForm(BaseForm):
    text = forms.CharField(label=gettext_lazy("Your reply"), widget=forms.Textarea)


class OutcomeForm(BaseForm):
    text = forms.CharField(label=gettext_lazy("What came of it"), widget=forms.Textarea)


class LessonForm(BaseForm):
    title = forms.CharField(label=gettext_lazy("Lesson"), max_length=200)
    text = forms.CharField(label=gettext_lazy("What was learned"), widget=forms.Textarea)
    rests_on = forms.CharField(label=gettext_lazy("What it rests on"), widget=forms.Textarea)
    tags = forms.CharField(
        label=gettext_lazy("Words to find it by"),
        required=False,
        help_text=gettext_lazy("Parted by commas."),
    )
    evaluation = forms.ModelChoiceField(
        label=gettext_lazy("Evaluation"), queryset=Evaluation.objects.none(), required=False
    )
    result = forms.ModelChoiceField(
        label=gettext_lazy("Finding"), queryset=Result.objects.none(), required=False
    )
    programme = forms.ModelChoiceField(
        label=gettext_lazy("Programme"), queryset=Programme.objects.none(), required=False
    )
    is_public = forms.BooleanField(
        label=gettext_lazy("Everybody may read it"),
        required=False,
        help_text=gettext_lazy("It names no person, and no place small enough to tell of one."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _rows(
            self,
            evaluation=queries.listed(),
            result=Result.objects.select_related("question"),
            programme=queries.programmes(),
        )

    def clean_tags(self) -> list[str]:
        return [tag.lower() for tag in parted(self.cleaned_data["tags"])]


class TakeUpForm(BaseForm):
    kind = forms.ChoiceField(label=gettext_lazy("What it leads to"), choices=Taken.choices)
    programme = forms.ModelChoiceField(
        label=gettext_lazy("Programme"), queryset=Programme.objects.none(), required=False
    )
    session = forms.ModelChoiceField(
        label=gettext_lazy("Session of the commission"),
        queryset=Session.objects.none(),
        required=False,
    )
    what = forms.CharField(label=gettext_lazy("What you do"), widget=forms.Textarea)
    until_on = ThreePartDateField(label=gettext_lazy("Until"))

    def __init__(self, *args: Any, reader: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ours = Session.objects.filter(commission=reader.organisation_id)
        _rows(self, programme=queries.programmes(), session=ours.order_by("-held_on"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name in ("programme", "session"):
            if data.get("kind") == name and not data.get(name):
                self.add_error(name, gettext_lazy("Name it."))
        return data

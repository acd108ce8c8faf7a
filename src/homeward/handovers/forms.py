"""Forms of handovers."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy

from homeward.access.choices import DataClass
from homeward.access.models import Organisation, User
from homeward.agreements.models import Agreement
from homeward.core.forms import BaseForm, RuledCharField, ThreePartDateField
from homeward.handovers import queries
from homeward.handovers.choices import JUDGED, Answer, Asylum, CaseState, Outcome, Reading, Way
from homeward.persons.choices import ConsentWay
from homeward.persons.models import Person
from homeward.programmes.models import Programme


def _rows(form: forms.BaseForm, **found: Any) -> None:
    for name, rows in found.items():
        cast("forms.ModelChoiceField[Any]", form.fields[name]).queryset = rows


class CriterionForm(BaseForm):
    programme = forms.ModelChoiceField(
        label=gettext_lazy("Programme"), queryset=Programme.objects.none()
    )
    code = forms.SlugField(
        label=gettext_lazy("Code"),
        max_length=40,
        help_text=gettext_lazy("A short name. The same code with a later day is the next version."),
    )
    wording = forms.CharField(
        label=gettext_lazy("What must be true"), max_length=300, widget=forms.Textarea
    )
    about = forms.ModelChoiceField(
        label=gettext_lazy("Of whom"),
        queryset=Organisation.objects.none(),
        help_text=gettext_lazy("The organisation that is to carry on."),
    )
    reading = forms.ChoiceField(label=gettext_lazy("How it is read"), choices=Reading.choices)
    threshold = forms.IntegerField(
        label=gettext_lazy("Met from"),
        required=False,
        min_value=0,
        help_text=gettext_lazy("A number, where it is read from what is registered."),
    )
    valid_from = ThreePartDateField(label=gettext_lazy("Valid from"))
    source = RuledCharField(label=gettext_lazy("Where it is written"), max_length=200)

    def __init__(self, *args: Any, reader: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _rows(
            self,
            programme=queries.programmes_of_lead(reader),
            about=queries.organisations(),
        )


class JudgementForm(BaseForm):
    verdict = forms.ChoiceField(label=gettext_lazy("Judgement"), choices=JUDGED)
    evidence = RuledCharField(label=gettext_lazy("What it rests on"), widget=forms.Textarea)
    on = ThreePartDateField(label=gettext_lazy("On"))


class DropForm(BaseForm):
    source = RuledCharField(
        label=gettext_lazy("By which decision it is asked no more"), max_length=200
    )


class DraftForm(BaseForm):
    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    programme = forms.ModelChoiceField(
        label=gettext_lazy("Programme"),
        queryset=Programme.objects.none(),
        help_text=gettext_lazy("Its cases that your organisation holds or answers for."),
    )
    why = forms.CharField(
        label=gettext_lazy("Why, and what the receivers should know"),
        required=False,
        widget=forms.Textarea,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _rows(self, programme=queries.programmes())


class StageForm(BaseForm):
    receiver = forms.ModelChoiceField(
        label=gettext_lazy("Receiver"), queryset=Organisation.objects.none()
    )
    agreement = forms.ModelChoiceField(
        label=gettext_lazy("By which agreement"), queryset=Agreement.objects.none()
    )
    case_state = forms.ChoiceField(label=gettext_lazy("Which cases"), choices=CaseState.choices)
    place = forms.CharField(
        label=gettext_lazy("Place of return"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("As it is written in the cases. Leave empty for anywhere."),
    )
    opened_before = ThreePartDateField(label=gettext_lazy("Opened before"), required=False)
    from_on = ThreePartDateField(label=gettext_lazy("The stage begins on"))
    asylum = forms.ChoiceField(
        label=gettext_lazy("Asylum history, where the receiver is a public authority"),
        choices=[("", gettext_lazy("Not said yet")), *Asylum.choices],
        required=False,
        help_text=gettext_lazy(
            "An authority of the country of origin never gets it. Say it for every authority, so"
            " that it tells nothing of any file."
        ),
    )
    asylum_keeper = forms.ModelChoiceField(
        label=gettext_lazy("Who keeps it"), queryset=Organisation.objects.none(), required=False
    )

    def __init__(self, *args: Any, reader: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _rows(
            self,
            receiver=queries.receivers(reader),
            agreement=queries.agreements_to_name(reader),
            asylum_keeper=queries.organisations(),
        )


class LineForm(BaseForm):
    outcome = forms.ChoiceField(label=gettext_lazy("What becomes of it"), choices=Outcome.choices)
    note = forms.CharField(label=gettext_lazy("Remark"), max_length=300, required=False)


# What a yes can be about; asylum history never is.
ALLOWED = [(each.value, each.label) for each in DataClass if each != DataClass.ASYLUM]


class AskForm(BaseForm):
    person = forms.ModelChoiceField(
        label=gettext_lazy("Who was asked"), queryset=Person.objects.none()
    )
    answer = forms.ChoiceField(label=gettext_lazy("Answer"), choices=Answer.choices)
    way = forms.ChoiceField(label=gettext_lazy("How"), choices=Way.choices)
    asked_on = ThreePartDateField(label=gettext_lazy("Asked on"))
    classes = forms.TypedMultipleChoiceField(
        label=gettext_lazy("With a yes: what may go to the receiver"),
        choices=ALLOWED,
        coerce=lambda value: DataClass(int(value)),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("A file moves whole: what is held and not allowed keeps it here."),
    )
    consent_way = forms.ChoiceField(
        label=gettext_lazy("With a yes: how the consent was given"), choices=ConsentWay.choices
    )
    witness = forms.CharField(
        label=gettext_lazy("Name of the witness"), max_length=150, required=False
    )
    guardian = forms.CharField(
        label=gettext_lazy("Name of the guardian"), max_length=150, required=False
    )
    lead_goes_on = forms.BooleanField(
        label=gettext_lazy("The person wants us to go on reading, as far as an agreement allows"),
        required=False,
    )
    note = forms.CharField(label=gettext_lazy("Remark"), required=False, widget=forms.Textarea)

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _rows(self, person=people)

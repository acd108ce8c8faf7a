"""The workplan, priority areas, dialogues and findings."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from homeward.access.models import Organisation, User
from homeward.committees.models import Committee, Decision
from homeward.core.forms import BaseForm, RuledCharField, ThreePartDateField
from homeward.places.models import Area, Country
from homeward.programmes.models import Programme
from homeward.steering.choices import Answer, FeedbackSource, Subject
from homeward.steering.queries import areas, stated, workplan


def rows(form: forms.BaseForm, **found: Any) -> None:
    for name, held in found.items():
        field = cast("forms.ModelChoiceField[Any]", form.fields[name])
        field.queryset = held


def long_text(**kwargs: Any) -> RuledCharField:
    return RuledCharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=4000, **kwargs)


class ResponsibleForm(BaseForm):
    organisation = forms.ModelChoiceField(
        label=_("Who is responsible"), queryset=Organisation.objects.none()
    )
    due_on = ThreePartDateField(label=_("Due"))
    note = forms.CharField(label=_("Note"), max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows(self, organisation=workplan.organisations())


class ProgrammeForm(BaseForm):
    """The first question where a page needs to know the programme."""

    programme = forms.ModelChoiceField(label=_("Programme"), queryset=Programme.objects.none())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows(self, programme=Programme.objects.filter(lead_org__isnull=False).order_by("name"))


class AreaForm(BaseForm):
    area = forms.ModelChoiceField(label=_("Area"), queryset=Area.objects.none())
    why = long_text(label=_("Why this area comes first"))
    other = forms.CharField(
        label=_("What else speaks for it"), max_length=300, required=False,
        help_text=_("Returns, services, programmes and actors are counted for you."),
    )  # fmt: skip

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows(self, area=areas.areas_of(programme))


class AgendaForm(BaseForm):
    committee = forms.ModelChoiceField(
        label=_("Committee"), queryset=Committee.objects.none(),
        help_text=_("Those in which your organisation has a seat, or that it keeps."),
    )  # fmt: skip

    def __init__(self, *args: Any, by: User, on: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = [each.pk for each in areas.committees_of(by, on=on)]
        rows(self, committee=Committee.objects.filter(pk__in=own))


class ValidateForm(BaseForm):
    """Only decisions on this very area can be chosen; without one, the action says so."""

    decision = forms.ModelChoiceField(
        label=_("Decision"), queryset=Decision.objects.none(), required=False
    )

    def __init__(self, *args: Any, found: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows(self, decision=Decision.objects.filter(pk__in=[each.pk for each in found]))


class RequestForm(BaseForm):
    to_country = forms.ModelChoiceField(
        label=_("Asked state"), queryset=Country.objects.order_by("name")
    )
    to_org = forms.ModelChoiceField(
        label=_("Asked organisation"), queryset=Organisation.objects.none(), required=False,
        help_text=_("It gets the request as its own wait. Leave empty if it does not work here."),
    )  # fmt: skip
    to_name = forms.CharField(
        label=_("Asked authority, if it does not work here"), max_length=200, required=False
    )
    subject = forms.ChoiceField(label=_("About"), choices=Subject.choices)
    programme = forms.ModelChoiceField(
        label=_("Programme"), queryset=Programme.objects.none(), required=False
    )
    title = forms.CharField(label=_("Title"), max_length=200)
    text = forms.CharField(
        label=_("What is asked"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("No name and no number of a person: a case goes another way."),
    )  # fmt: skip
    due_on = ThreePartDateField(label=_("Answer until"))
    is_open = forms.BooleanField(
        label=_("Everybody who works here may read it"), required=False,
        help_text=_("Otherwise the two sides alone."),
    )  # fmt: skip

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = by.organisation.country_id if by.organisation else ""
        rows(
            self,
            to_country=Country.objects.exclude(pk=own).order_by("name"),
            to_org=workplan.organisations().exclude(country=own),
            programme=Programme.objects.filter(lead_org__isnull=False).order_by("name"),
        )


class AnswerForm(BaseForm):
    outcome = forms.ChoiceField(label=_("Answer"), choices=Answer.choices)
    text = long_text(label=_("In words"))


class RemindForm(BaseForm):
    due_on = ThreePartDateField(label=_("New day for the answer"))
    text = forms.CharField(label=_("What you write"), max_length=1000, required=False)


class NoteForm(BaseForm):
    text = long_text(label=_("What happened"))


class FindingForm(BaseForm):
    source = forms.ChoiceField(label=_("Where it comes from"), choices=FeedbackSource.choices)
    title = forms.CharField(label=_("Finding"), max_length=200)
    text = long_text(
        label=_("What it says, and what you ask the committee"),
        help_text=_("In sum: nobody’s words, name or case."),
    )
    figures = forms.CharField(label=_("Figures"), max_length=300, required=False)
    from_on = ThreePartDateField(label=_("From"), required=False)
    until_on = ThreePartDateField(label=_("Until"), required=False)
    programme = forms.ModelChoiceField(
        label=_("Programme"), queryset=Programme.objects.none(), required=False
    )
    committee = forms.ModelChoiceField(label=_("Committee"), queryset=Committee.objects.none())

    def __init__(self, *args: Any, by: User, on: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = [each.pk for each in areas.committees_of(by, on=on)]
        rows(
            self,
            committee=Committee.objects.filter(pk__in=own),
            programme=stated.programmes_of(by),
        )

"""The forms of the pages of assessments."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from homeward.assessments.choices import AssessmentPurpose
from homeward.cases.choices import SaidBy
from homeward.cases.forms import not_in_the_future
from homeward.core.forms import BaseForm, ThreePartDateField
from homeward.forms.models import Form
from homeward.persons.forms import chosen, set_choices
from homeward.persons.models import Person
from homeward.programmes.models import Programme


class BeginForm(BaseForm):
    person = forms.ChoiceField(label=_("About whom"))
    said_by = forms.ChoiceField(label=_("Who answers"), choices=SaidBy.choices)
    said_by_name = forms.CharField(label=_("Name of who answers"), max_length=150, required=False)
    held_on = ThreePartDateField(label=_("Asked on"), validators=[not_in_the_future])

    def __init__(self, *args: Any, people: Sequence[Person], today: date, **kwargs: Any) -> None:
        initial = {"held_on": today, "said_by": SaidBy.PERSON.value}
        super().__init__(*args, initial=initial, **kwargs)
        self.people = {str(person.pk): person for person in people}
        set_choices(self, "person", [(pk, str(person)) for pk, person in self.people.items()])

    @property
    def chosen(self) -> Person:
        return self.people[self.cleaned_data["person"]]


class UseForm(BaseForm):
    programme = forms.ChoiceField(label=_("Programme"), required=False)
    purpose = forms.ChoiceField(label=_("Step"), choices=AssessmentPurpose.choices)
    form = forms.ChoiceField(label=_("Form"))
    valid_from = ThreePartDateField(label=_("From"))

    def __init__(
        self,
        *args: Any,
        programmes: Sequence[Programme],
        offered: Sequence[Form],
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, initial={"valid_from": today}, **kwargs)
        self.programmes = {str(one.pk): one for one in programmes}
        self.offered = {str(one.pk): one for one in offered}
        every = [(pk, str(one)) for pk, one in self.programmes.items()]
        set_choices(self, "programme", chosen(every, _("Every programme without one of its own")))
        set_choices(self, "form", chosen([(pk, str(one)) for pk, one in self.offered.items()]))

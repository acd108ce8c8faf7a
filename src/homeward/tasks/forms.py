"""Forms of absences, deadlines, reminders and own days."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from homeward.access.models import User
from homeward.core.forms import BaseForm, ThreePartDateField
from homeward.tasks.choices import DayKind, TaskKind


def _people(form: forms.BaseForm, name: str, people: Sequence[User]) -> None:
    choices = [("", ""), *((str(user.pk), user.name) for user in people)]
    cast(forms.ChoiceField, form.fields[name]).choices = choices


class AbsenceForm(BaseForm):
    """Of oneself; who may, of a colleague."""

    user = forms.ChoiceField(label=gettext_lazy("Who is away"))
    from_on = ThreePartDateField(label=gettext_lazy("First day away"))
    until_on = ThreePartDateField(label=gettext_lazy("Last day away"))
    cover = forms.ChoiceField(
        label=gettext_lazy("Who covers"),
        help_text=gettext_lazy("Until then they have what waits for the one who is away, too."),
    )

    def __init__(
        self, *args: Any, reader: User, colleagues: Sequence[User], of_others: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(user.pk): user for user in [reader, *colleagues]}
        self.reader = reader
        _people(self, "cover", [reader, *colleagues] if of_others else colleagues)
        if of_others:
            _people(self, "user", [reader, *colleagues])
        else:
            del self.fields["user"]

    def who(self) -> User:
        return self.people[self.cleaned_data.get("user") or str(self.reader.pk)]

    def who_covers(self) -> User:
        return self.people[self.cleaned_data["cover"]]


class DeadlineForm(BaseForm):
    days = forms.IntegerField(label=gettext_lazy("Days"), min_value=0, max_value=1000)
    day_kind = forms.ChoiceField(label=gettext_lazy("Counted as"), choices=DayKind.choices)
    valid_from = ThreePartDateField(
        label=gettext_lazy("Valid from"),
        help_text=gettext_lazy("Waits that begin from this day on. Those that run keep their day."),
    )
    source = forms.CharField(
        label=gettext_lazy("Where it is written"),
        help_text=gettext_lazy("The agreement, procedure or law, with its article."),
        max_length=200,
    )


class ReminderForm(BaseForm):
    kind = forms.ChoiceField(label=gettext_lazy("For which waits"), required=False)
    days_before = forms.IntegerField(
        label=gettext_lazy("Days before the day"),
        help_text=gettext_lazy("Leave empty for no reminder before."),
        min_value=1,
        max_value=100,
        required=False,
    )
    on_the_day = forms.BooleanField(label=gettext_lazy("Also on the day"), required=False)
    days_after = forms.IntegerField(
        label=gettext_lazy("Days of silence after it"),
        help_text=gettext_lazy(
            "Then whoever leads at the accountable organisation is told. Empty: nobody."
        ),
        min_value=1,
        max_value=365,
        required=False,
    )
    day_kind = forms.ChoiceField(label=gettext_lazy("Silence counted as"), choices=DayKind.choices)
    valid_from = ThreePartDateField(label=gettext_lazy("Valid from"))
    source = forms.CharField(label=gettext_lazy("Where it is written"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["kind"]).choices = [
            ("", _("All without a rule of their own")),
            *TaskKind.choices,
        ]


class DayForm(BaseForm):
    on = ThreePartDateField(label=gettext_lazy("Day"))
    name = forms.CharField(label=gettext_lazy("What day it is"), max_length=120)
    is_off = forms.ChoiceField(
        label=gettext_lazy("On this day"),
        choices=[
            ("off", gettext_lazy("we do not work")),
            ("works", gettext_lazy("we work, though the calendar says otherwise")),
        ],
    )
    source = forms.CharField(label=gettext_lazy("Who announced it"), max_length=200)

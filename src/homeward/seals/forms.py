"""Forms of seals."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from homeward.access.models import User
from homeward.core.forms import BaseForm
from homeward.persons.forms import chosen, set_choices
from homeward.persons.models import Person

WHY_LENGTH = 1000


def why_field(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=gettext_lazy("Only the team reads it."),
        max_length=WHY_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SealForm(BaseForm):
    people = forms.MultipleChoiceField(
        label=gettext_lazy("Whose files"), widget=forms.CheckboxSelectMultiple
    )
    team = forms.MultipleChoiceField(
        label=gettext_lazy("Team"),
        help_text=gettext_lazy("You are in the team. Choose who else works on the case."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    why = why_field(gettext_lazy("Why the files are sealed"))

    def __init__(
        self, *args: Any, household: Sequence[Person], colleagues: Sequence[User], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.household = {str(person.pk): person for person in household}
        self.colleagues = {str(user.pk): user for user in colleagues}
        set_choices(self, "people", [(pk, str(one)) for pk, one in self.household.items()])
        set_choices(self, "team", [(pk, _named(one)) for pk, one in self.colleagues.items()])
        self.initial.setdefault("people", list(self.household))

    def people_chosen(self) -> list[Person]:
        return [self.household[pk] for pk in self.cleaned_data["people"]]

    def team_chosen(self) -> list[User]:
        return [self.colleagues[pk] for pk in self.cleaned_data["team"]]


class AddForm(BaseForm):
    user = forms.ChoiceField(label=gettext_lazy("Add to the team"))

    def __init__(self, *args: Any, colleagues: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = {str(user.pk): user for user in colleagues}
        names = [(pk, _named(one)) for pk, one in self.colleagues.items()]
        set_choices(self, "user", chosen(names))

    def user_chosen(self) -> User:
        return self.colleagues[self.cleaned_data["user"]]


class LiftForm(BaseForm):
    why = why_field(gettext_lazy("Why the seal can be lifted"))


def _named(user: User) -> str:
    return f"{user}, {user.role_label}"

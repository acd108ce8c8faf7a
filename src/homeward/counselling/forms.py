"""Forms of sessions, groups and help."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from homeward.access.models import User
from homeward.core.commas import enumerated
from homeward.core.forms import BaseForm, ThreePartDateField
from homeward.counselling.actions import Held, Planned
from homeward.counselling.choices import HelpKind, Location, SessionKind, State, Why
from homeward.counselling.models import Guest, Participant, Session
from homeward.counselling.queries import Invitable
from homeward.persons.forms import chosen, set_choices
from homeward.persons.models import Person

LONGEST_TEXT = 4000
LONGEST_SESSION = 24 * 60


def not_in_the_future(on: date) -> None:
    if on > timezone.localdate():
        raise ValidationError(_("This day is still to come."))


def _time() -> forms.TimeField:
    return forms.TimeField(
        label=gettext_lazy("At"),
        help_text=gettext_lazy("Hours and minutes, as 14:35."),
        input_formats=["%H:%M", "%H.%M"],
        widget=forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off"}),
    )


def _minutes(**more: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=gettext_lazy("Minutes"), min_value=1, max_value=LONGEST_SESSION, **more
    )


class MomentForm(BaseForm):
    on = ThreePartDateField(label=gettext_lazy("Day"))
    at = _time()

    @property
    def moment(self) -> datetime:
        data = self.cleaned_data
        return timezone.make_aware(datetime.combine(data["on"], data["at"]))


class PlanForm(MomentForm):
    kind = forms.ChoiceField(label=gettext_lazy("What"), choices=SessionKind.choices)
    minutes = _minutes(required=False)
    location = forms.ChoiceField(label=gettext_lazy("Where"), choices=Location.choices)
    place = forms.CharField(
        label=gettext_lazy("Address, room or how to call"),
        help_text=gettext_lazy("The person reads it on their own pages."),
        max_length=200,
        required=False,
    )
    led_by = forms.ChoiceField(label=gettext_lazy("Who leads it"))
    people = forms.MultipleChoiceField(
        label=gettext_lazy("Who of the household takes part"), widget=forms.CheckboxSelectMultiple
    )
    guests = forms.MultipleChoiceField(
        label=gettext_lazy("Which colleagues join"),
        help_text=gettext_lazy(
            "Of partner organisations those whom agreement and consent let see the case; they "
            "join at a distance and find it in My work."
        ),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    interpreter_language = forms.CharField(
        label=gettext_lazy("Interpreter for"), max_length=60, required=False
    )
    interpreter_name = forms.CharField(
        label=gettext_lazy("Name of the interpreter"), max_length=120, required=False
    )
    field_order = ["kind", "on", "at", "minutes", "location", "place", "led_by", "people"]

    def __init__(
        self, *args: Any, people: Sequence[Person], may_come: Invitable, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.household = {str(person.pk): person for person in people}
        self.users = {str(user.pk): user for user in may_come.everyone}
        named = [(pk, _named(user)) for pk, user in self.users.items()]
        set_choices(self, "people", [(pk, str(person)) for pk, person in self.household.items()])
        set_choices(self, "guests", named)
        set_choices(self, "led_by", chosen(named))
        if not named:
            del self.fields["guests"]

    def given(self) -> Planned:
        data = self.cleaned_data
        leader = self.users[data["led_by"]]
        guests = {pk: self.users[pk] for pk in data.get("guests", [])}
        # Whoever leads it at another organisation is a guest of this one.
        guests.setdefault(data["led_by"], leader)
        return Planned(
            kind=SessionKind(data["kind"]),
            planned_at=self.moment,
            minutes=data["minutes"],
            location=Location(data["location"]),
            place=data["place"],
            led_by=leader,
            people=[self.household[pk] for pk in data["people"]],
            guests=list(guests.values()),
            interpreter_language=data["interpreter_language"],
            interpreter_name=data["interpreter_name"],
        )


def _named(user: User) -> str:
    return enumerated([user.name, user.organisation])


class HoldForm(BaseForm):
    """How a session went."""

    minutes = _minutes()
    came = forms.MultipleChoiceField(
        label=gettext_lazy("Who came"), widget=forms.CheckboxSelectMultiple, required=False
    )
    joined = forms.MultipleChoiceField(
        label=gettext_lazy("Which colleagues were there"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    content = forms.CharField(
        label=gettext_lazy("What was talked about"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    next_step = forms.CharField(
        label=gettext_lazy("What was agreed on"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    next_on = ThreePartDateField(label=gettext_lazy("By"), required=False)

    def __init__(
        self, *args: Any, people: Sequence[Participant], guests: Sequence[Guest], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "came", [(str(one.person_id), str(one.person)) for one in people])
        if guests:
            set_choices(self, "joined", [(str(one.user_id), _named(one.user)) for one in guests])
        else:
            del self.fields["joined"]

    def given(self) -> Held:
        data = self.cleaned_data
        return Held(
            minutes=data["minutes"],
            came=frozenset(UUID(pk) for pk in data["came"]),
            joined=frozenset(int(pk) for pk in data.get("joined", [])),
            content=data["content"],
            next_step=data["next_step"],
            next_on=data["next_on"],
        )


class MissForm(BaseForm):
    state = forms.ChoiceField(
        label=gettext_lazy("What happened"),
        choices=[(state.value, state.label) for state in (State.NO_SHOW, State.CANCELLED)],
    )
    why = forms.ChoiceField(label=gettext_lazy("Why"), choices=[("", ""), *Why.choices])


class GroupForm(MomentForm):
    title = forms.CharField(
        label=gettext_lazy("Title"),
        help_text=gettext_lazy("Name nobody: it stands in lists and messages."),
        max_length=40,
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What"), choices=SessionKind.choices, initial=SessionKind.ORIENTATION
    )
    location = forms.ChoiceField(label=gettext_lazy("Where"), choices=Location.choices)
    place = forms.CharField(label=gettext_lazy("Address or room"), max_length=200, required=False)
    led_by = forms.ChoiceField(label=gettext_lazy("Who leads it"))
    field_order = ["title", "kind", "on", "at", "location", "place", "led_by"]

    def __init__(self, *args: Any, colleagues: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.users = {str(user.pk): user for user in colleagues}
        set_choices(self, "led_by", chosen([(pk, user.name) for pk, user in self.users.items()]))

    def leader(self) -> User:
        return self.users[self.cleaned_data["led_by"]]


class GroupHeldForm(BaseForm):
    minutes = _minutes()
    came = forms.MultipleChoiceField(
        label=gettext_lazy("Which cases came"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, sessions: Sequence[tuple[Session, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(
            self,
            "came",
            [(str(one.pk), enumerated([title, one.case.reference])) for one, title in sessions],
        )

    def sessions_that_came(self) -> frozenset[UUID]:
        return frozenset(UUID(pk) for pk in self.cleaned_data["came"])


class HelpForm(BaseForm):
    kind = forms.ChoiceField(label=gettext_lazy("What was given"), choices=HelpKind.choices)
    quantity = forms.IntegerField(
        label=gettext_lazy("How many"), min_value=1, max_value=1000, initial=1
    )
    given_on = ThreePartDateField(label=gettext_lazy("Given on"), validators=[not_in_the_future])
    given_by = forms.CharField(label=gettext_lazy("Given by"), max_length=120)
    note = forms.CharField(
        label=gettext_lazy("Note"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

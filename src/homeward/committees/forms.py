"""Forms of committees: set up, seats, rules, meetings, motions, votes and actions."""

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from homeward.access.models import Organisation, User
from homeward.actors.models import Actor
from homeward.committees import choices, queries, subjects
from homeward.committees.models import Committee, Decision, Meeting, Seat
from homeward.committees.subjects import Subject
from homeward.core.forms import BaseForm, RuledCharField, ThreePartDateField
from homeward.places.models import Country
from homeward.programmes.models import Programme


def _rows(form: forms.BaseForm, **found: Any) -> None:
    for name, rows in found.items():
        cast("forms.ModelChoiceField[Any]", form.fields[name]).queryset = rows


class AboutForm(BaseForm):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    countries = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Countries"),
        queryset=Country.objects.order_by("name"),
        required=False,
    )
    terms = forms.CharField(
        label=gettext_lazy("Terms of reference"), required=False, widget=forms.Textarea
    )
    source = forms.CharField(
        label=gettext_lazy("Where it is written"), max_length=200, required=False
    )
    since_on = ThreePartDateField(label=gettext_lazy("Since"), required=False)
    until_on = ThreePartDateField(label=gettext_lazy("Until"), required=False)


class CommitteeForm(AboutForm):
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=choices.CommitteeKind.choices)
    programme = forms.ModelChoiceField(
        label=gettext_lazy("Programme"),
        queryset=Programme.objects.none(),
        required=False,
        help_text=gettext_lazy("Its lead is the programme’s lead. A regional process has none."),
    )
    parent = forms.ModelChoiceField(
        label=gettext_lazy("Part of"), queryset=Committee.objects.none(), required=False
    )
    is_binding = forms.BooleanField(
        label=gettext_lazy("Its decisions bind who sits in it"),
        required=False,
        initial=True,
        help_text=gettext_lazy("Not ticked: it recommends. A regional process never binds."),
    )
    field_order = ["kind", "name", "programme", "countries", "is_binding", "parent", "terms"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _rows(self, programme=queries.programmes_run_here(), parent=queries.listed())


class SecretariatForm(BaseForm):
    """To whom the secretariat is handed over."""

    to = forms.ModelChoiceField(
        label=gettext_lazy("Who is the secretariat from now on"),
        queryset=Organisation.objects.none(),
        help_text=gettext_lazy("An organisation with a seat in the committee."),
    )

    def __init__(self, *args: Any, committee: Committee, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _rows(self, to=queries.who_may_keep(committee, on=on))


class MinimumForm(BaseForm):
    seat_kind = forms.ChoiceField(label=gettext_lazy("Seat"), choices=choices.SeatKind.choices)
    minimum = forms.IntegerField(
        label=gettext_lazy("At least"),
        min_value=0,
        max_value=100,
        help_text=gettext_lazy("0: none is asked for any more."),
    )
    valid_from = ThreePartDateField(label=gettext_lazy("Valid from"))
    source = RuledCharField(label=gettext_lazy("Where it is written"), max_length=200)


class ProcedureForm(BaseForm):
    quorum_kind = forms.ChoiceField(
        label=gettext_lazy("Quorum"), choices=choices.QuorumKind.choices
    )
    quorum = forms.IntegerField(label=gettext_lazy("How many"), min_value=1, max_value=1000)
    voting = forms.ChoiceField(label=gettext_lazy("Voting"), choices=choices.Voting.choices)
    invite_days = forms.IntegerField(
        label=gettext_lazy("Days from the invitation to the meeting"),
        required=False,
        min_value=0,
    )
    minutes_days = forms.IntegerField(
        label=gettext_lazy("Days from the meeting to its minutes"), required=False, min_value=0
    )
    silence_days = forms.IntegerField(
        label=gettext_lazy("Days of silence that approve the minutes"),
        required=False,
        min_value=1,
        help_text=gettext_lazy("Empty: silence approves nothing."),
    )
    sign_days = forms.IntegerField(
        label=gettext_lazy("Days to sign a decision"), required=False, min_value=1
    )
    valid_from = ThreePartDateField(label=gettext_lazy("Valid from"))
    source = RuledCharField(label=gettext_lazy("Where it is written"), max_length=200)


class SeatForm(BaseForm):
    kind = forms.ChoiceField(label=gettext_lazy("Seat"), choices=choices.SeatKind.choices)
    organisation = forms.ModelChoiceField(
        label=gettext_lazy("Organisation"), queryset=Organisation.objects.none(), required=False
    )
    actor = forms.ModelChoiceField(
        label=gettext_lazy("Or an actor without an account"),
        queryset=Actor.objects.none(),
        required=False,
    )
    represents = forms.CharField(
        label=gettext_lazy("For whom it speaks"), max_length=200, required=False
    )
    has_vote = forms.BooleanField(label=gettext_lazy("Has a vote"), required=False, initial=True)
    since_on = ThreePartDateField(label=gettext_lazy("Since"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _rows(self, organisation=queries.organisations(), actor=queries.actors_without_account())


class EndForm(BaseForm):
    on = ThreePartDateField(label=gettext_lazy("Last day"))


class HolderForm(BaseForm):
    user = forms.ModelChoiceField(
        label=gettext_lazy("Who sits on it"), queryset=User.objects.none()
    )
    part = forms.ChoiceField(label=gettext_lazy("As"), choices=choices.HolderPart.choices)

    def __init__(self, *args: Any, seat: Seat, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _rows(self, user=queries.users_for(seat))


class SubjectField(forms.ChoiceField):
    """One of what rooms offer, grouped by kind; its value is `kind:key`."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"label": gettext_lazy("What it is about"), "required": False, **kwargs})


def subject_of(value: str, user: User) -> Subject | None:
    kind, _colon, key = value.partition(":")
    return subjects.find(kind, key, user) if key else None


class ItemForm(BaseForm):
    title = RuledCharField(label=gettext_lazy("Title"), max_length=200)
    about = SubjectField()
    why = forms.CharField(
        label=gettext_lazy("Why, and what is asked"), required=False, widget=forms.Textarea
    )
    paper = forms.URLField(
        assume_scheme="https",
        label=gettext_lazy("Link to the paper"),
        max_length=500,
        required=False,
    )

    def __init__(self, *args: Any, reader: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["about"]).choices = [
            ("", "—"), *subjects.offered(reader),
        ]  # fmt: skip


class MeetingForm(BaseForm):
    on = ThreePartDateField(label=gettext_lazy("Day"))
    begins_at = forms.TimeField(
        label=gettext_lazy("Begins at"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    place = forms.CharField(label=gettext_lazy("Place"), max_length=200, required=False)
    link = forms.URLField(
        assume_scheme="https",
        label=gettext_lazy("Link for those at a distance"),
        max_length=500,
        required=False,
    )


class WhyForm(BaseForm):
    why = RuledCharField(label=gettext_lazy("Why"), max_length=200)


class PresenceForm(BaseForm):
    """A seat answers the invitation."""

    presence = forms.ChoiceField(
        label=gettext_lazy("Will you come?"),
        choices=[
            (choices.Presence.PRESENT.value, gettext_lazy("Yes, in the room")),
            (choices.Presence.REMOTE.value, gettext_lazy("Yes, at a distance")),
            (choices.Presence.EXCUSED.value, gettext_lazy("No")),
        ],
        widget=forms.RadioSelect,
    )


class AttendanceForm(BaseForm):
    """One field for each seat."""

    def __init__(self, *args: Any, places: list[queries.Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in places:
            self.fields[f"seat_{place.seat.pk}"] = forms.ChoiceField(
                label=f"{place.seat} · {place.seat.get_kind_display()}",
                choices=[("", "—"), *choices.Presence.choices],
                required=False,
                initial=place.presence,
            )


class MinutesForm(BaseForm):
    text = RuledCharField(
        label=pgettext_lazy("meeting", "Minutes"), widget=forms.Textarea(attrs={"rows": 18})
    )


class RemarkForm(BaseForm):
    text = RuledCharField(label=gettext_lazy("What is wrong in them"), widget=forms.Textarea)


class DiscussionForm(BaseForm):
    text = forms.CharField(
        label=gettext_lazy("What was said"), required=False, widget=forms.Textarea
    )


class MotionForm(BaseForm):
    text = RuledCharField(label=gettext_lazy("Motion"), widget=forms.Textarea)
    about = forms.MultipleChoiceField(
        label=gettext_lazy("What else it is about"),
        required=False,
        help_text=gettext_lazy("The item’s own subject is attached by itself."),
    )
    supersedes = forms.ModelChoiceField(
        label=gettext_lazy("Replaces"), queryset=Decision.objects.none(), required=False
    )

    def __init__(self, *args: Any, committee: Committee, reader: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.MultipleChoiceField", self.fields["about"]).choices = subjects.offered(reader)
        _rows(self, supersedes=queries.register(committee=committee.pk).exclude(kind="open"))


class VoteForm(BaseForm):
    choice = forms.ChoiceField(
        label=gettext_lazy("Your vote"),
        choices=choices.Choice.choices,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=gettext_lazy("Explanation"), max_length=300, required=False)


class ClosingForm(BaseForm):
    kind = forms.ChoiceField(
        label=gettext_lazy("Outcome"),
        choices=[row for row in choices.DecisionKind.choices if row[0] != "open"],
    )
    effective_on = ThreePartDateField(label=gettext_lazy("In effect from"), required=False)


class AskToSignForm(BaseForm):
    organisations = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Who answers for it"),
        queryset=Organisation.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    due_on = ThreePartDateField(label=gettext_lazy("Until"), required=False)

    def __init__(self, *args: Any, decision: Decision, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _rows(self, organisations=queries.who_may_answer(decision))


class DeclineForm(BaseForm):
    reason = RuledCharField(label=gettext_lazy("Why you do not sign"), max_length=500)


class PointForm(BaseForm):
    what = RuledCharField(label=gettext_lazy("What is done"), max_length=300)
    seat = forms.ModelChoiceField(label=gettext_lazy("Who does it"), queryset=Seat.objects.none())
    due_on = ThreePartDateField(label=gettext_lazy("Until"))
    decision = forms.ModelChoiceField(
        label=gettext_lazy("Follows from"), queryset=Decision.objects.none(), required=False
    )

    def __init__(
        self, *args: Any, committee: Committee, meeting: Meeting | None, on: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        found = queries.register(committee=committee.pk).exclude(kind="open")
        if meeting:
            found = found.filter(meeting=meeting)
        _rows(self, seat=queries.seats(committee, on=on), decision=found)


class DoneForm(BaseForm):
    note = RuledCharField(label=gettext_lazy("What came of it"), max_length=500)


class DayForm(BaseForm):
    due_on = ThreePartDateField(label=gettext_lazy("Another day"))

"""Forms of a commission: its composition, its sessions, votes and decisions."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from homeward.access.models import Organisation, User
from homeward.core.forms import BaseForm, ThreePartDateField
from homeward.places.models import Area
from homeward.plans.actions import ConditionText
from homeward.plans.choices import (
    CommissionLevel,
    DecidesBy,
    DecisionReason,
    MoveReason,
    Outcome,
    SeatKind,
    Voice,
)
from homeward.plans.forms.planning import SessionChoice
from homeward.plans.models import Member, Seat, Session

CONDITIONS = (1, 2, 3)


class SessionForm(BaseForm):
    held_on = ThreePartDateField(label=_("Day"))
    place = forms.CharField(label=_("Place"), max_length=120, required=False)


class DecisionForm(BaseForm):
    """Four outcomes, a reason, and up to three conditions with text, holder and date."""

    outcome = forms.ChoiceField(
        label=_("Outcome"), choices=Outcome.choices, widget=forms.RadioSelect
    )
    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=[("", _("Choose the reason")), *DecisionReason.choices],
    )
    remark = forms.CharField(
        label=_("Remark"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        max_length=2000,
        help_text=_("The case manager and the family read it."),
    )

    implementer = forms.ChoiceField(label=_("Carried out by"), required=False)
    has_consensus = forms.BooleanField(label=_("There is a consensus"), required=False)

    def __init__(
        self,
        *args: Any,
        holders: Sequence[Organisation],
        implementers: Sequence[Organisation] = (),
        by_consensus: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.implementers = {str(org.pk): org for org in implementers}
        carried: Any = self.fields["implementer"]
        carried.choices = [(key, str(org)) for key, org in self.implementers.items()]
        if not by_consensus:
            del self.fields["has_consensus"]
        self.holders = {str(org.pk): org for org in holders}
        outcome: Any = self.fields["outcome"]
        outcome.choice_hints = {
            Outcome.APPROVED: _("the money is reserved, the support begins"),
            Outcome.REJECTED: _("with a reason that the family can read and contest"),
            Outcome.ADJOURNED: _("to a later session, with what is missing"),
            Outcome.NO_SHOW: _("heard again in a later session"),
        }
        for number in CONDITIONS:
            self._add_condition(number)

    def _add_condition(self, number: int) -> None:
        words = {"number": number}
        self.fields[f"text_{number}"] = forms.CharField(
            label=_("Condition %(number)s") % words, required=False, max_length=300
        )
        self.fields[f"holder_{number}"] = forms.ChoiceField(
            label=_("Condition %(number)s is held by") % words,
            required=False,
            choices=[(key, str(org)) for key, org in self.holders.items()],
        )
        self.fields[f"due_{number}"] = ThreePartDateField(
            label=_("Condition %(number)s is met by") % words, required=False
        )

    def implementer_named(self) -> Organisation | None:
        return self.implementers.get(self.cleaned_data["implementer"])

    def condition_rows(self) -> list[tuple[Any, Any, Any]]:
        return [(self[f"text_{n}"], self[f"holder_{n}"], self[f"due_{n}"]) for n in CONDITIONS]

    def conditions(self) -> list[ConditionText]:
        said = self.cleaned_data
        return [
            ConditionText(
                text=said[f"text_{n}"],
                holder_org=self.holders[said[f"holder_{n}"] or next(iter(self.holders))],
                due_on=said[f"due_{n}"],
            )
            for n in CONDITIONS
            if said[f"text_{n}"].strip() or said[f"due_{n}"]
        ]


class RulesForm(BaseForm):
    valid_from = ThreePartDateField(label=_("Holds from"))
    level = forms.ChoiceField(label=_("Level"), choices=CommissionLevel.choices)
    area = forms.ModelChoiceField(
        Area.objects.none(), label=_("Area"), required=False, empty_label=_("The whole country")
    )
    decides_by = forms.ChoiceField(
        label=_("Decides"), choices=DecidesBy.choices, widget=forms.RadioSelect
    )
    quorum_seats = forms.IntegerField(
        label=_("Quorum, number of seats"), min_value=1, max_value=99, required=False
    )
    quorum_share = forms.IntegerField(
        label=_("Quorum, percent of the seats"),
        min_value=1,
        max_value=100,
        required=False,
        help_text=_("Where both are given, the higher one counts."),
    )
    least_files = forms.IntegerField(
        label=_("Files in a session, at least"), min_value=1, max_value=200, required=False
    )
    most_files = forms.IntegerField(
        label=_("Files in a session, at most"), min_value=1, max_value=200, required=False
    )
    appeal_days = forms.IntegerField(
        label=_("Days in which a rejection can be appealed against"),
        min_value=1,
        max_value=365,
        required=False,
        help_text=_("Leave it empty where no end is agreed."),
    )
    source = forms.CharField(label=_("Where it is written"), max_length=200, required=False)

    def __init__(self, *args: Any, country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        area: Any = self.fields["area"]
        area.queryset = Area.objects.filter(country=country, level__lte=2).order_by("name")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not said.get("quorum_seats") and not said.get("quorum_share"):
            self.add_error("quorum_seats", _("Give a number of seats, or a share of them."))
        return said


class SeatForm(BaseForm):
    institution = forms.CharField(label=_("Institution"), max_length=160)
    kind = forms.ChoiceField(label=_("Kind of seat"), choices=SeatKind.choices)
    has_vote = forms.BooleanField(label=_("It has a vote"), required=False, initial=True)
    is_mandatory = forms.BooleanField(label=_("Nothing is decided without it"), required=False)
    since = ThreePartDateField(label=_("Since"))


class MemberForm(BaseForm):
    seat = forms.ModelChoiceField(
        Seat.objects.none(), label=_("Seat"), empty_label=_("Choose the seat")
    )
    user = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Sign-in"),
        required=False,
        empty_label=_("None: somebody from outside"),
        help_text=_("Whoever has a sign-in of the commission votes with it."),
    )
    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        required=False,
        help_text=_("Of somebody from outside."),
    )
    since = ThreePartDateField(label=_("Since"))

    def __init__(
        self, *args: Any, seats: Sequence[Seat], users: Sequence[User], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        seat: Any = self.fields["seat"]
        seat.queryset = Seat.objects.filter(pk__in=[one.pk for one in seats])
        user: Any = self.fields["user"]
        user.queryset = User.objects.filter(pk__in=[one.pk for one in users]).order_by("name")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not said.get("user") and not said.get("name"):
            self.add_error("name", _("Give the name, or choose a sign-in."))
        return said


class AttendanceForm(BaseForm):
    """For each seat: who took it, or nobody."""

    def __init__(
        self, *args: Any, members: Sequence[Member], there: dict[int, int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.members = {str(member.pk): member for member in members}
        by_seat: dict[int, list[Member]] = {}
        for member in members:
            by_seat.setdefault(member.seat_id, []).append(member)
        for seat_id, found in by_seat.items():
            self.fields[f"seat_{seat_id}"] = forms.ChoiceField(
                label=str(found[0].seat),
                choices=[("", _("Nobody came")), *[(str(m.pk), m.name) for m in found]],
                required=False,
                initial=str(there.get(seat_id, "")),
            )

    def came(self) -> list[Member]:
        return [self.members[key] for key in self.cleaned_data.values() if key]


class VoteForm(BaseForm):
    voice = forms.ChoiceField(label=_("Your vote"), choices=Voice.choices, widget=forms.RadioSelect)


class RecusalForm(BaseForm):
    reason = forms.CharField(
        label=_("Why this seat steps out"),
        max_length=300,
        help_text=_("For example: works for the supplier. The minutes give it."),
    )


class MoveForm(BaseForm):
    session = SessionChoice(
        Session.objects.none(),
        label=_("Session"),
        required=False,
        empty_label=_("On no agenda for now"),
    )
    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=[
            ("", _("Choose the reason")),
            *[one for one in MoveReason.choices if one[0] != MoveReason.APPEAL],
        ],
    )

    def __init__(self, *args: Any, sessions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["session"]
        field.queryset = sessions


class HearForm(BaseForm):
    session = SessionChoice(
        Session.objects.none(), label=_("Session"), empty_label=_("Choose the session")
    )

    def __init__(self, *args: Any, sessions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["session"]
        field.queryset = sessions

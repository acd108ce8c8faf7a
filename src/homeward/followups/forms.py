"""Forms of follow-ups, tries, wishes, relays, samples and named bodies."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeVar

from django import forms
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from homeward.access.models import Organisation, User
from homeward.collectives.models import Project
from homeward.core.forms import BaseForm, ThreePartDateField
from homeward.followups import choices
from homeward.followups.models import NamedBody, Relay
from homeward.persons.choices import ConsentWay
from homeward.persons.forms import chosen, set_choices
from homeward.places.models import Area
from homeward.programmes.models import Programme
from homeward.surveys.choices import Unit
from homeward.surveys.models import InstrumentVersion

LONGEST_NOTE = 2000
Row = TypeVar("Row", bound=Model)


def _pick(form: forms.BaseForm, name: str, rows: Sequence[Row], empty: Any = "") -> dict[str, Row]:
    """A choice among rows that are known only when the page is."""
    found = {str(row.pk): row for row in rows}
    set_choices(form, name, chosen([(pk, str(row)) for pk, row in found.items()], empty))
    return found


class FollowUpForm(BaseForm):
    """One more follow-up, by hand."""

    kind = forms.ChoiceField(label=gettext_lazy("How"), choices=choices.Kind.choices)
    opens_on = ThreePartDateField(label=gettext_lazy("Not before"))
    closes_on = ThreePartDateField(label=gettext_lazy("To be held by"))
    holder = forms.ChoiceField(
        label=gettext_lazy("Who holds it"),
        help_text=gettext_lazy("Nobody chosen: the case worker."),
        required=False,
    )

    def __init__(self, *args: Any, colleagues: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.users = _pick(self, "holder", colleagues, gettext_lazy("Nobody chosen"))

    def who(self) -> User | None:
        return self.users.get(self.cleaned_data["holder"])


class HeldForm(BaseForm):
    held_on = ThreePartDateField(label=gettext_lazy("Held on"))
    note = forms.CharField(
        label=gettext_lazy("What was said"),
        help_text=gettext_lazy("What the next colleague has to know. The person may read it."),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class MissedForm(BaseForm):
    why = forms.ChoiceField(label=gettext_lazy("Why it is not held"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = [c for c in choices.NotDone.choices if c[0] != choices.NotDone.TIME_PASSED]
        set_choices(self, "why", chosen(kept))


class TryForm(BaseForm):
    channel = forms.ChoiceField(label=gettext_lazy("How"), choices=choices.Channel.choices)
    about = forms.ChoiceField(
        label=gettext_lazy("What for"),
        help_text=gettext_lazy("The tries of a survey are counted with its response."),
        required=False,
    )
    on = ThreePartDateField(label=gettext_lazy("Day"))
    at = forms.TimeField(
        label=gettext_lazy("At"),
        help_text=gettext_lazy("Hours and minutes, as 14:35."),
        input_formats=["%H:%M", "%H.%M"],
        widget=forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off"}),
    )
    result = forms.ChoiceField(label=gettext_lazy("What came of it"))
    next_on = ThreePartDateField(
        label=gettext_lazy("Try again on"),
        help_text=gettext_lazy("Leave it empty where nobody is to try again."),
        required=False,
    )
    note = forms.CharField(
        label=gettext_lazy("Note"),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self, *args: Any, about: Sequence[tuple[str, Any]], refused: Sequence[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        allowed = [c for c in choices.Channel.choices if c[0] not in refused]
        set_choices(self, "channel", allowed)
        set_choices(self, "result", chosen(choices.Result.choices))
        set_choices(self, "about", chosen(about, gettext_lazy("To stay in contact")))

    @property
    def moment(self) -> datetime:
        said = self.cleaned_data
        return timezone.make_aware(datetime.combine(said["on"], said["at"]))


class WishForm(BaseForm):
    channel = forms.ChoiceField(label=gettext_lazy("Best way"), choices=choices.Channel.choices)
    best_time = forms.ChoiceField(label=gettext_lazy("Best time"), choices=choices.Time.choices)
    refused = forms.MultipleChoiceField(
        label=gettext_lazy("Ways not to use"),
        choices=choices.Channel.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    leave_word = forms.BooleanField(
        label=gettext_lazy("A message may be left with whoever answers"), required=False
    )
    safe_words = forms.CharField(
        label=gettext_lazy("How to say who calls"),
        help_text=gettext_lazy(
            "So that nobody else learns why. For example: “the tailor’s shop, about the order”."
        ),
        max_length=200,
        required=False,
    )
    relays = forms.ChoiceField(
        label=gettext_lazy("What somebody who helps to find me may be told"),
        choices=choices.Told.choices,
        widget=forms.RadioSelect,
    )
    way = forms.ChoiceField(label=gettext_lazy("Said"), choices=ConsentWay.choices)
    said_on = ThreePartDateField(label=gettext_lazy("Said on"))


class LostForm(BaseForm):
    why = forms.ChoiceField(label=gettext_lazy("Why"))
    since_on = ThreePartDateField(label=gettext_lazy("Since"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "why", chosen(choices.Loss.choices))


class RelayForm(BaseForm):
    kind = forms.ChoiceField(label=gettext_lazy("Who"), choices=choices.RelayKind.choices)
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    phone = forms.CharField(label=gettext_lazy("Telephone"), max_length=40)
    place = forms.CharField(label=gettext_lazy("Where they know people"), max_length=120)
    tasks = forms.MultipleChoiceField(
        label=gettext_lazy("What they agreed to do"),
        choices=choices.RelayTask.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    agreed_how = forms.ChoiceField(label=gettext_lazy("Agreed"), choices=ConsentWay.choices)
    agreed_on = ThreePartDateField(label=gettext_lazy("Agreed on"))
    promised = forms.BooleanField(
        label=gettext_lazy(
            "They promised to tell nobody else whom they look for, and to ask nothing."
        ),
        error_messages={"required": gettext_lazy("Without this promise nobody is told a name.")},
    )


class AskRelayForm(BaseForm):
    relay = forms.ChoiceField(label=gettext_lazy("Who is asked"))
    task = forms.ChoiceField(label=gettext_lazy("What for"), choices=choices.RelayTask.choices)
    told = forms.ChoiceField(label=gettext_lazy("What they are told"), widget=forms.RadioSelect)
    due_on = ThreePartDateField(label=gettext_lazy("Report by"))

    def __init__(
        self, *args: Any, relays: Sequence[Relay], told: Sequence[choices.Told], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.relays = {str(relay.pk): relay for relay in relays}
        named = [(pk, f"{relay.name}, {relay.place}") for pk, relay in self.relays.items()]
        set_choices(self, "relay", chosen(named))
        set_choices(self, "told", [(one.value, one.label) for one in told])

    def who(self) -> Relay:
        return self.relays[self.cleaned_data["relay"]]


class ErrandForm(BaseForm):
    result = forms.ChoiceField(label=gettext_lazy("What they report"))
    tries = forms.IntegerField(
        label=gettext_lazy("How often they tried"), min_value=0, max_value=100
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "result", chosen(choices.ErrandResult.choices))


class AfterClosureForm(BaseForm):
    body = forms.ChoiceField(label=gettext_lazy("Which body follows up"))
    until_on = ThreePartDateField(
        label=gettext_lazy("Until"),
        help_text=gettext_lazy("No longer than the consent and the body’s mandate last."),
    )

    def __init__(self, *args: Any, bodies: Sequence[NamedBody], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bodies = {str(body.pk): body for body in bodies}
        named = [(pk, _body_name(body)) for pk, body in self.bodies.items()]
        set_choices(self, "body", chosen(named))

    def which(self) -> NamedBody:
        return self.bodies[self.cleaned_data["body"]]


class HandOnForm(AfterClosureForm):
    """The day stays as the person agreed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["until_on"]


def _body_name(body: NamedBody) -> str:
    where = str(body.area) if body.area else _("everywhere")
    return f"{body.organisation} ({where})"


class BodyForm(BaseForm):
    programme = forms.ChoiceField(label=gettext_lazy("Programme"))
    organisation = forms.ChoiceField(label=gettext_lazy("Organisation"))
    unit = forms.ChoiceField(label=gettext_lazy("Whom it follows"), choices=Unit.choices)
    area = forms.ChoiceField(
        label=gettext_lazy("Area"),
        help_text=gettext_lazy("Nothing chosen: wherever no body of its own is named."),
        required=False,
    )
    mandate = forms.CharField(
        label=gettext_lazy("Mandate"),
        help_text=gettext_lazy("What it may and has to do."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    source = forms.CharField(
        label=gettext_lazy("Where it is written"),
        help_text=gettext_lazy("The agreement or decision, with its article."),
        max_length=200,
    )
    from_on = ThreePartDateField(label=gettext_lazy("From"))
    until_on = ThreePartDateField(
        label=gettext_lazy("Until"),
        help_text=gettext_lazy("Leave it empty where no end is agreed."),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        programmes: Sequence[Programme],
        organisations: Sequence[Organisation],
        areas: Sequence[Area],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.programmes = _pick(self, "programme", programmes)
        self.organisations = _pick(self, "organisation", organisations)
        self.areas = _pick(self, "area", areas, gettext_lazy("Everywhere"))

    def chosen_rows(self) -> tuple[Programme, Organisation, Area | None]:
        said = self.cleaned_data
        return (
            self.programmes[said["programme"]],
            self.organisations[said["organisation"]],
            self.areas.get(said["area"]),
        )


class EndForm(BaseForm):
    until_on = ThreePartDateField(label=gettext_lazy("Last day"))


class StepForm(BaseForm):
    programme = forms.ChoiceField(label=gettext_lazy("Programme"))
    kind = forms.ChoiceField(label=gettext_lazy("How"), choices=choices.Kind.choices)
    after_months = forms.IntegerField(
        label=gettext_lazy("Months after the arrival"), min_value=0, max_value=60
    )
    within_days = forms.IntegerField(
        label=gettext_lazy("To be held within so many days"), min_value=0, max_value=365
    )
    valid_from = ThreePartDateField(label=gettext_lazy("For arrivals from"))
    source = forms.CharField(
        label=gettext_lazy("Where it is written"),
        help_text=gettext_lazy("The agreement, procedure or plan, with its article."),
        max_length=300,
    )

    def __init__(self, *args: Any, programmes: Sequence[Programme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.programmes = _pick(self, "programme", programmes)

    def which(self) -> Programme:
        return self.programmes[self.cleaned_data["programme"]]


class SampleForm(BaseForm):
    title = forms.CharField(label=gettext_lazy("Title"), max_length=120)
    programme = forms.ChoiceField(label=gettext_lazy("Programme"))
    instrument = forms.ChoiceField(label=gettext_lazy("Instrument"))
    arrived_from = ThreePartDateField(label=gettext_lazy("Arrived from"))
    arrived_until = ThreePartDateField(label=gettext_lazy("Arrived until"))
    size = forms.IntegerField(label=gettext_lazy("How many are asked"), min_value=1)
    strata = forms.MultipleChoiceField(
        label=gettext_lazy("Drawn in parts by"),
        help_text=gettext_lazy("Each part gives as many as it is large."),
        choices=choices.Stratum.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    replacing = forms.ChoiceField(
        label=gettext_lazy("Where somebody is not reached"),
        choices=choices.Replacing.choices,
        widget=forms.RadioSelect,
    )

    def __init__(
        self,
        *args: Any,
        programmes: Sequence[Programme],
        instruments: Sequence[tuple[str, Any]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.programmes = _pick(self, "programme", programmes)
        set_choices(self, "instrument", list(instruments))

    def which(self) -> Programme:
        return self.programmes[self.cleaned_data["programme"]]


class PlanOfForm(BaseForm):
    """Surveys of a project, or of an area's community."""

    about = forms.ChoiceField(label=gettext_lazy("Project or community"))
    programme = forms.ChoiceField(
        label=gettext_lazy("Programme"),
        help_text=gettext_lazy("Of a community; a project has its own."),
        required=False,
    )
    instrument = forms.ChoiceField(label=gettext_lazy("Instrument"))
    begins_on = ThreePartDateField(
        label=gettext_lazy("Counted from"),
        help_text=gettext_lazy("The day on which the project began."),
    )
    interviewer = forms.ChoiceField(label=gettext_lazy("Who holds them"), required=False)

    def __init__(
        self,
        *args: Any,
        projects: Sequence[Project],
        areas: Sequence[Area],
        programmes: Sequence[Programme],
        versions: Sequence[InstrumentVersion],
        interviewers: Sequence[User],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.projects = {str(one.pk): one for one in projects}
        self.areas = {f"area-{one.pk}": one for one in areas}
        named = [(key, str(one)) for key, one in (self.projects | self.areas).items()]
        set_choices(self, "about", chosen(named))
        self.programmes = _pick(self, "programme", programmes)
        self.versions = _pick(self, "instrument", versions)
        self.users = _pick(self, "interviewer", interviewers, gettext_lazy("Nobody chosen"))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("about") in self.areas and not said.get("programme"):
            self.add_error("programme", _("Choose the programme that surveys this community."))
        return said

    def about_chosen(self) -> tuple[Project | Area, Programme]:
        key = self.cleaned_data["about"]
        if key in self.projects:
            return self.projects[key], self.projects[key].programme
        return self.areas[key], self.programmes[self.cleaned_data["programme"]]

    def version(self) -> InstrumentVersion:
        return self.versions[self.cleaned_data["instrument"]]

    def who(self) -> User | None:
        return self.users.get(self.cleaned_data["interviewer"])


class AssignForm(BaseForm):
    interviewer = forms.ChoiceField(label=gettext_lazy("Who holds them"))
    waves = forms.MultipleChoiceField(
        label=gettext_lazy("Surveys"),
        error_messages={"required": gettext_lazy("Choose at least one survey.")},
    )

    def __init__(
        self, *args: Any, interviewers: Sequence[User], waves: Sequence[Any], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.users = _pick(self, "interviewer", interviewers)
        self.found = {str(wave.pk): wave for wave in waves}
        set_choices(self, "waves", [(pk, pk) for pk in self.found])

    def who(self) -> User:
        return self.users[self.cleaned_data["interviewer"]]

    def which(self) -> list[Any]:
        return [self.found[pk] for pk in self.cleaned_data["waves"]]

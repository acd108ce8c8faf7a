"""Forms of projects: nothing typed is lost, nothing unknown has a default."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from homeward.access.models import Organisation
from homeward.cases.models import Case
from homeward.collectives import choices
from homeward.collectives.models import Project
from homeward.core.forms import BaseForm, ThreePartDateField
from homeward.occupations.models import Occupation
from homeward.persons.choices import Sex
from homeward.persons.forms import chosen, set_choices
from homeward.persons.models import Person
from homeward.places.models import Area, Country
from homeward.programmes import queries as programmes
from homeward.programmes.choices import Category

# Areas to choose from: two levels down from the country.
DEEPEST = 2


def amount(label: Any, *, required: bool = False, help_text: Any = "") -> forms.DecimalField:
    return forms.DecimalField(
        label=label, max_digits=14, decimal_places=2, min_value=0, required=required,
        localize=True, help_text=help_text,
    )  # fmt: skip


def number(label: Any, *, required: bool = False) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, required=required)


def text(
    label: Any, length: int = 120, *, required: bool = True, hint: Any = ""
) -> forms.CharField:
    return forms.CharField(label=label, max_length=length, required=required, help_text=hint)


def long_text(label: Any, *, required: bool = False, hint: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, max_length=4000, required=required, help_text=hint,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class OnceForm(BaseForm):
    """A form whose second sending finds what the first one made."""

    once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("once", uuid4())

    def said(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "once"}

    def made_as(self) -> UUID:
        found: UUID = self.cleaned_data["once"]
        return found


class ProjectForm(BaseForm):
    name = text(_("Name"))
    kind = forms.ChoiceField(label=_("Kind"), choices=choices.ProjectKind.choices)
    programme = forms.ModelChoiceField(
        programmes.run_here(), label=_("Programme"), empty_label=_("Choose the programme")
    )
    country = forms.ModelChoiceField(
        Country.objects.all(), label=_("Country"), empty_label=_("Choose the country")
    )
    area = forms.ModelChoiceField(
        Area.objects.none(), label=_("Area"), required=False, empty_label=_("Not known yet")
    )
    place = text(_("Village or quarter"), required=False)
    latitude = forms.FloatField(label=_("Latitude"), min_value=-90, max_value=90, required=False)
    longitude = forms.FloatField(
        label=_("Longitude"), min_value=-180, max_value=180, required=False,
        help_text=_("Of the field, the workshop or the hall; never of somebody’s home."),
    )  # fmt: skip
    sector = forms.ChoiceField(label=_("Sector"), choices=chosen(Category.choices), required=False)
    product = text(_("Product or work"), required=False)
    objective = long_text(_("Objective"))
    starts_on = ThreePartDateField(label=_("Begins on"), required=False)
    ends_on = ThreePartDateField(label=_("Ends on"), required=False)
    currency = forms.CharField(
        label=_("Currency"), min_length=3, max_length=3,
        help_text=_("Of the project’s own book. It stays once money is in it."),
    )  # fmt: skip
    budget = amount(_("Budget"))
    funder = text(_("Paid by"), required=False)
    payout_rule = forms.ChoiceField(label=_("Payouts"), choices=choices.PayoutRule.choices)
    exit_rule = forms.ChoiceField(
        label=_("Who leaves receives"), choices=choices.ExitRule.choices, initial="contribution"
    )
    rules_from = text(
        _("Where these rules stand"), 200, required=False,
        hint=_("The group’s statute, or the meeting that agreed on them, with its day."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        country = self.data.get("country") or self.initial.get("country")
        found = Area.objects.filter(level__lte=DEEPEST).order_by("name")
        self.fields["area"].queryset = found.filter(country=country) if country else found  # type: ignore[attr-defined]

    def clean_currency(self) -> str:
        return str(self.cleaned_data["currency"]).upper()

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if (said.get("latitude") is None) != (said.get("longitude") is None):
            self.add_error("longitude", _("Give both, or neither."))
        first, last = said.get("starts_on"), said.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("It would end before it begins."))
        return said


def said_before(project: Project) -> dict[str, Any]:
    return {name: getattr(project, name) for name in ProjectForm.base_fields}


class SeasonForm(BaseForm):
    name = text(_("Name"), 80, hint=_("As the group calls it: Main season 2026."))
    starts_on = ThreePartDateField(label=_("Begins on"))
    ends_on = ThreePartDateField(label=_("Ends on"))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        first, last = said.get("starts_on"), said.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("It would end before it begins."))
        return said


class DayForm(BaseForm):
    on = ThreePartDateField(label=_("Day"))


class PartnerForm(BaseForm):
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Organisation"),
        empty_label=_("Choose the organisation"),
        help_text=_("It reads figures, log and assets, and no member’s name."),
    )  # fmt: skip

    def __init__(self, *args: Any, offered: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = offered  # type: ignore[attr-defined]


class JoiningForm(BaseForm):
    joined_on = ThreePartDateField(label=_("Joined on"))
    shares = forms.IntegerField(label=_("Shares"), min_value=0, max_value=10_000, initial=1)
    part = text(_("Part in the group"), 80, required=False, hint=_("Treasurer, tractor driver."))


class CaseForm(BaseForm):
    reference = text(_("Number of the case"), 20)


class ReturneeForm(JoiningForm):
    person = forms.ChoiceField(label=_("Person"))

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        set_choices(self, "person", [(pk, str(one)) for pk, one in self.people.items()])
        self.order_fields(["person"])

    def person_chosen(self) -> Person:
        return self.people[self.cleaned_data["person"]]


class ResidentForm(JoiningForm):
    given_name = text(_("Given names"), 80)
    family_name = text(_("Family name"), 80)
    sex = forms.ChoiceField(label=_("Sex"), choices=Sex.choices, initial=Sex.UNKNOWN)
    agreed_on = ThreePartDateField(
        label=_("Agreed to be recorded on"), required=False,
        help_text=_("Without it nobody is recorded. They may have a copy, and be erased."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["given_name", "family_name", "sex", "agreed_on"])


class MembershipForm(BaseForm):
    shares = forms.IntegerField(label=_("Shares"), min_value=0, max_value=10_000)
    part = text(_("Part in the group"), 80, required=False)


class ContributionForm(OnceForm):
    kind = forms.ChoiceField(label=_("What kind"))
    quantity = amount(_("How much"), required=True, help_text=_("Money, days, acres or pieces."))
    unit = text(_("Unit"), 20, required=False, hint=_("For money it is the book’s currency."))
    what = text(_("What"), required=False, hint=_("For land and goods."))
    on = ThreePartDateField(label=_("Day"))

    def __init__(self, *args: Any, with_money: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        money = choices.ContributionKind.MONEY
        kinds = [
            pair for pair in choices.ContributionKind.choices if with_money or pair[0] != money
        ]
        set_choices(self, "kind", kinds)


class LeaveForm(BaseForm):
    on = ThreePartDateField(label=_("Left on"))
    reason = text(_("Why"), 200, required=False)
    pay_by = ThreePartDateField(label=_("To be paid by"), required=False)


class LogForm(OnceForm):
    """One form for all that happens in a season, for a phone in the field."""

    kind = forms.ChoiceField(label=_("What happened"), choices=choices.EntryKind.choices)
    on = ThreePartDateField(label=_("Day"))
    what = text(_("What"), hint=_("Seed, maize, two days of a tractor."))
    quantity = amount(_("Quantity"))
    unit = text(_("Unit"), 20, required=False, hint=_("kg, bag, litre."))
    price = amount(_("Price of a unit"))
    total = amount(_("Amount"), help_text=_("Left out, it is quantity times price."))
    partner = text(
        _("Bought from, sold to, or given by"), required=False,
        hint=_("A firm, a market or a programme; no private person’s name."),
    )  # fmt: skip
    to_members = number(_("To how many members"))


class CancelForm(BaseForm):
    why = text(_("Why"), 200)


class PayoutForm(BaseForm):
    total = amount(_("To be paid out"), required=True)
    on = ThreePartDateField(label=_("Paid on"))
    number = forms.IntegerField(widget=forms.HiddenInput)


class AssetForm(BaseForm):
    what = text(_("What"))
    origin = forms.ChoiceField(label=_("Came from"), choices=choices.AssetOrigin.choices)
    value = amount(_("Value"), required=True)
    acquired_on = ThreePartDateField(label=_("Since"))
    kept_at = text(_("Kept at or by"), hint=_("The store, the chair; no name."))
    condition = forms.ChoiceField(label=_("Condition"), choices=choices.Condition.choices)


class LookForm(BaseForm):
    condition = forms.ChoiceField(label=_("Condition"), choices=choices.Condition.choices)
    kept_at = text(_("Kept at or by"))
    seen_on = ThreePartDateField(label=_("Seen on"))


class DisposeForm(BaseForm):
    how = forms.ChoiceField(label=_("What became of it"), choices=chosen(choices.Disposal.choices))
    on = ThreePartDateField(label=_("Day"))
    proceeds = amount(_("Money received"))
    why = text(_("Why"), 200)

    def clean_proceeds(self) -> Decimal:
        return self.cleaned_data["proceeds"] or Decimal(0)


class MeetingForm(BaseForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=choices.MeetingKind.choices)
    held_on = ThreePartDateField(label=_("Day"))
    came = number(_("How many came"), required=True)
    women = number(_("Of them women"))
    said = long_text(
        _("What was said and decided"), required=True, hint=_("Write no name: others read this.")
    )
    question = text(_("Put to the vote"), 200, required=False)
    in_favour = number(_("In favour"))
    against = number(_("Against"))
    abstained = number(_("Abstained"))


class OutputForm(BaseForm):
    what = text(_("What was built, delivered or trained"), 200)
    quantity = amount(_("Quantity"))
    unit = text(_("Unit"), 30, required=False)
    cost = amount(_("Cost"), help_text=_("In the project’s currency, paid for it directly."))
    done_on = ThreePartDateField(label=_("Done on"))
    source = text(_("Who says so"), 200)

    def __init__(self, *args: Any, with_money: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not with_money:
            del self.fields["cost"]


class TrainingForm(BaseForm):
    centre = text(_("Training centre"), 200)
    trade = text(_("Trade"))
    occupation = text(
        _("Occupation"), 200, required=False, hint=_("As ESCO writes it, if you know it.")
    )
    seats = number(_("Places created"), required=True)
    for_returnees = forms.IntegerField(
        label=_("Of them kept for returnees"), min_value=0, required=False
    )
    cost = amount(_("Cost"))
    opened_on = ThreePartDateField(label=_("Open since"))

    def __init__(self, *args: Any, with_money: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not with_money:
            del self.fields["cost"]

    def clean_for_returnees(self) -> int:
        return self.cleaned_data["for_returnees"] or 0

    def clean_occupation(self) -> Occupation | None:
        title = self.cleaned_data["occupation"].strip()
        if not title:
            return None
        found = Occupation.objects.filter(title__iexact=title).first()
        if found is None:
            raise forms.ValidationError(_("No occupation of this title is known here."))
        return found


class ReachForm(BaseForm):
    counted_on = ThreePartDateField(label=_("Counted on"))
    returnee_women = number(_("Returnees, women and girls"), required=True)
    returnee_men = number(_("Returnees, men and boys"), required=True)
    resident_women = number(_("Local residents, women and girls"), required=True)
    resident_men = number(_("Local residents, men and boys"), required=True)
    source = text(_("How they were counted"), 200)


class PhotoForm(BaseForm):
    photo = forms.FileField(
        label=_("Photo"),
        help_text=_(
            "JPEG or PNG, up to 5 MB. The place and time that a phone hides in a photo are removed."
        ),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png"}),
    )
    caption = text(_("What it shows"), 200)
    taken_on = ThreePartDateField(label=_("Taken on"), required=False)
    shows_nobody = forms.BooleanField(
        label=_("Nobody can be recognised on it, or all who can have agreed"), required=False
    )


def own_case(reference: str) -> Case | None:
    """A case that the reader sees, by its number."""
    return Case.objects.filter(reference=reference.strip()).select_related("programme").first()


class StateForm(BaseForm):
    to = forms.ChoiceField(label=_("State"))

    def __init__(self, *args: Any, states: Sequence[choices.ProjectStatus], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "to", [(state.value, state.label) for state in states])

"""Forms of rounds: a reason wherever somebody decides otherwise."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from homeward.allocations.choices import RuleKind
from homeward.allocations.rules import Terms
from homeward.cases.models import Case
from homeward.core.forms import BaseForm, RuledCharField, ThreePartDateField
from homeward.offers.models import Offer
from homeward.persons.choices import Sex
from homeward.persons.forms import chosen, set_choices
from homeward.persons.models import Person
from homeward.programmes import queries as programmes

OLDEST = 120


def why(hint: Any = "") -> forms.CharField:
    return RuledCharField(
        label=_("Why"), max_length=2000, help_text=hint,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class RoundForm(BaseForm):
    name = forms.CharField(
        label=_("Name"), max_length=120, help_text=_("The season and what it is about.")
    )
    programme = forms.ModelChoiceField(
        programmes.run_here(), label=_("Programme"), empty_label=_("Choose the programme")
    )
    decide_by = ThreePartDateField(label=_("Decide by"), required=False)


class OfferForm(BaseForm):
    offer = forms.ModelChoiceField(
        Offer.objects.none(), label=_("Offer"), empty_label=_("Choose the offer")
    )
    places = forms.IntegerField(
        label=_("Places in this round"), min_value=0, max_value=100_000,
        help_text=_("Fewer than the offer has, where some are kept for later."),
    )  # fmt: skip

    def __init__(self, *args: Any, offers: QuerySet[Offer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["offer"].queryset = offers  # type: ignore[attr-defined]


class FloorForm(BaseForm):
    name = forms.CharField(label=_("Group"), max_length=80)
    sex = forms.ChoiceField(
        label=_("Sex"), required=False,
        choices=[pair for pair in chosen(Sex.choices) if pair[0] != Sex.UNKNOWN],
    )  # fmt: skip
    minimum_age = forms.IntegerField(
        label=_("From age"), min_value=0, max_value=OLDEST, required=False
    )
    maximum_age = forms.IntegerField(
        label=_("To age"), min_value=0, max_value=OLDEST, required=False
    )
    with_children = forms.BooleanField(label=_("With children in the household"), required=False)
    share = forms.IntegerField(
        label=_("Share that gets a place, in per cent"), min_value=1, max_value=100,
        help_text=_("Of the members whom an offer of the round fits, rounded up."),
    )  # fmt: skip
    reason = why(_("Where it is agreed, and why this group."))

    def terms(self) -> Terms:
        said = self.cleaned_data
        names = ("sex", "minimum_age", "maximum_age", "with_children")
        return Terms(**{name: said[name] for name in names})


class CaseForm(BaseForm):
    reference = forms.CharField(label=_("Number of the case"), max_length=20)


class PersonForm(BaseForm):
    person = forms.ChoiceField(label=_("Who"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, people: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        set_choices(self, "person", [(pk, str(person)) for pk, person in self.people.items()])

    def person_chosen(self) -> Person:
        return self.people[self.cleaned_data["person"]]


class RuleForm(BaseForm):
    offer = forms.ModelChoiceField(
        Offer.objects.none(), label=_("Offer"), empty_label=_("Choose the offer")
    )
    kind = forms.ChoiceField(
        label=_("This place is"), choices=RuleKind.choices, widget=forms.RadioSelect
    )
    reason = why()

    def __init__(self, *args: Any, offers: QuerySet[Offer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["offer"].queryset = offers  # type: ignore[attr-defined]


class ChangeForm(BaseForm):
    offer = forms.ModelChoiceField(
        Offer.objects.none(), label=_("Given instead"), empty_label=_("Choose the offer")
    )
    reason = why(_("It is kept with the proposal, for whoever asks later."))

    def __init__(self, *args: Any, offers: QuerySet[Offer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["offer"].queryset = offers  # type: ignore[attr-defined]


class ReasonForm(BaseForm):
    reason = why(_("It is kept with the proposal, for whoever asks later."))


def own_case(reference: str) -> Case | None:
    """A case that the reader sees, by its number."""
    return Case.objects.filter(reference=reference.strip()).select_related("programme").first()

"""Forms of businesses: nothing typed is lost, nothing unknown has a default."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from homeward.access.models import Organisation
from homeward.business import choices
from homeward.business.models import Business, BusinessPlan, RegistrationStep, SectorGroup, TaxNote
from homeward.core.forms import BaseForm, ThreePartDateField
from homeward.occupations.models import Occupation
from homeward.persons.forms import chosen, set_choices
from homeward.persons.models import Person
from homeward.places.models import Area, Country
from homeward.programmes import queries as programmes
from homeward.programmes.choices import Category
from homeward.referrals.models import Referral

# Areas to choose from: two levels down from the country.
DEEPEST = 2


def amount(label: Any, *, required: bool = False, help_text: Any = "") -> forms.DecimalField:
    return forms.DecimalField(
        label=label, max_digits=14, decimal_places=2, min_value=0, required=required,
        localize=True, help_text=help_text,
    )  # fmt: skip


def long_text(label: Any, *, required: bool = False, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, max_length=2000, required=required, help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


def areas_of(country: Any) -> QuerySet[Area]:
    found = Area.objects.filter(level__lte=DEEPEST).order_by("name")
    return found.filter(country=country) if country else found.select_related("country")


class CurrencyField(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("Currency"), min_length=3, max_length=3,
            help_text=_("Three letters, as GHS or EUR."), **kwargs,
        )  # fmt: skip

    def clean(self, value: Any) -> Any:
        return str(super().clean(value) or "").upper()


class PlanForm(BaseForm):
    person = forms.ChoiceField(label=_("Whose business"))
    activity = long_text(_("What the business does"), required=True)
    name = forms.CharField(label=_("Name of the business"), max_length=120, required=False)
    sector = forms.ChoiceField(label=_("Sector"), required=False)
    isic = forms.CharField(
        label=_("Activity by ISIC"), max_length=5, required=False,
        help_text=_("The code of the international list of activities, if you know it: 4711."),
    )  # fmt: skip
    occupation = forms.CharField(
        label=_("Occupation"), max_length=200, required=False,
        help_text=_("As ESCO writes it: tailor, poultry farmer."),
    )  # fmt: skip
    area = forms.ModelChoiceField(
        Area.objects.none(), label=_("Area"), required=False, empty_label=_("Not known yet")
    )
    place = forms.CharField(
        label=_("Where"), max_length=200, required=False,
        help_text=_("A market, a street, at home. It is shown to nobody outside of the case."),
    )  # fmt: skip
    market = long_text(_("Who buys, and who else sells it there"))
    why_it_works = long_text(_("Why it can work"))
    currency = CurrencyField()
    sales = amount(_("Expected sales in a month"))
    goods_share = forms.DecimalField(
        label=_("Of 100 of sales, what goods and material cost"), max_digits=5, decimal_places=2,
        min_value=0, max_value=100, required=False, localize=True,
        help_text=_("A shirt bought for 60 and sold for 100 has 60. For work alone it is 0."),
    )  # fmt: skip
    own_money = amount(_("Own money"))
    own_contribution = forms.CharField(
        label=_("What else is brought in"), max_length=300, required=False,
        help_text=_("Tools, a room, land, a relative who helps."),
    )  # fmt: skip
    support = amount(_("Support from the programme"))
    loan = amount(_("Loan"))

    def __init__(self, *args: Any, people: Sequence[Person], country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        set_choices(self, "person", [(pk, str(one)) for pk, one in self.people.items()])
        set_choices(self, "sector", chosen(Category.choices))
        self.fields["area"].queryset = areas_of(country)  # type: ignore[attr-defined]

    def clean_occupation(self) -> Occupation | None:
        title = self.cleaned_data["occupation"].strip()
        if not title:
            return None
        found = Occupation.objects.filter(title__iexact=title).first()
        if found is None:
            raise forms.ValidationError(_("No occupation of this title is known here."))
        return found

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for name in ("goods_share", "own_money", "support", "loan"):
            if name in said:
                said[name] = said[name] or 0
        return said

    def person_chosen(self) -> Person:
        return self.people[self.cleaned_data["person"]]


def said_before(business: Business, plan: BusinessPlan) -> dict[str, Any]:
    names = [name for name in PlanForm.base_fields if name not in {"person", "occupation"}]
    of_plan = {name: getattr(plan, name) for name in names if hasattr(plan, name)}
    of_business = {name: getattr(business, name) for name in ("name", "sector", "isic", "area")}
    occupation = business.occupation.title if business.occupation else ""
    person = str(business.person_id)
    return {**of_plan, **of_business, "occupation": occupation, "person": person}


class CostForm(BaseForm):
    kind = forms.ChoiceField(label=_("When"), choices=choices.CostKind.choices)
    what = forms.CharField(label=_("What"), max_length=120)
    amount = amount(_("Amount"), required=True)


class ReviewForm(BaseForm):
    verdict = forms.ChoiceField(
        label=_("Your view"), choices=choices.Verdict.choices, widget=forms.RadioSelect
    )
    comment = long_text(_("Comments"), help_text=_("The drafter and the returnee read them."))


class StartForm(BaseForm):
    on = ThreePartDateField(label=_("Began on"))


class StopForm(BaseForm):
    on = ThreePartDateField(label=_("Stopped on"))
    reason = forms.ChoiceField(label=_("Why"), choices=chosen(choices.StopReason.choices))


class StepForm(BaseForm):
    state = forms.ChoiceField(label=_("State"), choices=choices.StepState.choices)
    on = ThreePartDateField(label=_("Day"), required=False)
    note = forms.CharField(
        label=_("What shows it, or why it does not apply"), max_length=300, required=False,
        help_text=_("The number of the certificate, the office that said so."),
    )  # fmt: skip
    paper = forms.FileField(
        label=_("Paper"), required=False,
        help_text=_("PDF, JPEG or PNG, up to 5 MB."),
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/jpeg,image/png"}),
    )  # fmt: skip

    def paper_given(self) -> tuple[bytes, str] | None:
        found = self.cleaned_data.get("paper")
        return (found.read(), found.name) if found else None


class VisitForm(BaseForm):
    on = ThreePartDateField(label=_("Day"))
    way = forms.ChoiceField(label=_("Where"), choices=choices.VisitWay.choices)
    findings = long_text(_("What you found"), required=True)
    agreed = long_text(_("What was agreed"))
    sales = amount(_("Sales of the last month, as told"))
    next_on = ThreePartDateField(label=_("Next visit"), required=False)


class CheckForm(BaseForm):
    outcome = forms.ChoiceField(
        label=_("What you found"),
        choices=choices.CheckOutcome.choices,
        widget=forms.RadioSelect,
    )
    asked_on = ThreePartDateField(label=_("Asked on"))
    sales = amount(_("Sales of the last month, as told"))
    workers = forms.IntegerField(
        label=_("How many work there, the owner included"), min_value=0, required=False
    )
    note = long_text(_("Note"))


class AddCheckForm(BaseForm):
    months = forms.IntegerField(label=_("Months after the start"), min_value=1, max_value=60)


class CreditForm(BaseForm):
    lender = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Lender"), empty_label=_("Choose the lender")
    )
    asked = amount(_("Asked for"), required=True)
    currency = CurrencyField()
    asked_on = ThreePartDateField(label=_("Asked on"))
    referral = forms.ModelChoiceField(
        Referral.objects.none(), label=_("By this referral"), required=False,
        empty_label=_("Without a referral"),
        help_text=_("What the lender is told goes with a referral, which the person agreed to."),
    )  # fmt: skip
    note = forms.CharField(label=_("Note"), max_length=300, required=False)

    def __init__(
        self, *args: Any, lenders: QuerySet[Organisation], referrals: QuerySet[Referral],
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.fields["lender"].queryset = lenders  # type: ignore[attr-defined]
        self.fields["referral"].queryset = referrals  # type: ignore[attr-defined]


class CreditStateForm(BaseForm):
    to = forms.ChoiceField(label=_("What became of it"))
    on = ThreePartDateField(label=_("On"))
    granted = amount(_("Amount granted"))
    refusal = forms.ChoiceField(
        label=_("Why it was refused"), required=False,
        choices=chosen(choices.CreditRefusal.choices),
    )  # fmt: skip
    note = forms.CharField(label=_("Note"), max_length=300, required=False)

    def __init__(self, *args: Any, states: Sequence[choices.CreditState], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "to", [(state.value, state.label) for state in states])


class GroundForm(BaseForm):
    """What a step and a tax have in common: where, from when on, and who says so."""

    country = forms.ModelChoiceField(
        Country.objects.all(), label=_("Country"), empty_label=_("Choose the country")
    )
    area = forms.ModelChoiceField(
        Area.objects.none(), label=_("Area"), required=False,
        empty_label=_("In all of the country"),
    )  # fmt: skip
    source = forms.CharField(
        label=_("Where this stands"), max_length=300,
        help_text=_("The law, the office or the page, with its date."),
    )  # fmt: skip
    source_url = forms.URLField(
        label=_("Address of the source"), max_length=500, required=False, assume_scheme="https"
    )
    valid_from = ThreePartDateField(label=_("Valid from"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        country = self.data.get("country") or self.initial.get("country")
        self.fields["area"].queryset = areas_of(country) if country else areas_of(None)  # type: ignore[attr-defined]
        own = [name for name in self.fields if name not in GroundForm.base_fields]
        self.order_fields(["country", "area", *own, "source", "source_url", "valid_from"])


class RegistrationForm(GroundForm):
    position = forms.IntegerField(label=_("Place in the order"), min_value=1, max_value=99)
    what = forms.CharField(label=_("What is done"), max_length=200)
    where = forms.CharField(label=_("At which office"), max_length=200)
    papers = long_text(_("Papers to bring"))
    cost = amount(_("Cost"))
    currency = CurrencyField(required=False)
    days = forms.IntegerField(label=_("How many days it takes"), min_value=0, required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("cost") and not said.get("currency"):
            self.add_error("currency", _("Say in which currency."))
        return said


class TaxForm(GroundForm):
    tax = forms.CharField(label=_("Tax or fee"), max_length=120)
    treatment = forms.ChoiceField(
        label=_("How it is treated"), choices=choices.TaxTreatment.choices
    )
    text = long_text(_("What holds, for whom, up to which amount"), required=True)


class EndForm(BaseForm):
    on = ThreePartDateField(label=_("Last day on which it holds"))


class CheckRuleForm(BaseForm):
    programme = forms.ModelChoiceField(
        programmes.run_here(), label=_("Programme"), empty_label=_("Choose the programme")
    )
    months = forms.IntegerField(label=_("Months after the start"), min_value=1, max_value=60)
    valid_from = ThreePartDateField(label=_("Valid from"))
    source = forms.CharField(label=_("Where this stands"), max_length=300)


class GroupForm(BaseForm):
    name = forms.CharField(label=_("Name"), max_length=120)
    trade = forms.CharField(label=_("Trade"), max_length=120)
    sector = forms.ChoiceField(label=_("Sector"), choices=chosen(Category.choices), required=False)
    country = forms.ModelChoiceField(
        Country.objects.all(), label=_("Country"), empty_label=_("Choose the country")
    )
    area = forms.ModelChoiceField(
        Area.objects.none(), label=_("Area"), required=False, empty_label=_("Everywhere")
    )
    meets = forms.CharField(label=_("When and where it meets"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = areas_of(  # type: ignore[attr-defined]
            self.data.get("country") or self.initial.get("country")
        )


class GroupMeetingForm(BaseForm):
    held_on = ThreePartDateField(label=_("Day"))
    came = forms.IntegerField(label=_("How many came"), min_value=0)
    text = long_text(
        _("What was said"), required=True, help_text=_("Write no name: others read this.")
    )


class JoinForm(BaseForm):
    group = forms.ModelChoiceField(
        SectorGroup.objects.none(), label=_("Group"), empty_label=_("Choose the group")
    )
    agrees = forms.BooleanField(
        label=_("The person chose to be in this group"),
        error_messages={"required": _("Somebody joins only by their own choice.")},
    )

    def __init__(self, *args: Any, groups: Sequence[SectorGroup], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = SectorGroup.objects.filter(  # type: ignore[attr-defined]
            pk__in=[group.pk for group in groups]
        )


def step_again(step: RegistrationStep) -> dict[str, Any]:
    names = [*RegistrationForm.base_fields]
    return {name: getattr(step, name) for name in names if name != "valid_from"}


def tax_again(note: TaxNote) -> dict[str, Any]:
    return {name: getattr(note, name) for name in TaxForm.base_fields if name != "valid_from"}

"""Forms of pools: what donors promise and ask, criteria, rounds, reports."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from homeward.actors.models import Actor
from homeward.committees.models import Decision
from homeward.core.forms import BaseForm, RuledCharField, ThreePartDateField
from homeward.funds.choices import BudgetKind, Check, Way
from homeward.places.models import Area, Country
from homeward.plans.choices import Dimension
from homeward.pools import queries
from homeward.pools.actions import LineSaid
from homeward.pools.choices import Direction, EarmarkKind, Figure, PoolKind, Rounding
from homeward.pools.models import Commitment, DisbursementCriterion, Pool
from homeward.programmes import queries as programmes
from homeward.services.choices import Category

YEARS = 5
LINES = 4
WRITTEN = _("Where it is written")


def _amount(label: Any, **more: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, **{"max_digits": 14, "decimal_places": 2, "localize": True, **more}
    )


class _Currency(forms.CharField):
    def __init__(self, **more: Any) -> None:
        super().__init__(label=_("Currency"), min_length=3, max_length=3, **more)

    def clean(self, value: Any) -> str:
        return str(super().clean(value)).upper()


def _donors() -> Any:
    return Actor.objects.filter(merged_into__isnull=True)


class PoolForm(BaseForm):
    name = forms.CharField(label=_("Name"), max_length=120)
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=PoolKind.choices,
        help_text=_("A regional reserve serves persons of every programme that it names."),
    )
    currency = _Currency()
    programmes = forms.ModelMultipleChoiceField(
        programmes.run_here(),
        label=_("Programmes that it serves"),
        widget=forms.CheckboxSelectMultiple,
    )
    countries = forms.ModelMultipleChoiceField(
        Country.objects.filter(pk__in=[]), label=_("Countries"), required=False
    )
    source = RuledCharField(label=WRITTEN, max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["countries"].queryset = Country.objects.all()  # type: ignore[attr-defined]


class CommitmentForm(BaseForm):
    """A donor's promise of up to five years."""

    donor = forms.ModelChoiceField(
        Actor.objects.none(), label=_("Donor"), empty_label=_("Choose the donor")
    )
    agreement_number = forms.CharField(label=_("Number of the agreement"), max_length=60)
    currency = _Currency()
    source = RuledCharField(label=WRITTEN, max_length=200)

    def __init__(self, *args: Any, first_year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["donor"].queryset = _donors()  # type: ignore[attr-defined]
        self.offered = range(first_year, first_year + YEARS)
        for year in self.offered:
            label = _("Promised for %(year)s") % {"year": year}
            self.fields[f"year_{year}"] = _amount(label, required=False)

    def years(self) -> list[tuple[int, Decimal]]:
        said = self.cleaned_data
        return [(n, said[f"year_{n}"]) for n in self.offered if said[f"year_{n}"] is not None]


class DayForm(BaseForm):
    on = ThreePartDateField(label=_("On"))


class ReceiptForm(BaseForm):
    # The form's own key: sent twice, it is posted once.
    key = forms.CharField(max_length=64, widget=forms.HiddenInput)
    amount = _amount(_("Amount"))
    on = ThreePartDateField(label=_("At the bank on"))


class MoveForm(BaseForm):
    """Rolls over to a later year, or releases where no year is given."""

    amount = _amount(_("Amount"))
    to_year = forms.IntegerField(
        label=_("To the year"),
        required=False,
        help_text=_("Leave it empty where the donor is freed of the amount."),
    )
    reason = RuledCharField(label=_("Reason"), max_length=200)


class EarmarkForm(BaseForm):
    kind = forms.ChoiceField(label=_("Only for a"), choices=EarmarkKind.choices)
    programme = forms.ModelChoiceField(
        programmes.run_here(), label=_("Programme"), required=False, empty_label=_("None")
    )
    country = forms.ModelChoiceField(
        Country.objects.none(), label=_("Country"), required=False, empty_label=_("None")
    )
    area = forms.ModelChoiceField(
        Area.objects.none(), label=_("Area"), required=False, empty_label=_("None")
    )
    need = forms.ChoiceField(
        label=_("Need"), choices=[("", _("None")), *Category.choices], required=False
    )
    percent = _amount(
        _("Percent"),
        required=False,
        max_digits=5,
        help_text=_("Of what goes into each round. Give this or an amount."),
    )
    amount = _amount(_("Amount"), required=False)
    source = RuledCharField(label=WRITTEN, max_length=200)

    def __init__(self, *args: Any, pool: Pool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_places(self, pool, "country", "area")
        self.fields["programme"].queryset = pool.programmes.all()  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        data = self.cleaned_data
        kind = EarmarkKind(data["kind"])
        return {
            "kind": kind,
            "target": data[kind.value] or None,
            "percent": data["percent"],
            "amount": data["amount"],
            "source": data["source"],
        }


def offer_places(form: forms.Form, pool: Pool, country: str, area: str) -> None:
    """The pool's countries with their first areas; every country where it names none."""
    named = pool.countries.all()
    countries = named if named else Country.objects.all()
    form.fields[country].queryset = countries  # type: ignore[attr-defined]
    form.fields[area].queryset = Area.objects.filter(  # type: ignore[attr-defined]
        country__in=countries, parent__isnull=True
    ).order_by("name")


class CriterionForm(BaseForm):
    name = forms.CharField(label=_("Criterion"), max_length=120)
    weight = _amount(_("Weight"), max_digits=6)
    direction = forms.ChoiceField(label=_("Direction"), choices=Direction.choices)
    figure = forms.ChoiceField(label=_("Figure"), choices=Figure.choices)
    valid_from = ThreePartDateField(label=_("Valid from"))
    source = RuledCharField(label=WRITTEN, max_length=200)

    def said(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        data["direction"], data["figure"] = Direction(data["direction"]), Figure(data["figure"])
        return data


class ProcedureForm(BaseForm):
    donor = forms.ModelChoiceField(
        Actor.objects.none(), label=_("Donor"), empty_label=_("Choose the donor")
    )
    ceiling_per_case = _amount(_("At most for a case"), required=False, max_digits=12)
    approval_above = _amount(_("Its approval is asked above"), required=False, max_digits=12)
    ways = forms.MultipleChoiceField(
        label=_("Pays only these ways of giving"),
        choices=Way.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen: every one."),
    )
    dimensions = forms.MultipleChoiceField(
        label=_("Pays only for these needs"),
        choices=Dimension.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen: every one."),
    )
    checks = forms.MultipleChoiceField(
        label=_("Evidence that it asks for"),
        choices=Check.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    report_every_months = forms.IntegerField(
        label=_("A report every so many months"), required=False, min_value=1, max_value=60
    )
    report_within_days = forms.IntegerField(
        label=_("Within so many days of the period's end"), initial=30, min_value=0, max_value=365
    )
    rounding = forms.ChoiceField(label=_("Rounding of its reports"), choices=Rounding.choices)
    valid_from = ThreePartDateField(label=_("Valid from"))
    valid_until = ThreePartDateField(label=_("Valid until"), required=False)
    source = RuledCharField(label=WRITTEN, max_length=200)

    def __init__(self, *args: Any, donors: Iterable[Actor], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = _donors().filter(pk__in=[donor.pk for donor in donors])
        self.fields["donor"].queryset = offered  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        data["rounding"] = Rounding(data["rounding"])
        return data


class ApprovalForm(BaseForm):
    """For which plan, by the number of its case: the reader sees these plans anyway."""

    subject = forms.ChoiceField(label=_("Case"))
    up_to = _amount(_("Up to"), max_digits=12)
    number = RuledCharField(label=_("Number of the donor's letter"), max_length=60)
    on = ThreePartDateField(label=_("On"))

    def __init__(self, *args: Any, plans: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["subject"].choices = plans  # type: ignore[attr-defined]


class RoundForm(BaseForm):
    """What each commitment puts in, and up to four lines with the stated figures."""

    name = forms.CharField(label=_("Name of the round"), max_length=120)
    budgets_until = ThreePartDateField(label=_("The budgets hold until"))

    def __init__(
        self,
        *args: Any,
        pool: Pool,
        free: Mapping[Commitment, Decimal],
        criteria: Iterable[DisbursementCriterion],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.commitments, self.criteria = list(free), list(criteria)
        for commitment, amount in free.items():
            self.fields[f"from_{commitment.pk}"] = _amount(
                str(commitment), required=False, initial=amount
            )
        for number in range(1, LINES + 1):
            self._line(pool, number)

    def _line(self, pool: Pool, number: int) -> None:
        none = _("None")
        self.fields[f"programme_{number}"] = forms.ModelChoiceField(
            pool.programmes.all(), label=_("Programme"), required=False, empty_label=_("Nobody")
        )
        self.fields[f"kind_{number}"] = forms.ChoiceField(
            label=_("As"), choices=BudgetKind.choices, required=False
        )
        self.fields[f"country_{number}"] = forms.ModelChoiceField(
            Country.objects.none(), label=_("Country"), required=False, empty_label=none
        )
        self.fields[f"area_{number}"] = forms.ModelChoiceField(
            Area.objects.none(), label=_("Area"), required=False, empty_label=none
        )
        offer_places(self, pool, f"country_{number}", f"area_{number}")
        self.fields[f"need_{number}"] = forms.ChoiceField(
            label=_("Need"), choices=[("", none), *Category.choices], required=False
        )
        for each in self.stated:
            self.fields[f"figure_{number}_{each.pk}"] = _amount(
                each.name, required=False, max_digits=18, decimal_places=4
            )
            self.fields[f"source_{number}_{each.pk}"] = forms.CharField(
                label=_("Source: %(name)s") % {"name": each.name}, required=False, max_length=200
            )

    @property
    def stated(self) -> list[DisbursementCriterion]:
        return [each for each in self.criteria if each.figure == Figure.STATED]

    @property
    def head(self) -> list[Any]:
        return [self["name"], self["budgets_until"]]

    @property
    def givers(self) -> list[Any]:
        return [self[f"from_{commitment.pk}"] for commitment in self.commitments]

    @property
    def groups(self) -> list[tuple[int, list[Any]]]:
        """Each line with its fields, as the page shows them."""
        return [
            (number, [self[name] for name in self.fields if f"_{number}" in self._tail(name)])
            for number in range(1, LINES + 1)
        ]

    def _tail(self, name: str) -> str:
        """`figure_2_<id>` and `kind_2` belong to line 2; what a commitment puts in to none."""
        kind, _sign, rest = name.partition("_")
        return f"_{rest.partition('_')[0]}" if kind != "from" else ""

    def sources(self) -> dict[Commitment, Decimal]:
        said = self.cleaned_data
        return {each: said[f"from_{each.pk}"] or Decimal(0) for each in self.commitments}

    def lines(self) -> list[LineSaid]:
        said = self.cleaned_data
        return [
            LineSaid(
                programme=said[f"programme_{n}"],
                kind=BudgetKind(said[f"kind_{n}"] or BudgetKind.ORDINARY),
                country=said[f"country_{n}"],
                area=said[f"area_{n}"],
                need=said[f"need_{n}"],
                figures={each.pk: said[f"figure_{n}_{each.pk}"] for each in self.stated},
                sources={each.pk: said[f"source_{n}_{each.pk}"] for each in self.stated},
            )
            for n in range(1, LINES + 1)
            if said[f"programme_{n}"]
        ]


class _DecisionField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.reference} · {obj.item.title}"


class DecisionForm(BaseForm):
    """One of the two is asked for by the rule."""

    decided_in = _DecisionField(
        Decision.objects.none(),
        label=_("Decision of a committee"),
        required=False,
        empty_label=_("None that is kept here"),
    )
    decision = RuledCharField(
        label=_("What else it rests on"),
        max_length=200,
        help_text=_("Where no decision is chosen: its number elsewhere, or your own reason."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decided_in"].queryset = queries.decisions_to_cite()  # type: ignore[attr-defined]


class ReportForm(BaseForm):
    donor = forms.ModelChoiceField(
        Actor.objects.none(), label=_("Donor"), empty_label=_("Choose the donor")
    )
    first = ThreePartDateField(label=_("From"))
    last = ThreePartDateField(label=_("To"))

    def __init__(
        self, *args: Any, donors: Iterable[Actor], first: date, last: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offered = _donors().filter(pk__in=[donor.pk for donor in donors])
        self.fields["donor"].queryset = offered  # type: ignore[attr-defined]
        self.initial = {"first": first, "last": last}

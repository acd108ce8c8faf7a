"""Forms of an office: budgets, donors, rules, rates, registers, and requests to a reserve."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from homeward.access.choices import Role
from homeward.actors.models import Actor
from homeward.core.forms import BaseForm, ThreePartDateField
from homeward.funds.choices import BudgetKind, Check, Movement, Need, Vulnerability, Way
from homeward.funds.models import Budget
from homeward.programmes import queries as programmes

DONORS = (1, 2, 3, 4, 5)
# Who works on a case and may find that it needs more.
ASKING = (Role.CASE_MANAGER, Role.PROTECTION_FOCAL_POINT, Role.EMPLOYMENT_ADVISER)


def _amount(label: Any, **more: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, **{"max_digits": 14, "decimal_places": 2, "localize": True, **more}
    )


def _currency(label: Any) -> forms.CharField:
    return forms.CharField(label=label, min_length=3, max_length=3)


class BudgetForm(BaseForm):
    programme = forms.ModelChoiceField(
        programmes.run_here(), label=_("Programme"), empty_label=_("Choose the programme")
    )
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=BudgetKind.choices,
        initial=BudgetKind.ORDINARY,
        required=False,
        help_text=_("A reserve gives only what somebody asked for and a second person granted."),
    )
    name = forms.CharField(label=_("Name"), max_length=120)
    amount = _amount(_("Amount"))
    currency = _currency(_("Currency"))
    valid_from = ThreePartDateField(label=_("Valid from"))
    valid_until = ThreePartDateField(label=_("Valid until"))

    def clean_kind(self) -> str:
        return str(self.cleaned_data["kind"] or BudgetKind.ORDINARY)

    def clean_currency(self) -> str:
        return str(self.cleaned_data["currency"]).upper()


class SharesForm(BaseForm):
    """Up to five donors, each with its part of a hundred."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        donors = Actor.objects.filter(merged_into__isnull=True)
        for number in DONORS:
            words = {"number": number}
            self.fields[f"donor_{number}"] = forms.ModelChoiceField(
                donors, label=_("Donor %(number)s") % words, required=False, empty_label=_("Nobody")
            )
            self.fields[f"percent_{number}"] = _amount(
                _("Percent of donor %(number)s") % words, required=False, max_digits=5
            )

    def rows(self) -> list[tuple[Any, Any]]:
        return [(self[f"donor_{n}"], self[f"percent_{n}"]) for n in DONORS]

    def shares(self) -> list[tuple[Actor, Decimal]]:
        said = self.cleaned_data
        return [
            (said[f"donor_{n}"], said[f"percent_{n}"] or Decimal(0))
            for n in DONORS
            if said[f"donor_{n}"]
        ]


class ReceiptForm(BaseForm):
    # The form's own key: sent twice, it is posted once.
    key = forms.CharField(max_length=64, widget=forms.HiddenInput)
    donor = forms.ModelChoiceField(
        Actor.objects.none(), label=_("From"), required=False, empty_label=_("The office itself")
    )
    amount = _amount(_("Amount"))
    on = ThreePartDateField(label=_("At the bank on"))

    def __init__(self, *args: Any, budget: Budget, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        donors = Actor.objects.filter(pk__in=budget.shares.values("donor"))
        self.fields["donor"].queryset = donors  # type: ignore[attr-defined]


class ReserveRuleForm(BaseForm):
    need = forms.ChoiceField(label=_("Need"), choices=Need.choices)
    roles = forms.MultipleChoiceField(
        label=_("Who may ask"),
        choices=[(role.value, role.label) for role in ASKING],
        widget=forms.CheckboxSelectMultiple,
    )
    ceiling = _amount(_("At most for a case"))
    asks_vulnerability = forms.BooleanField(
        label=_("Only where a vulnerability was assessed and is met"), required=False
    )
    valid_from = ThreePartDateField(label=_("Valid from"))
    source = forms.CharField(label=_("Where it is written"), max_length=200)


class CheckRuleForm(BaseForm):
    programme = forms.ModelChoiceField(
        programmes.run_here(), label=_("Programme"), empty_label=_("Choose the programme")
    )
    check_code = forms.ChoiceField(label=_("Check"), choices=Check.choices)
    way = forms.ChoiceField(
        label=_("For"), choices=[("", _("Each way")), *Way.choices], required=False
    )
    from_amount = _amount(_("From an amount of"), required=False, max_digits=12)
    valid_from = ThreePartDateField(label=_("Valid from"))
    source = forms.CharField(label=_("Where it is written"), max_length=200)


class RateForm(BaseForm):
    base = _currency(_("One unit of"))
    quote = _currency(_("Buys this currency"))
    rate = _amount(_("Rate"), max_digits=18, decimal_places=8)
    on = ThreePartDateField(label=_("On"))
    source = forms.CharField(label=_("Who says so"), max_length=200)

    def clean_base(self) -> str:
        return str(self.cleaned_data["base"]).upper()

    def clean_quote(self) -> str:
        return str(self.cleaned_data["quote"]).upper()


class RatesFileForm(BaseForm):
    file = forms.FileField(
        label=_("File of rates"),
        help_text=_("CSV with the columns base, quote, rate, on (year-month-day) and source."),
    )


class StatementForm(BaseForm):
    file = forms.FileField(
        label=_("The bank's statement"),
        help_text=_(
            "CSV with the columns on (year-month-day), amount and reference; money that went "
            "out is positive. It is laid beside the payments and not kept."
        ),
    )
    currency = _currency(_("Currency of the account"))

    def clean_currency(self) -> str:
        return str(self.cleaned_data["currency"]).upper()


class SupplierForm(BaseForm):
    name = forms.CharField(label=_("Name"), max_length=200)
    what = forms.CharField(label=_("What they sell"), max_length=200)
    contact = forms.CharField(
        label=_("Phone or e-mail of the office"), max_length=200, required=False
    )
    tax_id = forms.CharField(label=_("Tax number"), max_length=60, required=False)
    is_active = forms.BooleanField(label=_("We buy from them"), required=False, initial=True)


class ItemForm(BaseForm):
    name = forms.CharField(label=_("Name"), max_length=120)
    unit = forms.CharField(
        label=_("Unit"), max_length=30, help_text=_("For example piece, kilogram, set")
    )


class MovementForm(BaseForm):
    kind = forms.ChoiceField(
        label=_("What happened"),
        choices=[(kind.value, kind.label) for kind in Movement if kind != Movement.OUT],
    )
    quantity = _amount(
        _("Quantity"),
        max_digits=12,
        min_value=0,
        help_text=_("What came in or was lost; of a count, how much there is."),
    )
    on = ThreePartDateField(label=_("On"))
    note = forms.CharField(
        label=_("Note"),
        max_length=200,
        required=False,
        help_text=_("Never a person's name."),
    )


class AskForm(BaseForm):
    budget = forms.ModelChoiceField(
        Budget.objects.none(), label=_("Reserve"), empty_label=_("Choose the reserve")
    )
    need = forms.ChoiceField(label=_("Need"), choices=Need.choices)
    amount = _amount(_("Amount"), max_digits=12)
    vulnerability = forms.ChoiceField(
        label=_("Vulnerability"),
        choices=Vulnerability.choices,
        initial=Vulnerability.UNKNOWN,
        help_text=_("Only whether one was assessed and is met. Nothing else of it is told."),
    )
    reason = forms.CharField(
        label=_("Why it is needed"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )
    needed_by = ThreePartDateField(label=_("Answer needed by"), required=False)

    def __init__(self, *args: Any, reserves: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["budget"].queryset = reserves  # type: ignore[attr-defined]


class DecisionForm(BaseForm):
    text = forms.CharField(
        label=_("Reason of the decision"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )

"""Forms of instalments, proofs and payments."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from homeward.core.forms import BaseForm, ThreePartDateField
from homeward.files.choices import Reason as FileReason
from homeward.funds.choices import ProofRefusal
from homeward.programmes import queries as programmes

PARTS = (1, 2, 3, 4)


class InstalmentsForm(BaseForm):
    """Up to four parts, each with its amount and the day by which its proof is due."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in PARTS:
            words = {"number": number}
            self.fields[f"amount_{number}"] = forms.DecimalField(
                label=_("Amount of part %(number)s") % words,
                max_digits=12,
                decimal_places=2,
                required=number == 1,
                localize=True,
            )
            self.fields[f"due_{number}"] = ThreePartDateField(
                label=_("Part %(number)s is due") % words, required=False
            )

    def rows(self) -> list[tuple[Any, Any]]:
        return [(self[f"amount_{n}"], self[f"due_{n}"]) for n in PARTS]

    def parts(self) -> list[tuple[Decimal, date | None]]:
        said = self.cleaned_data
        given = [(said[f"amount_{n}"], said[f"due_{n}"]) for n in PARTS]
        return [
            (amount or Decimal(0), due_on)
            for amount, due_on in given
            if amount is not None or due_on is not None
        ]


class ProofForm(BaseForm):
    file = forms.FileField(
        label=_("File of the proof"),
        help_text=_(
            "A receipt, an invoice or a photo of it: PDF, JPEG or PNG, up to 5 MB. "
            "The place and time that a phone hides in a photo are removed."
        ),
        error_messages={"required": FileReason.NO_FILE.label, "empty": FileReason.EMPTY.label},
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/jpeg,image/png"}),
    )


class PaymentForm(BaseForm):
    paid_on = ThreePartDateField(label=_("Paid on"))


class RefusalForm(BaseForm):
    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=[("", _("Choose the reason")), *ProofRefusal.choices],
    )


class BudgetForm(BaseForm):
    programme = forms.ModelChoiceField(
        programmes.run_here(), label=_("Programme"), empty_label=_("Choose the programme")
    )
    name = forms.CharField(label=_("Name"), max_length=120)
    amount = forms.DecimalField(label=_("Amount"), max_digits=14, decimal_places=2, localize=True)
    currency = forms.CharField(label=_("Currency"), min_length=3, max_length=3)
    valid_from = ThreePartDateField(label=_("Valid from"))
    valid_until = ThreePartDateField(label=_("Valid until"))

    def clean_currency(self) -> str:
        return str(self.cleaned_data["currency"]).upper()

"""Forms of instalments, proofs and payments."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from homeward.core.forms import BaseForm, ThreePartDateField
from homeward.files.choices import Reason as FileReason
from homeward.funds.choices import Check, ProofRefusal, ReturnReason, Way
from homeward.funds.models import StockItem, Supplier

PARTS = (1, 2, 3, 4)


class InstalmentsForm(BaseForm):
    """Up to four parts, each with its amount and the day by which its proof is due."""

    way = forms.ChoiceField(label=_("Given as"), choices=Way.choices, required=False)
    supplier = forms.ModelChoiceField(
        Supplier.objects.none(),
        label=_("Supplier"),
        required=False,
        empty_label=_("Not known yet"),
    )

    def __init__(self, *args: Any, suppliers: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if suppliers is not None:
            self.fields["supplier"].queryset = suppliers  # type: ignore[attr-defined]
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


class VoucherProofForm(ProofForm):
    redeemed_on = ThreePartDateField(label=_("The supplier took the voucher on"))


class PaymentForm(BaseForm):
    paid_on = ThreePartDateField(label=_("Paid on"))
    currency = forms.CharField(
        label=_("Paid in another currency"),
        help_text=_("Three letters, for example GHS. The office's rate of the day is used."),
        required=False,
        min_length=3,
        max_length=3,
    )

    def clean_currency(self) -> str:
        return str(self.cleaned_data["currency"]).upper()


class CheckForm(BaseForm):
    """A check that was made; the paper of it where there is one."""

    check_code = forms.ChoiceField(choices=Check.choices, widget=forms.HiddenInput)
    on = ThreePartDateField(label=_("Done on"))
    file = forms.FileField(
        label=_("A paper or photo of it"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/jpeg,image/png"}),
    )


class ReturnForm(BaseForm):
    reason = forms.ChoiceField(
        label=_("Reason"), choices=[("", _("Choose the reason")), *ReturnReason.choices]
    )
    on = ThreePartDateField(label=_("The money came back on"))


class VoucherForm(BaseForm):
    supplier = forms.ModelChoiceField(
        Supplier.objects.none(), label=_("Supplier"), empty_label=_("Choose the supplier")
    )
    expires_on = ThreePartDateField(label=_("Last day on which it is taken"))

    def __init__(self, *args: Any, suppliers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["supplier"].queryset = suppliers  # type: ignore[attr-defined]


class GoodsForm(BaseForm):
    item = forms.ModelChoiceField(
        StockItem.objects.none(),
        label=_("From the store"),
        required=False,
        empty_label=_("Bought for the person"),
    )
    quantity = forms.DecimalField(
        label=_("Quantity"), max_digits=12, decimal_places=2, required=False, localize=True
    )
    on = ThreePartDateField(label=_("There since"))

    def __init__(self, *args: Any, items: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = items  # type: ignore[attr-defined]


class DayForm(BaseForm):
    on = ThreePartDateField(label=_("On"))


class RefusalForm(BaseForm):
    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=[("", _("Choose the reason")), *ProofRefusal.choices],
    )

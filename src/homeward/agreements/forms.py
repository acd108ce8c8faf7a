from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from homeward.access.choices import DataClass, Purpose
from homeward.access.models import Organisation, User
from homeward.agreements import queries
from homeward.agreements.choices import (
    FileKind,
    Form,
    Kind,
    Level,
    NamedGround,
    Outcome,
    TransferGround,
)
from homeward.agreements.models import Agreement, Party
from homeward.core.forms import BaseForm, ThreePartDateField
from homeward.programmes import queries as programmes
from homeward.programmes.models import Programme


class AgreementForm(BaseForm):
    number = forms.CharField(
        label=_("Number"), max_length=40, help_text=_("As your organisation numbers its papers")
    )
    title = forms.CharField(label=_("Title"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    level = forms.ChoiceField(
        label=_("Level"), choices=[("", _("Not stated")), *Level.choices], required=False
    )
    form = forms.ChoiceField(
        label=_("Between"), choices=[("", _("Not stated")), *Form.choices], required=False
    )
    programmes: forms.ModelMultipleChoiceField[Programme] = forms.ModelMultipleChoiceField(
        label=_("Programmes"),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: all programmes, those to come as well."),
    )
    starts_on = ThreePartDateField(label=_("In force from"))
    ends_on = ThreePartDateField(
        label=_("In force until"),
        required=False,
        help_text=_("Without an end it holds until somebody ends it."),
    )
    review_on = ThreePartDateField(
        label=_("Next review"),
        required=False,
        help_text=_("On this day you are asked to look at it again with the parties."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["programmes"].queryset = programmes.run_here()  # type: ignore[attr-defined]


class SuccessorForm(BaseForm):
    number = forms.CharField(
        label=_("Number"), max_length=40, help_text=_("As your organisation numbers its papers")
    )
    title = forms.CharField(label=_("Title"), max_length=200)
    starts_on = ThreePartDateField(label=_("In force from"))
    ends_on = ThreePartDateField(label=_("In force until"), required=False)
    review_on = ThreePartDateField(label=_("Next review"), required=False)


class PartyForm(BaseForm):
    organisation: forms.ModelChoiceField[Organisation] = forms.ModelChoiceField(
        label=_("Organisation"), queryset=None, empty_label=_("Choose an organisation")
    )
    part = forms.CharField(
        label=_("Part in the agreement"),
        max_length=120,
        required=False,
        help_text=_("For example: receives people at the airport"),
    )

    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = queries.organisations_to_add(agreement)  # type: ignore[attr-defined]


class ClauseForm(BaseForm):
    number = forms.CharField(label=_("Article"), max_length=20, help_text=_("For example 5.1"))
    from_org: forms.ModelChoiceField[Organisation] = forms.ModelChoiceField(
        label=_("Whose rows"), queryset=None, empty_label=_("Choose a party")
    )
    to_org: forms.ModelChoiceField[Organisation] = forms.ModelChoiceField(
        label=_("Who may see them"), queryset=None, empty_label=_("Choose a party")
    )
    data_classes = forms.TypedMultipleChoiceField(
        label=_("Kinds of data"),
        choices=DataClass.choices,
        coerce=lambda value: DataClass(int(value)),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    purposes = forms.TypedMultipleChoiceField(
        label=_("For what"),
        choices=Purpose.choices,
        coerce=lambda value: Purpose(int(value)),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    programmes: forms.ModelMultipleChoiceField[Programme] = forms.ModelMultipleChoiceField(
        label=_("Programmes"),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: all that the agreement is for."),
    )
    may_write = forms.BooleanField(
        label=_("May also write to these rows"),
        required=False,
        help_text=_("Confirm facts, report an outcome, note what was done."),
    )
    days_after = forms.IntegerField(
        label=_("Days that facts stay open after a referral's end"),
        min_value=0,
        max_value=3650,
        initial=0,
    )
    transfer_ground = forms.ChoiceField(
        label=_("Ground for the transfer to another country"),
        choices=[("", _("Both are in one country")), *TransferGround.choices],
        required=False,
    )
    onward = forms.BooleanField(
        label=_("Onward sharing is allowed"),
        required=False,
        help_text=_(
            "What the recipient then writes may reach others by the recipient's own clauses, with"
            " the person's consent. Without it, it only comes back to you."
        ),
    )
    grounds = forms.TypedMultipleChoiceField(
        label=_("Further grounds beside consent"),
        choices=NamedGround.choices,
        coerce=NamedGround,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Off unless ticked. Each use needs a reason and a second person's approval."),
    )
    text = forms.CharField(label=_("Wording"), required=False, widget=forms.Textarea)

    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parties = queries.organisations_of(agreement)
        self.fields["from_org"].queryset = parties  # type: ignore[attr-defined]
        self.fields["to_org"].queryset = parties  # type: ignore[attr-defined]
        self.fields["programmes"].queryset = programmes.run_here()  # type: ignore[attr-defined]


class PaperForm(BaseForm):
    signatory = forms.CharField(
        label=_("Who signed"), max_length=150, help_text=_("The name as it stands on the paper")
    )
    function = forms.CharField(label=_("Function"), max_length=150, required=False)
    signed_on = ThreePartDateField(label=_("Signed on"))


class ControllersForm(BaseForm):
    organisations: forms.ModelMultipleChoiceField[Organisation] = forms.ModelMultipleChoiceField(
        label=_("Data controller"),
        queryset=None,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Who decides why and how the data is used. Several are joint controllers and answer"
            " together."
        ),
        error_messages={"required": _("Tick at least one party.")},
    )

    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisations"].queryset = queries.organisations_of(agreement)  # type: ignore[attr-defined]


class ContactForm(BaseForm):
    organisation: forms.ModelChoiceField[Organisation] = forms.ModelChoiceField(
        label=_("Party"), queryset=None, empty_label=_("Choose a party")
    )
    name = forms.CharField(label=_("Name"), max_length=150)
    function = forms.CharField(label=_("Function"), max_length=150, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    about = forms.CharField(
        label=_("For what"),
        max_length=200,
        help_text=_("For example: requests of data protection, arrivals at night"),
    )

    def __init__(self, *args: Any, agreement: Agreement, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = queries.organisations_to_speak_for(  # type: ignore[attr-defined]
            agreement, user
        )


class FileForm(BaseForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=FileKind.choices)
    file = forms.FileField(
        label=_("File"), help_text=_("PDF, JPEG or PNG, 5 MB at most"), allow_empty_file=True
    )


class ReviewForm(BaseForm):
    outcome = forms.ChoiceField(
        label=_("What the review found"), choices=Outcome.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea)
    next_on = ThreePartDateField(label=_("Next review"), required=False)


class OverallForm(BaseForm):
    """The filter of who sees what; nothing chosen is all."""

    from_org: forms.ModelChoiceField[Organisation] = forms.ModelChoiceField(
        label=_("Whose rows"), queryset=None, required=False, empty_label=_("All organisations")
    )
    purpose = forms.TypedChoiceField(
        label=_("For what"),
        choices=[("", _("Every purpose")), *Purpose.choices],
        coerce=lambda value: Purpose(int(value)),
        required=False,
        empty_value=None,
    )
    programme: forms.ModelChoiceField[Programme] = forms.ModelChoiceField(
        label=_("Programme"), queryset=None, required=False, empty_label=_("All programmes")
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from_org"].queryset = queries.organisations_sharing(today)  # type: ignore[attr-defined]
        self.fields["programme"].queryset = programmes.run_here()  # type: ignore[attr-defined]


class ConfirmForm(BaseForm):
    """Nothing to fill in: the page itself is the question."""


def of_page(agreement: Agreement, parties: Sequence[Party], *, user: User) -> dict[str, Any]:
    """The empty forms of an agreement's page, by the names that its template uses."""
    named = [party.organisation_id for party in parties if party.is_controller]
    return {
        "party_form": PartyForm(agreement=agreement, prefix="party"),
        "clause_form": ClauseForm(agreement=agreement, prefix="clause"),
        "controllers_form": ControllersForm(
            agreement=agreement, prefix="controllers", initial={"organisations": named}
        ),
        "contact_form": ContactForm(agreement=agreement, user=user, prefix="contact"),
        "file_form": FileForm(prefix="file"),
    }

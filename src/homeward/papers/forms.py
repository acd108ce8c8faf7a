"""The form of a paper."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from homeward.core.forms import BaseForm, ThreePartDateField
from homeward.papers.actions import Said
from homeward.papers.choices import ExpiryKnown, Original, PaperKind
from homeward.persons.models import Person


class PaperForm(BaseForm):
    kind = forms.ChoiceField(label=_("Kind"))
    person = forms.ChoiceField(label=_("Of whom"))
    title = forms.CharField(
        label=_("What it is"), required=False, max_length=200,
        help_text=_("Only where the kind does not say it."),
    )  # fmt: skip
    number = forms.CharField(label=_("Number"), required=False, max_length=80)
    issued_by = forms.CharField(label=_("Issued by"), required=False, max_length=200)
    issued_on = ThreePartDateField(label=_("Issued on"), required=False)
    expiry_known = forms.ChoiceField(
        label=_("Does it end?"), choices=ExpiryKnown.choices, widget=forms.RadioSelect,
        initial=ExpiryKnown.UNKNOWN,
    )  # fmt: skip
    expires_on = ThreePartDateField(label=_("Ends on"), required=False)
    original = forms.ChoiceField(
        label=_("Who has the original?"), choices=Original.choices, initial=Original.UNKNOWN
    )
    file = forms.FileField(
        label=_("Copy of the paper"), required=False,
        help_text=_("PDF, photo or document, up to 5 MB. It can be added later."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, people: Sequence[Person], kinds: Sequence[PaperKind], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]  # type: ignore[attr-defined]
        self.fields["person"].choices = [  # type: ignore[attr-defined]
            (pk, str(person)) for pk, person in self.people.items()
        ]

    def said(self) -> Said:
        given = self.cleaned_data
        file = given["file"]
        return Said(
            kind=PaperKind(given["kind"]),
            person=self.people[given["person"]],
            title=given["title"],
            number=given["number"],
            issued_by=given["issued_by"],
            issued_on=given["issued_on"],
            expiry_known=ExpiryKnown(given["expiry_known"]),
            expires_on=given["expires_on"],
            original=Original(given["original"]),
            content=file.read() if file else b"",
            file_name=file.name if file else "",
        )

"""The form of a code."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from homeward.core.forms import BaseForm, RuledCharField, RuledMultipleChoiceField
from homeward.persons.models import Person
from homeward.signins.actions import Wanted
from homeward.signins.choices import Kind, Part, Way

PARTS_HINT = _("Health, and whatever the person lets others see, is never shown to a helper.")


class CodeForm(BaseForm):
    """For one person. A child's own code is its guardian's."""

    kind = forms.ChoiceField(label=_("For whom is it?"), widget=forms.RadioSelect)
    guardian = forms.ChoiceField(label=_("Handed to"), required=False)
    helper = RuledCharField(
        label=_("Name of the helper"), max_length=120,
        help_text=_("A relative or a reception desk. The person reads who was there, and when."),
    )  # fmt: skip
    parts = RuledMultipleChoiceField(
        label=_("What the helper may see"), choices=Part.choices,
        widget=forms.CheckboxSelectMultiple, help_text=PARTS_HINT,
    )  # fmt: skip
    way = forms.ChoiceField(
        label=_("How is it handed over?"), choices=Way.choices, widget=forms.RadioSelect,
        initial=Way.PRINT,
    )  # fmt: skip
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    def __init__(
        self, *args: Any, person: Person, guardians: Sequence[Person], is_minor: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.guardians = {str(one.pk): one for one in guardians}
        own = Kind.GUARDIAN if is_minor else Kind.OWN
        self.fields["kind"].choices = [(k.value, k.label) for k in (own, Kind.HELPER)]  # type: ignore[attr-defined]
        self.fields["kind"].initial = own
        self.fields["guardian"].choices = [(pk, str(one)) for pk, one in self.guardians.items()]  # type: ignore[attr-defined]
        if not is_minor:
            del self.fields["guardian"]
        known = dict(settings.LANGUAGES)
        self.fields["language"].initial = person.language if person.language in known else "en"

    def wanted(self) -> Wanted:
        given = self.cleaned_data
        kind = Kind(given["kind"])
        is_helper = kind == Kind.HELPER
        return Wanted(
            kind=kind,
            way=Way(given["way"]),
            guardian=self.guardians.get(given.get("guardian", ""))
            if kind == Kind.GUARDIAN
            else None,
            helper=given["helper"] if is_helper else "",
            parts=[Part(part) for part in given["parts"]] if is_helper else [],
            language=given["language"],
        )


class HelperForm(BaseForm):
    """By the person, on their own pages."""

    helper = RuledCharField(label=_("Who helps you?"), max_length=120)
    parts = RuledMultipleChoiceField(
        label=_("What may they see?"), choices=Part.choices,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def wanted(self, language: str) -> Wanted:
        given = self.cleaned_data
        return Wanted(
            kind=Kind.HELPER, helper=given["helper"],
            parts=[Part(part) for part in given["parts"]], language=language,
        )  # fmt: skip

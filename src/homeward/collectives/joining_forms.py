"""The form on which many join at once: returnees ticked, residents written line by line."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from homeward.cases.models import Case
from homeward.collectives.actions import Joining, Resident
from homeward.collectives.joining import Candidate
from homeward.core.commas import enumerated
from homeward.core.forms import BaseForm, ThreePartDateField
from homeward.core.words import fold
from homeward.persons.choices import Sex
from homeward.persons.forms import set_choices
from homeward.persons.models import Person

# Arabic keyboards write a semicolon of their own.
PART, ALSO = ";", "؛"
NAMED, WITH_SEX = 2, 3
MOST_LINES = 200


class TogetherForm(BaseForm):
    joined_on = ThreePartDateField(label=_("Joined on"))
    returnees = forms.MultipleChoiceField(
        label=_("Returnees"), required=False, widget=forms.CheckboxSelectMultiple
    )
    residents = forms.CharField(
        label=_("Local residents"), required=False, max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("One on each line: given names; family name; female, male, other or unknown."),
    )  # fmt: skip
    agreed_on = ThreePartDateField(
        label=_("All of these residents agreed to be recorded on"), required=False,
        help_text=_("Without it nobody is recorded. They may have a copy, and be erased."),
    )  # fmt: skip

    def __init__(self, *args: Any, candidates: Sequence[Candidate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.candidates = {one.key: one for one in candidates}
        offered = [
            (key, enumerated([one.person, one.case])) for key, one in self.candidates.items()
        ]
        set_choices(self, "returnees", offered)

    def clean_residents(self) -> list[tuple[str, str, Sex]]:
        """Each line parted; what can't be read is told with the number of its line."""
        lines = self.cleaned_data["residents"].splitlines()
        said = [(n, line) for n, line in enumerate(lines, start=1) if line.strip()]
        found, faults = [], []
        for number, line in said[:MOST_LINES]:
            try:
                found.append(_parted(line))
            except ValueError:
                faults.append(number)
        if len(said) > MOST_LINES:
            raise forms.ValidationError(_("At most 200 lines at once."))
        if faults:
            lines_of = enumerated(faults)
            raise forms.ValidationError(
                _("Can’t be read, line %(lines)s: given names; family name; sex."),
                params={"lines": lines_of},
            )
        return found

    def joining(self) -> Joining:
        return Joining(on=self.cleaned_data["joined_on"])

    def with_case(self) -> list[tuple[Case, Person]]:
        chosen = [self.candidates[key] for key in self.cleaned_data["returnees"]]
        return [(one.case, one.person) for one in chosen]

    def without_case(self) -> list[Resident]:
        on = self.cleaned_data["agreed_on"]
        return [
            Resident(given_name=given, family_name=family, sex=sex, agreed_on=on)
            for given, family, sex in self.cleaned_data["residents"]
        ]


def _parted(line: str) -> tuple[str, str, Sex]:
    """Raises ValueError where a name is missing or the last word is no sex."""
    given, family, *more = (part.strip() for part in line.replace(ALSO, PART).split(PART))
    if not given or not family or len(more) > WITH_SEX - NAMED:
        raise ValueError(line)
    return given, family, _sex(more[0] if more else "")


def _sex(word: str) -> Sex:
    """As the page's language says it, or by its code; nothing said is unknown."""
    if not word:
        return Sex.UNKNOWN
    for one in Sex:
        if fold(word) in {one.value, fold(str(one.label))}:
            return one
    raise ValueError(word)

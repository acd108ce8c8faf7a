"""The interview as a form: an instrument's questions by dimension, each with its answers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from homeward.core.forms import BaseForm, ThreePartDateField
from homeward.surveys import scoring
from homeward.surveys.choices import (
    STATE_LABELS,
    Filler,
    NotDone,
    Topic,
    Unit,
    usual_fillers,
)
from homeward.surveys.instruments import Item, Kind, Sheet, State
from homeward.surveys.models import InstrumentVersion
from homeward.surveys.queries import said

# "Not asked" is no tick of its own: it is what a question without a tick is.
OFFERED_STATES = (State.UNKNOWN, State.REFUSED, State.NOT_APPLICABLE)


@dataclass(frozen=True)
class Choice:
    id: str
    value: str
    label: Any
    is_checked: bool
    is_state: bool
    # This answer brings the follow-up up.
    asks: bool


@dataclass(frozen=True)
class Question:
    number: int | None
    bound: Any
    hint: str
    choices: list[Choice]

    @property
    def is_many(self) -> bool:
        return isinstance(self.bound.field.widget, forms.CheckboxSelectMultiple)


class InterviewForm(BaseForm):
    """Blanks are refused until they are said to be meant; what was ticked stays ticked."""

    def __init__(self, sheet: Sheet, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        for item in (*sheet.asked, *sheet.follow_ups):
            self.fields[item.id] = _field(item)
        self.fields["held_on"] = ThreePartDateField(label=_("Day of the interview"))
        self.fields["blanks_are_meant"] = forms.BooleanField(
            required=False, label=_("The questions without an answer were not asked")
        )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = self.cleaned_data
        try:
            readings = scoring.read(self.sheet, self.answers(), {})
        except scoring.FaultyAnswers as error:
            for fault in error.faults:
                self.add_error(fault.item, _("This can't stand beside another answer."))
            return data
        put = {item.id for item in self.sheet.asked} | scoring.called_for(readings)
        for item in self.sheet.follow_ups:
            if item.id not in put:
                # Ticked before the answer above it was changed: nobody asked this.
                data[item.id] = ""
        blank = [item for item in self.sheet.by_id if item in put and _is_blank(readings[item])]
        # Without any answer there is nothing to mend: the action says what to do instead.
        if len(blank) < len(self.sheet.asked) and not data.get("blanks_are_meant"):
            for name in blank:
                if name not in self.errors:
                    self.add_error(name, _("Tick an answer, or say below that it was not asked."))
        return data

    def answers(self) -> dict[str, Any]:
        """What was ticked and is known, by item."""
        items = (*self.sheet.asked, *self.sheet.follow_ups)
        return {item.id: self.cleaned_data.get(item.id) or "" for item in items}

    def ticked(self) -> dict[str, Any]:
        """What was ticked, whatever it is: for the draft."""
        items = (*self.sheet.asked, *self.sheet.follow_ups)
        return {item.id: self[item.id].data or "" for item in items}

    def held_on_if_given(self) -> Any:
        """The day, or None where it is none: a draft is kept without."""
        try:
            return self.fields["held_on"].clean(self["held_on"].data)
        except forms.ValidationError:
            return None

    def sections(self) -> list[tuple[str, str, list[Question]]]:
        """(id, label, questions) of each dimension; a follow-up stands behind its question."""
        numbered = self._numbered()
        return [
            (
                dimension.id,
                said(dimension.labels),
                [q for place, q in numbered if place == dimension.id],
            )
            for dimension in self.sheet.dimensions
        ]

    def _numbered(self) -> list[tuple[str, Question]]:
        found = []
        for number, item in enumerate(self.sheet.asked, start=1):
            found.append((item.dimension, self._question(item, number)))
            for follow_up in dict.fromkeys(answer.follow_up for answer in item.answers):
                if follow_up:
                    after = self._question(self.sheet.by_id[follow_up], None)
                    found.append((item.dimension, after))
        return found

    def _question(self, item: Item, number: int | None) -> Question:
        bound = self[item.id]
        hint = said(item.hints) if item.hints else ""
        return Question(number, bound, hint, list(_choices(item, bound)))


def _field(item: Item) -> forms.Field:
    answers = [(answer.code, said(answer.labels)) for answer in item.answers]
    states = [(state.value, STATE_LABELS[state]) for state in OFFERED_STATES]
    kwargs: dict[str, Any] = {
        "label": said(item.labels),
        "choices": answers + states,
        "required": False,
        "error_messages": {"invalid_choice": _("“%(value)s” is no answer to this question.")},
    }
    if item.kind == Kind.MANY:
        return forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, **kwargs)
    return forms.ChoiceField(widget=forms.RadioSelect, **kwargs)


def _choices(item: Item, bound: Any) -> Iterator[Choice]:
    value = bound.value()
    chosen = {value} if isinstance(value, str) else set(value or [])
    asks = {answer.code for answer in item.answers if answer.follow_up}
    for place, (code, label) in enumerate(bound.field.choices):
        yield Choice(
            id=f"{bound.auto_id}_{place}",
            value=code,
            label=label,
            is_checked=code in chosen,
            is_state=code in set(OFFERED_STATES),
            asks=code in asks,
        )


def _is_blank(reading: scoring.Reading) -> bool:
    return reading.state == State.NOT_ASKED


def initial_of(sheet: Sheet, draft: Mapping[str, Any]) -> dict[str, Any]:
    """A draft as the form's first values; today where no day was given."""
    kept = draft.get("answers", {})
    items = {item.id: item for item in (*sheet.asked, *sheet.follow_ups)}
    values: dict[str, Any] = {
        name: codes if items[name].kind == Kind.MANY else codes[0]
        for name, codes in kept.items()
        if name in items and codes
    }
    held_on = draft.get("held_on")
    field = forms.DateField()
    return {**values, "held_on": field.to_python(held_on) or timezone.localdate()}


class NotHeldForm(BaseForm):
    reason = forms.ChoiceField(
        label=_("Why was it not held?"),
        choices=[choice for choice in NotDone.choices if choice[0] != NotDone.TIME_PASSED],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a reason.")},
    )


class OtherInstrumentForm(BaseForm):
    """Another instrument by which a case is surveyed, counted from the same arrival."""

    version = forms.ChoiceField(
        label=_("Instrument"), error_messages={"required": _("Choose an instrument.")}
    )

    def __init__(self, *args: Any, versions: Sequence[InstrumentVersion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.versions = {str(one.pk): one for one in versions}
        named = [(key, str(one.instrument)) for key, one in self.versions.items()]
        field: Any = self.fields["version"]
        field.choices = [("", _("Choose an instrument")), *named]

    def chosen(self) -> InstrumentVersion:
        return self.versions[self.cleaned_data["version"]]


class VersionForm(BaseForm):
    """The files of one version."""

    version = forms.CharField(
        label=_("Version"),
        help_text=_("As its publisher calls it, such as 2024."),
        max_length=20,
    )
    form = forms.FileField(
        label=_("Questions (XLSForm)"),
        help_text=_("An Excel workbook with the sheets survey, choices and settings."),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        required=False,
    )
    sheet = forms.FileField(
        label=_("Scoring sheet"),
        help_text=_("A workbook or a TOML file. Without one the instrument has no score."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.toml"}),
        required=False,
    )

    def file_given(self, name: str) -> tuple[str, bytes] | None:
        file = self.cleaned_data.get(name)
        return (file.name, file.read()) if file else None


class NextVersionForm(VersionForm):
    changes = forms.CharField(
        label=_("What is new"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )
    field_order = ["version", "changes", "form", "sheet"]


class InstrumentForm(VersionForm):
    title = forms.CharField(label=_("Title"), max_length=200)
    code = forms.SlugField(
        label=_("Short name"),
        help_text=_("Small letters and digits; the scoring sheet’s id is the same."),
        max_length=30,
    )
    topic = forms.ChoiceField(label=_("It measures"), choices=Topic.choices)
    unit = forms.ChoiceField(label=_("It asks about"), choices=Unit.choices)
    filled_by = forms.MultipleChoiceField(
        label=_("Who may fill it in"),
        choices=Filler.choices,
        widget=forms.CheckboxSelectMultiple,
        initial=usual_fillers,
    )
    about = forms.CharField(
        label=_("What it is used for"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
    )
    publisher = forms.CharField(label=_("Publisher"), max_length=200, required=False)
    licence = forms.CharField(
        label=_("Licence"),
        help_text=_("May the wording be passed on? It stands on the public page."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
        required=False,
    )
    field_order = [
        "title", "code", "topic", "unit", "filled_by", "about", "publisher", "licence", "version",
        "form", "sheet",
    ]  # fmt: skip


class PublishForm(BaseForm):
    valid_from = ThreePartDateField(
        label=_("In use from"),
        help_text=_("Surveys that are planned on this day or later are of this version."),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"valid_from": today}, **kwargs)

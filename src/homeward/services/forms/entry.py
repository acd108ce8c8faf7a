"""An entry of the directory as its keeper writes it: in sections, the three languages side by side.

What is written becomes the same record that an import reads, so that both are stored alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.utils import dates
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from homeward.access.models import Organisation
from homeward.core.commas import enumerated
from homeward.core.forms import BaseForm, ThreePartDateField
from homeward.places.names import language_choices, language_name
from homeward.programmes.models import Programme, TargetGroup
from homeward.services.choices import Category, Cost, Dimension, Entitlement
from homeward.services.models import Location, Service, ServiceText
from homeward.services.records import (
    CostRecord,
    DocumentRecord,
    PhoneRecord,
    PlaceRecord,
    ScheduleRecord,
    ServiceRecord,
    WordsRecord,
)
from homeward.services.rules.hours import WEEKDAYS

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
# Rows of a section that may be filled; more come when these are full and saved.
ROWS = 3
NOT_STATED = [("", gettext_lazy("Unknown"))]

# The wording: field, label, and whether it takes more than a line.
WORDS: tuple[tuple[str, Any, bool], ...] = (
    ("name", gettext_lazy("Name of the service"), False),
    ("description", gettext_lazy("What it offers"), True),
    ("eligibility", gettext_lazy("For whom"), True),
    ("ineligibility", gettext_lazy("Who can't use it"), True),
    ("application_process", gettext_lazy("How to apply"), True),
    ("legal_basis", gettext_lazy("Law it rests on"), True),
    ("fees", gettext_lazy("Fees, in words"), True),
    ("wait_time", gettext_lazy("Waiting time, in words"), False),
    ("alert", gettext_lazy("Notice to show above"), False),
)
DAYS = tuple(
    (code, capfirst(name)) for code, name in zip(WEEKDAYS, dates.WEEKDAYS.values(), strict=True)
)


@dataclass(frozen=True)
class Across:
    """One text in all languages, as the page shows it in one line."""

    label: Any
    fields: list[forms.BoundField]

    @property
    def named(self) -> list[tuple[forms.BoundField, str]]:
        """Each with the own name of its language; the label stands above them all."""
        return list(
            zip(self.fields, (str(name) for _code, name in settings.LANGUAGES), strict=True)
        )


def hours_fields(prefix: str, label: str) -> dict[str, forms.Field]:
    """One line of opening hours; a whole one makes a weekly schedule."""
    clock = {"attrs": {"type": "time"}}
    return {
        f"{prefix}_days": forms.MultipleChoiceField(
            label=label, choices=DAYS, required=False, widget=forms.CheckboxSelectMultiple
        ),
        f"{prefix}_opens": forms.TimeField(
            label=_("Opens"), required=False, widget=forms.TimeInput(format="%H:%M", **clock)
        ),
        f"{prefix}_closes": forms.TimeField(
            label=_("Closes"), required=False, widget=forms.TimeInput(format="%H:%M", **clock)
        ),
        f"{prefix}_note": forms.CharField(label=_("Note"), max_length=200, required=False),
    }


def schedules(cleaned: dict[str, Any], rows: int) -> Iterator[ScheduleRecord]:
    for number in range(rows):
        days, note = cleaned.get(f"hours{number}_days"), cleaned.get(f"hours{number}_note", "")
        if days or note:
            yield ScheduleRecord(
                freq="WEEKLY" if days else "",
                byday=tuple(day for day in WEEKDAYS if day in (days or ())),
                opens_at=cleaned.get(f"hours{number}_opens"),
                closes_at=cleaned.get(f"hours{number}_closes"),
                description="" if days else note,
                notes=note if days else "",
            )


def check_hours(form: forms.Form, rows: int) -> None:
    """Days need both hours and hours need days: half a line would be read as unknown."""
    cleaned = form.cleaned_data
    for number in range(rows):
        days = cleaned.get(f"hours{number}_days")
        both = [cleaned.get(f"hours{number}_{part}") for part in ("opens", "closes")]
        if days and not all(both):
            form.add_error(f"hours{number}_opens", _("Give the hours from and until."))
        elif any(both) and not days:
            form.add_error(f"hours{number}_days", _("Tick the days."))


def initial_hours(rows: Iterable[Any]) -> dict[str, Any]:
    given: dict[str, Any] = {}
    for number, row in enumerate(rows):
        given |= {
            f"hours{number}_days": list(row.byday),
            f"hours{number}_opens": row.opens_at,
            f"hours{number}_closes": row.closes_at,
            f"hours{number}_note": row.notes or row.description,
        }
    return given


class EntryForm(BaseForm):
    """`places` are the locations that may be ticked; `service` is what stands, if anything."""

    language = forms.ChoiceField(
        label=gettext_lazy("Language it is written in first"),
        choices=[(code, name) for code, name in settings.LANGUAGES],
        help_text=gettext_lazy("Readers of a language that has no text see this one, marked so."),
    )
    category = forms.ChoiceField(label=gettext_lazy("Kind of help"), choices=Category.choices)
    dimension = forms.ChoiceField(
        label=gettext_lazy("Dimension"), choices=[*NOT_STATED, *Dimension.choices], required=False
    )
    entitlement = forms.ChoiceField(
        label=gettext_lazy("Entitlement or aid"),
        choices=[*NOT_STATED, *Entitlement.choices],
        required=False,
        help_text=gettext_lazy("What the law gives everybody who meets it is an entitlement."),
    )
    is_specialist = forms.BooleanField(
        label=gettext_lazy("A specialist service"),
        required=False,
        help_text=gettext_lazy("For example trauma therapy, prosthetics, care after trafficking."),
    )
    programme: forms.ModelChoiceField[Programme] = forms.ModelChoiceField(
        label=gettext_lazy("Part of the programme"),
        queryset=None,
        required=False,
        empty_label=gettext_lazy("None or unknown"),
    )
    groups = forms.MultipleChoiceField(
        label=gettext_lazy("Who it is for"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None ticked: everybody."),
    )
    minimum_age = forms.DecimalField(
        label=gettext_lazy("From age"), required=False, min_value=0, max_value=130
    )
    maximum_age = forms.DecimalField(
        label=gettext_lazy("To age"), required=False, min_value=0, max_value=130
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages spoken"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    places = forms.MultipleChoiceField(
        label=gettext_lazy("Where"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None ticked: online, by phone, or the place is not known yet."),
    )
    intake_at = forms.ChoiceField(
        label=gettext_lazy("Where somebody new is received"), required=False
    )
    intake_notes = forms.CharField(
        label=gettext_lazy("About the first visit"), required=False, max_length=500
    )
    coverage = forms.CharField(
        label=gettext_lazy("Area served"), required=False, widget=forms.Textarea
    )
    cost = forms.ChoiceField(
        label=gettext_lazy("Cost"), choices=[*NOT_STATED, *Cost.choices], required=False
    )
    places_total = forms.IntegerField(
        label=gettext_lazy("Places in all"), required=False, min_value=0, max_value=100_000
    )
    places_free = forms.IntegerField(
        label=gettext_lazy("Free places today"), required=False, min_value=0, max_value=100_000
    )
    wait_days = forms.IntegerField(
        label=gettext_lazy("Waiting time in days"), required=False, min_value=0, max_value=2000
    )
    email = forms.EmailField(label=gettext_lazy("E-mail"), required=False)
    url = forms.URLField(
        label=gettext_lazy("Web page"), required=False, assume_scheme="https", max_length=500
    )
    valid_from = ThreePartDateField(label=gettext_lazy("Offered from"), required=False)
    valid_until = ThreePartDateField(label=gettext_lazy("Offered until"), required=False)

    def __init__(
        self, *args: Any, places: list[Location], service: Service | None = None, **kwargs: Any
    ) -> None:
        self.service = service
        kwargs["initial"] = (_initial(service) if service else {}) | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        named = [(str(place.pk), _place_label(place)) for place in places]
        choices: dict[str, list[tuple[str, Any]]] = {
            "groups": [(group.code, str(group)) for group in TargetGroup.objects.all()],
            "places": named,
            "intake_at": [("", _("At each of them")), *named],
            "languages": _spoken(service),
        }
        for name, pairs in choices.items():
            self.fields[name].choices = pairs  # type: ignore[attr-defined]
        self.fields["programme"].queryset = Programme.objects.order_by("name")  # type: ignore[attr-defined]
        self.fields |= _wording()
        self.rows = {name: _rows(kwargs["initial"], name) for name in ("hours", "cost", "phone")}
        for number in range(self.rows["hours"]):
            self.fields |= hours_fields(f"hours{number}", _("Open on"))
        for number in range(self.rows["cost"]):
            self.fields |= _cost_fields(number)
        for number in range(self.rows["phone"]):
            self.fields |= _phone_fields(number)

    @property
    def texts(self) -> list[Across]:
        """The wording, one line for each text, a column for each language."""
        return [
            Across(label, [self[f"{name}_{language}"] for language in LANGUAGES])
            for name, label, _long in WORDS
        ]

    @property
    def papers(self) -> Across:
        return Across(_("Papers to bring"), [self[f"papers_{code}"] for code in LANGUAGES])

    def lines(self, kind: str, *parts: str) -> list[list[forms.BoundField]]:
        return [
            [self[f"{kind}{number}_{part}"] for part in parts] for number in range(self.rows[kind])
        ]

    @property
    def hours(self) -> list[list[forms.BoundField]]:
        return self.lines("hours", "days", "opens", "closes", "note")

    @property
    def costs(self) -> list[list[forms.BoundField]]:
        return self.lines("cost", "option", "amount", "currency")

    @property
    def phones(self) -> list[list[forms.BoundField]]:
        return self.lines("phone", "number", "for")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        language = cleaned.get("language", "")
        if language and not cleaned.get(f"name_{language}"):
            self.add_error(f"name_{language}", _("Give the name in this language."))
        _in_order(self, cleaned, "minimum_age", "maximum_age", _("This lies below “from age”."))
        _in_order(self, cleaned, "valid_from", "valid_until", _("This lies before the first day."))
        check_hours(self, self.rows["hours"])
        for number in range(self.rows["cost"]):
            given, money = (cleaned.get(f"cost{number}_{part}") for part in ("amount", "currency"))
            if (given is None) != (not money):
                self.add_error(f"cost{number}_currency", _("Give the amount and its currency."))
        return cleaned

    def record(self) -> ServiceRecord:
        """What was written, as an import would say it."""
        given = self.cleaned_data
        own = given["language"]
        plain = {name: given[name] for name in PLAIN}
        return ServiceRecord(
            source_id=self.service.source_id if self.service else "",
            organisation="",
            words=self._words(own),
            texts={
                language: self._words(language)
                for language in LANGUAGES
                if language != own and given[f"name_{language}"]
            },
            groups=tuple(given["groups"]),
            languages=tuple(given["languages"]),
            at_locations=tuple(
                PlaceRecord(
                    location=pk,
                    is_intake_point=(given["intake_at"] in {"", pk} and bool(given["intake_notes"]))
                    or given["intake_at"] == pk,
                    intake_notes=given["intake_notes"] if given["intake_at"] in {"", pk} else "",
                )
                for pk in given["places"]
            ),
            schedules=tuple(schedules(given, self.rows["hours"])),
            required_documents=tuple(self._papers(own)),
            cost_options=tuple(self._costs()),
            phones=tuple(self._phones()),
            **plain,
        )

    def _words(self, language: str) -> WordsRecord:
        stands = self._standing(language)
        said = {name: self.cleaned_data[f"{name}_{language}"] for name, _label, _long in WORDS}
        return WordsRecord(**stands | said)

    def _standing(self, language: str) -> dict[str, str]:
        """What the form doesn't ask stays as it was."""
        service = self.service
        if service is None:
            return {}
        words: Any = service
        if service.language != language:
            words = next((t for t in service.texts.all() if t.language == language), None)
        kept = ("alternate_name", "interpretation")
        return {name: getattr(words, name) for name in kept} if words else {}

    def _papers(self, own: str) -> Iterator[DocumentRecord]:
        lists = {
            code: [line.strip() for line in self.cleaned_data[f"papers_{code}"].splitlines()]
            for code in LANGUAGES
        }
        for number, document in enumerate(lists[own]):
            others = {
                code: lines[number]
                for code, lines in lists.items()
                if code != own and number < len(lines) and lines[number]
            }
            if document:
                yield DocumentRecord(document=document, documents=others)

    def _costs(self) -> Iterator[CostRecord]:
        for number in range(self.rows["cost"]):
            option, amount, currency = (
                self.cleaned_data[f"cost{number}_{part}"]
                for part in ("option", "amount", "currency")
            )
            if option or amount is not None:
                yield CostRecord(option=option, amount=amount, currency=currency.upper())

    def _phones(self) -> Iterator[PhoneRecord]:
        for number in range(self.rows["phone"]):
            if said := self.cleaned_data[f"phone{number}_number"]:
                yield PhoneRecord(number=said, description=self.cleaned_data[f"phone{number}_for"])


PLAIN = (
    "language",
    "category",
    "dimension",
    "entitlement",
    "is_specialist",
    "minimum_age",
    "maximum_age",
    "coverage",
    "cost",
    "places_total",
    "places_free",
    "wait_days",
    "email",
    "url",
    "valid_from",
    "valid_until",
)


class ProposalForm(EntryForm):
    """Somebody knows of a service that its organisation has not entered."""

    organisation: forms.ModelChoiceField[Organisation] = forms.ModelChoiceField(
        label=gettext_lazy("Organisation that offers it"),
        queryset=None,
        empty_label=gettext_lazy("Choose an organisation"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.order_by("name")  # type: ignore[attr-defined]


def _in_order(form: forms.Form, cleaned: dict[str, Any], low: str, high: str, words: str) -> None:
    first, last = cleaned.get(low), cleaned.get(high)
    if first is not None and last is not None and last < first:
        form.add_error(high, words)


def _place_label(place: Location) -> str:
    parts = [place.shown_name or place.city, str(place.area or place.country or "")]
    label = enumerated(part for part in parts if part)
    return _("%(place)s (confidential)") % {"place": label} if place.is_confidential else label


def _spoken(service: Service | None) -> list[tuple[str, str]]:
    first = language_choices()[:13]
    known = {code for code, _name in first}
    more = [code for code in (service.languages if service else []) if code not in known]
    return [*first, *((code, language_name(code)) for code in more)]


def _wording() -> dict[str, forms.Field]:
    made: dict[str, forms.Field] = {}
    for code, own_name in settings.LANGUAGES:
        # Written from its own side, whatever the page's.
        attrs = {"lang": code, "dir": "rtl" if code == "ar" else "ltr"}
        for name, label, is_long in WORDS:
            widget = (
                forms.Textarea(attrs=attrs | {"rows": 3}) if is_long else forms.TextInput(attrs)
            )
            made[f"{name}_{code}"] = forms.CharField(
                label=f"{label} ({own_name})",
                required=False,
                max_length=5000 if is_long else 255,
                widget=widget,
            )
        made[f"papers_{code}"] = forms.CharField(
            label=f"{_('Papers to bring')} ({own_name})",
            required=False,
            max_length=5000,
            widget=forms.Textarea(attrs=attrs | {"rows": 3}),
        )
    return made


def _cost_fields(number: int) -> dict[str, forms.Field]:
    return {
        f"cost{number}_option": forms.CharField(
            label=_("What is paid for"), max_length=255, required=False
        ),
        f"cost{number}_amount": forms.DecimalField(
            label=_("Amount"), min_value=0, max_digits=12, decimal_places=2, required=False
        ),
        f"cost{number}_currency": forms.CharField(
            label=_("Currency, as GHS or EUR"), min_length=3, max_length=3, required=False
        ),
    }


def _phone_fields(number: int) -> dict[str, forms.Field]:
    return {
        f"phone{number}_number": forms.CharField(
            label=_("Phone number"), max_length=60, required=False
        ),
        f"phone{number}_for": forms.CharField(
            label=_("What it is for"), max_length=200, required=False
        ),
    }


def _rows(initial: dict[str, Any], kind: str) -> int:
    """As many as stand, and one more; at least a few."""
    firsts = {"hours": "days", "cost": "option", "phone": "number"}
    standing = sum(1 for name in initial if name.startswith(kind) and name.endswith(firsts[kind]))
    return max(ROWS, standing + 1)


def _initial(service: Service) -> dict[str, Any]:
    given: dict[str, Any] = {name: getattr(service, name) for name in PLAIN}
    given |= {
        "groups": service.groups,
        "languages": service.languages,
        "programme": service.programme_id,
    }
    wordings: list[Service | ServiceText] = [service, *service.texts.all()]
    for words in wordings:
        code = words.language
        given |= {f"{name}_{code}": getattr(words, name) for name, _label, _long in WORDS}
    links = list(service.at_locations.all())
    given["places"] = [str(link.location_id) for link in links]
    intake = [link for link in links if link.is_intake_point]
    if intake:
        given["intake_notes"] = intake[0].intake_notes
        given["intake_at"] = "" if len(intake) == len(links) else str(intake[0].location_id)
    papers = list(service.required_documents.all())
    for code in LANGUAGES:
        own = code == service.language
        lines = [paper.document if own else paper.documents.get(code, "") for paper in papers]
        given[f"papers_{code}"] = "\n".join(lines).strip()
    given |= initial_hours(service.schedules.all())
    for number, cost in enumerate(service.cost_options.all()):
        given |= {
            f"cost{number}_option": cost.option or cost.description,
            f"cost{number}_amount": cost.amount,
            f"cost{number}_currency": cost.currency,
        }
    phones = [phone for phone in service.phones.all() if phone.contact_id is None]
    for number, phone in enumerate(phones):
        given |= {f"phone{number}_number": phone.number, f"phone{number}_for": phone.description}
    return given

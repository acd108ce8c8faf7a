"""Forms of assessments, plans of training, courses and who comes to them."""

from typing import Any, cast

from django import forms
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from homeward.access.models import Organisation, User
from homeward.capacity import queries
from homeward.capacity.actions import GoalGiven, ModuleGiven, Said
from homeward.capacity.choices import Came, Level
from homeward.capacity.models import (
    Attendance,
    CapacityAssessment,
    CapacityDomain,
    CapacitySheet,
    Module,
    Trainee,
)
from homeward.core.forms import BaseForm, RuledCharField, ThreePartDateField
from homeward.messages import queries as messages

UNKNOWN = [("", _("Unknown"))]
LEVELS = [*UNKNOWN, *Level.choices]


def _rows(form: forms.BaseForm, **found: Any) -> None:
    for name, rows in found.items():
        cast("forms.ModelChoiceField[Any]", form.fields[name]).queryset = rows


def _number(text: str) -> int | None:
    return int(text) if text else None


class AnswersForm(BaseForm):
    """A level, a wish and a proof for each domain of a sheet."""

    def __init__(self, *args: Any, sheet: CapacitySheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.domains = list(sheet.domains.all())
        for domain in self.domains:
            described = [(level, f"{level} · {text}") for level, text in domain.described]
            self.fields[f"{domain.code}_level"] = forms.ChoiceField(
                label=_("Where it stands"), choices=[*UNKNOWN, *described], required=False,
                widget=forms.RadioSelect,
            )  # fmt: skip
            self.fields[f"{domain.code}_wished"] = forms.ChoiceField(
                label=_("Where it should be"), choices=LEVELS, required=False
            )
            self.fields[f"{domain.code}_evidence"] = RuledCharField(
                label=_("What it rests on"), widget=forms.Textarea(attrs={"rows": 2}),
                help_text=_("A paper, a figure, a visit: what somebody else could look at."),
            )  # fmt: skip

    def parts(self) -> list[tuple[CapacityDomain, list[forms.BoundField]]]:
        return [
            (domain, [self[f"{domain.code}_{part}"] for part in ("level", "wished", "evidence")])
            for domain in self.domains
        ]

    @staticmethod
    def known(assessment: CapacityAssessment) -> dict[str, Any]:
        return {
            f"{one.domain.code}_{part}": "" if value is None else value
            for one in queries.answers(assessment)
            for part, value in (
                ("level", one.level), ("wished", one.wished), ("evidence", one.evidence)
            )
        }  # fmt: skip

    def given(self) -> dict[str, Said]:
        cleaned = self.cleaned_data
        return {
            domain.code: Said(
                _number(cleaned[f"{domain.code}_level"]),
                _number(cleaned[f"{domain.code}_wished"]),
                cleaned[f"{domain.code}_evidence"],
            )
            for domain in self.domains
        }


class FinishForm(BaseForm):
    share = forms.BooleanField(
        label=_("Partners may read it"), required=False, initial=True,
        help_text=_("Then training can be planned from it together."),
    )  # fmt: skip


class PlanForm(BaseForm):
    organisation = forms.ModelChoiceField(
        label=_("Partner whose staff is trained"), queryset=Organisation.objects.none()
    )
    title = forms.CharField(label=_("Title"), max_length=200)
    from_on = ThreePartDateField(label=_("From"))
    until_on = ThreePartDateField(label=_("Until"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _rows(self, organisation=queries.organisations())


class GoalForm(BaseForm):
    text = forms.CharField(label=_("Goal"), max_length=300)
    who = forms.CharField(
        label=_("Who is trained"), max_length=200, help_text=_("Posts and numbers, no names.")
    )
    domain = forms.ModelChoiceField(
        label=_("Which gap it closes"), queryset=CapacityDomain.objects.none(), required=False
    )
    module = forms.ModelChoiceField(
        label=_("Module"), queryset=Module.objects.none(), required=False
    )
    by_when = ThreePartDateField(label=_("By when"), required=False)
    by_partner = forms.BooleanField(label=_("The partner sees to it"), required=False)
    payer = forms.ModelChoiceField(
        label=_("Who pays"), queryset=Organisation.objects.none(), required=False,
        empty_label=_("Unknown"),
    )  # fmt: skip
    cost = forms.DecimalField(
        label=_("Cost"), min_value=0, max_digits=14, decimal_places=2, required=False
    )
    currency = forms.RegexField(
        label=_("Currency"), regex=r"^[A-Za-z]{3}$", required=False,
        help_text=_("Three letters, for example GHS."),
    )  # fmt: skip

    def __init__(self, *args: Any, on: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        taught = [module.pk for module in queries.modules(on)]
        _rows(
            self,
            domain=queries.sheet(on).domains.all(),
            module=Module.objects.filter(pk__in=taught),
            payer=queries.organisations(),
        )

    def given(self) -> GoalGiven:
        cleaned = self.cleaned_data
        return GoalGiven(**{**cleaned, "currency": cleaned["currency"].upper()})


class MeetForm(BaseForm):
    note = RuledCharField(
        label=_("What shows it"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )


class ModuleForm(BaseForm):
    title = forms.CharField(label=_("Title"), max_length=200)
    goals = forms.CharField(
        label=_("What one can do afterwards"), widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("One goal a line."),
    )  # fmt: skip
    hours = forms.IntegerField(label=_("Hours"), min_value=1, max_value=400)
    valid_months = forms.IntegerField(
        label=_("Months after which a certificate lapses"), min_value=1, max_value=240,
        required=False, help_text=_("Leave empty where it does not lapse."),
    )  # fmt: skip
    remind_days = forms.IntegerField(
        label=_("Days of notice before that"), min_value=1, max_value=365
    )
    valid_from = ThreePartDateField(label=_("Valid from"))
    source = RuledCharField(label=_("Where it is written"), max_length=300)

    @staticmethod
    def known(module: Module) -> dict[str, Any]:
        return {
            "title": str(module), "goals": "\n".join(module.learned), "hours": module.hours,
            "valid_months": module.valid_months, "remind_days": module.remind_days,
        }  # fmt: skip

    def given(self) -> ModuleGiven:
        cleaned = self.cleaned_data
        goals = [line.strip() for line in cleaned["goals"].splitlines()]
        return ModuleGiven(**{**cleaned, "goals": goals})


class CourseForm(BaseForm):
    title = forms.CharField(label=_("Title"), max_length=200)
    language = forms.ChoiceField(label=_("Language"))
    about = forms.CharField(
        label=_("About"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    modules = forms.ModelMultipleChoiceField(
        label=_("Modules"), queryset=Module.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, *args: Any, on: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        spoken = messages.languages(translation.get_language() or "en")
        self.fields["language"].choices = spoken  # type: ignore[attr-defined]
        taught = [module.pk for module in queries.modules(on)]
        _rows(self, modules=Module.objects.filter(pk__in=taught))


class SessionForm(BaseForm):
    starts_on = ThreePartDateField(label=_("First day"))
    ends_on = ThreePartDateField(label=_("Last day"))
    place = forms.CharField(label=_("Place"), max_length=200)
    trainer = forms.CharField(label=_("Who trains"), max_length=200, required=False)
    seats = forms.IntegerField(label=_("Seats"), min_value=1, max_value=500)


class EnrolForm(BaseForm):
    user = forms.ModelChoiceField(
        label=_("A colleague who signs in here"), queryset=User.objects.none(), required=False
    )
    known = forms.ModelChoiceField(
        label=_("Somebody who was trained before"), queryset=Trainee.objects.none(), required=False
    )
    name = forms.CharField(
        label=_("Or the name of somebody without a sign-in"), max_length=120, required=False,
        help_text=_("Kept as a cipher; only their organisation and who trains them see it."),
    )  # fmt: skip
    post = forms.CharField(label=_("Post"), max_length=120, required=False)
    organisation = forms.ModelChoiceField(
        label=_("Where they work"), queryset=Organisation.objects.none(), required=False,
        empty_label=_("Our organisation"),
    )  # fmt: skip

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [one.pk for one in queries.trainees(by) if one.user_id is None]
        _rows(
            self,
            user=queries.colleagues(by.organisation_id),
            known=Trainee.objects.filter(pk__in=named),
            organisation=queries.organisations().exclude(pk=by.organisation_id or 0),
        )


class CameForm(BaseForm):
    """Of each who is enrolled, whether they came."""

    def __init__(self, *args: Any, attendances: list[Attendance], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.attendances = attendances
        said = [("", _("Not said yet")), *(c for c in Came.choices if c[0] != Came.ENROLLED)]
        for one in attendances:
            self.fields[f"came_{one.pk}"] = forms.ChoiceField(
                label=f"{one.trainee}, {one.organisation}", choices=said, required=False
            )

    def given(self) -> dict[Any, str]:
        return {one.pk: self.cleaned_data[f"came_{one.pk}"] for one in self.attendances}


class NothingForm(BaseForm):
    """A page that asks only whether it is meant."""

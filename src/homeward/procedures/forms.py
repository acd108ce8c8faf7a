from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from homeward.access.choices import Role
from homeward.core.forms import BaseForm, ThreePartDateField
from homeward.procedures import queries
from homeward.procedures.choices import Aspect, Part
from homeward.procedures.models import SopVersion
from homeward.programmes.choices import Stage
from homeward.tasks.choices import DayKind


class StepForm(BaseForm):
    code = forms.CharField(label=_("Code"), max_length=20, help_text=_("For example 2.3"))
    stage = forms.ChoiceField(label=_("Stage"), choices=Stage.choices)
    part = forms.ChoiceField(label=_("Held by"), choices=Part.choices)
    role = forms.ChoiceField(
        label=_("Role"), choices=[("", _("Anybody there")), *Role.choices], required=False
    )
    days = forms.IntegerField(label=_("Days"), min_value=0, max_value=3650)
    day_kind = forms.ChoiceField(label=_("Counted in"), choices=DayKind.choices)
    after = forms.CharField(
        label=_("After the step"),
        max_length=20,
        required=False,
        help_text=_("Its code; empty: from the day the case enters the stage"),
    )
    evidence = forms.CharField(label=_("Evidence"), max_length=200, required=False)
    legal_reference = forms.CharField(label=_("Legal reference"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, name in settings.LANGUAGES:
            self.fields[f"title_{code}"] = forms.CharField(
                label=_("Title in %(language)s") % {"language": name},
                max_length=200,
                required=False,
            )
        titles = [f"title_{code}" for code, _name in settings.LANGUAGES]
        self.order_fields(["code", *titles])

    def given(self) -> dict[str, Any]:
        """What the action takes: the titles as one."""
        kept = {k: v for k, v in self.cleaned_data.items() if not k.startswith("title_")}
        titles = {code: self.cleaned_data[f"title_{code}"] for code, _name in settings.LANGUAGES}
        return kept | {"titles": titles}


class PublishForm(BaseForm):
    valid_from = ThreePartDateField(label=_("Valid from"))
    changes = forms.CharField(label=_("What changed"), required=False, widget=forms.Textarea)


class CompareForm(BaseForm):
    left: forms.ModelChoiceField[SopVersion] = forms.ModelChoiceField(
        label=_("This procedure"), queryset=None, empty_label=_("Choose a version")
    )
    right: forms.ModelChoiceField[SopVersion] = forms.ModelChoiceField(
        label=_("With this one"), queryset=None, empty_label=_("Choose a version")
    )
    aspect = forms.ChoiceField(
        label=_("Differences in"), choices=[("", _("Everything")), *Aspect.choices], required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for side in ("left", "right"):
            field: Any = self.fields[side]
            field.queryset = queries.versions()
            field.label_from_instance = queries.name_of

"""Forms of what the person says, of health needs, of the grid and of appeals."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from homeward.core.forms import BaseForm
from homeward.plans.choices import Answer, AnswerWay, Dimension, Rating
from homeward.plans.models import FeasibilityCriterion, FeasibilityRating, PlanLine

BEFORE_THE_WORKER = [one for one in AnswerWay.choices if one[0] != AnswerWay.PORTAL]


class AnswerForm(BaseForm):
    """The person's answer, written down by the worker before whom it was given."""

    answer = forms.ChoiceField(
        label=_("The person"), choices=Answer.choices, widget=forms.RadioSelect
    )
    way = forms.ChoiceField(
        label=_("How it was given"), choices=BEFORE_THE_WORKER, widget=forms.RadioSelect
    )
    witness = forms.CharField(
        label=_("Name of the witness"),
        required=False,
        max_length=120,
        help_text=_("Of an answer by word or by thumbprint. Not the worker who writes it down."),
    )
    said = forms.CharField(
        label=_("What the person said"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Of a no: what they want otherwise. Essential aid goes on in any case."),
    )


class PortalAnswerForm(BaseForm):
    said = forms.CharField(
        label=_("What should be different?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class CommentForm(BaseForm):
    text = forms.CharField(
        label=_("Your words"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )


class ProposalForm(BaseForm):
    dimension = forms.ChoiceField(label=_("It is about"), choices=Dimension.choices)
    text = forms.CharField(
        label=_("What you would like"), max_length=200, widget=forms.Textarea(attrs={"rows": 2})
    )


class SettleForm(BaseForm):
    reply = forms.CharField(
        label=_("Answer"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The person reads it on their pages."),
    )


class AppealForm(BaseForm):
    grounds = forms.CharField(
        label=_("Why the decision should be another one"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The commission reads it."),
    )


class NeedForm(BaseForm):
    """A line that covers the need, or the reason why the plan has none."""

    def __init__(self, *args: Any, lines: Sequence[PlanLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = {str(line.pk): line for line in lines}
        self.fields["line"] = forms.ChoiceField(
            label=_("Line of the plan that covers it"),
            choices=[("", _("None")), *[(key, line.title) for key, line in self.lines.items()]],
            required=False,
        )
        self.fields["reason"] = forms.CharField(
            label=_("Why the plan has no line for it"), required=False, max_length=500
        )

    def line(self) -> PlanLine | None:
        return self.lines.get(self.cleaned_data["line"])


class WeighForm(BaseForm):
    """Each criterion of the grid with its rating and the reason for it."""

    def __init__(
        self,
        *args: Any,
        rows: Sequence[tuple[FeasibilityCriterion, FeasibilityRating | None]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = {criterion.pk: criterion for criterion, _rating in rows}
        for criterion, rating in rows:
            self.fields[f"rating_{criterion.pk}"] = forms.ChoiceField(
                label=str(criterion),
                choices=[("", _("Not rated yet")), *Rating.choices],
                required=False,
                initial=rating.rating if rating else "",
            )
            self.fields[f"reason_{criterion.pk}"] = forms.CharField(
                label=_("Reason"),
                required=False,
                max_length=500,
                initial=rating.reason if rating else "",
            )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for pk in self.criteria:
            if said.get(f"rating_{pk}") and not said.get(f"reason_{pk}", "").strip():
                self.add_error(f"reason_{pk}", _("Give the reason for this rating."))
        return said

    def rows(self) -> list[tuple[Any, Any]]:
        return [(self[f"rating_{pk}"], self[f"reason_{pk}"]) for pk in self.criteria]

    def ratings(self) -> dict[FeasibilityCriterion, tuple[Rating, str]]:
        said = self.cleaned_data
        return {
            criterion: (Rating(said[f"rating_{pk}"]), said[f"reason_{pk}"])
            for pk, criterion in self.criteria.items()
            if said[f"rating_{pk}"]
        }

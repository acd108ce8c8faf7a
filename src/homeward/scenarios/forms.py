"""Forms of scenarios. Shares and factors are asked in percent, as people say them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from homeward.core.forms import BaseForm, RuledCharField, ThreePartDateField
from homeward.persons.forms import set_choices
from homeward.programmes.models import Programme
from homeward.scenarios.actions import Given
from homeward.scenarios.choices import (
    BY_FACTOR,
    BY_NUMBER,
    OF,
    OF_ALL,
    SHARES,
    SPREAD,
    SUBJECT,
    THROUGHOUT,
    Change,
    Kind,
    Subject,
)
from homeward.scenarios.models import Scenario
from homeward.scenarios.rules.facts import Assumed, Changed

HUNDRED = 100
Named = Sequence[tuple[Any, Any]]


class ScenarioForm(BaseForm):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    question = forms.CharField(
        label=gettext_lazy("What is to be answered"), max_length=600,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    programme = forms.ChoiceField(label=gettext_lazy("Programme"))
    begins_on = ThreePartDateField(
        label=gettext_lazy("First day"), help_text=gettext_lazy("The first day of a month.")
    )
    months = forms.IntegerField(label=gettext_lazy("Months"), min_value=1)
    runs = forms.IntegerField(
        label=gettext_lazy("Runs"), min_value=1,
        help_text=gettext_lazy("How often it is played: 200 show the range, 1,000 its edges."),
    )  # fmt: skip
    seed = forms.IntegerField(
        label=gettext_lazy("Seed"), min_value=0, max_value=2**31 - 1,
        help_text=gettext_lazy("Any number. The same one plays the same people again."),
    )  # fmt: skip
    currency = forms.CharField(label=gettext_lazy("Currency"), max_length=3, min_length=3)
    like = forms.ChoiceField(
        label=gettext_lazy("Begin with the assumptions and changes of"), required=False
    )

    def __init__(
        self, *args: Any, programmes: Sequence[Programme], like: Sequence[Scenario], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.programmes = {str(one.pk): one for one in programmes}
        self.models_of = {str(one.pk): one for one in like}
        set_choices(self, "programme", [(pk, str(one)) for pk, one in self.programmes.items()])
        set_choices(
            self, "like", [("", _("Nothing")), *((pk, str(o)) for pk, o in self.models_of.items())]
        )

    def given(self) -> Given:
        said = self.cleaned_data
        return Given(
            name=said["name"], question=said["question"], begins_on=said["begins_on"],
            months=said["months"], runs=said["runs"], seed=said["seed"],
            currency=said["currency"].upper(),
        )  # fmt: skip

    @property
    def programme_chosen(self) -> Programme:
        return self.programmes[self.cleaned_data["programme"]]

    @property
    def like_chosen(self) -> Scenario | None:
        return self.models_of.get(self.cleaned_data["like"])


class AssumptionForm(BaseForm):
    """One kind of assumption; what it is of is chosen, or written where nobody has named it yet."""

    subject = forms.ChoiceField(required=False)
    area = forms.ChoiceField(label=gettext_lazy("Area"), required=False)
    month = forms.TypedChoiceField(
        label=gettext_lazy("On the first day of"), coerce=int, empty_value=None, required=False
    )
    value = forms.FloatField()
    spread = forms.FloatField(
        label=gettext_lazy("Spread, percent of the mean"), min_value=0, required=False,
        help_text=gettext_lazy(
            "Standard deviation over mean. Left empty where nobody knows: then long ones are as"
            " likely as with waiting for chance (an exponential distribution)."
        ),
    )  # fmt: skip
    stated_by = RuledCharField(label=gettext_lazy("Who states it"), max_length=160)
    why = RuledCharField(
        label=gettext_lazy("Why it is thought so"), max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(
        self, *args: Any, kind: Kind, named: Mapping[Subject, Named], months: Named,
        currency: str, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.kind = kind
        percent = kind in SHARES
        unit = _("percent") if percent else currency if kind in (Kind.PRICE, Kind.MONEY) else ""
        self.fields["value"].label = f"{kind.label} ({unit})" if unit else kind.label
        self._subject(SUBJECT.get(kind), named)
        if kind == Kind.PLACES:
            set_choices(self, "area", list(named[Subject.AREA]))
        else:
            del self.fields["area"]
        if kind == Kind.MONEY:
            set_choices(self, "month", list(months))
        else:
            del self.fields["month"]
        if kind not in SPREAD:
            del self.fields["spread"]

    def _subject(self, subject: Subject | None, named: Mapping[Subject, Named]) -> None:
        if subject is None:
            del self.fields["subject"]
        elif subject in (Subject.WAY, Subject.NEED):
            self.fields["subject"].label = subject.label
            set_choices(self, "subject", list(named[subject]))
        else:
            self.fields["subject"] = RuledCharField(label=subject.label, max_length=120)

    def assumed(self) -> Assumed:
        said = self.cleaned_data
        spread = said.get("spread")
        return Assumed(
            kind=self.kind, subject=(said.get("subject") or "").strip(),
            area=said.get("area") or "", month=said.get("month"),
            value=said["value"] / HUNDRED if self.kind in SHARES else said["value"],
            spread=None if spread is None else spread / HUNDRED,
        )  # fmt: skip


class ChangeForm(BaseForm):
    """One kind of change, of what is assumed."""

    subject = forms.ChoiceField(required=False)
    area = forms.ChoiceField(label=gettext_lazy("Area"), required=False)
    from_month = forms.TypedChoiceField(label=gettext_lazy("From"), coerce=int)
    to_month = forms.TypedChoiceField(label=gettext_lazy("To the end of"), coerce=int)
    percent = forms.FloatField(
        label=gettext_lazy("Percent of what is assumed"), min_value=0,
        help_text=gettext_lazy("150 is half as much again, 80 a fifth less, 0 none."),
    )  # fmt: skip
    number = forms.IntegerField(
        label=gettext_lazy("More (or fewer, with a minus)"), min_value=-10_000, max_value=10_000
    )
    why = RuledCharField(
        label=gettext_lazy("Why it may come so"), max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(
        self, *args: Any, kind: Change, named: Mapping[Subject, Named], months: Named, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.months = len(months)
        subject = OF.get(kind)
        if subject:
            every = [("", _("All"))] if kind in OF_ALL else []
            self.fields["subject"].label = subject.label
            set_choices(self, "subject", [*every, *named[subject]])
        else:
            del self.fields["subject"]
        if kind in (Change.CLOSURE, Change.PLACES):
            every = [("", _("All areas"))]
            set_choices(self, "area", [*every, *named[Subject.AREA]])
        else:
            del self.fields["area"]
        for name in ("from_month", "to_month"):
            if kind in THROUGHOUT:
                del self.fields[name]
            else:
                set_choices(self, name, list(months))
        if kind not in BY_FACTOR:
            del self.fields["percent"]
        if kind not in BY_NUMBER:
            del self.fields["number"]

    def changed(self) -> Changed:
        said = self.cleaned_data
        percent = said.get("percent")
        return Changed(
            kind=self.kind, subject=said.get("subject") or "", area=said.get("area") or "",
            from_month=said.get("from_month", 1), to_month=said.get("to_month", self.months),
            factor=None if percent is None else percent / HUNDRED, number=said.get("number"),
        )  # fmt: skip


class HistoryForm(BaseForm):
    since = ThreePartDateField(label=gettext_lazy("From"))
    until = ThreePartDateField(label=gettext_lazy("To"))

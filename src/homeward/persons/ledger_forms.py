"""Forms of the ledger: withdraw, narrow, block, another ground, the answer to a notice."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from homeward.access.choices import DataClass
from homeward.access.models import Organisation
from homeward.core.forms import BaseForm, ThreePartDateField
from homeward.persons.choices import Ground, NoticeAnswer
from homeward.persons.forms import chosen, set_choices


class EndForm(BaseForm):
    """Whose consent ends, and for which kinds of data."""

    members = forms.MultipleChoiceField(
        label=gettext_lazy("Who withdraws"), widget=forms.CheckboxSelectMultiple
    )
    classes = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Which kinds of data"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self,
        *args: Any,
        members: list[tuple[str, str]],
        classes: Iterable[DataClass],
        **kwargs: Any,
    ) -> None:
        offered = [(str(int(one)), one.label) for one in classes]
        everything = {
            "members": [pk for pk, _name in members],
            "classes": [key for key, _label in offered],
        }
        super().__init__(*args, initial=everything, **kwargs)
        set_choices(self, "members", members)
        set_choices(self, "classes", offered)


class WithdrawForm(EndForm):
    said_on = ThreePartDateField(
        label=gettext_lazy("When the person said so"),
        help_text=gettext_lazy("Leave empty for now. An earlier day stays beside today’s."),
        required=False,
    )


class NarrowForm(EndForm):
    until = ThreePartDateField(label=gettext_lazy("The consent ends on"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["members"].label = gettext_lazy("Whose consent")


class BeliefForm(BaseForm):
    """Two times: which day is asked about, and as known on which day."""

    held = ThreePartDateField(label=gettext_lazy("What was allowed on"))
    known = ThreePartDateField(
        label=gettext_lazy("As we knew it on"),
        help_text=gettext_lazy("Leave empty for what we know today."),
        required=False,
    )

    @property
    def known_on(self) -> date:
        known: date | None = self.cleaned_data["known"]
        return known or timezone.localdate()


class BlockForm(BaseForm):
    person = forms.ChoiceField(label=gettext_lazy("Whose block"))
    whom = forms.ChoiceField(label=gettext_lazy("Organisation or country to shut out"))
    reason = forms.CharField(
        label=gettext_lazy("Reason, if the person wants to give one"),
        widget=forms.Textarea,
        max_length=1000,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        people: list[tuple[str, str]],
        organisations: Iterable[Organisation],
        countries: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        groups: list[Any] = [
            ("", "—"),
            (gettext_lazy("A whole country"), [(f"c:{code}", name) for code, name in countries]),
            (
                gettext_lazy("One organisation"),
                [(f"o:{one.pk}", str(one)) for one in organisations],
            ),
        ]
        set_choices(self, "person", people)
        set_choices(self, "whom", groups)


class BasisForm(BaseForm):
    """A request for another ground, for one recipient and purpose that an agreement covers."""

    person = forms.ChoiceField(label=gettext_lazy("About whom"))
    ground = forms.ChoiceField(label=gettext_lazy("Ground"), widget=forms.RadioSelect)
    offer = forms.ChoiceField(label=gettext_lazy("Who must see it, and for what"))
    classes = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Which kinds of data"),
        coerce=lambda value: DataClass(int(value)),
        widget=forms.CheckboxSelectMultiple,
    )
    reason = forms.CharField(
        label=gettext_lazy("Why consent can’t be asked, or does not apply"),
        widget=forms.Textarea,
        max_length=2000,
    )
    until = ThreePartDateField(label=gettext_lazy("Until"))

    def __init__(
        self,
        *args: Any,
        people: list[tuple[str, str]],
        grounds: Iterable[Ground],
        offers: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "person", people)
        set_choices(self, "ground", [(one.value, one.label) for one in grounds])
        set_choices(self, "offer", chosen(list(offers.items())))
        set_choices(self, "classes", [(str(int(one)), one.label) for one in DataClass])


class DecisionForm(BaseForm):
    decision = forms.ChoiceField(
        label=gettext_lazy("Your decision"),
        choices=[
            ("approve", gettext_lazy("Approve: it opens at once, until its day")),
            ("refuse", gettext_lazy("Refuse: nothing opens")),
        ],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=gettext_lazy("Reason of the decision"),
        help_text=gettext_lazy("Needed for a refusal. The request stays on record either way."),
        widget=forms.Textarea,
        max_length=1000,
        required=False,
    )


class NoticeForm(BaseForm):
    answer = forms.ChoiceField(
        label=gettext_lazy("What you did with the data"),
        choices=NoticeAnswer.choices,
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=gettext_lazy("Why you must keep them: the law and the article"),
        help_text=gettext_lazy("Only where you must keep data."),
        widget=forms.Textarea,
        max_length=1000,
        required=False,
    )
    done_on = ThreePartDateField(label=gettext_lazy("Done on"))

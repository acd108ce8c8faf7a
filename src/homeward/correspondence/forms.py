"""Forms of messages with a person."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from homeward.core.forms import BaseForm, RuledCharField, ThreePartDateField
from homeward.correspondence.actions import Agreed, Wrote
from homeward.correspondence.choices import About, Ended, Via, Way
from homeward.messages import queries as messages
from homeward.messages.choices import Channel, Occasion
from homeward.persons.models import Person

# What a worker chooses by hand; the others are sent by themselves.
BY_HAND = [Occasion.CALL_US, Occasion.NEWS]


class OfPeople(BaseForm):
    person = forms.ChoiceField(label=_("Person"))

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        self.fields["person"].choices = [  # type: ignore[attr-defined]
            (pk, str(person)) for pk, person in self.people.items()
        ]


class WriteForm(OfPeople):
    via = forms.ChoiceField(label=_("By"))
    occasion = forms.ChoiceField(
        label=_("Text"), required=False,
        choices=[("", _("My own words")), *((one.value, one.label) for one in BY_HAND)],
    )  # fmt: skip
    text = RuledCharField(
        label=_("My own words"), max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "No name, number, health, protection, law or money: others may read the telephone. Ask"
            " them to call. On their own pages you may write openly."
        ),
    )  # fmt: skip

    def __init__(self, *args: Any, channels: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["via"].choices = [  # type: ignore[attr-defined]
            (via.value, via.label) for via in Via if via.value in channels or via == Via.PAGE
        ]

    def wrote(self) -> Wrote:
        given = self.cleaned_data
        return Wrote(
            person=self.people[given["person"]],
            via=given["via"],
            occasion="" if given["via"] == Via.PAGE else given["occasion"],
            text=given["text"],
        )


class AgreeForm(OfPeople):
    channel = forms.ChoiceField(label=_("Channel"), choices=Channel.choices)
    address = forms.CharField(
        label=_("Number or address"), max_length=200,
        help_text=_("With the country, such as +233 20 000 0000."),
    )  # fmt: skip
    language = forms.ChoiceField(label=_("Language of the messages"))
    country = forms.ChoiceField(
        label=_("Where the telephone is"), help_text=_("Messages wait while it is night there.")
    )
    others_read = forms.BooleanField(
        label=_("Others read this telephone"), required=False,
        help_text=_("Then only the organisation’s texts are sent, never own words."),
    )  # fmt: skip
    way = forms.ChoiceField(
        label=_("How they agreed"),
        choices=[(way.value, way.label) for way in (Way.PAPER, Way.SPOKEN)],
    )
    given_on = ThreePartDateField(label=_("Agreed on"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = messages.languages(  # type: ignore[attr-defined]
            translation.get_language() or "en"
        )
        self.fields["country"].choices = [  # type: ignore[attr-defined]
            (country.pk, str(country)) for country in messages.countries()
        ]

    def agreed(self) -> Agreed:
        given = self.cleaned_data
        return Agreed(**{**given, "person": self.people[given["person"]]})


class OwnAgreeForm(BaseForm):
    """The same on the person's own pages."""

    channel = forms.ChoiceField(label=_("Channel"), choices=Channel.choices)
    address = forms.CharField(
        label=_("Number or address"), max_length=200,
        help_text=_("With the country, such as +233 20 000 0000."),
    )  # fmt: skip
    country = forms.ChoiceField(label=_("Where the telephone is"))
    others_read = forms.BooleanField(label=_("Others read this telephone"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = [  # type: ignore[attr-defined]
            (country.pk, str(country)) for country in messages.countries()
        ]


class OwnWriteForm(BaseForm):
    key = forms.UUIDField(widget=forms.HiddenInput)
    text = RuledCharField(label=_("Your message"), widget=forms.Textarea(attrs={"rows": 4}))


class EndForm(BaseForm):
    why = forms.ChoiceField(
        label=_("Why"),
        choices=[(why.value, why.label) for why in (Ended.WORKER, Ended.WRONG, Ended.SAFETY)],
    )


class RuleForm(BaseForm):
    about = forms.ChoiceField(label=_("Of what"), choices=About.choices)
    days_before = forms.IntegerField(label=_("Days before"), min_value=1, max_value=30, initial=1)
    channel = forms.ChoiceField(
        label=_("Channel"), required=False,
        choices=[("", _("The first that the person agreed to")), *Channel.choices],
    )  # fmt: skip


class AssignForm(BaseForm):
    reference = forms.CharField(
        label=_("Number of the case"), max_length=40,
        help_text=_("It is given to the principal person of that case."),
    )  # fmt: skip

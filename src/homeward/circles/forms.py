"""Forms of lists: one kept, a post, and joining."""

from typing import Any

from django import forms
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from homeward.access.models import User
from homeward.circles import queries
from homeward.circles.actions import Given
from homeward.circles.choices import Purpose
from homeward.circles.models import Circle
from homeward.core.forms import BaseForm
from homeward.messages import queries as messages
from homeward.messages.choices import Channel


def _languages() -> list[tuple[str, str]]:
    return messages.languages(translation.get_language() or "en")


class CircleForm(BaseForm):
    name = forms.CharField(label=_("Name"), max_length=120)
    purpose = forms.ChoiceField(label=_("What it is for"), choices=Purpose.choices)
    about = forms.CharField(
        label=_("What members can expect"), max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}), help_text=_("Everybody can read it."),
    )  # fmt: skip
    area = forms.CharField(label=_("Area"), required=False, max_length=120)
    sector = forms.CharField(label=_("Sector"), required=False, max_length=120)
    language = forms.ChoiceField(label=_("Language"))
    is_open = forms.BooleanField(label=_("People can join"), required=False, initial=True)
    forget_days = forms.IntegerField(
        label=_("Days after which an unconfirmed wish to join is forgotten"), min_value=1,
        max_value=30, initial=7,
    )  # fmt: skip
    moderators = forms.ModelMultipleChoiceField(
        label=_("Moderators"), queryset=User.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("At least two: nobody decides on their own post."),
    )  # fmt: skip

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = _languages()  # type: ignore[attr-defined]
        self.fields["moderators"].queryset = queries.colleagues(by)  # type: ignore[attr-defined]

    @staticmethod
    def known(circle: Circle) -> dict[str, Any]:
        fields = (name for name in CircleForm.base_fields if name != "moderators")
        moderators = [one.user_id for one in queries.moderators(circle)]
        return {name: getattr(circle, name) for name in fields} | {"moderators": moderators}

    def given(self) -> Given:
        return Given(**{k: v for k, v in self.cleaned_data.items() if k != "moderators"})


class PostForm(BaseForm):
    text = forms.CharField(
        label=_("Post"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("No name, number or word that tells of somebody’s case. A moderator reads it."),
    )  # fmt: skip


class JoinForm(BaseForm):
    channel = forms.ChoiceField(label=_("How we write to you"), choices=Channel.choices)
    address = forms.CharField(
        label=_("Your number or address"), max_length=200,
        help_text=_("With the country, such as +233 20 000 0000."),
    )  # fmt: skip
    language = forms.ChoiceField(label=_("Your language"))
    country = forms.ChoiceField(
        label=_("Where you are"), help_text=_("Nothing is sent while it is night there.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = _languages()  # type: ignore[attr-defined]
        self.fields["country"].choices = [  # type: ignore[attr-defined]
            (country.pk, str(country)) for country in messages.countries()
        ]

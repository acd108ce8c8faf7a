"""Forms of gateways, texts, hours, and of a trial."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from homeward.core.forms import BaseForm
from homeward.messages import queries
from homeward.messages.actions import GatewayGiven
from homeward.messages.choices import Channel, Check, Encoding, GatewayKind, Occasion
from homeward.messages.models import Gateway
from homeward.places.models import Country


class GatewayForm(BaseForm):
    """All kinds share it: what a kind does not need stays empty."""

    name = forms.CharField(label=_("Name"), max_length=100)
    channel = forms.ChoiceField(label=_("Channel"), choices=Channel.choices)
    kind = forms.ChoiceField(label=_("Kind"), choices=GatewayKind.choices)
    sender = forms.CharField(
        label=_("Sender"), required=False, max_length=200,
        help_text=_("The telephone number, the name or the e-mail address that people see."),
    )  # fmt: skip
    host = forms.CharField(label=_("Mail server"), required=False, max_length=200)
    port = forms.IntegerField(
        label=_("Port"), required=False, help_text=_("465, 587, 25 or 2525; always with TLS.")
    )
    account = forms.CharField(label=_("Account"), required=False, max_length=200)
    url = forms.CharField(label=_("Address of the HTTP interface"), required=False, max_length=500)
    encoding = forms.ChoiceField(label=_("How the body is sent"), choices=Encoding.choices)
    body = forms.CharField(
        label=_("Body"), required=False, widget=forms.Textarea(attrs={"rows": 4, "dir": "ltr"}),
        help_text=_("A JSON object. {to}, {digits}, {text}, {from} and {id} are filled in."),
    )  # fmt: skip
    secret = forms.CharField(
        label=_("Secret"), required=False, widget=forms.Textarea(attrs={"rows": 2, "dir": "ltr"}),
        help_text=_(
            "Mail server: the password. HTTP: headers as a JSON object. Apprise: the whole address"
            " with {to}. Left empty, it stays as it is. It is shown to nobody again."
        ),
    )  # fmt: skip
    id_path = forms.CharField(
        label=_("Where the provider’s number stands in the answer"), required=False,
        max_length=100, help_text=_("Such as messages.0.id"),
    )  # fmt: skip
    dedup_header = forms.CharField(
        label=_("Header by which the provider knows a repeated message"), required=False,
        max_length=100,
    )  # fmt: skip
    per_minute = forms.IntegerField(
        label=_("At most so many a minute"), min_value=1, max_value=6000, initial=30
    )
    cost = forms.DecimalField(
        label=_("Cost of a part"), required=False, max_digits=8, decimal_places=4, min_value=0
    )
    currency = forms.CharField(label=_("Currency"), required=False, max_length=3)
    in_check = forms.ChoiceField(
        label=_("How the provider shows itself when it calls"), choices=Check.choices
    )
    in_header = forms.CharField(label=_("Header of the check"), required=False, max_length=100)
    in_secret = forms.CharField(
        label=_("Secret of the check"), required=False, max_length=300,
        help_text=_("Left empty, it stays as it is."),
    )  # fmt: skip
    in_from = forms.CharField(
        label=_("Incoming: where the sender stands"), required=False, max_length=100
    )
    in_text = forms.CharField(
        label=_("Incoming: where the text stands"), required=False, max_length=100
    )
    in_id = forms.CharField(
        label=_("Incoming: where the provider’s number stands"), required=False, max_length=100
    )
    in_status = forms.CharField(
        label=_("Incoming: where the state stands"), required=False, max_length=100
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not settings.DEMO:
            self.fields["kind"].choices = [  # type: ignore[attr-defined]
                one for one in GatewayKind.choices if one[0] != GatewayKind.FILE
            ]

    @staticmethod
    def known(gateway: Gateway) -> dict[str, Any]:
        """What is there already, without its secrets."""
        return {
            name: getattr(gateway, name)
            for name in GatewayForm.base_fields
            if name not in {"secret", "in_secret"}
        }

    def given(self) -> GatewayGiven:
        return GatewayGiven(**self.cleaned_data)


class TryForm(BaseForm):
    to = forms.CharField(
        label=_("Your own number or address"), max_length=200,
        help_text=_("With the country, such as +233 20 000 0000."),
    )  # fmt: skip


class TextForm(BaseForm):
    occasion = forms.ChoiceField(label=_("Occasion"), choices=Occasion.choices)
    language = forms.ChoiceField(label=_("Language"))
    body = forms.CharField(
        label=_("Text"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "{reference}, {day}, {time}, {office} and {link} are filled in. No name, nothing of"
            " health, protection, law or money: others may read the telephone."
        ),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = queries.languages(  # type: ignore[attr-defined]
            translation.get_language() or "en"
        )


class HoursForm(BaseForm):
    country = forms.ModelChoiceField(label=_("Country"), queryset=Country.objects.none())
    zone = forms.CharField(
        label=_("Time zone"), max_length=60,
        help_text=_("Such as Africa/Accra or Europe/Brussels."),
    )  # fmt: skip
    starts = forms.TimeField(label=_("Quiet from"), help_text=_("Such as 20:00"))
    ends = forms.TimeField(label=_("Quiet until"), help_text=_("Such as 08:00"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].queryset = queries.countries()  # type: ignore[attr-defined]


class AnswerForm(BaseForm):
    """What a telephone of the demo says back."""

    gateway = forms.UUIDField()
    sender = forms.CharField(max_length=200)
    text = forms.CharField(label=_("Answer from this telephone"), max_length=500)

import re
from pathlib import PurePath
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from homeward.core.forms import BaseForm
from homeward.exchange.choices import FileKind
from homeward.exchange.readers.jordan_services import SOURCE as JORDAN
from homeward.exchange.readings import Upload
from homeward.places.names import country_choices

# Ids are kept by it, so it is plain and stays the same for ever.
NAME = re.compile(r"[a-z0-9][a-z0-9-]{1,58}")
ENDINGS = {
    FileKind.HSDS: (".zip", ".json", ".csv"),
    FileKind.SERVICES_JORDAN: (".geojson", ".json"),
}
LANGUAGES = [("en", "English"), ("fr", "Français"), ("ar", "العربية")]


class ImportForm(BaseForm):
    kind = forms.ChoiceField(
        label=gettext_lazy("What kind of file?"),
        choices=FileKind.choices,
        widget=forms.RadioSelect,
    )
    file = forms.FileField(label=gettext_lazy("File"))
    second = forms.FileField(
        label=gettext_lazy("Second file"),
        required=False,
        help_text=gettext_lazy("Services in Jordan: the Arabic file. Otherwise leave it out."),
    )
    source = forms.CharField(
        label=gettext_lazy("Name of the source"),
        max_length=60,
        required=False,
        help_text=gettext_lazy(
            "Small letters, digits and dashes, the same at each edition: it keeps the ids apart."
        ),
    )
    country = forms.ChoiceField(
        label=gettext_lazy("Country of organisations whose addresses name none"), required=False
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of the wording"), choices=LANGUAGES)
    publishes = forms.BooleanField(
        label=gettext_lazy("The source is public: show its services on the public pages"),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("None")), *country_choices()]
        self.fields["country"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        kind = given.get("kind")
        if kind == FileKind.SERVICES_JORDAN:
            given["source"] = JORDAN
            if not given.get("second"):
                self.add_error("second", _("Add the Arabic file."))
        elif kind and not NAME.fullmatch(given.get("source", "")):
            self.add_error("source", _("Small letters, digits and dashes, at least two."))
        self._check_names(kind, given)
        return given

    def _check_names(self, kind: Any, given: dict[str, Any]) -> None:
        for name in ("file", "second"):
            file = given.get(name)
            endings = ENDINGS.get(kind, ())
            if file and endings and not str(file.name).lower().endswith(endings):
                known = ", ".join(endings)
                self.add_error(name, _("The file’s name must end in %(known)s.") % {"known": known})

    def uploads(self) -> list[Upload]:
        given = [self.cleaned_data["file"]]
        if self.cleaned_data["kind"] == FileKind.SERVICES_JORDAN:
            given.append(self.cleaned_data["second"])
        return [_upload(file) for file in given]


def _upload(file: Any) -> Upload:
    return Upload(PurePath(str(file.name)).name[:255], file.read())


class ConfirmForm(BaseForm):
    retire_gone = forms.BooleanField(
        label=gettext_lazy("Take the services that the source no longer has from search"),
        help_text=gettext_lazy("They stay with their history, and come back when the source does."),
        required=False,
    )

from django import forms
from django.utils.translation import gettext_lazy as _

from homeward.core.forms import BaseForm
from homeward.places.choices import Reason


class BoundaryForm(BaseForm):
    file = forms.FileField(
        label=_("File of the boundary"),
        help_text=_(
            "GeoJSON in degrees, up to 5 MB. Of a file with several areas, the one with this "
            "area's P-code is taken. The outline is simplified."
        ),
        error_messages={
            "required": _("Choose a file."),
            "empty": Reason.NOT_JSON.label,
        },
        widget=forms.FileInput(attrs={"accept": ".geojson,.json,application/geo+json"}),
    )
    source = forms.CharField(
        label=_("Who published it"),
        help_text=_("For example the survey department, with its year. It is shown with the map."),
        max_length=200,
        error_messages={"required": Reason.NO_SOURCE.label},
    )


class ErasingForm(BaseForm):
    """Only the button."""

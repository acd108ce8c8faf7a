from datetime import date

from homeward.alignment.choices import Setting
from homeward.alignment.models import Threshold


def threshold(setting: Setting, on: date) -> Threshold:
    """The one in force on a day; the first migration states one of each."""
    return (
        Threshold.objects.filter(setting=setting, valid_from__lte=on)
        .order_by("-valid_from")[:1]
        .get()
    )

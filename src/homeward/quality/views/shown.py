"""What the pages of quality have in common: their tabs."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from homeward.access.pages import Request
from homeward.access.permissions import can

TABS = [
    ("index", _("Checks"), "quality.read"),
    ("standards", _("Standards"), "quality.read"),
    ("data", _("What is written down"), "quality.read_data"),
    ("interviews", _("Interviews"), "quality.read_interviewers"),
]


def around(request: Request, here: str = "") -> dict[str, Any]:
    """The pages beside this one that the reader may open."""
    tabs = [
        {"key": key, "label": label, "url": reverse(f"quality:{key}")}
        for key, label, action in TABS
        if can(request.user, action)
    ]
    return {"section": "quality", "tabs": tabs, "tab": here}

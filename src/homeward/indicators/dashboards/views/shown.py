"""What the pages of figures have in common."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from homeward.access.models import User
from homeward.access.permissions import can
from homeward.core.spreadsheets import XLSX_TYPE, Row, xlsx
from homeward.files.answers import to_keep

SECTION = {"section": "dashboards"}


def tabs(user: User, here: str) -> list[tuple[str, Any, bool]]:
    """The pages of figures: each by its url, its label, and whether it is this one."""
    found = [
        ("dashboards:board", _("Dashboard"), "dashboards.read"),
        ("dashboards:behind", _("Behind or late"), "dashboards.read"),
        ("dashboards:chains", _("Results chains"), "dashboards.read"),
        ("dashboards:reports", _("Reports to donors"), "dashboards.read_reports"),
        ("indicators:index", _("Indicators"), "indicators.read"),
        ("statistics:index", _("Published statistics"), "statistics.read"),
    ]
    return [(reverse(url), label, url == here) for url, label, verb in found if can(user, verb)]


def head(user: User, here: str) -> dict[str, Any]:
    return {**SECTION, "tabs": tabs(user, here)}


def workbook(title: str, header: Row, rows: Sequence[Row]) -> HttpResponse:
    content = xlsx(title, header, rows, right_to_left=get_language_bidi())
    return to_keep(content, name=f"{slugify(title) or 'figures'}.xlsx", content_type=XLSX_TYPE)

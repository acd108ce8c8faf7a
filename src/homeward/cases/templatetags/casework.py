"""The tabs of a case, on each page about it."""

from typing import Any

from django import template
from django.template.context import Context
from django.urls import reverse

from homeward.access import unit
from homeward.access.choices import Purpose
from homeward.cases import casepage
from homeward.cases.models import Case

register = template.Library()


@register.inclusion_tag("cases/parts/tabs.html", takes_context=True)
def case_tabs(context: Context, case: Case, here: str = "") -> dict[str, Any]:
    """The pages about this case that the reader may open; `here` is the key of the one shown.

    They are read for casework: where this page is read for surveys, none of them is there.
    """
    work = unit.current()
    if work and work.purpose == Purpose.SURVEY:
        return {"tabs": []}
    shown = casepage.tabs(case, context["request"].user)
    return {
        "tabs": [(tab.label, reverse(tab.url, args=[case.pk]), tab.key == here) for tab in shown]
    }

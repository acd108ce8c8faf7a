"""Parts of the portal's pages."""

from typing import Any

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from homeward.portal import pages
from homeward.signins import queries
from homeward.signins.choices import Part
from homeward.signins.context import word
from homeward.signins.models import SignIn

register = template.Library()


@register.simple_tag
def once() -> SafeString:
    """In each form: its own key, so that the form sent twice is taken once."""
    return format_html('<input type="hidden" name="once" value="{}">', pages.new_key())


@register.simple_tag
def own_word() -> str:
    """The title of every page."""
    return word()


@register.simple_tag(takes_context=True)
def here_for(context: Context) -> SignIn | None:
    """The stay of a helper or a guardian, to be named on each page; None for the person."""
    request = context["request"]
    came = pages.came(request)
    if came is None or not getattr(request, "has_actor", False) or came.kind == "own":
        return None
    return queries.stay_of(came.stay)


@register.simple_tag(takes_context=True)
def minutes_left(context: Context) -> int:
    came = pages.came(context["request"])
    return came.idle_minutes if came else 0


@register.inclusion_tag("portal/parts/nav.html", takes_context=True)
def own_nav(context: Context) -> dict[str, Any]:
    """At the thumb: five places at most, those that the reader may open."""
    request = context["request"]
    places = [
        ("portal:home", "home", _("Home"), None),
        ("portal:plan", "checklist", _("Plan"), Part.PLAN),
        ("portal:appointments", "calendar-event", _("Dates"), Part.APPOINTMENTS),
        ("portal:papers", "file-text", _("Papers"), False),
        ("portal:more", "dots", _("More"), None),
    ]
    came = pages.came(request)
    is_helper = came is not None and came.is_helper
    shown = [
        (reverse(url), icon, label, request.path == reverse(url))
        for url, icon, label, part in places
        if part is None or not is_helper or (isinstance(part, Part) and pages.sees(request, part))
    ]
    return {"places": shown}

"""The tabs of the pages on messages."""

from typing import Any

from django import template
from django.template.context import Context

from homeward.messages import tabs

register = template.Library()


@register.inclusion_tag("messages/parts/tabs.html", takes_context=True)
def message_tabs(context: Context, here: str = "") -> dict[str, Any]:
    """Those that the reader may open; one alone is no choice."""
    shown = tabs.shown_to(context["request"].user)
    return {"tabs": shown if len(shown) > 1 else [], "here": here}

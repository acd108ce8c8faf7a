"""Parts of the public pages, with the few icons that these need: a phone loads no more."""

from functools import lru_cache
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from homeward.core.templatetags.patterns import MIRRORED, STATUS_ICONS

register = template.Library()


@register.simple_tag
def sign(name: str) -> SafeString:
    """As `icon`, from the public pages' own sprite."""
    css = "i i-flip" if name in MIRRORED else "i"
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>', css, _sprite(), name
    )


@lru_cache(maxsize=1)
def _sprite() -> str:
    return static("public/icons.svg")


@register.simple_tag
def told(kind: str, text: Any) -> SafeString:
    """As `status`."""
    return format_html(
        '<span class="hw-st is-{}">{}<span>{}</span></span>', kind, sign(STATUS_ICONS[kind]), text
    )

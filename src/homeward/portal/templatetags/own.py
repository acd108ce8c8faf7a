"""Parts of the portal's pages."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from homeward.portal.pages import new_key

register = template.Library()


@register.simple_tag
def once() -> SafeString:
    """In each form: its own key, so that the form sent twice is taken once."""
    return format_html('<input type="hidden" name="once" value="{}">', new_key())

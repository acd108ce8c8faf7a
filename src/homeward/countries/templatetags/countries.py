from collections.abc import Iterable

from django import template
from django.utils.translation import gettext as _

from homeward.places.names import language_name

register = template.Library()


@register.filter
def language_names(codes: Iterable[str]) -> str:
    """What the languages are called in the reader's own."""
    return _(", ").join(language_name(code) for code in codes)

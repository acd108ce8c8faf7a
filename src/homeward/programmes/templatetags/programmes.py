"""Amounts as the reader's language writes them."""

from decimal import Decimal

from django import template

from homeward.places.names import country_name
from homeward.programmes.choices import LineKind
from homeward.programmes.rules.criteria import money as in_words

register = template.Library()


@register.filter
def money(amount: Decimal, currency: str) -> str:
    return in_words(amount, currency)


@register.filter
def country(code: str) -> str:
    return country_name(code)


@register.filter
def line_kind(kind: str) -> str:
    """The label of a package line's kind."""
    return str(LineKind(kind).label)

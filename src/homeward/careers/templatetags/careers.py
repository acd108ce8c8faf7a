"""Codes of wishes in words."""

from django import template

from homeward.offers.choices import OfferKind

register = template.Library()


@register.filter
def offer_kind(code: str) -> str:
    return str(dict(OfferKind.choices).get(code, code))

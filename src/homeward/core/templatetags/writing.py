"""Dates, numbers, rows of words and what is unknown, as the reader writes them; builtins too."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from babel import Locale
from babel.numbers import format_decimal, format_percent
from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from homeward.core import commas
from homeward.core.charts import Value

register = template.Library()


@register.simple_tag
def unknown(text: str = "") -> SafeString:
    """What is not known is said to be unknown."""
    return format_html('<em class="hw-unknown">{}</em>', text or _("Unknown"))


@register.filter
def or_unknown(value: Any) -> Any:
    """The value, or the dashed word where there is none. Zero is a value."""
    return unknown() if value in (None, "") else value


@register.simple_tag
def comma() -> str:
    """Between what stands in a row, as the reader writes it."""
    return commas.comma()


@register.filter
def enumerated(values: Iterable[Any]) -> SafeString:
    """The values in a row, between the reader's commas."""
    return format_html_join(commas.comma(), "{}", ((value,) for value in values))


@register.filter
def named(names: Mapping[Any, Any], key: Any) -> Any:
    """What a number is called; the number itself where nobody knows."""
    return names.get(key, key)


@register.filter
def short_date(value: date | datetime | None) -> str:
    """Day and month, with the year where it is not this one; the hour where it is known."""
    if value is None:
        return ""
    local = as_local(value)
    if isinstance(local, datetime):
        return commas.enumerated([short_date(local.date()), date_format(local, "TIME_FORMAT")])
    this_year = value.year == timezone.localdate().year
    return date_format(value, "SHORT_DATE_FORMAT" if this_year else "DATE_FORMAT")


@register.filter
def day_only(value: date | datetime) -> str:
    """As `short_date`, without the hour."""
    return short_date(as_day(value))


def as_day(value: date | datetime) -> date:
    local = as_local(value)
    return local.date() if isinstance(local, datetime) else local


def as_local(value: date | datetime) -> date | datetime:
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


@register.filter
def figure(value: Value, decimals: int = 0) -> Any:
    """A number as the reader writes it; unknown where it is; a text as it stands."""
    if value is None:
        return unknown()
    if isinstance(value, str):
        # From right to left "<10" would turn into "10>".
        return format_html("<bdi>{}</bdi>", value)
    # Django's own formats part no thousands in Arabic.
    pattern = f"#,##0.{'0' * decimals}" if decimals else "#,##0"
    return format_decimal(value, format=pattern, locale=_locale(get_language() or "en"))


@register.filter
def amount(value: int | float | Decimal | str | None) -> Any:
    """Money as the reader writes it: two decimals where there are any, none where there aren't.

    A text is a number as a kept report has it; an empty one stays empty.
    """
    if value is None:
        return unknown()
    if value == "":
        return ""
    number = Decimal(str(value))
    return figure(number, 2 if number % 1 else 0)


@register.filter
def per_cent(value: int | float | Decimal | None, decimals: int = 0) -> Any:
    """A share of a hundred, with the sign where the reader's language has it."""
    if value is None:
        return unknown()
    locale = _locale(get_language() or "en")
    pattern = locale.percent_formats[None].pattern
    if decimals:
        pattern = pattern.replace("##0", f"##0.{'0' * decimals}")
    return format_percent(Decimal(str(value)) / 100, format=pattern, locale=locale)


@lru_cache(maxsize=8)
def _locale(code: str) -> Locale:
    return Locale.parse(code.replace("-", "_"))

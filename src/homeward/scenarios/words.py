"""Numbers, months and names as they are read."""

from datetime import date

from babel.numbers import format_decimal, format_percent
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from homeward.core.arrows import arrow
from homeward.places.models import Country
from homeward.programmes.choices import Category
from homeward.scenarios.choices import SHARES, Kind, Subject
from homeward.scenarios.models import Scenario
from homeward.scenarios.rules.building import months_of
from homeward.scenarios.rules.history import ELSEWHERE

PER_CENT = 100
DAYS = frozenset({Kind.ASSESS, Kind.READY, Kind.EVERY, Kind.START, Kind.TAKES, Kind.PATIENCE})
OF_MONEY = frozenset({Kind.PRICE, Kind.MONEY})


def number(value: float | None, decimals: int = 0) -> str:
    if value is None:
        return _("Unknown")
    pattern = "#,##0." + "#" * decimals if decimals else "#,##0"
    return str(format_decimal(value, format=pattern, locale=get_language() or "en"))


def percent(value: float | None) -> str:
    if value is None:
        return _("Unknown")
    return str(format_percent(value, format="#,##0.#%", locale=get_language() or "en"))


def in_words(kind: str, value: float, currency: str) -> str:
    if kind in SHARES:
        return percent(value)
    if kind in OF_MONEY:
        return f"{number(value)} {currency}"
    if kind in DAYS:
        return _("%(n)s days") % {"n": number(value, 1)}
    if kind == Kind.TREND:
        return percent(value / PER_CENT)
    return number(value, 1)


def month_name(day: date) -> str:
    return str(date_format(day, "N Y"))


def month_names(scenario: Scenario) -> list[tuple[int, str]]:
    days = months_of(scenario.begins_on, scenario.months)
    return [(n, month_name(day)) for n, day in enumerate(days, start=1)]


def day(value: date) -> str:
    return str(date_format(value, "DATE_FORMAT"))


def name_of(subject: Subject | None, text: str) -> str:
    """What a way, a need or an area is called; other subjects are words already."""
    if subject == Subject.WAY:
        ends = Country.objects.in_bulk(text.split("-"))
        return f" {arrow()} ".join(str(ends.get(code, code)) for code in text.split("-"))
    if subject == Subject.NEED:
        return str(dict(Category.choices).get(text, text))
    return _("Elsewhere") if subject == Subject.AREA and text == ELSEWHERE else text

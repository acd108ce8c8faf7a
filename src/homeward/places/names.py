"""Names of countries, languages and currencies in the reader's language, from Babel's CLDR."""

from functools import lru_cache

import pycountry
from babel import Locale
from django.utils import translation

# The languages returnees and their families speak are offered first; all others are found too.
FIRST_LANGUAGES = ("en", "fr", "ar", "tw", "ee", "ha", "wo", "ff", "nl", "de", "es", "pt", "ti")


@lru_cache(maxsize=8)
def _locale(code: str) -> Locale:
    return Locale.parse(code.replace("-", "_"))


def language() -> str:
    """The reader's language, without its region."""
    return (translation.get_language() or "en").split("-")[0]


def _here() -> Locale:
    return _locale(translation.get_language() or "en")


def country_name(code: str) -> str:
    return str(_here().territories.get(code.upper(), code))


def language_name(code: str) -> str:
    return str(_here().languages.get(code, code))


def country_choices() -> list[tuple[str, str]]:
    """Every country of ISO 3166-1, sorted by its name here."""
    names = [(country.alpha_2, country_name(country.alpha_2)) for country in pycountry.countries]
    return sorted(names, key=lambda pair: pair[1])


def language_choices() -> list[tuple[str, str]]:
    names = _here().languages
    first = [(code, names[code]) for code in FIRST_LANGUAGES if code in names]
    rest = sorted(
        ((c, n) for c, n in names.items() if c not in FIRST_LANGUAGES and "_" not in c),
        key=lambda pair: pair[1],
    )
    return first + rest

"""Languages named in free text: "Twi and some English" names two of them."""

import re
from functools import cache

from babel import Locale
from django.conf import settings

WORD = re.compile(r"[^\W\d_]+(?:[-' ][^\W\d_]+)?")
# As people say it where CLDR writes it otherwise.
ALSO = {"pashto": "ps", "pashtu": "ps", "farsi": "fa", "dari": "fa-AF", "tamazight": "ber"}


@cache
def _names() -> dict[str, str]:
    """Each language's name in the project's languages -> its ISO 639 code."""
    found = dict(ALSO)
    for code, _label in settings.LANGUAGES:
        for language, name in Locale.parse(code).languages.items():
            # The kinds of a language ("Swiss High German") are told by the language.
            if "_" not in language:
                found.setdefault(name.casefold(), language)
    return found


def named_in(text: str) -> list[str]:
    """The codes of the languages whose names stand in the text, in its order, each once."""
    names = _names()
    found: list[str] = []
    for match in WORD.finditer(text.casefold()):
        for word in (match.group(), *match.group().split()):
            if (code := names.get(word)) and code not in found:
                found.append(code)
    return found

"""The arrow between two names: it points to the second one, from whichever side one reads."""

from django.utils.translation import get_language_bidi

# The marks keep two names in Latin letters apart, that would else be set left to right.
MARK = "\u200f"


def arrow() -> str:
    return f"{MARK}←{MARK}" if get_language_bidi() else "→"

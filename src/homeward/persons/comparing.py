"""A comparison of two persons in words: each field, and what was found of it (linkage/model.py)."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from homeward.linkage.model import Step

FIELDS: dict[str, Any] = {
    "given_name": _("Given names"),
    "family_name": _("Family name"),
    "birth_date": _("Date of birth"),
    "sex": _("Sex"),
    "place": _("Place"),
    "phone": _("Phone"),
    "document": _("Document"),
    "household": _("Household"),
}

NOT_KNOWN = _("not known of both")
# What hangs together with another fact weighs once.
COUNTED = _("counted with another fact")
NAMES = {
    "same": _("same name"),
    "sounds_same": _("name written otherwise, sounds the same"),
    "sounds_alike": _("name sounds alike"),
    "one_of_two": _("one of two names is the same"),
    "typed_otherwise": _("name typed otherwise"),
    "different": _("another name"),
    "swapped": _("given and family name have changed places"),
    "counted_already": COUNTED,
    "not_known": NOT_KNOWN,
}
LEVELS: dict[str, dict[str, Any]] = {
    "given_name": NAMES,
    "family_name": NAMES,
    "birth_date": {
        "same_day": _("same date of birth"),
        "turned": _("day and month have changed places"),
        "one_figure": _("date of birth differs by one figure"),
        "two_figures": _("date of birth differs by two figures"),
        "same_month": _("same month of birth"),
        "same_year": _("same year of birth"),
        "about": _("about the same age"),
        "near_year": _("year of birth differs by a year or two"),
        "different": _("another date of birth"),
        "not_known": NOT_KNOWN,
    },
    "sex": {
        "same": pgettext_lazy("of two files", "same sex"),
        "different": pgettext_lazy("of two files", "another sex"),
        "not_known": NOT_KNOWN,
    },
    "place": {
        "same": _("same place"),
        "same_town": _("same town"),
        "typed_otherwise": _("place typed otherwise"),
        "shared_part": _("same district or region"),
        "different": _("another place"),
        "counted_already": COUNTED,
        "not_known": NOT_KNOWN,
    },
    "phone": {
        "same": _("same phone"),
        "one_figure": _("phone differs by one figure"),
        "different": _("another phone"),
        "not_known": NOT_KNOWN,
    },
    "document": {
        "same": _("same document"),
        "one_sign": _("document differs by one sign"),
        "two_signs": _("document differs by two signs"),
        "different": _("another document"),
        "not_known": NOT_KNOWN,
    },
    "household": {
        "same": _("a relative of the same name"),
        "different": _("another household"),
        "counted_already": COUNTED,
        "not_known": _("no relative of the same name"),
    },
}

# Speaking for or against one person by less than this is not worth a word.
WORTH_SAYING = 1.0


def in_words(step: Step) -> str:
    return str(LEVELS[step.field][step.level])


def for_one_person(steps: tuple[Step, ...]) -> list[str]:
    """What speaks for one person, the strongest first: "same document", "same year of birth"."""
    telling = sorted((step for step in steps if step.bits >= WORTH_SAYING), key=lambda s: -s.bits)
    return list(dict.fromkeys(map(in_words, telling)))


def against(steps: tuple[Step, ...]) -> list[str]:
    telling = sorted((step for step in steps if step.bits <= -WORTH_SAYING), key=lambda s: s.bits)
    return list(dict.fromkeys(map(in_words, telling)))

"""The letter that carries a code home: how to come in, in each language of the house."""

from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from homeward.signins import actions, codes
from homeward.signins.models import Code


def of(made: Code, code: str) -> dict[str, Any]:
    """It names nobody and no case: whoever finds it learns an address and a code, and no more.

    The language of the code's reader comes first.
    """
    order = sorted(settings.LANGUAGES, key=lambda one: one[0] != made.language)
    return {
        "title": _("Your code"),
        "code": codes.in_groups(codes.as_typed(code)),
        "place": actions.address(),
        "parts": [_part(made, language) for language, _name in order],
    }


def _part(made: Code, language: str) -> dict[str, Any]:
    with translation.override(language):
        return {
            "language": language,
            "right_to_left": translation.get_language_bidi(),
            "title": _("Your code"),
            "steps": [
                _("Open this address on any phone or computer:"),
                _("Type the code. Capitals, spaces and dashes don’t matter."),
                _("The code works once, until %(day)s. You can make the next one yourself.")
                % {"day": date_format(made.expires_at, "DATE_FORMAT")},
                _("Nobody who works with you ever asks you for this code. Keep it to yourself."),
            ],
        }

"""What a wait on a sheet keeps of it, in codes: each reader has it in their own words.

A wait's note is short, and is read a hundred at a time on My work: nothing is looked up for it.
"""

import json

from django.utils.translation import gettext as _

from homeward.countries.choices import Severity, SheetKind
from homeward.countries.models import Sheet
from homeward.places.names import country_name

# Of a wait's 200 characters, so much for a name.
NAME = 60


def of_sheet(sheet: Sheet) -> str:
    """For the wait to renew it."""
    area = sheet.area.name[:NAME] if sheet.area else ""
    return json.dumps([sheet.country_id, sheet.kind, area], ensure_ascii=False)


def sheet_in_words(note: str) -> str:
    country, kind, area = json.loads(note)
    about = str(SheetKind(kind).label)
    return f"{about}: {_place(country, area)}"


def security_in_words(note: str) -> str:
    """What a security sheet changed and who published it; `note` is made by the database.

    Version, country, area, severity before and now (either may be null), publisher: as
    cases_tell_of_security writes it.
    """
    _version, country, area, before, now, publisher = json.loads(note)
    words = {
        "place": _place(country, area),
        "before": Severity(before).label if before else _("Unknown"),
        "now": Severity(now).label if now else _("Unknown"),
        "who": publisher,
    }
    if before == now:
        return _("%(place)s: the text changed, still “%(now)s”. Published by %(who)s.") % words
    return _("%(place)s: from “%(before)s” to “%(now)s”. Published by %(who)s.") % words


def version_of(note: str) -> int:
    """Which version a wait to read a security sheet is about."""
    return int(json.loads(note)[0])


def _place(country: str, area: str) -> str:
    return f"{country_name(country)}, {area}" if area else country_name(country)

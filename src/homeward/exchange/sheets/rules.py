"""Pure: why columns are not taken as they were named, and a sheet not imported."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from homeward.exchange.sheets.choices import Field, Reason

PLACES = {
    Field.ADMIN1,
    Field.ADMIN2,
    Field.ADMIN3,
    Field.ADMIN1_CODE,
    Field.ADMIN2_CODE,
    Field.ADMIN3_CODE,
    Field.LATITUDE,
    Field.COUNTRY,
}
ORGANISATIONS = {Field.DOER, Field.DOER_SHORT, Field.PARTNER, Field.PARTNER_SHORT}
# From here on the worker imports, and the page goes on.
AT_ONCE = 5_000
SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, kw_only=True)
class NamingFacts:
    """Number of a column -> field, or empty."""

    columns: Mapping[int, str]
    country: str
    name_is_free: bool


def reasons_not_to_name(facts: NamingFacts) -> list[Reason]:
    named = Counter(filter(None, facts.columns.values()))
    checks = [
        (bool(ORGANISATIONS & named.keys()), Reason.NO_ORGANISATION),
        (bool(PLACES & named.keys()), Reason.NO_PLACE),
        (Field.COUNTRY in named or bool(facts.country), Reason.NO_COUNTRY),
        (max(named.values(), default=0) <= 1, Reason.FIELD_TWICE),
        (facts.name_is_free, Reason.NAME_TAKEN),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_import(*, is_open: bool, is_named: bool, rows: int) -> list[Reason]:
    checks = [(is_open and is_named, Reason.WRONG_STAGE), (rows > 0, Reason.NOTHING)]
    return [reason for holds, reason in checks if not holds]


def source_of(name: str) -> str:
    """Under which a layout's rows are known: `3w:` and its name in plain letters."""
    return f"3w:{SLUG.sub('-', name.lower()).strip('-') or 'sheet'}"[:50]


def month_in(file_name: str) -> tuple[int, int]:
    """Year and month of `3w_2025-08.csv`; zeros where the name tells none."""
    found = re.search(r"(?<!\d)(19|20)(\d\d)[-_ ]?(0[1-9]|1[0-2])(?!\d)", file_name)
    return (int(found[1] + found[2]), int(found[3])) if found else (0, 0)

"""A record as the model compares it: folded, with skeletons, partial dates, and keys for blocking.

All of it is worked out here and not in SQL: it is quicker than functions called from a database,
and DuckDB and Spark then compare the same texts.
"""

import re
from collections.abc import Iterator
from itertools import combinations

from homeward.linkage import names
from homeward.linkage.records import Record

Row = dict[str, str | int | None]

# What is written where nothing is known.
_PLACEHOLDERS = """
    unknown unk notknown na none null nil nn x xx xxx xxxx inconnu inconnue nd tbd test anonymous
    unbekannt desconocido sansnom notavailable notapplicable missing noname fnu lnu 0 00 000
    0000 9999 99999 999999 9999999 99999999 999999999 0000000 00000000 000000000 1234567
"""
PLACEHOLDERS = frozenset(_PLACEHOLDERS.split())
DATE = re.compile(r"(~?)\s*(\d{4})(?:[-/.]?(\d{2})(?:[-/.]?(\d{2}))?)?(?:[T ].*)?$")
# Years that stand for a date not known.
NO_YEARS = range(1901, 2100)
# A mistyped month is still worth comparing.
DAYS = 31
PHONE_TAIL, LEAST_PHONE = 8, 6
PARTED = re.compile(r"[,;/|\n]+")
PLACE_PARTS = 3
SEXES = {"m": "m", "h": "m", "f": "f", "w": "f"}
NAME_COLUMNS = ("", "_fine", "_coarse", "_sound", "_1", "_2")
COLUMNS = (
    *(f"given{part}" for part in NAME_COLUMNS),
    *(f"family{part}" for part in NAME_COLUMNS),
    "born", "born_turned", "born_month", "born_year", "born_about",
    "sex", "place", "place_1", "place_2", "place_3", "phone", "document", "household",
)  # fmt: skip


def known(text: str) -> str:
    """The text, or "" where it only says that nothing is known."""
    plain = re.sub(r"[\W_]+", "", text.lower())
    return "" if not plain or plain in PLACEHOLDERS else text.strip()


def prepare(record: Record) -> Row:
    """One row of COLUMNS; None is not known."""
    row: Row = dict.fromkeys(COLUMNS)
    row |= _named("given", known(record.given_name))
    row |= _named("family", known(record.family_name))
    row |= _dated(record.birth_date.strip())
    row |= _placed(known(record.place))
    sex = known(record.sex).lower()
    row["sex"] = SEXES.get(sex[:1], sex) or None
    digits = re.sub(r"\D", "", known(record.phone))
    row["phone"] = digits[-PHONE_TAIL:] if len(digits) >= LEAST_PHONE else None
    row["document"] = re.sub(r"[\W_]+", "", known(record.document).upper()) or None
    row["household"] = re.sub(r"[\W_]+", "", known(record.household).upper()) or None
    return row


def is_date(text: str) -> bool:
    """Whether it can be read as a date, precise or not; what is not known can."""
    return not known(text) or bool(DATE.match(text.strip()))


def _named(column: str, text: str) -> Row:
    words = names.words(text) if text else []
    if not words:
        return {}
    fines = [word.fine for word in words]
    return {
        column: " ".join(names.fold(text)),
        f"{column}_fine": " ".join(sorted(fines)),
        f"{column}_coarse": " ".join(sorted(min(word.codes) for word in words)),
        f"{column}_sound": "".join(word.sounded for word in words),
        f"{column}_1": fines[0],
        f"{column}_2": fines[1] if len(fines) > 1 else None,
    }


def _dated(text: str) -> Row:
    """As precise as it was known: the first of January stands for a year."""
    found = DATE.match(text)
    if not found or int(found[2]) not in NO_YEARS:
        return {}
    about, year, month, day = found[1], found[2], found[3] or "00", found[4] or "00"
    row: Row = {"born_year": int(year), "born_about": "y" if about else None}
    if about or (month, day) == ("01", "01") or not 1 <= int(month) <= DAYS:
        return row
    if not 1 <= int(day) <= DAYS:
        return row | {"born_month": year + month}
    row |= {"born": year + month + day, "born_turned": year + day + month}
    return row | {"born_month": year + month}


def _placed(text: str) -> Row:
    parts = [" ".join(_words(part)) for part in PARTED.split(text)]
    parts = [part for part in parts if part]
    if not parts:
        return {}
    row: Row = {"place": " ".join(parts)}
    return row | {f"place_{n}": part for n, part in enumerate(parts[:PLACE_PARTS], 1)}


def _words(text: str) -> list[str]:
    """Folded words and figures, as in an address."""
    return [
        word
        for part in re.findall(r"\d+|[^\W\d_]+", text)
        for word in ([part] if part.isdigit() else names.fold(part))
    ]


def keys(record: Record, row: Row) -> Iterator[str]:
    """What two records must share one of to be compared at all; whether it is rare is asked later.

    A document or a telephone alone; a household with a year or a name; two names in any order
    alone, with the year of birth or with a place; a day of birth with one name.
    """
    for column in ("document", "phone"):
        if row[column]:
            yield f"{column}:{row[column]}"
    text = f"{known(record.given_name)} {known(record.family_name)}"
    words = names.words(text) if text.strip() else []
    codes = sorted({code for word in words for code in word.codes})
    for left, right in combinations(words, 2):
        for pair in sorted({" ".join(sorted((x, y))) for x in left.codes for y in right.codes}):
            yield f"pair:{pair}"
            yield from (f"pair:{pair}:{year}" for year in _years(row))
            yield from (f"pair:{pair}:{part}" for part in _parts(row))
    for code in codes:
        yield from (f"name:{code}:{date}" for date in _days(row))
        if row["household"]:
            yield f"household:{row['household']}:{code}"
        if row["born_year"]:
            yield from (f"name:{code}:{row['born_year']}:{part}" for part in _parts(row))
    if row["household"] and row["born_year"]:
        yield f"household:{row['household']}:{row['born_year']}"


def _years(row: Row) -> list[str]:
    return [str(row["born_year"])] if row["born_year"] else []


def _days(row: Row) -> list[str]:
    """The day as it is and with day and month turned; the lesser first, so that both meet."""
    return [min(str(row["born"]), str(row["born_turned"]))] if row["born"] else []


def _parts(row: Row) -> list[str]:
    return sorted({str(row[f"place_{n}"]) for n in (1, 2, 3) if row[f"place_{n}"]})

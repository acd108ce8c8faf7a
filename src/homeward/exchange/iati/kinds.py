"""Whether a text is a value of its type, as XML Schema writes them."""

import re
from collections.abc import Callable
from datetime import date

ZONE = r"(Z|[+-](0\d|1[0-3]):[0-5]\d|[+-]14:00)?"
DATE = re.compile(rf"(\d{{4}}-\d\d-\d\d){ZONE}")
MOMENT = re.compile(
    rf"(\d{{4}}-\d\d-\d\d)T(([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?|24:00:00(\.0+)?){ZONE}"
)
DECIMAL = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")
# Commas are thousands where there are two of them or a point follows; "1,234" may be a decimal.
THOUSANDS = re.compile(r"[+-]?\d{1,3}((,\d{3})+\.\d+|(,\d{3}){2,})")
WHOLE = re.compile(r"[+-]?\d+")
LANGUAGE = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")
TOKEN = re.compile(r"[\w.:·-]+")
# RFC 3986 without its finer points; what else stands in it, blanks too, is escaped on the way.
ADDRESS = re.compile(r"([^%#]|%[0-9a-fA-F]{2})*(#([^%#]|%[0-9a-fA-F]{2})*)?")
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
INT = 2**31
# More digits than this make no int of 32 bits, with a sign.
DIGITS = 11


def holds(kind: str, text: str) -> bool:
    """Blanks around a value say nothing, except in a plain text, where anything goes."""
    if kind == "string":
        return True
    if kind == "language":
        # Empty says that no language is meant; a blank says nothing.
        return not text or bool(LANGUAGE.fullmatch(text.strip()))
    return KINDS[kind](" ".join(text.split()))


def day(text: str) -> date | None:
    """The day, without its zone; None for what is no date."""
    found = DATE.fullmatch(text.strip())
    return _day(found.group(1)) if found else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _moment(text: str) -> bool:
    found = MOMENT.fullmatch(text)
    return bool(found and _day(found.group(1)))


def _int(text: str) -> bool:
    return bool(WHOLE.fullmatch(text)) and len(text) <= DIGITS and -INT <= int(text) < INT


def _address(text: str) -> bool:
    before = re.split(r"[/?#]", text, maxsplit=1)[0]
    # A colon in the first part ends a scheme, and nothing else may stand there.
    return bool(ADDRESS.fullmatch(text)) and (":" not in before or bool(SCHEME.match(before)))


KINDS: dict[str, Callable[[str], bool]] = {
    "date": lambda text: day(text) is not None,
    "dateTime": _moment,
    "decimal": lambda text: bool(DECIMAL.fullmatch(text)),
    "boolean": lambda text: text in {"true", "false", "1", "0"},
    "int": _int,
    "nonNegativeInteger": lambda text: bool(WHOLE.fullmatch(text)) and int(text[:20]) >= 0,
    "positiveInteger": lambda text: bool(WHOLE.fullmatch(text)) and int(text[:20]) > 0,
    "NMTOKEN": lambda text: bool(TOKEN.fullmatch(text)),
    "anyURI": _address,
}

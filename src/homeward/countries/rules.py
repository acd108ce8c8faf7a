"""Pure: when a sheet may be published, how long it holds, and how two versions differ."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from difflib import SequenceMatcher

from homeward.countries.choices import Change, Freshness, Reason, SheetKind

# So long before its end a sheet says that it ends.
SOON = timedelta(days=14)
# A word with the white space after it.
WORDS = re.compile(r"\S+\s*|\s+")


@dataclass(frozen=True, kw_only=True)
class Written:
    """What a version says, as far as publishing asks for it. `texts`: language -> title, text."""

    kind: SheetKind
    texts: Mapping[str, tuple[str, str]]
    source: str
    source_date: date | None
    valid_until: date | None
    severity: int | None


def reasons_not_to_publish(written: Written, *, is_owner: bool, on: date) -> list[Reason]:
    """Every reason at once."""
    texts = written.texts.values()
    checks = [
        (is_owner, Reason.NOT_OURS),
        (bool(texts), Reason.NO_TEXT),
        (all(title and body for title, body in texts), Reason.TITLE_OR_TEXT_MISSING),
        (bool(written.source), Reason.NO_SOURCE),
        (written.source_date is not None, Reason.NO_SOURCE_DATE),
        (written.source_date is None or written.source_date <= on, Reason.SOURCE_IN_FUTURE),
        (written.valid_until is not None, Reason.NO_END),
        (written.valid_until is None or written.valid_until >= on, Reason.ENDED_ALREADY),
        (written.kind != SheetKind.SECURITY or written.severity is not None, Reason.NO_SEVERITY),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_begin(
    *, kind: SheetKind, has_community: bool, area_in_country: bool, is_free: bool
) -> list[Reason]:
    checks = [
        ((kind == SheetKind.COMMUNITY) == has_community, Reason.NO_COMMUNITY),
        (area_in_country, Reason.OTHER_COUNTRY),
        (is_free, Reason.SHEET_THERE),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_change(*, is_owner: bool, is_draft: bool) -> list[Reason]:
    checks = [(is_owner, Reason.NOT_OURS), (is_draft, Reason.PUBLISHED_ALREADY)]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_state_fact(
    *,
    occupation: str,
    sector: str,
    wage_from: Decimal | None,
    wage_to: Decimal | None,
    currency: str,
    period: str,
    area_in_country: bool,
) -> list[Reason]:
    has_wage = wage_from is not None or wage_to is not None
    checks = [
        (bool(occupation or sector), Reason.NO_OCCUPATION),
        (wage_from is None or wage_to is None or wage_from <= wage_to, Reason.WAGE_UPSIDE_DOWN),
        (not has_wage or bool(currency and period), Reason.WAGE_WITHOUT_CURRENCY),
        (area_in_country, Reason.OTHER_COUNTRY),
    ]
    return [reason for holds, reason in checks if not holds]


def freshness(valid_until: date, *, on: date) -> Freshness:
    """A sheet holds through the day that it names."""
    if valid_until < on:
        return Freshness.OUT_OF_DATE
    return Freshness.ENDS_SOON if valid_until - on <= SOON else Freshness.VALID


def security_change(before: Written | None, now: Written) -> Change | None:
    """What holders of cases are told of. A source or an end that was renewed is no news."""
    if before is None:
        return Change.FIRST
    if before.severity != now.severity:
        return Change.SEVERITY
    return Change.TEXT if dict(before.texts) != dict(now.texts) else None


@dataclass(frozen=True)
class Piece:
    """A run of words: kept, added or removed."""

    state: str
    text: str


def words_changed(before: str, now: str) -> list[Piece]:
    """The two texts as one, word by word (Ratcliff and Obershelp's matching, by difflib).

    Joined, the kept and removed pieces are `before`, the kept and added ones `now`, but for white
    space: where that alone differs the words are kept.
    """
    # The last words too have white space after them, so that none runs into another.
    old, new = (WORDS.findall(f"{text.rstrip()}\n") for text in (before, now))
    pieces: list[Piece] = []
    matcher = SequenceMatcher(
        None, [word.strip() for word in old], [word.strip() for word in new], autojunk=False
    )
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(Piece("kept", "".join(new[c:d])))
            continue
        if b > a:
            pieces.append(Piece("removed", "".join(old[a:b])))
        if d > c:
            pieces.append(Piece("added", "".join(new[c:d])))
    return pieces


def is_whole(years: Sequence[int]) -> bool:
    """Whether no year lies between the first and the last without a figure."""
    return not years or len(set(years)) == max(years) - min(years) + 1

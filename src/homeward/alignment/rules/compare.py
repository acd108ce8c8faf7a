"""All pairs of programmes at once.

The comparisons are our own; what each means to a programme manager is written in
docs/decisions/0022. Likeness of names: token set ratio of rapidfuzz, 0 to 100.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process, utils

from homeward.alignment.choices import Aspect, Verdict, Why
from homeward.alignment.rules import aspects
from homeward.alignment.rules.arrays import (
    Flags,
    Masks,
    Verdicts,
    any_shared,
    has,
    membership,
    note,
)
from homeward.alignment.rules.facts import ProgrammeFacts

# Set before the labelled pairs were compared (decision 22), and not moved since.
ALIKE = 90
OVERLAPPING = (Aspect.DATES, Aspect.AREA, Aspect.OBJECTIVES)


@dataclass(frozen=True)
class Comparison:
    """`keys` are the programmes in the order of the arrays' rows and columns.

    `verdicts` is aspect -> n x n of Verdict; `reasons` an n x n mask of Why; `titles` likeness of
    the titles from 0 to 100; `overlaps` and `duplicates` say which pairs are worth a look.
    """

    keys: tuple[int, ...]
    verdicts: dict[Aspect, Verdicts]
    reasons: Masks
    titles: npt.NDArray[np.uint8]
    overlaps: Flags
    duplicates: Flags

    def pairs(self, wanted: Flags) -> list[tuple[int, int]]:
        """Positions of the pairs where `wanted`, each once."""
        first, second = np.nonzero(np.triu(wanted, 1))
        return list(zip(first.tolist(), second.tolist(), strict=True))


def compare(programmes: Sequence[ProgrammeFacts], *, today: date) -> Comparison:
    """Every pair of `programmes`, as known on `today`.

    Memory and time grow with the square of their number; 500 take well under a second.
    """
    count = len(programmes)
    reasons: Masks = np.zeros((count, count), dtype=np.int64)
    verdicts = {
        Aspect.DATES: aspects.dates(programmes, today, reasons),
        Aspect.AREA: aspects.areas(programmes, reasons),
        Aspect.OBJECTIVES: aspects.objectives(programmes, reasons),
        Aspect.MONEY: aspects.money(programmes, reasons),
        Aspect.CRITERIA: aspects.criteria(programmes, reasons),
    }
    titles = _likeness([p.title for p in programmes])
    note(reasons, titles >= ALIKE, Why.TITLE_ALIKE)
    note(reasons, _same_lead(programmes), Why.SAME_LEAD)
    note(reasons, _part(programmes), Why.PART_OF)
    np.fill_diagonal(reasons, 0)
    np.fill_diagonal(titles, 0)
    for found in verdicts.values():
        np.fill_diagonal(found, 0)
    return Comparison(
        keys=tuple(p.key for p in programmes),
        verdicts=verdicts,
        reasons=reasons,
        titles=titles,
        overlaps=_overlaps(verdicts, reasons),
        duplicates=_duplicates(verdicts, reasons),
    )


# Likeness


def _likeness(texts: Sequence[str]) -> npt.NDArray[np.uint8]:
    """0 to 100; an empty text is like nothing."""
    found = process.cdist(
        texts, texts, scorer=fuzz.token_set_ratio, processor=utils.default_process, dtype=np.uint8
    )
    empty = np.array([not text.strip() for text in texts], dtype=bool)
    found[empty, :] = 0
    found[:, empty] = 0
    return found


def _same_lead(programmes: Sequence[ProgrammeFacts]) -> Flags:
    return any_shared([{p.lead_key} - {""} for p in programmes]) | (
        _likeness([p.lead for p in programmes]) >= ALIKE
    )


def _part(programmes: Sequence[ProgrammeFacts]) -> Flags:
    """One is a part of the other, at any depth."""
    parent = {p.key: p.part_of for p in programmes}
    above = [{str(up) for up in _above(p.key, parent)} for p in programmes]
    both = membership([*above, *[{str(p.key)} for p in programmes]])
    up, own = both[: len(above)], both[len(above) :]
    found = up @ own.T
    return np.asarray((found + found.T) > 0)


def _above(key: int, parent: dict[int, int | None]) -> Iterable[int]:
    seen = {key}
    while (up := parent.get(key)) is not None and up not in seen:
        yield up
        seen.add(up)
        key = up


# Findings


def _overlaps(verdicts: dict[Aspect, Verdicts], reasons: Masks) -> Flags:
    """Same place, same time, same purpose; a part and its whole are none."""
    meet = [verdicts[aspect] == Verdict.MEET for aspect in OVERLAPPING]
    return np.asarray(np.logical_and.reduce(meet) & ~has(reasons, Why.PART_OF))


def _duplicates(verdicts: dict[Aspect, Verdicts], reasons: Masks) -> Flags:
    """One undertaking entered twice: same lead and purpose, no country apart, and beside that

    nearly the same places; or places that are shared or beside each other, with no other funder;
    or titles alike with a funder in common.
    """
    possible = (
        has(reasons, Why.SAME_LEAD)
        & (verdicts[Aspect.OBJECTIVES] == Verdict.MEET)
        & (verdicts[Aspect.DATES] != Verdict.CONTRADICT)
        & ~has(reasons, Why.PART_OF, Why.OTHER_COUNTRY)
    )
    close = has(reasons, Why.AREA_SHARED, Why.PLACES_BESIDE)
    beside = close & ~has(reasons, Why.OTHER_FUNDERS)
    alike = has(reasons, Why.TITLE_ALIKE) & has(reasons, Why.FUNDERS_SHARED)
    alike &= verdicts[Aspect.AREA] != Verdict.CONTRADICT
    return np.asarray(possible & (has(reasons, Why.PLACES_SAME) | beside | alike))

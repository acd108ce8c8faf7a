"""How interviews were held: what the job counts, and what a page shows of it.

The job that counts runs for one organisation and sees no sealed file.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from homeward.access.models import Organisation, User
from homeward.disclosure.suppression import protect
from homeward.disclosure.tables import TOTAL, Dimension, Rule, Table
from homeward.estimation.changes import Likeness, likeness
from homeward.estimation.studies import NotPossible
from homeward.quality.models import InterviewEffect, InterviewerFigure
from homeward.quality.rules.interviews import (
    Interview,
    batteries,
    minutes,
    straightness,
)
from homeward.surveys import queries as surveys
from homeward.surveys.models import InstrumentVersion, Submission

WHO = "interviewer"


def versions(organisation: Organisation | int, *, since: date) -> list[InstrumentVersion]:
    asked = Submission.objects.filter(
        owner_org=organisation, sealed=False, held_on__gte=since, interviewer__isnull=False
    )
    return list(
        InstrumentVersion.objects.filter(
            pk__in=asked.values_list("instrument_version_id", flat=True).distinct()
        ).select_related("instrument")
    )


def interviews(
    version: InstrumentVersion, organisation: Organisation | int, *, since: date
) -> list[Interview]:
    """What was asked of people by colleagues since a day; mended answers count once."""
    rows = Submission.objects.filter(
        owner_org=organisation, sealed=False, instrument_version=version, held_on__gte=since,
        interviewer__isnull=False, replaced_by__isnull=True,
    ).select_related("score")  # fmt: skip
    runs = _batteries(version)
    return [_interview(one, runs) for one in rows.order_by("held_on", "pk")]


def _interview(held: Submission, runs: Sequence[Sequence[str]]) -> Interview:
    return Interview(
        interviewer=held.interviewer_id or 0,
        score=float(held.score.composite) if held.score else None,
        straight=straightness(held.answers, runs) if runs else None,
        minutes=minutes(held.values),
    )


def _batteries(version: InstrumentVersion) -> list[list[str]]:
    sheet = surveys.sheet_of(version)
    if sheet is None:
        return []
    return batteries(
        [(item.id, tuple(answer.code for answer in item.answers)) for item in sheet.asked]
    )


def effect(found: Sequence[Interview]) -> Likeness | None:
    """Share of the spread of scores that lies between interviewers; None where nobody can tell."""
    scored = [one for one in found if one.score is not None]
    try:
        return likeness(
            np.array([one.score for one in scored], dtype=np.float64),
            np.array([one.interviewer for one in scored]),
        )
    except NotPossible:
        return None


def effects(organisation: Organisation | int) -> list[InterviewEffect]:
    return list(
        InterviewEffect.objects.filter(organisation=organisation)
        .select_related("version__instrument")
        .prefetch_related("lines__interviewer")
    )


@dataclass(frozen=True, kw_only=True)
class Shown:
    """An instrument with the lines that may be told, and how many interviewers are not."""

    effect: InterviewEffect
    lines: list[InterviewerFigure]
    hidden: int


def shown(effect: InterviewEffect, *, reader: User, all_lines: bool) -> Shown:
    """Interviewers who held few interviews are not told apart: of so few a share tells of persons.

    Which ones is `disclosure`'s to say, so that no line follows from the total. Whoever reads no
    colleague's line reads their own.
    """
    lines = list(effect.lines.all())
    hidden = _hidden(lines)
    told = [one for one in lines if str(one.interviewer_id) not in hidden]
    if not all_lines:
        told = [one for one in told if one.interviewer_id == reader.pk]
    return Shown(effect=effect, lines=told, hidden=len(hidden))


def _hidden(lines: Sequence[InterviewerFigure]) -> set[str]:
    if not lines:
        return set()
    who = Dimension(name=WHO, leaves=tuple(str(one.interviewer_id) for one in lines))
    cells: dict[tuple[str, ...], float | None] = {
        (str(one.interviewer_id),): float(one.interviews) for one in lines
    }
    cells[(TOTAL,)] = float(sum(one.interviews for one in lines))
    table = Table(name=WHO, dimensions=(WHO,), cells=cells)
    pattern = protect([who], [table], rule=Rule(), with_intervals=False)
    return {label for (label,) in pattern.hidden(table)} - {TOTAL}

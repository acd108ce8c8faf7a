"""Compares all programmes and keeps what is worth a look."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

import numpy as np
from django.db import connection, transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.alignment import rules
from homeward.alignment.choices import CONTRADICTIONS, Aspect, Verdict, Why
from homeward.alignment.models import Comparison
from homeward.alignment.queries import pairs
from homeward.alignment.queries.facts import facts
from homeward.alignment.rules import ProgrammeFacts

COLUMNS = (
    "comparison_id, first_id, second_id, reasons, title_likeness, is_overlap, is_duplicate,"
    " contradictions"
)


def compare(*, by: User | None, at: datetime) -> Comparison:
    """All programmes as they are now. What is kept of the one before is replaced at the end."""
    if by:
        require(by, "alignment.compare")
    return _compare(facts(on=at.date()), by=by, at=at)


def compare_if_changed(*, at: datetime) -> Comparison | None:
    """For the worker: nothing where all programmes read as they did when they were compared."""
    found = facts(on=at.date())
    latest = pairs.latest()
    if latest and latest.fingerprint == fingerprint(found, at):
        return None
    return _compare(found, by=None, at=at)


def fingerprint(found: Sequence[ProgrammeFacts], at: datetime) -> str:
    """Of all that is compared, and of the day: what runs today may have ended tomorrow."""
    words = [_said(programme) for programme in sorted(found, key=lambda p: p.key)]
    return sha256(f"{at.date()}{words}".encode()).hexdigest()


def _said(programme: ProgrammeFacts) -> list[Any]:
    """Sets in order, so that the same facts read the same in every process."""
    values = [getattr(programme, name) for name in programme.__dataclass_fields__]
    return [sorted(v) if isinstance(v, frozenset) else _ordered(v) for v in values]


def _ordered(value: Any) -> str:
    if isinstance(value, rules.Bounds):
        return str(sorted((str(kind), _bound(b)) for kind, b in value.by_kind.items()))
    if isinstance(value, dict):
        return str(sorted(value.items()))
    return str(value)


def _bound(bound: Any) -> str:
    if hasattr(bound, "asked"):
        return f"{sorted(sorted(v) for v in bound.asked)}{sorted(bound.barred)}"
    return str(bound)


@transaction.atomic
def _compare(found: Sequence[ProgrammeFacts], *, by: User | None, at: datetime) -> Comparison:
    kept = Comparison.objects.create(
        started_at=at,
        by=by,
        programmes=len(found),
        fingerprint=fingerprint(found, at),
        inputs=_inputs(found),
    )
    compared = rules.compare(found, today=at.date())
    _keep(kept, compared)
    kept.sums = _sums(compared)
    kept.finished_at = at
    kept.save(update_fields=["sums", "finished_at"])
    Comparison.objects.exclude(pk=kept.pk).filter(finished_at__isnull=False).delete()
    return kept


def _inputs(found: Sequence[ProgrammeFacts]) -> dict[str, int]:
    """How many programmes say something on each aspect."""
    return {
        Aspect.DATES: sum(bool((p.starts_on and p.ends_on) or p.status) for p in found),
        Aspect.AREA: sum(bool(p.places or p.wide) for p in found),
        Aspect.OBJECTIVES: sum(bool(p.sectors) for p in found),
        Aspect.MONEY: sum(bool(p.funders or p.budgets) for p in found),
        Aspect.CRITERIA: sum(p.bounds.stated for p in found),
    }


def _sums(compared: rules.Comparison) -> dict[str, Any]:
    """Pairs by finding; and by aspect how many meet, don't meet, are unknown."""
    upper = np.triu(np.ones(compared.reasons.shape, dtype=bool), 1)
    return {
        "pairs": int(upper.sum()),
        "overlaps": int((compared.overlaps & upper).sum()),
        "duplicates": int((compared.duplicates & upper).sum()),
        "aspects": {
            aspect: {v.name.lower(): int(((table == v) & upper).sum()) for v in Verdict}
            for aspect, table in compared.verdicts.items()
        },
    }


def _keep(kept: Comparison, compared: rules.Comparison) -> None:
    """Overlaps, likely duplicates, and pairs of one place that don't meet, by one COPY."""
    against = rules.has(compared.reasons, *CONTRADICTIONS)
    together = rules.has(compared.reasons, Why.AREA_SHARED) & ~rules.has(
        compared.reasons, Why.PART_OF
    )
    wanted = compared.overlaps | compared.duplicates | (together & against)
    count = np.sum([table == Verdict.CONTRADICT for table in compared.verdicts.values()], axis=0)
    with (
        connection.cursor() as cursor,
        cursor.copy(f"copy alignment_finding ({COLUMNS}) from stdin") as copy,
    ):
        for one, other in compared.pairs(wanted):
            first, second = sorted((compared.keys[one], compared.keys[other]))
            copy.write_row(
                (
                    kept.pk,
                    first,
                    second,
                    int(compared.reasons[one, other]),
                    int(compared.titles[one, other]),
                    bool(compared.overlaps[one, other]),
                    bool(compared.duplicates[one, other]),
                    int(count[one, other]),
                )
            )

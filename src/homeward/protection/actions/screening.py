"""A screen is kept and raises its flags in one transaction."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.cases.models import Case
from homeward.forms.filling import path_of
from homeward.forms.models import FormVersion
from homeward.persons.models import Person
from homeward.protection import screening
from homeward.protection.actions.common import of, refuse_if_closed
from homeward.protection.actions.flags import About, Observation, raise_flag
from homeward.protection.choices import FlagKind, Source
from homeward.protection.models import Screening


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Which form was asked at which step, and what was answered, by the questions' places."""

    version: FormVersion
    purpose: str
    answers: Mapping[str, str]
    source: Source
    held_on: date


@transaction.atomic
def keep_screening(case: Case, person: Person, asked: Asked, *, by: User, at: datetime) -> None:
    """Whoever asks need not be cleared for the answers: they go in, and do not come out again."""
    require(by, "protection.screen")
    refuse_if_closed(case)
    row = Screening(
        purpose=asked.purpose, form_version=asked.version, source=asked.source,
        answers=json.dumps(dict(asked.answers), ensure_ascii=False, sort_keys=True),
        held_on=asked.held_on, at=at, by=by, **of(case, person.pk, by),
    )  # fmt: skip
    Screening.objects.bulk_create([row], ignore_conflicts=True)
    raise_from(
        About.of_case(case, person.pk, by=by), asked.version, asked.answers,
        Observation(
            kind=FlagKind.OTHER, said_on=asked.held_on, source=Source.SCREEN, submission_id=row.pk
        ),
        by=by, at=at,
    )  # fmt: skip


def raise_from(
    about: About,
    version: FormVersion,
    answers: Mapping[str, str],
    seen: Observation,
    *,
    by: User,
    at: datetime,
) -> None:
    """One flag for each kind that the answers raise, with all that points to it."""
    by_path = {path_of(key): value for key, value in answers.items()}
    found = screening.raised(screening.marks(version.survey), by_path)
    for kind, indicators in found.items():
        raise_flag(
            about,
            replace(seen, kind=kind, indicators=tuple(dict.fromkeys(indicators))),
            by=by,
            at=at,
        )

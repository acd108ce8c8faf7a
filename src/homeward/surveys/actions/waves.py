"""Waves are planned, drafted, and ended without answers."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.cases.models import Case
from homeward.core.refusals import refuse_if
from homeward.surveys import queries, rules, scoring
from homeward.surveys.actions.base import end, locked, wait_for_next
from homeward.surveys.choices import NotDone, Status
from homeward.surveys.models import InstrumentVersion, Wave

RSS = "rss"
MAX_CODES = 40
MAX_CODE = 60


@transaction.atomic
def plan_waves(
    case: Case,
    *,
    arrived_on: date,
    by: User,
    at: datetime,
    version: InstrumentVersion | None = None,
) -> list[Wave]:
    """Plans the instrument's waves by the day of arrival; what is planned already stays.

    Without a version it is the one of the Reintegration Sustainability Survey in force today. A
    wave whose time has passed before it was planned is kept as not held, so that nobody takes its
    absence for a survey that was forgotten.
    """
    require(by, "surveys.plan")
    version = version or queries.in_force(RSS, on=localdate(at))
    waves = []
    for timing in version.windows:
        window = rules.window(timing, arrived_on=arrived_on)
        has_passed = window.latest_on < localdate(at)
        waves.append(
            Wave(
                case=case,
                person_id=case.person_id,
                programme_id=case.programme_id,
                owner_org=by.organisation_of_rows,
                unit=version.instrument.unit,
                instrument_version=version,
                instrument=version.instrument.code,
                kind=timing.code,
                opens_on=window.opens_on,
                closes_on=window.closes_on,
                latest_on=window.latest_on,
                planned_at=at,
                planned_by=by,
                status=Status.NOT_DONE if has_passed else Status.PLANNED,
                not_done_reason=NotDone.TIME_PASSED if has_passed else "",
                ended_at=at if has_passed else None,
                ended_by=by if has_passed else None,
            )
        )
    # Two clicks at once: the second finds the waves of the first.
    Wave.objects.bulk_create(waves, ignore_conflicts=True)
    wait_for_next(case, at=at)
    return list(queries.of_case(case).filter(instrument=version.instrument.code))


@transaction.atomic
def save_draft(
    wave: Wave, answers: scoring.Answers, *, held_on: date | None, by: User, at: datetime
) -> Wave:
    """Keeps what is ticked so far, whatever it is; nothing is scored."""
    require(by, "surveys.interview")
    wave = locked(wave)
    today = localdate(at)
    refuse_if(rules.reasons_not_to_interview(queries.beginning_facts(wave, by=by, today=today)))
    items = queries.sheet(wave).by_id
    wave.draft = {
        "answers": {
            item: [code[:MAX_CODE] for code in scoring.codes_of(items[item], value)][:MAX_CODES]
            for item, value in answers.items()
            if item in items and value
        },
        "held_on": held_on.isoformat() if held_on else "",
    }
    wave.draft_at, wave.draft_by = at, by
    wave.save(update_fields=["draft", "draft_at", "draft_by"])
    return wave


@transaction.atomic
def end_without_answers(wave: Wave, reason: str, *, by: User, at: datetime) -> Wave:
    """The survey was not held: it has a reason and no score. A draft of it goes."""
    require(by, "surveys.plan")
    wave = locked(wave)
    refuse_if(
        rules.reasons_not_to_end(is_planned=wave.is_planned, reason_given=reason in NotDone.values)
    )
    wave.not_done_reason = reason
    end(wave, Status.NOT_DONE, by=by, at=at)
    return wave

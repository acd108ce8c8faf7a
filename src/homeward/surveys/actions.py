"""Every write on surveys."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.cases import actions as cases
from homeward.cases.models import Case
from homeward.core.refusals import Refused, refuse_if
from homeward.surveys import instruments, queries, rules, scoring
from homeward.surveys.choices import NotDone, Status
from homeward.surveys.instruments import Sheet
from homeward.surveys.models import Score, Submission, Wave
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind

RSS = ("rss", "2018")
MAX_CODES = 40
MAX_CODE = 60


@transaction.atomic
def plan_waves(
    case: Case,
    *,
    arrived_on: date,
    by: User,
    at: datetime,
    instrument: tuple[str, str] = RSS,
) -> list[Wave]:
    """Plans the instrument's waves by the day of arrival; what is planned already stays.

    A wave whose time has passed before it was planned is kept as not held, so that nobody
    takes its absence for a survey that was forgotten.
    """
    require(by, "surveys.plan")
    sheet = instruments.load(*instrument)
    waves = []
    for timing in sheet.waves:
        window = rules.window(timing, arrived_on=arrived_on)
        has_passed = window.latest_on < localdate(at)
        waves.append(
            Wave(
                case=case,
                person_id=case.person_id,
                programme_id=case.programme_id,
                owner_org=by.organisation_of_rows,
                instrument=sheet.id,
                version=sheet.version,
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
    _wait_for_next(case, at=at)
    return list(queries.of_case(case).filter(instrument=sheet.id))


@transaction.atomic
def save_draft(
    wave: Wave, answers: scoring.Answers, *, held_on: date | None, by: User, at: datetime
) -> Wave:
    """Keeps what is ticked so far, whatever it is; nothing is scored."""
    require(by, "surveys.interview")
    wave = _locked(wave)
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
def submit(
    wave: Wave,
    answers: scoring.Answers,
    *,
    by: User,
    at: datetime,
    held_on: date | None = None,
    options: Mapping[str, str] | None = None,
) -> Score:
    """Keeps the answers of an interview for good, and scores them.

    `held_on` is today unless it was written down on paper before. Raises Refused, and
    scoring.FaultyAnswers where a code is none of the instrument's.
    """
    require(by, "surveys.interview")
    wave = _locked(wave)
    sheet = queries.sheet(wave)
    on = held_on or localdate(at)
    result = scoring.score(sheet, answers, options)
    facts = queries.interview_facts(wave, by=by, held_on=on, today=localdate(at))
    reasons = rules.reasons_not_to_submit(facts, has_answers=result is not None)
    if reasons or result is None:
        raise Refused(*reasons)
    Submission.objects.create(
        **_common(wave),
        held_on=on,
        submitted_at=at,
        interviewer=by,
        answers=_kept(sheet, answers, result.options),
    )
    score = _keep_score(wave, result, held_on=on)
    _end(wave, Status.DONE, by=by, at=at)
    return score


@transaction.atomic
def end_without_answers(wave: Wave, reason: str, *, by: User, at: datetime) -> Wave:
    """The survey was not held: it has a reason and no score. A draft of it goes."""
    require(by, "surveys.plan")
    wave = _locked(wave)
    refuse_if(
        rules.reasons_not_to_end(is_planned=wave.is_planned, reason_given=reason in NotDone.values)
    )
    wave.not_done_reason = reason
    _end(wave, Status.NOT_DONE, by=by, at=at)
    return wave


def _kept(
    sheet: Sheet, answers: scoring.Answers, options: Mapping[str, str]
) -> dict[str, dict[str, str | Sequence[str]]]:
    readings = scoring.read(sheet, answers, options)
    return {
        item: {"codes": list(reading.codes), "state": reading.state.value}
        for item, reading in readings.items()
    }


def _keep_score(wave: Wave, result: scoring.Score, *, held_on: date) -> Score:
    return Score.objects.create(
        **_common(wave),
        held_on=held_on,
        instrument=result.instrument.id,
        version=result.instrument.version,
        options=dict(result.options),
        dimensions={name: str(scoring.rounded(value)) for name, value in result.dimensions.items()},
        composite=scoring.rounded(result.composite),
        band=result.band.code,
        unknown=result.unknown,
        refused=result.refused,
        not_applicable=result.not_applicable,
        not_asked=result.not_asked,
        warning=result.warning,
    )


def _common(wave: Wave) -> dict[str, object]:
    return {
        "wave": wave,
        "person_id": wave.person_id,
        "programme_id": wave.programme_id,
        "owner_org_id": wave.owner_org_id,
    }


def _end(wave: Wave, to: Status, *, by: User, at: datetime) -> None:
    """The only code that ends a wave; the next one's wait begins with it."""
    wave.status, wave.ended_at, wave.ended_by = to, at, by
    wave.draft, wave.draft_at, wave.draft_by = {}, None, None
    wave.save()
    tasks.end(TaskKind.FILL_SURVEY, wave.pk, at=at)
    _wait_for_next(wave.case, at=at)
    cases.ensure_next_step(wave.case_id, by=by, at=at)


def _wait_for_next(case: Case, *, at: datetime) -> None:
    """One wait at a time: for the first survey that is still planned."""
    wave = queries.of_case(case).filter(status=Status.PLANNED).first()
    if wave is None:
        return
    tasks.begin(
        TaskKind.FILL_SURVEY,
        wave.pk,
        holder_org=wave.owner_org_id,
        waiter_org=wave.owner_org_id,
        at=at,
        programme_id=case.programme_id,
        case_id=case.pk,
        person_id=case.person_id,
        reference=case.reference,
        due_on=wave.closes_on,
    )


def _locked(wave: Wave) -> Wave:
    """Read again under a lock: the page may be old, and two colleagues may click at once."""
    return Wave.objects.select_for_update(of=("self",)).select_related("case").get(pk=wave.pk)

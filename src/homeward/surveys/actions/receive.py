"""Answers come in, by whatever way, once; they are kept for good and scored."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from homeward.access.choices import DataClass
from homeward.access.models import Organisation, User
from homeward.access.permissions import require
from homeward.cases.models import Case
from homeward.collectives.models import Project
from homeward.core.refusals import Refused, refuse_if
from homeward.persons.models import Person
from homeward.places.models import Area
from homeward.programmes.models import Programme
from homeward.surveys import queries, rules, scoring
from homeward.surveys.actions.base import end, locked
from homeward.surveys.choices import Filler, Reason, Source, Status
from homeward.surveys.models import (
    InstrumentVersion,
    Score,
    Submission,
    Wave,
    new_instance_id,
)

# What can't be sent back to whoever filled it in is kept with its faults, and has no score.
KEPT_WITH_FAULTS = frozenset({Source.COLLECT, Source.KOBO, Source.FILE})


@dataclass(frozen=True, kw_only=True)
class About:
    """What a survey that no wave planned is about, and whose it is."""

    owner_org: Organisation
    programme: Programme
    case: Case | None = None
    person: Person | None = None
    project: Project | None = None
    area: Area | None = None


@transaction.atomic
def receive(
    wave: Wave | None,
    version: InstrumentVersion,
    answers: scoring.Answers,
    *,
    instance_id: str,
    source: Source,
    by: User | None,
    at: datetime,
    xml: str = "",
    about: About | None = None,
    held_on: date | None = None,
    options: Mapping[str, str] | None = None,
    deprecates: Submission | None = None,
) -> Submission:
    """Keeps one filled-in survey for good, and scores it where its instrument has a scoring sheet.

    `answers`: place -> text, as forms.filling has them, or item -> codes where there is no form.
    A survey that no wave planned says what it is `about`. `by` is nobody where the person filled
    it in by a link. The same `instance_id` of one owner comes in once: again with the same answers
    it is the one that is kept, with others it is refused. `deprecates`: the answers that it mends.
    Raises Refused, and scoring.FaultyAnswers where a code can still be mended by who sent it.
    """
    _authorise(version, source, by)
    wave = locked(wave) if wave else None
    came = _Came(version, answers, xml)
    common = _common(wave, version, about)
    if kept := _earlier(common, instance_id):
        return _same(kept, came)
    on = held_on or (deprecates.held_on if deprecates else localdate(at))
    reading = _read(version, came.items, options or {}, source, mends=deprecates is not None)
    _check(wave, version, came, reading, by=by, on=on, at=at, deprecates=deprecates)
    score = _keep_score(wave, deprecates, common, reading.score, held_on=on)
    try:
        with transaction.atomic():
            submission = Submission.objects.create(
                **common | {"data_class": _class_of(version)},
                **_place(wave, about, version),
                wave=wave,
                instance_id=instance_id,
                source=source,
                deprecates=deprecates,
                held_on=on,
                submitted_at=at,
                interviewer=by,
                answers=reading.kept | came.coded,
                filled=came.filled,
                xml=xml,
                faults=reading.faults,
                score=score,
            )
    except IntegrityError:
        # Two came at once: the other one is there now.
        if kept := _earlier(common, instance_id):
            return _same(kept, came)
        raise
    if wave and wave.is_planned:
        end(wave, Status.DONE, by=by, at=at)
    return submission


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
    """The answers of an interview that were ticked on the page; its instrument has a score.

    `held_on` is today unless it was written down on paper before.
    """
    kept = receive(
        wave,
        wave.instrument_version,
        answers,
        instance_id=new_instance_id(),
        source=Source.BROWSER,
        by=by,
        at=at,
        held_on=held_on,
        options=options,
    )
    if kept.score is None:
        raise ValueError(f"{kept.instrument_version} has no score")
    return kept.score


def _authorise(version: InstrumentVersion, source: Source, by: User | None) -> None:
    if by is not None:
        require(by, "surveys.interview")
    elif source != Source.LINK:
        raise PermissionDenied
    elif not version.instrument.may_be_filled_by(Filler.PERSON):
        raise Refused(Reason.NOT_FOR_PERSON)


class _Came:
    """The answers as they came, and what of them has codes."""

    def __init__(self, version: InstrumentVersion, answers: scoring.Answers, xml: str) -> None:
        sheet = queries.sheet_of(version)
        form = queries.form_of(version)
        self.xml = xml
        self.items = queries.items_of(sheet, answers) if sheet else {}
        self.coded = queries.coded(form, answers) if form else {}
        self.filled = json.dumps(dict(sorted(answers.items())), ensure_ascii=False) if form else ""
        self.has_any = any(answers.values())


@dataclass(frozen=True)
class _Reading:
    score: scoring.Score | None
    kept: dict[str, Any]
    faults: list[list[str]]


def _read(
    version: InstrumentVersion,
    items: Mapping[str, str | Sequence[str]],
    options: Mapping[str, str],
    source: Source,
    *,
    mends: bool,
) -> _Reading:
    sheet = queries.sheet_of(version)
    if sheet is None:
        return _Reading(None, {}, [])
    try:
        result = scoring.score(sheet, items, options)
    except scoring.FaultyAnswers as error:
        if mends or source not in KEPT_WITH_FAULTS:
            raise
        faults = [[fault.item, fault.code] for fault in error.faults]
        codes = {item: scoring.codes_of(sheet.by_id[item], items[item]) for item in items}
        kept = {item: {"codes": list(codes[item]), "state": "faulty"} for item in items}
        return _Reading(None, kept, faults)
    chosen = sheet.options_with_defaults(options)
    kept = {
        item: {"codes": list(one.codes), "state": one.state.value}
        for item, one in scoring.read(sheet, items, chosen).items()
    }
    return _Reading(result, kept, [])


def _check(
    wave: Wave | None,
    version: InstrumentVersion,
    came: _Came,
    reading: _Reading,
    *,
    by: User | None,
    on: date,
    at: datetime,
    deprecates: Submission | None,
) -> None:
    answered = came.has_any if not version.has_score else bool(reading.score or reading.faults)
    reasons = rules.reasons_not_to_receive(
        rules.ReceivingFacts(
            is_published=version.is_published,
            fits_wave=wave is None or wave.instrument_version_id == version.pk,
            mends_what_holds=deprecates is None
            or (
                deprecates.wave_id == (wave.pk if wave else None)
                and not Submission.objects.filter(deprecates=deprecates).exists()
            ),
        )
    )
    if wave is None:
        lies_ahead = [Reason.IN_FUTURE] if on > localdate(at) else []
        refuse_if(reasons + lies_ahead + ([] if answered else [Reason.NO_ANSWERS]))
        return
    facts = queries.interview_facts(
        wave, by=by, held_on=on, today=localdate(at), mends=deprecates is not None
    )
    refuse_if(reasons + rules.reasons_not_to_submit(facts, has_answers=answered))


def _earlier(common: Mapping[str, Any], instance_id: str) -> Submission | None:
    return Submission.objects.filter(
        owner_org_id=common["owner_org_id"], instance_id=instance_id
    ).first()


def _same(kept: Submission, came: _Came) -> Submission:
    """The one that is kept, where it is the same; Refused where it is another."""
    if came.xml or kept.xml:
        is_same = kept.xml == came.xml
    elif came.filled or kept.filled:
        is_same = kept.filled == came.filled
    else:
        codes = {item: answer["codes"] for item, answer in kept.answers.items() if answer["codes"]}
        is_same = codes == queries.codes_only(kept.instrument_version, came.items)
    if not is_same:
        raise Refused(Reason.OTHER_ANSWERS)
    return kept


def _class_of(version: InstrumentVersion) -> DataClass:
    """That of surveys, or of the most sensitive question that the form marks."""
    form = queries.form_of(version)
    marked = form.classes if form else set()
    for strict in (DataClass.ASYLUM, DataClass.PROTECTION, DataClass.HEALTH, DataClass.LEGAL):
        if strict in marked:
            return strict
    return DataClass.SURVEY


def _common(wave: Wave | None, version: InstrumentVersion, about: About | None) -> dict[str, Any]:
    of = wave or about
    if of is None:
        raise ValueError("a survey without a wave says what it is about")
    person = wave.person_id if wave else _person_of(about)
    return {
        "instrument_version": version,
        "person_id": person,
        "programme_id": wave.programme_id if wave else of.programme.pk,
        "owner_org_id": wave.owner_org_id if wave else of.owner_org.pk,
    }


def _person_of(about: About | None) -> Any:
    if about is None:
        return None
    if about.person:
        return about.person.pk
    return about.case.person_id if about.case else None


def _place(wave: Wave | None, about: About | None, version: InstrumentVersion) -> dict[str, Any]:
    of: Any = wave or about
    unit = wave.unit if wave else version.instrument.unit
    return {"unit": unit, "case": of.case, "project": of.project, "area": of.area}


def _keep_score(
    wave: Wave | None,
    deprecates: Submission | None,
    common: Mapping[str, Any],
    result: scoring.Score | None,
    *,
    held_on: date,
) -> Score | None:
    """The score of a wave follows the answers that hold; what it was is in its history."""
    if result is None:
        return None
    score = (deprecates.score if deprecates else None) or Score(**common, wave=wave)
    score.held_on = held_on
    score.instrument = result.instrument.id
    score.options = dict(result.options)
    score.dimensions = {
        name: str(scoring.rounded(value)) for name, value in result.dimensions.items()
    }
    score.composite = scoring.rounded(result.composite)
    score.band = result.band.code
    score.unknown, score.refused = result.unknown, result.refused
    score.not_applicable, score.not_asked = result.not_applicable, result.not_asked
    score.warning = result.warning
    score.save()
    return score

"""Reads of surveys, and the facts that their rules ask for. Rows are the gate's."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Case as Either
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils.formats import localize
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from homeward.access.models import User
from homeward.cases import queries as cases
from homeward.cases.models import Case
from homeward.core.timeline import Entry
from homeward.forms import queries as forms
from homeward.forms.definition import Choice, Definition, Question
from homeward.forms.filling import path_of
from homeward.surveys import instruments, rules, scoring, signals
from homeward.surveys.choices import (
    RECALLED,
    Filler,
    Status,
    VersionStatus,
    WaveKind,
)
from homeward.surveys.instruments import Labels, Sheet
from homeward.surveys.models import Instrument, InstrumentVersion, Score, Submission, Wave

RSS = "rss"
# What a wave is about, and by which instrument.
OF_WAVE = ("case__worker", "project", "area", "instrument_version__instrument")
# What is open to anybody who interviews; a closed case is to whoever follows it alone.
OF_OPEN = Q(case__isnull=True) | Q(case__closed_at__isnull=True)


def in_force(code: str, *, on: date) -> InstrumentVersion:
    """The published version of an instrument that holds on this day: of those begun, the newest.

    InstrumentVersion.DoesNotExist where there is none.
    """
    found = (
        InstrumentVersion.objects.filter(
            instrument__code=code, status=VersionStatus.PUBLISHED, valid_from__lte=on
        )
        .select_related("instrument", "form_version")
        .order_by("-valid_from", "-number")
        .first()
    )
    if found is None:
        raise InstrumentVersion.DoesNotExist(code)
    return found


def by_code(code: str) -> Instrument | None:
    return Instrument.objects.filter(code=code).first()


def newest(instrument: Instrument) -> InstrumentVersion | None:
    """The version with the highest number, drafts among them."""
    return (
        InstrumentVersion.objects.filter(instrument=instrument)
        .select_related("form_version__form")
        .order_by("-number")
        .first()
    )


def instruments_listed() -> QuerySet[Instrument]:
    """Instruments with their versions, the newest of each first."""
    versions = InstrumentVersion.objects.defer("form_version").order_by("-number")
    return Instrument.objects.select_related("owner_org").prefetch_related(
        Prefetch("versions", queryset=versions)
    )


def holding(instrument: Instrument, on: date) -> InstrumentVersion | None:
    """As `in_force`, of the versions that a list has read already."""
    begun = [
        one
        for one in instrument.versions.all()
        if one.is_published and one.valid_from and one.valid_from <= on
    ]
    return max(begun, key=lambda one: (one.valid_from or on, one.number), default=None)


def before(version: InstrumentVersion) -> InstrumentVersion | None:
    return versions_of(version.instrument).filter(number__lt=version.number).first()


def versions_of(instrument: Instrument) -> QuerySet[InstrumentVersion]:
    return (
        InstrumentVersion.objects.filter(instrument=instrument)
        .select_related("instrument", "form_version", "uploaded_by", "published_by")
        .order_by("-number")
    )


def published() -> QuerySet[InstrumentVersion]:
    """Every published version that the reader sees, the newest of each instrument first."""
    return (
        InstrumentVersion.objects.filter(status=VersionStatus.PUBLISHED)
        .select_related("instrument__owner_org")
        .order_by("instrument__title", "-number")
    )


def asked_by(form: Definition) -> dict[str, list[str]]:
    """The questions of a form outside its repeats: name -> the codes it offers, if any."""
    return {
        question.name: [choice.value for choice in _choices_of(form, question)]
        for question in form.questions()
        if not any(question.path.startswith(f"{repeat}/") for repeat in form.repeats)
    }


def _choices_of(form: Definition, question: Question) -> Sequence[Choice]:
    if question.choices or question.items is None:
        return question.choices
    return form.lists.get(question.items.list_name, ())


def offered(*, on: date, units: Iterable[str]) -> list[InstrumentVersion]:
    """The versions in force of the instruments that ask about one of these."""
    found = (
        InstrumentVersion.objects.filter(
            instrument__unit__in=list(units), status=VersionStatus.PUBLISHED, valid_from__lte=on
        )
        .select_related("instrument")
        .order_by("instrument__code", "-valid_from", "-number")
        .distinct("instrument__code")
    )
    return list(found)


@dataclass(frozen=True)
class Afterwards:
    """A baseline that was missed, and the day on which the next survey's time begins."""

    baseline: Wave
    was_held: bool
    next_opens_on: date


def afterwards(case: Case) -> Afterwards | None:
    """None where no baseline was planned, nothing follows it, or it was asked already."""
    waves = {wave.kind: wave for wave in Wave.objects.filter(case=case, instrument=RSS)}
    baseline = waves.get(WaveKind.BASELINE)
    later = sorted(
        wave.opens_on
        for kind, wave in waves.items()
        if baseline is not None and wave.opens_on > baseline.opens_on and kind != RECALLED
    )
    if baseline is None or not later or RECALLED in waves:
        return None
    return Afterwards(baseline, baseline.status != Status.NOT_DONE, later[0])


def may_ask_afterwards(case: Case, *, on: date) -> bool:
    found = afterwards(case)
    return found is not None and not rules.reasons_not_to_ask_afterwards(
        was_held=found.was_held, next_opens_on=found.next_opens_on, today=on
    )


def sheet(row: Wave | Score) -> Sheet:
    """The scoring sheet of a row whose instrument has one."""
    found = _sheet(row.instrument_version_id)
    if found is None:
        raise ValueError(f"{row} is of an instrument without a scoring sheet")
    return found


def sheet_of(version: InstrumentVersion) -> Sheet | None:
    return _sheet(version.pk) if version.sheet else None


@lru_cache(maxsize=64)
def _sheet(pk: UUID) -> Sheet | None:
    """Read once a process: a version's sheet never changes."""
    version = InstrumentVersion.objects.only("sheet", "sheet_name").get(pk=pk)
    return instruments.parse(version.sheet, name=version.sheet_name) if version.sheet else None


def form_of(version: InstrumentVersion) -> Definition | None:
    return forms.read(version.form_version) if version.form_version else None


def items_of(sheet: Sheet, answers: scoring.Answers) -> dict[str, str | Sequence[str]]:
    """The answers by item. In a form the question of an item has its name, in whatever group."""
    by_name = {key.rsplit("/", 1)[-1]: key for key in answers if "[" not in key}
    return {
        item: answers[by_name[item]]
        for item in sheet.by_id
        if item in by_name and answers[by_name[item]]
    }


def coded(form: Definition, answers: scoring.Answers) -> dict[str, dict[str, Any]]:
    """The answers that are choices of a list, by place: what has codes tells no free text."""
    chooses = {q.path: q.chooses_many for q in form.questions() if q.chooses}
    found = {}
    for place, value in answers.items():
        many = chooses.get(path_of(place))
        if many is None or not value:
            continue
        codes = value.split() if many and isinstance(value, str) else [str(value)]
        found[place] = {"codes": codes, "state": "answered"}
    return found


def codes_only(
    version: InstrumentVersion, items: Mapping[str, str | Sequence[str]]
) -> dict[str, list[str]]:
    known = sheet_of(version)
    if known is None:
        return {}
    return {item: list(scoring.codes_of(known.by_id[item], value)) for item, value in items.items()}


def said(labels: Labels) -> str:
    """A label of an instrument in the page's language."""
    return instruments.in_language(labels, get_language() or instruments.FALLBACK_LANGUAGE)


def named(version: InstrumentVersion) -> str:
    """The instrument as its scoring sheet calls it in the page's language, where it has one."""
    found = sheet_of(version)
    return said(found.labels) if found else str(version.instrument)


def due(on: date, *, reader: User) -> QuerySet[Wave]:
    """Planned surveys whose time has begun: the reader's to hold first, then by their end."""
    return _planned(reader, "closes_on").filter(opens_on__lte=on)


def later(on: date, *, reader: User) -> QuerySet[Wave]:
    """Planned surveys whose time is to come."""
    return _planned(reader, "opens_on").filter(opens_on__gt=on)


def _planned(reader: User, order: str) -> QuerySet[Wave]:
    """`is_own`: the reader is the case worker, and so not the one who interviews."""
    own = Either(When(case__worker=reader, then=Value(True)), default=Value(False))
    return (
        shown_waves()
        .filter(OF_OPEN, status=Status.PLANNED)
        .select_related(*OF_WAVE, "draft_by")
        .annotate(is_own=own)
        .order_by("is_own", order, "pk")
    )


def shown_waves() -> QuerySet[Wave]:
    """About a project or a community, or about a case: by a column of the case, so that a wave
    whose case is hidden is not there at all."""
    return Wave.objects.filter(Q(case__isnull=True) | Q(case__reference__isnull=False))


def wave_named(pk: UUID) -> QuerySet[Wave]:
    """One of them, with what its pages show."""
    return shown_waves().filter(pk=pk).select_related(*OF_WAVE, "draft_by")


def titles(waves: Sequence[Wave]) -> dict[UUID, str]:
    """What each is about: the person or household, the project, the community."""
    of_cases = cases.titles([wave.case for wave in waves if wave.case])
    return {
        wave.pk: of_cases[wave.case.pk] if wave.case else str(wave.project or wave.area or "")
        for wave in waves
    }


def unplanned(reader: User) -> QuerySet[Case]:
    """Open cases of the reader's organisation that have arrived and have no survey yet."""
    return (
        Case.objects.filter(
            accountable_org_id=reader.organisation_id,
            arrived_on__isnull=False,
            closed_at__isnull=True,
        )
        .exclude(Exists(Wave.objects.filter(case=OuterRef("pk"))))
        .select_related("worker")
        .order_by("arrived_on", "pk")
    )


def of_case(case: Case) -> QuerySet[Wave]:
    return (
        Wave.objects.filter(case=case)
        .select_related("score", "ended_by__organisation", "instrument_version__instrument")
        .prefetch_related(
            Prefetch(
                "submissions",
                queryset=Submission.objects.select_related("interviewer__organisation"),
            )
        )
        .order_by("opens_on", "instrument")
    )


def shown_on_case(case: Case) -> list[Wave]:
    """As `of_case`, with no more than the case page shows of each."""
    return list(
        Wave.objects.filter(case=case)
        .select_related("score", "instrument_version__instrument")
        .order_by("opens_on")
    )


def interview_facts(
    wave: Wave, *, by: User | None, held_on: date, today: date, mends: bool = False
) -> rules.InterviewFacts:
    """`mends`: answers that are there already are corrected."""
    own = by is not None and wave.case is not None and wave.case.worker_id == by.pk
    may = wave.instrument_version.instrument.may_be_filled_by
    return rules.InterviewFacts(
        is_planned=wave.is_planned or (mends and wave.status == Status.DONE),
        by_own_case_worker=own and not may(Filler.OWN_WORKER),
        by_uninvited_partner=by is not None
        and wave.owner_org_id != by.organisation_id
        and not may(Filler.PARTNER),
        after_closure=by is not None and not _is_followed(wave, by, on=today),
        held_on=held_on,
        today=today,
        window=rules.Window(wave.opens_on, wave.closes_on, wave.latest_on),
    )


def _is_followed(wave: Wave, by: User, *, on: date) -> bool:
    """Open, about no case, or followed after closure by the interviewer's organisation."""
    if wave.case is None or wave.case.is_open:
        return True
    follows = who_follows(wave.case, on=on)
    return follows is not None and by.organisation_id in follows


def who_follows(case: Case, *, on: date) -> tuple[int, int] | None:
    """Who follows a closed case, and who lets them, as the floor above says; None for nobody."""
    answers: list[tuple[Any, Any]] = signals.asking_who_follows.send(Case, case=case, on=on)
    return next((found for _receiver, found in answers if found), None)


def beginning_facts(wave: Wave, *, by: User, today: date) -> rules.InterviewFacts:
    """As if it were held on the last day that can be: what was on paper may be typed later."""
    return interview_facts(wave, by=by, held_on=min(today, wave.latest_on), today=today)


def latest(case: Case) -> Score | None:
    """The score of the case's last interview, or None where there is none yet."""
    return Score.objects.filter(wave__case=case).order_by("-held_on", "-wave__opens_on").first()


def scores_until(wave: Wave) -> list[Score]:
    """The scores of the same case, project or community up to this wave, the first one first."""
    return list(
        Score.objects.filter(
            wave__case=wave.case_id,
            wave__project=wave.project_id,
            wave__area=wave.area_id,
            instrument=wave.instrument,
            wave__opens_on__lte=wave.opens_on,
        )
        .select_related("wave__instrument_version")
        .order_by("wave__opens_on")
    )


def answers_of(score: Score) -> Submission | None:
    """The answers that it was made from: those that no later ones replaced."""
    return (
        Submission.objects.filter(score=score, replaced_by__isnull=True)
        .select_related("interviewer__organisation")
        .first()
    )


def scored_again(submission: Submission, score: Score) -> scoring.Score:
    """The score with every item, made from the answers and the options that were kept."""
    again = scoring.score(sheet(score), codes(submission.answers), score.options)
    if again is None or scoring.rounded(again.composite) != score.composite:
        raise ValueError(f"the score of wave {score.wave_id} does not follow from its answers")
    return again


def codes(answers: dict[str, Any]) -> dict[str, list[str]]:
    return {item: answer["codes"] for item, answer in answers.items()}


def latest_of(waves: Iterable[Wave]) -> Score | None:
    """As `latest`, of waves that the page has read already."""
    scores = [score for wave in waves if (score := score_of(wave))]
    return max(scores, key=lambda score: score.held_on, default=None)


def score_of(wave: Wave) -> Score | None:
    """A survey that was held has no score where its instrument has none, or a code was faulty."""
    return getattr(wave, "score", None)


def history(waves: Iterable[Wave]) -> list[Entry]:
    """The surveys' part of "What happened", of waves that the page has read already."""
    return [_entry(wave) for wave in waves if wave.status != Status.PLANNED]


def _entry(wave: Wave) -> Entry:
    name = str(wave.instrument_version.instrument)
    what = {"wave": wave.get_kind_display(), "name": name}
    if wave.status == Status.NOT_DONE:
        return Entry(
            at=wave.ended_at or wave.planned_at,
            text=_("Survey not held: %(wave)s") % what,
            detail=wave.get_not_done_reason_display(),
            icon="circle-x",
            tone="no",
            url=reverse("surveys:of_case", args=[wave.case_id]),
        )
    score = score_of(wave)
    return Entry(
        at=wave.ended_at or wave.planned_at,
        text=_("Survey held: %(wave)s") % what,
        detail=_("%(name)s: %(score)s, %(band)s")
        % {"name": name, "score": shown(score), "band": band_name(score)}
        if score
        else name,
        icon="clipboard-check",
        tone="ok",
        url=reverse("surveys:score", args=[wave.pk])
        if score
        else reverse("surveys:of_case", args=[wave.case_id]),
    )


def shown(score: Score) -> str:
    """The composite as people read it: no trailing noughts, the language's decimal mark."""
    return str(localize(score.composite.normalize()))


def band_name(score: Score) -> str:
    return next(said(band.labels) for band in sheet(score).bands if band.code == score.band)

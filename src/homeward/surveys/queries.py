"""Reads of surveys, and the facts that their rules ask for. Rows are the gate's."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Case as Either
from django.db.models import Exists, OuterRef, Prefetch, QuerySet, Value, When
from django.urls import reverse
from django.utils.formats import localize
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from homeward.access.models import User
from homeward.cases.models import Case
from homeward.core.timeline import Entry
from homeward.forms import queries as forms
from homeward.forms.definition import Definition
from homeward.forms.filling import path_of
from homeward.surveys import instruments, rules, scoring
from homeward.surveys.choices import Filler, Status, VersionStatus
from homeward.surveys.instruments import Labels, Sheet
from homeward.surveys.models import InstrumentVersion, Score, Submission, Wave


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
        Wave.objects.filter(status=Status.PLANNED)
        # By a column of the case, so that a wave whose case is hidden is not there at all.
        .filter(case__reference__isnull=False)
        .select_related("case__worker", "draft_by", "instrument_version__instrument")
        .annotate(is_own=own)
        .order_by("is_own", order, "pk")
    )


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
    may = wave.instrument_version.instrument.may_be_filled_by(Filler.OWN_WORKER)
    return rules.InterviewFacts(
        is_planned=wave.is_planned or (mends and wave.status == Status.DONE),
        by_own_case_worker=own and not may,
        held_on=held_on,
        today=today,
        window=rules.Window(wave.opens_on, wave.closes_on, wave.latest_on),
    )


def beginning_facts(wave: Wave, *, by: User, today: date) -> rules.InterviewFacts:
    """As if it were held on the last day that can be: what was on paper may be typed later."""
    return interview_facts(wave, by=by, held_on=min(today, wave.latest_on), today=today)


def latest(case: Case) -> Score | None:
    """The score of the case's last interview, or None where there is none yet."""
    return Score.objects.filter(wave__case=case).order_by("-held_on", "-wave__opens_on").first()


def scores_until(wave: Wave) -> list[Score]:
    """The case's scores of this instrument up to this wave, the first one first."""
    return list(
        Score.objects.filter(
            wave__case=wave.case,
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

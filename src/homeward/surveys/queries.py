"""Reads of surveys, and the facts that their rules ask for. Rows are the gate's."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Case as Either
from django.db.models import Exists, OuterRef, QuerySet, Value, When
from django.urls import reverse
from django.utils.formats import localize
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from homeward.access.models import User
from homeward.cases.models import Case
from homeward.core.timeline import Entry
from homeward.surveys import instruments, rules, scoring
from homeward.surveys.choices import Status
from homeward.surveys.instruments import Labels, Sheet
from homeward.surveys.models import Score, Submission, Wave


def sheet(wave: Wave | Score) -> Sheet:
    return instruments.load(wave.instrument, wave.version)


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
        .select_related("case__worker", "draft_by")
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
        .select_related("score", "submission__interviewer__organisation", "ended_by__organisation")
        .order_by("opens_on", "instrument")
    )


def shown_on_case(case: Case) -> list[Wave]:
    """As `of_case`, with no more than the case page shows of each."""
    return list(Wave.objects.filter(case=case).select_related("score").order_by("opens_on"))


def interview_facts(wave: Wave, *, by: User, held_on: date, today: date) -> rules.InterviewFacts:
    return rules.InterviewFacts(
        is_planned=wave.is_planned,
        by_own_case_worker=wave.case.worker_id == by.pk,
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


def scores_until(score: Score) -> list[Score]:
    """The case's scores of this instrument up to this one, the first wave first."""
    return list(
        Score.objects.filter(
            wave__case_id=score.wave.case_id,
            instrument=score.instrument,
            wave__opens_on__lte=score.wave.opens_on,
        )
        .select_related("wave")
        .order_by("wave__opens_on")
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
    scores = [wave.score for wave in waves if wave.status == Status.DONE]
    return max(scores, key=lambda score: score.held_on, default=None)


def history(waves: Iterable[Wave]) -> list[Entry]:
    """The surveys' part of "What happened", of waves that the page has read already."""
    return [_entry(wave) for wave in waves if wave.status != Status.PLANNED]


def _entry(wave: Wave) -> Entry:
    what = {"wave": wave.get_kind_display(), "name": said(sheet(wave).labels)}
    if wave.status == Status.NOT_DONE:
        return Entry(
            at=wave.ended_at or wave.planned_at,
            text=_("Survey not held: %(wave)s") % what,
            detail=wave.get_not_done_reason_display(),
            icon="circle-x",
            tone="no",
            url=reverse("surveys:of_case", args=[wave.case_id]),
        )
    return Entry(
        at=wave.ended_at or wave.planned_at,
        text=_("Survey held: %(wave)s") % what,
        detail=_("%(name)s: %(score)s, %(band)s")
        % {
            "name": what["name"],
            "score": shown(wave.score),
            "band": band_name(wave.score),
        },
        icon="clipboard-check",
        tone="ok",
        url=reverse("surveys:score", args=[wave.pk]),
    )


def shown(score: Score) -> str:
    """The composite as people read it: no trailing noughts, the language's decimal mark."""
    return str(localize(score.composite.normalize()))


def band_name(score: Score) -> str:
    return next(said(band.labels) for band in sheet(score).bands if band.code == score.band)

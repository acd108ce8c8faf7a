"""What the pages of programmes show: the status today, the next step, what ending does."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from homeward.access.models import User
from homeward.access.panels import Panels
from homeward.core.patterns import NextStep
from homeward.core.timeline import Entry
from homeward.programmes.choices import CriteriaStatus, ExceptionStatus, Happened, ProgrammeStatus
from homeward.programmes.models import (
    CriteriaVersion,
    CriterionException,
    Programme,
    ProgrammeEvent,
)
from homeward.programmes.queries import criteria as criteria_queries
from homeward.programmes.queries import programmes as queries
from homeward.programmes.rules import criteria
from homeward.programmes.rules.criteria import Answer, Criterion, Result

ENDS_SOON_DAYS = 120
LANGUAGES = ("en", "fr", "ar")
# What features above put beside a programme.
BESIDE = Panels()
ANSWER_STATES = {Answer.MET: "ok", Answer.NOT_MET: "no", Answer.UNKNOWN: "unk"}
ICONS = {
    Happened.CRITERIA_PUBLISHED: "checkup-list",
    Happened.PACKAGE_ADDED: "receipt",
    Happened.MONEY_ADDED: "coins",
    Happened.CORRIDOR_ADDED: "route",
    Happened.AREA_ADDED: "map-pin",
}


def mark(programme: Programme, on: date) -> tuple[str, str]:
    """The kind and the words of its status today: its dates may say more than its status."""
    said = programme.get_status_display()
    starts_on, ends_on = programme.starts_on, programme.ends_on
    checks = [
        (programme.status in queries.OVER, ("shut", said)),
        (ends_on is not None and ends_on < on, ("shut", _("Over since its last day"))),
        (starts_on is not None and starts_on > on, ("wait", _("Not begun yet"))),
        (programme.status == ProgrammeStatus.PIPELINE, ("wait", said)),
        (starts_on is None, ("unk", _("Dates unknown"))),
        (not programme.is_open, ("no", _("Takes no new cases"))),
    ]
    return next((words for holds, words in checks if holds), ("ok", _("Open")))


def where(programme: Programme) -> list[tuple[str, int]]:
    """The countries that a programme names, each with how many of its areas; 0 is the whole."""
    found: dict[str, int] = {}
    for place in programme.coverage.all():
        country = str(place.country or place.said)
        found[country] = found.get(country, 0) + (place.area_id is not None)
    return list(found.items())


def version_mark(version: CriteriaVersion, on: date) -> tuple[str, str]:
    if version.status == CriteriaStatus.DRAFT:
        return "draft", _("Draft")
    if version.valid_from and version.valid_from > on:
        return "ready", _("Published, holds later")
    if version.valid_until and version.valid_until < on:
        return "shut", _("Superseded")
    return "ok", _("In force")


def exception_mark(exception: CriterionException, on: date) -> tuple[str, str]:
    if exception.status == ExceptionStatus.APPROVED and exception.ends_on < on:
        return "shut", _("Run out")
    kinds = {
        ExceptionStatus.WAITING: "wait",
        ExceptionStatus.APPROVED: "ok",
        ExceptionStatus.REFUSED: "no",
        ExceptionStatus.ENDED: "shut",
    }
    return kinds[ExceptionStatus(exception.status)], exception.get_status_display()


@dataclass(frozen=True)
class Reading:
    """A criterion in one language of the house, as its own page would have it."""

    language: str
    direction: str
    sentence: str


def readings(criterion: Criterion) -> list[Reading]:
    names = criteria_queries.names_of(criterion)
    return [
        Reading(code, "rtl" if code == "ar" else "ltr", criteria.render(criterion, code, names))
        for code in LANGUAGES
    ]


@dataclass(frozen=True)
class Answered:
    """One line of an answer: how deep, its words, what it says and what that rests on."""

    depth: int
    text: str
    kind: str
    words: str
    is_group: bool


def answered(result: Result, criterion: Criterion) -> list[Answered]:
    names = criteria_queries.names_of(criterion)
    answers = dict(_answers(result))
    return [
        Answered(
            line.depth,
            line.text,
            ANSWER_STATES[answers[line.at]],
            str(answers[line.at].label),
            line.is_group,
        )
        for line in criteria.lines(criterion, names=names)
    ]


def _answers(result: Result) -> list[tuple[str, Answer]]:
    below = [pair for part in result.parts for pair in _answers(part)]
    return [(result.at, result.answer), *below]


def history(events: list[ProgrammeEvent]) -> list[Entry]:
    return [
        Entry(
            at=event.at,
            text=event.get_what_display(),
            detail=" · ".join(filter(None, [event.detail, str(event.by)])),
            icon=ICONS.get(Happened(event.what), "circle-check"),
            sort=event.pk,
        )
        for event in events
    ]


def step(programme: Programme, *, user: User, on: date) -> NextStep:
    """The one thing to do now: what the programme does not say yet comes first."""
    if programme.lead_org_id is None:
        return NextStep(
            title=_("Known from a file"),
            why=_("It is read from %(source)s; nobody keeps it here.")
            % {"source": programme.source},
            nothing=True,
        )
    mine = queries.keeps(user, programme)
    return (
        _step_of_exceptions(programme, user, mine=mine)
        or _step_of_criteria(programme, on, mine=mine)
        or _step_of_mapping(programme, mine=mine)
        or _step_of_end(programme, on, mine=mine)
        or NextStep(
            title=_("Dates, places, criteria and package are stated"),
            why=_("Say so when one of them changes: others plan by them."),
            nothing=True,
        )
    )


def _held(programme: Programme, title: str, why: str, *, mine: bool, **more: object) -> NextStep:
    lead = str(programme.lead_org)
    url, label = str(more.get("url", "")), more.get("label", "")
    due = more.get("due")
    return NextStep(
        title=title,
        why=why,
        holder=_("You, for %(org)s") % {"org": lead} if mine else lead,
        due=due if isinstance(due, date) else None,
        url=url if mine else "",
        label=label if mine else "",
        mine=mine,
        waiting_for="" if mine else lead,
        post=bool(more.get("post")),
    )


def _step_of_exceptions(programme: Programme, user: User, *, mine: bool) -> NextStep | None:
    waiting = criteria_queries.exceptions(programme).filter(status=ExceptionStatus.WAITING)
    exception = waiting.exclude(asked_by=user).first() if mine else None
    if exception is None:
        return None
    return _held(
        programme,
        _("Decide on an exception"),
        _("%(who)s asks it for: %(whom)s.")
        % {"who": exception.asked_by, "whom": exception.for_whom},
        mine=True,
        url=reverse("programmes:decide_exception", args=[exception.uid]),
        label=_("Read and decide"),
    )


def _step_of_criteria(programme: Programme, on: date, *, mine: bool) -> NextStep | None:
    draft = programme.criteria.filter(status=CriteriaStatus.DRAFT).first()
    if mine and draft is not None:
        return _held(
            programme,
            _("Finish the criteria and publish them"),
            _("Version %(n)s is a draft. Nobody else reads it before.") % {"n": draft.number},
            mine=True,
            url=reverse("programmes:version", args=[programme.pk, draft.pk]),
            label=_("Go on writing"),
        )
    if criteria_queries.version_on(programme, on) is not None or programme.criteria.exists():
        return None
    return _held(
        programme,
        _("State whom the programme takes"),
        _("Without criteria nobody can tell whom it fits; the answer is always unknown."),
        mine=mine,
        url=reverse("programmes:draft_criteria", args=[programme.pk]),
        label=_("Draft the criteria"),
        post=True,
    )


def _step_of_mapping(programme: Programme, *, mine: bool) -> NextStep | None:
    if not programme.coverage.exists():
        return _held(
            programme,
            _("Say where the programme works"),
            _("Without places it is on no map, and no return is planned by it."),
            mine=mine,
            url=f"{reverse('programmes:detail', args=[programme.pk])}#places",
            label=_("Add a place"),
        )
    if programme.kind == "reintegration" and not programme.packages.exists():
        return _held(
            programme,
            _("Publish what the programme gives"),
            _("Plans take their ceiling from the package of the day of arrival."),
            mine=mine,
            url=reverse("programmes:new_package", args=[programme.pk]),
            label=_("Add the package"),
        )
    return None


def _step_of_end(programme: Programme, on: date, *, mine: bool) -> NextStep | None:
    ends_on = programme.ends_on
    if ends_on is None or not on <= ends_on <= on + timedelta(days=ENDS_SOON_DAYS):
        return None
    return _held(
        programme,
        _("Say what follows the programme"),
        _("After its last day nobody is referred to it. Extend it, or name what takes over."),
        mine=mine,
        due=ends_on,
        url=reverse("programmes:change", args=[programme.pk]),
        label=_("Change the dates"),
    )

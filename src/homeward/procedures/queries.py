"""Reads of procedures."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Count, Prefetch, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from homeward.agreements import queries as agreements
from homeward.agreements.choices import Kind
from homeward.agreements.models import Agreement
from homeward.procedures import rules
from homeward.procedures.choices import VersionStatus
from homeward.procedures.models import SopStep, SopVersion
from homeward.programmes.choices import Stage
from homeward.tasks.choices import DayKind


def listed() -> QuerySet[Agreement]:
    """The agreements that are procedures, with their versions, the newest first."""
    versions = SopVersion.objects.annotate(count=Count("steps")).order_by("-number")
    return (
        agreements.listed()
        .filter(kind=Kind.SOP)
        .prefetch_related(Prefetch("versions", queryset=versions))
    )


def versions() -> QuerySet[SopVersion]:
    return SopVersion.objects.select_related("agreement__lead_org", "published_by")


def current(agreement: Agreement, *, on: date) -> SopVersion | None:
    """The version that a case begins with on that day."""
    return (
        agreement.versions.filter(status=VersionStatus.PUBLISHED, valid_from__lte=on)
        .order_by("-number")
        .first()
    )


def newest(agreement: Agreement) -> SopVersion | None:
    return agreement.versions.order_by("-number").first()


def steps(version: SopVersion) -> list[SopStep]:
    return list(version.steps.all())


def compared(version: SopVersion) -> list[rules.Step]:
    """The steps as rules.differences reads them: every value in words."""
    return [_in_words(step) for step in steps(version)]


def _in_words(step: SopStep) -> rules.Step:
    return rules.Step(
        code=step.code,
        titles=tuple(sorted(step.titles.items())),
        stage=str(Stage(step.stage).label),
        holder=step.holder_in_words,
        days=_days(step),
        day_kind=str(DayKind(step.day_kind).label),
        evidence=step.evidence or _("none"),
        legal_reference=step.legal_reference or _("none"),
    )


def _days(step: SopStep) -> str:
    days = ngettext("%(n)d day", "%(n)d days", step.days) % {"n": step.days}
    return _("%(days)s after %(code)s") % {"days": days, "code": step.after} if step.after else days


def titles(found: Sequence[rules.Difference], language: str) -> list[tuple[rules.Difference, str]]:
    """Each difference with the title of its step in this language, else in any."""
    return [(each, _title(each.left or each.right, language)) for each in found]


def _title(step: rules.Step | None, language: str) -> str:
    if step is None:
        return ""
    by_language = dict(step.titles)
    return by_language.get(language[:2]) or next(iter(by_language.values()), step.code)


def name_of(version: SopVersion) -> str:
    return _("%(title)s, version %(number)d") % {
        "title": version.agreement.title,
        "number": version.number,
    }

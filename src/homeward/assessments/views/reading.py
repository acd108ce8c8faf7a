"""The assessments of a case, and one of them as it was answered."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from homeward.access.models import User
from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.assessments import queries, shown
from homeward.assessments.models import Assessment
from homeward.cases.models import Case
from homeward.core.templatetags.writing import short_date
from homeward.documents import pdf
from homeward.files.answers import attachment
from homeward.files.models import StoredFile
from homeward.forms.filling import Filling
from homeward.persons import queries as persons


def language() -> str:
    return get_language() or "en"


def evaluated(assessment: Assessment) -> Filling:
    """As it stood: what is computed from today is computed from its own day."""
    at = timezone.localtime(assessment.submitted_at or timezone.now()).replace(tzinfo=None)
    return queries.filling(assessment, now=at, language=language())


def about(case: Case) -> dict[str, Any]:
    """What the head of every page about a case shows."""
    title = persons.family_name_of(persons.members(case.household_id))
    return {"case": case, "title": title, "section": "cases"}


def may_fill(assessment: Assessment, user: User) -> bool:
    return (
        assessment.is_draft
        and assessment.owner_org_id == user.organisation_id
        and can(user, "assessments.fill")
    )


@page("assessments.read")
def of_case(request: Request, case_pk: UUID) -> HttpResponse:
    case = get_object_or_404(Case, pk=case_pk)
    today = timezone.localdate()
    fills = case.is_open and can(request.user, "assessments.fill")
    context = {
        **about(case),
        "rows": [(one, may_fill(one, request.user)) for one in queries.of_case(case)],
        "offers": queries.on_offer(case, on=today) if fills else [],
        "fills": fills,
    }
    return render(request, "assessments/of_case.html", context)


@page("assessments.read")
def assessment(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(queries.one(), pk=pk)
    filled = evaluated(found)
    before, earlier = shown.earlier_filling(found, filled, language())
    context = {
        **about(found.case),
        "assessment": found,
        "lead": _form_of(found),
        "sections": shown.sections(
            filled, earlier=earlier, known=queries.known(found.case, found.person_id)
        ),
        "before": before,
        "may_fill": may_fill(found, request.user),
        "may_again": not found.is_draft and found.case.is_open
        and can(request.user, "assessments.fill"),
    }  # fmt: skip
    return render(request, "assessments/assessment.html", context)


def _form_of(one: Assessment) -> str:
    """The form's title and version; of a form called as its step, the version alone."""
    title, version = str(one.form_version.form), one.form_version.number
    said = _("version %(number)d") % {"number": version}
    return said if title == one.get_purpose_display() else f"{title}, {said}"


@page("assessments.read")
def changes(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(queries.one(), pk=pk)
    filled = evaluated(found)
    before, earlier = shown.earlier_filling(found, filled, language())
    context = {
        **about(found.case),
        "assessment": found,
        "before": before,
        "changes": queries.changes(earlier, filled) if earlier else [],
    }
    return render(request, "assessments/changes.html", context)


@page("assessments.read")
def file(request: Request, pk: UUID, file_pk: UUID) -> HttpResponse:
    """A file that was given as an answer; the row of the file has its own policy."""
    found = get_object_or_404(Assessment, pk=pk)
    if str(file_pk) not in queries.kept(found).values():
        raise Http404
    return attachment(get_object_or_404(StoredFile, pk=file_pk))


@page("assessments.read")
def printed(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(queries.one(), pk=pk)
    filled = evaluated(found)
    parts = shown.sections(filled, known=queries.known(found.case, found.person_id))
    data = {
        "title": found.get_purpose_display(),
        "lead": _form_of(found),
        "organisation": str(found.by.organisation),
        "reference": found.case.reference,
        "head": [
            [_("About"), str(found.person)],
            [_("Who answers"), str(found.said_by_name) or found.get_said_by_display()],
            [_("Asked on"), short_date(found.held_on)],
            [_("Asked by"), f"{found.by}, {found.by.organisation}"],
            [_("Status"), found.get_status_display()],
        ],
        "sections": [
            {
                "title": part.title,
                "rows": [
                    [f"{line.row}. {line.label}" if line.row else line.label,
                     line.value or line.holds]
                    for line in part.lines
                ],
            }
            for part in parts
        ],
    }  # fmt: skip
    name = f"{found.case.reference}-{found.purpose}"
    made: HttpResponse = pdf.answer("assessments/assessment", data, at=timezone.now(), name=name)
    return made

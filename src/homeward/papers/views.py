"""The papers of a case: the list, a new one, and the file of one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.cases import queries as cases
from homeward.cases.models import Case
from homeward.core.refusals import Refused
from homeward.files.answers import attachment
from homeward.papers import actions, queries
from homeward.papers.choices import CLASSES, PaperKind
from homeward.papers.forms import PaperForm
from homeward.papers.models import Paper
from homeward.persons import queries as persons


@page("papers.read")
def papers(request: Request, case_pk: UUID) -> HttpResponse:
    case = get_object_or_404(Case, pk=case_pk)
    found = list(queries.of_case(case))
    today = timezone.localdate()
    now = queries.current(found)
    context = {
        "section": "cases",
        "case": case,
        "title": cases.titles([case])[case.pk],
        "papers": [queries.shown(paper, on=today) for paper in now],
        "earlier": [queries.shown(paper, on=today) for paper in found if paper not in now],
        "may_keep": case.is_open and can(request.user, "papers.keep"),
    }
    return render(request, "papers/papers.html", context)


@page("papers.keep")
def new(request: Request, case_pk: UUID) -> HttpResponse:
    case = get_object_or_404(Case, pk=case_pk)
    return _keep(request, case, None)


@page("papers.keep")
def renew(request: Request, pk: UUID) -> HttpResponse:
    """A newer paper in the place of this one."""
    paper = get_object_or_404(queries.of_pk(pk))
    return _keep(request, paper.case, paper)


@page("papers.read")
def file(request: Request, pk: UUID) -> HttpResponse:
    paper = get_object_or_404(queries.of_pk(pk))
    if paper.file is None:
        raise Http404
    return attachment(paper.file)


def _keep(request: Request, case: Case, replaces: Paper | None) -> HttpResponse:
    sent = request.method == "POST"
    form = PaperForm(
        request.POST if sent else None,
        request.FILES if sent else None,
        people=persons.members(case.household_id),
        kinds=[kind for kind in PaperKind if queries.is_cleared(request.user, CLASSES[kind])],
        initial=_known(replaces),
    )
    reasons: list[Any] = []
    if sent and form.is_valid():
        try:
            actions.keep(case, form.said(), replaces=replaces, by=request.user, at=timezone.now())
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            messages.success(request, _("The paper is kept."))
            return redirect("papers:papers", case.pk)
    context = {
        "section": "cases",
        "case": case,
        "title": cases.titles([case])[case.pk],
        "replaces": replaces,
        "form": form,
        "reasons": reasons,
    }
    status = 409 if reasons else 422 if form.errors else 200
    return render(request, "papers/keep.html", context, status=status)


def _known(replaces: Paper | None) -> dict[str, Any]:
    if replaces is None:
        return {}
    return {
        "kind": replaces.kind,
        "person": str(replaces.person_id),
        "title": replaces.title,
        "issued_by": replaces.issued_by,
    }

"""The application: written by the counsellor, decided by the authority, with its criteria."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.models import User
from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.cases import actions, way_forms
from homeward.cases.choices import ApplicationStatus, Ground, Missing
from homeward.cases.models import Application, CaseException
from homeward.cases.queries import applications as queries
from homeward.cases.queries import ways
from homeward.cases.views.acting import case_form, show
from homeward.cases.views.ways import APPLICATION_MARKS, case_of
from homeward.core.commas import enumerated
from homeward.core.templatetags.writing import short_date
from homeward.programmes.choices import ExceptionStatus
from homeward.programmes.choices.criteria import Answer

ANSWER_MARKS = {Answer.MET: "ok", Answer.NOT_MET: "no", Answer.UNKNOWN: "unk"}
EXCEPTION_MARKS = {
    ExceptionStatus.WAITING: "wait", ExceptionStatus.APPROVED: "ok", ExceptionStatus.REFUSED: "no",
    ExceptionStatus.ENDED: "shut",
}  # fmt: skip


@page("cases.apply")
def apply(request: Request, pk: UUID) -> HttpResponse:
    """What the criteria say of the case today, and to whom the application goes."""
    case = case_of(pk)
    form = way_forms.ApplyForm(
        request.POST or None,
        organisations=ways.authorities(case),
        label=_("Authority that decides"),
    )
    return case_form(
        request, case, form,
        lambda: actions.apply(
            case, form.chosen, remark=form.cleaned_data["remark"], by=request.user,
            at=timezone.now(),
        ),
        done=_("Submitted. The authority decides now."),
        to=lambda application: reverse("cases:application", args=[application.pk]),
        template="cases/application.html",
        heading=_("Submit the application"),
        lead=_("Nothing is sent that consent and agreement do not open to the authority."),
        save=_("Submit the application"),
        back=reverse("cases:way", args=[pk]),
        last_day=ways.last_day_to_apply(case),
        **_criteria(queries.assessed(case, queries.people_of(case), on=timezone.localdate())),
    )  # fmt: skip


def _criteria(assessed: queries.Assessed) -> dict[str, Any]:
    return {
        "assessed": assessed,
        "assessed_mark": ANSWER_MARKS[assessed.answer],
        "lines": [(line, ANSWER_MARKS[line.answer]) for line in assessed.lines],
    }


def application_of(pk: UUID) -> Application:
    return get_object_or_404(
        Application.objects.select_related(
            "case__programme", "case__way", "authority", "criteria__programme", "submitted_by",
            "decided_by", "owner_org",
        ),
        pk=pk,
    )  # fmt: skip


@page("cases.read_applications")
def application(request: Request, pk: UUID) -> HttpResponse:
    return _show(request, application_of(pk))


def _show(request: Request, one: Application, *, status: int = 200, **more: Any) -> HttpResponse:
    today = timezone.localdate()
    assessed = queries.assessed(one.case, queries.people_of(one.case), on=today, application=one)
    context: dict[str, Any] = {
        "heading": _("Application to %(authority)s") % {"authority": one.authority},
        "lead": "",
        "form": None,
        "reasons": (),
        "one": one,
        "mark": APPLICATION_MARKS[one.status],
        "missing": [Missing(code).label for code in one.missing],
        "grounds": [Ground(code).label for code in one.grounds],
        "exceptions": [
            (each, EXCEPTION_MARKS[ExceptionStatus(each.status)])
            for each in one.exceptions.select_related("asked_by", "decided_by")
        ],
        "last_day": one.due_on,
        "may": _may(one, request.user, assessed),
        **_forms(one, request.user, assessed),
        **_criteria(assessed),
        **more,
    }
    return show(request, one.case, "cases/application.html", status=status, **context)


def _may(one: Application, user: User, assessed: queries.Assessed) -> dict[str, bool]:
    authority = one.authority_id == user.organisation_id and can(user, "cases.decide")
    return {
        "decide": authority
        and one.status == ApplicationStatus.SUBMITTED
        and one.submitted_by_id != user.pk,
        "is_submitter": authority and one.submitted_by_id == user.pk and one.is_open,
        "complete": one.status == ApplicationStatus.MORE_ASKED
        and one.owner_org_id == user.organisation_id
        and can(user, "cases.apply"),
        "except": one.is_open and any(line.needs_exception for line in assessed.lines),
        "decide_exception": authority and one.is_open,
        "read": one.status == ApplicationStatus.NOT_ELIGIBLE
        and one.owner_org_id == user.organisation_id
        and can(user, "cases.apply"),
    }


def _forms(one: Application, user: User, assessed: queries.Assessed) -> dict[str, Any]:
    return {
        "decide_form": way_forms.DecideForm(),
        "missing_form": way_forms.MissingForm(),
        "complete_form": way_forms.CompleteForm(),
        "exception_form": way_forms.CaseExceptionForm(
            lines=[line for line in assessed.lines if line.needs_exception]
        ),
    }


@page("cases.decide")
def decide(request: Request, pk: UUID) -> HttpResponse:
    one = application_of(pk)
    form = way_forms.DecideForm(request.POST or None)
    return case_form(
        request, one.case, form,
        lambda: actions.decide_application(
            one,
            eligible=form.cleaned_data["decision"] == "eligible",
            grounds=[Ground(code) for code in form.cleaned_data["grounds"]],
            explanation=form.cleaned_data["explanation"],
            by=request.user,
            at=timezone.now(),
        ),
        done=_("Decided. Whoever submitted it is told."),
        to=_page_of,
        heading=_("Decide on the application"),
        lead=_("Way of return and former status are not known here and can't enter the decision."),
        save=_("Decide"),
        back=_page_of(one),
    )  # fmt: skip


def _page_of(one: Application) -> str:
    return reverse("cases:application", args=[one.pk])


@page("cases.decide")
def ask_for_more(request: Request, pk: UUID) -> HttpResponse:
    one = application_of(pk)
    form = way_forms.MissingForm(request.POST or None)
    return case_form(
        request, one.case, form,
        lambda: actions.ask_for_more(
            one,
            [Missing(code) for code in form.cleaned_data["missing"]],
            form.cleaned_data["note"],
            by=request.user,
            at=timezone.now(),
        ),
        done=_("Asked for. The applicant is told all of it at once."),
        to=_page_of,
        heading=_("Ask for what is missing"),
        save=_("Ask for it"),
        back=_page_of(one),
    )  # fmt: skip


@page("cases.apply")
def complete(request: Request, pk: UUID) -> HttpResponse:
    one = application_of(pk)
    form = way_forms.CompleteForm(request.POST or None)
    return case_form(
        request, one.case, form,
        lambda: actions.complete_application(
            one, form.cleaned_data["remark"], by=request.user, at=timezone.now()
        ),
        done=_("Sent back to the authority."),
        to=_page_of,
        heading=_("Bring what was missing"),
        facts=[
            (_("Asked for"), enumerated(str(Missing(code).label) for code in one.missing)),
            (_("What exactly"), one.missing_note),
        ],
        save=_("Send it back"),
        back=_page_of(one),
    )  # fmt: skip


@page("cases.apply")
def read_decision(request: Request, pk: UUID) -> HttpResponse:
    """The refusal was read and told to the person; the case stands at its application again."""
    one = application_of(pk)
    form = way_forms.NothingForm(request.POST if request.method == "POST" else None)
    return case_form(
        request, one.case, form,
        lambda: actions.read_decision(one, by=request.user, at=timezone.now()),
        done=_("Noted. The case can be submitted again or closed."),
        to=lambda _given: reverse("cases:way", args=[one.case_id]),
        heading=_("The application was refused"),
        facts=[
            (_("Grounds"), enumerated(str(Ground(code).label) for code in one.grounds)),
            (_("Explanation"), one.explanation),
            (_("Decided by"), enumerated([one.decided_by, short_date(one.decided_at)])),
        ],
        save=_("The person was told"),
        back=_page_of(one),
    )  # fmt: skip


@page("cases.read_applications")
def ask_exception(request: Request, pk: UUID) -> HttpResponse:
    one = application_of(pk)
    assessed = queries.assessed(
        one.case, queries.people_of(one.case), on=timezone.localdate(), application=one
    )
    form = way_forms.CaseExceptionForm(
        request.POST or None, lines=[line for line in assessed.lines if line.needs_exception]
    )
    return case_form(
        request, one.case, form,
        lambda: actions.ask_case_exception(
            one, form.cleaned_data["criterion_at"], form.cleaned_data["reason"],
            by=request.user, at=timezone.now(),
        ),
        done=_("Asked for. A second person of the authority decides."),
        to=lambda _given: _page_of(one),
        heading=_("Ask for an exception for this case"),
        lead=_("One case, one criterion. For a group it is asked for on the programme."),
        save=_("Ask for it"),
        back=_page_of(one),
    )  # fmt: skip


@page("cases.decide")
def decide_exception(request: Request, pk: UUID) -> HttpResponse:
    exception = get_object_or_404(
        CaseException.objects.select_related("case", "application", "asked_by"), pk=pk
    )
    form = way_forms.DecideExceptionForm(request.POST or None)
    return case_form(
        request, exception.case, form,
        lambda: actions.decide_case_exception(
            exception,
            approve=form.cleaned_data["decision"] == "approve",
            note=form.cleaned_data["note"],
            by=request.user,
            at=timezone.now(),
        ),
        done=_("Decided."),
        to=lambda _given: _page_of(exception.application),
        heading=_("Decide on an exception for one case"),
        facts=[
            (_("Criterion"), exception.criterion),
            (_("Why"), exception.reason),
            (_("Asked for by"), enumerated([exception.asked_by, short_date(exception.asked_at)])),
        ],
        save=_("Decide"),
        back=_page_of(exception.application),
    )  # fmt: skip

"""Work, skills and certificates: added, recognised, left out."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.careers import actions, answers, queries
from homeward.careers.choices import Recognition, SkillLevel
from homeward.careers.forms import (
    CertificateForm,
    RecognitionForm,
    SkillsForm,
    WhyForm,
    WorkForm,
)
from homeward.careers.models import CareerRow, Certificate, HeldSkill, PastWork
from homeward.careers.views.base import Subject, show, subject
from homeward.cases.choices import SaidBy
from homeward.core.patterns import Consequence
from homeward.core.refusals import Refused
from homeward.occupations import queries as occupations

MOST = 20
LONGEST = 100


def asked_for(request: Request) -> str:
    return request.GET.get("q", "").replace("\x00", "")[:LONGEST].strip()


@page("careers.keep")
def add_work(request: Request, person_pk: UUID) -> HttpResponse:
    """First the occupation is found by its titles, then its skills are gone through."""
    about = subject(request, person_pk)
    answered = answers.at_place(about.case, about.person, request.GET.get("answer", ""))
    given = request.GET.get("occupation", "")
    occupation = occupations.occupation_of(given) or (
        answered.occupation if answered and not given else None
    )
    if request.method != "POST" and occupation is None and given != "none":
        return _find(request, about, answered)
    form = WorkForm(
        request.POST if request.method == "POST" else None,
        occupation=occupation,
        needs=occupations.needs_of(occupation) if occupation else {},
        today=timezone.localdate(),
        initial=_told(answered) if answered else {},
    )
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_work(
                about.case, about.person, form.work(), source=form.source(**_from(answered)),
                by=request.user, at=timezone.now(),
            )  # fmt: skip
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            messages.success(request, _("The work is kept."))
            return redirect(about.profile_url)
    return show(
        request, "careers/add_work.html", about, form=form, reasons=reasons,
        occupation=occupation, answered=answered, answer=request.GET.get("answer", ""),
    )  # fmt: skip


def _find(request: Request, about: Subject, answered: answers.Answered | None) -> HttpResponse:
    q = asked_for(request) or (answered.text if answered else "")
    context = {
        "q": q,
        "found": list(occupations.occupations_like(q)[:MOST]) if q else [],
        "answered": answered,
        "answer": request.GET.get("answer", ""),
    }
    return show(request, "careers/find_work.html", about, **context)


def _told(answered: answers.Answered) -> dict[str, Any]:
    said = answered.assessment
    return {
        "called": answered.text,
        "years": answered.years,
        "employer": answered.where,
        "said_by": said.said_by,
        "said_by_name": said.said_by_name,
        "said_on": said.held_on,
    }


def _from(answered: answers.Answered | None) -> dict[str, Any]:
    if answered is None:
        return {}
    return {"assessment": answered.assessment, "answer_place": answered.place}


@page("careers.keep")
def add_skills(request: Request, person_pk: UUID) -> HttpResponse:
    about = subject(request, person_pk)
    q = asked_for(request)
    held = queries.profiles([person_pk])[person_pk].skills
    found = [one for one in occupations.skills_like(q)[:MOST] if one.pk not in held]
    form = SkillsForm(
        request.POST if request.method == "POST" else None,
        found=found,
        today=timezone.localdate(),
    )
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_skills(
                about.case, about.person, form.chosen(), SkillLevel(form.cleaned_data["level"]),
                source=form.source(), by=request.user, at=timezone.now(),
            )  # fmt: skip
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            messages.success(request, _("The skills are kept."))
            return redirect(about.profile_url)
    return show(
        request, "careers/add_skills.html", about, form=form, reasons=reasons, q=q, found=found
    )


@page("careers.keep")
def certificate(request: Request, person_pk: UUID) -> HttpResponse:
    about = subject(request, person_pk)
    answered = answers.at_place(about.case, about.person, request.GET.get("answer", ""))
    form = CertificateForm(
        request.POST if request.method == "POST" else None,
        papers=queries.papers_of(about.case, about.person),
        offered=queries.skills_to_certify(about.person),
        today=timezone.localdate(),
        initial=_certificate_told(answered) if answered else {},
    )
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep_certificate(
                about.case, about.person, form.shown(), source=form.source(**_from(answered)),
                by=request.user, at=timezone.now(),
            )  # fmt: skip
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            messages.success(request, _("The certificate is kept."))
            return redirect(about.profile_url)
    return show(
        request, "careers/certificate.html", about, form=form, reasons=reasons, answered=answered
    )


def _certificate_told(answered: answers.Answered) -> dict[str, Any]:
    said = answered.assessment
    return {
        "title": answered.text,
        "issued_on": answered.finished_on,
        "said_by": said.said_by,
        "said_by_name": said.said_by_name,
        "said_on": said.held_on,
    }


@page("careers.keep")
def recognition(request: Request, pk: UUID) -> HttpResponse:
    kept = get_object_or_404(Certificate, pk=pk)
    about = subject(request, kept.person_id)
    form = RecognitionForm(
        request.POST if request.method == "POST" else None,
        initial={
            "recognition": kept.recognition,
            "recognised_by": kept.recognised_by,
            "recognised_in": kept.recognised_in_id,
        },
    )
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_recognition(
                kept,
                Recognition(form.cleaned_data["recognition"]),
                recognised_by=form.cleaned_data["recognised_by"],
                recognised_in_id=form.cleaned_data["recognised_in"] or None,
                by=request.user,
                at=timezone.now(),
            )
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            messages.success(request, _("The recognition is kept."))
            return redirect(about.profile_url)
    return show(
        request, "careers/recognition.html", about, form=form, reasons=reasons, certificate=kept
    )


@page("careers.keep")
def leave_out_work(request: Request, pk: UUID) -> HttpResponse:
    row = get_object_or_404(PastWork.objects.select_related("occupation"), pk=pk)
    return _leave_out(request, row, row.title)


@page("careers.keep")
def leave_out_skill(request: Request, pk: UUID) -> HttpResponse:
    row = get_object_or_404(HeldSkill.objects.select_related("skill"), pk=pk)
    return _leave_out(request, row, row.skill.title)


@page("careers.keep")
def leave_out_certificate(request: Request, pk: UUID) -> HttpResponse:
    row = get_object_or_404(Certificate, pk=pk)
    return _leave_out(request, row, str(row.title))


def _leave_out(request: Request, row: CareerRow, name: str) -> HttpResponse:
    about = subject(request, row.person_id)
    form = WhyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.set_aside(row, form.cleaned_data["why"], by=request.user, at=timezone.now())
        messages.success(request, _("It is left out of the profile."))
        return redirect(about.profile_url)
    context = {
        **about.head(),
        "title": _("Leave out “%(name)s”?") % {"name": name},
        "consequences": [
            Consequence(_("It counts in no match any more, and stands in no CV."), "eye-off"),
            Consequence(_("It stays in the file with your reason, and is not asked again.")),
        ],
        "form": form,
        "danger": _("Leave it out"),
        "cancel_url": about.profile_url,
    }
    status = 422 if form.errors else 200
    return render(request, "core/confirm.html", context, status=status)


@page("careers.keep")
def dismiss(request: Request, person_pk: UUID) -> HttpResponse:
    """What an assessment says is not taken up; it is kept as left out, with the reason."""
    about = subject(request, person_pk)
    answered = answers.at_place(about.case, about.person, request.GET.get("answer", ""))
    if answered is None:
        messages.info(request, _("This answer was taken up already."))
        return redirect(about.profile_url)
    form = WhyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = answered.assessment
        actions.dismiss(
            about.case, about.person, answered.text, form.cleaned_data["why"],
            is_work=answered.is_work, by=request.user, at=timezone.now(),
            source=actions.Source(
                said_on=said.held_on, said_by=SaidBy(said.said_by),
                said_by_name=str(said.said_by_name), **_from(answered),
            ),
        )  # fmt: skip
        messages.success(request, _("It is left out of the profile."))
        return redirect(about.profile_url)
    context = {
        **about.head(),
        "title": _("Don’t take up “%(name)s”?") % {"name": answered.text},
        "consequences": [
            Consequence(_("It is not proposed again. The assessment stays as it was answered.")),
        ],
        "form": form,
        "danger": _("Don’t take it up"),
        "cancel_url": about.profile_url,
    }
    return render(request, "core/confirm.html", context, status=422 if form.errors else 200)

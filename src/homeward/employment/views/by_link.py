"""An employer's own page: its vacancies, who is proposed to it, and who still works there.

No account; the link's actor sees the candidates that one organisation put on its shortlist.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import link_page, public_page
from homeward.core.asking import data_of
from homeward.core.forms import BaseForm
from homeward.core.limits import token_page
from homeward.core.patterns import NextStep
from homeward.core.refusals import Refused
from homeward.employment import actions, forms, queries
from homeward.employment.choices import InterviewOutcome, Status
from homeward.employment.models import Candidacy, EmployerLink, RetentionCheck
from homeward.employment.views.candidacies import answered
from homeward.employment.views.vacancies import closing
from homeward.offers.choices import OfferStatus
from homeward.offers.models import Offer


def _opened(
    request: HttpRequest, token: str, view: Callable[..., HttpResponse], *args: Any
) -> HttpResponse:
    """An ended link looks like one that never was."""
    found = queries.of_token(token)
    if found is None:
        return render(request, "referrals/link_ended.html", status=404)
    return link_page(view)(request, found, found, token, *args)


@public_page
@token_page
def home(request: HttpRequest, token: str) -> HttpResponse:
    return _opened(request, token, _home)


def _home(request: HttpRequest, pk: UUID, token: str) -> HttpResponse:
    link = queries.link_seen(pk)
    found = queries.at_link(link)
    checks = queries.checks_at_link(link, timezone.localdate())
    context = {
        "link": link,
        "token": token,
        "waiting": [_row(one, token) for one in found if _is_asked(one)],
        "others": [_row(one, token) for one in found if not _is_asked(one)],
        "checks": checks,
        "vacancies": list(queries.of_employer(link.employer)),
        "step": _step(link, found, checks, token),
    }
    return render(request, "employment/by_link/home.html", context)


def _is_asked(one: Candidacy) -> bool:
    """The employer holds the next step."""
    return one.status in {Status.SHORTLISTED, Status.INTERVIEW}


def _row(one: Candidacy, token: str) -> dict[str, Any]:
    return {
        "candidacy": one,
        "url": reverse("employment:link_candidate", args=[token, one.pk]),
        "status_kind": queries.status_kind(one),
        "status_text": queries.status_text(one),
    }


def _step(
    link: EmployerLink, found: list[Candidacy], checks: list[RetentionCheck], token: str
) -> NextStep:
    you = _("%(org)s (you)") % {"org": link.employer}
    first = next((one for one in found if _is_asked(one)), None)
    if first:
        return NextStep(
            title=_("Say whether you want to meet the candidate")
            if first.status == Status.SHORTLISTED
            else _("Say what came of the interview"),
            why=f"{first.number} · {first.offer.title}",
            holder=you,
            url=reverse("employment:link_candidate", args=[token, first.pk]),
            label=_("Open the candidate"),
            mine=True,
        )
    if checks:
        return NextStep(
            title=_("Say who still works for you"), holder=you, url="#checks",
            label=_("Go to the question"), mine=True,
        )  # fmt: skip
    return NextStep(title=_("Nothing waits for your answer"), nothing=True)


@public_page
@token_page
def candidate(request: HttpRequest, token: str, candidacy_pk: UUID) -> HttpResponse:
    return _opened(request, token, _candidate, candidacy_pk)


def _candidate(request: HttpRequest, pk: UUID, token: str, candidacy_pk: UUID) -> HttpResponse:
    link = queries.link_seen(pk)
    found = next((one for one in queries.at_link(link) if one.pk == candidacy_pk), None)
    if found is None:
        raise Http404
    interview = queries.open_interview(found)
    form: Any = None
    if found.status == Status.SHORTLISTED:
        form = forms.AnswerForm(data_of(request))
    elif found.status == Status.INTERVIEW and interview:
        form = forms.LinkOutcomeForm(data_of(request))
    reasons, status = _act(request, found, interview, form)
    if status == 302:  # noqa: PLR2004 - found: the answer is kept
        messages.success(request, _("Thank you. Your answer was sent."))
        return redirect(reverse("employment:link", args=[token]))
    context = {
        "link": link,
        "token": token,
        "candidacy": found,
        "facts": queries.shown_facts(found),
        "interview": interview,
        "form": form,
        "is_answer": found.status == Status.SHORTLISTED,
        "reasons": reasons,
        "status_kind": queries.status_kind(found),
        "status_text": queries.status_text(found),
    }
    return render(request, "employment/by_link/candidate.html", context, status=status)


def _act(
    request: HttpRequest, found: Candidacy, interview: Any, form: Any
) -> tuple[list[Any], int]:
    """The reasons why not, and the status of the answer."""
    if request.method != "POST":
        return [], 200
    if form is None:
        return [_("This was answered already.")], 409
    if not form.is_valid():
        return [], 422
    said = form.cleaned_data
    try:
        if found.status == Status.SHORTLISTED:
            answered(found, said, by=None)
        else:
            actions.report_interview(
                interview, InterviewOutcome(said["outcome"]), refusal=said["refusal"], by=None,
                at=timezone.now(),
            )  # fmt: skip
    except Refused as refusal:
        return list(refusal.reasons), 409
    return [], 302


@public_page
@token_page
def keep(request: HttpRequest, token: str, retentioncheck_pk: UUID) -> HttpResponse:
    return _opened(request, token, _keep, retentioncheck_pk)


def _keep(request: HttpRequest, pk: UUID, token: str, retentioncheck_pk: UUID) -> HttpResponse:
    link = queries.link_seen(pk)
    due = queries.checks_at_link(link, timezone.localdate())
    found = next((one for one in due if one.pk == retentioncheck_pk), None)
    if found is None:
        raise Http404
    form = forms.KeepForm(data_of(request))
    if request.method == "POST" and form.is_valid():
        actions.employer_keeps(found, form.cleaned_data["says"], at=timezone.now())
        messages.success(request, _("Thank you. Your answer was sent."))
        return redirect(reverse("employment:link", args=[token]))
    context = {
        "link": link,
        "token": token,
        "title": _("Does %(number)s still work for you?")
        % {"number": found.placement.candidacy.number},
        "lead": found.placement.candidacy.offer.title,
        "form": form,
        "save": _("Send the answer"),
    }
    status = 422 if form.errors else 200
    return render(request, "employment/by_link/form.html", context, status=status)


@public_page
@token_page
def new_vacancy(request: HttpRequest, token: str) -> HttpResponse:
    return _opened(request, token, _vacancy_form, None)


@public_page
@token_page
def change_vacancy(request: HttpRequest, token: str, offer_pk: UUID) -> HttpResponse:
    return _opened(request, token, _vacancy_form, offer_pk)


def _own_vacancy(link: EmployerLink, offer_pk: UUID) -> Offer:
    found = queries.of_employer(link.employer).filter(pk=offer_pk).first()
    if found is None:
        raise Http404
    return found


def _vacancy_form(
    request: HttpRequest, pk: UUID, token: str, offer_pk: UUID | None
) -> HttpResponse:
    link = queries.link_seen(pk)
    organisation = link.employer.organisation
    offer = _own_vacancy(link, offer_pk) if offer_pk else None
    form = forms.VacancyForm(
        data_of(request), initial=forms.said_before(offer) if offer else {},
        country=organisation.country_id,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        if offer:
            actions.change_vacancy(offer, form.given(), by=None, at=timezone.now())
        else:
            actions.open_vacancy(organisation, form.given(), by=None, at=timezone.now())
        messages.success(request, _("Thank you. The vacancy is open."))
        return redirect(reverse("employment:link", args=[token]))
    context = {
        "link": link,
        "token": token,
        "title": _("Change the vacancy") if offer else _("A new vacancy"),
        "form": form,
        "save": _("Keep the vacancy") if offer else _("Open the vacancy"),
    }
    status = 422 if form.errors else 200
    return render(request, "employment/by_link/form.html", context, status=status)


@public_page
@token_page
def close_vacancy(request: HttpRequest, token: str, offer_pk: UUID) -> HttpResponse:
    return _opened(request, token, _close, offer_pk)


def _close(request: HttpRequest, pk: UUID, token: str, offer_pk: UUID) -> HttpResponse:
    link = queries.link_seen(pk)
    offer = _own_vacancy(link, offer_pk)
    reasons: list[Any] = []
    if request.method == "POST":
        try:
            actions.close_vacancy(offer, by=None, at=timezone.now())
        except Refused as refusal:
            reasons = list(refusal.reasons)
        else:
            messages.success(request, _("The vacancy is closed."))
            return redirect(reverse("employment:link", args=[token]))
    context = {
        "link": link,
        "title": _("Close this vacancy?"),
        "offer": offer,
        "consequences": closing(),
        "form": BaseForm(),
        "reasons": reasons,
        "is_open": offer.status == OfferStatus.OPEN,
        "cancel_url": reverse("employment:link", args=[token]),
    }
    return render(request, "employment/by_link/close.html", context, status=409 if reasons else 200)

"""Filling in page by page, without JavaScript; looked over, and sent."""

import uuid
from pathlib import PurePath
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.choices import Purpose
from homeward.access.pages import Request, page
from homeward.core.digits import are_digits
from homeward.core.forms import BaseForm
from homeward.core.patterns import Consequence
from homeward.core.refusals import Refused
from homeward.forms import asking, browser
from homeward.forms.definition import Question
from homeward.forms.filling import path_of
from homeward.interviews import actions, queries, walking
from homeward.interviews.choices import Reason
from homeward.interviews.forms import HeldOnForm
from homeward.interviews.models import InterviewDraft
from homeward.interviews.views.about import (
    about,
    asked_in,
    now,
    reasons,
    refused,
    wave_or_404,
)
from homeward.interviews.views.browser import after
from homeward.interviews.walking import Walk
from homeward.surveys.models import Wave
from homeward.surveys.scoring import FaultyAnswers


@page("interviews.fill", or_else=Purpose.SURVEY)
def plain(request: Request, wave: UUID) -> HttpResponse:
    found = wave_or_404(wave)
    if why := reasons(request, found):
        return refused(request, found, why)
    draft = actions.begin(found, by=request.user, at=timezone.now())
    filled = queries.filling(draft, now=now(), code=asked_in(request))
    walk = walking.at(draft, filled, request.POST.get("page") or request.GET.get("page", "1"))
    if request.method != "POST":
        return _page(request, found, walk)
    return _take(request, found, walk)


def _take(request: Request, wave: Wave, walk: Walk) -> HttpResponse:
    """Keeps what was typed, right or wrong, then goes where the button says."""
    do = request.POST.get("do", "check")
    files, problems = _store_files(request, wave, walk)
    given = walking.given(request, walk, files)
    filled = queries.filling(walk.draft, now=now(), code=asked_in(request), given=given)
    given = asking.rows_changed(filled, do)
    filled = queries.filling(walk.draft, now=now(), code=asked_in(request), given=given)
    revision = request.POST.get("revision", "")
    walk = walking.again(walk, walk.draft, filled)
    try:
        walk.draft = actions.keep(
            walk.draft,
            filled.raw,
            revision=int(revision) if are_digits(revision) else -1,
            by=request.user,
            at=timezone.now(),
            language=filled.language,
        )
    except Refused as refusal:
        walk.reasons = refusal.reasons
        return _page(request, wave, walk)
    return _go(request, wave, walk, do, problems)


def _go(
    request: Request, wave: Wave, walk: Walk, do: str, problems: dict[str, list[str]]
) -> HttpResponse:
    if do == "later":
        messages.success(request, _("Draft kept. Go on whenever you like."))
        return redirect(after(wave))
    if do == "back":
        return _to(wave, walk.number - 1)
    if do != "next":
        walk.problems = problems
        return _page(request, wave, walk)
    number = walking.go_on(request, walk, problems)
    if number is None:
        return _page(request, wave, walk)
    if number > len(walk.pages):
        return redirect("interviews:check", wave.pk)
    return _to(wave, number)


def _to(wave: Wave, number: int) -> HttpResponse:
    return redirect(f"{reverse('interviews:plain', args=[wave.pk])}?page={max(number, 1)}")


def _page(request: Request, wave: Wave, walk: Walk) -> HttpResponse:
    files = {name: str(one.file.name) for name, one in queries.files_of(wave).items()}
    context = about(wave) | walking.context(walk, files)
    return browser.let_locate(render(request, "interviews/plain.html", context, status=walk.status))


def _store_files(
    request: Request, wave: Wave, walk: Walk
) -> tuple[dict[str, str], dict[str, list[str]]]:
    """The names under which the files of this page are kept, by place; and what was refused."""
    found: dict[str, str] = {}
    problems: dict[str, list[str]] = {}
    for key in request.POST.getlist("asked"):
        sent = request.FILES.get(asking.name_of(key))
        question = walk.filled.form.by_path.get(path_of(key))
        if sent is None or not isinstance(question, Question):
            continue
        name = f"{uuid.uuid4().hex}{PurePath(sent.name or '').suffix.lower()[:10]}"
        try:
            actions.attach(wave, actions.Attached(name=name, content=sent.read()), by=request.user)
        except Refused as refusal:
            problems[key] = [str(reason.label) for reason in refusal.reasons]
        else:
            found[key] = name
    return found, problems


def _draft(wave: Wave) -> InterviewDraft:
    draft = queries.draft_of(wave)
    if draft is None or draft.by_person:
        raise Http404
    return draft


@page("interviews.fill", or_else=Purpose.SURVEY)
def check(request: Request, wave: UUID) -> HttpResponse:
    """Everything on one page before it is sent; what is missing leads back to its page."""
    found = wave_or_404(wave)
    if why := reasons(request, found):
        return refused(request, found, why)
    draft = _draft(found)
    filled = queries.filling(draft, now=now(), code=asked_in(request))
    walk = walking.at(draft, filled, "1")
    form = HeldOnForm(request.POST or None, today=timezone.localdate())
    if request.method != "POST" or not form.is_valid():
        return _check(request, found, walk, form)
    try:
        actions.send(
            found,
            draft.values,
            by=request.user,
            at=timezone.now(),
            code=asked_in(request),
            held_on=form.cleaned_data["held_on"],
        )
    except actions.Incomplete:
        walk.problems = filled.all_faults()
        return _check(request, found, walk, form)
    except FaultyAnswers:
        walk.reasons = [Reason.NOT_A_FORM]
        return _check(request, found, walk, form)
    except Refused as refusal:
        walk.reasons = refusal.reasons
        return _check(request, found, walk, form)
    messages.success(request, _("The answers are kept."))
    return redirect(after(found))


def _check(request: Request, wave: Wave, walk: Walk, form: HeldOnForm) -> HttpResponse:
    faults = walk.filled.all_faults()
    context = {
        **about(wave),
        "draft": walk.draft,
        "parts": walking.lines(walk, faults),
        "wrong": len(faults),
        "form": form,
        "reasons": walk.reasons,
    }
    status = 422 if form.errors else walk.status
    return render(request, "interviews/check.html", context, status=status)


@page("interviews.fill", or_else=Purpose.SURVEY)
def discard(request: Request, wave: UUID) -> HttpResponse:
    found = wave_or_404(wave)
    draft = _draft(found)
    if request.method == "POST":
        actions.discard(draft, by=request.user)
        messages.success(request, _("The draft is discarded."))
        return redirect(after(found))
    context = {
        "title": _("Discard the draft?"),
        "consequences": [
            Consequence(_("All that was typed into it is gone, for everybody."), "trash"),
            Consequence(_("The survey stays planned. It can be begun again."), "info-circle"),
        ],
        "form": BaseForm(),
        "danger": _("Discard the draft"),
        "cancel": _("Keep the draft"),
        "cancel_url": reverse("interviews:plain", args=[found.pk]),
        "section": "surveys",
    }
    return render(request, "core/confirm.html", context)

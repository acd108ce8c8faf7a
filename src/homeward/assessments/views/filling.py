"""Asking: begun, filled in page by page with every step kept, looked over, submitted."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.assessments import actions, queries, shown
from homeward.assessments.choices import AssessmentPurpose
from homeward.assessments.forms import BeginForm
from homeward.assessments.models import Assessment
from homeward.assessments.views.reading import about, language, may_fill
from homeward.cases.choices import SaidBy, Stage
from homeward.cases.models import Case
from homeward.core.digits import are_digits
from homeward.core.forms import BaseForm
from homeward.core.patterns import Consequence
from homeward.core.refusals import Refused
from homeward.files import actions as files
from homeward.forms import asking
from homeward.forms.definition import Question, direction, language_code
from homeward.forms.filling import Filling, path_of
from homeward.occupations import queries as occupations


@page("assessments.fill")
def begin(request: Request, case_pk: UUID, asked_for: str) -> HttpResponse:
    case = get_object_or_404(Case, pk=case_pk)
    if asked_for not in AssessmentPurpose.values:
        raise Http404
    people = list(queries.members(case))
    form = BeginForm(request.POST or None, people=people, today=timezone.localdate())
    if request.method != "POST":
        return _begin(request, case, asked_for, form)
    if not form.is_valid():
        return _begin(request, case, asked_for, form, status=422)
    data = form.cleaned_data
    talk = actions.Talk(
        said_by=SaidBy(data["said_by"]), said_by_name=data["said_by_name"], held_on=data["held_on"]
    )
    try:
        draft = actions.begin(
            case, form.chosen, asked_for, talk, by=request.user, at=timezone.now()
        )
    except Refused as refusal:
        return _begin(request, case, asked_for, form, reasons=refusal.reasons, status=409)
    return redirect("assessments:fill", draft.pk)


def _begin(
    request: Request, case: Case, asked_for: str, form: BeginForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    purpose = AssessmentPurpose(asked_for)
    drafts = [one for one in queries.of_case(case) if one.is_draft and one.purpose == asked_for]
    context = {
        **about(case),
        "purpose": purpose,
        "form": form,
        "version": queries.version_for(
            purpose, programme_id=case.programme_id, on=timezone.localdate()
        ),
        "own": [one for one in drafts if one.by_id == request.user.pk],
        "others": [one for one in drafts if one.by_id != request.user.pk],
        "latest": queries.latest(case, purpose),
        "is_intake": purpose == AssessmentPurpose.INTAKE,
        **more,
    }
    return render(request, "assessments/begin.html", context, status=status)


# Kept for the sitting, so that each page of the form stands in it.
LANGUAGE_KEY = "asked_in"
MORE_THAN_ONE = 2


@dataclass
class Asked:
    """One page of a draft on its way to the template."""

    draft: Assessment
    filled: Filling
    current: asking.Page | None
    pages: list[asking.Page]


def _draft(request: Request, pk: UUID) -> Assessment:
    draft: Assessment = get_object_or_404(queries.one(), pk=pk)
    return draft


def _now() -> Any:
    return timezone.localtime().replace(tzinfo=None)


def _filled(request: Request, draft: Assessment, given: dict[str, str] | None = None) -> Filling:
    return queries.filling(draft, now=_now(), language=_asked_in(request), given=given)


def _asked_in(request: Request) -> str:
    """The language in which the questions stand: the returnee's, whatever the page's is."""
    if code := request.GET.get("language", ""):
        request.session[LANGUAGE_KEY] = code
    return str(request.session.get(LANGUAGE_KEY) or language())


@page("assessments.fill")
def fill(request: Request, pk: UUID) -> HttpResponse:
    draft = _draft(request, pk)
    if not may_fill(draft, request.user):
        return redirect(draft)
    filled = _filled(request, draft)
    asked = _at(draft, filled, request.POST.get("page") or request.GET.get("page", "1"))
    if request.method != "POST":
        return _page(request, asked)
    return _take(request, asked)


def _at(draft: Assessment, filled: Filling, number: str) -> Asked:
    found = asking.pages(filled)
    at = min(max(int(number), 1), len(found)) if are_digits(number) and found else 1
    return Asked(draft, filled, found[at - 1] if found else None, found)


def _again(asked: Asked, filled: Filling) -> Asked:
    """The same page after an answer; it may have moved, or have nothing to ask any more."""
    found = asking.pages(filled)
    nodes = asked.current.nodes if asked.current else ()
    current = next((one for one in found if one.nodes == nodes), None)
    return Asked(asked.draft, filled, current or (found[0] if found else None), found)


def _take(request: Request, asked: Asked) -> HttpResponse:
    """Keeps what was typed, right or wrong, then goes where the button says."""
    do = request.POST.get("do", "check")
    given = asked.filled.raw | asking.sent(asked.filled, request.POST)
    stored, problems = _store_files(request, asked)
    filled = _filled(request, asked.draft, given | stored)
    filled = _filled(request, asked.draft, asking.rows_changed(filled, do))
    revision = request.POST.get("revision", "")
    try:
        asked.draft = actions.keep(
            asked.draft,
            filled.raw,
            revision=int(revision) if are_digits(revision) else -1,
            by=request.user,
            at=timezone.now(),
        )
    except Refused as refusal:
        return _page(request, _again(asked, filled), reasons=refusal.reasons, status=409)
    return _go(request, _again(asked, filled), do, problems)


def _store_files(request: Request, asked: Asked) -> tuple[dict[str, str], dict[str, list[str]]]:
    found: dict[str, str] = {}
    problems: dict[str, list[str]] = {}
    for key in request.POST.getlist("asked"):
        sent = request.FILES.get(asking.name_of(key))
        question = asked.filled.form.by_path.get(path_of(key))
        if (
            sent is None
            or not isinstance(question, Question)
            or not asked.filled.shows(path_of(key))
        ):
            continue
        try:
            kept = files.store(
                sent.read(),
                sent.name or "file",
                person_id=asked.draft.person_id,
                programme_id=asked.draft.programme_id,
                data_class=asked.filled.form.class_of(question.path),
                by=request.user,
            )
        except Refused as refusal:
            problems[key] = [str(getattr(reason, "label", reason)) for reason in refusal.reasons]
        else:
            found[key] = str(kept.pk)
    return found, problems


def _go(request: Request, asked: Asked, do: str, problems: dict[str, list[str]]) -> HttpResponse:
    number = asked.current.number if asked.current else 1
    if do == "later":
        messages.success(request, _("Draft kept. Go on whenever you like."))
        return redirect("assessments:of_case", asked.draft.case_id)
    if do == "back":
        return _to(asked.draft, max(number - 1, 1))
    if do != "next":
        return _page(request, asked, problems=problems, status=422 if problems else 200)
    return _next(request, asked, number, problems)


def _next(
    request: Request, asked: Asked, number: int, problems: dict[str, list[str]]
) -> HttpResponse:
    """The next page, unless something here is wrong or was not shown yet."""
    nodes = asked.current.nodes if asked.current else ()
    shown_before = set(request.POST.getlist("asked"))
    found = asked.filled.all_faults(nodes)
    # What was not shown yet can't be wrong yet.
    problems = {key: found[key] for key in found if key in shown_before} | problems
    if problems:
        return _page(request, asked, problems=problems, status=422)
    fresh = [
        key
        for question, key in asked.filled.asked(nodes)
        if not question.is_note and key not in shown_before
    ]
    if fresh:
        return _page(request, asked, fresh=len(fresh))
    if number < len(asked.pages):
        return _to(asked.draft, number + 1)
    return redirect("assessments:check", asked.draft.pk)


def _to(draft: Assessment, number: int) -> HttpResponse:
    return redirect(f"{reverse('assessments:fill', args=[draft.pk])}?page={number}")


def _page(
    request: Request,
    asked: Asked,
    *,
    problems: dict[str, list[str]] | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    draft, filled = asked.draft, asked.filled
    known = queries.known(draft.case, draft.person_id)
    rendered = asking.Rendered(
        filled,
        asked.current.nodes if asked.current else (),
        problems=problems,
        known=shown.known_by_key(filled, known),
        files=shown.file_names(filled),
        occupations=found_occupations,
    )
    context = {
        **about(draft.case),
        "assessment": draft,
        "rendered": rendered,
        "current": asked.current,
        "pages": asked.pages,
        "languages": _languages(filled),
        "asked_dir": direction(filled.language),
        **more,
    }
    return render(request, "assessments/fill.html", context, status=status)


def _languages(filled: Filling) -> list[tuple[str, str, bool]]:
    """Code, own name and whether it is shown, where the form has more than one."""
    if len(filled.form.languages) < MORE_THAN_ONE:
        return []
    return [
        (language_code(name), name.partition(" (")[0], name == filled.language)
        for name in filled.form.languages
    ]


def found_occupations(text: str) -> list[tuple[str, str]]:
    """Occupations that fit what was typed, coded as ISCO-08 and ESCO have them."""
    words = text.partition(" · ")[2] or text
    found = occupations.occupations_like(words)[: asking.MOST_FOUND]
    return [(f"{one.code} · {one.title}", f"{one.title} ({one.code})") for one in found]


@page("assessments.fill")
def check(request: Request, pk: UUID) -> HttpResponse:
    """Everything on one page before it is submitted; what is missing leads back to its page."""
    draft = _draft(request, pk)
    if not draft.is_draft:
        return redirect(draft)
    if request.method != "POST":
        return _check(request, draft)
    try:
        done = actions.submit(draft, by=request.user, at=timezone.now())
    except Refused as refusal:
        return _check(request, draft, reasons=refusal.reasons, status=409)
    return _done(request, done)


def _done(request: Request, done: Assessment) -> HttpResponse:
    done.case.refresh_from_db()
    goes_on = done.purpose == AssessmentPurpose.INTAKE and done.case.stage == Stage.DEPARTURE
    if goes_on and can(request.user, "cases.announce_arrival"):
        messages.success(request, _("Intake finished. Next: announce the arrival."))
        return redirect("cases:announce", done.case_id)
    messages.success(request, _("Submitted. It stays as it is now."))
    return redirect(done)


def _check(request: Request, draft: Assessment, *, status: int = 200, **more: Any) -> HttpResponse:
    filled = _filled(request, draft)
    before, earlier = shown.earlier_filling(draft, filled, _asked_in(request))
    parts = shown.sections(
        filled,
        earlier=earlier,
        known=queries.known(draft.case, draft.person_id),
        with_problems=True,
    )
    context = {
        **about(draft.case),
        "assessment": draft,
        "sections": parts,
        "wrong": sum(bool(line.problems) for part in parts for line in part.lines),
        "before": before,
        **more,
    }
    return render(request, "assessments/check.html", context, status=status)


@page("assessments.fill")
def discard(request: Request, pk: UUID) -> HttpResponse:
    draft = _draft(request, pk)
    if not draft.is_draft:
        return redirect(draft)
    form = BaseForm(request.POST or None)
    if request.method == "POST":
        try:
            actions.discard(draft, by=request.user, at=timezone.now())
        except Refused as refusal:
            return _discard(request, draft, form, reasons=refusal.reasons, status=409)
        messages.success(request, _("The draft is discarded."))
        return redirect("assessments:of_case", draft.case_id)
    return _discard(request, draft, form)


def _discard(
    request: Request, draft: Assessment, form: BaseForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        "title": _("Discard the draft?"),
        "consequences": [
            Consequence(_("All that was typed into it is gone, for everybody."), "trash"),
            Consequence(_("Nobody outside your organisation is told."), "info-circle"),
        ],
        "form": form,
        "danger": _("Discard the draft"),
        "cancel": _("Keep the draft"),
        "cancel_url": reverse("assessments:fill", args=[draft.pk]),
        "section": "cases",
        **more,
    }
    return render(request, "core/confirm.html", context, status=status)

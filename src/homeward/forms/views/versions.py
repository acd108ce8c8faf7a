"""One version of a form: what it asks, how it looks, what it changes, and its publication."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.core.digits import are_digits
from homeward.core.refusals import Refused
from homeward.core.spreadsheets import XLSX_TYPE
from homeward.files.answers import to_keep
from homeward.forms import actions, asking, changes, queries
from homeward.forms.definition import Definition, direction, language_code
from homeward.forms.filling import Filling
from homeward.forms.forms import PublishForm
from homeward.forms.models import FormVersion


def _version(pk: UUID) -> FormVersion:
    found = queries.light().select_related("form__owner_org", "uploaded_by", "published_by")
    version: FormVersion = get_object_or_404(found, pk=pk)
    return version


@page("forms.read")
def version(request: Request, pk: UUID) -> HttpResponse:
    return _page(request, _version(pk))


def _page(request: Request, shown: FormVersion, *, status: int = 200, **more: Any) -> HttpResponse:
    form = queries.read(shown)
    ours = shown.form.owner_org_id == request.user.organisation_id
    context = {
        "version": shown,
        "rows": _questions(form, get_language() or "en"),
        "before": queries.before(shown),
        "may_publish": ours and not shown.is_published and can(request.user, "forms.publish"),
        "section": "forms",
        **more,
    }
    return render(request, "forms/version.html", context, status=status)


def _questions(form: Definition, code: str) -> list[dict[str, Any]]:
    """Every question in its order, as a table of the form tells of it."""
    language = form.language(code)
    return [
        {
            "name": question.name,
            "label": question.label.plain(language) or question.name,
            "kind": changes.kind(question),
            "class": form.class_of(question.path).label,
            "fact": question.fact,
            "required": bool(question.bind.required),
            "when": question.bind.relevant,
        }
        for question in form.questions()
    ]


@page("forms.publish")
def publish(request: Request, pk: UUID) -> HttpResponse:
    shown = _version(pk)
    form = PublishForm(request.POST or None, today=timezone.localdate())
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return _publish(request, shown, form, status=status)
    try:
        actions.publish(
            shown, valid_from=form.cleaned_data["valid_from"], by=request.user, at=timezone.now()
        )
    except Refused as refusal:
        return _publish(request, shown, form, reasons=refusal.reasons, status=409)
    messages.success(request, _("Published. Say at which step it is asked."))
    return redirect("forms:version", pk)


def _publish(
    request: Request, shown: FormVersion, form: PublishForm, *, status: int, **more: Any
) -> HttpResponse:
    context = {"version": shown, "form": form, "section": "forms", **more}
    return render(request, "forms/publish.html", context, status=status)


@page("forms.read")
def source(request: Request, pk: UUID) -> HttpResponse:
    """The file as it was uploaded, to be changed and uploaded again."""
    found = get_object_or_404(FormVersion.objects.only("source", "file_name"), pk=pk)
    return to_keep(bytes(found.source), name=found.file_name, content_type=XLSX_TYPE)


@page("forms.read")
def compare(request: Request, pk: UUID) -> HttpResponse:
    """Against the version before it, or against another that is named."""
    shown = _version(pk)
    others = list(queries.versions(shown.form).exclude(pk=shown.pk))
    wanted = request.GET.get("with", "")
    other = next((one for one in others if str(one.number) == wanted), queries.before(shown))
    difference = changes.between(queries.read(other), queries.read(shown)) if other else None
    context = {
        "version": shown,
        "other": other,
        "others": others,
        "difference": difference,
        "section": "forms",
    }
    return render(request, "forms/compare.html", context)


@page("forms.read")
def preview(request: Request, pk: UUID) -> HttpResponse:
    """The form as it will be asked. What is typed travels with the page and is kept nowhere."""
    shown = _version(pk)
    form = queries.read(shown)
    code = request.GET.get("language") or get_language() or "en"
    answers = _carried(request, form, code)
    filled = Filling(
        form,
        answers or {},
        now=_now(),
        language=form.language(code),
        fresh=answers is None,
    )
    found = asking.pages(filled)
    number = _asked_page(request, len(found))
    current = found[number - 1] if found else None
    context = {
        "version": shown,
        "filling": filled,
        "pages": found,
        "current": current,
        "rendered": asking.Rendered(filled, current.nodes) if current else None,
        "problems": filled.all_faults(current.nodes) if current and answers else {},
        "carried": [(k, v) for k, v in filled.raw.items() if v],
        "languages": [(language_code(name), name) for name in form.languages],
        "language": code,
        "asked_dir": direction(filled.language),
        "section": "forms",
    }
    return render(request, "forms/preview.html", context)


def _now() -> datetime:
    return timezone.localtime().replace(tzinfo=None)


def _asked_page(request: Request, most: int) -> int:
    said = request.POST.get("to") or request.POST.get("page") or request.GET.get("page") or "1"
    return min(max(int(said), 1), max(most, 1)) if are_digits(said) else 1


def _carried(request: Request, form: Definition, code: str) -> dict[str, str] | None:
    """What was typed on this page and those before it; None on the first call."""
    if request.method != "POST":
        return None
    kept = [pair.partition("=") for pair in request.POST.getlist("carried")]
    before = {key: value for key, _sign, value in kept if key}
    filled = Filling(form, before, now=_now(), language=form.language(code))
    given = before | asking.sent(filled, request.POST)
    return asking.rows_changed(Filling(form, given, now=_now()), request.POST.get("do", ""))

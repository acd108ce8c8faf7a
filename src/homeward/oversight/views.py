from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.choices import Purpose
from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.core.patterns import Consequence
from homeward.core.refusals import Refused
from homeward.oversight import actions, forms, pages, queries
from homeward.oversight.choices import Reason, Way
from homeward.oversight.models import Affected, Breach
from homeward.programmes.models import Programme

SECTION = {"section": "oversight"}
DUTY = Purpose.OVERSIGHT


@page("oversight.read", purpose=DUTY)
def index(request: Request) -> HttpResponse:
    now, reviews = timezone.now(), queries.reviews()
    context = {
        "open": [(breach, pages.mark(breach, now)) for breach in queries.open_breaches()],
        "programmes": [
            (programme, reviews.get(programme.pk), _is_stale(reviews.get(programme.pk)))
            for programme in queries.programmes(request.user.organisation_of_rows)
        ],
        "is_officer": can(request.user, "oversight.breach"),
    }
    return render(request, "oversight/index.html", SECTION | context)


def _is_stale(reviewed_on: Any) -> bool:
    return not reviewed_on or reviewed_on + queries.REVIEW_AFTER < timezone.localdate()


@page("oversight.read", purpose=DUTY)
def record(request: Request, pk: int) -> HttpResponse:
    programme = get_object_or_404(queries.programmes(request.user.organisation_of_rows), pk=pk)
    versions = queries.versions(programme)
    wanted = request.GET.get("version", "")
    shown = next(
        (v for v in versions if str(v.version) == wanted), versions[0] if versions else None
    )
    lines = shown.lines(actions.TEXTS) if shown else []
    context = {"programme": programme, "shown": shown, "versions": versions, "lines": lines}
    return render(request, "oversight/record.html", SECTION | context)


@page("oversight.keep_record", purpose=DUTY)
def edit_record(request: Request, pk: int) -> HttpResponse:
    programme = get_object_or_404(queries.programmes(request.user.organisation_of_rows), pk=pk)
    form = forms.RecordForm(request.POST or None, initial=_initial(request, programme))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.keep_record(
            programme, given, reviewed_on=given["reviewed_on"], by=request.user, at=timezone.now()
        )
        messages.success(request, _("Kept as a new version. The versions before stay readable."))
        return redirect("oversight:record", pk=pk)
    crumb = (reverse("oversight:record", args=[pk]), programme)
    title = _("Record of processing: %(name)s") % {"name": programme}
    return _form(request, title, form, [], _("Keep this version"), crumb)


def _initial(request: Request, programme: Programme) -> dict[str, Any]:
    latest, today = queries.record(programme), timezone.localdate()
    if latest:
        return {name: getattr(latest, name) for name in actions.TEXTS} | {"reviewed_on": today}
    known = queries.prefilled(request.user.organisation_of_rows, programme, today)
    return known | {"reviewed_on": today}


def _form(
    request: Request, title: str, form: Any, reasons: list[Any], button: str, crumb: Any = None
) -> HttpResponse:
    context = {"title": title, "form": form, "reasons": reasons, "button": button, "crumb": crumb}
    return render(request, "oversight/form.html", SECTION | context, status=409 if reasons else 200)


@page("oversight.breach", purpose=DUTY)
def breaches(request: Request) -> HttpResponse:
    now = timezone.now()
    rows = [(breach, pages.mark(breach, now)) for breach in queries.breaches()]
    return render(request, "oversight/breaches.html", SECTION | {"rows": rows})


@page("oversight.report_breach", purpose=DUTY)
def report(request: Request) -> HttpResponse:
    form = forms.ReportForm(request.POST or None)
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            breach = actions.report(**form.given, by=request.user, at=timezone.now())
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            if can(request.user, "oversight.breach"):
                return redirect("oversight:breach", pk=breach.pk)
            messages.success(
                request, _("Reported. Your data protection officer takes it from here.")
            )
            return redirect("desk:my_work")
    return _form(request, _("Report a breach of data"), form, reasons, _("Report it"))


def _breach(pk: UUID) -> Breach:
    return get_object_or_404(queries.breaches(), pk=pk)


@page("oversight.breach", purpose=DUTY)
def breach(request: Request, pk: UUID) -> HttpResponse:
    found = _breach(pk)
    context = {
        "breach": found,
        "mark": pages.mark(found, timezone.now()),
        "step": pages.step(found),
        "rows": queries.affected(found),
        "entries": pages.entries(found),
    }
    return render(request, "oversight/breach.html", SECTION | context)


@page("oversight.breach", purpose=DUTY)
def assess(request: Request, pk: UUID) -> HttpResponse:
    found = _breach(pk)
    held = {name: getattr(found, name) for name in forms.AssessForm.base_fields}
    form = forms.AssessForm(request.POST or None, initial=held)
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            actions.assess(
                found, form.given, assessment=form.cleaned_data["assessment"],
                measures=form.cleaned_data["measures"], by=request.user, at=timezone.now(),
            )  # fmt: skip
            return redirect("oversight:breach", pk=pk)
        except Refused as refusal:
            reasons = refusal.reasons
    return _form(
        request, _("Assess the risk"), form, reasons, _("Keep the assessment"), _crumb(found)
    )


def _crumb(found: Breach) -> tuple[str, str]:
    return reverse("oversight:breach", args=[found.pk]), found.number


@page("oversight.breach", purpose=DUTY)
def authority(request: Request, pk: UUID) -> HttpResponse:
    found = _breach(pk)
    form = forms.AuthorityForm(request.POST or None)
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.note_authority_told(
                found, told_at=forms.moment(given["told_on"], given["told_time"]),
                reference=given["reference"], why_late=given["why_late"], by=request.user,
                at=timezone.now(),
            )  # fmt: skip
            return redirect("oversight:breach", pk=pk)
        except Refused as refusal:
            reasons = refusal.reasons
    context = {"form": form, "reasons": reasons, "breach": found}
    return render(
        request, "oversight/authority.html", SECTION | context, status=409 if reasons else 200
    )


@page("oversight.breach", purpose=DUTY)
def notice(request: Request, pk: UUID) -> HttpResponse:
    """The notice to the authority, to print (GDPR art. 33(3))."""
    found = _breach(pk)
    context = {"breach": found, "officer": request.user, "count": len(queries.affected(found))}
    return render(request, "oversight/notice.html", SECTION | context)


@page("oversight.breach", purpose=DUTY)
def find(request: Request, pk: UUID) -> HttpResponse:
    """Whom it affects: by the read log, or by the references of cases."""
    found = _breach(pk)
    by_log = forms.FindForm(_posted(request, "log"), by=request.user, prefix="log")
    by_case = forms.CasesForm(_posted(request, "cases"), prefix="cases")
    reasons: list[Any] = []
    try:
        if by_log.is_bound and by_log.is_valid():
            return _add_read(request, found, by_log.cleaned_data)
        if by_case.is_bound and by_case.is_valid():
            references = by_case.cleaned_data["references"].split()
            return _add(request, found, queries.of_cases(references), " ".join(references))
    except Refused as refusal:
        reasons = refusal.reasons
    context = {"breach": found, "by_log": by_log, "by_case": by_case, "reasons": reasons}
    return render(request, "oversight/find.html", SECTION | context, status=409 if reasons else 200)


def _posted(request: Request, by: str) -> Any:
    return request.POST if request.POST.get("by") == by else None


def _add_read(request: Request, found: Breach, given: dict[str, Any]) -> HttpResponse:
    since = forms.moment(given["since"], None)
    until = forms.end_of(given["until"])
    read = queries.read_by(given["user"], since, until)
    source = f"{given['user']}, {given['since']} - {given['until']}"
    return _add(request, found, [one.person for one in read], source)


def _add(request: Request, found: Breach, persons: list[Any], source: str) -> HttpResponse:
    actions.add_affected(found, persons, source=source, by=request.user, at=timezone.now())
    return redirect(reverse("oversight:breach", args=[found.pk]) + "#affected")


@page("oversight.breach", purpose=DUTY)
def tell(request: Request, pk: UUID) -> HttpResponse:
    """The letter to one person, and the record of having told them."""
    row = get_object_or_404(Affected.objects.select_related("person", "breach"), pk=pk)
    form = forms.ToldForm(
        request.POST or None,
        initial={"text": row.text or pages.letter(row, by=request.user), "way": Way.LETTER},
    )
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.note_told(
                row, way=Way(given["way"]), text=given["text"], by=request.user, at=timezone.now()
            )
            return redirect(reverse("oversight:breach", args=[row.breach_id]) + "#affected")
        except Refused as refusal:
            reasons = refusal.reasons
    context = {"row": row, "form": form, "reasons": reasons}
    return render(request, "oversight/tell.html", SECTION | context, status=409 if reasons else 200)


@page("oversight.breach", purpose=DUTY)
def close(request: Request, pk: UUID) -> HttpResponse:
    found = _breach(pk)
    form = forms.CloseForm(request.POST or None)
    reasons: list[Reason | Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            actions.close(found, **form.cleaned_data, by=request.user, at=timezone.now())
            return redirect("oversight:breach", pk=pk)
        except Refused as refusal:
            reasons = refusal.reasons
    context = {
        "title": _("Close breach %(number)s?") % {"number": found.number},
        "consequences": [
            Consequence(_("It stays in the register with everything that was done."), "history"),
            Consequence(_("Nothing can be added to it any more."), "lock"),
        ],
        "form": form,
        "reasons": reasons,
        "danger": _("Close it"),
        "cancel_url": reverse("oversight:breach", args=[pk]),
    }
    return render(request, "core/confirm.html", SECTION | context, status=409 if reasons else 200)

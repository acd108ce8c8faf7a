"""Reports to donors: what there is, one of them, its parts in words, and sending it off."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.core.asking import ask, data_of
from homeward.core.forms import BaseForm
from homeward.core.patterns import Consequence, NextStep
from homeward.documents import pdf
from homeward.indicators.dashboards import actions, forms, papers, queries
from homeward.indicators.dashboards.choices import Part
from homeward.indicators.dashboards.models import DonorReport
from homeward.indicators.dashboards.views import shown
from homeward.programmes import queries as programmes
from homeward.programmes.queries.programmes import keeps

HERE = "dashboards:reports"
A_PAGE = 25


@page("dashboards.read_reports")
def index(request: Request) -> HttpResponse:
    found = Paginator(queries.listed(), A_PAGE).get_page(request.GET.get("page"))
    own = [one for one in programmes.run_here() if keeps(request.user, one)]
    context = {**shown.head(request.user, HERE), "page": found, "own": own}
    return render(request, "dashboards/reports.html", context)


@page("dashboards.submit_report")
def new(request: Request, programme_pk: int) -> HttpResponse:
    programme = get_object_or_404(programmes.run_here(), pk=programme_pk)
    today = timezone.localdate()
    form = forms.ReportForm(data_of(request), programme=programme, today=today)

    def write(said: Any) -> DonorReport:
        return actions.begin_report(
            programme, said["donor"], **form.said(), by=request.user, at=timezone.now()
        )

    return ask(
        request, form, write, done=_("The report is begun. Its figures follow until it is sent."),
        back=lambda made: reverse("dashboards:report", args=[made.pk]),
        context={**shown.SECTION, "title": _("A report on %(programme)s") % {
            "programme": programme}, "save": _("Begin the report"), "back": reverse(HERE),
            "crumb": _("Reports to donors")},
    )  # fmt: skip


def _of(pk: UUID) -> DonorReport:
    named = DonorReport.objects.select_related(
        "programme", "donor", "owner_org", "submitted_by", "corrects"
    )
    return get_object_or_404(named, pk=pk)


@page("dashboards.read_reports")
def report(request: Request, donorreport_pk: UUID) -> HttpResponse:
    found = _of(donorreport_pk)
    content = queries.content(found, at=timezone.now())
    leads = found.owner_org_id == request.user.organisation_id
    context = {
        **shown.head(request.user, HERE),
        "report": found,
        "content": content,
        "results": papers.report_results(content),
        "money": papers.report_money(content),
        "requested": papers.report_requested(content),
        "parts": papers.report_words(content),
        "may_write": found.is_draft and can(request.user, "dashboards.write_report"),
        "step": _step(found, content, leads and can(request.user, "dashboards.submit_report")),
        "corrections": found.corrected_by.all(),
    }
    return render(request, "dashboards/report.html", context)


def _step(found: DonorReport, content: Any, may_submit: bool) -> NextStep | None:
    if not found.is_draft:
        return None
    written = {one["part"] for one in content["words"] if one["text"]}
    first = next((part for part in Part if part not in written), None)
    holder = str(_("You")) if may_submit else str(found.owner_org)
    if first:
        return NextStep(
            _("Write: %(part)s") % {"part": first.label},
            why=_("%(n)d of %(all)d parts are written.") % {"n": len(written), "all": len(Part)},
            holder=holder,
            url=reverse("dashboards:part", args=[found.pk, first.value]),
            label=_("Write it"),
            mine=may_submit,
        )
    return NextStep(
        _("Submit the report"),
        why=_("Its figures are then kept as they stand."),
        holder=holder,
        url=reverse("dashboards:submit", args=[found.pk]) if may_submit else "",
        label=_("Submit it"),
        mine=may_submit,
    )


@page("dashboards.write_report")
def part(request: Request, donorreport_pk: UUID, report_part: str) -> HttpResponse:
    found = _of(donorreport_pk)
    if report_part not in Part.values:
        raise Http404
    before = queries.history_of_part(found, report_part)
    form = forms.PartForm(data_of(request), initial={"text": before[0].text if before else ""})

    def write(said: Any) -> Any:
        return actions.write(
            found, Part(report_part), said["text"], by=request.user, at=timezone.now()
        )

    return ask(
        request, form, write, back=reverse("dashboards:report", args=[found.pk]), done=_("Kept."),
        template="dashboards/part.html",
        context={**shown.SECTION, "title": Part(report_part).label, "crumb": found.title,
                 "before": before, "report": found},
    )  # fmt: skip


@page("dashboards.submit_report")
def submit(request: Request, donorreport_pk: UUID) -> HttpResponse:
    found = _of(donorreport_pk)
    back = reverse("dashboards:report", args=[found.pk])
    return ask(
        request, BaseForm(data_of(request)),
        lambda _said: actions.submit(found, by=request.user, at=timezone.now()),
        back=back, done=_("Submitted. Its figures stay as they are now."),
        template="core/confirm.html",
        context={
            **shown.SECTION,
            "title": _("Submit this report?"),
            "consequences": [
                Consequence(_("Figures, money and words are kept as they stand now."), "lock"),
                Consequence(
                    _("%(donor)s, the funder and the fund offices of the programme read it.")
                    % {"donor": found.donor.name}, "eye",
                ),
                Consequence(_("Nothing of it changes afterwards; a new report corrects it."),
                            "file-check"),
            ],
            "danger": _("Submit it"), "cancel_url": back, "cancel": _("Not yet"),
        },
    )  # fmt: skip


@page("dashboards.read_reports")
def sheet(request: Request, donorreport_pk: UUID) -> HttpResponse:
    found = _of(donorreport_pk)
    header, rows = papers.report_table(found, queries.content(found, at=timezone.now()))
    return shown.workbook(found.title, header, rows)


@page("dashboards.read_reports")
def paper(request: Request, donorreport_pk: UUID) -> HttpResponse:
    """Submitted, the same bytes each time: its day is the day it was sent."""
    found = _of(donorreport_pk)
    at = found.submitted_at or timezone.now()
    data = papers.report(found, queries.content(found, at=at))
    made: HttpResponse = pdf.answer("indicators/report", data, at=at, name=found.title)
    return made

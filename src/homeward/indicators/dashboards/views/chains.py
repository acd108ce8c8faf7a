"""Results chains: which there are, the one that holds, its versions, and how one is drafted."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page
from homeward.core.asking import ask, data_of
from homeward.core.forms import BaseForm
from homeward.core.patterns import Consequence, NextStep
from homeward.core.refusals import Refused
from homeward.documents import pdf
from homeward.indicators.dashboards import actions, forms, papers, queries
from homeward.indicators.dashboards.choices import Standing
from homeward.indicators.dashboards.models import Logframe, Measure, Result
from homeward.indicators.dashboards.views import shown
from homeward.programmes import queries as programmes
from homeward.programmes.models import Programme
from homeward.programmes.queries.programmes import keeps

HERE = "dashboards:chains"


@page("dashboards.read", may_lag=True)
def index(request: Request) -> HttpResponse:
    """Every programme run here, with the chain that holds and what the reader may do."""
    today = timezone.localdate()
    rows = [
        {
            "programme": one,
            "chain": queries.chain_on(one, on=today),
            "draft": queries.draft_of(one),
            "may_begin": keeps(request.user, one),
        }
        for one in programmes.run_here().select_related("lead_org")
    ]
    rows.sort(key=lambda row: (row["chain"] is None and row["draft"] is None,))
    return render(
        request, "dashboards/chains.html", {**shown.head(request.user, HERE), "rows": rows}
    )


@page("dashboards.read", may_lag=True)
def chain(request: Request, programme_pk: int) -> HttpResponse:
    """The version that holds today; with `?version=` another one."""
    programme = get_object_or_404(programmes.run_here(), pk=programme_pk)
    found = queries.chain_on(programme, on=timezone.localdate()) or queries.draft_of(programme)
    if found is None:
        context = {**shown.head(request.user, HERE), "programme": programme}
        context["may_begin"] = keeps(request.user, programme)
        return render(request, "dashboards/no_chain.html", context)
    return _show(request, found)


@page("dashboards.read", may_lag=True)
def version(request: Request, logframe_pk: UUID) -> HttpResponse:
    return _show(request, _of(logframe_pk))


def _of(pk: UUID) -> Logframe:
    return get_object_or_404(
        Logframe.objects.select_related("programme", "owner_org", "published_by"), pk=pk
    )


def _show(request: Request, found: Logframe) -> HttpResponse:
    rows = queries.rows_of(found, on=timezone.localdate())
    lines = queries.lines_of(rows)
    leads = keeps(request.user, found.programme)
    context = {
        **shown.head(request.user, HERE),
        "chain": found,
        "rows": papers.told_rows(rows),
        "versions": queries.chains_of(found.programme),
        "counts": [
            (standing, sum(line.standing == standing for line in lines)) for standing in Standing
        ],
        "total": len(lines),
        "may_change": leads and found.is_draft,
        "may_read_off": leads,
        "may_begin": leads and queries.draft_of(found.programme) is None,
        "step": _step(found, lines, leads=leads),
    }
    return render(request, "dashboards/chain.html", context)


def _step(found: Logframe, lines: list[queries.Line], *, leads: bool) -> NextStep | None:
    if found.is_draft and leads:
        return NextStep(
            _("Fill the draft and publish it"),
            why=_("Until then nobody else sees it, and no report can be made by it."),
            holder=str(_("You")),
            url=reverse("dashboards:publish", args=[found.pk]),
            label=_("Publish it"),
            mine=True,
        )
    behind = [line for line in lines if line.standing == Standing.BEHIND]
    if not behind:
        return None
    first = min(behind, key=lambda line: line.measure.target_on or timezone.localdate())
    return NextStep(
        _("Say what holds back: %(what)s") % {"what": first.measure},
        why=_("Its figure is behind the way to its target. %(n)d of %(all)d measures are.")
        % {"n": len(behind), "all": len(lines)},
        holder=str(_("You")) if leads else str(found.owner_org),
        due=first.measure.target_on,
        url=reverse("dashboards:behind") + f"?programme={found.programme_id}",
        label=_("See what is behind"),
        mine=leads,
    )


@page("dashboards.keep_chain")
@require_POST
def begin(request: Request, programme_pk: int) -> HttpResponse:
    programme = get_object_or_404(Programme.objects.all(), pk=programme_pk)
    try:
        made = actions.begin_chain(programme, by=request.user, at=timezone.now())
    except Refused as refusal:
        context = {**shown.head(request.user, HERE), "programme": programme}
        context |= {"reasons": refusal.reasons, "may_begin": False}
        return render(request, "dashboards/no_chain.html", context, status=409)
    messages.success(request, _("The draft is begun. Nobody else sees it yet."))
    return redirect("dashboards:version", logframe_pk=made.pk)


@page("dashboards.keep_chain")
def add_result(request: Request, logframe_pk: UUID) -> HttpResponse:
    found = _of(logframe_pk)
    form = forms.ResultForm(data_of(request), chain=found)

    def write(_said: Any) -> Result:
        return actions.add_result(found, form.said(), by=request.user)

    return _ask(request, form, write, found, _("A result"), _("The result is added."))


@page("dashboards.keep_chain")
def add_measure(request: Request, result_pk: UUID) -> HttpResponse:
    result = get_object_or_404(Result.objects.select_related("logframe__programme"), pk=result_pk)
    form = forms.MeasureForm(data_of(request))

    def write(_said: Any) -> Measure:
        return actions.add_measure(result, form.said(), by=request.user)

    title = _("An indicator of result %(number)s") % {"number": result.number}
    return _ask(request, form, write, result.logframe, title, _("The indicator is added."))


@page("dashboards.keep_chain")
def read_off(request: Request, measure_pk: UUID) -> HttpResponse:
    measure = _measure(measure_pk)
    form = forms.ReadingForm(data_of(request))

    def write(said: Any) -> Any:
        return actions.read_off(measure, **said, by=request.user, at=timezone.now())

    title = _("Figure for: %(what)s") % {"what": measure}
    return _ask(request, form, write, measure.result.logframe, title, _("The figure is kept."))


@page("dashboards.keep_chain")
def publish(request: Request, logframe_pk: UUID) -> HttpResponse:
    found = _of(logframe_pk)
    form = forms.PublishForm(data_of(request))

    def write(said: Any) -> Logframe:
        return actions.publish(found, **said, by=request.user, at=timezone.now())

    title = _("Publish version %(number)d") % {"number": found.number}
    lead = _("Everybody who works here then sees it, and it never changes afterwards.")
    return _ask(request, form, write, found, title, _("It is published."), lead=lead)


@page("dashboards.keep_chain")
def remove_result(request: Request, result_pk: UUID) -> HttpResponse:
    result = get_object_or_404(Result.objects.select_related("logframe__programme"), pk=result_pk)
    says = [_("Its indicators go with it, and the figures typed for them in this draft.")]
    return _take_out(
        request, result.logframe, str(result), says,
        lambda: actions.remove_result(result, by=request.user),
    )  # fmt: skip


@page("dashboards.keep_chain")
def remove_measure(request: Request, measure_pk: UUID) -> HttpResponse:
    measure = _measure(measure_pk)
    says = [_("Published versions keep theirs.")]
    return _take_out(
        request, measure.result.logframe, str(measure), says,
        lambda: actions.remove_measure(measure, by=request.user),
    )  # fmt: skip


def _measure(pk: UUID) -> Measure:
    return get_object_or_404(
        Measure.objects.select_related("result__logframe__programme", "indicator"), pk=pk
    )


def _ask(
    request: Request, form: Any, write: Any, of: Logframe, title: str, done: str, *, lead: str = ""
) -> HttpResponse:
    return ask(
        request, form, write, back=reverse("dashboards:version", args=[of.pk]), done=done,
        context={**shown.SECTION, "title": title, "crumb": str(of.programme), "lead": lead},
    )  # fmt: skip


def _take_out(request: Request, of: Logframe, what: str, says: list[str], act: Any) -> HttpResponse:
    back = reverse("dashboards:version", args=[of.pk])
    return ask(
        request, BaseForm(data_of(request)), lambda _said: act(), back=back,
        done=_("It is taken out of the draft."), template="core/confirm.html",
        context={
            **shown.SECTION,
            "title": _("Take out: %(what)s?") % {"what": what},
            "consequences": [Consequence(text, "trash") for text in says],
            "danger": _("Take it out"), "cancel_url": back,
        },
    )  # fmt: skip


@page("dashboards.read")
def sheet(request: Request, programme_pk: int) -> HttpResponse:
    found = _standing(programme_pk)
    header, rows = papers.chain_table(queries.rows_of(found, on=timezone.localdate()))
    return shown.workbook(_("Results chain %(of)s") % {"of": found.programme.code}, header, rows)


@page("dashboards.read")
def paper(request: Request, programme_pk: int) -> HttpResponse:
    found = _standing(programme_pk)
    data = papers.chain(found, queries.rows_of(found, on=timezone.localdate()))
    name = f"{found.programme.code}-{found.number}"
    made: HttpResponse = pdf.answer("indicators/chain", data, at=timezone.now(), name=name)
    return made


def _standing(programme_pk: int) -> Logframe:
    """The version that holds, as an address of a file asks for it."""
    programme = get_object_or_404(programmes.run_here(), pk=programme_pk)
    found = queries.chain_on(programme, on=timezone.localdate()) or queries.draft_of(programme)
    return get_object_or_404(Logframe.objects.select_related("programme"), pk=found and found.pk)

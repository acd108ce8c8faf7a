"""The ways of a programme's cases: read, drafted stage by stage, compared, published."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page
from homeward.core.digits import are_digits
from homeward.core.patterns import Consequence
from homeward.core.patterns import Stage as StageShown
from homeward.programmes.actions import ways as actions
from homeward.programmes.choices import CriteriaStatus, Stage, StageCondition, WayKind
from homeward.programmes.forms import ways as forms
from homeward.programmes.forms.criteria import DiscardForm
from homeward.programmes.models import Programme, Way, WayStage
from homeward.programmes.queries import programmes as programme_queries
from homeward.programmes.queries import ways as queries
from homeward.programmes.rules import ways as rules
from homeward.programmes.views.acting import SECTION, attempt, form_page, programme_of
from homeward.tasks.choices import TaskKind


@page("programmes.read")
def ways(request: Request, pk: int) -> HttpResponse:
    """Of each kind: what a case that is opened today goes through, and every version."""
    programme, today = programme_of(pk), timezone.localdate()
    found = list(queries.versions(programme, request.user))
    holds = {way.kind: way for way in queries.kinds_of(pk, today)}
    keeps = programme_queries.keeps(request.user, programme)
    kinds = [
        {
            "kind": kind,
            "holds": holds.get(kind),
            "stages": _bar(holds[kind]) if kind in holds else [],
            "rows": [(way, *mark(way, today)) for way in found if way.kind == kind],
            "may_draft": keeps
            and not any(way.kind == kind and way.status == CriteriaStatus.DRAFT for way in found),
        }
        for kind in WayKind
    ]
    context = {"programme": programme, "kinds": kinds, "keeps": keeps}
    return render(request, "programmes/ways.html", SECTION | context)


def _bar(way: Way) -> list[StageShown]:
    return [StageShown(str(stage)) for stage in queries.stages_of(way.pk)]


def mark(way: Way, on: date) -> tuple[str, str]:
    checks = [
        (way.status == CriteriaStatus.DRAFT, ("draft", _("Draft"))),
        (bool(way.valid_from and way.valid_from > on), ("ready", _("Published, holds later"))),
        (bool(way.valid_until and way.valid_until < on), ("shut", _("Superseded"))),
    ]
    return next((words for holds, words in checks if holds), ("ok", _("In force")))


@page("programmes.keep")
@require_POST
def draft(request: Request, pk: int, kind: str) -> HttpResponse:
    programme = programme_of(pk)
    if kind not in WayKind.values:
        raise Http404
    way, reasons = attempt(
        lambda: actions.draft(programme, WayKind(kind), by=request.user, at=timezone.now())
    )
    if reasons:
        return _refused(request, programme, reasons)
    return redirect("programmes:way", pk=pk, way_pk=way.pk)


def _refused(request: Request, programme: Programme, reasons: Sequence[Any]) -> HttpResponse:
    context = SECTION | {"programme": programme, "reasons": reasons}
    return render(request, "programmes/refused.html", context, status=409)


def way_of(request: Request, pk: int, way_pk: int) -> Way:
    """404 outside the programme, and for a draft of somebody else's."""
    return get_object_or_404(queries.versions(programme_of(pk), request.user), pk=way_pk)


@page("programmes.read")
def way(request: Request, pk: int, way_pk: int) -> HttpResponse:
    return _show(request, pk, way_of(request, pk, way_pk))


def _show(request: Request, pk: int, one: Way, **more: Any) -> HttpResponse:
    programme, today = programme_of(pk), timezone.localdate()
    stages = queries.stages_of(one.pk)
    writes = one.status == CriteriaStatus.DRAFT and programme_queries.keeps(request.user, programme)
    there = {each.stage for each in stages}
    others = [
        other
        for other in queries.versions(programme, request.user)
        if other.kind == one.kind and other.pk != one.pk
    ]
    compared = _compared(request, others)
    context = {
        "programme": programme,
        "way": one,
        "mark": mark(one, today),
        "rows": [_row(each, writes) for each in stages],
        "to_add": [stage for stage in Stage if stage not in there] if writes else [],
        "lacks": [
            reason.label
            for reason in rules.reasons_not_to_follow(
                [Stage(each.stage) for each in stages], WayKind(one.kind)
            )
        ],
        "writes": writes,
        "others": others,
        "compared": compared,
        "changes": _changes(compared, one) if compared else [],
        "publish_form": forms.PublishWayForm(initial={"valid_from": today}),
    }
    status = 409 if more.get("reasons") else 200
    return render(request, "programmes/way.html", SECTION | context | more, status=status)


def _row(each: WayStage, writes: bool) -> dict[str, Any]:
    return {
        "stage": each,
        "plain": Stage(each.stage).label,
        "to_enter": [StageCondition(code).label for code in each.to_enter],
        "to_leave": [StageCondition(code).label for code in each.to_leave],
        "wait": TaskKind(each.wait).label if each.wait else "",
        "may_remove": writes and Stage(each.stage) not in rules.NEVER_OFF,
    }


def _compared(request: Request, others: Sequence[Way]) -> Way | None:
    """With the version that the reader chose, else with the one before."""
    asked = request.GET.get("with", "")
    if are_digits(asked):
        return next((other for other in others if other.pk == int(asked)), None)
    return others[0] if others else None


def _changes(old: Way, new: Way) -> list[str]:
    found = rules.differences(
        queries.lines_of(queries.stages_of(old.pk)), queries.lines_of(queries.stages_of(new.pk))
    )
    return [in_words(change) for change in found]


FIELD_WORDS: dict[str, Callable[[], str]] = {
    "names": lambda: _("name"),
    "to_enter": lambda: _("to enter it"),
    "to_leave": lambda: _("to leave it"),
    "wait": lambda: _("what waits in it"),
    "days_before_travel": lambda: _("days before the travel"),
}


def in_words(change: rules.Change) -> str:
    stage = str(change.stage.label)
    if change.what == "added":
        return _("%(stage)s: added") % {"stage": stage}
    if change.what == "removed":
        return _("%(stage)s: taken off") % {"stage": stage}
    return _("%(stage)s, %(what)s: %(before)s → %(after)s") % {
        "stage": stage,
        "what": FIELD_WORDS[change.what](),
        "before": _value(change.what, change.before),
        "after": _value(change.what, change.after),
    }


def _value(what: str, value: Any) -> str:
    if not value and value != 0:
        return _("nothing")
    if what in {"to_enter", "to_leave"}:
        return _(", ").join(sorted(str(each.label) for each in value))
    if what == "names":
        return _(", ").join(name for _code, name in value)
    return str(TaskKind(value).label) if what == "wait" else str(value)


@page("programmes.keep")
def stage(request: Request, pk: int, way_pk: int, stage: str) -> HttpResponse:
    """Adds a stage to a draft, or says one anew."""
    one = way_of(request, pk, way_pk)
    if stage not in Stage.values:
        raise Http404
    here = one.stages.filter(stage=stage).first()
    form = forms.StageForm(request.POST or None, initial=forms.first_words(here))
    back = reverse("programmes:way", args=[pk, way_pk])
    return form_page(
        request,
        "programmes/form.html",
        form,
        lambda: actions.set_stage(one, form.said(Stage(stage)), by=request.user),
        done=_("Saved. This is the way as it is drafted now."),
        to=lambda _stage: back,
        title=Stage(stage).label,
        lede=_("Names are optional: without one the stage has its usual name."),
        save=_("Save the stage"),
        back=back,
        back_label=one,
    )


@page("programmes.keep")
@require_POST
def remove_stage(request: Request, pk: int, way_pk: int, stage: str) -> HttpResponse:
    one = way_of(request, pk, way_pk)
    if stage not in Stage.values:
        raise Http404
    _given, reasons = attempt(lambda: actions.remove_stage(one, Stage(stage), by=request.user))
    if reasons:
        return _show(request, pk, one, reasons=reasons)
    return redirect("programmes:way", pk=pk, way_pk=way_pk)


@page("programmes.keep")
@require_POST
def publish(request: Request, pk: int, way_pk: int) -> HttpResponse:
    one = way_of(request, pk, way_pk)
    form = forms.PublishWayForm(request.POST)
    if not form.is_valid():
        return _show(request, pk, one, publish_form=form)
    _given, reasons = attempt(
        lambda: actions.publish(one, **form.cleaned_data, by=request.user, at=timezone.now())
    )
    if reasons:
        return _show(request, pk, one, reasons=reasons, publish_form=form)
    messages.success(request, _("Published. Cases that are open keep the way they began with."))
    return redirect("programmes:ways", pk=pk)


@page("programmes.keep")
def discard(request: Request, pk: int, way_pk: int) -> HttpResponse:
    one = way_of(request, pk, way_pk)
    if request.method == "POST":
        _given, reasons = attempt(lambda: actions.discard(one, by=request.user, at=timezone.now()))
        if reasons:
            return _show(request, pk, one, reasons=reasons)
        messages.success(request, _("The draft is gone. What was published stays."))
        return redirect("programmes:ways", pk=pk)
    context = {
        "title": _("Discard the draft of the way?"),
        "consequences": [Consequence(_("What was written in it is lost."), "trash")],
        "form": DiscardForm(),
        "danger": _("Discard it"),
        "cancel_url": reverse("programmes:way", args=[pk, way_pk]),
    }
    return render(request, "core/confirm.html", SECTION | context)

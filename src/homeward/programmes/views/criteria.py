"""Criteria: read, written step by step, published, tried with typed facts, excepted from."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any
from uuid import UUID

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
from homeward.core.templatetags.writing import short_date
from homeward.programmes import pages
from homeward.programmes.actions import criteria as actions
from homeward.programmes.choices import CriteriaStatus
from homeward.programmes.forms import criteria as forms
from homeward.programmes.models import CriteriaVersion, Programme
from homeward.programmes.queries import criteria as queries
from homeward.programmes.queries import programmes as programme_queries
from homeward.programmes.rules import criteria
from homeward.programmes.rules.criteria import Criterion, Kind, OneOf, Within, editing
from homeward.programmes.views.acting import SECTION, attempt, form_page, programme_of

Step = Callable[[Criterion], Criterion]


@page("programmes.read")
def versions(request: Request, pk: int) -> HttpResponse:
    """What holds today, in three languages; every version; what changed from each to the next."""
    programme, today = programme_of(pk), timezone.localdate()
    found = list(queries.versions(programme, request.user))
    criteria_of = {version.pk: queries.criterion_of(version) for version in found}
    holds = queries.version_on(programme, today)
    names = queries.names_of(*criteria_of.values())
    changes = {
        new.pk: [
            each.in_words(names)
            for each in criteria.differences(criteria_of[old.pk], criteria_of[new.pk])
        ]
        for new, old in pairwise(found)
    }
    context = {
        "programme": programme,
        "holds": holds,
        "readings": pages.readings(queries.criterion_of(holds)),
        "rows": [(v, *pages.version_mark(v, today), changes.get(v.pk)) for v in found],
        "keeps": programme_queries.keeps(request.user, programme),
        "has_draft": any(v.status == CriteriaStatus.DRAFT for v in found),
    }
    return render(request, "programmes/criteria.html", SECTION | context)


@page("programmes.keep")
@require_POST
def draft(request: Request, pk: int) -> HttpResponse:
    programme = programme_of(pk)
    version, reasons = attempt(lambda: actions.draft(programme, by=request.user, at=timezone.now()))
    if reasons:
        return _refused(request, programme, reasons)
    return redirect("programmes:version", pk=pk, criteriaversion_pk=version.pk)


def _refused(request: Request, programme: Programme, reasons: list[Any]) -> HttpResponse:
    context = SECTION | {"programme": programme, "reasons": reasons}
    return render(request, "programmes/refused.html", context, status=409)


def _version(request: Request, pk: int, criteriaversion_pk: int) -> CriteriaVersion:
    """404 outside the programme, and for a draft of somebody else's."""
    there = queries.versions(programme_of(pk), request.user).select_related("programme__lead_org")
    return get_object_or_404(there, pk=criteriaversion_pk)


@page("programmes.read")
def version(request: Request, pk: int, criteriaversion_pk: int) -> HttpResponse:
    """One version: a draft is written here by its lead, another is read."""
    return _show(request, _version(request, pk, criteriaversion_pk))


def _show(request: Request, version: CriteriaVersion, **more: Any) -> HttpResponse:
    today, programme = timezone.localdate(), version.programme
    criterion = queries.criterion_of(version)
    writes = version.status == CriteriaStatus.DRAFT and programme_queries.keeps(
        request.user, programme
    )
    context = {
        "programme": programme,
        "version": version,
        "mark": pages.version_mark(version, today),
        "readings": pages.readings(criterion),
        "lines": criteria.lines(criterion, names=queries.names_of(criterion)),
        "is_stated": criterion != criteria.NOT_STATED,
        "is_open": criterion == criteria.EVERYONE,
        "kinds": forms.kind_choices(),
        "writes": writes,
        "publish_form": forms.PublishForm(initial={"valid_from": today}),
    }
    status = 409 if more.get("reasons") else 200
    return render(request, "programmes/version.html", SECTION | context | more, status=status)


STEPS: dict[str, Callable[[str], Step]] = {
    "remove": lambda at: lambda c: editing.removed(c, at),
    "up": lambda at: lambda c: editing.moved(c, at, -1),
    "down": lambda at: lambda c: editing.moved(c, at, 1),
    "not": lambda at: lambda c: editing.negated(c, at),
    "join": lambda at: lambda c: editing.joined_otherwise(c, at),
    "everyone": lambda _at: lambda _c: criteria.EVERYONE,
}


@page("programmes.keep")
@require_POST
def step(request: Request, pk: int, criteriaversion_pk: int) -> HttpResponse:
    """One step of writing: remove, move, turn round, join otherwise, open to everybody."""
    version = _version(request, pk, criteriaversion_pk)
    taken = STEPS.get(request.POST.get("step", ""))
    if taken is None:
        raise Http404
    change = taken(request.POST.get("at", ""))
    _given, reasons = attempt(lambda: actions.rewrite(version, change, by=request.user))
    if reasons:
        return _show(request, version, reasons=reasons)
    return redirect("programmes:version", pk=pk, criteriaversion_pk=version.pk)


@page("programmes.keep")
def criterion(request: Request, pk: int, criteriaversion_pk: int) -> HttpResponse:
    """Adds a criterion beside a place, or changes the one that stands there."""
    version = _version(request, pk, criteriaversion_pk)
    at, how = request.GET.get("at", ""), request.GET.get("how", "all")
    whole = queries.criterion_of(version)
    here = dict(criteria.walk(whole)).get(at)
    leaf = here if how == "change" and isinstance(here, OneOf | Within) else None
    kind = leaf.kind.value if leaf else request.GET.get("kind", "")
    if kind not in dict(forms.kind_choices()) or how not in {"all", "any", "change"}:
        raise Http404
    areas = queries.areas_to_name(version.programme) if kind == Kind.AREA else ()
    form = forms.CriterionForm(request.POST or None, kind=Kind(kind), areas=areas, leaf=leaf)

    def change(now: Criterion) -> Criterion:
        if how == "change":
            editing.found(now, at)
            return editing.put(now, at, form.leaf)
        return editing.added(now, at, form.leaf, "any" if how == "any" else "all")

    return form_page(
        request,
        "programmes/form.html",
        form,
        lambda: actions.rewrite(version, change, by=request.user),
        done=_("Saved. This is how it reads now."),
        to=lambda _version: reverse("programmes:version", args=[pk, version.pk]),
        title=Kind(kind).label,
        lede=_lede(how, here),
        save=_("Save the criterion"),
        back=reverse("programmes:version", args=[pk, version.pk]),
        back_label=_("Criteria, version %(n)s") % {"n": version.number},
    )


def _lede(how: str, here: Criterion | None) -> str:
    """How the criterion will be joined to what stands there."""
    if here is None or how == "change" or here == criteria.NOT_STATED:
        return _("It is asked of everybody who wants to be taken.")
    words = criteria.render(here, names=queries.names_of(here))
    if how == "any":
        return _("Whoever meets it need not meet: %(words)s.") % {"words": words}
    return _("Asked as well as: %(words)s.") % {"words": words}


@page("programmes.keep")
@require_POST
def publish(request: Request, pk: int, criteriaversion_pk: int) -> HttpResponse:
    version = _version(request, pk, criteriaversion_pk)
    form = forms.PublishForm(request.POST)
    if not form.is_valid():
        return _show(request, version, publish_form=form)
    _given, reasons = attempt(
        lambda: actions.publish(version, **form.cleaned_data, by=request.user, at=timezone.now())
    )
    if reasons:
        return _show(request, version, reasons=reasons, publish_form=form)
    messages.success(request, _("Published. Everybody reads it, and it holds from its first day."))
    return redirect("programmes:criteria", pk=pk)


@page("programmes.keep")
def discard(request: Request, pk: int, criteriaversion_pk: int) -> HttpResponse:
    version = _version(request, pk, criteriaversion_pk)
    if request.method == "POST":
        _given, reasons = attempt(
            lambda: actions.discard(version, by=request.user, at=timezone.now())
        )
        if reasons:
            return _show(request, version, reasons=reasons)
        messages.success(request, _("The draft is gone. What was published stays."))
        return redirect("programmes:criteria", pk=pk)
    context = {
        "title": _("Discard the draft of the criteria?"),
        "consequences": [Consequence(_("What was written in it is lost."), "trash")],
        "form": forms.DiscardForm(),
        "danger": _("Discard it"),
        "cancel_url": reverse("programmes:version", args=[pk, version.pk]),
    }
    return render(request, "core/confirm.html", SECTION | context)


@page("programmes.read")
def tried(request: Request, pk: int) -> HttpResponse:
    """Would somebody with these facts be taken? Met, not met or unknown, line by line."""
    programme, today = programme_of(pk), timezone.localdate()
    there = queries.versions(programme, request.user)
    asked = request.GET.get("version", "")
    version = (
        get_object_or_404(there, pk=int(asked))
        if are_digits(asked)
        else queries.version_on(programme, today)
    )
    criterion = queries.criterion_of(version)
    form = forms.TryForm(
        request.GET if "try" in request.GET else None,
        criterion=criterion,
        names=queries.names_of(criterion),
        on=today,
    )
    context: dict[str, Any] = {"programme": programme, "version": version, "form": form}
    if form.is_bound and form.is_valid():
        result = criteria.evaluate(criterion, form.facts)
        context |= {
            "result": result,
            "state": pages.ANSWER_STATES[result.answer],
            "answered": pages.answered(result, criterion),
            "to_ask": [
                criteria.phrase(leaf.criterion, names=queries.names_of(leaf.criterion))
                for leaf in result.to_ask()
                if isinstance(leaf.criterion, OneOf | Within)
            ],
        }
    return render(request, "programmes/tried.html", SECTION | context)


@page("programmes.keep")
def new_exception(request: Request, pk: int) -> HttpResponse:
    programme = programme_of(pk)
    version = queries.version_on(programme, timezone.localdate())
    if version is None:
        raise Http404
    whole = queries.criterion_of(version)
    names = queries.names_of(whole)
    leaves = [(at, criteria.phrase(leaf, names=names)) for at, leaf in criteria.leaves(whole)]
    form = forms.ExceptionForm(request.POST or None, leaves=leaves)
    return form_page(
        request,
        "programmes/form.html",
        form,
        lambda: actions.ask_exception(
            version, **form.cleaned_data, by=request.user, at=timezone.now()
        ),
        done=_("Asked for. A second person of your organisation decides."),
        to=lambda _row: reverse("programmes:detail", args=[pk]),
        title=_("Ask for an exception"),
        lede=_("A group is taken although it does not meet a criterion, until a day."),
        save=_("Ask for it"),
        back=reverse("programmes:detail", args=[pk]),
        back_label=programme,
    )


@page("programmes.keep")
def decide_exception(request: Request, uid: UUID) -> HttpResponse:
    row = get_object_or_404(queries.exceptions(), uid=uid)
    form = forms.DecisionForm(request.POST or None)
    return form_page(
        request,
        "programmes/form.html",
        form,
        lambda: actions.decide_exception(
            row,
            approve=form.cleaned_data["decision"] == "approve",
            note=form.cleaned_data["note"],
            by=request.user,
            at=timezone.now(),
        ),
        done=_("Decided."),
        to=lambda _row: reverse("programmes:detail", args=[row.version.programme_id]),
        title=_("Decide on an exception"),
        lede=row.criterion,
        facts=[
            (_("For which group"), row.for_whom),
            (_("Why"), row.reason),
            (_("Until"), short_date(row.ends_on)),
            (_("Asked for by"), f"{row.asked_by}, {short_date(row.asked_at)}"),
        ],
        save=_("Decide"),
        back=reverse("programmes:detail", args=[row.version.programme_id]),
        back_label=row.version.programme,
    )


@page("programmes.keep")
@require_POST
def end_exception(request: Request, uid: UUID) -> HttpResponse:
    row = get_object_or_404(queries.exceptions(), uid=uid)
    programme = row.version.programme
    _given, reasons = attempt(
        lambda: actions.end_exception(row, by=request.user, at=timezone.now())
    )
    if reasons:
        return _refused(request, programme, reasons)
    messages.success(request, _("Ended. Who was taken under it stays taken."))
    return redirect("programmes:detail", pk=programme.pk)

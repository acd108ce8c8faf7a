"""Samples: drawn, shown with everything that lets them be drawn again, replaced, asked."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page
from homeward.cases import queries as cases
from homeward.core.asking import ask, data_of
from homeward.core.refusals import Refused
from homeward.followups import actions, forms, queries
from homeward.followups.choices import ASKED, Drawing, Replacing, Stratum
from homeward.followups.models import Draw, Sample
from homeward.followups.views import shown
from homeward.programmes.queries import programmes
from homeward.surveys import queries as surveys
from homeward.surveys.choices import Unit

PAGE = 50
MARKS = {
    Drawing.DRAWN: "ok",
    Drawing.REPLACEMENT: "ok",
    Drawing.REPLACED: "no",
    Drawing.RESERVE: "wait",
}


@page("followups.sample")
def index(request: Request) -> HttpResponse:
    listed = Paginator(queries.samples(request.user), PAGE).get_page(request.GET.get("page"))
    context = {**shown.around(request, "samples"), "page": listed, "rows": list(listed)}
    return render(request, "followups/samples.html", context)


@page("followups.sample")
def new(request: Request) -> HttpResponse:
    offered = surveys.offered(on=timezone.localdate(), units=(Unit.PERSON, Unit.HOUSEHOLD))
    known = {str(one.pk): one for one in offered}
    form = forms.SampleForm(
        data_of(request),
        programmes=list(programmes.run_here()),
        instruments=[(key, str(one)) for key, one in known.items()],
        initial={"replacing": Replacing.NEXT},
    )

    def act(said: Any) -> Sample:
        return actions.draw(
            form.which(),
            actions.SampleGiven(
                title=said["title"],
                version=known[said["instrument"]],
                arrived_from=said["arrived_from"],
                arrived_until=said["arrived_until"],
                size=said["size"],
                strata=[Stratum(one) for one in said["strata"]],
                replacing=Replacing(said["replacing"]),
            ),
            by=request.user,
            at=timezone.now(),
        )

    return ask(
        request, form, act,
        back=lambda sample: reverse("followups:sample", args=[sample.pk]),
        done=_("Drawn. The seed and everybody’s place are kept."),
        context={
            "section": shown.SECTION,
            "title": _("Draw a sample"),
            "lead": _(
                "From everybody of your organisation’s cases who arrived in this time, whether "
                "the case is open or closed. The system makes the seed; nobody chooses it."
            ),
            "back": reverse("followups:samples"),
            "crumb": _("Samples"),
            "save": _("Draw"),
        },
    )  # fmt: skip


@page("followups.sample")
def sample(request: Request, pk: UUID) -> HttpResponse:
    return _sample(request, _found(request, pk))


def _found(request: Request, pk: UUID) -> Sample:
    return get_object_or_404(queries.samples(request.user), pk=pk)


def _sample(request: Request, found: Sample, *, reasons: Any = ()) -> HttpResponse:
    everybody = queries.draws(found)
    show = request.GET.get("show", "")
    shown_rows = [one for one in everybody if show == "all" or one.state != Drawing.RESERVE]
    listed = Paginator(shown_rows, PAGE).get_page(request.GET.get("page"))
    rows = list(listed)
    titles = cases.titles([one.case for one in rows])
    names = dict(Stratum.choices)
    context = {
        **shown.around(request, "samples"),
        "sample": found,
        "reasons": list(reasons),
        "again": queries.drawn_again(found, everybody),
        "parts": _parts(everybody),
        "strata": [names[one] for one in found.strata],
        "show": show,
        "page": listed,
        "rows": [(one, titles[one.case_id], MARKS[Drawing(one.state)]) for one in rows],
        "asked": ASKED,
        "may_replace": found.replacing == Replacing.NEXT,
    }
    status = 409 if reasons else 200
    return render(request, "followups/sample.html", context, status=status)


def _parts(everybody: list[Draw]) -> list[tuple[str, int, int]]:
    """Each stratum with how many it has and how many of it are asked."""
    names = sorted({one.stratum for one in everybody})
    return [
        (
            name,
            sum(one.stratum == name for one in everybody),
            sum(one.stratum == name and one.state in ASKED for one in everybody),
        )
        for name in names
    ]


@page("followups.sample")
@require_POST
def plan(request: Request, pk: UUID) -> HttpResponse:
    found = _found(request, pk)
    try:
        count = actions.plan_surveys(found, by=request.user, at=timezone.now())
    except Refused as refusal:
        return _sample(request, found, reasons=refusal.reasons)
    said = ngettext(
        "The surveys of %(n)d case are planned.", "The surveys of %(n)d cases are planned.", count
    )
    messages.success(request, said % {"n": count})
    return redirect("followups:sample", pk=found.pk)


@page("followups.sample")
@require_POST
def replace(request: Request, pk: UUID) -> HttpResponse:
    drawn = get_object_or_404(
        Draw.objects.select_related("sample__instrument_version__instrument"), pk=pk
    )
    try:
        new_one = actions.replace(drawn, by=request.user, at=timezone.now())
    except Refused as refusal:
        return _sample(request, _found(request, drawn.sample_id), reasons=refusal.reasons)
    messages.success(
        request, _("Number %(n)d of the same part takes the place.") % {"n": new_one.position}
    )
    return redirect("followups:sample", pk=drawn.sample_id)

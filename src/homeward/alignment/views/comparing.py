"""Programmes side by side, and the comparison of all of them."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.alignment import actions, forms, pages
from homeward.alignment.choices import Aspect
from homeward.alignment.queries import mapping, pairs
from homeward.alignment.views.parts import show

# So many fit beside each other on a desk; the rest is on the next page.
SIDE_BY_SIDE = 8


@page("alignment.read")
def index(request: Request) -> HttpResponse:
    """Each programme by each other: what doesn't meet, in words."""
    form = forms.ProgrammesForm(request.GET)
    asked = form.asked
    found = mapping.programmes(
        country=asked["country"], need=asked["need"], kind=asked["kind"], words=asked["q"]
    )
    sheet = Paginator(found, SIDE_BY_SIDE).get_page(request.GET.get("page"))
    shown = list(sheet.object_list)
    latest, waiting = pairs.latest(), list(pairs.open_mends())
    context = {
        "form": form,
        "sheet": sheet,
        "programmes": shown,
        "rows": pairs.matrix(shown, on=timezone.localdate()) if shown else [],
        "latest": latest,
        "sums": _sums(latest.sums, latest.inputs) if latest else [],
        "step": pages.comparison_step(latest, waiting, pairs.undecided(), request.user),
        "may_compare": can(request.user, "alignment.compare"),
        "waiting": waiting,
    }
    return show(request, "index", "index", context)


def _sums(sums: dict[str, dict[str, dict[str, int]]], inputs: dict[str, int]) -> list[object]:
    """Aspect, how many programmes say something on it, and the pairs by verdict."""
    by_aspect = sums.get("aspects", {})
    return [(aspect, inputs.get(aspect, 0), by_aspect.get(aspect, {})) for aspect in Aspect]


@page("alignment.compare")
@require_POST
def compare(request: Request) -> HttpResponse:
    kept = actions.compare(by=request.user, at=timezone.now())
    messages.success(
        request,
        _("Compared. Programmes: %(n)d, pairs: %(pairs)d.")
        % {"n": kept.programmes, "pairs": kept.sums["pairs"]},
    )
    return redirect("alignment:index")

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from homeward.access.pages import Request, page
from homeward.core import editions
from homeward.core.digits import are_digits
from homeward.occupations import queries
from homeward.occupations.models import Occupation, Skill
from homeward.reference import pages

PER_PAGE = 30
SKILLS = 30
LONGEST = 100


@page("occupations.read")
def index(request: Request) -> HttpResponse:
    """Occupations by word or by group of ISCO-08; skills by word."""
    q = request.GET.get("q", "").replace("\x00", "")[:LONGEST].strip()
    given = request.GET.get("group", "")
    group = queries.group(given) if are_digits(given) else None
    found = queries.occupations_like(q, group=group.code if group else "")
    counts = queries.count_by_major_group()
    context = {
        "q": q,
        "group": group,
        "groups": queries.groups_under(group),
        "above": queries.above(group) if group else [],
        "is_asked": bool(q or group),
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "skills": queries.skills_like(q)[:SKILLS],
        "counts": counts,
        "is_empty": not counts,
        **_shared(),
    }
    return render(request, "reference/occupations.html", context)


@page("occupations.read")
def occupation(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Occupation.objects.select_related("group", "broader"), pk=pk)
    context = {
        "occupation": found,
        "above": queries.above(found.group),
        "needs": queries.needs_of(found),
        "narrower": found.narrower.all(),
        "near": queries.near(found),
        "panels": pages.BESIDE.shown(found, request.user),
        **_shared(),
    }
    return render(request, "reference/occupation.html", context)


@page("occupations.read")
def skill(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Skill, pk=pk)
    asking = Paginator(queries.occupations_asking_for(found), PER_PAGE)
    context = {
        "skill": found,
        "page": asking.get_page(request.GET.get("page")),
        "broader": queries.broader_than(found),
        "under": queries.under(found),
        "asks_for": queries.asked_for_by(found),
        **_shared(),
    }
    return render(request, "reference/skill.html", context)


def _shared() -> dict[str, object]:
    return {"section": "occupations", "esco": editions.of("esco")}

"""Published evaluations and lessons, for everybody: question, result, interval, doubts, reply."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse

from homeward.evaluations import queries
from homeward.evaluations.views.results import shown
from homeward.public import answers
from homeward.public.answers import show

PER_PAGE = 20


@answers.page
def evaluations(request: HttpRequest) -> HttpResponse:
    part = Paginator(queries.published(), PER_PAGE).get_page(request.GET.get("page"))
    return show(request, "public/evaluations.html", {"page": part})


@answers.page
def evaluation(request: HttpRequest, evaluation_pk: UUID) -> HttpResponse:
    held = queries.published().filter(pk=evaluation_pk).first()
    if held is None:
        raise Http404("not published")
    results = [{"result": result, **shown(result)} for result in queries.published_results(held)]
    context = {"evaluation": held, "results": results, "unanswered": queries.unanswered(held)}
    return show(request, "public/evaluation.html", context)


@answers.page
def lessons(request: HttpRequest) -> HttpResponse:
    filters = {name: request.GET.get(name, "") for name in ("q", "tag")}
    rows = queries.public_lessons(filters)
    part = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return show(request, "public/lessons.html", {"page": part, "filters": filters})

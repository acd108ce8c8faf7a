"""The dictionary of all data, as pages: what is held, who sees it, and what becomes of it."""

from itertools import groupby

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render

from homeward.access.pages import Request, page
from homeward.core.spreadsheets import CSV_TYPE
from homeward.desk import dictionary

PER_PAGE = 40
SECTION = {"section": "dictionary"}


def _asked(request: Request) -> dict[str, str]:
    return {
        "q": request.GET.get("q", "")[:100].replace("\x00", "").strip(),
        "persons": "1" if request.GET.get("persons") else "",
    }


def _found(asked: dict[str, str]) -> list[dictionary.Table]:
    return dictionary.tables(asked["q"], persons_only=bool(asked["persons"]))


@page("desk.framework")
def index(request: Request) -> HttpResponse:
    asked = _asked(request)
    found = _found(asked)
    sheet = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "asked": asked,
        "sheet": sheet,
        "of_persons": sum(one.is_of_persons for one in found),
        "features": [
            (
                label,
                dictionary.feature_meaning(label),
                [(one, dictionary.class_of(one)) for one in held],
            )
            for label, held in groupby(sheet, key=lambda one: one.feature)
        ],
    }
    return render(request, "desk/dictionary.html", SECTION | context)


@page("desk.framework")
def table(request: Request, table_name: str) -> HttpResponse:
    one = dictionary.table(table_name)
    if one is None:
        raise Http404
    held = one.data_class
    context = {
        "one": one,
        "feature": dictionary.feature_meaning(one.feature),
        "data_class": dictionary.class_of(one),
        "cleared": dictionary.roles_cleared(held) if one.is_of_persons and held else [],
        "who_sees": dictionary.who_sees(one),
        "in_a_copy": dictionary.in_a_copy(one),
        "at_erasure": dictionary.at_erasure(one),
    }
    return render(request, "desk/dictionary_table.html", SECTION | context)


@page("desk.framework")
def download(request: Request) -> HttpResponse:
    answer = HttpResponse(dictionary.sheet(_found(_asked(request))), content_type=CSV_TYPE)
    answer["Content-Disposition"] = 'attachment; filename="dictionary.csv"'
    return answer

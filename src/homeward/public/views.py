"""The public pages: countries, a country's services, one of them, questions, a mistake told."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt

from homeward.access.pages import public_page
from homeward.core import limits
from homeward.countries.choices import SheetKind
from homeward.countries.queries import public_sheets
from homeward.offers import shown as shown_offers
from homeward.offers.models import Offer
from homeward.offers.queries import published_of
from homeward.places.names import country_name
from homeward.public import answers, guide, listing, samples
from homeward.public.answers import show
from homeward.public.forms import MistakeForm
from homeward.public.listing import Filter
from homeward.services import actions, entries, queries
from homeward.services.choices import Fault
from homeward.services.models import Service

PER_PAGE = 20
MOST_PRINTED = 500
REPORTS = limits.Limit("public-report", 5, 60 * 60)


@public_page
def patterns(request: HttpRequest) -> HttpResponse:
    """The parts that every page is made of, for whoever builds or checks a page."""
    return render(request, "public/patterns.html", samples.everything())


@public_page
def entrance(request: HttpRequest) -> HttpResponse:
    """Leads to the pages in the reader's language."""
    lang = translation.get_language_from_request(request)
    response = HttpResponse(status=302)
    response.headers["Location"] = reverse("public:countries", args=[lang.split("-")[0]])
    response.headers["Vary"] = "Accept-Language"
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


@public_page
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public page, for search engines."""
    pages = [reverse("public:countries", args=[code]) for code in answers.CODES]
    pages += [reverse("public:surveys", args=[code]) for code in answers.CODES]
    for country in listing.countries():
        pages += [reverse("public:directory", args=[code, country]) for code in answers.CODES]
        pages += [reverse("public:about", args=[code, country]) for code in answers.CODES]
    for pk in listing.published().order_by("pk").values_list("pk", flat=True)[:10_000]:
        pages += [reverse("public:service", args=[code, pk]) for code in answers.CODES]
    addresses = [request.build_absolute_uri(path) for path in pages]
    # Without the request's own context, which would ask for a session.
    text = render_to_string("public/sitemap.xml", {"addresses": addresses})
    response = HttpResponse(text, content_type="application/xml")
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


@answers.page
def countries(request: HttpRequest) -> HttpResponse:
    found = [
        (code, country_name(code), count) for code, count in listing.countries().items() if code
    ]
    return show(request, "public/countries.html", {"countries": found})


@answers.page
def directory(request: HttpRequest, country: str) -> HttpResponse:
    code = _country(country)
    asked = Filter.of(request.GET)
    found = listing.find(code, asked)
    is_whole = request.GET.get("all") == "1"
    size = MOST_PRINTED if is_whole else PER_PAGE
    page = Paginator(found.pks, size).get_page(request.GET.get("page"))
    context = {
        "country": code,
        "country_name": country_name(code),
        "asked": asked,
        "page": page,
        "entries": _entries(page.object_list),
        "facets": [] if is_whole else found.facets(),
        "points": [] if is_whole else found.points(),
        "rest": _rest(found),
        "on_map": [code],
        "is_whole": is_whole,
        "section": "services",
        "today": timezone.localdate(),
    }
    return show(request, "public/directory.html", context)


def _rest(found: listing.Found) -> list[tuple[Any, int]]:
    hidden = found.hidden()
    return [(translation.gettext("Confidential place"), hidden)] if hidden else []


def _entries(pks: Any) -> list[entries.Entry]:
    rows = queries.for_pages(listing.published().filter(pk__in=list(pks)))
    known = {row.pk: row for row in rows.prefetch_related("phones")}
    names = entries.group_names()
    return [entries.entry(known[pk], names=names) for pk in pks if pk in known]


def _country(code: str) -> str:
    if code != code.upper() or code not in listing.countries():
        raise Http404("no published services there")
    return code


@answers.page
def ask(request: HttpRequest, country: str) -> HttpResponse:
    """The three questions, and what they lead to."""
    code = _country(country)
    asked = Filter.of(request.GET)
    found = listing.find(code, Filter())
    hints = guide.hints(code, asked) if asked.is_narrowed else []
    shown = _entries([hint.row.pk for hint in hints[: guide.MOST]])
    context = {
        "country": code,
        "country_name": country_name(code),
        "asked": asked,
        "needs": guide.needs(found),
        "places": guide.places(found),
        "groups": guide.groups(found),
        "count": len(hints),
        "hints": list(zip(shown, [hint.reasons for hint in hints], strict=False)),
        "section": "services",
    }
    return show(request, "public/guide.html", context)


@answers.page
def about(request: HttpRequest, country: str) -> HttpResponse:
    """Country and procedures: what is written for people who return there, then the rest."""
    code = _country(country)
    here = translation.get_language() or "en"
    told = public_sheets(code, here, on=timezone.localdate())
    context = {
        "country": code,
        "country_name": country_name(code),
        "sheets": sorted(told, key=lambda one: one.sheet.kind != SheetKind.RETURNEES),
        "section": "about",
    }
    return show(request, "public/about.html", context)


def _published(pk: UUID) -> Service:
    found = queries.for_export(listing.published()).filter(pk=pk).first()
    if found is None:
        raise Http404("not published")
    return found


@answers.page
def service(request: HttpRequest, service_pk: UUID) -> HttpResponse:
    return show(request, "public/service.html", _service_context(_published(service_pk)))


def _service_context(found: Service) -> dict[str, Any]:
    hidden = queries.is_confidential(found)
    shown = [at for at in found.at_locations.all() if not at.location.is_confidential]
    hours = [h for h in found.schedules.all() if not (h.location and h.location.is_confidential)]
    code = next(iter(found.countries), "") or found.organisation.country_id
    return {
        "service": found,
        "entry": entries.entry(found),
        "description": queries.said(found, "description"),
        "alert": queries.said(found, "alert"),
        "rows": entries.wording(found),
        "labels": list(queries.labels(found)),
        "hours": entries.opening(hours),
        "costs": entries.costs(found),
        "papers": entries.papers(found),
        "offers": [shown_offers.shown(offer) for offer in offers_of(found)],
        "at": shown,
        "is_confidential": hidden,
        "phones": [phone for phone in found.phones.all() if phone.contact_id is None],
        "country": code,
        "country_name": country_name(code),
        "section": "services",
    }


def offers_of(found: Service) -> list[Offer]:
    return list(published_of(found, on=timezone.localdate()))


@csrf_exempt
@answers.page
def report(request: HttpRequest, service_pk: UUID) -> HttpResponse:
    """Somebody found a mistake. There is no session to ride on, so no token guards the form."""
    found = _published(service_pk)
    form = MistakeForm(request.POST or None)
    context = {"form": form, **_service_context(found)}
    if request.method != "POST":
        return show(request, "public/report.html", context)
    if not form.is_valid():
        return show(request, "public/report.html", context, status=422)
    # Who fills a field that nobody sees is a program.
    if not form.cleaned_data["website"]:
        if seconds := limits.wait(REPORTS, limits.address_of(request)):
            return limits.too_many(request, seconds)
        actions.tell(
            found,
            Fault(form.cleaned_data["fault"]),
            form.cleaned_data["text"],
            by=None,
            at=timezone.now(),
        )
    return show(request, "public/reported.html", context, status=200)

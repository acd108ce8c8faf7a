"""HSDS's interface: lists in pages, and each object with all that hangs on it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse

from homeward.exchange.hsds import document, found, telling
from homeward.exchange.hsds.answers import endpoint, lines, tell
from homeward.exchange.hsds.asked import Asked, as_uuid
from homeward.exchange.writers import hsds as writer
from homeward.services.models import Service

Answer = HttpResponse | StreamingHttpResponse
Plain = dict[str, Any]
BATCH = 100


@dataclass(frozen=True)
class Listing:
    """Rows to be told, and how some of them are told."""

    rows: QuerySet[Any]
    tell: Callable[[Iterable[Any]], list[Plain]]


def _answer(request: HttpRequest, build: Callable[[Asked], Listing]) -> Answer:
    """One page of a list, or all of it line by line."""
    asked = Asked(request.GET.dict())
    is_lines = asked.is_lines()
    number, size = asked.page()
    listing = build(asked)
    asked.finish()
    if is_lines:
        return lines(_all(listing))
    return tell(request, _page(listing, number, size))


def _page(listing: Listing, number: int, size: int) -> Plain:
    pages = Paginator(listing.rows, size)
    if number > pages.num_pages:
        raise Http404("no such page")
    contents = listing.tell(pages.page(number).object_list)
    return {
        "total_items": pages.count,
        "total_pages": pages.num_pages,
        "page_number": number,
        "size": len(contents),
        "first_page": number == 1,
        "last_page": number == pages.num_pages,
        "empty": not contents,
        "contents": contents,
    }


def _all(listing: Listing) -> Iterator[Plain]:
    start = 0
    while some := list(listing.rows[start : start + BATCH]):
        yield from listing.tell(some)
        start += BATCH


def _id(key: str) -> str:
    if found_id := as_uuid(key):
        return found_id
    raise Http404("not an id")


def _one(request: HttpRequest, row: Any, told: Callable[[Any], Plain]) -> Answer:
    if row is None:
        raise Http404("not published")
    return tell(request, told(row))


@endpoint
def root(request: HttpRequest) -> Answer:
    return tell(request, document.meta(request))


@endpoint
def openapi(request: HttpRequest) -> Answer:
    return tell(request, document.openapi(request))


@endpoint
def services(request: HttpRequest) -> Answer:
    return _answer(request, _services)


def _services(asked: Asked) -> Listing:
    rows = _searched(asked)
    is_minimal, is_full = asked.flag("minimal"), asked.flag("full")
    if is_minimal:
        return Listing(rows, telling.minimal)
    how = telling.full_services if is_full else telling.listed_services
    return Listing(writer.with_all(rows), how)


def _searched(asked: Asked) -> QuerySet[Service]:
    return found.searched(
        text=asked.text("search"),
        term=asked.key("taxonomy_term_id"),
        taxonomy=asked.key("taxonomy_id"),
        organisation=asked.key("organization_id"),
        modified_after=asked.moment("modified_after"),
    )


@endpoint
def service(request: HttpRequest, hsds_id: str) -> Answer:
    row = writer.with_all(writer.services().filter(pk=_id(hsds_id))).first()
    return _one(request, row, lambda one: telling.full_services([one])[0])


@endpoint
def organizations(request: HttpRequest) -> Answer:
    return _answer(request, _organizations)


def _organizations(asked: Asked) -> Listing:
    rows = found.organisations(asked.text("search"))
    how = {"full": asked.flag("full"), "full_service": asked.flag("full_service")}
    return Listing(rows, lambda some: telling.organizations(some, **how))


@endpoint
def organization(request: HttpRequest, hsds_id: str) -> Answer:
    asked = Asked(request.GET.dict())
    how = {"full": True, "full_service": asked.flag("full_service")}
    asked.finish()
    row = found.organisation_of(_id(hsds_id))
    return _one(request, row, lambda one: telling.organizations([one], **how)[0])


@endpoint
def locations(request: HttpRequest) -> Answer:
    return _answer(
        request,
        lambda asked: Listing(found.locations(asked.text("search")), telling.listed_locations),
    )


@endpoint
def location(request: HttpRequest, hsds_id: str) -> Answer:
    return _one(request, found.locations().filter(pk=_id(hsds_id)).first(), telling.full_location)


@endpoint
def service_at_locations(request: HttpRequest) -> Answer:
    return _answer(request, _service_at_locations)


def _service_at_locations(asked: Asked) -> Listing:
    postcode, metres = asked.text("postcode"), asked.metres("proximity")
    if metres is not None and not postcode:
        asked.faults["proximity"] = document.needs_postcode()
    is_full = asked.flag("full")
    rows = found.at_locations(_searched(asked), postcode=postcode, metres=metres)
    return Listing(rows, lambda some: telling.at_locations(some, full=is_full))


@endpoint
def service_at_location(request: HttpRequest, hsds_id: str) -> Answer:
    row = found.at_location_of(_id(hsds_id))
    return _one(request, row, lambda one: telling.at_locations([one], full=True)[0])


@endpoint
def taxonomies(request: HttpRequest) -> Answer:
    return _answer(
        request, lambda asked: Listing(found.taxonomies(asked.text("search")), telling.taxonomies)
    )


@endpoint
def taxonomy(request: HttpRequest, hsds_id: str) -> Answer:
    row = found.taxonomy_of(_id(hsds_id))
    return _one(request, row, lambda one: telling.taxonomies([one])[0])


@endpoint
def taxonomy_terms(request: HttpRequest) -> Answer:
    return _answer(request, _terms)


def _terms(asked: Asked) -> Listing:
    rows = found.terms(
        asked.text("search"),
        taxonomy=asked.key("taxonomy_id"),
        parent=asked.key("parent_id"),
        top_only=asked.flag("top_only"),
    )
    return Listing(rows, telling.terms)


@endpoint
def taxonomy_term(request: HttpRequest, hsds_id: str) -> Answer:
    return _one(request, found.term_of(_id(hsds_id)), lambda one: telling.terms([one])[0])


@endpoint
def package(request: HttpRequest) -> Answer:
    """All of it as a data package."""
    response = HttpResponse(writer.zipped(writer.everything()), content_type="application/zip")
    response.headers["Content-Disposition"] = 'attachment; filename="hsds.zip"'
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


@endpoint
def nothing(request: HttpRequest, hsds_path: str) -> Answer:
    """An address that HSDS doesn't have, told in JSON as everything here."""
    raise Http404("no such address")

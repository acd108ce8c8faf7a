"""What the interface says of itself: its version, and its OpenAPI document."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

VERSION = "3.0"
SPECIFICATION = "https://raw.githubusercontent.com/openreferral/specification/3.0/schema"
PROFILE = "https://docs.openreferral.org/en/3.0/hsds/"
Plain = dict[str, Any]

TEXT: Plain = {"type": "string"}
WHOLE: Plain = {"type": "integer"}
FLAG: Plain = {"type": "boolean"}
PARAMETERS: dict[str, tuple[Plain, str]] = {
    "search": (TEXT, "Words, in any of the directory's languages; each must begin a word."),
    "page": ({"type": "integer", "minimum": 1}, "The page, from 1."),
    "per_page": ({"type": "integer", "minimum": 1, "maximum": 500}, "How many on a page."),
    "format": (
        {"type": "string", "enum": ["json", "ndjson"]},
        "ndjson: all of it, one object a line, without pages.",
    ),
    "taxonomy_term_id": (TEXT, "Services of which this term is said."),
    "taxonomy_id": (TEXT, "Services of which a term of this list is said; or its terms."),
    "organization_id": (TEXT, "Services of this organization."),
    "modified_after": (TEXT, "What was written at this moment of ISO 8601 or later."),
    "minimal": (FLAG, "Only id and modified_date, with the name and status that HSDS requires."),
    "full": (FLAG, "Each object with all that hangs on it."),
    "full_service": (FLAG, "An organization's services with all that hangs on them."),
    "postcode": (TEXT, "At a location with this postal code."),
    "proximity": (
        {"type": "number", "minimum": 0},
        "Within so many metres of the middle of the postcode's locations.",
    ),
    "top_only": (FLAG, "Only terms without a parent."),
    "parent_id": (TEXT, "Terms under this one."),
}
PAGES = ("search", "page", "per_page", "format")
ABOUT_SERVICES = ("taxonomy_term_id", "taxonomy_id", "organization_id", "modified_after")
# Path -> its parameters, the schema of one object, and whether it lists many.
PATHS: dict[str, tuple[tuple[str, ...], str, bool]] = {
    "/services": ((*PAGES, *ABOUT_SERVICES, "minimal", "full"), "compiled/service_list", True),
    "/services/{id}": ((), "compiled/service", False),
    "/organizations": ((*PAGES, "full", "full_service"), "compiled/organization_list", True),
    "/organizations/{id}": (("full_service",), "compiled/organization", False),
    "/locations": (PAGES, "location", True),
    "/locations/{id}": ((), "compiled/location", False),
    "/service_at_locations": (
        (*PAGES, *ABOUT_SERVICES, "full", "postcode", "proximity"),
        "compiled/service_at_location_list",
        True,
    ),
    "/service_at_locations/{id}": ((), "compiled/service_at_location", False),
    "/taxonomies": (PAGES, "taxonomy", True),
    "/taxonomies/{id}": ((), "taxonomy", False),
    "/taxonomy_terms": ((*PAGES, "taxonomy_id", "top_only", "parent_id"), "taxonomy_term", True),
    "/taxonomy_terms/{id}": ((), "taxonomy_term", False),
}


def needs_postcode() -> str:
    return _("Give the postcode around which to look.")


def meta(request: HttpRequest) -> Plain:
    address = request.build_absolute_uri(reverse("hsds:openapi"))
    return {"version": VERSION, "profile": PROFILE, "openapi_url": address}


def openapi(request: HttpRequest) -> Plain:
    base = request.build_absolute_uri(reverse("hsds:root")).rstrip("/")
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Homeward: services for returnees",
            "version": VERSION,
            "summary": "What its owners published of the directory, after HSDS 3.",
            "license": {"name": "As each source states"},
        },
        "servers": [{"url": base}],
        "paths": {"/": _root(), **{path: _path(path, *told) for path, told in PATHS.items()}},
        "components": {"schemas": {"Page": _page(), "Refusal": _refusal()}},
    }


def _root() -> Plain:
    properties = {"version": TEXT, "profile": TEXT, "openapi_url": TEXT}
    schema = {"type": "object", "properties": properties}
    return {"get": {"operationId": "about", "responses": _responses(schema)}}


def _path(path: str, names: tuple[str, ...], schema: str, is_list: bool) -> Plain:
    one: Plain = {"$ref": f"{SPECIFICATION}/{schema}.json"}
    operation: Plain = {
        "operationId": path.strip("/").replace("/{id}", "_by_id"),
        "parameters": [_parameter(name) for name in names],
        "responses": _responses(_listed(one) if is_list else one),
    }
    if is_list:
        return {"get": operation}
    place = {"name": "id", "in": "path", "required": True, "schema": TEXT}
    return {"parameters": [place], "get": operation}


def _parameter(name: str) -> Plain:
    schema, words = PARAMETERS[name]
    return {"name": name, "in": "query", "required": False, "schema": schema, "description": words}


def _listed(one: Plain) -> Plain:
    contents = {"contents": {"type": "array", "items": one}}
    return {"allOf": [{"$ref": "#/components/schemas/Page"}], "properties": contents}


def _responses(schema: Plain) -> Plain:
    refused = {"application/json": {"schema": {"$ref": "#/components/schemas/Refusal"}}}
    return {
        "200": {
            "description": "What was asked for.",
            "content": {"application/json": {"schema": schema}, "application/x-ndjson": {}},
        },
        "400": {"description": "A parameter can't be read.", "content": refused},
        "404": {"description": "Nothing published has this address.", "content": refused},
        "429": {"description": "Too many requests; see Retry-After.", "content": refused},
    }


def _page() -> Plain:
    numbers = ("total_items", "total_pages", "page_number", "size")
    flags = ("first_page", "last_page", "empty")
    properties = dict.fromkeys(numbers, WHOLE) | dict.fromkeys(flags, FLAG)
    return {"type": "object", "properties": properties, "required": [*numbers, *flags, "contents"]}


def _refusal() -> Plain:
    reason = {"type": "object", "properties": {"parameter": TEXT, "message": TEXT}}
    properties = {"code": TEXT, "message": TEXT, "reasons": {"type": "array", "items": reason}}
    return {"type": "object", "properties": properties, "required": ["code", "message"]}

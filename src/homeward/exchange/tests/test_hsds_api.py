"""The directory for programs: who may read what, and how wrong questions are answered."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import quote, urlencode

import hypothesis
import pytest
import schemathesis
from django.db import connection
from django.test.utils import CaptureQueriesContext

from homeward.core.limits import Limit
from homeward.exchange import importer
from homeward.exchange.hsds import answers
from homeward.exchange.hsds.document import PARAMETERS, PATHS
from homeward.exchange.readings import Reading
from homeward.services.models import Service
from homeward.services.records import (
    DirectoryRecord,
    LabelRecord,
    LocationRecord,
    OrganisationRecord,
    PhoneRecord,
    PlaceRecord,
    ServiceRecord,
    TaxonomyRecord,
    TermRecord,
    WordsRecord,
)

OAK = OrganisationRecord(source_id="o1", name="Oak Centre", country="GH", kind="provider")
HALL = LocationRecord(
    source_id="l1", kind="physical", name="Oak Hall", city="Tema", country="GH",
    postal_code="GT 1", latitude=5.6, longitude=-0.1,
)  # fmt: skip
HIDDEN = LocationRecord(
    source_id="l2", kind="physical", name="Willow House", address="9 Secret Lane", country="GH",
    latitude=5.716203, longitude=-0.2, is_confidential=True,
)  # fmt: skip
SKILLS = TaxonomyRecord(
    source_id="t1", name="Trades", terms=(TermRecord(source_id="weld", name="Welding"),)
)
WELDING = ServiceRecord(
    source_id="s1", organisation="o1", language="en", words=WordsRecord(name="Welding course"),
    texts={"ar": WordsRecord(name="دورة لحام")}, at_locations=(PlaceRecord(location="l1"),),
    terms=(LabelRecord(taxonomy="t1", term="weld"),), phones=(PhoneRecord(number="+233 1"),),
    is_published=True,
)  # fmt: skip
SHELTER = ServiceRecord(
    source_id="s2", organisation="o1", language="en", words=WordsRecord(name="Shelter"),
    at_locations=(PlaceRecord(location="l2"),), is_published=True,
)  # fmt: skip
DRAFT = ServiceRecord(
    source_id="s3", organisation="o2", language="en", words=WordsRecord(name="Not yet public"),
    at_locations=(PlaceRecord(location="l3"),),
)  # fmt: skip
DIRECTORY = DirectoryRecord(
    source="test",
    organisations=(OAK, replace(OAK, source_id="o2", name="Elm Office")),
    locations=(HALL, HIDDEN, replace(HALL, source_id="l3", name="Elm House")),
    taxonomies=(SKILLS,),
    services=(WELDING, SHELTER, DRAFT),
)
LISTS = (
    "services",
    "organizations",
    "locations",
    "service_at_locations",
    "taxonomies",
    "taxonomy_terms",
)


@pytest.fixture
def directory(as_app: Any) -> None:
    with as_app():
        importer.run(DIRECTORY, Reading())


def get(client: Any, path: str, **data: Any) -> Any:
    return client.get(f"/hsds/{path}", data)


@pytest.mark.usefixtures("directory")
@pytest.mark.parametrize("name", LISTS)
def test_each_object_of_a_list_has_an_address_of_its_own(client: Any, name: str) -> None:
    listed = get(client, name).json()
    assert listed["contents"]
    assert listed["total_items"] == len(listed["contents"])
    for one in listed["contents"]:
        assert get(client, f"{name}/{one['id']}").json()["id"] == one["id"]


@pytest.mark.usefixtures("directory")
@pytest.mark.parametrize("name", LISTS)
def test_what_is_not_published_appears_nowhere(client: Any, name: str) -> None:
    for more in ({}, {"full": "true", "full_service": "true"}, {"format": "ndjson"}):
        told = get(client, name, **more)
        text = b"".join(told.streaming_content) if told.streaming else told.content
        assert b"Not yet public" not in text
        assert b"Elm" not in text


@pytest.mark.usefixtures("directory")
def test_what_is_not_published_is_not_found_by_its_id(client: Any) -> None:
    draft = Service.objects.get(source_id="s3")
    assert get(client, f"services/{draft.pk}").status_code == 404
    [link] = draft.at_locations.all()
    assert get(client, f"locations/{link.location_id}").status_code == 404
    assert get(client, f"service_at_locations/{link.uid}").status_code == 404


@pytest.mark.usefixtures("directory")
@pytest.mark.parametrize("name", LISTS)
def test_a_confidential_place_appears_nowhere(client: Any, name: str) -> None:
    text = get(client, name, full="true").content
    assert b"Secret" not in text
    assert b"Willow" not in text
    assert b"5.7162" not in text


@pytest.mark.usefixtures("directory")
def test_a_service_at_a_confidential_place_is_told_without_it(client: Any) -> None:
    shelter = Service.objects.get(source_id="s2")
    told = get(client, f"services/{shelter.pk}").json()
    assert told["name"] == "Shelter"
    assert "service_at_locations" not in told


@pytest.mark.usefixtures("directory")
def test_questions_narrow_the_list(client: Any) -> None:
    def names(**asked: Any) -> list[str]:
        return sorted(one["name"] for one in get(client, "services", **asked).json()["contents"])

    [term] = get(client, "taxonomy_terms").json()["contents"]
    [owner] = get(client, "organizations").json()["contents"]
    assert names(search="لحام") == ["Welding course"]
    assert names(taxonomy_term_id=term["id"]) == ["Welding course"]
    assert names(taxonomy_id=term["taxonomy_detail"]["id"]) == ["Welding course"]
    assert names(organization_id=owner["id"]) == ["Shelter", "Welding course"]
    assert names(modified_after="2100-01-01") == []
    assert names(modified_after="2020-01-01T00:00:00Z") == ["Shelter", "Welding course"]
    assert names(per_page=1, page=2) == names(per_page=1, page=2)
    assert get(client, "service_at_locations", postcode="GT 1").json()["total_items"] == 1
    near = {"postcode": "GT 1", "proximity": "10"}
    assert get(client, "service_at_locations", **near).json()["total_items"] == 1
    assert get(client, "service_at_locations", postcode="none").json()["empty"]


@pytest.mark.usefixtures("directory")
@pytest.mark.parametrize(
    ("asked", "parameter"),
    [
        ({"page": "0"}, "page"),
        ({"page": "x"}, "page"),
        ({"page": "٣"}, "page"),
        ({"per_page": "501"}, "per_page"),
        ({"format": "xml"}, "format"),
        ({"full": "perhaps"}, "full"),
        ({"modified_after": "yesterday"}, "modified_after"),
        ({"modified_after": "2026-02-31"}, "modified_after"),
        ({"organization_id": "oak"}, "organization_id"),
        ({"search": "w" * 300}, "search"),
        ({"search": "a\x00b"}, "search"),
    ],
)
def test_what_cannot_be_meant_is_told_in_words(
    client: Any, asked: dict[str, str], parameter: str
) -> None:
    response = get(client, "services", **asked)
    assert response.status_code == 400
    [reason] = response.json()["reasons"]
    assert reason["parameter"] == parameter
    assert reason["message"]


@pytest.mark.usefixtures("directory")
@pytest.mark.parametrize("path", ["services/x", "services?page=9", "nowhere", "services/1/2"])
def test_what_is_not_there_is_a_404_in_json(client: Any, path: str) -> None:
    response = client.get(f"/hsds/{path}")
    assert response.status_code == 404
    assert response.json()["code"] == "not_found"


@pytest.mark.usefixtures("directory")
def test_any_site_may_read_it_and_caches_may_keep_it(client: Any) -> None:
    first = get(client, "services")
    assert first.headers["Access-Control-Allow-Origin"] == "*"
    assert first.headers["Cache-Control"].startswith("public")
    assert not first.cookies
    again = client.get("/hsds/services", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.options("/hsds/services").status_code == 204


@pytest.mark.usefixtures("directory")
def test_it_is_for_reading(client: Any) -> None:
    for method in (client.post, client.put, client.patch, client.delete):
        response = method("/hsds/services")
        assert response.status_code == 405
        assert response.json()["code"] == "read_only"


@pytest.mark.usefixtures("directory")
def test_who_asks_too_often_waits(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "PER_ADDRESS", Limit("hsds", 2, 60))
    assert [get(client, "services").status_code for _ in range(3)] == [200, 200, 429]
    assert get(client, "services").headers["Retry-After"]


def many(number: int) -> DirectoryRecord:
    return replace(
        DIRECTORY,
        locations=tuple(replace(HALL, source_id=f"l{n}", name=f"Hall {n}") for n in range(number)),
        services=tuple(
            replace(WELDING, source_id=f"s{n}", at_locations=(PlaceRecord(location=f"l{n}"),))
            for n in range(number)
        ),
    )


@pytest.mark.parametrize(
    "path",
    ["services", "services?full=1", "organizations?full_service=1", "locations",
     "service_at_locations?full=1", "taxonomy_terms"],
)  # fmt: skip
def test_a_longer_page_takes_no_more_reads(client: Any, as_app: Any, path: str) -> None:
    def reads() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"/hsds/{path}").status_code == 200
        return len(captured)

    with as_app():
        importer.run(many(2), Reading())
    few = reads()
    with as_app():
        importer.run(many(50), Reading())
    assert reads() == few


def test_the_openapi_document_names_every_address(client: Any) -> None:
    document = get(client, "openapi.json").json()
    assert set(LISTS) <= {path.strip("/").partition("/")[0] for path in document["paths"]}
    assert get(client, "").json()["openapi_url"].endswith("/hsds/openapi.json")


def operations() -> Iterator[tuple[str, Any]]:
    """Each address with its parameters; the schemas of answers are checked on real data."""
    for path, (names, _schema, _is_list) in PATHS.items():
        parameters = [{"name": n, "in": "query", "schema": PARAMETERS[n][0]} for n in names]
        if "{id}" in path:
            place = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
            parameters.append(place)
        answers = {"200": {"description": "What was asked for."}}
        yield f"/hsds{path}", {"get": {"parameters": parameters, "responses": answers}}


SCHEMA = schemathesis.openapi.from_dict(
    {
        "openapi": "3.1.0",
        "info": {"title": "HSDS", "version": "3.0"},
        "paths": dict(operations()),
    }
)


@pytest.fixture
def unlimited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "PER_ADDRESS", Limit("hsds", 1_000_000, 60))


@SCHEMA.parametrize()
@hypothesis.settings(
    max_examples=40,
    suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture],
    database=None,
)
@pytest.mark.usefixtures("directory", "unlimited")
def test_whatever_is_asked_is_answered(client: Any, case: Any) -> None:
    path = quote(case.formatted_path, safe="/%")
    query = urlencode(case.query or {}, doseq=True, errors="replace")
    response = client.generic(case.method, path, QUERY_STRING=query)
    # Another method or another address is what a machine tries too.
    assert response.status_code < 500
    if not response.streaming and response.content:
        json.loads(response.content)

"""Every answer of the interface against the specification's own schemas: Jordan whole, and the
demo's directory."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from referencing import Registry, Resource

from homeward.core.limits import Limit
from homeward.demo.directory import record
from homeward.exchange import importer
from homeward.exchange.hsds import answers
from homeward.exchange.readers import hsds, jordan_services
from homeward.exchange.readings import Reading

pytestmark = pytest.mark.real_data
Find = Callable[[str], Path]
SCHEMAS = {
    "services": "service",
    "organizations": "organization",
    "locations": "location",
    "service_at_locations": "service_at_location",
    "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
}
PAGE = {"total_items": int, "total_pages": int, "page_number": int, "size": int}
PAGE |= {"first_page": bool, "last_page": bool, "empty": bool, "contents": list}


@lru_cache(maxsize=1)
def validators(folder: Path) -> dict[str, Any]:
    """A validator for each schema; references lead to the files beside it, never to the net."""
    schemas = {path.name: json.loads(path.read_text("utf-8")) for path in folder.glob("*.json")}
    dialect = "https://json-schema.org/draft/2020-12/schema"
    registry = Registry().with_resources(
        (name, Resource.from_contents({**schema, "$id": name, "$schema": dialect}))
        for name, schema in schemas.items()
    )
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    return {
        name.removesuffix(".json"): jsonschema.Draft202012Validator(
            {"$ref": name}, registry=registry, format_checker=checker
        )
        for name in schemas
    }


@pytest.fixture
def check(real_data: Find) -> Callable[[str, Any], None]:
    known = validators(real_data("hsds/schema"))

    def valid(name: str, value: Any) -> None:
        faults = [f"{f.json_path}: {f.message}" for f in known[SCHEMAS[name]].iter_errors(value)]
        assert faults == []

    return valid


@pytest.fixture(autouse=True)
def unlimited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "PER_ADDRESS", Limit("hsds", 1_000_000, 60))


def jordan(find: Find) -> None:
    folder = find("services_jordan")
    read, reading = jordan_services.read(
        folder / "services_2015-03_en.geojson", folder / "services_2015-03_ar.geojson"
    )
    assert not importer.run(importer.published(read), reading).is_refused


def demo(find: Find) -> None:
    assert not importer.run(importer.published(record(date(2026, 1, 1))), Reading()).is_refused


def example(find: Find) -> None:
    read, reading = hsds.read(find("hsds/spec-3.x-examples") / "csv")
    assert not importer.run(importer.published(read), reading).is_refused


def pages(client: Any, name: str, **asked: Any) -> Iterator[Any]:
    number = 1
    while True:
        told = client.get(f"/hsds/{name}", {**asked, "page": number, "per_page": 100})
        assert told.status_code == 200, told.content
        page = told.json()
        assert {key: type(page[key]) for key in PAGE} == PAGE
        yield page
        if page["last_page"]:
            return
        number += 1


def lists_are_valid(client: Any, check: Any, name: str) -> list[str]:
    """Every object as the list tells it, page by page and as lines. Gives their ids."""
    contents = [one for page in pages(client, name) for one in page["contents"]]
    total = client.get(f"/hsds/{name}").json()["total_items"]
    lines = client.get(f"/hsds/{name}", {"format": "ndjson", "full": "true"})
    whole = [json.loads(line) for line in b"".join(lines.streaming_content).splitlines()]
    assert len(contents) == len(whole) == total
    for one in contents + whole:
        check(name, one)
    return [one["id"] for one in contents]


@pytest.mark.parametrize("fill", [jordan, demo, example])
def test_every_object_is_valid_in_its_list_and_by_itself(
    real_data: Find, as_app: Any, client: Any, check: Any, fill: Any
) -> None:
    with as_app():
        fill(real_data)
    for name in SCHEMAS:
        ids = lists_are_valid(client, check, name)
        # All of them would read the same rows again a thousand times; terms are told from all
        # services each time.
        asked = 12 if name.startswith("taxonom") else 40
        for key in ids[:: max(1, len(ids) // asked)]:
            answer = client.get(f"/hsds/{name}/{key}")
            assert answer.status_code == 200
            check(name, answer.json())


def test_the_demo_and_jordan_have_something_to_show(
    real_data: Find, as_app: Any, client: Any
) -> None:
    with as_app():
        jordan(real_data)
    assert client.get("/hsds/services").json()["total_items"] == 562
    assert client.get("/hsds/organizations").json()["total_items"] == 44
    minimal = client.get("/hsds/services", {"minimal": "true", "per_page": 500}).json()
    assert minimal["size"] == 500
    found = client.get("/hsds/services", {"search": "حماية"}).json()
    assert found["total_items"] > 0


def test_the_root_says_what_it_is(real_data: Find, client: Any) -> None:
    document = json.loads((real_data("hsds/schema") / "openapi.json").read_text("utf-8"))
    schema = document["paths"]["/"]["get"]["responses"]["200"]["content"]["application/json"]
    jsonschema.validate(
        client.get("/hsds/").json(),
        schema["schema"],
        format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER,
    )


def test_every_address_and_parameter_of_the_specification_is_ours(
    real_data: Find, client: Any
) -> None:
    theirs = json.loads((real_data("hsds/schema") / "openapi.json").read_text("utf-8"))
    ours = client.get("/hsds/openapi.json").json()

    def asked(document: Any, path: str) -> set[str]:
        named = document["paths"][path]["get"].get("parameters", [])
        return {p.get("name") or p["$ref"].rpartition("/")[2] for p in named}

    assert set(theirs["paths"]) <= set(ours["paths"])
    for path in theirs["paths"]:
        assert asked(theirs, path) <= asked(ours, path), path

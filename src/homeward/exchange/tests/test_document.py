"""The API's description: complete, and whatever is asked by it is answered by it."""

import json
from typing import Any
from urllib.parse import quote, urlencode

import hypothesis
import pytest
import schemathesis

from homeward.core import limits
from homeward.core.limits import Limit
from homeward.exchange.api.site import api
from homeward.referrals.models import StatusChange

DOCUMENT = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/v1/"), default=str))
SCHEMA = schemathesis.openapi.from_dict(DOCUMENT)
METHODS = [
    (method, path, operation)
    for path, operations in DOCUMENT["paths"].items()
    for method, operation in operations.items()
]


def test_every_operation_says_what_it_is_and_how_it_refuses() -> None:
    assert len(METHODS) >= 25
    for method, path, operation in METHODS:
        assert operation["summary"], path
        assert "cope" in operation["description"] or "Any token" in operation["description"], path
        for status in ("401", "403", "404", "422", "429"):
            assert "application/problem+json" in operation["responses"][status]["content"], path
        named = {p["name"] for p in operation["parameters"] if p["in"] == "header"}
        assert ("Idempotency-Key" in named) == (method == "post"), path


def test_each_operation_has_a_name_of_its_own() -> None:
    names = [operation["operationId"] for _method, _path, operation in METHODS]
    assert len(names) == len(set(names))


@pytest.fixture
def unlimited(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PER_TOKEN", "PER_ADDRESS"):
        monkeypatch.setattr(limits, name, Limit(name, 1_000_000, 60))


@pytest.fixture
def caller(cast: Any, program: Any, unlimited: None) -> Any:
    """Of somebody with every verb that the API has, who sees one family."""
    cast.family()
    cast.owner.roles = [*cast.owner.roles, "provider"]
    cast.owner.save(update_fields=["roles"])
    return program(cast.owner)


@SCHEMA.parametrize()
@hypothesis.settings(
    max_examples=6,
    suppress_health_check=list(hypothesis.HealthCheck),
    database=None,
    deadline=None,
    phases=[hypothesis.Phase.generate],
)
def test_whatever_is_asked_is_answered_as_described(caller: Any, case: Any) -> None:
    body = case.body
    text = "" if isinstance(body, schemathesis.core.NotSet) else json.dumps(body, default=str)
    headers = {name: value for name, value in (case.headers or {}).items() if value.isprintable()}
    response = caller.client.generic(
        case.method,
        quote(case.formatted_path, safe="/%"),
        text,
        content_type="application/json",
        QUERY_STRING=urlencode(case.query or {}, doseq=True, errors="replace"),
        headers={**headers, **caller.headers},
    )
    assert response.status_code < 500
    path = DOCUMENT["paths"].get(case.path, {}).get(case.method.lower())
    if path and response.status_code not in {304, 405}:
        assert str(response.status_code) in path["responses"], response.content
    # An address that is none, and a method that is none of its, are answered before the API.
    if "json" in response.headers.get("Content-Type", "") and response.content:
        json.loads(response.content)
    assert not StatusChange.objects.exists()

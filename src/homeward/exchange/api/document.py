"""The API's own description (OpenAPI 3.1), completed: what every endpoint has in common."""

from typing import Any

from homeward.exchange.api.schemas import Problem

ABOUT = """The pages' rows and verbs for programs, under the same gate: a row that the token's
user may not see is a 404, as one that does not exist.

Every answer that refuses is a problem (RFC 9457). Lists are read by `cursor`, in the order of
change. What changes something takes an `Idempotency-Key`; what is one row bears an `ETag`.
The guide with examples is docs/api.md."""

PROBLEMS = {
    "401": "No token, or one that is not in use",
    "403": "The token's scope, or its user's role, does not do this (`no_scope`, `no_role`)",
    "404": "Nothing at this address for you",
    "422": "What was sent could not be read; nothing was changed",
    "429": "Too many requests: wait for `Retry-After` seconds",
}
CHANGING = {
    "400": "The body is no JSON",
    "409": "A rule refuses: every reason at once, as a code and in words",
    "412": "It was changed since you read it (`If-Match`)",
}
TAGGED = {"428": "`If-Match` is missing"}
HEADERS = {
    "RateLimit-Policy": "The limit: `q` requests in `w` seconds.",
    "RateLimit": "What is left: `r` requests in the next `t` seconds.",
}


def completed(document: Any, site: Any) -> Any:
    document["components"].setdefault("schemas", {}).update(_schemas())
    for path, methods in document["paths"].items():
        for method, told in methods.items():
            _complete(told, method, _view(site, path, method, document))
    return document


def _schemas() -> dict[str, Any]:
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    return {**problem.pop("$defs", {}), "Problem": problem}


def _view(site: Any, path: str, method: str, document: Any) -> Any:
    """The view behind an operation of the document, for what it declares."""
    wanted = document["paths"][path][method]["operationId"]
    return next(
        operation.view_func
        for _prefix, router in site._routers
        for path_view in router.path_operations.values()
        for operation in path_view.operations
        if site.get_openapi_operation_id(operation) == wanted
    )


def _complete(told: dict[str, Any], method: str, view: Any) -> None:
    is_changing = getattr(view, "is_changing", False)
    must_match = getattr(view, "must_match", False)
    problems = PROBLEMS | (CHANGING if is_changing else {}) | (TAGGED if must_match else {})
    for status, words in problems.items():
        told["responses"].setdefault(status, _problem(words))
    for response in told["responses"].values():
        response["headers"] = {name: _header(words) for name, words in HEADERS.items()}
    parameters = told.setdefault("parameters", [])
    if is_changing and method == "post":
        parameters.append(_parameter("Idempotency-Key", True, least=8, most=100))
    if is_changing and any(each["in"] == "path" for each in parameters):
        parameters.append(_parameter("If-Match", must_match))
    scope = getattr(view, "scope", None)
    needed = f"Scope: `{scope.value}`." if scope else "Any token."
    told["description"] = f"{told.get('description', '')}\n\n{needed}".strip()


def _problem(words: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": words, "content": {"application/problem+json": {"schema": schema}}}


def _header(words: str) -> dict[str, Any]:
    return {"description": words, "schema": {"type": "string"}}


def _parameter(
    name: str, required: bool, *, least: int | None = None, most: int | None = None
) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string"}
    if least:
        schema |= {"minLength": least, "maxLength": most, "pattern": "^[!-~]+$"}
    return {"in": "header", "name": name, "required": required, "schema": schema}

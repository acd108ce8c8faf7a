"""The reference pages that are written from elsewhere, and compared with it by a test:

docs/reference/api.md from the API's own description (OpenAPI), docs/reference/asvs.md from
asvs.csv beside it, docs/glossary.fr.md and docs/glossary.ar.md from docs/glossary.md and
docs/glossary.csv. `python scripts/reference.py` writes them all.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import reference_lists

DOCS = Path(__file__).resolve().parents[1] / "docs"
HEAD = """# API reference
Every endpoint of version 1, with its scope, what it takes, what it answers and how it refuses. \
Made from `/api/v1/openapi.json` of the installation by `python scripts/reference.py`; the \
guide with examples is [The API](../api.md).

Every answer of an endpoint may also be one of these problems (RFC 9457, \
[Problem](#problem)):

| status | when |
|---|---|
"""
SCOPE = "Scope: "


def as_markdown() -> str:
    from homeward.exchange.api.document import CHANGING, PROBLEMS, TAGGED  # noqa: PLC0415
    from homeward.exchange.api.site import api  # noqa: PLC0415 - once Django is set up

    document = api.get_openapi_schema()
    problems = "".join(
        f"| {status} | {words} |\n"
        for status, words in sorted((PROBLEMS | CHANGING | TAGGED).items())
    )
    lines = [*_endpoints(document), *_schemas(document)]
    return HEAD + problems + "\n" + "\n".join(lines).rstrip() + "\n"


def _endpoints(document: Any) -> Iterator[str]:
    yield "## Endpoints"
    for path, methods in document["paths"].items():
        for method, told in methods.items():
            yield f"\n### {method.upper()} {path.replace('/api/v1', '')}\n"
            words, _, scope = told["description"].rpartition("\n\n")
            yield f"{told['summary']}. {scope or told['description']}\n"
            if words:
                yield f"{' '.join(words.split())}\n"
            yield from _parameters(told)
            yield from _body_and_answers(told)


def _parameters(told: Any) -> Iterator[str]:
    if not told["parameters"]:
        return
    yield "| parameter | in | kind | needed | meaning |\n|---|---|---|---|---|"
    for each in told["parameters"]:
        needed = "yes" if each.get("required") else "no"
        meaning = each.get("description", "")
        yield (
            f"| `{each['name']}` | {each['in']} | {_kind(each['schema'])} | {needed} |"
            f" {_cell(meaning)} |"
        )
    yield ""


def _body_and_answers(told: Any) -> Iterator[str]:
    for content in told.get("requestBody", {}).get("content", {}).values():
        yield f"Body: {_kind(content['schema'])}.\n"
    good = {
        status: answer
        for status, answer in told["responses"].items()
        if str(status).startswith(("2", "3"))
    }
    for status, answer in good.items():
        kinds = [_kind(content["schema"]) for content in answer.get("content", {}).values()]
        yield f"Answers {status}{': ' + ', '.join(kinds) if kinds else ', without a body'}.\n"
    refused = sorted(str(status) for status in told["responses"] if status not in good)
    yield f"Refuses with {', '.join(refused)}."


def _schemas(document: Any) -> Iterator[str]:
    yield "\n## Fields"
    schemas = document["components"]["schemas"]
    for name in sorted(schemas, key=str.casefold):
        schema = schemas[name]
        yield f"\n### {name}\n"
        if said := schema.get("description"):
            yield f"{' '.join(said.split())}\n"
        if values := schema.get("enum"):
            yield f"One of {', '.join(f'`{value}`' for value in values)}."
            continue
        yield "| field | kind | always | meaning |\n|---|---|---|---|"
        always = schema.get("required", ())
        for field, of in schema.get("properties", {}).items():
            is_always = "yes" if field in always else "no"
            yield f"| `{field}` | {_kind(of)} | {is_always} | {_cell(of.get('description', ''))} |"


def _kind(schema: Any) -> str:
    """What may stand there, in words; another schema as a link to it."""
    if target := schema.get("$ref"):
        name = target.rpartition("/")[2]
        return f"[{name}](#{name.casefold()})"
    if parts := schema.get("anyOf") or schema.get("allOf"):
        return " or ".join(dict.fromkeys(_kind(part) for part in parts))
    if schema.get("type") == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    if values := schema.get("enum"):
        return ", ".join(f"`{value}`" for value in values)
    return f"{schema.get('format') or schema.get('type', 'any')}{_bounds(schema)}"


def _bounds(schema: Any) -> str:
    least = schema.get("minLength", schema.get("minimum"))
    most = schema.get("maxLength", schema.get("maximum"))
    if least is None and most is None:
        return ""
    if least is None:
        return f", at most {most}"
    return f", at least {least}" if most is None else f", {least} to {most}"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def pages() -> dict[Path, str]:
    """Every page with its text; Django is set up by then."""
    return {
        DOCS / "reference" / "api.md": as_markdown(),
        DOCS / "reference" / "asvs.md": reference_lists.asvs(),
        DOCS / "glossary.fr.md": reference_lists.glossary("fr"),
        DOCS / "glossary.ar.md": reference_lists.glossary("ar"),
    }


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "homeward.config.settings")
    import django

    django.setup()
    for page, text in pages().items():
        page.write_text(text, encoding="utf-8")
        print(page.relative_to(DOCS.parent))

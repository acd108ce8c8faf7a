"""ETags: what is told of one row, as a short hash. Another language is another telling."""

import hashlib

from ninja import Schema

LETTERS = 32


def of(told: Schema) -> str:
    said = told.model_dump_json().encode()
    return f'"{hashlib.sha256(said).hexdigest()[:LETTERS]}"'


def is_among(tag: str, header: str) -> bool:
    """Whether an If-Match or If-None-Match names it (RFC 9110, 13.1); `W/` compares alike here."""
    named = {each.strip().removeprefix("W/") for each in header.split(",")}
    return "*" in named or tag in named

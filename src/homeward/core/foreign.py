"""JSON that somebody else wrote: read, or refused as one kind of error."""

import json
from typing import Any

# No document that is read here has more than a dozen levels; Python's own stack has a thousand.
DEEPEST = 100


class TooDeep(ValueError):
    """It is nested more deeply than anything that is read here."""


def json_of(content: str | bytes) -> Any:
    """The value. Raises ValueError for what is no JSON, or what nothing here could keep.

    That is what is nested too deeply (TooDeep), a number that JSON has no word for, and half a
    character (a lone surrogate), which no text of the database holds.
    """
    try:
        said = json.loads(content, parse_constant=_no_number)
    except RecursionError as error:
        raise TooDeep("nested too deeply") from error
    _check_depth(said)
    json.dumps(said, ensure_ascii=False).encode()
    return said


def _no_number(word: str) -> float:
    raise ValueError(f"{word} is no number")


def _check_depth(said: Any) -> None:
    level, depth = [said], 0
    while level := [one for one in level if isinstance(one, dict | list)]:
        depth += 1
        if depth > DEEPEST:
            raise TooDeep("nested too deeply")
        level = [
            inner for one in level for inner in (one.values() if isinstance(one, dict) else one)
        ]

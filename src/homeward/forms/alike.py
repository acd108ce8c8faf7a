"""The same answer, whichever client wrote it: a number or a place has more than one spelling.

ODK Collect and the browser write the decimal that was typed as 3 as 3.0, and a place with as many
noughts; a plain page keeps it as typed. Answers are compared and counted by their text, so they
have one spelling here. The XML stays as it came.
"""

import re

from homeward.forms.definition import Definition
from homeward.forms.filling import NO_BIND, Answers, path_of

NOUGHTS = re.compile(r"(-?\d+)\.0+|(-?\d+\.\d*?[1-9])0+")
NUMBERS = {"decimal", "geopoint"}


def alike(answers: Answers, form: Definition) -> dict[str, str]:
    return {key: _alike(_kind(key, form), value) for key, value in answers.items()}


def _kind(key: str, form: Definition) -> str:
    return form.binds.get(path_of(key), NO_BIND).type


def _alike(kind: str, value: str) -> str:
    if kind not in NUMBERS:
        return value
    return " ".join(_without_noughts(part) for part in value.split(" "))


def _without_noughts(number: str) -> str:
    """What is no number stays as it is."""
    match = NOUGHTS.fullmatch(number)
    return match[1] or match[2] if match else number

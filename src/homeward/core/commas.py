"""What stands in a row, between the commas that the reader's language writes."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import pgettext


def comma() -> str:
    return pgettext("between what stands in a row", ", ")


def enumerated(values: Iterable[Any]) -> str:
    return comma().join(map(str, values))

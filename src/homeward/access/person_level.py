"""The register of person-level tables: what an export of a person gives, what an erasure does.

A person-level model without both rules fails tests/architecture.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from django.db import models


class Export(StrEnum):
    """What the person gets of a row of theirs."""

    ALL = "all"
    # Search tokens and the like: derived, meaningless to a reader.
    NOTHING = "nothing"


class Erasure(StrEnum):
    """What becomes of a row when the person is erased."""

    DELETE = "delete"
    # Kept for the figures and the accounts; the fields named are emptied.
    CLEAR = "clear"


@dataclass(frozen=True, kw_only=True)
class Rule:
    export: Export
    erasure: Erasure
    clear: tuple[str, ...] = ()
    person_field: str = "person_id"


RULES: dict[type[models.Model], Rule] = {}


def person_level(
    *,
    export: Export = Export.ALL,
    erasure: Erasure,
    clear: tuple[str, ...] = (),
    person_field: str = "person_id",
) -> Callable[[type[models.Model]], type[models.Model]]:
    """Declares a model's rules: `@person_level(erasure=Erasure.DELETE)`."""

    def declare(model: type[models.Model]) -> type[models.Model]:
        RULES[model] = Rule(export=export, erasure=erasure, clear=clear, person_field=person_field)
        return model

    return declare

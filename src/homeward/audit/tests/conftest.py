"""A file with health data, and questions to the log as its owner."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from homeward.access.choices import Role
from homeward.cases import actions as cases
from homeward.cases.choices import FactKind, SaidBy
from homeward.cases.models import Case, Fact


@pytest.fixture
def sensitive(cast: Any, as_app: Callable[..., Any]) -> tuple[Case, Fact]:
    """The family's case with one health fact of the mother's."""
    case, people = cast.family()
    with as_app(cast.owner):
        fact = cases.record_fact(
            case, FactKind.HEALTH, "Asthma", person=people[0], said_by=SaidBy.PERSON,
            said_on=cast.now.date(), by=cast.owner, at=cast.now,
        )  # fmt: skip
    return case, fact


@pytest.fixture
def dpo(cast: Any) -> Any:
    """The host organisation's data protection officer."""
    return cast.user("dpo", cast.host, Role.DATA_PROTECTION_OFFICER)


def rows(question: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question, list(values))
        return cursor.fetchall() if cursor.description else []

from typing import Any

import pytest
from django.db import InternalError, ProgrammingError, transaction

from homeward.access.models import Organisation, User
from homeward.persons import actions
from homeward.persons.actions import Member
from homeward.persons.choices import HouseholdRole

REFUSED = (ProgrammingError, InternalError)


def test_generated_data_never_enters_a_database_that_holds_persons(
    cast: Any,
) -> None:
    with cast.as_app(cast.owner):
        actions.register(
            [Member(role=HouseholdRole.HEAD, given_name="Yaw")],
            programme=cast.programme, by=cast.owner, at=cast.now,
        )  # fmt: skip
    made: dict[str, Any] = {"kind": "ngo", "country_id": "GH", "is_generated": True}
    with pytest.raises(REFUSED, match="generated data"), transaction.atomic():
        Organisation.objects.create(name="The demo's office", **made)
    with pytest.raises(REFUSED, match="generated data"), transaction.atomic():
        User.objects.create(email="demo@demo.example", name="Demo", is_generated=True)
    plain = Organisation.objects.create(name="An office", kind="ngo", country_id="GH")
    with pytest.raises(REFUSED, match="generated data"), transaction.atomic():
        Organisation.objects.filter(pk=plain.pk).update(is_generated=True)


def test_an_empty_database_takes_the_demo(db: None) -> None:
    Organisation.objects.create(
        name="The demo's office", kind="ngo", country_id="GH", is_generated=True
    )

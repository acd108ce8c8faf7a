from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from homeward.agreements.models import Agreement
from homeward.core.refusals import Refused
from homeward.procedures import actions, queries
from homeward.procedures.choices import Part, Reason
from homeward.procedures.models import SopStep, SopVersion
from homeward.programmes.choices import Stage

COUNSELLING = ("1", Stage.COUNSELLING, Part.COUNSELLING, "", "")


def refusal(call: Any, *args: Any, **given: Any) -> list[Any]:
    with pytest.raises(Refused) as caught:
        call(*args, **given)
    return list(caught.value.reasons)


def test_the_next_version_begins_as_a_copy_and_the_first_stays(
    cast: Any, as_app, sop: Agreement, manager: Any, publish
) -> None:
    first = publish([COUNSELLING])
    with as_app(manager):
        second = actions.begin_version(sop, by=manager)
        assert (second.number, [s.code for s in queries.steps(second)]) == (2, ["1"])
        assert refusal(actions.begin_version, sop, by=manager) == [Reason.DRAFT_ALREADY]
        assert queries.current(sop, on=cast.now.date()) == first
        assert refusal(actions.remove_step, queries.steps(first)[0], by=manager) == [
            Reason.PUBLISHED_ALREADY
        ]


def test_a_published_version_is_closed_in_the_database_too(as_app, manager: Any, publish) -> None:
    version = publish([COUNSELLING])
    with as_app(manager):
        assert SopStep.objects.filter(version=version).update(days=99) == 0
        assert SopVersion.objects.filter(pk=version.pk).update(status="draft") == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            SopStep.objects.create(
                version=version, position=2, code="2", titles={}, stage="plan",
                part="accountable", days=1, day_kind="working",
            )  # fmt: skip


def test_a_step_that_another_awaits_stays(as_app, sop: Agreement, manager: Any, publish) -> None:
    publish([COUNSELLING, ("2", Stage.COUNSELLING, Part.COUNSELLING, "1", "")])
    with as_app(manager):
        draft = actions.begin_version(sop, by=manager)
        first, second = queries.steps(draft)
        assert refusal(actions.remove_step, first, by=manager) == [Reason.STEP_IS_AWAITED]
        actions.remove_step(second, by=manager)
        actions.remove_step(first, by=manager)
        assert refusal(actions.publish, draft, valid_from=sop.starts_on, by=manager, at=None) == [
            Reason.NO_STEPS
        ]


def test_parties_read_it_and_the_stranger_does_not(cast: Any, as_app, publish) -> None:
    version = publish([COUNSELLING])
    with as_app(cast.partner):
        assert SopVersion.objects.get() == version
        assert SopStep.objects.count() == 1
        with pytest.raises(PermissionDenied):
            actions.begin_version(version.agreement, by=cast.partner)
    with as_app(cast.stranger):
        assert not SopVersion.objects.exists()
        assert not SopStep.objects.exists()
    with as_app():
        assert not SopVersion.objects.exists()

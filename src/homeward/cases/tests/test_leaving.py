"""Who left again after a return: recorded with channel, day and source, and taken back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from homeward.cases import actions
from homeward.cases.choices import Channel, Reason, SaidBy
from homeward.cases.models import Case, LeavingAgain
from homeward.cases.rules import reasons_not_to_record_leaving
from homeward.core.refusals import Refused
from homeward.persons.models import Person


@pytest.fixture(autouse=True)
def no_second_factor(settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def returned(cast: Any) -> tuple[Case, list[Person], actions.Left]:
    case, people = cast.arrived()
    day = cast.now.date()
    Case.objects.filter(pk=case.pk).update(arrived_on=day - timedelta(days=90))
    left = actions.Left(
        on=day - timedelta(days=10), channel=Channel.REGULAR, said_by=SaidBy.FAMILY, said_on=day
    )
    return Case.objects.get(pk=case.pk), people, left


def record(cast: Any, case: Case, person: Person, left: actions.Left) -> LeavingAgain:
    with cast.as_app(cast.partner):
        return actions.record_leaving(case, person, left, by=cast.partner, at=cast.now)


def test_it_is_recorded_and_the_case_stays_as_it_was(cast: Any, returned: Any) -> None:
    case, people, left = returned
    record(cast, case, people[0], left)
    with cast.as_app(cast.partner):
        one = LeavingAgain.objects.get()
        assert (one.channel, one.said_by) == (Channel.REGULAR, SaidBy.FAMILY)
        assert Case.objects.get(pk=case.pk).is_open
    with cast.as_app(cast.stranger):
        assert not LeavingAgain.objects.exists()


def test_each_fault_is_named_at_once(cast: Any, returned: Any) -> None:
    case, people, left = returned
    record(cast, case, people[0], left)
    with pytest.raises(Refused) as refused:
        record(
            cast, case, people[0],
            replace(left, on=case.arrived_on - timedelta(days=1),
                    said_on=case.arrived_on - timedelta(days=2)),
        )  # fmt: skip
    assert set(refused.value.reasons) == {
        Reason.LEFT_BEFORE_ARRIVAL,
        Reason.SAID_BEFORE,
        Reason.LEFT_ALREADY,
    }


def test_where_only_the_month_is_known_its_first_day_may_lie_before_the_arrival(
    cast: Any,
) -> None:
    day = cast.now.date().replace(day=20)
    facts = {
        "arrived_on": day, "left_on": day.replace(day=1), "said_on": day, "today": day,
        "of_case": True, "left_already": False,
    }  # fmt: skip
    assert reasons_not_to_record_leaving(day_is_known=False, **facts) == []
    assert reasons_not_to_record_leaving(day_is_known=True, **facts) == [Reason.LEFT_BEFORE_ARRIVAL]


def test_the_database_takes_it_once(cast: Any, returned: Any) -> None:
    case, people, left = returned
    one = record(cast, case, people[0], left)
    one.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        one.save(force_insert=True)


def test_what_was_a_mistake_is_taken_back_and_can_be_recorded_anew(
    cast: Any, returned: Any
) -> None:
    case, people, left = returned
    one = record(cast, case, people[0], left)
    with cast.as_app(cast.partner):
        actions.take_back_leaving(one, because="It was a cousin", by=cast.partner, at=cast.now)
        with pytest.raises(Refused) as refused:
            actions.take_back_leaving(one, because="", by=cast.partner, at=cast.now)
    assert set(refused.value.reasons) == {Reason.TAKEN_BACK, Reason.NO_REASON}
    record(cast, case, people[0], left)
    with cast.as_app(cast.partner), connection.cursor() as cursor:
        cursor.execute("delete from cases_leavingagain")
        assert cursor.rowcount == 0


def test_the_page_records_it_keeps_what_was_typed_and_is_closed_to_others(
    cast: Any, returned: Any, client_of: Callable[..., Any]
) -> None:
    case, people, left = returned
    url = f"/cases/{case.pk}/left-again/"
    client = client_of(cast.partner)
    assert "Efua" in client.get(url).content.decode()
    form = {
        "person": str(people[0].pk), "channel": "regular", "said_by": "family",
        "told": "A work permit",
    }  # fmt: skip
    for name, day in (("left_on", left.on), ("said_on", left.said_on)):
        form |= {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}
    refused = client.post(url, form | {"channel": ""})
    assert refused.status_code == 422
    assert "A work permit" in refused.content.decode()
    assert client.post(url, form).status_code == 302
    page = client.get(url).content.decode()
    assert "By a regular channel" in page
    assert "Take it back" in page
    assert client_of(cast.stranger).get(url).status_code == 404
    assert client_of(cast.finance).get(url).status_code == 403

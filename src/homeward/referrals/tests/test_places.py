"""Free places are kept by answering."""

import threading
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection

from homeward.access.choices import Purpose
from homeward.referrals import actions
from homeward.referrals.models import PlacesTold, Referral
from homeward.referrals.rules import Answer
from homeward.services.models import Service

YES = Answer(accepts=True, first_day=date(2026, 12, 7), received_by="Mrs Boateng")
NO = Answer(accepts=False, decline_reason="no_places")


@pytest.fixture
def sent(ready: Any) -> Any:
    ready.referral, ready.token = ready.send()
    return ready


def answer(desk: Any, said: Answer, referral: Referral | None = None) -> Referral:
    cast = desk.cast
    with cast.as_app(cast.trainer, Purpose.REFERRAL):
        return actions.answer(referral or desk.referral, said, by=cast.trainer, at=cast.now)


def free(desk: Any) -> int | None:
    return Service.objects.get(pk=desk.service.pk).places_free


def test_accepting_takes_a_place_and_says_when_and_who(sent: Any) -> None:
    answer(sent, YES)
    service = Service.objects.get(pk=sent.service.pk)
    assert (service.places_free, service.places_told_by) == (2, "Training centre")
    assert service.places_told_on == sent.cast.now.date()
    assert Referral.objects.get().holds_place


def test_declining_for_no_places_says_that_there_is_none(sent: Any) -> None:
    answer(sent, NO)
    assert free(sent) == 0


def test_another_reason_to_decline_leaves_them(sent: Any) -> None:
    answer(sent, Answer(accepts=False, decline_reason="too_far"))
    assert free(sent) == 3


def test_the_end_gives_it_back(sent: Any) -> None:
    answer(sent, YES)
    cast = sent.cast
    with cast.as_app(cast.trainer, Purpose.REFERRAL):
        actions.report(
            sent.referral, "never_came", on=cast.now.date(), by=cast.trainer, at=cast.now
        )
    assert free(sent) == 3
    assert not Referral.objects.get().holds_place


def test_a_withdrawal_gives_it_back(sent: Any) -> None:
    answer(sent, YES)
    with sent.cast.as_app(sent.cast.partner):
        actions.withdraw(sent.referral, "mistake", by=sent.cast.partner, at=sent.cast.now)
    assert free(sent) == 3


def test_where_nobody_said_how_many_there_are_nothing_is_counted(sent: Any) -> None:
    Service.objects.update(places_free=None)
    answer(sent, YES)
    assert free(sent) is None
    assert not Referral.objects.get().holds_place


def test_never_below_none_nor_above_all(sent: Any) -> None:
    Service.objects.update(places_free=0, places_total=0)
    answer(sent, YES)
    assert free(sent) == 0
    with sent.cast.as_app(sent.cast.partner):
        actions.withdraw(sent.referral, "mistake", by=sent.cast.partner, at=sent.cast.now)
    assert free(sent) == 0


def test_every_change_is_kept_with_its_day(sent: Any) -> None:
    answer(sent, YES)
    told = PlacesTold.objects.filter(service=sent.service)
    assert [one.places_free for one in told] == [3, 2]


def test_two_acceptances_at_once_take_the_last_place_once(
    own_database: None, ready: Any, as_app: Callable[..., Any]
) -> None:
    first, second = ready.send()[0], ready.send()[0]
    Service.objects.update(places_free=1)
    barrier = threading.Barrier(2)

    def accept(referral: Referral) -> None:
        try:
            barrier.wait()
            answer(ready, YES, referral)
        finally:
            connection.close()

    both = [threading.Thread(target=accept, args=[one]) for one in (first, second)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert free(ready) == 0
    assert Referral.objects.filter(holds_place=True).count() == 1
